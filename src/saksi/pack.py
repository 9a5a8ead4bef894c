"""Reads a language pack: a folder of tables. Every fault is a PackError that starts with ``file:line``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from saksi import morphology, tables
from saksi.cache import cached, digest_of
from saksi.errors import PackError
from saksi.garbage import no_collection
from saksi.inherit import FILE as COGNATES
from saksi.inherit import Cognate, check_without, inherited, read_cognates, respeller
from saksi.morphology import Morphology
from saksi.tables import PackedTables, Row, Sense
from saksi.world import people_files

RowT = TypeVar("RowT", bound=Row)

LEXICON: dict[str, type[Row]] = {
    "closed": tables.ClosedWord,
    "modality": tables.ModalWord,
    "reporting": tables.ReportingCue,
    "events": tables.EventWord,
    "nouns": tables.EventWord,
    "classes": tables.WordClass,
    "titles": tables.RoleWord,
    "names": tables.NameRow,
    "countries": tables.NameRow,
    "metonyms": tables.NameRow,
    "demonyms": tables.NameRow,
    "calendar": tables.CalendarWord,
    "numbers": tables.NumberWord,
    "noise": tables.NoiseRule,
    "abbreviations": tables.Abbreviation,
    "placewords": tables.PlaceWord,
}
_SECTIONS = ("tokens", "voice", "forms", "quotes", "numbers")  # of pack.toml; one that a child does not have is its parent's
# What compiled tables are made by: another program makes others.
CODE = (
    *("cache.py", "errors.py", "frozen.py", "garbage.py", "hints.py", "inherit.py", "morphology.py", "noise.py", "pack.py", "records.py"),
    *("regexes.py", "tables.py", "world.py", "reading/document.py", "reading/lexicon.py", "reading/quotes.py", "reading/segment.py"),
    *("reading/dates/grammar.py", "reading/dates/numerals.py", "reading/dates/parts.py", "reading/dates/rules.py"),
)
DATES = "rules/dates.toml"
MORPHOLOGY: dict[str, type[Row]] = {"morphology": tables.Affix, "irregular": tables.Irregular}


@dataclass(frozen=True, slots=True)
class Settings:
    """pack.toml."""

    code: str
    name: str
    parent: str = ""
    split_hyphen: str = "all"  # all | names | none
    suffixes: tuple[str, ...] = ()
    enclitics: tuple[str, ...] = ()
    passive_prefixes: tuple[str, ...] = ()  # forms of verbs that are passive by themselves: di-
    active_prefixes: tuple[str, ...] = ()
    forms: Mapping[str, str] = field(default_factory=dict, hash=False)  # feature of a verb's form -> what it does to the act
    quote_pairs: tuple[str, ...] = ()
    thousands: str = ","
    decimal: str = "."
    without: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)  # table -> the parent's words it has not


@dataclass(frozen=True, slots=True)
class _Parts:
    """What of a pack is kept between runs: all but where it lies."""

    settings: Settings
    tables: PackedTables
    morphology: Morphology
    senses: Mapping[str, Sense]
    cognates: tuple[Cognate, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A language: settings, tables, inflection. Compared and hashed by identity, so it can key caches."""

    settings: Settings
    tables: Mapping[str, tuple[Row, ...]]
    morphology: Morphology
    folder: Traversable
    senses: Mapping[str, Sense]  # what the words of events.tsv and nouns.tsv may mean
    cognates: tuple[Cognate, ...] = ()  # how it writes words of its parent

    @property
    def code(self) -> str:
        return self.settings.code

    def rows(self, table: str, row_type: type[RowT]) -> tuple[RowT, ...]:
        """The rows of a table, parent's first; () when the pack has none."""
        return tuple(row for row in self.tables.get(table, ()) if isinstance(row, row_type))


def lang_root() -> Traversable:
    return files("saksi") / "lang"


def pack_codes() -> tuple[str, ...]:
    """Codes of all packs that are there: the list of folders is the list of languages."""
    return tuple(sorted(p.name for p in lang_root().iterdir() if p.is_dir() and (p / "pack.toml").is_file()))


@cache
def load_pack(code: str) -> Pack:
    """The pack of a language. Raises PackError when it is missing or faulty."""
    if code not in pack_codes():
        raise PackError(f"no pack for {code!r}: packs are {', '.join(pack_codes())}")
    folder = lang_root() / code
    with no_collection():
        parts = cached(f"pack-{code}", pack_digest(code), lambda: _parts(read_pack(folder, f"lang/{code}")))
    return Pack(parts.settings, parts.tables, parts.morphology, folder, parts.senses, parts.cognates)


def _parts(pack: Pack) -> _Parts:
    return _Parts(pack.settings, PackedTables(pack.tables), pack.morphology, pack.senses, pack.cognates)


def is_shipped(pack: Pack) -> bool:
    """Whether it is a pack as it came, without tables of a user's own."""
    return pack.code in pack_codes() and pack is load_pack(pack.code)


