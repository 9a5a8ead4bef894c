"""Who may give a verdict over the web, what is kept of it, and searches that are taken along."""

from __future__ import annotations

import io
import re
import shutil
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
def desk(ledger_path: Path, tmp_path: Path) -> Path:
    """A copy of the ledger that may be written."""
    return Path(shutil.copy(ledger_path, tmp_path / "desk.db"))


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
