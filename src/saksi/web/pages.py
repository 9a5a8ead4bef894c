"""Templates, and what they all need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from saksi import __version__
from saksi.errors import LedgerError
from saksi.ledger import Ledger, StoredClaim
from saksi.ledger.review import REASONS
from saksi.records import STATUSES
from saksi.web import sentences
from saksi.web.forms import empty_fields, fields, token, types
from saksi.web.marks import marks_of_claim, nested
from saksi.web.markup import html
from saksi.world import load_world

MENU = (
    ("/claims", "Claims"),
    ("/incidents", "Incidents"),
    ("/timeline", "Timeline"),
    ("/dyads", "Who to whom"),
    ("/map", "Map"),
    ("/review", "Review"),
    ("/read", "Read a text"),
    ("/help", "Help"),
)


QUESTIONS = (
    ("/claims", "Claims"),
    ("/voices", "Who says so"),
    ("/timeline", "Timeline"),
    ("/dyads", "Who to whom"),
    ("/map", "Map"),
)


class Pages:
    """Renders templates; undefined names are errors, everything is escaped."""

    def __init__(self) -> None:
        self.environment = Environment(
            loader=PackageLoader("saksi.web"),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.globals.update(menu=MENU, version=__version__, evidence=evidence, fields=fields, reasons=REASONS)
        self.environment.globals.update(
            empty_fields=empty_fields, wording=wording, sentence=sentences.sentence, headline=sentences.headline
        )
        self.environment.globals.update(
            country=country_name, questions=QUESTIONS, types=types, statuses_all=STATUSES, address=with_query, within={}
        )
        self.environment.filters.update(path=lambda text: quote(text, safe=""), web=web_address)

    def html(self, name: str, **values: Any) -> str:
        return self.environment.get_template(name).render(**values)


def page(request: Request, name: str, values: Mapping[str, Any] | None = None, code: int = 200) -> HTMLResponse:
    """A page of the site."""
    pages: Pages = request.app.state.pages
    reviewer = request.scope.get("reviewer", "")
    who = {"path": request.url.path, "reviewer": reviewer, "token": token(request.app.state.secret, reviewer) if reviewer else ""}
    written = pages.html(name, **who, **(values or {}))
    return HTMLResponse(written.encode("utf-8", "replace"), code)  # halves of surrogate pairs become question marks


def problem(request: Request, status: int, message: str) -> HTMLResponse:
    """One line that says what is wrong."""
    return page(request, "problem.html", {"status": status, "message": message}, status)


def evidence(claim: StoredClaim) -> Markup:
    """The sentence that proves a claim, with what it says of the act marked."""
    return html(nested(claim.evidence, marks_of_claim(claim)))


def ledger_of(request: Request) -> Ledger:
    """The ledger. Raises LedgerError on a site that has none."""
    ledger: Ledger | None = request.app.state.ledger
    if ledger is None:
        raise LedgerError("this site reads texts only; open a ledger with saksi serve --ledger news.db")
    return ledger


def counted(request: Request, name: str) -> Any:
    """What is counted of the whole ledger under a name (``views.whole``). Raises LedgerError on a site without one."""
    ledger_of(request)
    return request.app.state.remembered.get(name)


def web_address(text: str) -> str:
    """The address if it is one that may be followed: http or https; else ""."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return ""
    return text.strip() if parts.scheme in ("http", "https") and parts.hostname else ""


def country_name(code: str) -> str:
    """The English name of a code; the code itself for those that are no country."""
    state = load_world().countries.get(code)
    return state.name if state else code


def wording(kind: str) -> str:
    """What a type of acts is; "" for one that PLOVER does not know."""
    return next((term.wording for (of, code), term in load_world().terms.items() if of == "type" and code == kind), "")


def with_query(path: str, values: Mapping[str, str]) -> str:
    """The path with the values that are not empty."""
    kept = {name: value for name, value in values.items() if value}
    return f"{path}?{urlencode(kept)}" if kept else path
