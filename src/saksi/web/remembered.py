"""Counts over the whole ledger, which many readers ask for: made once, shared, and made anew behind their backs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NamedTuple

from saksi.errors import LedgerError

FRESH = 30.0  # seconds for which an answer is given as it is
SHARE = 20  # an answer that took a second is fresh for so many


class _Answer(NamedTuple):
    value: Any
    until: float


class Remembered:
    """Answers by name. A stale one is given too, while one thread makes the next; so nobody waits but for the very first."""

    def __init__(self, makers: Mapping[str, Callable[[], Any]], patience: float) -> None:
        self.makers, self.patience = makers, patience
        self._lock = threading.Lock()
        self._answers: dict[str, _Answer] = {}
        self._running: dict[str, Future[Any]] = {}
        self._pool = ThreadPoolExecutor(1, "counts")

    def begin(self) -> None:
        """Makes the first answers before anybody asks."""
        for name in self.makers:
            self._look(name)

    def get(self, name: str) -> Any:
        """The answer. Raises LedgerError when the first one takes longer than ``patience`` seconds, and what its maker raises."""
        known, running = self._look(name)
        if known is not None:
            return known.value
        assert running is not None
        try:
            return running.result(self.patience)
        except TimeoutError:
            raise LedgerError("this is being counted for the first time; load the page again in a minute") from None

    def _look(self, name: str) -> tuple[_Answer | None, Future[Any] | None]:
        """What is known, and the work on the next answer, which is begun when there is need."""
        with self._lock:
            known = self._answers.get(name)
            if (known is None or known.until < time.monotonic()) and name not in self._running:
                self._running[name] = self._pool.submit(self._make, name)
            return known, self._running.get(name)

    def _make(self, name: str) -> Any:
        started = time.monotonic()
        try:
            value = self.makers[name]()
            took = time.monotonic() - started
            with self._lock:
                self._answers[name] = _Answer(value, time.monotonic() + max(FRESH, SHARE * took))
            return value
        finally:
            with self._lock:
                self._running.pop(name, None)
