"""Counts that many ask for are made once, and nobody waits for the next."""

from __future__ import annotations

import threading

import pytest

from saksi.errors import InputError
from saksi.web import remembered
from saksi.web.remembered import Remembered


def test_an_answer_is_made_once_while_it_is_fresh() -> None:
    made: list[int] = []
    answers = Remembered(5)
    assert [answers.get("n", lambda: made.append(1) or len(made)) for _ in range(3)] == [1, 1, 1]


def test_a_stale_answer_is_given_while_the_next_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "FRESH", -1.0)
    monkeypatch.setattr(remembered, "SHARE", 0)
    answers, go = Remembered(5), threading.Event()
    assert answers.get("n", lambda: 1) == 1
    assert answers.get("n", lambda: go.wait(5) and 2) == 1
    go.set()
    assert answers.get("n", lambda: 3) in (1, 2)


def test_the_first_answer_is_not_waited_for_without_end() -> None:
    answers, go = Remembered(0.05), threading.Event()
    with pytest.raises(InputError, match="first time"):
        answers.get("n", lambda: go.wait(5))
    go.set()


def test_what_goes_wrong_is_told_and_tried_again() -> None:
    answers = Remembered(5)
    with pytest.raises(ZeroDivisionError):
        answers.get("n", lambda: 1 // 0)
    assert answers.get("n", lambda: 1) == 1
