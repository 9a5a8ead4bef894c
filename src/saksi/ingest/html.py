"""HTML pages. What the page says of itself (JSON-LD, meta tags) gives title, date with zone, address and language;
the article's text is found by trafilatura (https://trafilatura.readthedocs.io), an optional dependency.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from saksi.errors import InputError, MissingExtra
from saksi.ingest.common import Settings, article_id, decode, iso_date, without_surrogates
from saksi.records import Article

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([A-Za-z0-9_.:-]{2,40})""", re.I)
_TITLE = ("og:title", "twitter:title", "dc.title", "headline")
_DATE = (
    "article:published_time", "og:article:published_time", "datepublished", "publishdate", "publish-date", "pubdate",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created", "date", "content_published_date",
)  # fmt: skip
_URL = ("og:url", "twitter:url")
_SOURCE = ("og:site_name", "application-name", "publisher")
_ARTICLE_TYPES = ("Article", "NewsArticle", "BlogPosting", "LiveBlogPosting", "Report", "Posting")


@dataclass(slots=True)
class _Page:
    """What the head of a page says, first come first kept."""

    meta: dict[str, str] = field(default_factory=dict)
    linked: list[str] = field(default_factory=list)
    canonical: str = ""
    lang: str = ""
    title: str = ""
    time: str = ""


class _HeadReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = _Page()
        self._into = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        page = self.page
        if tag == "html":
            page.lang = page.lang or values.get("lang", "") or values.get("xml:lang", "")
        elif tag == "meta":
            name = values.get("property") or values.get("name") or values.get("itemprop") or ""
            if name and values.get("content", "").strip():
                page.meta.setdefault(name.lower(), values["content"].strip())
        elif tag == "link" and "canonical" in values.get("rel", "").lower().split():
            page.canonical = page.canonical or values.get("href", "")
        elif tag == "time":
            page.time = page.time or values.get("datetime", "")
        elif tag == "title" and not page.title:
            self._into = "title"
        elif tag == "script" and values.get("type", "").lower().startswith("application/ld+json"):
            self._into = "script"

    def handle_data(self, data: str) -> None:
        if self._into:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag != self._into or not self._into:
            return
        text = "".join(self._text)
        if tag == "title":
            self.page.title = " ".join(text.split())
        else:
            self.page.linked.append(text)
        self._into = ""
        self._text = []


def read_html(data: bytes, where: str, settings: Settings) -> Article:
    """The article of a page. Raises MissingExtra without trafilatura, InputError for a page without an article."""
    return article_of_page(_decoded(data, where, settings), where, settings)


def article_of_page(page: str, where: str, settings: Settings) -> Article:
    said = describe(page)
    text = without_surrogates(_text(page) or said.pop("text", ""))
    if not text.strip():
        raise InputError("no article found in the page; give its text instead")
    date = said.get("date", "") or settings.date
    return Article(
        id=article_id(where, text),
        raw=text,
        date=date,
        date_origin="metadata" if date else "",
        lang=said.get("lang", "") or settings.lang,
        title=said.get("title", ""),
        url=said.get("url", ""),
        source=said.get("source", ""),
    )


def describe(page: str) -> dict[str, str]:
    """``title``, ``date``, ``url``, ``lang``, ``source`` (and ``text``) as the page itself gives them; only what it gives."""
    reader = _HeadReader()
    reader.feed(page)
    reader.close()
    head = reader.page
    linked = _linked_article(head.linked)
    found = {
        "title": _string(linked.get("headline")) or _first(head.meta, _TITLE) or head.title,
        "date": iso_date(_string(linked.get("datePublished"))) or _first_date(head.meta) or iso_date(head.time),
        "url": head.canonical or _first(head.meta, _URL) or _string(linked.get("url")) or _string(linked.get("mainEntityOfPage")),
        "lang": _string(linked.get("inLanguage")) or head.lang or head.meta.get("og:locale", ""),
        "source": _first(head.meta, _SOURCE) or _string(linked.get("publisher")),
        "text": _string(linked.get("articleBody")),
    }
    return {name: without_surrogates(value.strip()) for name, value in found.items() if value.strip()}


def _decoded(data: bytes, where: str, settings: Settings) -> str:
    """By the character set that the page declares, when it is UTF-8 in truth whatever it declares."""
    try:
        return data.decode("utf-8-sig") if data.strip() and b"\x00" not in data else decode(data, where, settings.notify)
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
        if declared:
            try:
                return data.decode(declared[1].decode("ascii"))
            except (LookupError, UnicodeDecodeError):
                pass
        return decode(data, where, settings.notify)


def _text(page: str) -> str:
    try:
        import trafilatura
    except ImportError:
        raise MissingExtra("reading HTML needs trafilatura: pip install 'saksi[html]'") from None
    return trafilatura.extract(page, include_comments=False, include_tables=False, favor_recall=False, deduplicate=False) or ""


def _linked_article(blocks: list[str]) -> Mapping[str, Any]:
    """The first JSON-LD object that is an article; {} if there is none."""
    for block in blocks:
        try:
            value = json.loads(block, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(value, depth=6):
            kinds = item.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and name.endswith(_ARTICLE_TYPES) for name in names):
                return item
    return {}


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth - 1)
        yield from _objects(value.get("mainEntity"), depth - 1)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item, depth - 1)


def _string(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("url") or value.get("alternateName")
    return value if isinstance(value, str) else ""


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _first_date(meta: Mapping[str, str]) -> str:
    return next((date for name in _DATE if (date := iso_date(meta.get(name, "")))), "")
