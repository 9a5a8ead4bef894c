"""The tables a pack is made of: one frozen row type per table, and one reader for all of them.

A table is a UTF-8 text file, tab separated; the first line names the columns, ``#`` starts a
comment line, an empty line is skipped. Columns that a row type does not know, a missing column and
a duplicate key are errors that name ``file:line``. A cell left empty takes the field's default.
"""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from operator import attrgetter
from typing import Any, TypeVar, cast, get_type_hints

from saksi.errors import PackError
from saksi.garbage import no_collection

RowT = TypeVar("RowT", bound="Row")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; ``where`` is ``lang/id/lexicon/events.tsv:12``."""

    where: str

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        """Columns that together must be unique; none = no check."""
        return ()

    def __reduce__(self) -> tuple[type[Row], tuple[Any, ...]]:
        """Pickled as a call of the class, which is read four times faster than what a frozen class does by itself."""
        return type(self), self.cells()

    def cells(self) -> tuple[Any, ...]:
        """Its values in the order of its columns, ``where`` first."""
        return _cells(cast(Hashable, type(self)))(self)


@cache
def _cells(row_type: Hashable) -> Callable[[Row], tuple[Any, ...]]:
    """What takes the values out of a row; every row has at least two."""
    assert isinstance(row_type, type) and issubclass(row_type, Row)
    return attrgetter(*(f.name for f in dataclasses.fields(row_type)))


@dataclass(frozen=True, slots=True)
class ClosedWord(Row):
    """closed.tsv: function words. ``classes`` as listed in docs/reference (``prep:to``, ``neg``, ``pron:3sg``)."""

    word: str
    upos: str
    classes: tuple[str, ...] = ()
    note: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("word", "upos")


@dataclass(frozen=True, slots=True)
class ModalWord(Row):
    """modality.tsv: what a word does to the event it governs.

    ``effect`` future | plan | possible | probable | conditional | negative | notyet | perfect | progressive |
    past | demand | fail | veto | stop | attempt | hearsay | habitual | none (masks a shorter word inside it, "not only");
    ``scope`` left (stands before the verb) | governs (its complement).
    """

    word: str
    effect: str
    scope: str = "left"
    pos: str = ""
    note: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("word", "effect", "pos")


@dataclass(frozen=True, slots=True)
class ReportingCue(Row):
    """reporting.tsv: a word that reports somebody's words.

    ``frames``: ``frame=stance`` pairs. Frames: quote, that (finite clause), to (infinitive), np (direct object),
    about, for, of, as, into, person-to (addressee + infinitive), person-of, person-that, bare (no content).
    ``source`` lists where the speaker stands, best first: subj, by, of, poss, prep (the noun behind a preposition cue), none.
    """

    cue: str
    pos: str  # verb | noun | prep | adj | adv | phrase | light | value (the last two are no cues)
    frames: tuple[str, ...]
    source: tuple[str, ...] = ("subj",)
    note: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("cue", "pos")


NO_ACT = "none"  # the sense of event rows that only mask: "strike a balance" is no strike


@dataclass(frozen=True, slots=True)
class EventWord(Row):
    """events.tsv and nouns.tsv: a word that names an act, mapped to a sense.

    ``word``: lemma, or lemmas; ``~`` = a gap of up to four tokens ("impose ~ sanction").
    ``need``: conditions ``slot:class`` that must hold, ``veto``: conditions that must not (see docs/reference).
    """

    word: str
    pos: str  # verb | intrans | noun | adj | phrase
    sense: str
    need: tuple[str, ...] = ()
    veto: tuple[str, ...] = ()
    genitive: str = ""  # event nouns: whom a bare genitive or possessor names: agent (default), patient, or person
    note: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("word", "pos", "sense", "need")


@dataclass(frozen=True, slots=True)
class Sense(Row):
    """lang/base/senses.tsv: what an act is, in PLOVER's terms, and which slots hold its parties."""

    sense: str
    type: str
    mode: str = ""
    contexts: tuple[str, ...] = ()
    actor: tuple[str, ...] = ("agent",)
    recipient: tuple[str, ...] = ("patient",)
    symmetric: str = ""  # "yes": all parties are actors
    effect: str = ""  # factuality of the acts in its complement: promise, demand, deny, ...
    needs: str = ""  # recipient | two: no act without an identified recipient, without a second party or a plural
    note: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("sense",)


@dataclass(frozen=True, slots=True)
class RoleWord(Row):
    """titles.tsv: words that make an actor out of a country or organisation."""

    role: str
    kind: str  # office | member | body | kin (a relative) | firm (legal form of a company) | modifier | honorific
    sector: str = ""
    code: str = ""
    note: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("role", "kind")


@dataclass(frozen=True, slots=True)
class NameRow(Row):
    """names.tsv, metonyms.tsv, demonyms.tsv: a form and the identity it stands for.

    ``code``: "-" none; "IDN|USA" a name that states share, the one the article speaks of, else the first; "USA|*" any state.
    """

    form: str
    code: str
    kind: str = ""  # country | demonym | metonym | organisation | region | media | group
    sector: str = ""
    name: str = ""
    note: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("form", "kind")


@dataclass(frozen=True, slots=True)
class WordClass(Row):
    """classes.tsv: semantic classes that events' ``need`` and ``veto`` speak of."""

    word: str
    classes: tuple[str, ...]

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("word",)


