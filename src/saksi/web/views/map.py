"""Where: countries and places of claims, and how many claims have no place."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from saksi.ledger import Ledger, Query, Spot
from saksi.web.asked import FIELDS, asked, fields_of
from saksi.web.charts.world_map import HEIGHT, WIDTH, countries, points
from saksi.web.limits import limited
from saksi.web.pages import ledger_of, page
from saksi.world import load_world

MOST = 300


def show(request: Request) -> Response:
    query = asked(request.query_params)
    whole = ledger_of(request)
    if query == Query():
        counts, total, spots = request.app.state.remembered.get("map", lambda: _counts(whole, query))
    else:
        with limited(whole, request.app.state.settings.slowest_query) as ledger:
            counts, total, spots = _counts(ledger, query)
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


def _counts(ledger: Ledger, query: Query) -> tuple[dict[str, int], int, tuple[Spot, ...]]:
    """Claims by country, all claims, places."""
    counted = ledger.facets(query, fields=("place",), most=MOST)["place"]
    return {item.value: item.n for item in counted}, ledger.count(query), ledger.spots(query, most=MOST)
