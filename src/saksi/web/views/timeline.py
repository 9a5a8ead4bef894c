"""Claims by month and status: what happened, what is planned."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from saksi.ledger import Query
from saksi.web.asked import FIELDS, asked, fields_of
from saksi.web.charts.bars import by_status
from saksi.web.limits import limited
from saksi.web.pages import ledger_of, page

MOST_PLANS = 20


def show(request: Request) -> Response:
    query = asked(request.query_params)
    whole, remembered = ledger_of(request), request.app.state.remembered
    if query == Query():
        months = remembered.get("months", whole.months)
    else:
        with limited(whole, request.app.state.settings.slowest_query) as ledger:
            months = ledger.months(query)
    chart, unkept = by_status(months), remembered.get("unkept", lambda: whole.unkept_plans(limit=MOST_PLANS))
    shown = {"chart": chart, "unkept": unkept, "values": fields_of(request.query_params), "names": FIELDS, "where": "/timeline"}
    return page(request, "timeline.html", shown)
