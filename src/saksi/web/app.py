"""The application: routes, headers, errors."""

from __future__ import annotations

import secrets
from contextlib import suppress
from importlib.resources import files

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from saksi.errors import InputError, LedgerError, SaksiError
from saksi.ledger import Ledger
from saksi.web import api
from saksi.web.guards import HEADERS, Guard
from saksi.web.pages import Pages, problem
from saksi.web.remembered import Remembered
from saksi.web.settings import Settings
from saksi.web.views import article, claims, dyads, exports, home, incidents, map, paste, review, timeline, whole


def create_app(settings: Settings) -> Starlette:
    """The site over one ledger. Raises LedgerError when it cannot be opened."""
    desk = _desk(settings)
    ledger = Ledger(settings.ledger, readonly=True) if settings.ledger else None
    routes = [
        Route("/", home.show),
        Route("/help", home.help_page),
        Route("/article/{id:path}", article.show),
        Route("/claim/{id}", article.claim),
        Route("/claims", claims.show),
        Route("/voices", claims.voices),
        Route("/timeline", timeline.show),
        Route("/dyads", dyads.show),
        Route("/dyad/{pair}", dyads.pair),
        Route("/map", map.show),
        Route("/incidents", incidents.show),
        Route("/incident/{id}", incidents.one),
        Route("/feed.atom", exports.feed),
        Route("/export/{form}", exports.show),
        Route("/review", review.show, methods=["GET"]),
        Route("/review", review.judge, methods=["POST"]),
        Route("/review/{queue}", review.queue),
        *api.routes(),
        Route("/read", paste.show, methods=["GET", "POST"]),
        Mount("/static", StaticFiles(directory=str(files("saksi.web") / "static")), name="static"),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={SaksiError: _told, 404: _missing},
    )
    app.state.settings, app.state.ledger, app.state.pages = settings, ledger, Pages()
    app.state.desk, app.state.secret = desk, secrets.token_bytes(32)
    app.state.remembered = Remembered(whole.makers(ledger) if ledger else {}, settings.slowest_query)
    app.state.remembered.begin()
    return app


def _desk(settings: Settings) -> Ledger | None:
    """The ledger opened for writing, where verdicts go; None where nobody may sign one or it cannot be written."""
    if not settings.ledger or not (settings.password or settings.reviewer):
        return None
    with suppress(LedgerError):
        return Ledger(settings.ledger)
    return None


async def _told(request: Request, error: Exception) -> Response:
    """What went wrong, in the one line that the error is."""
    status = 400 if isinstance(error, InputError) else 503 if isinstance(error, LedgerError) else 500
    return problem(request, status, str(error))


async def _missing(request: Request, error: Exception) -> Response:
    return problem(request, 404, "there is no such page")


__all__ = ["HEADERS", "create_app"]
