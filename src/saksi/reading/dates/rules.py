"""Reads lexicon/calendar.tsv, lexicon/numbers.tsv and rules/dates.toml of a pack into compiled rules, once per pack."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from saksi.cache import cached
from saksi.errors import PackError
from saksi.pack import DATES, Pack, is_shipped, pack_digest, pack_file
from saksi.reading.dates import grammar, parts
from saksi.reading.dates.grammar import Compiled, PatternError, WordClass
from saksi.reading.dates.numerals import number_class, year_class
from saksi.regexes import Regex, checked
from saksi.tables import CalendarWord, NumberWord

GATED = 20  # rules that begin with the same word
TRIES = 300  # of one word in texts, before a pattern for all its rules is worth the time it takes to compile
KINDS = ("DATE", "TIME", "DURATION", "SET")
SHAPED = {
    "day": r"0?[1-9]|[12]\d|3[01]",
    "mm": r"0?[1-9]|1[0-2]",
    "year": r"1[0-9]\d\d|20\d\d|2100",
    "yy": r"\d\d",
    "hour": r"[01]?\d|2[0-4]",
    "minute": r"[0-5]\d",
    "int": r"\d{1,4}",
}
_ANYTHING = re.compile("")
_RULE_KEYS = {"name", "kind", "pattern", "value", "also", "alone", "before", "not_before", "after", "not_after", "yes", "no"}
_JOIN_KEYS = {"name", "left", "right", "glue", "yes", "no"}
_FILE_KEYS = {"classes", "unions", "tense", "rule", "join"}


@dataclass(frozen=True, slots=True)
class Example:
    """``text`` with the expected spans in brackets, read at ``anchor``; ``value`` "" for a ``no``."""

    text: str
    anchor: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class DateRule:
    """One pattern of a rule, ready to run."""

    name: str
    where: str
    kind: str
    compiled: Compiled
    value: str
    also: str  # an expression before it, over the captures named ``start...``: the first day of "26-28 October"
    alone: bool  # False: only stands joined to another expression ("night")
    before: frozenset[str]
    not_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Join:
    """Two neighbours that are one expression: "Wednesday" + "(5/11/2025)"."""

    name: str
    where: str
    left: frozenset[str]
    right: frozenset[str]
    glue: Regex


@dataclass(frozen=True, slots=True)
class Tense:
    """Words that tell which of many days is meant, in groups ``future`` and ``past``: anywhere before the
    expression in its clause ("will"), or directly before it ("by")."""

    anywhere: Regex
    directly: Regex


class Gate:
    """One pattern for all rules that begin with a word, without groups: most words that may begin an expression do not, and are left
    quickly. "" lets everything through.
    """

    __slots__ = ("_tries", "match", "pattern")
    match: Callable[[str, int], object]

    def __init__(self, pattern: str) -> None:
        self.pattern, self._tries = pattern, 0
        self.match = self._open if pattern else _ANYTHING.match

    def _open(self, text: str, start: int) -> bool:
        """Lets everything through until the pattern is worth compiling."""
        self._tries += 1
        if self._tries > TRIES:
            self.match = re.compile(self.pattern).match
        return True

    def __reduce__(self) -> tuple[type[Gate], tuple[str]]:
        return Gate, (self.pattern,)


@dataclass(frozen=True, slots=True, eq=False)
class DateRules:
    """All of a pack's date rules, entered by the first word of an expression."""

    by_first: Mapping[str, tuple[Gate, tuple[DateRule, ...]]]
    joins: tuple[Join, ...]
    tense: Tense | None
    modifiers: frozenset[str]
    examples: tuple[Example, ...]
    counters: tuple[Example, ...]


@cache
def load_rules(pack: Pack) -> DateRules:
    """The rules of a pack, kept between runs when it is as it was shipped. Raises PackError with ``file:line``."""
    return cached(f"dates-{pack.code}", pack_digest(pack.code), lambda: _read_rules(pack)) if is_shipped(pack) else _read_rules(pack)


def _read_rules(pack: Pack) -> DateRules:
    """Compiled rules; a pack without rules/dates.toml has its parent's, over its own words, or none.

    The examples of a parent are in the parent's language, so only its own pack runs them.

    Raises PackError with ``file:line``.
    """
    found = pack_file(pack, DATES)
    text, owner = (found[0].read_text(encoding="utf-8"), found[1]) if found else ("", pack)
    label = f"lang/{owner.code}/{DATES}"
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{label}:1: {error}") from None
    _known(data, _FILE_KEYS, f"{label}:1")
    classes = _classes(pack, data, label)
    places = _Places(text, label)
    rules = [r for block in data.get("rule", ()) for r in _rules(block, classes, places.next("rule"))]
    joins = [_join(block, classes, places.next("join")) for block in data.get("join", ())]
    places = _Places(text, label)
    blocks = [(b, places.next(kind)) for kind in ("rule", "join") for b in data.get(kind, ())]
    tested = blocks if owner is pack else []
    return DateRules(
        _by_first(rules),
        tuple(joins),
        _tense(pack, data.get("tense", {}), label),
        frozenset(r.word.lower() for r in pack.rows("calendar", CalendarWord) if r.kind == "modifier"),
        tuple(_example(line, where) for b, where in tested for line in b.get("yes", ())),
        tuple(_counter(line, where) for b, where in tested for line in b.get("no", ())),
    )