def pack_files(code: str) -> tuple[Traversable, ...]:
    """All tables and settings that a pack is read from, its parent's first."""
    folder = lang_root() / code
    parent = _settings(folder / "pack.toml", f"lang/{code}/pack.toml").parent
    places = ((folder / "lexicon", LEXICON), (folder, MORPHOLOGY))
    tables_ = [place / f"{name}.tsv" for place, kinds in places for name in kinds]
    own = [path for path in (folder / "pack.toml", folder / COGNATES, folder.joinpath(*DATES.split("/")), *tables_) if path.is_file()]
    return (*(pack_files(parent) if parent else ()), *own)


@cache
def pack_digest(code: str) -> str:
    """Names what is compiled from a pack as it is shipped, for ``saksi.cache``: its files, those that all packs share, and our code."""
    modules = (files("saksi").joinpath(*name.split("/")) for name in CODE)
    shared = (lang_root() / "base" / name for name in ("noise.tsv", "senses.tsv"))
    return digest_of((*modules, *shared, *people_files(), *pack_files(code)))


def read_tables(folder: Traversable, label: str, kinds: Mapping[str, type[Row]]) -> dict[str, tuple[Row, ...]]:
    """The tables of a folder by name, those that are there."""
    paths = {name: folder / f"{name}.tsv" for name in kinds}
    return {n: tables.read_table(path, kinds[n], f"{label}/{n}.tsv") for n, path in paths.items() if path.is_file()}


def read_pack(folder: Traversable, label: str) -> Pack:
    settings = _settings(folder / "pack.toml", f"{label}/pack.toml")
    own = {**read_tables(folder / "lexicon", f"{label}/lexicon", LEXICON), **read_tables(folder, label, MORPHOLOGY)}
    cognates = read_cognates(folder, label)
    merged = own
    if settings.parent:
        parent = load_pack(settings.parent).tables
        check_without(settings.without, parent, f"{label}/pack.toml")
        respell = respeller(cognates)
        names = dict.fromkeys((*parent, *own))
        merged = {n: inherited(parent.get(n, ()), own.get(n, ()), respell, settings.without.get(n, ())) for n in names}
    inflection = morphology.build(
        (r for r in merged.get("morphology", ()) if isinstance(r, tables.Affix)),
        (r for r in merged.get("irregular", ()) if isinstance(r, tables.Irregular)),
    )
    return Pack(settings, merged, inflection, folder, senses(), cognates)


def pack_file(pack: Pack, name: str) -> tuple[Traversable, Pack] | None:
    """A file of a pack by its name from the folder, else of its parent, and whose it is; None when neither has it."""
    path = pack.folder.joinpath(*name.split("/"))
    if path.is_file():
        return path, pack
    return pack_file(load_pack(pack.settings.parent), name) if pack.settings.parent else None


def overlay(parent: tuple[Row, ...], own: tuple[Row, ...]) -> tuple[Row, ...]:
    """The parent's rows without those whose key the pack has again, then the pack's own."""
    if not parent or not own or not own[0].key_columns():
        return parent + own
    keys = {tuple(getattr(r, k) for k in r.key_columns()) for r in own}
    return tuple(r for r in parent if tuple(getattr(r, k) for k in r.key_columns()) not in keys) + own


def _settings(path: Traversable, label: str) -> Settings:
    data = _toml(path, label)
    if parent := data.get("parent"):
        theirs = _toml(lang_root() / parent / "pack.toml", f"lang/{parent}/pack.toml")
        data = {**{section: theirs[section] for section in _SECTIONS if section in theirs}, **data}
    tokens, voice, forms, quotes, numbers = (data.get(k, {}) for k in _SECTIONS)
    return Settings(
        code=data.get("code", ""),
        name=data.get("name", ""),
        parent=data.get("parent", ""),
        split_hyphen=tokens.get("split_hyphen", "all"),
        suffixes=tuple(tokens.get("suffixes", ())),
        enclitics=tuple(tokens.get("enclitics", ())),
        passive_prefixes=tuple(voice.get("passive_prefixes", ())),
        active_prefixes=tuple(voice.get("active_prefixes", ())),
        forms=dict(forms),
        quote_pairs=tuple(quotes.get("pairs", ())),
        thousands=numbers.get("thousands", ","),
        decimal=numbers.get("decimal", "."),
        without={table: tuple(words) for table, words in data.get("without", {}).items()},
    )


def _toml(path: Traversable, label: str) -> dict[str, Any]:
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise PackError(f"{label}:1: {error}") from None
    known = {"code", "name", "parent", "without", *_SECTIONS}
    if unknown := sorted(set(data) - known):
        raise PackError(f"{label}:1: unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")
    return data


@cache
def senses() -> Mapping[str, Sense]:
    """The event senses shared by all languages."""
    rows = tables.read_table(lang_root() / "base" / "senses.tsv", Sense, "lang/base/senses.tsv")
    return {row.sense: row for row in rows}
