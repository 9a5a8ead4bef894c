"""Fetching one address: checked, pinned, followed through redirects, within limits of size and time.

Made of http.client on a socket that was connected by us, so that what was checked is what is used. No proxy is asked, no cookie
kept, no password sent. A timer closes the socket when the time is over, however slowly a server drips.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from urllib.parse import urljoin

from saksi import __version__
from saksi.errors import InputError
from saksi.fetch.address import Network, Resolve, Target, resolve, target
from saksi.fetch.errors import FetchError
from saksi.ingest.unpack import Body

AGENT = f"saksi/{__version__} (news reader)"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_LASTING = frozenset((301, 308))
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Policy:
    """What every request keeps to. ``allowed`` are networks besides the public internet; seconds and bytes are of one exchange."""

    agent: str = AGENT
    allowed: tuple[Network, ...] = ()
    connect_seconds: float = 10.0
    idle_seconds: float = 15.0
    seconds: float = 60.0
    most_bytes: int = 5 << 20
    redirects: int = 5
    look_up: Resolve = resolve
    tls: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``url`` is where it came from after redirects; ``moved`` when all of them were for good. 304: no data."""

    url: str
    status: int
    data: bytes
    kind: str = ""  # media type
    charset: str = ""
    etag: str = ""
    modified: str = ""
    fresh: float = 0.0  # seconds that it may be kept
    moved: bool = False


def fetch(url: str, policy: Policy, *, etag: str = "", modified: str = "", accept: str = "*/*") -> Answer:
    """The answer for ``url``: 200, or 304 when ``etag`` or ``modified`` still hold. Raises FetchError for anything else."""
    headers = {"User-Agent": policy.agent, "Accept": accept, "Accept-Encoding": "gzip, deflate", "Connection": "close"}
    if etag:
        headers["If-None-Match"] = etag
    if modified:
        headers["If-Modified-Since"] = modified
    deadline = time.monotonic() + policy.seconds
    current, lasting = url, True
    for step in range(policy.redirects + 1):
        with _exchange(target(current, policy.allowed, policy.look_up), headers, policy, deadline) as response:
            if response.status not in _REDIRECTS:
                return _answer(response, current, policy, moved=bool(step) and lasting)
            place = response.headers.get("Location", "")
        if not place:
            raise FetchError("redirects to nowhere", "redirects", response.status)
        lasting = lasting and response.status in _LASTING
        current = _joined(current, place)
    raise FetchError(f"redirects more than {policy.redirects} times", "redirects")


def _joined(base: str, place: str) -> str:
    """The address that a redirect names; its bytes may be UTF-8 though http.client reads Latin-1."""
    with contextlib.suppress(UnicodeError):
        place = place.encode("latin-1").decode("utf-8")
    try:
        return urljoin(base, place.strip().replace(" ", "%20")).partition("#")[0]
    except ValueError:
        raise FetchError(f"redirects to {place[:80]!r}, which is no address", "redirects") from None


@contextmanager
def _exchange(to: Target, headers: Mapping[str, str], policy: Policy, deadline: float) -> Iterator[http.client.HTTPResponse]:
    """A response whose head has been read. Whatever goes wrong on the wire, then and later, becomes a FetchError."""
    with contextlib.ExitStack() as stack:
        cut = threading.Event()
        try:
            wire = stack.enter_context(_wire(to, policy, deadline))
            timer = threading.Timer(max(0.0, deadline - time.monotonic()), _cut, (wire, cut))
            timer.daemon = True
            timer.start()
            stack.callback(timer.cancel)
            if isinstance(wire, ssl.SSLSocket):
                wire.do_handshake()
            yield stack.enter_context(contextlib.closing(_ask(wire, to, headers)))
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _wire_error(error, to) from None
        finally:
            if cut.is_set():  # a head or a body that the timer ended looks whole, or merely short
                raise FetchError(f"{to.host} took too long to answer", "timeout")


