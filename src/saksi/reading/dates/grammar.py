"""The pattern language of rules/dates.toml, compiled to regular expressions.

``the {month} of {year}``, ``{weekday},? (the )?{day}``, ``(early|late) {year}``, ``{unit:W}`` (only rows of
that value), ``{day as start}`` (captured under another name). A space is white space that does not end a
paragraph, ``-`` any hyphen or none-breaking dash, ``?`` makes the item before it optional. Everything is matched in
lower case. A pattern must begin with a word or a digit, because the scanner enters rules by their first word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from saksi.regexes import Regex, checked

SPACE = r"(?:[^\S\n]{1,3}\n?|\n)"
HYPHEN = "[-‐‑–—]"
DIGIT = "#"  # the key under which rules that begin with a digit stand
_CLASS = re.compile(r"\{([\w-]+)(?::([\w.+-]+))?(?: as (\w+))?\}")
_FIRST_WORD = re.compile(r"[^\W\d_]+|\d")


class PatternError(ValueError):
    """A pattern that cannot be read."""


@dataclass(frozen=True, slots=True)
class WordClass:
    """What ``{name}`` stands for: a regular expression, or written forms (lower case) with their values."""

    name: str
    regex: str
    first: frozenset[str]
    values: Mapping[str, str]
    cased: Mapping[str, tuple[str, ...]]  # lower-case form -> the spellings it must have

    def only(self, value: str) -> WordClass:
        """The part of the class that has this value."""
        return words(self.name, [(f, v) for f, v in self._spellings() if v == value])

    def _spellings(self) -> Iterable[tuple[str, str]]:
        for form, value in self.values.items():
            for spelling in self.cased.get(form, (form,)):
                yield spelling, value


def words(name: str, forms: Iterable[tuple[str, str]]) -> WordClass:
    """A class of written forms. A form with a capital letter matches only with its capitals."""
    values: dict[str, str] = {}
    cased: dict[str, tuple[str, ...]] = {}
    for form, value in forms:
        low = form.lower()
        values[low] = value
        if low != form:
            cased[low] = (*cased.get(low, ()), form)
    return WordClass(name, any_of(values), frozenset(first_key(f) for f in values), values, cased)


def shaped(name: str, regex: str) -> WordClass:
    """A class of digits given by a regular expression."""
    return WordClass(name, regex, frozenset((DIGIT,)), {}, {})


def first_key(text: str) -> str:
    found = _FIRST_WORD.match(text)
    if found is None:
        raise PatternError(f"{text!r} does not begin with a word or a digit")
    return DIGIT if found[0].isdigit() else found[0]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A regular expression over lower-case text, its possible first words, and group -> (capture, class)."""

    regex: Regex
    first: frozenset[str]
    groups: tuple[tuple[str, str, WordClass], ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    regex: str
    first: frozenset[str]
    optional: bool = False


def compile_pattern(pattern: str, classes: Mapping[str, WordClass], after: str = "", not_after: str = "") -> Compiled:
    """``after`` and ``not_after`` are patterns for what must, or must not, follow."""
    reader = _Reader(pattern, classes)
    body = reader.whole()
    tail = r"(?!\w|[.,:/]\d)"
    if after:
        tail += f"(?={_Reader(after, classes, capture=False).whole().regex})"
    if not_after:
        tail += f"(?!{_Reader(not_after, classes, capture=False).whole().regex})"
    if not body.first or body.optional:
        raise PatternError(f"{pattern!r} does not begin with a word or a digit")
    return Compiled(checked(f"(?:{body.regex}){tail}"), body.first, tuple(reader.groups))


class _Reader:
    """Recursive descent over one pattern."""

    def __init__(self, pattern: str, classes: Mapping[str, WordClass], capture: bool = True) -> None:
        self.pattern, self.classes, self.capture = pattern, classes, capture
        self.at = 0
        self.groups: list[tuple[str, str, WordClass]] = []

    def whole(self) -> _Piece:
        piece = self.choice()
        if self.at < len(self.pattern):
            raise PatternError(f"{self.pattern!r}: unmatched ) at {self.at}")
        return piece

    def choice(self) -> _Piece:
        branches = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.sequence())
        first = frozenset().union(*(b.first for b in branches))
        return _Piece("|".join(b.regex for b in branches), first, any(b.optional for b in branches))

    def sequence(self) -> _Piece:
        regex, first, open_start = "", frozenset[str](), True
        while self.peek() not in ("", "|", ")"):
            piece = self.item()
            regex += piece.regex
            if open_start:
                first |= piece.first
                open_start = piece.optional
        return _Piece(regex, first, open_start)

    def item(self) -> _Piece:
        piece = self.atom()
        if self.peek() == "?":
            self.at += 1
            return _Piece(f"(?:{piece.regex})?", piece.first, True)
        return piece

    def atom(self) -> _Piece:
        char = self.peek()
        if char == "(":
            self.at += 1
            inner = self.choice()
            if self.peek() != ")":
                raise PatternError(f"{self.pattern!r}: missing )")
            self.at += 1
            return _Piece(f"(?:{inner.regex})", inner.first, inner.optional)
        if char == "{":
            return self.word_class()
        return self.literal()

    def word_class(self) -> _Piece:
        found = _CLASS.match(self.pattern, self.at)
        if found is None or found[1] not in self.classes:
            raise PatternError(f"{self.pattern!r}: unknown class at {self.at}; known are {', '.join(sorted(self.classes))}")
        self.at = found.end()
        cls = self.classes[found[1]]
        if found[2]:
            cls = cls.only(found[2])
        if not self.capture:
            return _Piece(f"(?:{cls.regex})(?!\\w)", cls.first)
        group = f"g{len(self.groups)}"
        self.groups.append((group, found[3] or found[1], cls))
        return _Piece(f"(?P<{group}>{cls.regex})", cls.first)

    def literal(self) -> _Piece:
        start = self.at
        if self.pattern[start] == "\\":
            self.at += 2
            return _Piece(re.escape(self.pattern[start + 1 : start + 2]), frozenset())
        self.at += 1
        if self.pattern[start].isalnum():
            while self.peek().isalnum() and self.pattern[self.at + 1 : self.at + 2] != "?":
                self.at += 1
        text = self.pattern[start : self.at]
        return _Piece(phrase(text), frozenset((first_key(text),)) if text[0].isalnum() else frozenset())

    def peek(self) -> str:
        return self.pattern[self.at : self.at + 1]


def phrase(text: str) -> str:
    """A regular expression for literal words, with spaces, hyphens and apostrophes in all their kinds."""
    return "".join(SPACE if c == " " else HYPHEN if c == "-" else "['’]" if c == "'" else re.escape(c) for c in text.lower())


def any_of(texts: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first; nothing when there are none."""
    longest_first = sorted(set(texts), key=lambda t: (-len(t), t))
    return f"(?:{'|'.join(map(phrase, longest_first)) or '(?!)'})"
