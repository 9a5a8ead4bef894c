"""The first page: what the ledger holds, and where to go."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from saksi.web.limits import limited
from saksi.web.pages import page

NEWEST = 12


def show(request: Request) -> Response:
    ledger, settings = request.app.state.ledger, request.app.state.settings
    if ledger is None:
        return page(request, "home.html", {"summary": None})
    with limited(ledger, settings.slowest_query):
        values = {
            "summary": ledger.summary(),
            "newest": ledger.claims(limit=NEWEST),
            "facets": ledger.facets(fields=("type", "status", "lang", "source"), most=12),
            "dyads": ledger.dyads(most=12),
        }
    return page(request, "home.html", values)


def help_page(request: Request) -> Response:
    return page(request, "help.html")
