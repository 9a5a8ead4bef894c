"""The world outside the text: states, people with dated offices, PLOVER's terms. Language-free.

Everything comes from the tables in ``saksi/world/`` (sources and licences in its README). Dates are ISO 8601, a day or a longer
prefix ("2004", "2004-10"); an open end is "". Rows of a user's own (``saksi.actors_file``) win over ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from saksi.cache import cached, digest_of
from saksi.errors import PackError
from saksi.tables import Row, read_table

# Sectors whose holder is an ex-official (PLOVER's ELI) afterwards; a former rebel or priest keeps his sector.
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "PRM", "PRE"})
# Of two offices held at once the first of these counts.
_RANK = {sector: rank for rank, sector in enumerate(("GOV", "MIL", "SPY", "COP", "JUD", "LEG", "PRE", "PTY"))}
_GIVEN = re.compile(r"([A-Z][a-z]+ )([A-Z][a-z]+)-([a-z]+)")
_ARTICLE = re.compile(r"\b([AaEe])l-(?=[A-Z])")
KINDS = ("person", "organisation", "group", "media", "country", "place", "region", "metonym")
ACTOR_COLUMNS = ("name", "aliases", "kind", "country", "sector", "office", "from", "to", "wikidata")


@dataclass(frozen=True, slots=True)
class Country(Row):
    """An entry of ISO 3166-1 (Kosovo as KOS). ``plover``: the state that PLOVER codes it under; ``lat``, ``lon``: its capital, degrees."""

    code: str
    alpha2: str
    name: str
    continent: str
    plover: str
    capital: str = ""
    lat: float = 0.0
    lon: float = 0.0
    note: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("code",)


@dataclass(frozen=True, slots=True)
class PloverTerm(Row):
    """A term of PLOVER: ``kind`` quad | type | mode | context | sector | code. ``parent``: a type's quad class, a mode's type."""

    kind: str
    code: str
    parent: str = ""
    score: float = 0.0
    wording: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("kind", "code", "parent")


@dataclass(frozen=True, slots=True)
class Crosswalk(Row):
    """What a CAMEO code is in PLOVER; ``type`` is "" where PLOVER codes nothing."""

    cameo: str
    type: str = ""
    mode: str = ""
    contexts: tuple[str, ...] = ()
    note: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("cameo",)


@dataclass(frozen=True, slots=True)
class Office:
    """What somebody is for a while: a code (ISO alpha-3 or PLOVER's), a sector, a title; ``where`` is the row it stands on."""

    country: str
    sector: str = ""
    title: str = ""
    start: str = ""
    end: str = ""
    where: str = ""

    def holds(self, date: str) -> bool:
        """Is it held at some moment of ``date``? Dates known only by year or month count generously; "" = any date."""
        return not date or (earliest(self.start) <= latest(date) and (not self.end or earliest(date) <= latest(self.end)))


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A person (or, from a user's file, any actor) and the offices held, in the order of the table."""

    name: str
    kind: str
    offices: tuple[Office, ...]
    wikidata: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A known actor as of a date. ``former``: the office had ended; ``reason`` says how it was chosen."""

    actor: KnownActor
    office: Office
    sector: str
    former: bool = False
    reason: str = ""

    @property
    def country(self) -> str:
        return self.office.country


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A row of people.tsv or of a user's actors.csv."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    office: Office
    wikidata: str = ""


Cells = tuple[str, str, str, str, str, str]  # the values of an Office


class Known(Mapping[str, tuple[KnownActor, ...]]):
    """Folded form -> actors, each made when a text names it: of thousands an article needs a few.

    ``actors``: the values of a KnownActor, offices as values too; ``forms``: form -> numbers of actors.
    """

    def __init__(self, actors: Sequence[tuple[str, str, tuple[Cells, ...], str]], forms: Mapping[str, tuple[int, ...]]) -> None:
        self._actors, self._forms = actors, forms
        self._made: dict[int, KnownActor] = {}

    def __getitem__(self, form: str) -> tuple[KnownActor, ...]:
        return tuple(self._actor(number) for number in self._forms[form])

    def __iter__(self) -> Iterator[str]:
        return iter(self._forms)

    def __len__(self) -> int:
        return len(self._forms)

    def _actor(self, number: int) -> KnownActor:
        if number not in self._made:
            name, kind, offices, wikidata = self._actors[number]
            self._made[number] = KnownActor(name, kind, tuple(Office(*office) for office in offices), wikidata)
        return self._made[number]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class World:
    """All tables. ``countries`` by ISO alpha-3, ``terms`` by (kind, code), ``crosswalk`` by CAMEO code."""

    countries: Mapping[str, Country]
    terms: Mapping[tuple[str, str], PloverTerm]
    crosswalk: Mapping[str, Crosswalk]
    _forms: Mapping[str, tuple[KnownActor, ...]]
    _weak: Mapping[str, tuple[KnownActor, ...]]
    _own: Mapping[str, tuple[KnownActor, ...]] = field(default_factory=dict)

    def country(self, code: str) -> Country | None:
        """By alpha-3 or alpha-2."""
        return self.countries.get(code) or next((c for c in self.countries.values() if c.alpha2 == code), None)

    def is_code(self, code: str) -> bool:
        """A code that an actor may carry: a state of PLOVER's, or one of its international codes."""
        state = self.countries.get(code)
        return (state is not None and state.plover == code) or ("code", code) in self.terms

    def is_sector(self, sector: str) -> bool:
        return ("sector", sector) in self.terms

    def forms(self) -> Iterator[str]:
        """Every name and alias, folded, for whoever searches a text for them."""
        yield from {*self._forms, *self._weak, *self._own}

    def beyond(self, other: World) -> tuple[str, ...] | None:
        """The forms that it has besides those of a world it was made from (``with_actors``); None when it was not made from that one."""
        if self._forms is not other._forms or self._weak is not other._weak or other._own:
            return None
        return tuple(form for form in self._own if form not in self._forms and form not in self._weak)

    def known(self, form: str) -> tuple[KnownActor, ...]:
        """Everybody whom a form may mean at any date."""
        key = fold(form)
        return self._own.get(key) or tuple(dict.fromkeys((*self._forms.get(key, ()), *self._weak.get(key, ()))))

    def candidates(self, form: str, date: str = "") -> tuple[Held, ...]:
        """Who a form may be at a date, likeliest first: in office, then most recently in office, then in office later."""
        key = fold(form)
        own = key in self._own
        actors = self._own[key] if own else self._forms.get(key, ())
        weak = () if own else self._weak.get(key, ())
        held = [at(actor, date) for actor in actors]
        if date:
            held += [h for h in (at(actor, date) for actor in weak if actor not in actors) if h.office.holds(date)]
        return tuple(sorted(held, key=lambda h: _order(h, date)))

    def find(self, form: str, date: str = "") -> Held | None:
        """The one actor that a form means at a date; None when nobody or when several are equally likely."""
        held = self.candidates(form, date)
        if len(held) > 1 and date and held[1].office.holds(date) and held[0].office.holds(date):
            return None
        if len(held) > 1 and not date:
            return None
        return held[0] if held else None

    def with_actors(self, rows: Sequence[ActorRow]) -> World:
        """A world in which these rows come first: a form they have is looked up in them alone."""
        strong, weak = _index(rows)
        return replace(self, _own={**self._own, **weak, **strong})


def fold(form: str) -> str:
    """A form without accents, with straight apostrophes and single spaces; capitals stay."""
    if form.isascii():
        return " ".join(form.split())
    text = unicodedata.normalize("NFD", form.replace("’", "'").replace("‘", "'").replace("ı", "i").replace("đ", "d").replace("Đ", "D"))
    text = text.replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("Ø", "O")
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split())


def _spellings(form: str) -> tuple[str, ...]:
    """The folded form, and its other usual spellings: al-X, Al-X, al X, Al X; Moo-hyun, Moo-Hyun, Moo Hyun."""
    form = fold(form)
    if given := _GIVEN.fullmatch(form):
        before, one, two = given.groups()
        return form, f"{before}{one}-{two.capitalize()}", f"{before}{one} {two.capitalize()}"
    if not (article := _ARTICLE.search(form)):
        return (form,)
    start, end = article.span()
    vowel = article[1]
    return tuple(form[:start] + v + join + form[end:] for v in (vowel.lower() + "l", vowel.upper() + "l") for join in "- ")


def at(actor: KnownActor, date: str) -> Held:
    """The office that counts at a date: one held then, else the one that ended last, else the first to come."""
    if not date:
        last = max(actor.offices, key=lambda o: (o.end or "9999", o.start))
        return Held(actor, last, last.sector, reason="the text has no date: latest office")
    now = [o for o in actor.offices if o.holds(date)]
    if now:
        best = min(now, key=lambda o: (_RANK.get(o.sector, len(_RANK)), _descending(o.start)))
        return Held(actor, best, best.sector, reason=f"{best.title} {_term(best)}".strip())
    past = [o for o in actor.offices if o.end and latest(o.end) < earliest(date)]
    if past:
        best = max(past, key=lambda o: latest(o.end))
        sector = "ELI" if best.sector in _OFFICIAL or not best.sector else best.sector
        return Held(actor, best, sector, former=True, reason=f"former {best.title} {_term(best)}".rstrip())
    first = min(actor.offices, key=lambda o: o.start)
    return Held(actor, first, "", reason=f"later {first.title} {_term(first)}".rstrip())


def _order(held: Held, date: str) -> tuple[int, str, str]:
    if held.office.holds(date):
        return 0, "", _descending(held.office.start)
    return (1, _descending(held.office.end), "") if held.former else (2, held.office.start, "")


def _descending(date: str) -> str:
    """A key that sorts dates from late to early."""
    return "".join(chr(ord("9") - ord(c) + ord("0")) if c.isdigit() else c for c in earliest(date))


def earliest(date: str) -> str:
    return date + "0000-01-01"[len(date) :]


def latest(date: str) -> str:
    return date + "9999-12-31"[len(date) :]


def _term(office: Office) -> str:
    return f"({office.start or '?'} to {office.end or 'now'})" if office.start or office.end else ""


def _cells(office: Office) -> Cells:
    return office.country, office.sector, office.title, office.start, office.end, office.where


def _index(rows: Iterable[ActorRow]) -> tuple[Known, Known]:
    """Folded form -> actors, for forms that always count and for those that count only while in office ("~Bush")."""
    offices: dict[tuple[str, str], list[Cells]] = {}
    strong: dict[str, dict[tuple[str, str], None]] = {}
    weak: dict[str, dict[tuple[str, str], None]] = {}
    identifiers: dict[tuple[str, str], str] = {}
    for row in rows:
        key = (row.name, row.kind)
        offices.setdefault(key, []).append(_cells(row.office))
        identifiers[key] = row.wikidata or identifiers.get(key, "")
        if "~" + row.name not in row.aliases:
            for form in _spellings(row.name):
                strong.setdefault(form, {})[key] = None
        for alias in row.aliases:
            for form in _spellings(alias.lstrip("~")):
                (weak if alias[0] == "~" else strong).setdefault(form, {})[key] = None
    # A mononym that is weak in one row is weak in all.
    for form in [f for f in weak if f in strong]:
        for key in weak[form]:
            if fold(key[0]) == form:
                strong[form].pop(key, None)
    actors = [(*key, tuple(held), identifiers[key]) for key, held in offices.items()]
    numbers = {key: number for number, key in enumerate(offices)}
    strong_, weak_ = ({form: tuple(numbers[k] for k in keys) for form, keys in forms.items() if keys} for forms in (strong, weak))
    return Known(actors, strong_), Known(actors, weak_)


@cache
def load_world() -> World:
    """The world of our own tables."""
    root = files("saksi") / "world"
    tables_ = (root / f"{name}.tsv" for name in ("countries", "plover", "crosswalk"))
    modules = (files("saksi") / f"{name}.py" for name in ("world", "tables", "cache"))
    return cached("world", digest_of((*modules, *tables_, *people_files())), lambda: _read_world(root))


def _read_world(root: Traversable) -> World:
    countries = read_table(root / "countries.tsv", Country, "world/countries.tsv")
    terms = read_table(root / "plover.tsv", PloverTerm, "world/plover.tsv")
    crosswalk = read_table(root / "crosswalk.tsv", Crosswalk, "world/crosswalk.tsv")
    strong, weak = _index(_people(root / "people.tsv", "world/people.tsv"))
    return World(
        {c.code: c for c in countries},
        {(t.kind, t.code): t for t in terms},
        {c.cameo: c for c in crosswalk},
        strong,
        weak,
    )


def people_files() -> tuple[Traversable, ...]:
    """The file that the names of people come from."""
    return (files("saksi") / "world" / "people.tsv",)


def _people(path: Traversable, label: str) -> Iterator[ActorRow]:
    seen_header = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        where = f"{label}:{number}"
        if len(cells) != len(ACTOR_COLUMNS):
            raise PackError(f"{where}: {len(cells)} cells, {len(ACTOR_COLUMNS)} wanted; check the tabs")
        if not seen_header:
            seen_header = True
            continue
        name, aliases, kind, country, sector, title, start, end, wikidata = cells
        office = Office(country, sector, title, start, end, where)
        yield ActorRow(name, tuple(aliases.split("|")) if aliases else (), kind, office, wikidata)
