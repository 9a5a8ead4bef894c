"""Who does to whom: the matrix of countries, and one pair through time."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from saksi.ledger import Query
from saksi.web.asked import FIELDS, asked, fields_of
from saksi.web.charts.bars import by_side, by_status
from saksi.web.charts.matrix import matrix
from saksi.web.limits import limited
from saksi.web.pages import counted, ledger_of, page
from saksi.web.views.whole import pairs


def show(request: Request) -> Response:
    query = asked(request.query_params)
    if query == Query():
        found = counted(request, "dyads")
    else:
        with limited(ledger_of(request), request.app.state.settings.slowest_query) as ledger:
            found = pairs(ledger, query)
    shown = {"matrix": matrix(found), "pairs": found[:40], "values": fields_of(request.query_params), "names": FIELDS, "where": "/dyads"}
    return page(request, "dyads.html", shown)


def pair(request: Request) -> Response:
    """``/dyad/RUS-UKR``."""
    actor, dash, recipient = request.path_params["pair"].upper().partition("-")
    if not dash or not (actor.isalpha() and recipient.isalpha()):
        raise HTTPException(404)
    query = Query(dyad=(actor, recipient))
    settings = request.app.state.settings
    with limited(ledger_of(request), settings.slowest_query) as ledger:
        months = ledger.months(query)
        claims = ledger.claims(query, limit=settings.page_size)
    charts = (("Cooperation and conflict", by_side(months)), ("By status", by_status(months)))
    values = {"actor": actor, "recipient": recipient, "charts": charts, "claims": claims, "total": sum(m.n for m in months)}
    return page(request, "pair.html", values)
