"""What the threads of a watch do: fetch and parse. They share nothing but the sandboxes and the rules of robots; what they found is
handed back as a record."""

from __future__ import annotations

import contextlib
import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from saksi.errors import InputError
from saksi.fetch import Answer, FetchError, fetch
from saksi.fetch.robots import Robots
from saksi.ingest.addresses import canonical, same_site
from saksi.ingest.common import Settings, article_id
from saksi.ingest.feeds import Item
from saksi.ingest.html import read_html
from saksi.language import detect, normal_code
from saksi.records import Article, Origin
from saksi.sandbox import Limits, Sandbox
from saksi.watch.config import Config, Feed
from saksi.watch.state import FeedState, Waiting, hash_of

Job = TypeVar("Job", FeedState, Waiting)
Done = TypeVar("Done")

_FEED_TASK = "saksi.ingest.feeds:read_feed"
_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
MOST_CHILDREN = 5  # site maps of a site map that are read at a poll: the newest
ENOUGH = 200  # characters of a feed's own text that make an article where its page cannot be had


@dataclass(frozen=True, slots=True)
class Polled:
    """A feed that was asked: its items, or nothing new when it has not changed."""

    feed: FeedState
    items: tuple[Item, ...] = ()
    etag: str = ""
    modified: str = ""
    fresh: float = 0.0
    moved: str = ""
    unchanged: bool = False
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Read:
    """An item that became an article. ``note`` says why it comes from the feed when its page should have been read."""

    waiting: Waiting
    article: Article
    digest: str
    note: str = ""
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Failed:
    """A feed or an item that could not be had."""

    job: FeedState | Waiting
    message: str
    reason: str
    passing: bool
    wait: float = 0.0
    delay: float = 0.0


