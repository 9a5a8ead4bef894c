"""What a watch remembers: SQLite, so that it can be killed at any moment and goes on where it was."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from saksi.errors import InputError
from saksi.ingest.addresses import canonical
from saksi.ingest.duplicates import Sketch
from saksi.ingest.feeds import Item
from saksi.watch.config import Feed

_FEED = "name, url, etag, modified, every, due, failures, reason, message, polled, well, polls, articles, moved"


@dataclass(frozen=True, slots=True)
class FeedState:
    """A row of ``feed``; times are Unix times."""

    name: str
    url: str
    etag: str
    modified: str
    every: float
    due: float
    failures: int
    reason: str
    message: str
    polled: float
    well: float
    polls: int
    articles: int
    moved: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item to be fetched."""

    key: str
    feed: str
    item: Item
    tries: int
    digest: str


def _unusable(path: Path, error: sqlite3.Error) -> InputError:
    return InputError(f"{path}: cannot be used ({error}); is another watch running on it?")


class State:
    """One connection, for one thread. Writes become durable with ``commit``."""

    def __init__(self, path: Path) -> None:
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=1)
        except sqlite3.Error as error:
            raise _unusable(path, error) from None
        try:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.executescript(files("saksi.watch").joinpath("schema.sql").read_text(encoding="utf-8"))
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            self._db.close()
            raise _unusable(path, error) from None

    def commit(self) -> None:
        self._db.execute("COMMIT")
        self._db.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Keeps what was not committed."""
        self._db.execute("COMMIT")
        self._db.close()

    # feeds

    def plan(self, feeds: Sequence[Feed], every: float, now: float) -> None:
        """Feeds that are new are due at once; those no longer named are forgotten."""
        known = {row[0] for row in self._db.execute("SELECT name FROM feed")}
        for feed in feeds:
            if feed.name not in known:
                insert = "INSERT INTO feed (name, url, every, due) VALUES (?, ?, ?, ?)"
                self._db.execute(insert, (feed.name, feed.url, feed.interval or every, now))
            self._db.execute(
                "UPDATE feed SET url = ?, etag = '', modified = '' WHERE name = ? AND url <> ?", (feed.url, feed.name, feed.url)
            )
        self._db.executemany("DELETE FROM feed WHERE name = ?", [(name,) for name in known - {feed.name for feed in feeds}])
        self.commit()

    def feeds(self) -> list[FeedState]:
        return [FeedState(*row) for row in self._db.execute(f"SELECT {_FEED} FROM feed ORDER BY name")]

    def due_now(self, now: float) -> None:
        """Every feed is asked, whenever it was asked before."""
        self._db.execute("UPDATE feed SET due = ?", (now,))

    def due_feeds(self, now: float) -> list[FeedState]:
        return [FeedState(*row) for row in self._db.execute(f"SELECT {_FEED} FROM feed WHERE due <= ? ORDER BY due", (now,))]

    def still_listed(self, feed: FeedState, now: float) -> None:
        """What a feed listed when it was last read is listed still: it has not changed since."""
        self._db.execute("UPDATE item SET listed = ? WHERE feed = ? AND listed >= ?", (now, feed.name, feed.well))

    def polled(self, name: str, now: float, every: float, due: float, etag: str, modified: str, moved: str) -> None:
        """A poll that went well."""
        sql = "UPDATE feed SET polled = ?, well = ?, every = ?, due = ?, etag = ?, modified = ?, moved = ?, failures = 0, reason = '',"
        self._db.execute(f"{sql} message = '', polls = polls + 1 WHERE name = ?", (now, now, every, due, etag, modified, moved, name))

    def failed(self, name: str, now: float, due: float, reason: str, message: str) -> None:
        sql = "UPDATE feed SET polled = ?, due = ?, reason = ?, message = ?, failures = failures + 1, polls = polls + 1 WHERE name = ?"
        self._db.execute(sql, (now, due, reason, message, name))

    # items

    def list_items(self, feed: str, items: Iterable[Item], now: float) -> int:
        """Takes note of what a feed lists; how many of them are new or corrected."""
        fresh = 0
        for item in items:
            key, stamp = key_of(feed, item), stamp_of(item)
            row = self._db.execute("SELECT stamp, state FROM item WHERE key = ?", (key,)).fetchone()
            if row and row[0] == stamp:
                self._db.execute("UPDATE item SET listed = ? WHERE key = ?", (now, key))
                continue
            fresh += 1
            entry, host = json.dumps(asdict(item)), host_of(item.url)
            if row:
                sql = "UPDATE item SET state = 'pending', stamp = ?, tries = 0, due = ?, listed = ?, entry = ? WHERE key = ?"
                self._db.execute(sql, (stamp, now, now, entry, key))
            else:
                sql = "INSERT INTO item (key, feed, host, state, stamp, due, listed, entry) VALUES (?, ?, ?, 'pending', ?, ?, ?, ?)"
                self._db.execute(sql, (key, feed, host, stamp, now, now, entry))
        return fresh

    def due_items(self, now: float, most: int) -> list[Waiting]:
        """One for each host, the longest waiting."""
        sql = "SELECT key, feed, entry, tries, digest, min(due) FROM item WHERE state = 'pending' AND due <= ? GROUP BY host LIMIT ?"
        return [
            Waiting(key, feed, item_of(entry), tries, digest) for key, feed, entry, tries, digest, _ in self._db.execute(sql, (now, most))
        ]

    def pending(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM item WHERE state = 'pending'").fetchone()[0])

    def next_due(self) -> float:
        """When the next thing is to be done; infinity when nothing ever is."""
        sql = "SELECT min(due) FROM (SELECT due FROM feed UNION ALL SELECT min(due) FROM item WHERE state = 'pending')"
        found = self._db.execute(sql).fetchone()[0]
        return float("inf") if found is None else float(found)

    def taken(self, waiting: Waiting, digest: str, sketch: Sketch | None, now: float) -> None:
        """An item is done; ``sketch`` is None when its text was known already."""
        if sketch is None:
            self._db.execute("UPDATE item SET state = 'done', entry = '' WHERE key = ?", (waiting.key,))
            return
        sql = "UPDATE item SET state = 'done', entry = '', digest = ?, sketch = ?, taken = ? WHERE key = ?"
        self._db.execute(sql, (digest, sketch.to_bytes(), now, waiting.key))
        self._db.execute("UPDATE feed SET articles = articles + 1 WHERE name = ?", (waiting.feed,))

    def postpone(self, key: str, due: float) -> None:
        self._db.execute("UPDATE item SET tries = tries + 1, due = ? WHERE key = ?", (due, key))

    def rejected(self, key: str) -> None:
        self._db.execute("UPDATE item SET state = 'rejected', entry = '' WHERE key = ?", (key,))

    def forget(self, before: float) -> int:
        """Drops what its feed has listed no longer since ``before``, though it was read; how many items that are."""
        read = "NOT EXISTS (SELECT 1 FROM feed WHERE feed.name = item.feed AND feed.well <= item.listed)"
        return self._db.execute(f"DELETE FROM item WHERE listed < ? AND state <> 'pending' AND {read}", (before,)).rowcount

    def sketches(self, most: int) -> list[tuple[str, Sketch]]:
        """Of the newest articles, oldest first."""
        sql = "SELECT key, sketch FROM item WHERE sketch IS NOT NULL ORDER BY taken DESC LIMIT ?"
        return [(key, Sketch.from_bytes(data)) for key, data in self._db.execute(sql, (most,))][::-1]

    # how far the sink has come

    def position(self, sink: str) -> int:
        row = self._db.execute("SELECT bytes FROM position WHERE sink = ?", (sink,)).fetchone()
        return int(row[0]) if row else 0

    def set_position(self, sink: str, size: int) -> None:
        self._db.execute("INSERT INTO position VALUES (?, ?) ON CONFLICT DO UPDATE SET bytes = excluded.bytes", (sink, size))


def item_of(entry: str) -> Item:
    fields = json.loads(entry)
    return Item(**{**fields, "authors": tuple(fields["authors"])})


def key_of(feed: str, item: Item) -> str:
    """What is the same item, whichever feeds list it."""
    return canonical(item.url) if item.url else f"{feed} {item.id or item.title}"


def stamp_of(item: Item) -> str:
    """Changes when the feed says something else of the item."""
    return json.dumps([item.title, item.modified or item.date, len(item.text), hash_of(item.text + item.summary)])


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def host_of(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
