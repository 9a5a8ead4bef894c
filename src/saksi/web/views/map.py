"""Where: countries and places of claims, and how many claims have no place."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from saksi.ledger import Query
from saksi.web.asked import FIELDS, asked, fields_of
from saksi.web.charts.world_map import HEIGHT, WIDTH, countries, points
from saksi.web.limits import limited
from saksi.web.pages import counted, ledger_of, page
from saksi.web.views.whole import on_map
from saksi.world import load_world


def show(request: Request) -> Response:
    query = asked(request.query_params)
    if query == Query():
        counts, total, spots = counted(request, "map")
    else:
        with limited(ledger_of(request), request.app.state.settings.slowest_query) as ledger:
            counts, total, spots = on_map(ledger, query)
    names = {country.name for country in load_world().countries.values()}
    values = {
        "shapes": countries(counts),
        "points": points([(s.place, s.lat, s.lon, s.n) for s in spots if s.place not in names]),
        "total": total,
        "placed": sum(counts.values()),
        "width": WIDTH,
        "height": HEIGHT,
        "values": fields_of(request.query_params),
        "names": FIELDS,
        "where": "/map",
    }
    return page(request, "map.html", values)
