"""Counts over the whole ledger, which many readers ask for: made once, shared, and made anew behind their backs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar, cast

from saksi.errors import InputError

T = TypeVar("T")
FRESH = 30.0  # seconds for which an answer is given as it is
SHARE = 20  # an answer that took a second is fresh for so many


class _Answer(NamedTuple):
    value: Any
    until: float


class Remembered:
    """Answers by name. A stale one is given too, while one thread makes the next; so nobody waits but for the very first."""

    def __init__(self, patience: float) -> None:
        self.patience = patience
        self._lock = threading.Lock()
        self._answers: dict[str, _Answer] = {}
        self._running: dict[str, Future[Any]] = {}
        self._pool = ThreadPoolExecutor(1, "counts")

    def get(self, name: str, make: Callable[[], T]) -> T:
        """The answer. Raises InputError when the first one takes longer than ``patience`` seconds, and what ``make`` raises."""
        with self._lock:
            known = self._answers.get(name)
            if (known is None or known.until < time.monotonic()) and name not in self._running:
                self._running[name] = self._pool.submit(self._make, name, make)
            running = self._running.get(name)
        if known is not None:
            return cast(T, known.value)
        assert running is not None
        try:
            return cast(T, running.result(self.patience))
        except TimeoutError:
            raise InputError("this is being counted for the first time; load the page again in a minute") from None

    def _make(self, name: str, make: Callable[[], T]) -> T:
        started = time.monotonic()
        try:
            value = make()
            took = time.monotonic() - started
            with self._lock:
                self._answers[name] = _Answer(value, time.monotonic() + max(FRESH, SHARE * took))
            return value
        finally:
            with self._lock:
                self._running.pop(name, None)
