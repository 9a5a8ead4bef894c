"""Fetching from real servers on the loopback interface: good answers, bad answers, and answers that never end."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from loopback import Request, Site, site

from saksi.errors import InputError
from saksi.fetch import FetchError, Policy, fetch, fetch_page, networks
from saksi.fetch.client import _fresh, _seconds
from saksi.fetch.robots import Robots
from saksi.ingest.unpack import Body

LOOPBACK = Policy(allowed=networks(["127.0.0.0/8"]), connect_seconds=2, idle_seconds=1, seconds=2)
BOMB = gzip.compress(bytes(20 << 20))
TEXT = "Jembatan dibuka pekan depan. " * 100


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as made:
        yield made


def refused(url: str, policy: Policy = LOOPBACK) -> FetchError:
    start = time.monotonic()
    with pytest.raises(FetchError) as caught:
        fetch(url, policy)
    assert time.monotonic() - start < policy.seconds + 2
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_page_comes_with_what_the_server_says_of_it(web: Site) -> None:
    web.put("/a", TEXT, ETag='"1"', Last_Modified="Wed, 19 Jun 2024 07:00:00 GMT", Cache_Control="public, max-age=60")
    answer = fetch(web.url("/a?x=ä ö#part".replace(" ", "")), LOOPBACK)
    assert answer.data.decode() == TEXT
    assert (answer.status, answer.kind, answer.charset, answer.etag, answer.fresh) == (200, "text/html", "utf-8", '"1"', 60.0)


def test_who_asks_is_told(web: Site) -> None:
    seen: dict[str, str] = {}

    def page(request: Request) -> None:
        seen.update(request.headers)
        request.answer("x")

    web.pages["/"] = page
    fetch(web.url(), LOOPBACK)
    assert seen["user-agent"].startswith("saksi/")
    assert seen["host"] == f"127.0.0.1:{web.port}"
    assert "cookie" not in seen


@pytest.mark.parametrize("field", ["if-none-match", "if-modified-since"])
def test_what_has_not_changed_is_not_sent_again(web: Site, field: str) -> None:
    web.pages["/"] = lambda request: request.answer("", status=304) if request.headers.get(field) == "v" else request.answer("x")
    assert fetch(web.url(), LOOPBACK).status == 200
    again = fetch(web.url(), LOOPBACK, etag="v" if field == "if-none-match" else "", modified="v" if field == "if-modified-since" else "")
    assert (again.status, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(TEXT.encode())),
        ("gzip", gzip.compress(TEXT[:50].encode()) + gzip.compress(TEXT[50:].encode()) + b"\x00\x00"),
        ("deflate", zlib.compress(TEXT.encode())),
        ("deflate", zlib.compress(TEXT.encode())[2:-4]),
        ("identity", TEXT.encode()),
    ],
)
def test_packed_answers_are_unpacked(web: Site, coding: str, data: bytes) -> None:
    web.put("/", data, Content_Encoding=coding)
    assert fetch(web.url(), LOOPBACK).data.decode() == TEXT


def test_redirects_are_followed_a_few_times(web: Site) -> None:
    web.put("/end", "end")
    for number in range(8):
        to = f"/{number - 1}" if number else "/end"
        web.put(f"/{number}", "", status=301 if number < 3 else 302, Location=to)
    answer = fetch(web.url("/2"), LOOPBACK)
    assert (answer.url, answer.data, answer.moved) == (web.url("/end"), b"end", True)
    assert not fetch(web.url("/4"), LOOPBACK).moved
    assert refused(web.url("/7")).reason == "redirects"
    web.put("/nowhere", "", status=302)
    assert refused(web.url("/nowhere")).reason == "redirects"
    web.put("/bad", "", status=302, Location="http://[")
    assert refused(web.url("/bad")).reason == "redirects"
    web.put("/spaced", "", status=302, Location="/end?q=a b")
    assert fetch(web.url("/spaced"), LOOPBACK).url == web.url("/end?q=a%20b")


@pytest.mark.parametrize(
    ("status", "reason", "passing"),
    [(404, "gone", False), (410, "gone", False), (403, "denied", False), (429, "rate", True), (503, "server", True), (418, "http", False)],
)
def test_other_answers_have_a_reason(web: Site, status: int, reason: str, passing: bool) -> None:
    web.put("/", "", status=status, Retry_After="7")
    error = refused(web.url())
    assert (error.reason, error.passing, error.status) == (reason, passing, status)
    assert error.wait == (0.0 if reason == "gone" else 7.0)


def chunked(*pieces: bytes, end: bool) -> bytes:
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body + (b"0\r\n\r\n" if end else b"")


FAULTS = {
    "too short": (lambda r: r.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"), "truncated"),
    "a chunk missing": (lambda r: r.raw(chunked(b"abc", end=False)), "truncated"),
    "a broken chunk": (lambda r: r.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), "truncated"),
    "gzip cut off": (lambda r: r.answer(gzip.compress(TEXT.encode())[:-9], Content_Encoding="gzip"), "truncated"),
    "no gzip at all": (lambda r: r.answer(TEXT, Content_Encoding="gzip"), "compression"),
    "a coding not asked for": (lambda r: r.answer(TEXT, Content_Encoding="br"), "encoding"),
    "a reset": (lambda r: r.reset(), "connect"),
    "nothing": (lambda r: None, "connect"),
    "no HTTP": (lambda r: r.raw(b"SSH-2.0-x\r\n\r\n"), "connect"),
    "a head without end": (lambda r: r.raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n"), "connect"),
    "a line without end": (lambda r: r.raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000), "connect"),
    "silence": (lambda r: time.sleep(1.5), "timeout"),
    "a dripping head": (lambda r: r.drip(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100, 0.05, 4), "timeout"),
    "a dripping body": (lambda r: (r.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"), r.drip(b"x" * 99999, 0.05, 4)), "timeout"),
    "a huge length": (lambda r: r.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"), "too-large"),
    "a huge body": (lambda r: r.raw(b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * (7 << 20)), "too-large"),
    "a bomb": (lambda r: r.answer(BOMB, Content_Encoding="gzip"), "expansion"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_end_in_time_and_with_a_reason(web: Site, fault: str) -> None:
    page, reason = FAULTS[fault]
    web.pages["/"] = page  # type: ignore[assignment]
    assert refused(web.url()).reason == reason


def test_nobody_listens() -> None:
    with site() as gone:
        url = gone.url()
    assert refused(url).reason == "connect"


def test_a_page_is_asked_for_again_when_that_may_help(web: Site) -> None:
    answers = iter([503, 503, 200])
    web.pages["/"] = lambda request: request.answer("x", status=next(answers))
    assert fetch_page(web.url(), LOOPBACK, first_wait=0.01).data == b"x"
    assert web.asked["/"] == 3
    with pytest.raises(FetchError):
        fetch_page(web.url("/gone"), LOOPBACK, first_wait=0.01)
    assert web.asked["/gone"] == 1
    web.put("/later", "", status=503, Retry_After="3600")
    with pytest.raises(FetchError):
        fetch_page(web.url("/later"), LOOPBACK, first_wait=0.01)
    assert web.asked["/later"] == 1


def test_unpacking_keeps_no_more_than_it_may() -> None:
    body = Body("gzip", 1 << 20)
    with pytest.raises(InputError) as caught:
        body.add(gzip.compress(bytes(3 << 20)))
    assert caught.value.reason in ("too-large", "expansion")
    assert Body("", 10).whole() == b""


def test_times_that_servers_give() -> None:
    assert _seconds("120") == 120.0
    assert _seconds("Wed, 19 Jun 2002 07:00:00 GMT") == 0.0
    assert _seconds("Wed, 19 Jun 2102 07:00:00 GMT") == 86_400.0
    assert _seconds("soon") == _seconds("") == _seconds("-5") == 0.0
    assert (_fresh("max-age=60"), _fresh("no-store"), _fresh("max-age=x"), _fresh('private, max-age="5"')) == (60.0, 0.0, 0.0, 5.0)


def test_robots_are_asked_once_and_obeyed(web: Site) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /private\nCrawl-delay: 7\n\nUser-agent: saksi\nDisallow: /not-saksi\nCrawl-delay: 3")
    robots = Robots(LOOPBACK)
    assert robots.check(web.url("/news")) == 3.0
    with pytest.raises(FetchError) as caught:
        robots.check(web.url("/not-saksi/1"))
    assert caught.value.reason == "robots"
    assert web.asked["/robots.txt"] == 1


@pytest.mark.parametrize(("status", "open_"), [(404, True), (403, True), (503, False), (429, False)])
def test_no_robots_allow_all_and_faulty_ones_nothing_for_a_while(web: Site, status: int, open_: bool) -> None:
    web.put("/robots.txt", "", status=status)
    now = [0.0]
    robots = Robots(LOOPBACK, clock=lambda: now[0])
    if open_:
        assert robots.check(web.url("/")) == 0.0
        return
    with pytest.raises(FetchError):
        robots.check(web.url("/"))
    web.put("/robots.txt", "User-agent: *\nDisallow:")
    now[0] = 700.0
    assert robots.check(web.url("/")) == 0.0


def test_a_smaller_limit_can_be_set(web: Site) -> None:
    web.put("/", "x" * 2000)
    assert refused(web.url(), replace(LOOPBACK, most_bytes=1000)).reason == "too-large"
