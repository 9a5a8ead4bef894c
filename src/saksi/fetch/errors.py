"""Why something was not fetched."""

from __future__ import annotations

from saksi.errors import InputError

PASSING = frozenset(("dns", "connect", "timeout", "truncated", "server", "rate"))  # worth another try


class FetchError(InputError):
    """``reason`` as in docs/reference/rejected.md; ``status`` of the answer, 0 without one; ``wait`` is how many seconds the server
    asks to be left alone."""

    def __init__(self, message: str, reason: str, status: int = 0, wait: float = 0.0) -> None:
        super().__init__(message, reason)
        self.status, self.wait = status, wait

    @property
    def passing(self) -> bool:
        """Whether it may go well next time."""
        return self.reason in PASSING
