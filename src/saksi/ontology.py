"""The user's own types of events: a folder in the pack format that adds to the senses and words of a language, or replaces them.

    floods/
      ontology.toml            name = "...", only = true (no other types), or false (beside PLOVER's, the default)
      senses.tsv               columns as in lang/base/senses.tsv; ``type`` is any name in capitals
      en/lexicon/events.tsv    and nouns.tsv, classes.tsv, names.tsv, ...: columns as in a pack
      en/sentences/*.txt       examples, run by ``saksi pack check --ontology floods``

A word that the folder lists means what the folder says: the pack's rows for the same word are left out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from saksi.errors import PackError
from saksi.pack import LEXICON, Pack, overlay, read_tables
from saksi.tables import EventWord, Row, Sense, read_table

EVENT_TABLES = ("events", "nouns")
TYPE = re.compile(r"[A-Z][A-Z0-9_]*")


@dataclass(frozen=True, slots=True)
class Ontology:
    """A folder read: its senses, and by language its tables."""

    name: str
    folder: Path
    only: bool
    senses: Mapping[str, Sense]
    tables: Mapping[str, Mapping[str, tuple[Row, ...]]]

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted(self.tables))


@cache
def load_ontology(folder: str) -> Ontology:
    """The ontology in a folder. Raises PackError that names the file and line of the first fault."""
    root = Path(folder)
    if not root.is_dir():
        raise PackError(f"{folder}: no such folder; an ontology is a folder with senses.tsv and a folder of words for each language")
    name, only = _settings(root)
    label = root.name
    if not (root / "senses.tsv").is_file():
        raise PackError(f"{folder}/senses.tsv: missing; it lists the types, with the columns of lang/base/senses.tsv")
    senses = {row.sense: row for row in read_table(root / "senses.tsv", Sense, f"{label}/senses.tsv")}
    for row in senses.values():
        if not TYPE.fullmatch(row.type):
            raise PackError(f"{row.where}: type {row.type!r} should be one word in capitals")
    languages = sorted(p.name for p in root.iterdir() if (p / "lexicon").is_dir())
    if not languages:
        raise PackError(f"{folder}: no words; put them into {folder}/en/lexicon/events.tsv")
    tables = {code: _tables(root / code / "lexicon", f"{label}/{code}/lexicon") for code in languages}
    return Ontology(name or label, root, only, senses, tables)


def _settings(root: Path) -> tuple[str, bool]:
    path = root / "ontology.toml"
    if not path.is_file():
        return "", False
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PackError(f"{root.name}/ontology.toml:1: {error}") from None
    if unknown := sorted(set(data) - {"name", "only"}):
        raise PackError(f"{root.name}/ontology.toml:1: unknown key {unknown[0]!r}; known are name, only")
    return str(data.get("name", "")), data.get("only", False) is True


def _tables(folder: Path, label: str) -> Mapping[str, tuple[Row, ...]]:
    for path in sorted(folder.glob("*.tsv")):
        if path.stem not in LEXICON:
            raise PackError(f"{label}/{path.name}:1: no table has this name; known are {', '.join(LEXICON)}")
    return read_tables(folder, label, LEXICON)


@cache
def with_ontology(pack: Pack, folder: str) -> Pack:
    """The pack with the words and senses of the folder; the pack itself when ``folder`` is "" or has no words of its language."""
    if not folder:
        return pack
    ontology = load_ontology(folder)
    own = ontology.tables.get(pack.code, {})
    tables = {name: rows for name, rows in pack.tables.items() if not (ontology.only and name in EVENT_TABLES)}
    words = {row.word for name in EVENT_TABLES for row in _event_words(own.get(name, ()))}
    for name in EVENT_TABLES:
        tables[name] = tuple(row for row in _event_words(tables.get(name, ())) if row.word not in words)
    for name, rows in own.items():
        tables[name] = overlay(tables.get(name, ()), rows)
    return replace(pack, tables=tables, senses={**pack.senses, **ontology.senses})


def _event_words(rows: Iterable[Row]) -> Iterable[EventWord]:
    return (row for row in rows if isinstance(row, EventWord))
