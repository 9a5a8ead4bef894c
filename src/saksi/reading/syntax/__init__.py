"""Parts of speech and dependencies behind one interface (``saksi.reading.document.Syntax``)."""

from __future__ import annotations

from saksi.errors import InputError
from saksi.pack import Pack
from saksi.reading.document import Syntax
from saksi.reading.syntax.rules import rule_syntax

WEIGHTS = "syntax.npz"


def load_syntax(pack: Pack, choice: str = "auto") -> Syntax:
    """The syntax reader of a pack.

    ``choice``: ``auto`` (trained when the pack has weights, else rules), ``rules``, ``trained``.
    Raises InputError for a choice that does not exist.
    """
    if choice in ("auto", "rules"):
        return rule_syntax(pack)
    raise InputError(f"no syntax reader {choice!r}: choose auto, rules or trained")
