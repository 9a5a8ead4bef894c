"""Every screen in a real browser: marks, contrast and names for readers of screens, without JavaScript, by keyboard, on a phone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest

pytest.importorskip("playwright.sync_api")
pytest.importorskip("uvicorn")
from axe_playwright_python.sync_playwright import Axe
from own_site import served

from saksi.ledger import Ledger, Verdict
from saksi.records import Span
from saksi.web import Settings, create_app
from saksi.web.marks import marks_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

SCREENS = (
    "/",
    "/claims",
    "/claims?type=ASSAULT&party=Chad",
    "/claims?text=zebra",
    "/incidents",
    "/incidents?view=contradictions",
    "/incidents?view=unkept",
    "/voices",
    "/voices?party=Mali",
    "/voices?text=zebra",
    "/timeline",
    "/dyads",
    "/dyad/TCD-MLI",
    "/map",
    "/read",
    "/help",
    "/review",
    "/nowhere",
)
MARKS = "() => [...document.querySelectorAll('[data-mark]')].map(e => [e.dataset.mark, e.textContent])"


@pytest.fixture
def screens(ledger_path: Path) -> tuple[str, ...]:
    """Addresses of all screens, also of single records."""
    with Ledger(ledger_path, readonly=True) as ledger:
        claim = next(c for c in ledger.iterate(article="chad-1") if c.status == "denied")
        incident = ledger.incident_of(claim)
        articles = [f"/article/{quote(a.id, safe='')}" for a in ledger.articles(limit=100) if not a.id.startswith("hostile")]
    assert incident is not None
    return (*SCREENS, *articles, f"/claim/{claim.id}", f"/incident/{incident.id}")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(8000)
    yield context.new_page()
    context.close()


def test_the_text_of_each_mark_is_its_span(site: str, page: Page, ledger_path: Path) -> None:
    with Ledger(ledger_path, readonly=True) as ledger:
        for article in ledger.articles(limit=100):
            reading = ledger.reading(article.id)
            assert reading is not None
            page.goto(f"{site}/article/{quote(article.id, safe='')}")
            shown: dict[str, str] = defaultdict(str)
            for mark, text in page.evaluate(MARKS):
                shown[mark] += text
            wanted = {mark.id: reading.article.raw[mark.span.start : mark.span.end] for mark in marks_of(reading)}
            assert shown == {id: text.replace("\0", "�") for id, text in wanted.items()}, article.id
            whole = page.locator(".text").text_content() or ""
            assert whole == reading.article.raw.replace("\0", "�")


def violations(page: Page, where: str) -> list[str]:
    """What axe finds on a page with everything opened, a line each."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page).response["violations"]
    return [f"{where} {v['id']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0]['failureSummary']}" for v in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_verdicts_are_given(desk: Path, browser: Browser, scheme: str) -> None:
    with served(create_app(Settings(ledger=str(desk), reviewer="Ayu"))) as address, Ledger(desk) as ledger:
        claim = next(c for c in ledger.iterate(article="chad-1") if c.status == "denied")
        ledger.judge(Verdict(claim.id, "amend", "Budi", ("wrong-status",), {"status": "possible"}, "may have", "random"))
        ledger.judge(Verdict(claim.id, "accept", "Ayu", queue="random"))
        ledger.judge(Verdict("", "missing", "Ayu", article="chad-1", version=1, span=Span(0, 4), quote="Chad", type="AID"))
        queues = [f"/review/{name}" for name in ("random", "unsure", "watch?watch=Norway", "watch?watch=nobody", "disagreement")]
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page, found = context.new_page(), []
        for path in (*queues, "/review", "/article/chad-1", f"/claim/{claim.id}", "/article/visit?party=Norway"):
            page.goto(address + path)
            assert page.locator("h1").count() == 1, path
            found += violations(page, path)
        page.goto(f"{address}/read")
        page.fill("#text", 'Kenya accused Uganda of attacking the ship. "We will attack Chad," said Togo on Monday.')
        page.click(".paste button")
        assert page.locator(".mark.trigger").count() >= 1
        found += violations(page, "/read, a text")
        context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(site: str, browser: Browser, screens: tuple[str, ...], scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    found = []
    for path in screens:
        page.goto(site + path)
        found += violations(page, path)
    context.close()
    assert not found, "\n".join(found)


def test_everything_works_without_javascript(site: str, browser: Browser, screens: tuple[str, ...]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in screens:
        response = page.goto(site + path)
        assert response is not None and response.status == (404 if path == "/nowhere" else 200), path
        assert page.locator("h1").count() == 1, path
    page.goto(site)
    page.fill("#quick", "attack Mali")
    page.click(".quick button")
    assert page.locator(".claim").count() >= 2
    page.click(".claim .says a")
    assert "Mali" in (page.locator("h1").text_content() or "")
    page.goto(f"{site}/read")
    page.fill("#text", "Kenya accused Uganda of attacking the ship.")
    page.click(".paste button")
    assert page.locator(".mark.trigger").count() >= 1 and page.locator(".claim").count() >= 1
    context.close()


def test_nothing_that_an_article_holds_runs(site: str, page: Page, ledger_path: Path) -> None:
    errors: list[str] = []
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    page.on("request", lambda request: None if request.url.startswith(site) else errors.append(request.url))
    with Ledger(ledger_path, readonly=True) as ledger:
        hostile = [a for a in ledger.articles(limit=100) if a.id.startswith("hostile")]
        claims = [next(ledger.iterate(article=a.id)) for a in hostile]
    paths = [f"/article/{quote(a.id, safe='')}" for a in hostile] + [f"/claim/{c.id}" for c in claims]
    for path in [*paths, "/", "/claims?text=attack", "/incidents", f"/claims?text={quote('<script>window.bad=1</script>')}"]:
        page.goto(site + path)
        page.evaluate("document.querySelectorAll('.mark, a').forEach(e => e.dispatchEvent(new MouseEvent('mouseover')))")
        foreign = "script:not([src='/static/saksi.js']), main img, iframe, base, style, main svg [onload], [onmouseover], [onerror]"
        assert page.evaluate("window.bad") is None and page.locator(foreign).count() == 0, path
        links = page.eval_on_selector_all("a", "all => all.map(a => a.href)")
        assert all(link.startswith(("http://", "https://")) for link in links), path
    assert not errors


def test_a_pasted_text_is_as_harmless(site: str, page: Page) -> None:
    from own_site import HOSTILE

    page.goto(f"{site}/read")
    page.fill("#text", "Chad attacked Mali on Monday. " + " Oslo said. ".join(HOSTILE).replace("\0", ""))
    page.click(".paste button")
    assert page.evaluate("window.bad") is None and page.locator("main script, main img, main iframe").count() == 0


def test_keys(site: str, page: Page) -> None:
    page.goto(f"{site}/article/chad-1")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    assert page.locator(".claim").nth(1).get_attribute("class") == "claim here"
    record = page.locator(".claim").nth(1).get_attribute("data-record")
    lit = page.eval_on_selector_all(".mark.lit", "all => all.map(e => e.dataset.record)")
    assert lit and record in lit
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "quick"
    page.keyboard.type("j?")
    assert page.input_value("#quick") == "j?" and page.url.endswith("/article/chad-1")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.wait_for_url(f"{site}/help")


def test_next_and_previous_document(site: str, page: Page) -> None:
    page.goto(f"{site}/article/visit")
    first = page.url
    page.keyboard.press("]")
    page.wait_for_url(lambda url: url != first and "/article/" in url)
    page.keyboard.press("[")
    page.wait_for_url(first)


def test_next_and_previous_stay_inside_a_search(site: str, page: Page, ledger_path: Path) -> None:
    with Ledger(ledger_path, readonly=True) as ledger:
        wanted = list(dict.fromkeys(c.article for c in ledger.claims(party="Norway", limit=100)))
    assert len(wanted) >= 3
    page.goto(f"{site}/claims?party=Norway")
    page.click(".claim a:text('in the article')")
    seen = []
    for _ in wanted:
        seen.append(unquote(page.url.split("/article/")[1].split("?")[0]))
        assert "party=Norway" in page.url and page.locator(".claim:target").count() == 1
        before = page.url
        page.keyboard.press("]")
        if len(seen) < len(wanted):
            page.wait_for_url(lambda url: url != before)  # noqa: B023
    assert seen == wanted and page.locator("a[rel=next]").count() == 0
    page.keyboard.press("[")
    page.wait_for_url(lambda url: quote(wanted[-2], safe="") in url)


def test_a_phone_scrolls_in_one_direction(site: str, browser: Browser, screens: tuple[str, ...]) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    for path in screens:
        page.goto(site + path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{path}: {wide}"
    context.close()


def test_the_policy_of_the_site_forbids_what_is_not_ours(site: str, page: Page) -> None:
    response: Response | None = page.goto(site)
    assert response is not None
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    page.evaluate("const s = document.createElement('script'); s.textContent = 'window.bad=1'; document.body.append(s)")
    assert page.evaluate("window.bad") is None
