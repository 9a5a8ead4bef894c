"""HTML: what a page says of itself, and the article in it."""

from __future__ import annotations

import builtins
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.errors import MissingExtra
from saksi.ingest import Failure, read_inputs
from saksi.ingest.page import describe, read_page
from saksi.records import Article

BODY = """<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Bridge opens</h1>
<p>The mayor of the river town said on Wednesday that the new bridge would open to traffic next week, after two years of work.</p>
<p>Officials of the ministry had inspected the bridge a day earlier and found no faults, according to a statement of the town council.</p>
</article><footer>Copyright Example</footer></body>"""
LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Example"},
{"@type": ["NewsArticle"], "headline": "Bridge opens", "datePublished": "2024-06-19T08:00:00+07:00", "inLanguage": "en-GB",
 "publisher": {"@type": "Organization", "name": "Example News"}}]}</script>"""


def page(head: str, attributes: str = "") -> str:
    return f"<!doctype html><html{attributes}><head>{head}</head>{BODY}</html>"


def read(data: bytes, tmp_path: Path) -> Article | Failure:
    file = tmp_path / "page.html"
    file.write_bytes(data)
    (item,) = read_inputs([str(file)])
    return item


def test_linked_data_comes_first() -> None:
    said = describe(
        page(
            LINKED
            + '<title>Bridge | Example</title><meta property="og:title" content="Bridge!"><link rel="canonical" href="https://e.org/b">'
        )
    )
    assert said == {
        "title": "Bridge opens",
        "date": "2024-06-19T08:00:00+07:00",
        "url": "https://e.org/b",
        "lang": "en-GB",
        "source": "Example News",
    }


def test_meta_tags_stand_in_for_it() -> None:
    head = (
        '<title>Bridge | Example</title><meta property="og:title" content="Bridge opens"><meta property="og:url" content="https://e.org/b">'
        '<meta property="article:published_time" content="2024-06-19T01:00:00Z"><meta property="og:site_name" content="Example News">'
    )
    assert describe(page(head, ' lang="en"')) == {
        "title": "Bridge opens", "date": "2024-06-19T01:00:00Z", "url": "https://e.org/b", "lang": "en", "source": "Example News",
    }  # fmt: skip


@pytest.mark.parametrize("script", ["{", "[]", "null", '{"@graph": [[[1]]]}', '{"@type": "Person", "name": "Ann"}', "[" * 5000])
def test_broken_linked_data_is_passed_over(script: str) -> None:
    said = describe(page(f'<script type="application/ld+json">{script}</script><title>Bridge opens</title>'))
    assert said == {"title": "Bridge opens"}


def test_the_article_is_found_and_the_page_around_it_is_not(tmp_path: Path) -> None:
    article = read(page(LINKED).encode(), tmp_path)
    assert isinstance(article, Article)
    assert "The mayor of the river town" in article.raw
    assert "Copyright" not in article.raw
    assert "World" not in article.raw
    assert (article.title, article.date, article.date_origin, article.lang) == (
        "Bridge opens",
        "2024-06-19T08:00:00+07:00",
        "metadata",
        "en-GB",
    )


def test_the_declared_character_set_is_used(tmp_path: Path) -> None:
    html = page('<meta charset="windows-1251"><title>Мост</title>').replace("The mayor", "Мэр")
    article = read(html.encode("cp1251"), tmp_path)
    assert isinstance(article, Article)
    assert article.title == "Мост"
    assert "Мэр of the river town" in article.raw


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: object, **kwargs: object) -> object:
        if name.startswith("trafilatura"):
            raise ImportError(name)
        return real(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"pip install 'saksi\[html\]'"):
        list(read_page(page("").encode()))


@given(st.text("<>/!-='\"&; abmetscriptld+jonhq", max_size=120))
def test_any_markup_can_be_described(html: str) -> None:
    assert isinstance(describe(html), dict)
