"""The stage: toponyms of an article as records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from saksi.frozen import record
from saksi.gazetteer import Site
from saksi.pack import Pack
from saksi.reading.actors.identity import Names, Unit
from saksi.reading.clauses import ReadSentence
from saksi.reading.places.choose import Chosen, choose
from saksi.reading.places.find import find_toponyms
from saksi.reading.places.words import place_words
from saksi.records import Place
from saksi.world import World

PRECISION = {"country": "country", "city": "city", "site": "point"}
OF_TABLE = {"country": "country", "demonym": "country"}


@record(frozen=True, slots=True)
class Located:
    """A place of the text with the tokens that name it; the record's span is in body offsets."""

    sentence: int
    first: int
    last: int
    place: Place


def read_places(sentences: Sequence[ReadSentence], names: Sequence[Names], world: World, pack: Pack) -> tuple[Located, ...]:
    """All places that the article names, in the order of the text, each resolved as far as the gazetteer allows."""
    toponyms = find_toponyms(sentences, names, place_words(pack))
    chosen = choose(toponyms, _shares(names), _capitals(world))
    return tuple(_located(c, sentences[c.toponym.sentence], world) for c in chosen)


def _shares(names: Sequence[Names]) -> Mapping[str, float]:
    """Country code -> its share of the mentions of states and their people; capitals have namesakes and prove nothing."""
    counts = Counter(u.code for n in names for u in n.units if len(u.code) == 3 and u.kind in ("country", "demonym", "person"))
    total = sum(counts.values()) or 1
    return {code: count / total for code, count in counts.items()}


@cache
def _capitals(world: World) -> Mapping[str, str]:
    return {code: country.capital for code, country in world.countries.items()}


def _located(chosen: Chosen, read: ReadSentence, world: World) -> Located:
    t, site = chosen.toponym, chosen.site
    place = Place(
        span=read.sentence.span_of(t.first, t.last),
        name=_name(t.unit, site, t.text),
        country=_country(t.unit, site, world),
        lat=site.lat if site else None,
        lon=site.lon if site else None,
        precision=_precision(chosen),
        use=t.use,
        admin1=site.admin1 if site else "",
        reason=chosen.reason,
    )
    return Located(t.sentence, t.first, t.last, place)


def _name(unit: Unit | None, site: Site | None, text: str) -> str:
    return unit.name if unit else site.name if site else text


def _country(unit: Unit | None, site: Site | None, world: World) -> str:
    """The state as PLOVER codes it; the gazetteer's dependencies belong to theirs."""
    if site is None:
        return unit.code if unit else ""
    state = world.countries.get(site.country)
    return state.plover if state else site.country


def _precision(chosen: Chosen) -> str:
    t, site = chosen.toponym, chosen.site
    if site is None:
        return OF_TABLE.get(t.unit.kind, "") if t.unit else ""
    if chosen.reason.startswith("in no table"):
        return "city"
    return PRECISION.get(site.kind, "region")
