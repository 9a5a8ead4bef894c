"""RSS, Atom, JSON Feed and site maps to items. Runs in the sandbox: ``read_feed`` is a task.

RSS and Atom are read by feedparser (https://feedparser.readthedocs.io); its dates are not used, since it reads every zone that it does
not know as UTC.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

from saksi.errors import InputError, MissingExtra
from saksi.ingest.common import without_surrogates
from saksi.ingest.dates import iso_date

MOST_ITEMS = 2000
_LONGEST_TEXT, _LONGEST_WORD = 500_000, 2000
_BEFORE_ROOT = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<[A-Za-z]", re.I)
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]{0,20})[^>]{0,2000}>")
_BLOCKS = frozenset(["p", "div", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "tr", "figure", "section", "article", "ul", "ol"])
_PAID = {"subscription": False, "registration": False}


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed. ``text`` is what the feed holds of the article itself, "" when it holds none."""

    id: str = ""
    url: str = ""
    title: str = ""
    date: str = ""
    modified: str = ""
    lang: str = ""
    source: str = ""
    summary: str = ""
    text: str = ""
    authors: tuple[str, ...] = ()
    free: bool | None = None


def read_feed(data: bytes, address: str = "", kind: str = "") -> Iterator[dict[str, Any]]:
    """First {"form", "title", "broken"}, then an Item for each entry, newest as the feed has them. ``broken``: it ended too early.

    A site map of site maps has the form "index", and its items are addresses of site maps. Raises InputError ("empty", "json", "xml",
    "doctype", "no-article").
    """
    if not data.strip():
        raise InputError("is empty; there is nothing to read", "empty")
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"{", b"[") or kind in ("application/json", "application/feed+json"):
        head, items = _json_feed(data, address)
    else:
        refuse_doctype(data)
        head, items = _site_map(data) if _is_site_map(data) else _feedparser(data, address, kind)
    yield head
    for item in items[:MOST_ITEMS]:
        yield asdict(item)


def refuse_doctype(data: bytes) -> None:
    """Raises InputError with the reason "doctype" for a declaration in front of the first element, in whatever encoding."""
    found = _BEFORE_ROOT.search(data.replace(b"\x00", b""))
    if found and found[0].startswith(b"<!"):
        raise InputError("has a document type declaration, which feeds need not have and which can make a parser swell", "doctype")


def _word(value: Any) -> str:
    return without_surrogates(" ".join(value.split()))[:_LONGEST_WORD] if isinstance(value, str) else ""


def plain_text(markup: str) -> str:
    """The words of a piece of HTML, a line for each block."""

    def replace(match: re.Match[str]) -> str:
        return "\n\n" if match[2].lower() in _BLOCKS else ""

    text = html.unescape(_TAG.sub(replace, markup[:_LONGEST_TEXT]))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return without_surrogates("\n\n".join(line for line in lines if line))


# RSS and Atom


def _feedparser(data: bytes, address: str, kind: str) -> tuple[dict[str, Any], list[Item]]:
    try:
        import feedparser
    except ImportError:
        raise MissingExtra("feeds are read by feedparser: pip install 'saksi[feeds]'") from None
    headers = {"content-location": address, "content-type": kind} if kind else {"content-location": address}
    parsed = feedparser.parse(BytesIO(data), response_headers=headers, sanitize_html=False)
    if not parsed.entries and not parsed.get("version"):
        raise InputError("is no feed; give the address of an RSS, Atom or JSON feed or of a site map", "xml")
    broken = _ends_early(data)
    entries = parsed.entries[:-1] if broken and parsed.entries else parsed.entries
    feed = parsed.feed
    lang, source = _word(feed.get("language")), _word(feed.get("title"))
    # plain dictionaries: feedparser's own give the day of publication for an update that is not there
    items = [_entry(dict(entry), lang, source) for entry in entries]
    return {"form": parsed.get("version") or "feed", "title": source, "broken": broken}, items


def _ends_early(data: bytes) -> bool:
    """Whether the last thing in the data is not the end of the root element."""
    end = data.replace(b"\x00", b"").rstrip()[-400:].lower()
    return not any(root in end for root in (b"</rss>", b"</feed>", b"</rdf:rdf>", b"</channel>", b"</urlset>", b"</sitemapindex>"))


