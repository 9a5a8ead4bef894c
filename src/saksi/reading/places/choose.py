"""Which of the places of a name is meant: the state or province named with it, its size, what else the article names and how near it is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from saksi.frozen import record
from saksi.gazetteer import Site, key_of, state
from saksi.reading.places.find import Toponym, lies_in

ROUNDS = 2
SHARE = 8  # a province with more people for each of its city's is meant itself ("Quebec")
SMALL = 100_000  # inhabitants below which a place needs the article to speak of its state
MOST = 16  # namesakes that are weighed
RADIUS = 6371.0  # km
NEAR = ((30.0, 2.2), (100.0, 1.6), (300.0, 0.9), (1000.0, 0.3))  # km to the nearest other place of the article -> bonus
SIZE = {"country": 8.0, "sea": 6.0, "strait": 6.0, "island": 6.0, "region": 6.3, "mountain": 6.0, "water": 5.0, "site": 5.5}


@record(frozen=True, slots=True)
class Chosen:
    """A toponym with the place it means; None when no table has it."""

    toponym: Toponym
    site: Site | None
    reason: str


@record(frozen=True, slots=True)
class Surroundings:
    """What the article says of where it is set."""

    countries: Mapping[str, float]  # code -> share of the mentions of states
    provinces: frozenset[tuple[str, str]]
    capitals: Mapping[str, str]  # code -> capital


def choose(toponyms: Sequence[Toponym], countries: Mapping[str, float], capitals: Mapping[str, str]) -> list[Chosen]:
    """The place of each toponym. One name means one place in an article, unless the text says which of them ("Paris, Texas")."""
    around = Surroundings(countries, frozenset(), capitals)
    chosen: dict[tuple[str, str, tuple[Site, ...]], tuple[Site, str]] = {}
    groups = {_group(t): t for t in sorted(toponyms, key=lambda t: bool(t.holder)) if t.options or t.unit}
    said = {t.text.lower(): t.holder for t in toponyms if t.holder}
    for _ in range(ROUNDS):
        settled = dict(chosen)
        for group, t in groups.items():
            wanted = t if t.holder or t.text.lower() not in said else replace(t, holder=said[t.text.lower()])
            others = [site for g, (site, _) in settled.items() if g[0] != group[0] and site.kind != "country"]
            best = _best(wanted, around, others)
            if best:
                chosen[group] = best
        provinces = frozenset((s.country, s.admin1) for s, _ in chosen.values() if s.kind == "admin1")
        around = replace(around, provinces=provinces, countries=_widened(countries, [s for s, _ in chosen.values()]))
    made = [Chosen(t, *chosen.get(_group(t), (None, t.reason or "in no table"))) for t in toponyms]
    made = [c for c in made if not _is_far_fetched(c, made, countries)]
    return [_in_town(c, made) for c in made]


def _is_far_fetched(c: Chosen, every: Sequence[Chosen], countries: Mapping[str, float]) -> bool:
    """A small place of a state that the article does not speak of, known by a bare name: rather a name of something else."""
    t, site = c.toponym, c.site
    if site is None or site.kind != "city" or site.population >= SMALL or t.unit or t.holder or t.kind:
        return False
    beside = {o.site.country for o in every if o.site and o.toponym.text.lower() != t.text.lower()}
    return bool(beside or countries) and site.country not in countries and site.country not in beside


def _group(t: Toponym) -> tuple[str, str, tuple[Site, ...]]:
    return (t.text.lower(), t.kind, t.holder)


def _widened(countries: Mapping[str, float], found: Iterable[Site]) -> dict[str, float]:
    """The states that the places found lie in count as half named."""
    lying = Counter(s.country for s in found if s.country and s.kind != "country")
    total = sum(lying.values()) or 1
    return {code: countries.get(code, 0.0) + 0.5 * lying[code] / total for code in {*countries, *lying}}


def _best(t: Toponym, around: Surroundings, others: Sequence[Site]) -> tuple[Site, str] | None:
    options = _options(t)
    if t.holder:
        inside = [o for o in options if any(lies_in(o, h) for h in t.holder)]
        if inside:
            site = max(inside, key=_size)
            return site, f"{t.text} in {t.holder[0].name}, as the text says"
    if not options:
        return None
    scored = [(_score(o, t, around, others), -n, o) for n, o in enumerate(options)]
    _, _, site = max(scored)
    return site, _reason(site, t, around, others, len(options))


def _options(t: Toponym) -> tuple[Site, ...]:
    """What the gazetteer has, and the state that a table of the pack means."""
    unit = t.unit
    if unit is None or unit.kind not in ("country", "demonym"):
        return tuple(o for o in t.options[:MOST] if t.kind or not _is_area_of_city(o, t.options))
    if unit.kind == "demonym":
        return state(unit.code)
    own = tuple(o for o in t.options if o.kind == "country")[:1] or state(unit.code)  # a dependency lies elsewhere than its state
    rivals = tuple(o for o in t.options if o.kind == "admin1" and key_of(t.text) == key_of(o.name) and o.country != unit.code)
    return (*own, *rivals) or t.options


def _is_area_of_city(site: Site, options: Sequence[Site]) -> bool:
    """A province or district around a city of its name: without a word that says so, the city is meant."""
    return site.kind in ("admin1", "admin2") and any(
        o.kind == "city" and o.admin1 == site.admin1 and o.country == site.country and o.population * SHARE >= site.population
        for o in options
    )


def _size(site: Site) -> float:
    return SIZE.get(site.kind, math.log10(site.population + 10) - (0.4 if site.kind == "admin1" else 1.0 if site.kind == "admin2" else 0.0))


def _score(site: Site, t: Toponym, around: Surroundings, others: Sequence[Site]) -> float:
    score = _size(site)
    score += 0.8 if key_of(site.name) == key_of(t.text) else 0.0
    score += 1.5 if site.kind == "city" and around.capitals.get(site.country) == site.name else 0.0
    score += 1.5 if t.unit and t.unit.code == site.country else 0.0
    share = around.countries.get(site.country, 0.0)
    score += (0.8 + 2.0 * min(share, 1.0)) if share and site.kind != "country" else 0.0
    score += 2.2 if (site.country, site.admin1) in around.provinces and site.kind != "admin1" else 0.0
    return score + _nearness(site, others)


def _nearness(site: Site, others: Sequence[Site]) -> float:
    if site.kind == "country" or not others:
        return 0.0
    nearest = min(distance(site, o) for o in others)
    return next((bonus for limit, bonus in NEAR if nearest <= limit), 0.0)


def distance(a: Site, b: Site) -> float:
    """Great-circle distance in km."""
    north, east = math.radians(b.lat - a.lat), math.radians(b.lon - a.lon)
    h = math.sin(north / 2) ** 2 + math.cos(math.radians(a.lat)) * math.cos(math.radians(b.lat)) * math.sin(east / 2) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(h)))


def _reason(site: Site, t: Toponym, around: Surroundings, others: Sequence[Site], count: int) -> str:
    """The strongest ground, for a reader."""
    if count == 1:
        return "the only place of that name"
    if (site.country, site.admin1) in around.provinces and site.kind != "admin1":
        return f"one of {count}: the article names {site.admin1}"
    if site.kind != "country" and others and min(distance(site, o) for o in others) <= 300:
        return f"one of {count}: near another place of the article"
    if around.countries.get(site.country):
        return f"one of {count}: the article is about {site.country}"
    return f"one of {count}: the largest"


def _in_town(chosen: Chosen, every: Sequence[Chosen]) -> Chosen:
    """A street or building that no table has lies in the town that its sentence names nearest to it."""
    t = chosen.toponym
    if chosen.site is not None or not t.kind:
        return chosen
    towns = [
        (abs(c.toponym.first - t.first), n)
        for n, c in enumerate(every)
        if c.site and c.site.kind in ("city", "admin2") and c.toponym.sentence == t.sentence
    ]
    if not towns:
        return chosen
    town = every[min(towns)[1]].site
    assert town is not None
    return Chosen(t, town._replace(name=t.text), f"in no table; the position is that of {town.name}, named beside it")
