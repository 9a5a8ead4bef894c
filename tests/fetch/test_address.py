"""Addresses that are never connected to: every try is refused before a socket is opened."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from loopback import site

from saksi.fetch import FetchError, Policy, fetch, networks
from saksi.fetch.address import target

REFUSED = [
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0/", "http://0.0.0.0/",
    "http://10.0.0.1/", "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/", "http://192.0.0.1/", "http://198.18.0.1/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/",
    "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:10.0.0.1]/", "http://[::ffff:a9fe:a9fe]/",
    "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::1]/", "http://[2002:7f00:1::]/", "http://[2002:a00:1::1]/",
    "http://[2001:0:7f00:1::]/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[fd12:3456::1]/", "http://[fec0::1]/", "http://[ff02::1]/",
    "http://[2001:db8::1]/", "http://localhost/", "http://localhost./", "http://LOCALHOST/",
]  # fmt: skip
NEVER_RESOLVED = [
    "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "javascript:alert(1)", "//example.org/", "example.org", "", "http://",
    "http:///x", "http://user@example.org/", "http://user:word@example.org/", "http://example.org:22/", "http://example.org:99999/",
    "http://example.org:x/", "http://exa mple.org/", "http://example.org/\r\nX: y", "http://example.org\\@127.0.0.1/", "http://[::1/", "http://a\x00b/",
    "http://" + "a" * 5000, "http://" + "ä" * 300 + ".org/",
]  # fmt: skip


def resolved(*addresses: str):  # type: ignore[no-untyped-def]
    return lambda host, port: list(addresses)


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    tried: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda address, **options: tried.append(address))
    yield tried
    assert tried == []


@pytest.mark.parametrize("url", REFUSED)
def test_addresses_that_are_not_public_are_refused(url: str, no_sockets: list[object]) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(url, Policy())
    assert caught.value.reason == "address"


@pytest.mark.parametrize("url", NEVER_RESOLVED)
def test_what_is_no_web_address_is_not_even_resolved(url: str, no_sockets: list[object]) -> None:
    def look_up(host: str, port: int) -> list[str]:
        raise AssertionError(f"{host} was looked up")

    with pytest.raises(FetchError) as caught:
        fetch(url, Policy(look_up=look_up))
    assert caught.value.reason == "address"


@pytest.mark.parametrize(
    "addresses",
    [["10.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::ffff:169.254.169.254"], ["fe80::1%eth0"], ["2606:4700::1111", "::1"], ["nonsense"]],
)
def test_a_name_with_any_address_that_is_not_public_is_refused(addresses: list[str], no_sockets: list[object]) -> None:
    with pytest.raises(FetchError) as caught:
        fetch("http://news.example/", Policy(look_up=resolved(*addresses)))
    assert caught.value.reason == "address"


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_pass(address: str) -> None:
    made = target("https://news.example/a?b=c#d", (), resolved(address))
    assert (made.address, made.authority, made.path, made.port) == (address, "news.example", "/a?b=c", 443)


def test_names_of_other_scripts_and_paths_are_encoded() -> None:
    made = target("http://bücher.example:8080/ä?ö=ü", (), resolved("8.8.8.8"))
    assert (made.host, made.authority) == ("xn--bcher-kva.example", "xn--bcher-kva.example:8080")
    assert made.path == "/%C3%A4?%C3%B6=%C3%BC"


def test_unknown_names_are_told() -> None:
    def look_up(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(FetchError) as caught:
        fetch("http://nowhere.example/", Policy(look_up=look_up))
    assert (caught.value.reason, caught.value.passing) == ("dns", True)
    with pytest.raises(FetchError) as caught:
        fetch("http://nowhere.example/", Policy(look_up=resolved()))
    assert caught.value.reason == "dns"


def test_a_name_server_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **how: time.sleep(0.3) or [])
    monkeypatch.setattr("saksi.fetch.address._LONGEST_LOOK_UP", 0.05)
    with pytest.raises(FetchError) as caught:
        fetch("http://slow.example/", Policy())
    assert caught.value.reason == "dns"


def test_the_users_own_networks_can_be_allowed() -> None:
    allowed = networks(["10.0.0.0/8", "fd00::/8"])
    assert target("http://intranet.example/", allowed, resolved("10.1.2.3")).address == "10.1.2.3"
    assert target("http://intranet.example/", allowed, resolved("::ffff:10.1.2.3")).host == "intranet.example"
    with pytest.raises(FetchError):
        target("http://intranet.example/", allowed, resolved("192.168.0.1"))
    with pytest.raises(FetchError, match="no network"):
        networks(["intranet"])


def test_a_name_is_resolved_once_so_that_it_cannot_change_after_the_check() -> None:
    """DNS rebinding: the second answer of the name server would be a private address."""
    with site() as web:
        web.put("/", "x")
        answers = iter([["127.0.0.1"], ["10.0.0.1"]])
        policy = Policy(allowed=networks(["127.0.0.1/32"]), look_up=lambda host, port: next(answers))
        assert fetch(f"http://news.example:{web.port}/", policy).data == b"x"


@pytest.mark.parametrize(
    "place", ["http://10.0.0.1/", "http://169.254.169.254/", "file:///etc/passwd", "http://[::1]/", "//192.168.0.1/", "http://0x7f.2/"]
)
def test_every_redirect_is_checked_anew(place: str) -> None:
    with site() as web:
        web.put("/", "", status=302, Location=place)
        policy = Policy(allowed=networks(["127.0.0.1/32"]))
        with pytest.raises(FetchError) as caught:
            fetch(web.url(), policy)
        assert caught.value.reason == "address"


def test_a_redirect_to_another_name_is_resolved_and_checked() -> None:
    with site() as web:
        web.put("/", "", status=302, Location=f"http://inside.example:{web.port}/secret")
        web.put("/secret", "secret")
        names = {"news.example": ["127.0.0.1"], "inside.example": ["127.0.0.2"]}
        policy = Policy(allowed=networks(["127.0.0.1/32"]), look_up=lambda host, port: names[host])
        with pytest.raises(FetchError):
            fetch(f"http://news.example:{web.port}/", policy)
        assert web.asked["/secret"] == 0
        names["inside.example"] = ["127.0.0.1"]
        assert fetch(f"http://news.example:{web.port}/", replace(policy)).data == b"secret"


def test_a_site_is_asked_by_its_name() -> None:
    with site() as made:
        hosts: list[str] = []
        made.pages["/"] = lambda request: (hosts.append(request.headers["host"]), request.answer("x"))[1]
        policy = Policy(allowed=networks(["127.0.0.1/32"]), look_up=resolved("127.0.0.1"))
        fetch(f"http://news.example:{made.port}/", policy)
        assert hosts == [f"news.example:{made.port}"]