class _Places:
    """Where the n-th ``[[rule]]`` or ``[[join]]`` of a file stands; tomllib does not tell."""

    def __init__(self, text: str, label: str) -> None:
        lines = text.splitlines()
        self._lines = {kind: iter([i for i, line in enumerate(lines, 1) if line.startswith(f"[[{kind}]]")]) for kind in ("rule", "join")}
        self._label = label

    def next(self, kind: str) -> str:
        return f"{self._label}:{next(self._lines[kind], 1)}"


def _known(block: Mapping[str, Any], keys: set[str], where: str) -> None:
    if unknown := sorted(set(block) - keys):
        raise PackError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(keys))}")


def _classes(pack: Pack, data: Mapping[str, Any], label: str) -> dict[str, WordClass]:
    """Every kind of calendar.tsv, ordinals and quantities of numbers.tsv, digits, the file's own classes and unions."""
    numbers = pack.rows("numbers", NumberWord)
    forms: dict[str, list[tuple[str, str]]] = {}
    for row in pack.rows("calendar", CalendarWord):
        forms.setdefault(row.kind, []).append((row.word, row.value))
    for number in numbers:
        if number.kind in ("ordinal", "quantity"):
            forms.setdefault(number.kind, []).append((number.word, f"{number.value:g}"))
    classes = {name: grammar.shaped(name, regex) for name, regex in {**SHAPED, **data.get("classes", {})}.items()}
    classes["n"] = number_class(numbers, pack.settings)
    classes["yearwords"] = year_class(numbers)
    classes |= {name: grammar.words(name, rows) for name, rows in forms.items()}
    for name, kinds in data.get("unions", {}).items():
        if missing := [k for k in kinds if k not in forms]:
            raise PackError(f"{label}:1: union {name!r}: calendar.tsv has no kind {missing[0]!r}")
        classes[name] = grammar.words(name, [pair for k in kinds for pair in forms[k]])
    return classes


def _rules(block: Mapping[str, Any], classes: Mapping[str, WordClass], where: str) -> Iterator[DateRule]:
    _known(block, _RULE_KEYS, where)
    kind = block.get("kind", "DATE")
    if kind not in KINDS:
        raise PackError(f"{where}: kind {kind!r}; known are {', '.join(KINDS)}")
    _check_template(block.get("value", ""), where)
    _check_template(block.get("also", ""), where)
    patterns = block.get("pattern", ())
    for pattern in [patterns] if isinstance(patterns, str) else patterns:
        try:
            compiled = grammar.compile_pattern(pattern, classes, block.get("after", ""), block.get("not_after", ""))
        except (PatternError, re.error) as error:
            raise PackError(f"{where}: {error}") from None
        yield DateRule(
            block.get("name", ""),
            where,
            kind,
            compiled,
            block.get("value", ""),
            block.get("also", ""),
            block.get("alone", True),
            frozenset(block.get("before", "").split()),
            frozenset(block.get("not_before", "").split()),
        )


def _check_template(template: str, where: str) -> None:
    for item in template.split():
        name = item.partition("=")[0]
        if name not in parts.field_names():
            raise PackError(f"{where}: value {item!r}; known fields are {', '.join(sorted(parts.field_names()))}")


def _join(block: Mapping[str, Any], classes: Mapping[str, WordClass], where: str) -> Join:
    _known(block, _JOIN_KEYS, where)
    glue = checked(grammar.any_of(block.get("glue", (" ",))))
    return Join(block.get("name", ""), where, frozenset(block["left"].split()), frozenset(block["right"].split()), glue)


def _tense(pack: Pack, block: Mapping[str, Any], label: str) -> Tense | None:
    """The words of ``[tense]``, and those of calendar.tsv of the kind ``tense``."""
    _known(block, {"future", "past", "future_next", "past_next"}, f"{label}:1")
    own = [(row.value, row.word.lower()) for row in pack.rows("calendar", CalendarWord) if row.kind == "tense"]
    block = {name: [*block.get(name, ()), *(word for value, word in own if value == name)] for name in {*block, *(v for v, _ in own)}}
    if not block:
        return None
    anywhere, directly = (
        "|".join(f"(?P<{name}>{grammar.any_of(block.get(name + suffix, ()))})" for name in ("future", "past")) for suffix in ("", "_next")
    )
    return Tense(checked(rf"(?<!\w)(?:{anywhere})(?!\w)"), checked(rf"(?<!\w)(?:{directly})\s+\Z"))


def _by_first(rules: Iterable[DateRule]) -> dict[str, tuple[Gate, tuple[DateRule, ...]]]:
    found: dict[str, list[DateRule]] = {}
    for rule in rules:
        for first in rule.compiled.first:
            found.setdefault(first, []).append(rule)
    return {first: (_gate(found[first]), tuple(found[first])) for first in found}


def _gate(rules: Sequence[DateRule]) -> Gate:
    """For a few rules a pattern would cost more to compile than it saves."""
    if len(rules) < GATED:
        return Gate("")
    return Gate("|".join(re.sub(r"\(\?P<\w+>", "(?:", r.compiled.regex.pattern) for r in rules))


def _example(line: str, where: str) -> Example:
    """``in [March] @2024-06-19 = 2024-03``; the anchor may be left out, brackets mark the expression."""
    text, _, value = line.rpartition(" = ")
    text, _, anchor = text.partition(" @")
    if not text or not value:
        raise PackError(f"{where}: example {line!r} wants 'text @anchor = value'")
    return Example(text.strip(), anchor.strip(), value.strip(), where)


def _counter(line: str, where: str) -> Example:
    text, _, anchor = line.partition(" @")
    return Example(text.strip(), anchor.strip(), "", where)