@contextmanager
def _wire(to: Target, policy: Policy, deadline: float) -> Iterator[socket.socket]:
    """A socket to the very address that was checked; TLS is for the name."""
    seconds = max(0.01, min(policy.connect_seconds, deadline - time.monotonic()))
    with socket.create_connection((to.address, to.port), timeout=seconds) as plain:
        plain.settimeout(policy.idle_seconds)
        if to.scheme == "http":
            yield plain
            return
        context = policy.tls or _trusted()
        with context.wrap_socket(plain, server_hostname=to.host, do_handshake_on_connect=False) as secure:
            yield secure


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that the system trusts."""
    return ssl.create_default_context()


def _ask(wire: socket.socket, to: Target, headers: Mapping[str, str]) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(to.host, to.port)
    connection.sock = wire
    connection.putrequest("GET", to.path, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", to.authority)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse()


def _cut(wire: socket.socket, cut: threading.Event) -> None:
    cut.set()
    with contextlib.suppress(OSError):
        socket.socket.shutdown(wire, socket.SHUT_RDWR)  # not that of the SSL layer, which another thread is using


def _wire_error(error: Exception, to: Target) -> FetchError:
    if isinstance(error, TimeoutError):
        return FetchError(f"{to.host} took too long to answer", "timeout")
    if isinstance(error, ssl.SSLError):
        return FetchError(f"{to.host} has no valid certificate or speaks no TLS ({error.reason or error})", "tls")
    if isinstance(error, http.client.IncompleteRead):
        return FetchError("broke off before its end", "truncated")
    if isinstance(error, http.client.HTTPException | ValueError):
        return FetchError(f"{to.host} does not speak HTTP ({type(error).__name__})", "connect")
    return FetchError(f"no connection to {to.host} ({(getattr(error, 'strerror', '') or type(error).__name__).lower()})", "connect")


def _answer(response: http.client.HTTPResponse, url: str, policy: Policy, moved: bool) -> Answer:
    headers = response.headers
    if response.status not in (200, 203, 304):
        raise _status_error(response.status, headers.get("Retry-After", ""))
    return Answer(
        url=url,
        status=304 if response.status == 304 else 200,
        data=b"" if response.status == 304 else _data(response, policy.most_bytes),
        kind=headers.get_content_type() if "Content-Type" in headers else "",
        charset=str(headers.get_content_charset() or ""),
        etag=headers.get("ETag", "")[:500],
        modified=headers.get("Last-Modified", "")[:100],
        fresh=_fresh(headers.get("Cache-Control", "")),
        moved=moved,
    )


def _data(response: http.client.HTTPResponse, most: int) -> bytes:
    length = response.length
    if length is not None and length > most:
        raise FetchError(f"is {length / 1e6:.0f} MB, over {most >> 20} MiB", "too-large")
    try:
        body = Body(response.headers.get("Content-Encoding", ""), most)
        while piece := response.read(_PIECE):
            body.add(piece)
        if length is not None and body.packed < length:
            raise FetchError(f"broke off after {body.packed} of {length} bytes", "truncated")
        return body.whole()
    except InputError as error:
        raise FetchError(str(error), error.reason) from None


def _status_error(status: int, after: str) -> FetchError:
    wait = _seconds(after)
    if status in (404, 410):
        return FetchError(f"is not there (HTTP {status})", "gone", status)
    if status in (401, 402, 403, 451):
        return FetchError(f"is not for us (HTTP {status})", "denied", status, wait)
    if status == 429:
        return FetchError("asks for fewer requests (HTTP 429)", "rate", status, wait)
    if status >= 500:
        return FetchError(f"has a fault on the server (HTTP {status})", "server", status, wait)
    return FetchError(f"answered with HTTP {status}", "http", status, wait)


def _seconds(after: str) -> float:
    """Retry-After: seconds or a date; 0 when it is neither. At most a day."""
    try:
        wait = float(after) if after.strip().isdigit() else (parsedate_to_datetime(after) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    return min(max(wait, 0.0), 86_400.0)


def _fresh(control: str) -> float:
    for part in control.lower().split(","):
        name, _, value = part.strip().partition("=")
        if name == "max-age" and value.strip('"').isdigit():
            return min(float(value.strip('"')[:9]), 86_400.0)
    return 0.0
