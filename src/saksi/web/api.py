"""The JSON API behind the pages, ``/api/v1``: the same questions, the ledger's records. Described by ``/api/v1/openapi.json``."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

import saksi
from saksi.errors import InputError, LedgerError, SaksiError
from saksi.export.jsonl import to_dict
from saksi.web.asked import asked, number
from saksi.web.limits import limited
from saksi.web.openapi import specification
from saksi.web.pages import ledger_of
from saksi.web.views.incidents import filters_of

MOST = 200


class Json(JSONResponse):
    """JSON in ASCII, so that halves of surrogate pairs in a text are no error."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, separators=(",", ":"), allow_nan=False).encode()


Values = dict[str, Any]


def routes() -> list[Route]:
    """The endpoints, in the order of the specification."""
    gets = {
        "claims": claims,
        "facets": facets,
        "months": months,
        "dyads": dyads,
        "voices": voices,
        "incidents": incidents,
        "summary": summary,
    }
    found = [Route(f"/api/v1/{name}", _guarded(answer), methods=["GET"]) for name, answer in gets.items()]
    found += [
        Route(f"/api/v1/{name}/{{id:path}}", _guarded(answer), methods=["GET"])
        for name, answer in (("claims", claim), ("incidents", incident), ("articles", article))
    ]
    return [*found, Route("/api/v1/read", read, methods=["POST"]), Route("/api/v1/openapi.json", describe, methods=["GET"])]


def _guarded(answer: Callable[[Request], Values | None]) -> Callable[[Request], Json]:
    """What goes wrong is ``{"error": one line}`` with a status that says whose fault it is."""

    def respond(request: Request) -> Json:
        try:
            found = answer(request)
        except SaksiError as error:
            return _failed(error)
        return Json({"error": "there is none with this id"}, 404) if found is None else Json(found)

    return respond


def _failed(error: SaksiError) -> Json:
    return Json({"error": str(error)}, 400 if isinstance(error, InputError) else 404 if isinstance(error, LedgerError) else 422)


def claims(request: Request) -> Values:
    query, size = asked(request.query_params), number(request.query_params, "limit", 50, MOST)
    before = number(request.query_params, "before", 0, 2**62)
    with _limited(request) as ledger:
        found = ledger.claims(query, limit=max(size, 1), before=before or None)
    return {"claims": [plain(claim) for claim in found], "next": found.next}


def claim(request: Request) -> Values | None:
    with _limited(request) as ledger:
        found = ledger.claim(request.path_params["id"])
        incident = ledger.incident_of(found) if found else None
    return {**plain(found), "incident": incident.id if incident else None} if found else None


def article(request: Request) -> Values | None:
    version = number(request.query_params, "version", 0, 10**6)
    with _limited(request) as ledger:
        found = ledger.reading(request.path_params["id"], version or None)
    return to_dict(found) if found else None


def facets(request: Request) -> Values:
    with _limited(request) as ledger:
        found = ledger.facets(asked(request.query_params), most=number(request.query_params, "limit", 20, MOST))
    return {name: [{"value": item.value, "n": item.n} for item in counted] for name, counted in found.items()}


def months(request: Request) -> Values:
    with _limited(request) as ledger:
        return {"months": [month._asdict() for month in ledger.months(asked(request.query_params))]}


def voices(request: Request) -> Values:
    with _limited(request) as ledger:
        found = ledger.voices(asked(request.query_params), most=number(request.query_params, "limit", 20, MOST))
    return {"voices": [voice._asdict() for voice in found]}


def dyads(request: Request) -> Values:
    with _limited(request) as ledger:
        found = ledger.dyads(asked(request.query_params), most=number(request.query_params, "limit", 50, MOST))
    return {"dyads": [pair._asdict() for pair in found]}


def incidents(request: Request) -> Values:
    values = {name: value for name, value in request.query_params.items() if value}
    with _limited(request) as ledger:
        size, offset = number(values, "limit", 50, MOST), number(values, "from", 0, 10**9)
        found = ledger.incidents(limit=size, offset=offset, **filters_of(values))
    return {"incidents": [plain(item) for item in found]}


def incident(request: Request) -> Values | None:
    with _limited(request) as ledger:
        found = ledger.incident(request.path_params["id"])
        testimony = ledger.testimony(found.id) if found else ()
    told = [{"witness": t.witness, "voice": t.voice, "claim": plain(t.claim)} for t in testimony]
    return {**plain(found), "testimony": told} if found else None


def summary(request: Request) -> Values:
    with _limited(request) as ledger:
        return dict(ledger.summary())


async def read(request: Request) -> Json:
    """Reads ``{"text": ..., "date": "", "lang": ""}``; nothing is stored."""
    longest = request.app.state.settings.longest_paste
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > 12 * longest:
        return Json({"error": f"send at most {longest:,} characters, with a content-length"}, 413)
    try:
        sent = await request.json()
    except ValueError:  # bad JSON, or bytes that are no UTF-8
        return Json({"error": "the body should be a JSON object with the field text"}, 400)
    if (
        not isinstance(sent, dict)
        or not all(isinstance(sent.get(name, ""), str) for name in ("text", "date", "lang"))
        or not sent.get("text")
    ):
        return Json({"error": "text, date and lang are strings, and text is not empty"}, 400)
    if len(sent["text"]) > longest:
        return Json({"error": f"the text has {len(sent['text']):,} characters; at most {longest:,} are read"}, 413)
    try:
        reading = await run_in_threadpool(saksi.read_text, sent["text"], date=sent.get("date", ""), lang=sent.get("lang", ""))
    except SaksiError as error:
        return Json({"error": str(error)}, 422)
    return Json(to_dict(reading))


def describe(request: Request) -> Json:
    return Json(specification())


def plain(record: Any) -> Values:
    """A record of the ledger as an object."""
    return dataclasses.asdict(record)


def _limited(request: Request) -> Any:
    return limited(ledger_of(request), request.app.state.settings.slowest_query)