@dataclass(frozen=True, slots=True)
class Affix(Row):
    """morphology.tsv: how a form is made from a lemma.

    ``start``/``end`` select lemmas by how they begin or end (alternatives split by ``|``, ``C`` any consonant, ``V`` any vowel);
    ``drop_start``/``drop_end`` characters are removed before the affixes are added.
    """

    pos: str
    feature: str
    start: str = ""
    end: str = ""
    drop_start: int = 0
    drop_end: int = 0
    prefix: str = ""
    suffix: str = ""
    double: str = ""  # "yes": the last letter is doubled


@dataclass(frozen=True, slots=True)
class Irregular(Row):
    """irregular.tsv: a form that no affix rule makes; it replaces the regular form of that feature."""

    lemma: str
    pos: str
    feature: str
    form: str


@dataclass(frozen=True, slots=True)
class CalendarWord(Row):
    """calendar.tsv: month, weekday, unit, part of day, direction ("last", "lalu"), season, holiday ..."""

    word: str
    kind: str
    value: str = ""
    note: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("word", "kind")


@dataclass(frozen=True, slots=True)
class NumberWord(Row):
    """numbers.tsv: a number word; ``kind`` cardinal | ordinal | multiplier | quantity (vague: "dozens")."""

    word: str
    kind: str
    value: float = 0.0
    note: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("word", "kind")


@dataclass(frozen=True, slots=True)
class NoiseRule(Row):
    """noise.tsv: a regular expression and what its match is. ``where_in`` line | inline | tail | head."""

    kind: str
    scope: str
    pattern: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Abbreviation(Row):
    """abbreviations.tsv: forms whose full stop ends no sentence."""

    form: str
    note: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("form",)


@dataclass(frozen=True, slots=True)
class PlaceWord(Row):
    """placewords.tsv: a word beside a name that says what kind of place it is ("Elm Street", "Sungai Musi", "kota Gaza").

    ``side``: where it stands seen from the name, before | after | both. ``kind``: a kind of the gazetteer (city, admin1, admin2, island,
    water, mountain, sea, strait, region, site), or street | part (a side of a place: "southern") | body (an institution that is named after
    a place).
    """

    word: str
    kind: str
    side: str = "after"
    note: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("word",)


class PackedTables(Mapping[str, tuple[Row, ...]]):
    """Tables by name, each pickled until somebody asks for its rows: most of what an article needs of them is compiled elsewhere."""

    def __init__(self, tables: Mapping[str, tuple[Row, ...]]) -> None:
        self._tables: dict[str, bytes | tuple[Row, ...]] = {name: pickle.dumps(rows, -1) for name, rows in tables.items()}

    def __getitem__(self, name: str) -> tuple[Row, ...]:
        kept = self._tables[name]
        if isinstance(kept, bytes):
            with no_collection():
                kept = self._tables[name] = pickle.loads(kept)
        return kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def read_table(path: Traversable, row_type: type[RowT], label: str) -> tuple[RowT, ...]:
    """All rows of a table. ``label`` is how the file is named in messages and traces.

    Raises PackError with ``label:line`` for any fault.
    """
    rows: list[RowT] = []
    seen: dict[tuple[Any, ...], str] = {}
    keys = row_type.key_columns()
    for row in _parse(path.read_text(encoding="utf-8"), row_type, label):
        if keys:
            key = tuple(getattr(row, k) for k in keys)
            if key in seen:
                raise PackError(f"{row.where}: {' + '.join(map(str, key))} stands already at {seen[key]}; remove one")
            seen[key] = row.where
        rows.append(row)
    return tuple(rows)


def _parse(text: str, row_type: type[RowT], label: str) -> Iterator[RowT]:
    columns: list[str] | None = None
    fields = _fields_of(cast(Hashable, row_type))
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        where = f"{label}:{number}"
        if columns is None:
            columns = cells
            _check_columns(columns, fields, where)
            continue
        if len(cells) > len(columns):
            raise PackError(f"{where}: {len(cells)} cells but {len(columns)} columns; check the tabs")
        yield row_type(where, **_values(dict(zip(columns, cells, strict=False)), fields, where))


@cache
def _fields_of(row_type: Hashable) -> dict[str, tuple[Any, bool]]:
    assert isinstance(row_type, type) and issubclass(row_type, Row)
    return _fields(row_type)


def _fields(row_type: type[Row]) -> dict[str, tuple[Any, bool]]:
    """Column -> (type, required)."""
    hints = get_type_hints(row_type)
    return {f.name: (hints[f.name], f.default is dataclasses.MISSING) for f in dataclasses.fields(row_type) if f.name != "where"}


def _check_columns(columns: list[str], fields: dict[str, tuple[Any, bool]], where: str) -> None:
    unknown = [c for c in columns if c not in fields]
    missing = [name for name, (_, required) in fields.items() if required and name not in columns]
    if unknown:
        raise PackError(f"{where}: unknown column {unknown[0]!r}; known are {', '.join(fields)}")
    if missing:
        raise PackError(f"{where}: column {missing[0]!r} is missing")


def _values(cells: dict[str, str], fields: dict[str, tuple[Any, bool]], where: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, (kind, required) in fields.items():
        cell = cells.get(name, "").strip()
        if not cell:
            if required:
                raise PackError(f"{where}: column {name!r} is empty")
            continue
        values[name] = _convert(cell, kind, name, where)
    return values


def _convert(cell: str, kind: Any, name: str, where: str) -> Any:
    if kind is int or kind is float:
        try:
            return kind(cell)
        except ValueError:
            raise PackError(f"{where}: column {name!r} wants a number, not {cell!r}") from None
    if kind is str:
        return cell
    return tuple(cell.replace(",", " ").split())
