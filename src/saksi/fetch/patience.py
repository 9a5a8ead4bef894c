"""A page that a user names: tried again when it may go well the next time."""

from __future__ import annotations

import random
import time

from saksi.fetch.client import Answer, Policy, fetch
from saksi.fetch.errors import FetchError

TRIES = 3
_LONGEST_WAIT = 20.0


def fetch_page(url: str, policy: Policy, tries: int = TRIES, first_wait: float = 1.0) -> Answer:
    """Raises FetchError. Waits about 1 s, then 2 s, or as long as the server asks; not when that is over 20 s."""
    for attempt in range(1, tries + 1):
        try:
            return fetch(url, policy, accept="text/html,application/xhtml+xml,*/*;q=0.5")
        except FetchError as error:
            wait = max(error.wait, first_wait * 2 ** (attempt - 1) * random.uniform(0.5, 1.5))
            if attempt == tries or not error.passing or wait > _LONGEST_WAIT:
                raise
            time.sleep(wait)
    raise AssertionError("the last try returns or raises")