class Work:
    """The two kinds of jobs. Safe to be called by several threads."""

    def __init__(self, config: Config, sandboxes: int = 2, limits: Limits | None = None) -> None:
        self.config = config
        self.robots = Robots(config.policy)
        self._feeds = {feed.name: feed for feed in config.feeds}
        self._all = [Sandbox(limits) for _ in range(sandboxes)]
        self._free: queue.SimpleQueue[Sandbox] = queue.SimpleQueue()
        for box in self._all:
            self._free.put(box)

    def close(self) -> None:
        for box in self._all:
            box.close()

    def poll(self, feed: FeedState) -> Polled | Failed:
        return self._guarded(feed, self._poll)

    def read(self, waiting: Waiting) -> Read | Failed:
        return self._guarded(waiting, self._read)

    def _guarded(self, job: Job, work: Callable[[Job], Done]) -> Done | Failed:
        try:
            return work(job)
        except FetchError as error:
            passing = error.passing or (error.reason == "robots" and error.wait > 0)
            return Failed(job, str(error), error.reason, passing, error.wait)
        except InputError as error:
            return Failed(job, str(error), error.reason or "unreadable", False)
        except Exception as error:  # a fault of ours costs this item and not the watch
            return Failed(job, f"failed inside Saksi ({type(error).__name__}: {error}); please report it", "fault", False)

    @contextmanager
    def _sandbox(self) -> Iterator[Sandbox]:
        box = self._free.get()
        try:
            yield box
        finally:
            self._free.put(box)

    # feeds

    def _poll(self, feed: FeedState) -> Polled:
        delay = self.robots.check(feed.url)
        answer = fetch(feed.url, self.config.policy, etag=feed.etag, modified=feed.modified, accept=_ACCEPT)
        moved = answer.url if answer.moved else ""
        if answer.status == 304:
            return Polled(feed, (), feed.etag, feed.modified, answer.fresh, moved, unchanged=True, delay=delay)
        form, broken, items = self._items(answer)
        if form == "index":
            items = [found for child in items[:MOST_CHILDREN] for found in self._child(child)]
        # a feed that broke off is asked for again as a whole
        etag, modified = ("", "") if broken else (answer.etag, answer.modified)
        return Polled(feed, tuple(items), etag, modified, answer.fresh, moved, delay=delay)

    def _items(self, answer: Answer) -> tuple[str, bool, list[Item]]:
        kind = f"{answer.kind}; charset={answer.charset}" if answer.charset else answer.kind
        with self._sandbox() as box:
            head, *entries = box.run(_FEED_TASK, answer.data, address=answer.url, kind=kind)
        return str(head["form"]), bool(head["broken"]), [Item(**{**entry, "authors": tuple(entry["authors"])}) for entry in entries]

    def _child(self, item: Item) -> list[Item]:
        with contextlib.suppress(InputError):  # the others are read all the same, and this one at the next poll
            self.robots.check(item.url)
            form, _, items = self._items(fetch(item.url, self.config.policy, accept=_ACCEPT))
            return items if form != "index" else []
        return []

    # articles

    def _read(self, waiting: Waiting) -> Read:
        feed, item = self._feeds[waiting.feed], waiting.item
        if feed.content == "feed" or not item.url:
            return self._from_feed(waiting, feed, "")
        try:
            delay = self.robots.check(item.url)
            answer = fetch(item.url, self.config.policy, accept="text/html, application/xhtml+xml, */*;q=0.5")
            with self._sandbox() as box:
                settings = Settings(sandbox=box, extractor=self.config.extractor)
                page = read_html(answer.data, answer.url, settings, charset=answer.charset, address=answer.url)
        except FetchError as error:
            if error.passing or len(item.text) < ENOUGH:
                raise
            return self._from_feed(waiting, feed, f"{error}; taken from the feed")
        except InputError as error:
            if len(item.text) < ENOUGH:
                raise
            return self._from_feed(waiting, feed, f"{error}; taken from the feed")
        return self._done(waiting, _joined(page, item, feed, answer.url), delay=delay)

    def _from_feed(self, waiting: Waiting, feed: Feed, note: str) -> Read:
        item = waiting.item
        text = item.text or item.summary
        if not text.strip():
            raise InputError("the feed holds no text of it", "no-article")
        origin = Origin("feed", feed.url, hash_of(text), modified=item.modified, authors=item.authors, free=item.free)
        url = canonical(item.url) if item.url else ""
        bare = Article(article_id(url or item.id, text), text, title=item.title, url=url, origin=origin)
        return self._done(waiting, _joined(bare, item, feed, ""), note)

    def _done(self, waiting: Waiting, article: Article, note: str = "", delay: float = 0.0) -> Read:
        return Read(waiting, article, hash_of(f"{article.title}\n{article.raw}"), note, delay)


def _joined(page: Article, item: Item, feed: Feed, address: str) -> Article:
    """A page with what its feed knows better, its address in canonical form and its language told."""
    fetched = datetime.now(UTC).isoformat(timespec="seconds")
    origin = page.origin or Origin("html", address)
    date = _better(page.date, item.date)
    said = page.url if same_site(page.url, address or page.url) else address
    return replace(
        page,
        date=date,
        date_origin="metadata" if date else "",
        lang=_language(feed.lang or page.lang or item.lang, page.raw),
        title=page.title or item.title,
        url=canonical(said or item.url),
        source=feed.source or page.source or item.source or feed.name,
        origin=replace(
            origin,
            where=address or origin.where,
            fetched=fetched,
            modified=origin.modified or (item.modified if item.modified != item.date else ""),
            authors=origin.authors or item.authors,
            free=origin.free if origin.free is not None else item.free,
        ),
    )


def _better(page: str, feed: str) -> str:
    """The page's date, unless the feed tells the time of the same day too."""
    return feed if not page or (len(page) == 10 and feed.startswith(page)) else page


def _language(label: str, text: str) -> str:
    """The label as a code; without one what the text looks like, "und" when that is not known."""
    return normal_code(label) if label else detect(text)
