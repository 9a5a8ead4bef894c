"""A ledger of invented claims, filled in bulk: the rows that ingest would write, made on all cores and inserted in large transactions.

What ingest does for every article is left out where its outcome is known (nothing is there before, no invented text is like another);
secondary indexes are made at the end. A test compares the tables with those of ingest.
"""

from __future__ import annotations

import os
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from saksi import __version__
from saksi.bench.invented import DAYS, PER_ARTICLE, articles_for, some_readings
from saksi.ingest.duplicates import sketch
from saksi.ledger import Ledger, entries, write
from saksi.ledger.moments import as_day, now, number_of
from saksi.ledger.rows import packed
from saksi.lossless import dumps
from saksi.records import Reading

CHUNK = 1000  # articles made at once
PER_TRANSACTION = 20  # chunks
_FTS_BUFFER = 64 << 20  # bytes of words in memory before SQLite writes them
_FTS_USUAL = 1 << 20
_QUICK = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1500000", "locking_mode = EXCLUSIVE")
_ARTICLE = "number, id, version, current, digest, published, date_origin, lang, title, url, source, added, claims, sketch"
_READING = "number, article, current, coder, digest, added, records"
Row = tuple[Any, ...]


class _Rows(NamedTuple):
    """The rows of a chunk of articles; ``bands`` has shape (articles, keys), int64."""

    articles: list[Row]
    readings: list[Row]
    claims: list[Row]
    texts: list[tuple[int, str, str, str]]
    indexes: write.Indexes
    bands: NDArray[np.int64]


def fill(path: Path, claims: int, notify: Callable[[int], None]) -> int:
    """Makes a ledger with so many claims (to the next ten); gives their number. ``notify`` is told how many are in."""
    Ledger.create(path).close()
    articles, bands, done = articles_for(claims), [], 0
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in _QUICK:
            connection.execute(f"PRAGMA {pragma}")
        later = _without_indexes(connection)
        _buffer(connection, _FTS_BUFFER)
        connection.execute("BEGIN")
        for number, rows in enumerate(_made(articles)):
            if number and number % PER_TRANSACTION == 0:
                connection.execute("COMMIT")
                connection.execute("BEGIN")
            _insert(connection, rows)
            bands.append(rows.bands)
            done += len(rows.claims)
            notify(done)
        _finish(connection, np.concatenate(bands), later)
    return done


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drops what is quicker to make at the end; gives the SQL that makes it."""
    tables = "('article', 'reading', 'claim', 'dyad')"
    made = f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN {tables}"
    found = connection.execute(made).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    return [sql for _, sql in found]


def _buffer(connection: sqlite3.Connection, size: int) -> None:
    connection.execute("INSERT INTO claim_text (claim_text, rank) VALUES ('hashsize', ?)", (size,))


def _made(articles: int) -> Iterator[_Rows]:
    """Chunks in order, made by other processes, a few ahead of the one that is written."""
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers) as pool:
        waiting: deque[Future[_Rows]] = deque()
        for first in range(0, articles, CHUNK):
            waiting.append(pool.submit(_rows, first, min(first + CHUNK, articles), articles))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _rows(first: int, end: int, articles: int) -> _Rows:
    """The rows of the articles ``first`` to ``end`` of so many."""
    rows, bands = _Rows([], [], [], [], write.Indexes(), np.empty(0, np.int64)), []
    added = now()
    for number, reading in enumerate(some_readings(range(first, end), articles), first):
        made = sketch(reading.article.raw)
        bands.append(made.bands())
        _article(rows, number + 1, reading, added, made.to_bytes())
        _claims(rows, number + 1, reading, _first_number(number, articles, as_day(reading.article.date)))
    return rows._replace(bands=np.array(bands, np.int64))


def _first_number(number: int, articles: int, day: str) -> int:
    """The number of an article's first claim: after those of the articles before it on its day."""
    first_of_day = -(-(number * DAYS // articles) * articles // DAYS)
    return number_of(day) + 1 + (number - first_of_day) * PER_ARTICLE


def _article(rows: _Rows, number: int, reading: Reading, added: str, made: bytes) -> None:
    a, records = reading.article, dumps(reading)
    known = (entries.key_of(a), 1, 1, entries.digest_of(a), as_day(a.date), a.date_origin, reading.pack, a.title, a.url, a.source)
    rows.articles.append((number, *known, added, len(reading.claims), made))
    rows.readings.append((number, number, 1, __version__, entries.sha(records), added, packed(records)))


def _claims(rows: _Rows, number: int, reading: Reading, first: int) -> None:
    place = write.Place(number, number, 1, current=True)
    for claim, told in zip(entries.claims_of(reading, first, 1, current=True), reading.claims, strict=True):
        speakers = tuple(entries.speakers_of(reading, told))
        rows.claims.append(write.claim_values(claim, place))
        rows.texts.append(write.claim_texts(claim, speakers))
        rows.indexes.count(claim, speakers, 1)


def _insert(connection: sqlite3.Connection, rows: _Rows) -> None:
    for table, columns, values in (("article", _ARTICLE, rows.articles), ("reading", _READING, rows.readings)):
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({_marks(columns)})", values)
    connection.executemany(write.INSERT_CLAIM, rows.claims)
    connection.executemany(write.INSERT_TEXT, rows.texts)
    rows.indexes.write(connection)


def _marks(columns: str) -> str:
    return ", ".join("?" * (columns.count(",") + 1))


def _finish(connection: sqlite3.Connection, bands: NDArray[np.int64], later: Iterable[str]) -> None:
    """What is written in the order of its keys when all is known."""
    for start in range(0, len(order := np.argsort(bands, axis=None, kind="stable")), 1_000_000):
        some = order[start : start + 1_000_000]
        pairs = zip(bands.ravel()[some].tolist(), (some // bands.shape[1] + 1).tolist(), strict=True)
        connection.executemany("INSERT OR IGNORE INTO article_band VALUES (?, ?)", pairs)
    connection.execute("INSERT INTO ungrouped SELECT number FROM claim WHERE current = 1 ORDER BY number")
    _buffer(connection, _FTS_USUAL)
    for sql in later:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.execute("PRAGMA locking_mode = NORMAL")
    connection.execute("PRAGMA journal_mode = WAL")
