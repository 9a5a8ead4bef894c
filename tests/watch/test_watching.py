"""A watch over real servers on the loopback interface: what it takes, what it refuses, how it ends and goes on."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from command_line import complaints, saksi
from loopback import Request, Site, site

from saksi.errors import InputError
from saksi.fetch import Policy, networks
from saksi.ingest import Failure
from saksi.ledger import Ledger
from saksi.watch import Config, Feed, JsonlSink, LedgerSink, State, Tally, Watch

POLICY = Policy(allowed=networks(["127.0.0.0/8"]), connect_seconds=2, idle_seconds=1, seconds=2)
SUBJECTS = ("bridge", "harbour", "school", "market", "road", "hospital", "ferry", "library", "stadium", "railway")


def story(number: int, extra: str = "") -> str:
    subject = SUBJECTS[number % len(SUBJECTS)]
    first = f"The mayor of town {number} said on Wednesday that {subject} number {number} would open to the public in {number + 2} weeks."
    rest = " ".join(f"Engineer {number * 31 + n} of the {subject} office checked part {n * 7 + number} of the building." for n in range(12))
    return f"<p>{first}</p><p>{rest}</p><p>{extra}</p>"


def page(number: int, extra: str = "", head: str = "") -> str:
    body = f"<body><article>{story(number, extra)}</article></body>"
    return f'<!doctype html><html lang="en"><head><title>Story {number}</title>{head}</head>{body}</html>'


def rss(web: Site, numbers: range, updated: str = "", text: str = "") -> str:
    day = "Wed, 19 Jun 2024 14:{:02}:00 WIB"
    items = "".join(
        f"<item><title>Story {n}</title><link>{web.url(f'/story/{n}?utm_source=rss')}</link><pubDate>{day.format(n % 60)}</pubDate>"
        f"<description>{updated}{text}</description></item>"
        for n in numbers
    )
    return f'<rss version="2.0"><channel><title>Example Wire</title>{items}</channel></rss>'


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as made:
        for number in range(30):
            made.put(f"/story/{number}", page(number))
        yield made


def config(*urls: str, **options: Any) -> Config:
    feeds = tuple(Feed(url, name=f"feed {n}", **options.pop("feed", {})) for n, url in enumerate(urls))
    settings = {"interval": 0.1, "shortest": 0.1, "longest": 0.4, "delay": 0.0, "back_off": 0.05, "tries": 3, "policy": POLICY, **options}
    return Config(feeds=feeds, **settings)


def run(folder: Path, settings: Config, *, once: bool = True, seconds: float = 0.0, until: Callable[[], bool] | None = None) -> Tally:
    watch = Watch(settings, State(folder / "state"), JsonlSink(folder / "out.jsonl"), status=folder / "status.txt")
    if until:
        threading.Thread(target=_stop_when, args=(watch, until), daemon=True).start()
    return watch.run(once=once, until=time.time() + seconds if seconds else float("inf"))


def _stop_when(watch: Watch, until: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not until() and time.monotonic() < end:
        time.sleep(0.02)
    watch.stop()


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines()]


def articles(folder: Path) -> list[dict[str, Any]]:
    return [line["article"] for line in lines(folder) if "article" in line]


def rejected(folder: Path) -> list[dict[str, Any]]:
    return [line["rejected"] for line in lines(folder) if "rejected" in line]


def test_what_a_feed_lists_is_taken_once(web: Site, tmp_path: Path) -> None:
    web.put("/rss", rss(web, range(3)), kind="application/rss+xml")
    tally = run(tmp_path, config(web.url("/rss")))
    assert (tally.articles, tally.rejected.total()) == (3, 0)
    found = sorted(articles(tmp_path), key=lambda article: str(article["title"]))
    first = found[0]
    assert first["raw"].startswith("The mayor of town 0")
    assert (first["url"], first["date"], first["lang"]) == (web.url("/story/0"), "2024-06-19T14:00:00+07:00", "en")
    assert first["source"] == "Example Wire"
    assert first["origin"]["fetched"]
    assert run(tmp_path, config(web.url("/rss"))).articles == 0
    assert web.asked["/story/0"] == 1


def test_one_article_of_two_feeds_is_one(web: Site, tmp_path: Path) -> None:
    web.put("/a", rss(web, range(4)))
    web.put("/b", rss(web, range(2, 6)).replace("utm_source=rss", "utm_source=other"))
    assert run(tmp_path, config(web.url("/a"), web.url("/b"))).articles == 6


def test_a_correction_is_a_new_version_and_a_change_of_the_feed_alone_is_none(web: Site, tmp_path: Path) -> None:
    web.put("/rss", rss(web, range(2)))
    run(tmp_path, config(web.url("/rss")))
    web.put("/story/1", page(1, extra="Correction: an earlier report gave the wrong town, said the editor of the paper."))
    web.put("/rss", rss(web, range(2), updated="corrected"))
    tally = run(tmp_path, config(web.url("/rss")))
    assert (tally.articles, tally.corrected, tally.known) == (1, 1, 1)
    last = lines(tmp_path)[-1]
    assert last["corrected"] is True
    assert "Correction" in last["article"]["raw"]
    assert last["article"]["url"] == web.url("/story/1")


def test_a_feed_that_has_not_changed_is_not_sent_again(web: Site, tmp_path: Path) -> None:
    body = rss(web, range(1))
    web.pages["/rss"] = lambda r: r.answer("", status=304) if r.headers.get("if-none-match") == "v1" else r.answer(body, ETag="v1")
    run(tmp_path, config(web.url("/rss")))
    assert run(tmp_path, config(web.url("/rss"))).unchanged == 1


def test_one_bad_feed_never_stops_another(web: Site, tmp_path: Path) -> None:
    web.put("/rss", rss(web, range(2)))
    web.put("/inward", "", status=302, Location="http://169.254.169.254/latest")
    web.put("/html", "<html><body>no feed</body></html>")
    web.put("/bomb", '<!DOCTYPE a [<!ENTITY b "c">]><rss/>')
    web.put("/gone", "", status=410)
    web.pages["/reset"] = Request.reset
    web.pages["/hang"] = lambda r: time.sleep(1.5)
    names = ("/inward", "/html", "/bomb", "/gone", "/reset", "/hang", "/rss")
    tally = run(tmp_path, config(*(web.url(name) for name in names)))
    assert tally.articles == 2
    assert {r["reason"] for r in rejected(tmp_path)} == {"address", "xml", "doctype", "gone", "connect", "timeout"}
    page_of_status = (tmp_path / "status.txt").read_text()
    assert "failing (doctype)" in page_of_status
    assert "2 articles" in page_of_status
    assert len(page_of_status.splitlines()) == 2 + len(names)


def test_robots_are_obeyed(web: Site, tmp_path: Path) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /story/1")
    web.put("/rss", rss(web, range(2)))
    tally = run(tmp_path, config(web.url("/rss")))
    assert (tally.articles, dict(tally.rejected)) == (1, {"robots": 1})
    assert web.asked["/story/1"] == 0


def test_an_article_is_tried_again_and_then_rejected(web: Site, tmp_path: Path) -> None:
    answers = iter([503, 503, 200])
    web.pages["/story/0"] = lambda r: r.answer(page(0), status=next(answers))
    web.put("/story/1", "", status=500)
    web.put("/story/2", "", status=404)
    web.put("/rss", rss(web, range(3)))
    tally = run(
        tmp_path, config(web.url("/rss"), longest=30.0), once=False, until=lambda: (tmp_path / "out.jsonl").read_text().count("\n") == 3
    )
    assert tally.articles == 1
    assert {r["where"].partition("?")[0][-1]: r["reason"] for r in rejected(tmp_path)} == {"1": "server", "2": "gone"}
    assert (web.asked["/story/0"], web.asked["/story/1"], web.asked["/story/2"]) == (3, 3, 1)


def test_the_feeds_own_text_stands_in_for_a_page_that_cannot_be_had(web: Site, tmp_path: Path) -> None:
    web.put("/story/0", "", status=403)
    web.put("/rss", rss(web, range(1), text="A minister said on Wednesday that talks would go on. " * 10))
    run(tmp_path, config(web.url("/rss")))
    (line,) = lines(tmp_path)
    assert line["article"]["origin"]["form"] == "feed"
    assert "403" in line["note"]


def test_a_feed_can_be_read_without_its_pages(web: Site, tmp_path: Path) -> None:
    web.put("/rss", rss(web, range(2), text="A minister said on Wednesday that talks would go on."))
    assert run(tmp_path, config(web.url("/rss"), feed={"content": "feed", "lang": "en", "source": "Wire"})).articles == 2
    assert web.asked["/story/0"] == 0
    assert articles(tmp_path)[0]["source"] == "Wire"


def test_site_maps_of_site_maps(web: Site, tmp_path: Path) -> None:
    web.put("/index.xml", f"<sitemapindex><sitemap><loc>{web.url('/one.xml')}</loc></sitemap></sitemapindex>", kind="application/xml")
    urls = "".join(f"<url><loc>{web.url(f'/story/{n}')}</loc></url>" for n in range(3))
    web.put("/one.xml", f"<urlset>{urls}</urlset>", kind="application/xml")
    assert run(tmp_path, config(web.url("/index.xml"))).articles == 3


def test_copies_are_told(web: Site, tmp_path: Path) -> None:
    web.put("/story/1", page(0, extra="Additional reporting by the desk of the other paper."))
    web.put("/rss", rss(web, range(3)))
    tally = run(tmp_path, config(web.url("/rss"), threads=1))
    assert (tally.articles, tally.near) == (3, 1)
    (near,) = [line["near"] for line in lines(tmp_path) if "near" in line]
    assert near[0]["relation"] in ("copy", "contains", "within")


def test_a_language_is_told_and_an_unknown_one_recorded(web: Site, tmp_path: Path) -> None:
    web.put("/story/0", page(0).replace(' lang="en"', ""))
    words = "".join(f"<p>{'qwrt zxcv plmk ' * 15}{n}.</p>" for n in range(6))
    web.put("/story/1", f"<html><head><title>X</title></head><body><article>{words}</article></body></html>")
    web.put("/rss", rss(web, range(2)))
    run(tmp_path, config(web.url("/rss")))
    assert sorted(article["lang"] for article in articles(tmp_path)) == ["en", "und"]


def test_one_request_at_a_time_and_a_pause_between_them(web: Site, tmp_path: Path) -> None:
    times: list[float] = []
    for number in range(4):
        web.pages[f"/story/{number}"] = lambda r, n=number: (times.append(time.monotonic()), r.answer(page(n)))[1]  # type: ignore[misc]
    web.put("/rss", rss(web, range(4)))
    run(tmp_path, config(web.url("/rss"), delay=0.2))
    assert all(later - earlier >= 0.19 for earlier, later in pairwise(times))


def test_intervals_adapt_and_failures_back_off(web: Site, tmp_path: Path) -> None:
    web.put("/quiet", rss(web, range(1)))
    web.put("/faulty", "", status=500)
    run(tmp_path, config(web.url("/quiet"), web.url("/faulty")), once=False, seconds=3.0)
    assert 4 <= web.asked["/quiet"] <= 20
    assert 2 <= web.asked["/faulty"] <= 12
    assert len(rejected(tmp_path)) == 1


class Dying(JsonlSink):
    """Writes, and falls over before the state can remember it."""

    def put(self, intakes: Any, rejected: Any) -> Any:
        super().put(intakes, rejected)
        if intakes:
            raise KeyboardInterrupt


def test_a_crash_between_writing_and_remembering_loses_and_doubles_nothing(web: Site, tmp_path: Path) -> None:
    web.put("/rss", rss(web, range(6)))
    settings = config(web.url("/rss"), threads=2)
    for _ in range(3):
        state = State(tmp_path / "state")
        with pytest.raises(KeyboardInterrupt):
            Watch(settings, state, Dying(tmp_path / "out.jsonl")).run(once=True)
    run(tmp_path, settings)
    assert sorted(article["title"] for article in articles(tmp_path)) == [f"Story {n}" for n in range(6)]


def test_what_a_feed_no_longer_lists_is_forgotten(web: Site, tmp_path: Path) -> None:
    web.put("/rss", rss(web, range(5)))
    run(tmp_path, config(web.url("/rss")))
    web.put("/rss", rss(web, range(5, 6)))
    state = State(tmp_path / "state")
    assert state.forget(time.time() + 1) == 0  # it was not read since
    state.close()
    run(tmp_path, config(web.url("/rss")))
    state = State(tmp_path / "state")
    assert state.forget(time.time() + 1) == 5
    state.close()


def test_what_an_unchanged_feed_lists_is_not_forgotten(web: Site, tmp_path: Path) -> None:
    body = rss(web, range(3))
    web.pages["/rss"] = lambda r: r.answer("", status=304) if r.headers.get("if-none-match") == "v1" else r.answer(body, ETag="v1")
    for _ in range(3):
        run(tmp_path, config(web.url("/rss")))
    state = State(tmp_path / "state")
    assert state.forget(time.time() + 1) == 0
    state.close()


def test_two_watches_on_one_state_are_refused(web: Site, tmp_path: Path) -> None:
    state = State(tmp_path / "state")
    with pytest.raises(InputError, match="another watch"):
        State(tmp_path / "state")
    state.close()


def test_into_a_ledger(web: Site, tmp_path: Path) -> None:
    for n in range(3):
        text = "".join(
            f"<p>Foreign Minister Ann Lee of Japan visited Paris on Tuesday and met President Emmanuel Macron, round {n}.</p>"
            for _ in range(2)
        )
        web.put(
            f"/story/{n}", f'<html lang="en"><head><title>Visit {n}</title></head><body><article>{text}{story(n)}</article></body></html>'
        )
    web.put("/story/3", page(3).replace('lang="en"', 'lang="sw"').replace("the", "kwa").replace("said", "alisema"))
    web.put("/rss", rss(web, range(4)))
    Ledger.create(tmp_path / "news.db").close()
    watch = Watch(config(web.url("/rss")), State(tmp_path / "state"), LedgerSink(tmp_path / "news.db"))
    watch.run(once=True)
    with Ledger(tmp_path / "news.db") as ledger:
        summary = ledger.summary()
        assert summary["articles"] >= 3
        assert summary["claims"] >= 3
        assert ledger.articles()[0].url.startswith(web.url("/story/"))
    again = Watch(config(web.url("/rss")), State(tmp_path / "state2"), LedgerSink(tmp_path / "news.db"))
    again.run(once=True)
    with Ledger(tmp_path / "news.db") as ledger:
        assert ledger.summary() == summary


def test_the_command(web: Site, tmp_path: Path) -> None:
    web.put("/rss", rss(web, range(2)))
    web.put("/gone", "", status=410)
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(
        f'[watch]\nallow_networks = ["127.0.0.0/8"]\ndelay = 0\n[[feed]]\nname = "Wire"\nurl = "{web.url("/rss")}"\n'
        f'[[feed]]\nname = "Gone"\nurl = "{web.url("/gone")}"\n'
    )
    done = saksi("watch", str(feeds), "--out", str(tmp_path / "out.jsonl"), "--once", state=tmp_path)
    assert done.returncode == 3, done.stderr
    assert complaints(done)[-1] == "saksi: 2 polls, 2 articles (0 corrected, 0 near-duplicates), 1 rejected (1 gone)"
    assert len(articles(tmp_path)) == 2
    assert "Wire" in (tmp_path / "out.jsonl.watch.txt").read_text()
    with sqlite3.connect(tmp_path / "out.jsonl.watch") as db:
        assert db.execute("SELECT count(*) FROM item WHERE state = 'done'").fetchone() == (2,)
    db.close()


def test_the_sink_says_what_it_could_not_read(tmp_path: Path) -> None:
    sink = JsonlSink(tmp_path / "out.jsonl")
    sink.put((), (Failure("http://e.example/", "is gone", "gone"),))
    assert sink.position() > 0
    with pytest.raises(InputError, match="shorter"):
        sink.resume(10_000)
    sink.close()
