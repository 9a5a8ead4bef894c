"""Claims by month and status: what happened, what is planned."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from saksi.ledger import Query
from saksi.web.asked import FIELDS, asked, fields_of
from saksi.web.charts.bars import by_status
from saksi.web.limits import limited
from saksi.web.pages import counted, ledger_of, page


def show(request: Request) -> Response:
    query = asked(request.query_params)
    if query == Query():
        chart = counted(request, "months")
    else:
        with limited(ledger_of(request), request.app.state.settings.slowest_query) as ledger:
            chart = by_status(ledger.months(query))
    unkept = counted(request, "unkept")
    shown = {"chart": chart, "unkept": unkept, "values": fields_of(request.query_params), "names": FIELDS, "where": "/timeline"}
    return page(request, "timeline.html", shown)
