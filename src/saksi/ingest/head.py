"""What a page says of itself: JSON-LD first, then meta tags, then the elements that every page has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from saksi.ingest.common import without_surrogates
from saksi.ingest.dates import iso_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE = ("og:title", "twitter:title", "dc.title", "headline")
_DATE = (
    "article:published_time", "og:article:published_time", "datepublished", "publishdate", "publish-date", "pubdate", "publish_date",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created", "date", "content_published_date",
    "article.published", "published_time", "cxenseparse:recs:publishtime",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "lastmod", "last-modified")
_URL = ("og:url", "twitter:url")
_SOURCE = ("og:site_name", "application-name", "publisher")
_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "content_author")
_TIER = {"free": True, "locked": False, "metered": False}
_ARTICLE_TYPES = ("Article", "NewsArticle", "BlogPosting", "LiveBlogPosting", "Report", "Posting")
_MOST_BLOCKS, _MOST_AUTHORS, _LONGEST = 50, 20, 2000


@dataclass(frozen=True, slots=True)
class Head:
    """Only what the page gives; dates are ISO."""

    title: str = ""
    date: str = ""
    modified: str = ""
    url: str = ""
    lang: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()
    free: bool | None = None
    text: str = ""  # the article itself, where JSON-LD holds it

    def said(self) -> dict[str, Any]:
        """The fields that say something."""
        return {name: value for name, value in asdict(self).items() if value not in ("", (), None)}


def read_head(tree: HtmlElement, address: str = "") -> Head:
    """``address`` is where the page was fetched, to complete relative addresses with."""
    meta = _meta(tree)
    linked = _linked_article(_blocks(tree))
    parts = _parts(linked)
    return Head(
        title=_clean(_string(linked.get("headline")) or _first(meta, _TITLE) or _words(tree, "//title")),
        date=_fullest([_string(linked.get("datePublished")), *_all(meta, _DATE), *_times(tree)]),
        modified=_fullest([_string(linked.get("dateModified")), *_all(meta, _MODIFIED)]),
        url=_address([_canonical(tree), *_all(meta, _URL), _string(linked.get("url")), _string(linked.get("mainEntityOfPage"))], address),
        lang=_clean(_string(linked.get("inLanguage")) or _attribute(tree, "lang") or meta.get("og:locale", "")),
        source=_clean(_first(meta, _SOURCE) or _string(linked.get("publisher"))),
        authors=_authors(linked.get("author") or linked.get("creator"), meta),
        free=_free([linked, *parts], meta),
        text=without_surrogates(_string(linked.get("articleBody")).strip()),
    )


def _meta(tree: HtmlElement) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content and len(found) < 1000:
            found.setdefault(name.strip().lower(), content)
    return found


def _blocks(tree: HtmlElement) -> Iterator[str]:
    scripts = tree.iter("script")
    linked = (s for s in scripts if (s.get("type") or "").strip().lower().startswith("application/ld+json"))
    for _, script in zip(range(_MOST_BLOCKS), linked, strict=False):
        yield script.text or ""


def _linked_article(blocks: Iterable[str]) -> Mapping[str, Any]:
    """The first JSON-LD object that is an article; {} if there is none."""
    for block in blocks:
        try:
            value = json.loads(block.strip().removeprefix("<!--").removesuffix("-->").rstrip("; \n"), strict=False)
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
        for item in value[:200]:
            yield from _objects(item, depth - 1)


def _parts(linked: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    parts = linked.get("hasPart")
    return [part for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, dict)]


def _string(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("url") or value.get("alternateName")
    return value if isinstance(value, str) else ""


def _clean(text: str) -> str:
    return without_surrogates(" ".join(text.split()))[:_LONGEST]


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _all(meta: Mapping[str, str], names: tuple[str, ...]) -> list[str]:
    return [meta[name] for name in names if name in meta]


def _words(tree: HtmlElement, path: str) -> str:
    found = tree.xpath(path)
    return str(found[0].text_content()) if found else ""


def _attribute(tree: HtmlElement, name: str) -> str:
    return str(tree.get(name) or tree.get(f"xml:{name}") or "")


def _canonical(tree: HtmlElement) -> str:
    links = tree.iter("link")
    return next((link.get("href") or "" for link in links if "canonical" in (link.get("rel") or "").lower().split()), "")


def _times(tree: HtmlElement) -> list[str]:
    return [value for element in tree.iter("time") if (value := element.get("datetime") or "")][:1]


def _fullest(values: Iterable[str]) -> str:
    """The first that is a date; when it is only a day, the first that also tells the time of that day."""
    dates = [date for value in values if value and (date := iso_date(value))]
    if not dates:
        return ""
    day = dates[0]
    return next((date for date in dates if len(date) > 10 and date.startswith(day)), day) if len(day) == 10 else day


def _address(values: Iterable[str], base: str) -> str:
    """The first that is a web address, made whole with the address of the page."""
    for value in values:
        try:
            whole = urljoin(base, value.strip())
            if value.strip() and urlsplit(whole).scheme in ("http", "https"):
                return without_surrogates(whole)[:_LONGEST]
        except ValueError:
            continue
    return ""


def _authors(linked: Any, meta: Mapping[str, str]) -> tuple[str, ...]:
    people = linked if isinstance(linked, list) else [linked]
    names = [_string(person) for person in people] if linked else _all(meta, _AUTHOR)[:1]
    clean = (_clean(name) for name in names if not name.startswith(("http://", "https://")))
    return tuple(dict.fromkeys(name for name in clean if name))[:_MOST_AUTHORS]


def _free(linked: Iterable[Mapping[str, Any]], meta: Mapping[str, str]) -> bool | None:
    """False when the article or a part of it is said to be for subscribers."""
    values = [str(item["isAccessibleForFree"]).strip().lower() for item in linked if "isAccessibleForFree" in item]
    told = [value in ("true", "1", "yes") or value.endswith("/true") for value in values]
    if told:
        return all(told)
    return _TIER.get(meta.get("article:content_tier", "").lower())
