"""Counts that many ask for are made once, and nobody waits for the next."""

from __future__ import annotations

import itertools
import threading

import pytest

from saksi.errors import LedgerError
from saksi.web import remembered
from saksi.web.remembered import Remembered


def test_an_answer_is_made_once_while_it_is_fresh() -> None:
    counter = itertools.count(1)
    answers = Remembered({"n": lambda: next(counter)}, 5)
    answers.begin()
    assert [answers.get("n") for _ in range(3)] == [1, 1, 1]


def test_a_stale_answer_is_given_while_the_next_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "FRESH", -1.0)
    monkeypatch.setattr(remembered, "SHARE", 0)
    counter, go = itertools.count(1), threading.Event()
    go.set()
    answers = Remembered({"n": lambda: go.wait(5) and next(counter)}, 5)
    assert answers.get("n") == 1
    go.clear()
    assert [answers.get("n") for _ in range(3)] == [1, 1, 1]
    go.set()


def test_the_first_answer_is_not_waited_for_without_end() -> None:
    go = threading.Event()
    answers = Remembered({"n": lambda: go.wait(5)}, 0.05)
    with pytest.raises(LedgerError, match="first time"):
        answers.get("n")
    go.set()


def test_what_goes_wrong_is_told_and_tried_again() -> None:
    tries = iter((0, 1))
    answers = Remembered({"n": lambda: 1 // next(tries)}, 5)
    with pytest.raises(ZeroDivisionError):
        answers.get("n")
    assert answers.get("n") == 1
