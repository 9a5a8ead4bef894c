"""Review: queues of claims, verdicts signed with the name somebody signed in with, and what they show."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from saksi.errors import InputError
from saksi.ledger import Ledger, Verdict
from saksi.ledger.review import QUEUES
from saksi.web.asked import number
from saksi.web.forms import is_token, missing_of, verdict_of
from saksi.web.limits import limited
from saksi.web.pages import counted, ledger_of, page, problem, with_query
from saksi.web.views.article import passage_of

MOST_BYTES = 64_000
NEWEST = 20  # verdicts shown
ABOUT = {
    "random": "drawn evenly from all claims: only these count for precision",
    "unsure": "those with the least confidence first",
    "watch": "the newest that name somebody you watch",
    "disagreement": "where reviewers differ",
}


def show(request: Request) -> Response:
    """``/review``: the queues, precision and agreement so far, verdicts whose claim is gone."""
    with limited(ledger_of(request), request.app.state.settings.slowest_query) as ledger:
        newest = ledger.last_verdicts(NEWEST)
    return page(request, "review.html", {**counted(request, "review"), "newest": newest, "queues": ABOUT})


def queue(request: Request) -> Response:
    """``/review/random``: the next claim of a queue that the reviewer has not judged; ``?skip=3`` passes some over."""
    name, reviewer = request.path_params["queue"], request.scope["reviewer"]
    if name not in QUEUES:
        raise HTTPException(404)
    if not reviewer:
        return problem(request, 403, "reviews are signed: start the site with a password and sign in, or with --reviewer NAME")
    watch = tuple(filter(None, map(str.strip, request.query_params.get("watch", "").split(","))))[:20]
    skip = int(text) if (text := request.query_params.get("skip", "0")).isdigit() and len(text) < 4 else 0
    with limited(ledger_of(request), request.app.state.settings.slowest_query) as ledger:
        found = () if name == "watch" and not watch else ledger.queue(name, reviewer, limit=skip + 1, watch=watch)
        claim = found[skip] if len(found) > skip else None
        passage = passage_of(ledger, claim) if claim else None
        given = ledger.verdicts(claim.id) if claim and name == "disagreement" else ()
    own = {"watch": ", ".join(watch), "skip": str(skip)}
    values = {"queue": name, "about": ABOUT[name], "claim": claim, "passage": passage, "given": given, **own}
    back = with_query(f"/review/{name}", {"watch": own["watch"], "skip": str(skip) if skip else ""})
    return page(request, "queue.html", {**values, "back": back, "next": with_query(f"/review/{name}", {**own, "skip": str(skip + 1)})})


async def judge(request: Request) -> Response:
    """``POST /review``: one verdict, then back to where it was given."""
    reviewer, length = request.scope["reviewer"], request.headers.get("content-length", "")
    if not reviewer:
        return problem(request, 403, "reviews are signed: start the site with a password and sign in, or with --reviewer NAME")
    if not length.isdigit() or int(length) > MOST_BYTES:
        return problem(request, 413, "that is more than a verdict")
    form = await request.form(max_fields=60, max_files=0)
    sent = {name: str(value) for name, value in form.multi_items()}
    if not is_token(request.app.state.secret, reviewer, sent.get("token", "")):
        return problem(request, 403, "this form is from another time or another place: load its page again")
    if request.app.state.desk is None:
        return problem(request, 503, "the ledger cannot be written here: no verdict was kept")
    await run_in_threadpool(_give, request.app.state.desk, form, sent, reviewer)
    return RedirectResponse(_inside(sent.get("back", "")), 303)


def _give(desk: Ledger, form: FormData, sent: dict[str, str], reviewer: str) -> None:
    if sent.get("verdict") == "missing":
        desk.judge(_missing(desk, sent, reviewer))
        return
    claim = desk.claim(sent.get("claim", ""))
    if claim is None:
        raise InputError("there is no such claim any more")
    reasons = tuple(str(reason) for reason in form.getlist("reason"))
    desk.judge(verdict_of(sent, reasons, claim, reviewer))


def _missing(desk: Ledger, sent: dict[str, str], reviewer: str) -> Verdict:
    """What a form says of an event that was missed in an article. Raises InputError."""
    id, version = sent.get("article", ""), number(sent, "version", 0, 10**6) or None
    stored, reading = desk.article(id, version), desk.reading(id, version)
    if stored is None or reading is None:
        raise InputError("there is no such article any more")
    return missing_of(sent, reading, stored, reviewer)


def _inside(address: str) -> str:
    """The address if it is one of this site, else the review page."""
    parts = urlsplit(address)
    inside = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and "\n" not in address and "\r" not in address else "/review"
