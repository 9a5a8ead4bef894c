"""Marks nest whatever overlaps, and the texts of a mark are the characters of its span."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

import saksi
from saksi.records import Span

pytest.importorskip("markupsafe")
from saksi.web.marks import ORDER, Mark, marks_of, nested
from saksi.web.markup import html

TEXT = "Chad attacked Mali on Monday, the mayor said. He denied it & left <b>."


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    found = []
    for i in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(TEXT) - 1))
        end = draw(st.integers(start + 1, len(TEXT)))
        found.append(Mark(Span(start, end), draw(st.sampled_from(ORDER)), f"e{i}", depth=draw(st.integers(0, 2))))
    return found


@given(marks())
def test_marks_nest_and_quote_their_span(found: list[Mark]) -> None:
    written, texts, firsts, lasts, stack = "", defaultdict(str), defaultdict(int), defaultdict(int), []
    for step in nested(TEXT, found):
        if step.kind == "open":
            assert step.mark is not None
            stack.append(step.mark.id)
            firsts[step.mark.id] += step.first
        elif step.kind == "close":
            assert step.mark is not None and stack.pop() == step.mark.id
            lasts[step.mark.id] += step.last
        else:
            written += step.text
            for id in stack:
                texts[id] += step.text
    assert written == TEXT
    assert not stack
    for mark in found:
        assert texts[mark.id] == TEXT[mark.span.start : mark.span.end]
        assert firsts[mark.id] == lasts[mark.id] == 1


def test_a_passage_keeps_the_marks_that_reach_into_it() -> None:
    mark = Mark(Span(0, 20), "content", "s0")
    steps = list(nested(TEXT, [mark], Span(10, 30)))
    assert "".join(step.text for step in steps) == TEXT[10:30]
    assert [step.kind for step in steps] == ["open", "text", "close", "text"]
    assert not steps[0].first


def test_nothing_of_an_article_becomes_markup() -> None:
    text = '<script>alert(1)</script> Chad attacked "Mali" & <img src=x onerror=alert(1)>, <b>the mayor</b> said.'
    reading = saksi.read_text(text, lang="en")
    page = str(html(nested(text, marks_of(reading))))
    assert "<script" not in page and "<img" not in page and "<b>" not in page
