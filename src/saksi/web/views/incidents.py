"""Incidents: what several witnesses say of one act, contradictions, and plans that nobody saw kept."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from saksi.ledger.told import STATUSES_OF, IncidentFilters
from saksi.web.asked import number
from saksi.web.limits import limited
from saksi.web.pages import ledger_of, page, with_query

MOST_TOLD = 12  # claims of a voice on the page of an incident
MOST_NAMES = 12
VIEWS = {"all": "All", "contradictions": "Contradictions", "unkept": "Planned: did it happen?"}
VOICES = {"affirm": "Say it happened", "planned": "Say it is planned", "possible": "Say it is possible or demanded", "deny": "Deny it"}
FIELDS = {
    "type": "type",
    "actor": "who",
    "recipient": "to whom",
    "text": "words",
    "since": "told since",
    "until": "told until",
    "witnesses": "witnesses at least",
}


def show(request: Request) -> Response:
    """``/incidents?view=contradictions&actor=RUS``."""
    values = {name: request.query_params[name].strip() for name in FIELDS if request.query_params.get(name, "").strip()}
    view = request.query_params.get("view", "all")
    offset = number(request.query_params, "from", 0, 10**9)
    settings = request.app.state.settings
    size, filters = settings.page_size, filters_of(values)
    with limited(ledger_of(request), settings.slowest_query) as ledger:
        if view == "unkept":
            found = ledger.unkept_plans(limit=size + 1, offset=offset)
        elif view == "contradictions":
            found = ledger.contradictions(limit=size + 1, offset=offset, **filters)
        else:
            found = ledger.incidents(limit=size + 1, offset=offset, **filters)
    more = with_query("/incidents", {**values, "view": view, "from": str(offset + size)}) if len(found) > size else ""
    shown = {"incidents": found[:size], "views": VIEWS, "view": view, "values": values, "names": FIELDS, "more": more}
    return page(request, "incidents.html", shown)


def filters_of(values: dict[str, str]) -> IncidentFilters:
    """The filters in the fields of an address. Raises InputError for a number that is none."""
    found: IncidentFilters = {}
    for name in ("type", "actor", "recipient", "text", "since", "until"):
        if name in values:
            found[name] = values[name]
    if "witnesses" in values:
        found["witnesses"] = number(values, "witnesses", 0, 10**6)
    return found


def one(request: Request) -> Response:
    """``/incident/ID``: who affirms, who only says possible, who denies, and how it moved."""
    with limited(ledger_of(request), request.app.state.settings.slowest_query) as ledger:
        incident = ledger.incident(request.path_params["id"])
        if incident is None:
            raise HTTPException(404)
        voices = ledger.voices(incident=incident.id, most=MOST_NAMES)
        told = {voice.voice: ledger.testimony(incident.id, voice=voice.voice, most=MOST_TOLD) for voice in voices}
        moves = ledger.moves(incident.id)
    shown = {"incident": incident, "voices": voices, "told": told, "labels": VOICES, "statuses": STATUSES_OF, "moves": moves}
    return page(request, "incident.html", {**shown, "within": {"incident": incident.id}})
