"""Fetching from the web, politely and without danger: what ``saksi read URL`` and ``saksi watch`` use.

``address`` says what may be fetched, ``client`` fetches it, ``robots`` asks whether the site wants it. Names are loaded when they are first
used: who reads files needs no network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from saksi.lazy import names_in

if TYPE_CHECKING:
    from saksi.fetch.address import networks
    from saksi.fetch.client import Answer, Policy, fetch
    from saksi.fetch.errors import FetchError
    from saksi.fetch.pages import opener
    from saksi.fetch.patience import fetch_page

__all__ = ["Answer", "FetchError", "Policy", "fetch", "fetch_page", "networks", "opener"]

__getattr__ = names_in(
    __name__,
    {
        "address": ("networks",),
        "client": ("Answer", "Policy", "fetch"),
        "errors": ("FetchError",),
        "pages": ("opener",),
        "patience": ("fetch_page",),
    },
)
