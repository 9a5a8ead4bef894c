"""What a pack has from its parent: the parent's rows, in the child's own spelling, without the words that mean something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable

from saksi.errors import PackError
from saksi.tables import Row, read_table

FILE = "cognates.tsv"
Respell = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Cognate(Row):
    """cognates.tsv: how the child writes a word of its parent. One word for each word of the parent's."""

    parent: str
    word: str
    note: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("parent",)


def read_cognates(folder: Traversable, label: str) -> tuple[Cognate, ...]:
    """The rows of a pack's cognates.tsv, () when it has none. Raises PackError with ``file:line``."""
    path = folder / FILE
    return read_table(path, Cognate, f"{label}/{FILE}") if path.is_file() else ()


def respeller(cognates: Collection[Cognate]) -> Respell:
    """Writes a text of the parent's as the child does: whole words, the longest first, a capital at the start kept."""
    if not cognates:
        return lambda text: text
    words = {row.parent.lower(): row.word for row in cognates}
    longest_first = sorted(words, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
    return lambda text: pattern.sub(lambda m: _capital_as(m[0], words[m[0].lower()]), text)


def _capital_as(model: str, word: str) -> str:
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def inherited(parent: tuple[Row, ...], own: tuple[Row, ...], respell: Respell, without: Collection[str] = ()) -> tuple[Row, ...]:
    """The rows of a child's table: those of the parent's whose word the child does not list, also as the child spells them, then its own.

    A word that the child lists means what the child says: all rows of the parent's for it are left out.
    """
    if not parent or not parent[0].key_columns():
        return parent + own
    column = parent[0].key_columns()[0]
    taken = {getattr(row, column) for row in own} | set(without)
    respelt = {key: row for key, row in _respelt(parent, column, respell) if getattr(row, column) not in taken}
    taken |= {getattr(row, column) for row in respelt.values()}
    return (*(row for row in parent if getattr(row, column) not in taken), *respelt.values(), *own)


def _respelt(rows: tuple[Row, ...], column: str, respell: Respell) -> Iterator[tuple[tuple[object, ...], Row]]:
    """Rows with a word that the child spells otherwise, by their key."""
    for row in rows:
        word = getattr(row, column)
        if (spelt := respell(word)) != word:
            new = replace(row, **{column: spelt})
            yield tuple(getattr(new, k) for k in new.key_columns()), new


def check_without(without: Mapping[str, Collection[str]], parent: Mapping[str, tuple[Row, ...]], label: str) -> None:
    """Raises PackError when pack.toml leaves out a word that the parent does not have."""
    for table, words in without.items():
        rows = parent.get(table, ())
        columns = rows[0].key_columns() if rows else ()
        if not columns:
            raise PackError(f"{label}:1: [without] {table}: the parent has no such table of words")
        known = {getattr(row, columns[0]) for row in rows}
        if unknown := sorted(set(words) - known):
            raise PackError(f"{label}:1: [without] {table}: the parent has no {unknown[0]!r} there; take it off the list")
