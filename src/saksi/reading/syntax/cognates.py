"""Reads a language with the weights of its parent: words are shown to them as the parent spells them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from saksi.inherit import Cognate
from saksi.reading.document import Parse, Syntax

_SIGN = re.compile(r"[^\W\d_]+(?=\d)")  # of a currency, written on to the number: "RM15"


class RespeltSyntax:
    """A reader of the parent's language behind the child's spelling; only single words have a place in the parse."""

    def __init__(self, inner: Syntax, cognates: Collection[Cognate]) -> None:
        self.name = inner.name
        self._inner = inner
        self._parents: dict[str, str] = {}
        for row in cognates:
            if " " not in row.parent and " " not in row.word:
                self._parents.setdefault(row.word.lower(), row.parent)

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        return self._inner.parse([[self._as_parent(word) for word in sentence] for sentence in sentences])

    def _as_parent(self, word: str) -> str:
        known = self._parents.get(word.lower())
        if known is None:
            return _SIGN.sub(lambda m: self._parents.get(m[0].lower(), m[0]), word, count=1) if word[-1:].isdigit() else word
        return known[:1].upper() + known[1:] if word[:1].isupper() else known
