"""Compiles the rows of the noise tables and knows, by a cheap look, which of them can match a text at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple, overload

from saksi.cache import cached
from saksi.errors import PackError
from saksi.hints import Hints, first_letters, hints_of
from saksi.pack import Pack, is_shipped, lang_root, pack_digest
from saksi.regexes import Regex, checked
from saksi.tables import NoiseRule, read_table

KINDS = ("related", "ad", "credit", "caption", "byline", "dateline", "boilerplate", "tail", "markup")
SCOPES = ("line", "inline", "tail", "head")


# Bytes of a text to words: ASCII letters and digits in lower case, all else is space.
_WORD_BYTES = bytes(ord(chr(b).lower()) if b < 128 and (chr(b).isalnum() or b == 95) else 32 for b in range(256))


class Compiled(NamedTuple):
    """A rule ready to run. One of ``hints.any_of`` stands in every text that it matches; none = always try."""

    rule: NoiseRule
    pattern: Regex
    hints: Hints


class NoiseRules(Sequence[NoiseRule]):
    """The rules of a language, compiled once and used for every article.

    Raises PackError with ``file:line`` for an unknown kind or scope and for a faulty pattern.
    """

    def __init__(self, rules: Iterable[NoiseRule]) -> None:
        self.compiled = tuple(_compile(rule) for rule in rules)
        self.datelines = tuple(c for c in self.compiled if c.rule.kind == "dateline")
        self._rules = tuple(c for c in self.compiled if c.rule.kind != "dateline")
        numbered = list(enumerate(self._rules))
        self._always = frozenset(i for i, c in numbered if not c.hints.any_of)
        self._by_word = _index((i, c) for i, c in numbered if c.hints.words)
        self._by_sign = _index((i, c) for i, c in numbered if not c.hints.words)
        lines = [(c, first_letters(c.rule.pattern)) for c in self._rules if c.rule.scope == "line"]
        self._any_start = tuple(c for c, letters in lines if not letters)
        starts = sorted({letter for _, letters in lines for letter in letters})
        self._by_start = {s: tuple(c for c, letters in lines if not letters or s in letters) for s in starts}

    def live(self, text: str) -> dict[str, list[Compiled]]:
        """Scope -> rules that may match ``text``, in table order."""
        words = {*text.encode("utf-8", "replace").translate(_WORD_BYTES).split()}
        found = set(self._always)
        for word in self._by_word.keys() & words:
            found.update(self._by_word[word])
        for sign, rules in self._by_sign.items():
            if sign.decode() in text:
                found.update(rules)
        scopes: dict[str, list[Compiled]] = {scope: [] for scope in SCOPES}
        for i in sorted(found):
            scopes[self._rules[i].rule.scope].append(self._rules[i])
        return scopes

    def line_rules(self, first: str) -> tuple[Compiled, ...]:
        """The rules that may match a line that starts with the character ``first``."""
        return self._by_start.get(first.lower(), self._any_start)

    @overload
    def __getitem__(self, index: int) -> NoiseRule: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[NoiseRule, ...]: ...
    def __getitem__(self, index: int | slice) -> NoiseRule | tuple[NoiseRule, ...]:
        if isinstance(index, slice):
            return tuple(c.rule for c in self.compiled[index])
        return self.compiled[index].rule

    def __len__(self) -> int:
        return len(self.compiled)


@cache
def base_rules() -> tuple[NoiseRule, ...]:
    """The rules that hold in every language."""
    return read_table(lang_root() / "base" / "noise.tsv", NoiseRule, "lang/base/noise.tsv")


@cache
def noise_rules(pack: Pack | None = None) -> NoiseRules:
    """The rules for an article in the language of ``pack``: its own before the shared ones."""
    if pack is None:
        return NoiseRules(base_rules())
    own = pack

    def make() -> NoiseRules:
        return NoiseRules((*own.rows("noise", NoiseRule), *base_rules()))

    return cached(f"noise-{pack.code}", pack_digest(pack.code), make) if is_shipped(pack) else make()


def _index(rules: Iterable[tuple[int, Compiled]]) -> dict[bytes, list[int]]:
    """Hint -> numbers of the rules that have it."""
    index: dict[bytes, list[int]] = {}
    for number, compiled in rules:
        for hint in compiled.hints.any_of:
            index.setdefault(hint.encode(), []).append(number)
    return index


def _compile(rule: NoiseRule) -> Compiled:
    for value, known, column in ((rule.kind, KINDS, "kind"), (rule.scope, SCOPES, "scope")):
        if value not in known:
            raise PackError(f"{rule.where}: unknown {column} {value!r}; known are {', '.join(known)}")
    try:
        pattern = checked(rule.pattern, re.MULTILINE)
    except re.error as error:
        raise PackError(f"{rule.where}: faulty pattern: {error}; mend the regular expression") from None
    if pattern.match(""):
        raise PackError(f"{rule.where}: the pattern matches nothing at all; make it ask for at least one character")
    return Compiled(rule, pattern, hints_of(rule.pattern))
