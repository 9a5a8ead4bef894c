"""Where: countries and places of claims, and how many claims have no place."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from saksi.web.asked import FIELDS, asked, fields_of
from saksi.web.charts.world_map import HEIGHT, WIDTH, countries
from saksi.web.limits import limited
from saksi.web.pages import ledger_of, page

MOST = 300


def show(request: Request) -> Response:
    query = asked(request.query_params)
    with limited(ledger_of(request), request.app.state.settings.slowest_query) as ledger:
        counted = ledger.facets(query, fields=("place",), most=MOST)["place"]
        total = ledger.count(query)
    counts = {item.value: item.n for item in counted}
    values = {
        "shapes": countries(counts),
        "total": total,
        "placed": sum(counts.values()),
        "width": WIDTH,
        "height": HEIGHT,
        "values": fields_of(request.query_params),
        "names": FIELDS,
        "where": "/map",
    }
    return page(request, "map.html", values)
