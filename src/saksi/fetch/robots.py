"""robots.txt (RFC 9309), read by Protego: what a site does not want fetched is not, and the delay it asks for is kept."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from saksi.errors import MissingExtra
from saksi.fetch.client import Answer, Policy, fetch
from saksi.fetch.errors import FetchError

KEEP, KEEP_FAULTY = 24 * 3600.0, 600.0  # seconds
_MOST_HOSTS = 2000
_MOST_BYTES = 512 << 10
_LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class _Rules:
    until: float
    parsed: Any = None  # protego.Protego; None: everything is allowed, or nothing
    closed: bool = False


class Robots:
    """The rules of hosts, each asked once a day. For several threads."""

    def __init__(self, policy: Policy, clock: Callable[[], float] = time.monotonic) -> None:
        self.policy = replace(policy, most_bytes=_MOST_BYTES, seconds=min(policy.seconds, 20.0))
        self._clock = clock
        self._rules: OrderedDict[str, _Rules] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, url: str) -> float:
        """Seconds that the site wants between two requests, 0 when it does not say. Raises FetchError with the reason "robots"."""
        rules = self._of(url)
        if rules.closed:
            raise FetchError("its robots.txt cannot be had at present, so nothing is fetched from there", "robots", wait=KEEP_FAULTY)
        if rules.parsed is None:
            return 0.0
        if not rules.parsed.can_fetch(url, self.policy.agent):
            raise FetchError("its robots.txt does not want it fetched", "robots")
        return min(float(rules.parsed.crawl_delay(self.policy.agent) or 0.0), _LONGEST_DELAY)

    def _of(self, url: str) -> _Rules:
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            known = self._rules.get(host)
        if known and self._clock() < known.until:
            return known
        made = self._ask(host)
        with self._lock:
            self._rules[host] = made
            self._rules.move_to_end(host)
            while len(self._rules) > _MOST_HOSTS:
                self._rules.popitem(last=False)
        return made

    def _ask(self, host: str) -> _Rules:
        """No robots.txt allows all; a server that fails allows nothing for a while (RFC 9309, 2.3.1)."""
        try:
            return _Rules(self._clock() + KEEP, _parsed(fetch(f"{host}/robots.txt", self.policy)))
        except FetchError as error:
            if error.reason in ("gone", "denied", "http", "redirects", "too-large", "expansion", "encoding", "compression"):
                return _Rules(self._clock() + KEEP)
            if error.reason == "address":
                raise
            return _Rules(self._clock() + KEEP_FAULTY, closed=True)


def _parsed(answer: Answer) -> Any:
    try:
        from protego import Protego
    except ImportError:
        raise MissingExtra("robots.txt is read by protego: pip install 'saksi[feeds]'") from None
    return Protego.parse(answer.data.decode("utf-8", "replace"))
