"""Claims that fit a question, with facets to narrow it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from saksi.export.files import FORMATS
from saksi.ledger import Counted, Query
from saksi.ledger.told import STATUSES_OF
from saksi.ledger.witnesses import VOICE
from saksi.web.asked import FIELDS, asked, fields_of, number
from saksi.web.limits import limited
from saksi.web.pages import counted, ledger_of, page, with_query
from saksi.web.views.incidents import VOICES
from saksi.web.views.whole import MOST_HEARD, MOST_VALUES

MOST_COUNTED = 10_000


def show(request: Request) -> Response:
    """``/claims?party=RUS&type=ASSAULT...``: any filter of the ledger."""
    settings = request.app.state.settings
    query = asked(request.query_params)
    before = number(request.query_params, "before", 0, 2**62)
    with limited(ledger_of(request), settings.slowest_query) as ledger:
        found = ledger.claims(query, limit=settings.page_size, before=before or None)
        total = ledger.count(query, most=MOST_COUNTED)
        facets = ledger.facets(query, most=MOST_VALUES, newest=MOST_HEARD) if total < MOST_COUNTED and query != Query() else {}
    if query == Query():
        facets = counted(request, "facets")
    values = fields_of(request.query_params)
    shown = {
        "claims": found,
        "total": total,
        "most": MOST_COUNTED,
        "sampled": MOST_HEARD if facets and query != Query() and total > MOST_HEARD else 0,
        "facets": facets,
        "values": values,
        "within": values,
        "voices": _voices(facets),
        "labels": VOICES,
        "names": FIELDS,
        "where": "/claims",
        "more": with_query("/claims", {**values, "before": str(found.next)}) if found.next else "",
        "narrowed": _narrowed(values),
        "feed": with_query("/feed.atom", values),
        "exports": [(form, with_query(f"/export/{form}", values)) for form in FORMATS],
    }
    return page(request, "claims.html", shown)


def _voices(facets: Mapping[str, Sequence[Counted]]) -> dict[str, int]:
    """Voice -> claims, of the statuses that were counted."""
    found: Counter[str] = Counter()
    for item in facets.get("status", ()):
        found[VOICE[item.value]] += item.n
    return {voice: found[voice] for voice in VOICES if found[voice]}


def voices(request: Request) -> Response:
    """``/voices?...``: who asserts, plans, thinks possible and denies what fits; first day, outlets, sources."""
    query = asked(request.query_params)
    if query == Query():
        found = counted(request, "voices")
    else:
        with limited(ledger_of(request), request.app.state.settings.slowest_query) as ledger:
            found = ledger.voices(query, newest=MOST_HEARD)
    values = fields_of(request.query_params)
    shown = {"voices": found, "labels": VOICES, "statuses": STATUSES_OF, "most": MOST_HEARD}
    return page(request, "voices.html", {**shown, "values": values, "names": FIELDS, "where": "/voices"})


def _narrowed(values: dict[str, str]) -> object:
    """A function for the template: the address of the same question with one field set to a value."""

    def address(field: str, value: str) -> str:
        return with_query("/claims", {**values, field: value})

    return address
