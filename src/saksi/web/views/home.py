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
        newest = ledger.claims(limit=NEWEST)
    return page(request, "home.html", {"newest": newest, **request.app.state.remembered.get("home")})


def help_page(request: Request) -> Response:
    return page(request, "help.html")
