"""The evidence reader: an article with everything that was read in it, and a claim with all that it rests on."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from saksi.ledger import Ledger, Query, StoredClaim
from saksi.records import Reading, Span
from saksi.web.asked import FIELDS, asked, fields_of, number
from saksi.web.card import Card, cards_of
from saksi.web.limits import limited
from saksi.web.marks import Mark, marks_of, nested
from saksi.web.markup import html
from saksi.web.pages import ledger_of, page
from saksi.web.views.incidents import VOICES

CONTEXT = 400  # characters around the evidence on a claim's own page
MOST_OTHERS = 15  # of a voice


class Near(NamedTuple):
    """A document beside the one that is shown, and which of its claims to go to; "" for none."""

    id: str
    title: str
    claim: str = ""


def show(request: Request) -> Response:
    """``/article/ID``, ``?version=2`` for an older one; with the fields of a search, next and previous are those of that search."""
    id, values = request.path_params["id"], fields_of(request.query_params)
    version = number(request.query_params, "version", 0, 10**6) or None
    with limited(ledger_of(request), request.app.state.settings.slowest_query) as ledger:
        reading, stored = ledger.reading(id, version), ledger.article(id, version)
        if reading is None or stored is None:
            raise HTTPException(404)
        near = _near(ledger, id, asked(request.query_params) if values else None)
        around = {"stored": stored, "versions": ledger.versions(id), "near": near, "given": ledger.verdicts_on(id)}
    return page(request, "article.html", {**around, "within": values, "names": FIELDS, **parts(reading)})


def _near(ledger: Ledger, id: str, query: Query | None) -> tuple[Near | None, Near | None]:
    """The documents before and after one, of a search or of the ledger."""
    if query is None:
        return tuple(Near(a.id, a.title) if a else None for a in ledger.neighbours(id))  # type: ignore[return-value]
    return tuple(Near(c.article, c.title, c.id) if c else None for c in ledger.beside(id, query))  # type: ignore[return-value]


def parts(reading: Reading) -> dict[str, object]:
    """What the evidence reader shows of a reading."""
    marks = marks_of(reading)
    cards = cards_of(reading)
    return {"reading": reading, "article": reading.article, "body": html(nested(reading.article.raw, marks)), "cards": cards}


def claim(request: Request) -> Response:
    """``/claim/ID``: one claim, its words in the text, who else tells the act, and why it was read so."""
    with limited(ledger_of(request), request.app.state.settings.slowest_query) as ledger:
        stored = ledger.claim(request.path_params["id"])
        reading = ledger.reading(stored.article, stored.version) if stored else None
        if stored is None or reading is None:
            raise HTTPException(404)
        around = {**_witnesses(ledger, stored), "given": ledger.verdicts(stored.id)}
    card = next((c for c in cards_of(reading) if c.id == stored.id), None)
    passage, why = _passage(reading, card, stored.span), card.why if card else ()
    return page(request, "claim.html", {"claim": stored, "labels": {**VOICES, "": ""}, "passage": passage, "why": why, **around})


def _witnesses(ledger: Ledger, claim: StoredClaim) -> dict[str, object]:
    """The incident of a claim, and what others say of it, by voice; without one, who puts the act in the same way."""
    incident = ledger.incident_of(claim)
    if incident is None:
        others = [c for c in ledger.claims(event_key=claim.event_key, limit=MOST_OTHERS) if c.number != claim.number]
        return {"incident": None, "voices": {"": others}}
    told = {voice: ledger.testimony(incident.id, voice=voice, most=MOST_OTHERS) for voice in VOICES}
    return {"incident": incident, "voices": {v: [t.claim for t in found if t.claim.number != claim.number] for v, found in told.items()}}


def passage_of(ledger: Ledger, claim: StoredClaim) -> object:
    """The words of a claim in their article, with their marks."""
    reading = ledger.reading(claim.article, claim.version)
    card = next((c for c in cards_of(reading) if c.id == claim.id), None) if reading else None
    return _passage(reading, card, claim.span) if reading else claim.evidence


def _passage(reading: Reading, card: Card | None, evidence: Span) -> object:
    """The evidence with its marks, and some text on both sides."""
    records = {card.event_record, *card.statement_records} if card else set()
    marks = [m for m in marks_of(reading) if m.record in records or m.kind == "cut"] + [Mark(evidence, "evidence", "q")]
    raw = reading.article.raw
    start, end = max(0, evidence.start - CONTEXT), min(len(raw), evidence.end + CONTEXT)
    start = raw.find(" ", start, evidence.start) + 1 or evidence.start if start else 0
    end = raw.rfind(" ", evidence.end, end) if end < len(raw) and " " in raw[evidence.end : end] else end
    before, after = "… " if start else "", " …" if end < len(raw) else ""
    return Markup("{}{}{}").format(before, html(nested(raw, marks, Span(start, end))), after)
