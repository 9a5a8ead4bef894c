"""What pages show of the whole ledger: counted once for all readers (``saksi.web.remembered``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from saksi.ledger import Dyad, Ledger, Query, Spot, agreement
from saksi.web.charts.bars import by_status

MOST_PAIRS = 2000  # that are weighed to find the countries of the matrix
MOST_PLACES = 300
MOST_PLANS = 20
MOST_HEARD = 5_000  # newest claims of which it is counted who says so
MOST_VALUES = 12  # of a facet
ON_HOME = ("type", "status", "lang", "source")


def makers(ledger: Ledger) -> Mapping[str, Callable[[], Any]]:
    """Name -> what counts it; the quick ones first."""
    return {
        "home": partial(_home, ledger),
        "map": lambda: on_map(ledger, Query()),
        "dyads": lambda: pairs(ledger, Query()),
        "facets": lambda: ledger.facets(most=MOST_VALUES),
        "voices": lambda: ledger.voices(newest=MOST_HEARD),
        "unkept": lambda: ledger.unkept_plans(limit=MOST_PLANS),
        "months": lambda: by_status(ledger.months()),
        "review": partial(_review, ledger),
    }


def _home(ledger: Ledger) -> dict[str, object]:
    return {
        "summary": ledger.summary(),
        "facets": ledger.facets(fields=ON_HOME, most=MOST_VALUES),
        "dyads": ledger.dyads(most=MOST_VALUES),
    }


def _review(ledger: Ledger) -> dict[str, object]:
    """What the verdicts show."""
    given = ledger.verdicts()
    alphas = {name: alpha for name, alpha in agreement.alphas(given).items() if alpha[0] is not None}
    return {"precision": tuple(agreement.precisions(given)), "alphas": alphas, "stale": ledger.stale_verdicts()}


def pairs(ledger: Ledger, query: Query) -> tuple[Dyad, ...]:
    return ledger.dyads(query, most=MOST_PAIRS)


def on_map(ledger: Ledger, query: Query) -> tuple[dict[str, int], int, tuple[Spot, ...]]:
    """Claims by country, all claims, places."""
    counted = ledger.facets(query, fields=("place",), most=MOST_PLACES)["place"]
    return {item.value: item.n for item in counted}, ledger.count(query), ledger.spots(query, most=MOST_PLACES)
