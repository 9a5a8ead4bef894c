"""Feeds and site maps to items, in the sandbox and beside it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.errors import InputError
from saksi.ingest.addresses import canonical, same_site
from saksi.ingest.feeds import plain_text, read_feed
from saksi.sandbox import Limits, Sandbox

RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Warta Contoh</title><language>id-ID</language><link>https://w.example/</link>
<item><title>Jembatan “baru” &amp;amp; jalan dibuka</title><link>https://w.example/a/1?utm_source=rss</link>
<guid isPermaLink="false">w-1</guid>
<pubDate>Rab, 19 Jun 2024 14:05:00 WIB</pubDate><dc:creator>Sari Melati</dc:creator>
<description>Ringkas &lt;b&gt;saja&lt;/b&gt;.</description>
<content:encoded><![CDATA[<p>Jembatan dibuka pekan depan.</p><p>Kata wali kota.</p><script>x</script>]]></content:encoded></item>
<item><title>Kedua</title><link>/a/2</link><pubDate>Wed, 19 Jun 2024 08:00:00 GMT</pubDate></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Wire</title><entry><id>urn:1</id>
<title type="html">Bridge &amp;amp; road</title>
<link rel="alternate" href="https://e.example/1"/><published>2024-06-19T08:00:00+09:00</published><updated>2024-06-20T08:00:00+09:00</updated>
<author><name>Ann Lee</name></author><content type="html">&lt;p&gt;The bridge opens.&lt;/p&gt;</content></entry></feed>"""
SITE_MAP = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://e.example/old</loc><lastmod>2024-06-01</lastmod></url>
<url><loc>https://e.example/new</loc>
<news:news><news:publication><news:name>Example</news:name><news:language>en</news:language></news:publication>
<news:access>Subscription</news:access><news:publication_date>2024-06-19T08:00+07:00</news:publication_date>
<news:title>New</news:title></news:news></url></urlset>"""
INDEX = "<sitemapindex><sitemap><loc>https://e.example/1.xml</loc><lastmod>2024-06-19</lastmod></sitemap></sitemapindex>"
BOMB = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'


def feed(data: str | bytes, kind: str = "", address: str = "https://w.example/rss") -> tuple[dict[str, object], list[dict[str, object]]]:
    head, *items = read_feed(data.encode() if isinstance(data, str) else data, address, kind)
    return head, items


def reason(data: str | bytes, kind: str = "") -> str:
    with pytest.raises(InputError) as caught:
        feed(data, kind)
    return caught.value.reason


def test_rss() -> None:
    head, (first, second) = feed(RSS.format(encoding="utf-8"))
    assert (head["title"], head["broken"]) == ("Warta Contoh", False)
    assert first["title"] == "Jembatan “baru” & jalan dibuka"
    assert first["date"] == "2024-06-19T14:05:00+07:00"
    assert (first["id"], first["lang"], first["source"], first["authors"]) == ("w-1", "id-ID", "Warta Contoh", ("Sari Melati",))
    assert str(first["text"]).startswith("Jembatan dibuka pekan depan.\n\nKata wali kota.")
    assert first["summary"] == "Ringkas saja."
    assert second["url"] == "https://w.example/a/2"
    assert second["date"] == "2024-06-19T08:00:00+00:00"


@pytest.mark.parametrize(
    ("declared", "true", "kind"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "cp1252", ""),
        ("utf-16", "utf-16", ""),
        ("windows-1252", "cp1252", "application/rss+xml"),
        ("iso-8859-1", "utf-8", "text/xml; charset=utf-8"),
    ],
)
def test_wrong_encodings_lose_no_item(declared: str, true: str, kind: str) -> None:
    _, items = feed(RSS.format(encoding=declared).encode(true), kind)
    assert [item["id"] for item in items] == ["w-1", "https://w.example/a/2"] or len(items) == 2
    assert "Jembatan" in str(items[0]["title"])


def test_atom() -> None:
    head, (item,) = feed(ATOM)
    assert head["title"] == "Example Wire"
    assert (item["title"], item["url"], item["text"]) == ("Bridge & road", "https://e.example/1", "The bridge opens.")
    assert (item["date"], item["modified"], item["authors"]) == ("2024-06-19T08:00:00+09:00", "2024-06-20T08:00:00+09:00", ("Ann Lee",))


def test_json_feed() -> None:
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Example",
        "language": "en",
        "items": [
            {"id": 7, "url": "/7", "content_html": "<p>One.</p>", "date_published": "2024-06-19T08:00:00Z", "authors": [{"name": "Ann"}]},
            5,
        ],
    }
    _, (item,) = feed(json.dumps(value))
    assert (item["id"], item["url"], item["text"], item["lang"], item["authors"]) == ("7", "https://w.example/7", "One.", "en", ("Ann",))
    assert reason("{") == reason('{"a": 1}') == reason("[" * 100_000) == "json"


def test_site_maps_newest_first() -> None:
    head, items = feed(SITE_MAP)
    assert head["form"] == "sitemap"
    assert [item["url"] for item in items] == ["https://e.example/new", "https://e.example/old"]
    assert (items[0]["title"], items[0]["free"], items[0]["date"]) == ("New", False, "2024-06-19T08:00+07:00")
    head, items = feed(INDEX)
    assert (head["form"], items[0]["url"]) == ("index", "https://e.example/1.xml")


@pytest.mark.parametrize("document", [RSS.format(encoding="utf-8"), ATOM, SITE_MAP])
def test_a_feed_cut_off_anywhere_gives_whole_items_only(document: str) -> None:
    _, whole = feed(document)
    for cut in range(len(document) // 2, len(document) - 20, 37):
        try:
            head, items = feed(document[:cut])
        except InputError:
            continue
        assert head["broken"]
        assert all(item in whole for item in items)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_document_types_are_refused(encoding: str) -> None:
    assert reason(BOMB.encode(encoding)) == "doctype"
    assert reason(BOMB.replace("rss", "urlset").encode(encoding)) == "doctype"


def test_what_is_no_feed_is_said_to_be_none() -> None:
    assert reason("") == "empty"
    assert reason("<html><body>Not found</body></html>") == "xml"
    assert reason("just words") == "xml"
    assert reason("<urlset><url") == "xml"


@pytest.mark.parametrize(
    "data",
    [
        "<rss>" + "<a>" * 400_000,
        "<rss><channel><item><title>" + "x" * 4_000_000,
        "<rss><channel>" + "<item><title>x</title></item>" * 60_000 + "</channel></rss>",
        "<rss><channel><item><description>" + "&lt;b " * 500_000 + "</description></item></channel></rss>",
        "<urlset>" + "<url><loc>https://e.example/</loc></url>" * 100_000 + "</urlset>",
    ],
)
def test_hostile_feeds_end_in_time(data: str) -> None:
    with Sandbox(Limits(seconds=2, memory=512 << 20)) as box:
        try:
            items = list(box.run("saksi.ingest.feeds:read_feed", data.encode()))
            assert len(items) <= 2001
        except InputError as error:
            assert error.reason in ("time", "memory", "xml", "deep", "crashed")


def test_blocks_become_lines_and_the_rest_goes() -> None:
    assert plain_text("<p>One&nbsp;<b>two</b></p><img src=x>three<br/>four &lt;x&gt;") == "One two\n\nthree\n\nfour <x>"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://News.Example:443/a?utm_source=x&id=3&fbclid=y#top", "https://news.example/a?id=3"),
        ("http://news.example/a/amp/", "http://news.example/a"),
        ("https://amp.news.example/a?page=all", "https://news.example/a"),
        ("https://news.example/a?page=2", "https://news.example/a?page=2"),
        ("https://www.google.com/amp/s/news.example/a/amp", "https://news.example/a"),
        ("https://news-example.cdn.ampproject.org/c/s/news.example/a.amp.html", "https://news.example/a.html"),
        ("http://news.example:8080", "http://news.example:8080/"),
        ("https://news.example/camp", "https://news.example/camp"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("http://[", "http://["),
    ],
)
def test_one_address_for_an_article(url: str, expected: str) -> None:
    assert canonical(url) == expected
    assert canonical(expected) == expected


def test_whose_word_on_an_address_counts() -> None:
    assert same_site("https://www.news.example/a", "http://amp.news.example/b")
    assert not same_site("https://news.example/a", "https://other.example/a")
    assert not same_site("", "")


@given(st.text("<>/!-='\"&; rsfeditmlnk[]{}:,", max_size=150))
def test_any_text_is_a_feed_or_none(text: str) -> None:
    try:
        assert isinstance(list(read_feed(text.encode())), list)
    except InputError as error:
        assert error.reason
