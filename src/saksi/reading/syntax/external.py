"""What the plug-ins share: other programs' parses brought to the terms of ``Parse``."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Any

from saksi.errors import MissingExtra
from saksi.reading.document import Parse

SUBTYPES = frozenset({"nsubj:pass", "obl:agent", "acl:relcl", "nmod:poss", "aux:pass"})
UPOS = frozenset(
    ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"]
)


def relation(label: str) -> str:
    """The relation as ``Parse`` names it: the universal part, but for the subtypes that the stages read."""
    low = label.lower()
    return low if low in SUBTYPES else low.split(":")[0]


def library(name: str) -> Any:
    """A module that may not be installed. Raises MissingExtra that says how to get it."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise MissingExtra(f"the syntax reader {name} is not installed: pip install {name}") from None


def to_parse(tokens: Iterable[tuple[str, int, str]]) -> Parse:
    """A parse from (upos, head, label); heads are indices, -1 = root."""
    rows = list(tokens)
    upos = tuple(tag if tag in UPOS else "X" for tag, _, _ in rows)
    heads = tuple(head for _, head, _ in rows)
    return Parse(upos, heads, tuple("root" if head < 0 else relation(label) for _, head, label in rows))
