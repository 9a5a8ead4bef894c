"""A Regex answers as a compiled pattern does, and is compiled when it is first asked."""

from __future__ import annotations

import pickle
import re

import pytest

from saksi.regexes import Regex, checked


def test_it_answers_as_the_compiled_pattern() -> None:
    plain, regex = re.compile(r"a(b*)", re.IGNORECASE), Regex(r"a(b*)", re.IGNORECASE)
    text = "xABB ab"
    for method in ("match", "search", "fullmatch"):
        for at in range(len(text)):
            ours, theirs = getattr(regex, method)(text, at), getattr(plain, method)(text, at)
            assert (ours and ours.span(1)) == (theirs and theirs.span(1))
    assert [m[0] for m in regex.finditer(text)] == ["ABB", "ab"]


def test_a_faulty_pattern_shows_when_it_is_used_or_checked() -> None:
    regex = Regex("(")
    with pytest.raises(re.error):
        regex.match("x")
    with pytest.raises(re.error):
        checked("(")


def test_it_is_kept_as_text() -> None:
    regex = Regex("a", re.IGNORECASE)
    assert regex.match("A")
    again = pickle.loads(pickle.dumps(regex))
    assert (again.pattern, again.flags) == ("a", re.IGNORECASE)
    assert again.match("A")


def test_it_has_no_other_methods() -> None:
    with pytest.raises(AttributeError):
        Regex("a").split  # noqa: B018
