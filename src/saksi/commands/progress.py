"""How far a long run is, on standard error: one line that is written over on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

EVERY = 1.0  # seconds between two lines on a terminal; ten times that elsewhere
FIRST = 3.0  # seconds before the first line: what is done sooner needs none


class Progress:
    """Says nothing when it is ``quiet``."""

    def __init__(self, quiet: bool = False) -> None:
        self.quiet, self.terminal = quiet, sys.stderr.isatty()
        self._started = time.monotonic()
        self._told = self._started + FIRST - EVERY
        self._shown = False

    @property
    def seconds(self) -> float:
        """Since the beginning; never 0."""
        return max(time.monotonic() - self._started, 1e-6)

    def show(self, line: Callable[[], str]) -> None:
        """The line, if it is time for one."""
        now = time.monotonic()
        if self.quiet or now - self._told < EVERY * (1 if self.terminal else 10):
            return
        self._told, self._shown = now, self.terminal
        before, end = ("\r\x1b[K", "") if self.terminal else ("", "\n")
        print(f"{before}saksi: {line()}", end=end, file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Room for a line that stays."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = False

    def end(self, line: Callable[[], str]) -> None:
        """The last line, where one was shown before."""
        if self._shown:
            self.clear()
            print(f"saksi: {line()}", file=sys.stderr)
