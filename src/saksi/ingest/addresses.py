"""One address for an article, however it is linked: no tracking, no fragment, no mobile or AMP twin."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm_|mc_|pk_|piwik_|matomo_|hsa_|at_|vero_|oly_|ito_|wt_|_hs|ga_).*|(?:fb|g|dc|ms|y|tw)clid|igshid|cmpid|cid|ncid|ref|ref_src|refsrc|"
    r"ref_url|source|src|from|feature|smid|smtyp|spm|cmp|ocid|xtor|partner|share|shared|rss|amp|outputtype|fb_ref|fb_source|mkt_tok|s_cid|taid",
    re.I,
)
_WHOLE = ("page", "all")  # the page that shows an article undivided
_AMP_HOST = re.compile(r"^(?:amp|m|mobile|www)\.(?=[^.]+\.)")
_AMP_PATH = re.compile(r"(?:/amp)+/?$|(?<=[^/])\.amp(?=\.html?$|$)", re.I)
_CACHE = re.compile(r"^https?://(?:www\.google\.[a-z.]+/amp|[a-z0-9-]+\.cdn\.ampproject\.org/[cv])/(s/)?(.+)$", re.I)
_PORTS = {"http": 80, "https": 443}


def canonical(url: str) -> str:
    """``url`` in the form that articles are told apart by; itself when it is no web address."""
    url = url.strip()
    if cached := _CACHE.match(url):
        url = f"http{(cached[1] and 's') or ''}://{cached[2]}"
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in _PORTS or not host:
        return url
    host = f"[{host}]" if ":" in host else host.removeprefix("amp.") if host.count(".") > 1 else host
    netloc = host if port in (None, _PORTS[parts.scheme.lower()]) else f"{host}:{port}"
    path = _AMP_PATH.sub("", parts.path) or "/"
    return urlunsplit((parts.scheme.lower(), netloc, path, _query(parts.query), ""))


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one host, "www.", "m." and "amp." aside: who may say what an article's address is."""
    return _site(one) == _site(other) != ""


def _query(query: str) -> str:
    if not query or len(query) > 2000:
        return query
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _TRACKING.fullmatch(name)]
    return urlencode([pair for pair in kept if (pair[0].lower(), pair[1].lower()) != _WHOLE])


def _site(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
        return _AMP_HOST.sub("", (parts.hostname or "").rstrip(".").lower()) + port
    except ValueError:
        return ""
