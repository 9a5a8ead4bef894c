"""What must stand in every text that a regular expression matches, told from the expression alone.

A table of a hundred patterns is too slow to run over every article; a hint says in a moment that a pattern has
nothing to find. ``Baca[^\\S\\n](?:[Jj]uga|JUGA)`` needs the word "baca"; ``!\\[`` needs the sign "![".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_QUANTIFIER = re.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")
_ASCII_WORD = re.compile(r"[a-z0-9_]+")
_SPACE_ATOMS = frozenset({r"\s", r"\n", r"\t", r"\b", r"\A", r"\Z", "^", "$", r"[^\S\n]", r"[ \t]", r"[ \t\n]", r"[\n \t]", r"[ \n]"})
_SIGN_CLASS = re.compile(r"\[(?!\^)(?:\\[^\w]|\\[snt]|[^\w\\\]])+\]")
_COMMON = frozenset(
    {
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "the",
        "this",
        "to",
        "up",
        "us",
        "with",
        "you",
        "your",
    }
    | {"time", "times", "please", "di", "dan", "dari", "dengan", "dalam", "ini", "itu", "juga", "yang"}
)


class Hints(NamedTuple):
    """``any_of``: one of these stands in every match; as whole words in lower case if ``words``, else as they are."""

    any_of: tuple[str, ...]
    words: bool


class _Atom(NamedTuple):
    text: str
    optional: bool
    repeated: bool

    @property
    def letter(self) -> str:
        """The one character it stands for, case aside; "" if it stands for several or none."""
        text = self.text
        if text[0] == "\\":
            return chr(int(text[2:], 16)) if len(text) > 2 else "" if text[1].isalnum() else text[1]
        if len(text) == 4 and text[0] == "[" and text[1].lower() == text[2].lower():
            return text[1].lower()
        return "" if len(text) > 1 or text in ".^$" else text

    @property
    def parts_words(self) -> bool:
        """No letter or digit can stand where it does."""
        letter = self.letter
        if letter:
            return not letter.isalnum() and letter != "_"
        return self.text in _SPACE_ATOMS or _SIGN_CLASS.fullmatch(self.text) is not None


def hints_of(pattern: str) -> Hints:
    """Hints for a pattern. It is taken to match whole words only: what stands around a match is no letter."""
    words = _any_of(pattern, True, True)
    if words:
        return Hints(words, True)
    return Hints(tuple(dict.fromkeys(_signs(pattern))), False)


def _any_of(pattern: str, left: bool, right: bool) -> tuple[str, ...]:
    """Words of which every match has one. ``left``, ``right``: the pattern stands between word boundaries."""
    options = [_best(_words(list(_atoms(branch)), left, right)) for branch in _branches(pattern)]
    return tuple(dict.fromkeys(w for option in options for w in option)) if all(options) else ()


def _best(candidates: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    """The most telling of several sets of words: long ones, and few."""
    return max(candidates, key=_telling, default=())


def _telling(words: tuple[str, ...]) -> float:
    return min(0 if w in _COMMON else len(w) for w in words) - len(words) / 8


def _words(atoms: Sequence[_Atom], left: bool, right: bool) -> Iterator[tuple[str, ...]]:
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        if atom.letter and not atom.optional:
            end = at
            while end < len(atoms) and atoms[end].letter and not atoms[end].optional:
                end += 1
                if atoms[end - 1].repeated:
                    break
            run = "".join(a.letter for a in atoms[at:end]).lower()
            for match in _ASCII_WORD.finditer(run):
                starts = match.start() > 0 or _closed(atoms, at - 1, -1, left)
                ends = match.end() < len(run) or (not atoms[end - 1].repeated and _closed(atoms, end, 1, right))
                if starts and ends:
                    yield (match[0],)
            at = end
            continue
        if not atom.optional and (body := _group_body(atom.text)):
            inner = _any_of(body, _closed(atoms, at - 1, -1, left), _closed(atoms, at + 1, 1, right) and not atom.repeated)
            if inner:
                yield inner
        at += 1


def _closed(atoms: Sequence[_Atom], at: int, step: int, outside: bool) -> bool:
    """Whether no letter can stand next to the atom before ``at`` (walking by ``step``)."""
    while 0 <= at < len(atoms):
        atom = atoms[at]
        if body := _group_body(atom.text):
            sides = [list(_atoms(branch)) for branch in _branches(body)]
            parts = all(_closed(side, 0 if step > 0 else len(side) - 1, step, False) for side in sides)
        else:
            parts = atom.parts_words
        if not parts and not _looks_around(atom.text):
            return False
        if parts and not atom.optional:
            return True
        at += step
    return outside


def _signs(pattern: str) -> Iterator[str]:
    """The longest string without letters that each branch needs; nothing if a branch needs none."""
    found: list[str] = []
    for branch in _branches(pattern):
        runs, run = [""], ""
        for atom in _atoms(branch):
            plain = bool(atom.letter) and not _ASCII_WORD.match(atom.letter.lower()) and not atom.optional
            run = run + atom.letter if plain else ""
            runs.append(run)
            if atom.repeated:
                run = ""
        found.append(max(runs, key=len))
    if all(found):
        yield from found


def first_letters(pattern: str) -> frozenset[str]:
    """The characters that a match can start with, in lower case; empty if that cannot be told."""
    firsts = [_first(list(_atoms(branch))) for branch in _branches(pattern)]
    return frozenset().union(*firsts) if all(firsts) else frozenset()


def _first(atoms: Sequence[_Atom]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for atom in atoms:
        if _looks_around(atom.text) or atom.text in ("^", r"\A", r"\b"):
            continue
        if body := _group_body(atom.text):
            letters = first_letters(body)
        elif atom.letter:
            letters = frozenset(atom.letter.lower())
        else:
            letters = _members(atom.text)
        if not letters:
            return letters
        found |= letters
        if not atom.optional:
            return found
    return frozenset()


def _members(atom: str) -> frozenset[str]:
    """The characters of a class without ranges and escapes; empty for any other atom."""
    if not atom.startswith("[") or atom.startswith("[^") or "\\" in atom or "-" in atom[1:-2]:
        return frozenset()
    return frozenset(atom[1:-1].lower())


def _looks_around(atom: str) -> bool:
    return atom.startswith(("(?=", "(?!", "(?<"))


def _group_body(atom: str) -> str:
    """What stands inside a group; "" for lookarounds and flags, which need nothing."""
    if not atom.startswith("("):
        return ""
    if not atom.startswith("(?"):
        return atom[1:-1]
    return atom[3:-1] if atom.startswith("(?:") else ""


def _branches(pattern: str) -> list[str]:
    """The alternatives at the top level."""
    branches, start, at = [], 0, 0
    while at < len(pattern):
        end = _atom_end(pattern, at)
        if pattern[at] == "|":
            branches.append(pattern[start:at])
            start = end
        at = end
    return [*branches, pattern[start:]]


def _atoms(branch: str) -> Iterator[_Atom]:
    at = 0
    while at < len(branch):
        end = _atom_end(branch, at)
        match = _QUANTIFIER.match(branch, end)
        quantifier = match[0] if match else ""
        yield _Atom(branch[at:end], quantifier.startswith(("?", "*", "{0", "{,")), quantifier.startswith(("*", "+", "{")))
        at = end + len(quantifier)


def _atom_end(pattern: str, at: int) -> int:
    """Where the atom that starts at ``at`` ends: a character, an escape, a class or a group."""
    character = pattern[at]
    if character == "\\":
        return at + {"x": 4, "u": 6}.get(pattern[at + 1], 2)
    if character == "[":
        end = at + (3 if pattern[at + 1] == "^" else 2)
        while pattern[end] != "]":
            end += 2 if pattern[end] == "\\" else 1
        return end + 1
    if character == "(":
        end = at + 1
        while pattern[end] != ")":
            end = _atom_end(pattern, end)
        return end + 1
    return at + 1
