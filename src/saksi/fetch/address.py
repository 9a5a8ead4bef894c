"""Which addresses may be fetched. A name is resolved once, every address it has is checked, and the connection goes to one of those:
nothing is resolved again between the check and the use.

Refused are all addresses that are not of the public internet: private, loopback, link-local (with the metadata services of clouds),
shared, multicast, reserved, also when they hide inside an IPv6 address (mapped, compatible, 6to4, Teredo, NAT64).
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from saksi.fetch.errors import FetchError

Resolve = Callable[[str, int], Sequence[str]]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS = {"http": 80, "https": 443}
_LONGEST = 4096
_LONGEST_LOOK_UP = 10.0  # seconds
_SAFE = "/%:=&?~+!$,;'@()*[]"
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_LOCAL_NAT64 = ipaddress.IPv6Network("64:ff9b:1::/48")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_MORE_PRIVATE = tuple(
    ipaddress.ip_network(n)
    for n in ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "fec0::/10", "2001:db8::/32")
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: the name for the server, the address for the socket."""

    url: str
    scheme: str
    host: str
    port: int
    path: str  # with the query, fit for a request line
    address: str

    @property
    def authority(self) -> str:
        """The Host header."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, in the order of the system's preference. Raises OSError, TimeoutError after 10 s."""
    answers: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(item[4][0]) for item in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()  # the system's own limit may be a minute
    try:
        answer = answers.get(timeout=_LONGEST_LOOK_UP)
    except queue.Empty:
        raise TimeoutError("no name server answered in time") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def networks(names: Sequence[str]) -> tuple[Network, ...]:
    """Networks that are allowed although they are not public, as the user writes them. Raises FetchError."""
    try:
        return tuple(ipaddress.ip_network(name, strict=False) for name in names)
    except ValueError as error:
        raise FetchError(f"no network: {error}; write it as 10.0.0.0/8", "address") from None


def target(url: str, allowed: Sequence[Network] = (), look_up: Resolve = resolve) -> Target:
    """Checks and resolves. Raises FetchError with the reason "address" or "dns"."""
    scheme, host, port, path = _parts(url)
    try:
        found = look_up(host, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"the name {host} is not known ({getattr(error, 'strerror', None) or error})", "dns") from None
    if not found:
        raise FetchError(f"the name {host} has no address", "dns")
    for address in found:
        if not _permitted(address, allowed):
            hint = "name its network with --allow-network or allow_networks if it is your own"
            named = "" if host.strip("[]") == str(address) else f"{host} is {address}, which "
            raise FetchError(f"{named or f'{address} '}is not on the public internet; {hint}", "address")
    return Target(url, scheme, host, port, path, found[0])


def _parts(url: str) -> tuple[str, str, int, str]:
    if len(url) > _LONGEST or any(c <= " " or c == "\x7f" for c in url) or "\\" in url:
        raise FetchError("is no proper web address", "address")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise FetchError(f"is no web address: {error}", "address") from None
    if parts.scheme not in _PORTS:
        raise FetchError(f"{parts.scheme or 'no'}: is not fetched; only http and https are", "address")
    if not host or parts.username is not None or parts.password is not None:
        raise FetchError("has no host, or a user name in it; give a plain web address", "address")
    port = port if port is not None else _PORTS[parts.scheme]
    if port not in _PORTS.values() and port < 1024:
        raise FetchError(f"port {port} is not that of a web server", "address")
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return parts.scheme, _ascii(host), port, path


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise FetchError(f"{host!r} is no name of a host", "address") from None


def _permitted(text: str, allowed: Sequence[Network]) -> bool:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    faces = (address, *_hidden(address))
    if any(face in network for face in faces for network in allowed):
        return True
    return all(_public(face) for face in (faces[1:] or faces))


def _hidden(address: Address) -> tuple[ipaddress.IPv4Address, ...]:
    """IPv4 addresses that an IPv6 address leads to."""
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address.sixtofour:
        return (address.sixtofour,)
    if address.teredo:
        return address.teredo
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF),)
    return ()


def _public(address: Address) -> bool:
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast or address.is_reserved:
        return False
    if address.is_unspecified or not address.is_global:
        return False
    special = (*_MORE_PRIVATE, _LOCAL_NAT64)
    return not any(address.version == network.version and address in network for network in special)
