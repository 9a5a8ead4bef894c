"""The evidence reader: an article with everything that was read in it, and a claim with all that it rests on."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from saksi.ledger import Ledger, StoredClaim
from saksi.records import Reading, Span
from saksi.web.asked import number
from saksi.web.card import Card, cards_of
from saksi.web.marks import Mark, marks_of, nested
from saksi.web.markup import html
from saksi.web.pages import ledger_of, page
from saksi.web.views.incidents import VOICES

CONTEXT = 400  # characters around the evidence on a claim's own page
MOST_OTHERS = 50


def show(request: Request) -> Response:
    """``/article/ID``, ``?version=2`` for an older one."""
    ledger, id = ledger_of(request), request.path_params["id"]
    version = number(request.query_params, "version", 0, 10**6) or None
    reading, stored = ledger.reading(id, version), ledger.article(id, version)
    if reading is None or stored is None:
        raise HTTPException(404)
    shown = parts(reading)
    given = ledger.verdicts_on(id)
    around = {"stored": stored, "versions": ledger.versions(id), "near": ledger.neighbours(id), "given": given}
    return page(request, "article.html", {**around, **shown})


def parts(reading: Reading) -> dict[str, object]:
    """What the evidence reader shows of a reading."""
    marks = marks_of(reading)
    cards = cards_of(reading)
    return {"reading": reading, "article": reading.article, "body": html(nested(reading.article.raw, marks)), "cards": cards}


def claim(request: Request) -> Response:
    """``/claim/ID``: one claim, its words in the text, who else tells the act, and why it was read so."""
    ledger = ledger_of(request)
    stored = ledger.claim(request.path_params["id"])
    reading = ledger.reading(stored.article, stored.version) if stored else None
    if stored is None or reading is None:
        raise HTTPException(404)
    card = next((c for c in cards_of(reading) if c.id == stored.id), None)
    values = {
        "claim": stored,
        **_witnesses(ledger, stored),
        "labels": {**VOICES, "": ""},
        "passage": _passage(reading, card, stored.span),
        "given": ledger.verdicts(stored.id),
        "why": card.why if card else (),
    }
    return page(request, "claim.html", values)


def _witnesses(ledger: Ledger, claim: StoredClaim) -> dict[str, object]:
    """The incident of a claim, and what others say of it, by voice; without one, who puts the act in the same way."""
    incident = ledger.incident_of(claim)
    if incident is None:
        others = [c for c in ledger.claims(event_key=claim.event_key, limit=MOST_OTHERS) if c.number != claim.number]
        return {"incident": None, "voices": {"": others}}
    told = [t for t in ledger.testimony(incident.id) if t.claim.number != claim.number][:MOST_OTHERS]
    return {"incident": incident, "voices": {voice: [t.claim for t in told if t.voice == voice] for voice in VOICES}}


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
    return html(nested(raw, marks, Span(start, end)))
