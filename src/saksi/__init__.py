"""Saksi reads news and keeps a ledger of testimony.

``saksi.read("article.txt")`` gives a ``Reading``; its claims say who tells who did what to whom, when, where, and whether it happened.
Names are loaded when they are first used, so that ``import saksi`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from saksi.lazy import names_in

if TYPE_CHECKING:
    from saksi.api import read, read_many, read_text
    from saksi.errors import InputError, LanguageError, LedgerError, MissingExtra, PackError, SaksiError
    from saksi.ingest import Failure
    from saksi.ledger import Ledger
    from saksi.records import (
        Actor,
        Article,
        Claim,
        Cut,
        Event,
        Factuality,
        Origin,
        Place,
        Reading,
        Span,
        Statement,
        TimeExpression,
        Trace,
    )

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Article",
    "Claim",
    "Cut",
    "Event",
    "Factuality",
    "Failure",
    "InputError",
    "LanguageError",
    "Ledger",
    "LedgerError",
    "MissingExtra",
    "Origin",
    "PackError",
    "Place",
    "Reading",
    "SaksiError",
    "Span",
    "Statement",
    "TimeExpression",
    "Trace",
    "__version__",
    "read",
    "read_many",
    "read_text",
]

_RECORDS = (
    *("Actor", "Article", "Claim", "Cut", "Event", "Factuality", "Origin", "Place"),
    *("Reading", "Span", "Statement", "TimeExpression", "Trace"),
)
__getattr__ = names_in(
    __name__,
    {
        "api": ("read", "read_many", "read_text"),
        "errors": ("InputError", "LanguageError", "LedgerError", "MissingExtra", "PackError", "SaksiError"),
        "ingest": ("Failure",),
        "ledger": ("Ledger",),
        "records": _RECORDS,
    },
)


def __dir__() -> list[str]:
    return sorted(__all__)
