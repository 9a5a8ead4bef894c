"""Pages by their address, through the same reader as files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import complaints, saksi
from loopback import Site, site

from saksi.fetch import Policy, networks, opener
from saksi.ingest import Failure, read_inputs
from saksi.records import Article

PAGE = """<!doctype html><html lang="en"><head><title>Bridge opens</title><link rel="canonical" href="/news/bridge"></head><body><article>
<p>The mayor of Rivertown said on Wednesday that the new bridge would open to traffic next week, after two years of work on it.</p>
<p>Officials of the ministry had inspected the bridge a day earlier and found no faults, a statement of the town council said.</p>
</article></body></html>"""


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as made:
        yield made


def read(*urls: str) -> list[Article | Failure]:
    return list(read_inputs(urls, open_page=opener(Policy(allowed=networks(["127.0.0.0/8"])))))


def test_a_page_becomes_an_article_with_its_whole_address(web: Site) -> None:
    web.put("/news/bridge.html", PAGE)
    (article,) = read(web.url("/news/bridge.html?utm=1"))
    assert isinstance(article, Article)
    assert (article.title, article.url, article.lang) == ("Bridge opens", web.url("/news/bridge"), "en")
    assert article.raw.startswith("The mayor of Rivertown")
    assert article.origin
    assert (article.origin.form, len(article.origin.digest)) == ("html", 64)


def test_the_servers_word_on_the_encoding_counts(web: Site) -> None:
    web.put("/", PAGE.replace("mayor", "mayor Łukasz").encode("iso-8859-2"), kind="text/html; charset=iso-8859-2")
    (article,) = read(web.url())
    assert isinstance(article, Article)
    assert "mayor Łukasz" in article.raw


def test_text_and_json_are_read_as_what_they_are(web: Site) -> None:
    web.put("/a.txt", "Jembatan dibuka.", kind="text/plain")
    web.put("/a", '{"text": "Jembatan dibuka."}', kind="application/json")
    assert [a.raw for a in read(web.url("/a.txt"), web.url("/a")) if isinstance(a, Article)] == ["Jembatan dibuka."] * 2


def test_what_is_not_there_or_not_allowed_fails_alone(web: Site) -> None:
    web.put("/", PAGE)
    items = read(web.url("/gone"), "http://10.0.0.1/", web.url())
    assert [getattr(item, "reason", "article") for item in items] == ["gone", "address", "article"]
    (refused,) = read_inputs([web.url()])
    assert isinstance(refused, Failure)
    assert refused.reason == "address"


def test_saksi_read_url(web: Site, tmp_path: Path) -> None:
    web.put("/bridge", PAGE)
    refused = saksi("read", web.url("/bridge"), state=tmp_path)
    assert refused.returncode == 1
    assert "--allow-network" in complaints(refused)[0]
    done = saksi("read", web.url("/bridge"), web.url("/gone"), "--allow-network", "127.0.0.0/8", state=tmp_path)
    assert done.returncode == 3
    assert b"Rivertown" in done.stdout
    assert complaints(done)[-1] == "saksi: 1 of 2 inputs could not be read (1 gone)"
    wrong = saksi("read", web.url("/bridge"), "--allow-network", "home", state=tmp_path)
    assert wrong.returncode == 2
