"""A reading in the exchange form that the suites are scored in: offsets into the input text, nothing else.

Form: docs/reference/bench.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from saksi.bench.folding import folded_code, folded_type
from saksi.records import Actor, Event, Place, Reading, Span, Statement

DATED = ("DATE", "TIME")


def standoff(reading: Reading, *, folded: bool = False) -> dict[str, Any]:
    """One JSON object; a statement's ``parent`` and an event's ``attributed_to`` are indices of statements.

    ``folded``: types and codes as PLOVER's gold sentences have them, see ``saksi.bench.folding``.
    """
    events = [_folded(event) if folded else _event(event) for event in reading.events]
    return {
        "id": reading.article.id,
        "statements": [_statement(statement) for statement in reading.statements],
        "events": events,
        "dates": [{**_ends(date.span), "value": date.value} for date in reading.dates if date.kind in DATED],
        "places": [_place(place) for place in reading.places],
        "cuts": [{**_ends(cut.span), "kind": cut.kind} for cut in reading.cuts],
    }


def _place(place: Place) -> dict[str, Any]:
    return {**_ends(place.span), "name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}


def nothing(identifier: str) -> dict[str, Any]:
    """The answer for a text that could not be read."""
    return {"id": identifier, "statements": [], "events": [], "dates": [], "places": [], "cuts": []}


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "source": _spans(statement.source),
        "cue": _spans(statement.cue),
        "content": _spans(statement.content),
        "speaker": statement.speaker.name if statement.speaker else None,
        "stance": statement.stance,
        "parent": statement.parent,
    }


def _folded(event: Event) -> dict[str, Any]:
    row = _event(event)
    parties = {side: [{**party, "country": folded_code(party["country"])} for party in row[side]] for side in ("actors", "recipients")}
    return {**row, "type": folded_type(event), **parties}


def _event(event: Event) -> dict[str, Any]:
    return {
        "type": event.raw_type,
        "mode": event.mode,
        "predicate": list(event.trigger),
        "mentions": _spans(event.mentions),
        "actors": [_actor(actor) for actor in event.actors],
        "recipients": [_actor(actor) for actor in event.recipients],
        "date": _day(event),
        "place_country": event.place.country if event.place else "",
        "status": event.status,
        "attributed_to": event.statement,
    }


def _day(event: Event) -> str:
    """The calendar value; "" for none, for durations and for references such as PRESENT_REF."""
    date = event.date
    return date.value if date and date.kind in DATED and date.value[:1].isdigit() else ""


def _actor(actor: Actor) -> dict[str, Any]:
    return {"span": list(actor.span) if actor.span else None, "name": actor.name, "country": actor.country, "sector": actor.sector}


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _ends(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