def _entry(entry: Mapping[str, Any], lang: str, source: str) -> Item:
    contents = [c for c in entry.get("content", ()) if isinstance(c, Mapping)]
    full = max((str(c.get("value", "")) for c in contents), key=len, default="")
    summary = str(entry.get("summary", ""))
    authors = [_word(a.get("name")) for a in entry.get("authors", ()) if isinstance(a, Mapping)] or [_word(entry.get("author"))]
    published = entry.get("published") or entry.get("created") or entry.get("date") or ""
    origin = entry.get("source")
    return Item(
        id=_word(entry.get("id")),
        url=_word(entry.get("link")),
        title=_word(html.unescape(str(entry.get("title", "")))),
        date=iso_date(_word(published) or _word(entry.get("updated"))),
        modified=iso_date(_word(entry.get("updated"))),
        lang=next((_word(c.get("language")) for c in contents if c.get("language")), lang),
        source=_word(origin.get("title")) if isinstance(origin, Mapping) and origin.get("title") else source,
        summary=plain_text(summary)[:_LONGEST_WORD],
        text=plain_text(full if len(full) > len(summary) else summary),
        authors=tuple(dict.fromkeys(a for a in authors if a))[:20],
        free=_PAID.get(_word(entry.get("access") or entry.get("dc_accessrights")).lower()),
    )


# JSON Feed (https://www.jsonfeed.org)


def _json_feed(data: bytes, address: str) -> tuple[dict[str, Any], list[Item]]:
    try:
        value = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"bad JSON: {str(error).splitlines()[0][:100]}", "json") from None
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        raise InputError("is JSON, but no JSON Feed: it has no list of items", "json")
    lang, source = _word(value.get("language")), _word(value.get("title"))
    items = [_json_item(item, lang, source, address) for item in value["items"][:MOST_ITEMS] if isinstance(item, dict)]
    return {"form": "json", "title": source, "broken": False}, items


def _json_item(item: Mapping[str, Any], lang: str, source: str, address: str) -> Item:
    markup, text = item.get("content_html"), item.get("content_text")
    people = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    body = without_surrogates(text)[:_LONGEST_TEXT] if isinstance(text, str) else plain_text(markup) if isinstance(markup, str) else ""
    url = _word(item.get("url"))
    return Item(
        id=_word(str(item.get("id", ""))),
        url=_joined(address, url) if url else "",
        title=_word(item.get("title")),
        date=iso_date(_word(item.get("date_published")) or _word(item.get("date_modified"))),
        modified=iso_date(_word(item.get("date_modified"))),
        lang=_word(item.get("language")) or lang,
        source=source,
        summary=_word(item.get("summary")),
        text=body,
        authors=tuple(name for p in people or () if isinstance(p, dict) and (name := _word(p.get("name"))))[:20],
    )


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return ""


# Site maps (https://www.sitemaps.org, with the news extension)


def _is_site_map(data: bytes) -> bool:
    head = data[:4096].replace(b"\x00", b"").lower()
    return b"<urlset" in head or b"<sitemapindex" in head


def _site_map(data: bytes) -> tuple[dict[str, Any], list[Item]]:
    items: list[Item] = []
    form, broken = "sitemap", False
    try:
        for _, element in ElementTree.iterparse(BytesIO(data), events=("end",)):
            name = _local(element.tag)
            if name in ("url", "sitemap"):
                form = "index" if name == "sitemap" else form
                items.append(_site_map_item(element))
                element.clear()
            if len(items) >= 50_000:
                break
    except ElementTree.ParseError as error:
        broken = True
        if not items:
            raise InputError(f"broken XML: {error}", "xml") from None
    newest = sorted((i for i in items if i.url), key=lambda item: item.date or item.modified, reverse=True)
    return {"form": form, "title": "", "broken": broken}, newest


def _site_map_item(element: ElementTree.Element) -> Item:
    said: dict[str, str] = {}
    for child in element.iter():
        said.setdefault(_local(child.tag), (child.text or "").strip())
    return Item(
        url=_word(said.get("loc", "")),
        title=_word(said.get("title", "")),
        date=iso_date(said.get("publication_date", "")),
        modified=iso_date(said.get("lastmod", "")),
        lang=_word(said.get("language", "")),
        source=_word(said.get("name", "")),
        free=_PAID.get(said.get("access", "").lower()),
    )


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()
