"""Who may give a verdict over the web, what is kept of it, and searches that are taken along."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("uvicorn")
import httpx
from own_site import served

from saksi.export.files import FORMATS
from saksi.ledger import Ledger
from saksi.web import Settings, create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAME, PASSWORD = "Ayu", "a long one"


@pytest.fixture
def guarded(desk: Path) -> Iterator[str]:
    with served(create_app(Settings(ledger=str(desk), password=PASSWORD))) as address:
        yield address


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return unescape(found[1])


def test_a_verdict_is_signed_and_shown(guarded: str, desk: Path) -> None:
    with httpx.Client(base_url=guarded, auth=(NAME, PASSWORD)) as client:
        page = client.get("/review/random").text
        claim = _hidden(page, "claim")
        sent = {"token": _hidden(page, "token"), "claim": claim, "queue": "random", "back": "/review/random", "verdict": "amend"}
        answer = client.post("/review", data={**sent, "status": "denied", "recipients": "Mali [MLI GOV]; Togo", "reason": "wrong-status"})
        assert answer.status_code == 303 and answer.headers["location"] == "/review/random"
        assert _hidden(client.get("/review/random").text, "claim") != claim
        assert "wrong-status" in client.get(f"/claim/{claim}").text
        assert NAME in client.get("/review").text
    with Ledger(desk, readonly=True) as ledger:
        (verdict,) = ledger.verdicts(claim)
    assert (verdict.reviewer, verdict.verdict, verdict.queue) == (NAME, "amend", "random")
    assert verdict.amended["status"] == "denied"
    assert verdict.amended["recipients"] == [
        {"name": "Mali", "country": "MLI", "sector": "GOV"},
        {"name": "Togo", "country": "", "sector": ""},
    ]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"token": ""}, 403),
        ({"token": "0" * 64}, 403),
        ({"claim": "nobody"}, 400),
        ({"verdict": "perhaps"}, 400),
        ({"verdict": "amend"}, 400),
        ({"reason": "bad mood"}, 400),
        ({"note": "x" * 70_000}, 413),
        ({"back": "//evil.example/"}, 303),
        ({"back": "https://evil.example/"}, 303),
    ],
)
def test_what_no_form_of_ours_sends_is_refused(guarded: str, change: dict[str, str], status: int) -> None:
    with httpx.Client(base_url=guarded, auth=(NAME, PASSWORD)) as client:
        page = client.get("/review/unsure").text
        sent = {"token": _hidden(page, "token"), "claim": _hidden(page, "claim"), "verdict": "accept", "back": "/review"}
        answer = client.post("/review", data={**sent, **change})
    assert answer.status_code == status
    assert answer.headers.get("location", "/review") == "/review"


def test_the_token_of_one_reviewer_is_not_another_s(guarded: str) -> None:
    page = httpx.get(f"{guarded}/review/random", auth=(NAME, PASSWORD)).text
    sent = {"token": _hidden(page, "token"), "claim": _hidden(page, "claim"), "verdict": "accept"}
    assert httpx.post(f"{guarded}/review", data=sent, auth=("Budi", PASSWORD)).status_code == 403


def test_a_password_guards_everything(guarded: str) -> None:
    for path in ("/", "/static/saksi.css", "/api/v1/claims", "/read", "/export/csv"):
        assert httpx.get(guarded + path).status_code == 401
        assert httpx.get(guarded + path, auth=(NAME, "wrong")).status_code == 401


def test_nobody_signs_on_a_site_without_password_or_reviewer(site: str) -> None:
    assert httpx.get(f"{site}/review/random").status_code == 403
    assert httpx.post(f"{site}/review", data={"verdict": "accept"}).status_code == 403
    assert "data-key" not in httpx.get(f"{site}/article/chad-1").text


def test_a_site_without_password_answers_to_this_machine_only(site: str) -> None:
    assert httpx.get(site, headers={"Host": "evil.example"}).status_code == 421
    assert httpx.get(site, headers={"Host": "localhost:1"}).status_code == 200


def test_keys_give_verdicts(desk: Path, browser: Browser) -> None:
    with served(create_app(Settings(ledger=str(desk), reviewer=NAME))) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}/review/random")
        first = page.get_attribute("input[name=claim]", "value")
        page.keyboard.press("e")
        assert page.is_visible("#v-status")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("x")
        page.wait_for_function("claim => document.querySelector('input[name=claim]').value !== claim", arg=first)
        page.goto(f"{address}/article/chad-2")
        page.keyboard.press("a")  # no claim is chosen yet: nothing happens
        page.keyboard.press("j")
        page.keyboard.press("a")
        page.wait_for_selector(".verdict.accept")
        context.close()
    with Ledger(desk, readonly=True) as ledger:
        assert {(v.verdict, v.reviewer) for v in ledger.verdicts()} == {("reject", NAME), ("accept", NAME)}
        assert next(v.article for v in ledger.verdicts() if v.verdict == "accept") == "chad-2"


def _missing(page: str, **sent: str) -> dict[str, str]:
    """What the form of an article sends of an event that is missing."""
    known = {name: _hidden(page, name) for name in ("token", "article", "version")}
    return {**known, "verdict": "missing", "type": "AID", "status": "planned", "back": "/article/chad-1", **sent}


def test_an_event_that_is_missing_is_told(guarded: str, desk: Path) -> None:
    with httpx.Client(base_url=guarded, auth=(NAME, PASSWORD)) as client:
        page = client.get("/article/chad-1").text
        raw = client.get("/api/v1/articles/chad-1").json()["article"]["raw"]
        told = _missing(page, words="attacked  Mali on", actors="Chad [TCD GOV]", place="Mali", note="by rockets")
        assert client.post("/review", data=told).status_code == 303
        assert client.post("/review", data=_missing(page, words="Mali", at=str(raw.rindex("Mali")))).status_code == 303
        assert "attacked Mali on" in client.get("/article/chad-1").text
        assert "attacked Mali on" in client.get("/review").text
    with Ledger(desk, readonly=True) as ledger:
        first, second = ledger.verdicts()
    assert (first.verdict, first.reviewer, first.type, first.lang, first.quote) == ("missing", NAME, "AID", "en", "attacked Mali on")
    assert raw[first.span.start : first.span.end] == first.quote and second.span.start == raw.rindex("Mali")
    chad = {"name": "Chad", "country": "TCD", "sector": "GOV"}
    assert first.amended == {"status": "planned", "actors": [chad], "place": "Mali"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"words": "no such words"}, "does not stand in the text"),
        ({"words": " "}, "does not stand in the text"),
        ({"words": "Mali"}, "stands 2 times"),
        ({"type": "PARTY"}, "choose"),
        ({"type": ""}, "its type"),
        ({"article": "nobody"}, "no such article"),
        ({"version": "9"}, "no such article"),
        ({"version": "x"}, "not a whole number"),
    ],
)
def test_what_is_missing_is_checked(guarded: str, change: dict[str, str], says: str) -> None:
    with httpx.Client(base_url=guarded, auth=(NAME, PASSWORD)) as client:
        answer = client.post("/review", data=_missing(client.get("/article/chad-1").text, **{"words": "Togo may", **change}))
    assert answer.status_code == 400 and says in answer.text


def test_what_is_selected_is_what_is_missing(desk: Path, browser: Browser) -> None:
    select = """() => {
        const mark = [...document.querySelectorAll('.text .mark.trigger')].at(-1), range = document.createRange();
        range.selectNodeContents(mark); getSelection().removeAllRanges(); getSelection().addRange(range);
        return mark.textContent;
    }"""
    with served(create_app(Settings(ledger=str(desk), reviewer=NAME))) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}/article/pasokan")
        chosen = page.evaluate(select)
        page.wait_for_function("words => document.querySelector('#m-words').value === words", arg=chosen)
        page.keyboard.press("m")
        assert page.evaluate("document.activeElement.id") == "m-words"
        page.select_option("#m-type", "AID")
        page.click("#missing button")
        page.wait_for_selector("#missing")
        context.close()
    with Ledger(desk, readonly=True) as ledger:
        (verdict,) = ledger.verdicts()
        reading = ledger.reading("pasokan")
    assert reading is not None and verdict.span == max(span for event in reading.events for span in event.mentions)


@pytest.mark.parametrize("form", FORMATS)
def test_a_search_is_exported_in_every_form(site: str, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    answer = httpx.get(f"{site}/export/{form}", params={"party": "Norway"}, timeout=30)
    assert answer.status_code == 200 and form in answer.headers["content-disposition"]
    inside = "".join(zipfile.ZipFile(io.BytesIO(answer.content)).namelist()) if answer.headers["content-type"] == "application/zip" else ""
    assert form in inside or "Norway" in answer.text


def test_a_search_is_a_feed(site: str) -> None:
    feedparser = pytest.importorskip("feedparser")
    found = feedparser.parse(httpx.get(f"{site}/feed.atom", params={"party": "Norway"}).content)
    assert not found.bozo and "Norway" in found.feed.title and len(found.entries) >= 3
    assert httpx.get(f"{site}/export/exe").status_code == 404
