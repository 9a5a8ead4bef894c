"""Compiles the rows of the noise tables and knows, by a cheap look, which of them can match a text at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple, overload

from saksi.errors import PackError
from saksi.pack import Pack, lang_root
from saksi.tables import NoiseRule, read_table

KINDS = ("related", "ad", "credit", "caption", "byline", "dateline", "boilerplate", "tail", "markup")
SCOPES = ("line", "inline", "tail", "head")


class Compiled(NamedTuple):
    """A rule ready to run. One of ``hints`` stands in every text that it matches; none = always try."""

    rule: NoiseRule
    pattern: re.Pattern[str]
    hints: tuple[str, ...]


class NoiseRules(Sequence[NoiseRule]):
    """The rules of a language, compiled once and used for every article.

    Raises PackError with ``file:line`` for an unknown kind or scope and for a faulty pattern.
    """

    def __init__(self, rules: Iterable[NoiseRule]) -> None:
        self._compiled = tuple(_compile(rule) for rule in rules)
        self.datelines = tuple(c for c in self._compiled if c.rule.kind == "dateline")
        others = [c for c in self._compiled if c.rule.kind != "dateline"]
        self._always = tuple(c for c in others if not c.hints)
        self._by_hint: dict[str, list[Compiled]] = {}
        for compiled in others:
            for hint in compiled.hints:
                self._by_hint.setdefault(hint, []).append(compiled)
        self._hints = tuple(self._by_hint)

    def live(self, text: str) -> dict[str, list[Compiled]]:
        """Scope -> rules that may match ``text``, in table order."""
        folded = text.lower()
        found: dict[Compiled, None] = dict.fromkeys(self._always)
        for hint in self._hints:
            if hint in folded:
                found.update(dict.fromkeys(self._by_hint[hint]))
        scopes: dict[str, list[Compiled]] = {scope: [] for scope in SCOPES}
        for compiled in found:
            scopes[compiled.rule.scope].append(compiled)
        return scopes

    @overload
    def __getitem__(self, index: int) -> NoiseRule: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[NoiseRule, ...]: ...
    def __getitem__(self, index: int | slice) -> NoiseRule | tuple[NoiseRule, ...]:
        if isinstance(index, slice):
            return tuple(c.rule for c in self._compiled[index])
        return self._compiled[index].rule

    def __len__(self) -> int:
        return len(self._compiled)


@cache
def base_rules() -> tuple[NoiseRule, ...]:
    """The rules that hold in every language."""
    return read_table(lang_root() / "base" / "noise.tsv", NoiseRule, "lang/base/noise.tsv")


@cache
def noise_rules(pack: Pack | None = None) -> NoiseRules:
    """The rules for an article in the language of ``pack``: its own before the shared ones."""
    own = pack.rows("noise", NoiseRule) if pack else ()
    return NoiseRules((*own, *base_rules()))


def _compile(rule: NoiseRule) -> Compiled:
    for value, known, column in ((rule.kind, KINDS, "kind"), (rule.scope, SCOPES, "scope")):
        if value not in known:
            raise PackError(f"{rule.where}: unknown {column} {value!r}; known are {', '.join(known)}")
    try:
        pattern = re.compile(rule.pattern, re.MULTILINE)
    except re.error as error:
        raise PackError(f"{rule.where}: faulty pattern: {error}; mend the regular expression") from None
    if pattern.match(""):
        raise PackError(f"{rule.where}: the pattern matches nothing at all; make it ask for at least one character")
    return Compiled(rule, pattern, hints_of(rule.pattern))


def hints_of(pattern: str) -> tuple[str, ...]:
    """Lower-case strings of which one must stand in every match of ``pattern``; () if none can be told.

    A match of "(?:Baca|Simak) juga" needs " juga"; one of "foto|photo" needs "foto" or "photo".
    """
    options = [_best(branch) for branch in _branches(pattern)]
    if not all(options):
        return ()
    return tuple(dict.fromkeys(hint for option in options for hint in option))


def _best(branch: str) -> tuple[str, ...]:
    """Of all strings (or sets of strings) that a branch without alternatives needs, the most telling one."""
    return max(_needed(branch), key=lambda hints: min(map(len, hints)) - len(hints) / 8, default=())


def _needed(branch: str) -> Iterator[tuple[str, ...]]:
    run = ""
    at = 0
    while at < len(branch):
        end = _atom_end(branch, at)
        atom, quantifier = branch[at:end], branch[end : end + 1]
        optional = quantifier in ("?", "*") or branch.startswith("{0", end)
        literal = _literal(atom)
        if literal and not optional:
            run += literal
        if not literal or optional or quantifier in ("+", "{"):
            if run:
                yield (run,)
            run = ""
        if atom.startswith("(") and not optional and (inner := _group_body(atom)) and (hints := hints_of(inner)):
            yield hints
        at = end + len(_quantifier(branch, end))
    if run:
        yield (run,)


def _atom_end(pattern: str, at: int) -> int:
    character = pattern[at]
    if character == "\\":
        return at + 2
    if character == "[":
        end = at + 2 if pattern[at + 1] != "^" else at + 3
        while pattern[end] != "]":
            end += 2 if pattern[end] == "\\" else 1
        return end + 1
    if character == "(":
        end = at + 1
        while pattern[end] != ")":
            end = _atom_end(pattern, end)
        return end + 1
    return at + 1


def _quantifier(pattern: str, at: int) -> str:
    match = re.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?").match(pattern, at)
    return match[0] if match else ""


def _literal(atom: str) -> str:
    """The one character that an atom stands for, "" if it stands for several or none."""
    if len(atom) == 2 and atom[0] == "\\":
        return "" if atom[1].isalnum() else atom[1].lower()
    return "" if len(atom) > 1 or atom in ".^$" else atom.lower()


def _group_body(atom: str) -> str:
    """What stands inside a group; "" for lookarounds and flags, which need nothing."""
    if not atom.startswith("(?"):
        return atom[1:-1]
    return atom[3:-1] if atom.startswith("(?:") else ""


def _branches(pattern: str) -> list[str]:
    """The alternatives at the top level."""
    branches, start, at = [], 0, 0
    while at < len(pattern):
        if pattern[at] == "|":
            branches.append(pattern[start:at])
            start = at + 1
            at += 1
        else:
            at = _atom_end(pattern, at)
    return [*branches, pattern[start:]]
