"""Readings of invented articles, as many as one likes and the same every time: to measure how a ledger holds up, not what it says."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from saksi.records import STATUSES, Actor, Article, Claim, Event, Factuality, Reading, Span, Statement, TimeExpression, Trace

PER_ARTICLE = 10
FIRST, DAYS = date(2020, 1, 1), 1826
TYPES = tuple(
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()  # noqa: SIM905
)
COUNTRIES = tuple(
    "USA RUS UKR CHN IDN ISR IRN GBR FRA DEU IND PAK JPN KOR PRK AUS SYR TUR EGY SAU ZAF NGA KEN ETH BRA MEX ARG VEN CAN"  # noqa: SIM905
    " ITA ESP POL NLD NOR SWE FIN GRC YEM IRQ AFG MMR THA VNM MYS PHL SGP BGD LKA NPL KAZ UZB GEO ARM AZE MDA SRB SDN".split()
)
_STATUS_WEIGHTS = (60, 8, 12, 8, 6, 3, 3)
_SYLLABLES = [c + v for c in "bdfghjklmnprstvwz" for v in "aeiou"]
_ZIPF = [1 / (rank + 1) for rank in range(len(COUNTRIES))]
_TRACE = Trace("invented")
_CERTAIN = Factuality("+", "certain", "past")


def readings(claims: int, seed: int = 7) -> Iterator[Reading]:
    """Readings with so many claims together (to the next ten), in the order of publication."""
    return some_readings(range(articles_for(claims)), articles_for(claims), seed)


def articles_for(claims: int) -> int:
    """How many articles hold so many claims."""
    return max(1, (claims + PER_ARTICLE - 1) // PER_ARTICLE)


def day_of(number: int, articles: int) -> date:
    """When an article of so many is published; they are spread evenly."""
    return FIRST + timedelta(number * DAYS // articles)


def some_readings(numbers: Iterable[int], articles: int, seed: int = 7) -> Iterator[Reading]:
    """Some of so many readings. Each is the same whichever others are made."""
    words, weights, persons = _world(seed)
    for number in numbers:
        draw = random.Random(seed << 40 | number)
        text = draw.choices(words, cum_weights=weights, k=PER_ARTICLE * 14)
        yield _reading(draw, number, day_of(number, articles), text, persons)


@cache
def _world(seed: int) -> tuple[list[str], list[float], list[Actor]]:
    """Words, how often each is used (cumulative), and persons."""
    draw = random.Random(seed)
    words = [_word(draw) for _ in range(20_000)]
    return words, list(accumulate(1 / (rank + 3) for rank in range(len(words)))), [_person(draw) for _ in range(3000)]


def _reading(draw: random.Random, number: int, day: date, words: list[str], persons: list[Actor]) -> Reading:
    sentences = [" ".join(words[14 * i : 14 * i + 14]).capitalize() + "." for i in range(PER_ARTICLE)]
    raw = " ".join(sentences)
    source = f"Paper {draw.randrange(40)}"
    article = Article(f"invented-{number}", raw, day.isoformat(), "metadata", draw.choice(("en", "id")), sentences[0], source=source)
    statements: list[Statement] = []
    events, claims, start = [], [], 0
    for index, sentence in enumerate(sentences):
        span = Span(start, start + len(sentence))
        start = span.end + 1
        speaker = draw.choice(persons) if draw.random() < 0.5 else None
        if speaker:
            statements.append(Statement(len(statements), "indirect", "assert", (), (), (span,), speaker, None, _TRACE))
        told = len(statements) - 1 if speaker else None
        event = _event(draw, index, span, day, persons, told)
        events.append(event)
        chain = (speaker.name,) if speaker else ()
        claims.append(Claim(f"{number:08x}{index:04x}", index, chain, told, event.status, bool(chain), span, _TRACE))
    return Reading(article, article.lang, statements=tuple(statements), events=tuple(events), claims=tuple(claims))


def _event(draw: random.Random, index: int, span: Span, day: date, persons: list[Actor], told: int | None) -> Event:
    kind, status = draw.choice(TYPES), draw.choices(STATUSES, _STATUS_WEIGHTS)[0]
    one, other = draw.choices(COUNTRIES, _ZIPF, k=2)
    trigger = Span(span.start + 5, span.start + 10)
    when = day - timedelta(draw.randrange(4))
    named = TimeExpression(trigger, "DATE", when.isoformat(), "day") if draw.random() < 0.4 else None
    actor = draw.choice(persons) if draw.random() < 0.4 else _country(one, trigger)
    actors, recipients = (actor,), (_country(other, trigger),) if draw.random() < 0.7 else ()
    return Event(index, kind, kind, "", (), trigger, (trigger,), actors, recipients, named, None, _CERTAIN, status, told, _TRACE)


def _country(code: str, span: Span) -> Actor:
    return Actor(span, code.title(), code.title(), code, "", "country")


def _person(draw: random.Random) -> Actor:
    name = f"{_word(draw).title()} {_word(draw).title()}"
    return Actor(Span(0, 4), name, name, draw.choices(COUNTRIES, _ZIPF)[0], draw.choice(("GOV", "MIL", "REB", "OPP")), "person")


def _word(draw: random.Random) -> str:
    return "".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4)))
