"""The error tree. Every message is one line that says what, where and what to do."""

from __future__ import annotations


class SaksiError(Exception):
    """Base of all errors a user can cause or mend."""


class InputError(SaksiError):
    """An input that cannot be read as news: missing, empty, binary, wrong encoding, too large.

    ``reason`` is a code to count by: docs/reference/rejected.md.
    """

    def __init__(self, message: str, reason: str = "") -> None:
        super().__init__(message)
        self.reason = reason


class LanguageError(InputError):
    """No pack reads the language of the input."""

    def __init__(self, message: str, reason: str = "language") -> None:
        super().__init__(message, reason)


class PackError(SaksiError):
    """A fault in a language pack or table; the message starts with ``file:line``."""


class MissingExtra(SaksiError):
    """A feature needs an optional dependency that is not installed."""


class LedgerError(SaksiError):
    """A ledger that cannot be opened, written or trusted; the message starts with its path."""
