"""Pages made to hurt: each ends in time, within its memory, as an article or as one line with a reason."""

from __future__ import annotations

import gzip
import resource
import time
from collections.abc import Iterator

import pytest

from saksi.errors import InputError
from saksi.ingest.common import Settings
from saksi.ingest.html import read_html
from saksi.ingest.markup import check_markup
from saksi.records import Article
from saksi.sandbox import Limits, Sandbox

PROSE = "<p>The mayor of the river town said on Wednesday that the new bridge would open to traffic next week, after two years of work.</p>"
SECONDS, MEMORY = 3.0, 512 << 20


def page(body: str, head: str = "<title>Bridge</title>") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body><article>{PROSE * 4}{body}</article></body></html>".encode()


def linked(json: str) -> bytes:
    return page("", f'<script type="application/ld+json">{json}</script>')


ATTACKS = {
    "200,000 attributes": (page(f"<p {'a ' * 200_000}>x</p>"), "attributes"),
    "200,000 attributes with values": (page("<p " + " ".join(f"a{n}='<{n}>'" for n in range(200_000)) + ">x</p>"), "attributes"),
    "200,000 attributes run together": (page("<p " + "".join(f'a{n}="{n}"' for n in range(200_000)) + ">x</p>"), "attributes"),
    "attributes behind a quoted bracket": (page(f'<p a=">" {"b " * 200_000}>x</p>'), "attributes"),
    "40,000 nested elements": (page("<div>" * 40_000 + "x" + "</div>" * 40_000), "deep"),
    "40,000 open elements": (page("<b><i>" * 20_000), "deep"),
    "20,000 nested tables": (page("<table><tr><td>" * 20_000), "deep"),
    "nested elements of open end": (page("<dl><dd>" * 1500 + "<p>" * 300_000), ""),
    "a page of 10 MB": (page(PROSE * 80_000), "too-large"),
    "a page of 5 MB": (page(PROSE * 36_000), ""),
    "a million tags": (page("<br>" * 1_000_000), "tags"),
    "comments that never end": (page("<!--" * 200_000), ""),
    "end tags that never end": (page("</" * 400_000), ""),
    "scripts that never end": (page("<script>" * 100_000), ""),
    "processing instructions": (page("<?" * 400_000), ""),
    "references": (page("&amp;&#1;&#xd800;&nosuch" * 60_000), ""),
    "nested linked data": (linked('{"a":' * 200_000), ""),
    "nested lists in linked data": (linked("[" * 1_000_000), ""),
    "a number without end": (linked('{"@type": "NewsArticle", "headline": ' + "9" * 1_000_000 + "}"), ""),
    "a title of 4 MB": (page("", f"<title>{'Bridge ' * 600_000}</title>"), ""),
    "100,000 meta tags": (page("", "".join(f'<meta name="m{n}" content="x">' for n in range(100_000))), ""),
    "captions without end": (page("<figcaption>x</figcaption>" * 50_000), ""),
    "control characters": (page("\x00\x01\x02\x0b\x1f\x7f"), "article"),
    "half a surrogate pair": (page("<p>&#xd800; &#xdfff;</p>").replace(b"x", b"\xed\xa0\x80"), ""),
}


def largest_child() -> int:
    """Bytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


@pytest.fixture(scope="module", autouse=True)
def before() -> int:
    return largest_child()


@pytest.fixture(scope="module")
def settings() -> Iterator[Settings]:
    with Sandbox(Limits(SECONDS, MEMORY)) as box:
        yield Settings(sandbox=box)


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_page_costs_little(name: str, settings: Settings) -> None:
    data, expected = ATTACKS[name]
    start = time.perf_counter()
    try:
        result = read_html(data, "page.html", settings)
        assert isinstance(result, Article)
        assert result.raw
        reason = "article"
    except InputError as error:
        assert "\n" not in str(error)
        reason = error.reason
    took = time.perf_counter() - start
    assert took < 3 * SECONDS, took
    if expected:
        assert reason == expected
    else:
        assert reason in ("article", "no-article", "time", "memory", "deep", "attributes", "tags")


def test_all_of_them_together_stayed_below_the_limit_of_memory(settings: Settings, before: int) -> None:
    """The most that any child ever took: of the workers here, or of what other tests had started before. A child counts the memory of
    whoever forked it until it has become another program, so this process itself is the least that can be seen."""
    settings.sandbox.close()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    assert largest_child() <= max(before, own, MEMORY * 1.1)


def test_an_honest_page_passes_the_look_at_its_tags() -> None:
    check_markup(page("<ul><li>a<li>b</ul>" * 3000 + "<script>if (a<b && c</d/) {'<div>'}</script>" * 2000).decode())
    check_markup('<img src="data:image/png;base64,' + "A" * 400_000 + '" alt="x">')
    check_markup("<p>" * 10_000)


def test_the_look_itself_takes_no_time() -> None:
    for text in ("<a " + "b='" * 500_000, '<a b="' * 200_000, "<a" + " " * 2_000_000, "<a b=" * 400_000, "<" * 2_000_000, "<a =" * 500_000):
        start = time.perf_counter()
        try:
            check_markup(text)
        except InputError as error:
            assert error.reason in ("attributes", "deep", "tags")
        assert time.perf_counter() - start < 2


def test_a_page_that_swells_when_unpacked_is_refused(tmp_path: object) -> None:
    import io

    from saksi.ingest import Failure, read_inputs

    bomb = gzip.compress(b"<html>" + b" " * (200 << 20))
    start = time.perf_counter()
    (item,) = read_inputs(["-"], stdin=io.BytesIO(bomb))
    assert isinstance(item, Failure)
    assert item.reason == "too-large"
    assert time.perf_counter() - start < 5
