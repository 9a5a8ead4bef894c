"""Quotation marks: every way the press prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import nasty_texts

from saksi.pack import load_pack
from saksi.reading.quotes import find_quotes
from saksi.reading.segment import segment
from saksi.records import Span


def quotes(text: str, lang: str = "en") -> list[str]:
    found = segment(text, load_pack(lang)).quotes
    return [text[q.inner.start : q.inner.end] for q in found if not q.level]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('"We will stay," he said.', ["We will stay,"]),
        ("“We will stay,” he said. “For good.”", ["We will stay,", "For good."]),
        ("”Kami tetap di sini,” kata dia. ”Selamanya.”", ["Kami tetap di sini,", "Selamanya."]),  # one mark for both sides
        ('He called it "a crime" and "a shame".', ["a crime", "a shame"]),
        ("“We will stay, he said.", ["We will stay, he said."]),  # never closed: to the end of the paragraph
        ("The 6\" pipe and the workers' union.", []),
        ("«Nous restons», a-t-il dit.", ["Nous restons"]),
        ('He said: "It is so."', ["It is so."]),
        ('("Off the record," he said.)', ["Off the record,"]),
    ],
)
def test_marks_are_paired_by_their_neighbours(text: str, inner: list[str]) -> None:
    assert quotes(text) == inner


@pytest.mark.parametrize(
    ("pairs", "text", "inner"),
    [
        (("„“",), "„Wir bleiben“, sagte er. „Für immer“, sagte sie.", ["Wir bleiben", "Für immer"]),
        (("»«",), "»Wir bleiben«, sagte er.", ["Wir bleiben"]),
        (("«»",), "«Nous restons», dit-il, «pour de bon».", ["Nous restons", "pour de bon"]),
    ],
)
def test_a_language_names_the_sides_of_its_marks(pairs: tuple[str, ...], text: str, inner: list[str]) -> None:
    assert [text[q.inner.start : q.inner.end] for q in find_quotes(text, (Span(0, len(text)),), pairs)] == inner


@given(nasty_texts(), st.lists(st.sampled_from(["“”", "„“", "»«", "«»", '""', "‘’", "x", ""]), max_size=4))
def test_no_marks_break_the_reading_and_quotations_lie_in_the_text(text: str, pairs: list[str]) -> None:
    for quote in find_quotes(text, (Span(0, len(text)),) if text else (), pairs):
        assert 0 <= quote.outer.start <= quote.inner.start <= quote.inner.end <= quote.outer.end <= len(text)


def test_a_quotation_that_reopens_in_the_next_paragraph_continues() -> None:
    first, second = segment("“We stay.\n\n“We always stay,” she said.", load_pack("en")).quotes
    assert (first.closed, first.continues, second.closed, second.continues) == (False, False, True, True)


def test_a_quotation_inside_a_quotation_has_level_one() -> None:
    found = segment("“He told me ‘never again’ and left,” she said.", load_pack("en")).quotes
    assert [q.level for q in found] == [0, 1]


def test_apostrophes_open_nothing() -> None:
    assert segment("Russia's and the neighbours' troops didn't move; rock 'n' roll.", load_pack("en")).quotes == ()


@given(nasty_texts())
def test_any_text_gives_ordered_quotes_inside_it(text: str) -> None:
    found = segment(text, load_pack("id")).quotes
    assert all(0 <= q.outer.start <= q.inner.start <= q.inner.end <= q.outer.end <= len(text) for q in found)
    starts = [q.outer.start for q in found]
    assert starts == sorted(starts)
