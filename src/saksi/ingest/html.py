"""HTML pages. What the page says of itself gives title, date with zone, address, language, authors; the article's text is found by
trafilatura (https://trafilatura.readthedocs.io), an optional dependency, in a process that can be killed.

Offsets of evidence point into the extracted text, which is kept together with the hash of the page: an extractor drops, joins and
reorders, so that there is no way back from its text into the HTML.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import Any

from saksi.errors import InputError
from saksi.ingest.common import Notify, Settings, article_id, decode
from saksi.records import Article, Origin

MAX_PAGE_BYTES = 5 << 20

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([A-Za-z0-9_.:-]{2,40})""", re.I)
_TASK = "saksi.ingest.page:read_page"


def read_html(data: bytes, where: str, settings: Settings, *, charset: str = "", address: str = "") -> Article:
    """The article of a page. ``charset`` and ``address`` are what the server said, when there was one.

    Raises MissingExtra without trafilatura, InputError for a page without an article, over a limit, or that had to be given up.
    """
    if len(data) > MAX_PAGE_BYTES:
        raise InputError(f"is a page of {len(data) / 1e6:.1f} MB, over {MAX_PAGE_BYTES >> 20} MiB; give its text instead", "too-large")
    page = decode_page(data, where, settings.notify, charset)
    said = settings.sandbox.first(_TASK, page.encode("utf-8", "replace"), address=address, extractor=settings.extractor)
    return article_of_page(said, where, settings, hashlib.sha256(data).hexdigest(), address)


def article_of_page(said: dict[str, Any], where: str, settings: Settings, digest: str, address: str = "", form: str = "html") -> Article:
    """The answer of the sandbox as a record."""
    date, origin = settings.dated(said["date"])
    text = said["text"]
    return Article(
        id=article_id(where, text),
        raw=text,
        date=date,
        date_origin=origin,
        lang=said["lang"] or settings.lang,
        title=said["title"],
        url=said["url"] or address,
        source=said["source"],
        origin=_origin(said, Origin(form, where, digest)),
    )


def _origin(said: dict[str, Any], origin: Origin) -> Origin:
    authors, captions = tuple(said["authors"]), tuple(said["captions"])
    return replace(origin, modified=said["modified"], authors=authors, captions=captions, free=said["free"])


def decode_page(data: bytes, where: str, notify: Notify, charset: str = "") -> str:
    """UTF-8 when it is that in truth, whatever is declared; else by the server's word, the page's word, or a guess that is told."""
    try:
        return data.decode("utf-8-sig") if data.strip() and b"\x00" not in data else decode(data, where, notify)
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
        for name in (charset, declared[1].decode("ascii") if declared else ""):
            try:
                return data.decode(name)
            except (LookupError, UnicodeDecodeError, ValueError):
                continue
        return decode(data, where, notify)
