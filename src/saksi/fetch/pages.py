"""Web addresses as inputs beside files: what ``read_inputs`` calls to open one."""

from __future__ import annotations

from collections.abc import Callable

from saksi.fetch.client import Policy
from saksi.fetch.patience import fetch_page
from saksi.ingest.common import WebPage


def opener(policy: Policy) -> Callable[[str], WebPage]:
    """A function from an address to what stands there. It raises FetchError."""

    def open_page(url: str) -> WebPage:
        answer = fetch_page(url, policy)
        return WebPage(answer.url, answer.data, answer.kind, answer.charset)

    return open_page
