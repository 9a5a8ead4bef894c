"""Claims in the columns of other event data: POLECAT, ICEWS, GDELT 1.0 and 2.0.

None of them can say that an act is planned, denied or only alleged: so only what happened is written unless more is asked for, and
a file of ids beside each says for every row which claim it is, who tells it and with which status. ``Note`` repeats that where the
layout has a header and so room for a column more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple, TextIO

from saksi.export.rows import one_line, told_by
from saksi.ledger.rows import Party, StoredClaim
from saksi.world import load_world

POLECAT = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
    "Note",
)
ICEWS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "Note",
)
_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()  # noqa: SIM905
_GEO_1 = "Type Fullname CountryCode ADM1Code Lat Long FeatureID".split()  # noqa: SIM905
_GEO_2 = "Type Fullname CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()  # noqa: SIM905
_HEAD = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
_EVENT = (
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
)


def _gdelt_columns(geo: Sequence[str]) -> tuple[str, ...]:
    actors = [f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR]
    places = [f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in geo]
    return (*_HEAD, *actors, *_EVENT, *places, "DATEADDED", "SOURCEURL")


GDELT_1, GDELT_2 = _gdelt_columns(_GEO_1), _gdelt_columns(_GEO_2)
IDS = ("event", "claim", "article", "version", "status", "alleged", "told_by", "type", "mode", "note")


class Coded(NamedTuple):
    """A row, the number that it has there, and the claim it is made of."""

    event: str
    cells: tuple[str, ...]
    claim: StoredClaim
    note: str


class Layout(NamedTuple):
    """``columns`` without header are those of GDELT."""

    columns: tuple[str, ...]
    header: bool
    rows: Callable[[StoredClaim], Iterator[Coded]]


def write(claims: Iterable[StoredClaim], layout: Layout, out: TextIO, ids: TextIO) -> int:
    """Writes rows and ids, tab separated; gives the number of rows. Claims without any date have no row: these layouts need one."""
    if layout.header:
        print(*layout.columns, sep="\t", file=out)
    print(*IDS, sep="\t", file=ids)
    total = 0
    for claim in claims:
        for row in layout.rows(claim) if claim.day else ():
            print(*map(_cell, row.cells), sep="\t", file=out)
            c = row.claim
            told = (c.id, c.article, str(c.version), c.status, "yes" if c.alleged else "no", _told_by(c), c.type, c.mode)
            print(*map(_cell, (row.event, *told, row.note)), sep="\t", file=ids)
            total += 1
    return total


def polecat(claim: StoredClaim) -> Iterator[Coded]:
    c, event = claim, str(claim.number)
    city = c.place if c.place_precision in ("point", "city") else ""
    cells = (
        *(event, c.day, c.type, c.mode, _number(_score(c.type, c.mode)), _quad(c.type), ";".join(c.contexts)),
        *_polecat_side(c.actors),
        *_polecat_side(c.recipients),
        *(c.place, city, "", "", _country_name(c.place_country), _number(c.lat), _number(c.lon), "", c.place, ""),
        *(c.source, c.published, "", "", "", c.lang, "saksi", _note(c)),
    )
    yield Coded(event, cells, c, _note(c))


def _polecat_side(parties: Sequence[Party]) -> tuple[str, ...]:
    sectors = list(dict.fromkeys(p.sector for p in parties if p.sector))
    countries = dict.fromkeys(p.country for p in parties if p.country)
    names, raw = ("; ".join(dict.fromkeys(texts)) for texts in ((p.name for p in parties), (p.text for p in parties)))
    return (names, "; ".join(countries), "", sectors[0] if sectors else "", "; ".join(sectors), "", raw, "")


def icews(claim: StoredClaim) -> Iterator[Coded]:
    c = claim
    for event, actor, recipient in _pairs(c):
        city = c.place if c.place_precision in ("point", "city") else ""
        cells = (
            *(event, c.day, actor.name, actor.sector, _country_name(actor.country), _wording(c), cameo(c), _number(_score(c.type, c.mode))),
            *(recipient.name, recipient.sector, _country_name(recipient.country), c.article, "", c.source),
            *(city, "", "", _country_name(c.place_country), _number(c.lat), _number(c.lon), _note(c)),
        )
        yield Coded(event, cells, c, _note(c))


def gdelt_1(claim: StoredClaim) -> Iterator[Coded]:
    yield from _gdelt(claim, _GEO_1, 8)


def gdelt_2(claim: StoredClaim) -> Iterator[Coded]:
    yield from _gdelt(claim, _GEO_2, 14)


def _gdelt(claim: StoredClaim, geo: Sequence[str], digits: int) -> Iterator[Coded]:
    c, nowhere = claim, ("",) * len(geo)
    year, month, day = c.day.split("-")
    code = cameo(c)
    added = (c.published or c.day).replace("-", "").ljust(digits, "0")
    for event, actor, recipient in _pairs(c):
        cells = (
            *(event, year + month + day, year + month, year, f"{int(year) + (30 * (int(month) - 1) + int(day)) / 365:.4f}"),
            *_gdelt_actor(actor),
            *_gdelt_actor(recipient),
            *("1", code, code[:3], code[:2], _quad(c.type), _number(_score(c.type, c.mode)), "1", "1", "1", "0"),
            *(*nowhere, *nowhere, *_gdelt_place(c, geo), added, c.url or c.article),
        )
        yield Coded(event, cells, c, _note(c))


def _gdelt_actor(party: Party) -> tuple[str, ...]:
    return (party.country + party.sector, party.name.upper(), party.country, "", "", "", "", party.sector, "", "")


def _gdelt_place(c: StoredClaim, geo: Sequence[str]) -> tuple[str, ...]:
    """Type 1 is a country, 4 a city of the world. Country codes there are FIPS 10-4, which we do not keep: left empty."""
    kind = "" if not c.place else "1" if c.place_precision == "country" else "4"
    known = {"Type": kind or "0", "Fullname": c.place, "Lat": _number(c.lat), "Long": _number(c.lon)}
    return tuple(known.get(name, "") for name in geo)


def cameo(claim: StoredClaim) -> str:
    """The CAMEO code whose PLOVER equivalent is nearest: mode first, then contexts, then the most general code."""
    found = max(_codes(claim.type), key=lambda row: _nearness(row, claim), default=None)
    return found[0] if found else ""


def _nearness(row: tuple[str, str, tuple[str, ...]], claim: StoredClaim) -> tuple[int, int, int]:
    code, mode, contexts = row
    shared = set(contexts) & set(claim.contexts)
    return (2 if mode == claim.mode else 1 if not mode else 0, len(shared) - len(set(contexts) - shared), -len(code))


@cache
def _codes(kind: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """(CAMEO, mode, contexts) of a PLOVER type, three digits or more."""
    rows = load_world().crosswalk.values()
    return tuple((r.cameo, r.mode, tuple(r.contexts)) for r in rows if r.type == kind and len(r.cameo) > 2)


def _pairs(claim: StoredClaim) -> Iterator[tuple[str, Party, Party]]:
    """A row for every pair of parties, with a number of its own."""
    nobody = (Party(""),)
    pairs = [(a, r) for a in claim.actors or nobody for r in claim.recipients or nobody]
    for index, (actor, recipient) in enumerate(pairs):
        yield str(claim.number * 256 + index), actor, recipient


def _score(kind: str, mode: str) -> float | None:
    """PLOVER's score of cooperation, of the mode if it has one; it stands in for Goldstein's scale."""
    terms = load_world().terms
    general, special = terms.get(("type", kind)), terms.get(("mode", mode))
    found = special if special and special.parent == kind else general
    return found.score if found else None


def _quad(kind: str) -> str:
    term = load_world().terms.get(("type", kind))
    return term.parent if term else ""


def _wording(claim: StoredClaim) -> str:
    term = load_world().terms.get(("type", claim.type))
    return term.wording if term else claim.type


def _country_name(code: str) -> str:
    state = load_world().countries.get(code)
    return state.name if state else code


def _told_by(claim: StoredClaim) -> str:
    return told_by(claim.chain)


def _note(claim: StoredClaim) -> str:
    return f"{claim.status}{', alleged' if claim.alleged else ''}; told by {_told_by(claim)}; claim {claim.id}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _cell(text: str) -> str:
    """These layouts know no quoting: white space of any kind is one space."""
    return one_line(text)


LAYOUTS = {
    "polecat": Layout(POLECAT, True, polecat),
    "icews": Layout(ICEWS, True, icews),
    "gdelt1": Layout(GDELT_1, False, gdelt_1),
    "gdelt2": Layout(GDELT_2, False, gdelt_2),
}
