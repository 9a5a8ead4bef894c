"""Saksi reads news and keeps a ledger of testimony.

``saksi.read("article.txt")`` gives a ``Reading``; its claims say who tells who did what to whom, when, where, and whether it happened.
Names are loaded when they are first used, so that ``import saksi`` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

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

_HOMES = {
    "api": ("read", "read_many", "read_text"),
    "errors": ("InputError", "LanguageError", "LedgerError", "MissingExtra", "PackError", "SaksiError"),
    "ingest": ("Failure",),
    "ledger": ("Ledger",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'saksi' has no attribute {name!r}")
    return getattr(importlib.import_module(f"saksi.{_HOME_OF.get(name, 'records')}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
