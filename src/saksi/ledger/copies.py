"""Which articles are not independent of each other: wire copies, articles that hold another, articles with the same long quotations."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from saksi.ingest.duplicates import LARGEST_BUCKET, THRESHOLD, Sketch, relation, resemblance, sketch
from saksi.ledger.joined import Joined
from saksi.ledger.rows import as_json, unpacked
from saksi.lossless import loads
from saksi.records import Reading

SHORTEST_QUOTE = 6  # words; shorter ones are slogans and yes-and-no
SHARED_WORDS = 15  # quoted words that two articles must share to count as one witness
_WORD = re.compile(r"[^\W_]+")


def link(connection: sqlite3.Connection, article: int, reading: Reading) -> None:
    """Notes what makes an article comparable, and the earlier ones that it is like."""
    _copies(connection, article, sketch(reading.article.raw))
    _quotes(connection, article, dict(_long_quotes(reading)))


def link_missing(connection: sqlite3.Connection, most: int) -> int:
    """Links articles that came in before there were sketches; gives how many were done."""
    sql = "SELECT a.number, r.records FROM article a JOIN reading r ON r.article = a.number AND r.current = 1 WHERE a.sketch IS NULL"
    rows = connection.execute(f"{sql} ORDER BY a.number LIMIT ?", (most,)).fetchall()
    for number, records in rows:
        link(connection, number, loads(unpacked(records)))
    return len(rows)


def components(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[int, int]:
    """Article -> the smallest number among those that it is connected with by copying, directly or over others of ``articles``."""
    groups = Joined(articles)
    if len(groups) > 1:
        sql = "SELECT article, other FROM alike WHERE article IN (SELECT value FROM json_each(?))"
        for one, other in connection.execute(sql, (as_json(sorted(groups.groups())),)):
            if other in groups:
                groups.join(one, other)
    return groups.groups()


def _copies(connection: sqlite3.Connection, article: int, new: Sketch) -> None:
    connection.execute("UPDATE article SET sketch = ? WHERE number = ?", (new.to_bytes(), article))
    if not new.shingles:
        return
    bands = new.bands()
    candidates = _candidates(connection, article, bands)
    connection.executemany("INSERT OR IGNORE INTO article_band VALUES (?, ?)", sorted((band, article) for band in bands))
    edges = []
    for other, data in candidates:
        old = Sketch.from_bytes(data)
        if (jaccard := resemblance(new, old)) >= THRESHOLD:
            edges.append((article, other, relation(new, old, jaccard), jaccard))
    connection.executemany("INSERT OR REPLACE INTO alike VALUES (?, ?, ?, ?)", edges)


def _candidates(connection: sqlite3.Connection, article: int, bands: tuple[int, ...]) -> list[tuple[int, bytes]]:
    """Earlier articles that share a key, but for other versions of the same one."""
    found: dict[int, None] = {}
    newest = "SELECT article FROM article_band WHERE band = ? ORDER BY article DESC LIMIT ?"
    for band in bands:
        found.update((number, None) for (number,) in connection.execute(newest, (band, LARGEST_BUCKET)))
    found.pop(article, None)
    sql = "SELECT number, sketch FROM article WHERE number = ? AND id <> (SELECT id FROM article WHERE number = ?)"
    rows = (connection.execute(sql, (number, article)).fetchone() for number in found)
    return [row for row in rows if row]


def _long_quotes(reading: Reading) -> Iterator[tuple[int, int]]:
    """(hash, number of words) of direct quotations."""
    for statement in reading.statements:
        if statement.kind == "direct":
            text = " ".join(reading.article.raw[span.start : span.end] for span in statement.content)
            words = _WORD.findall(text.casefold())
            if len(words) >= SHORTEST_QUOTE:
                digest = blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=8).digest()
                yield int.from_bytes(digest, "big", signed=True), len(words)


def _quotes(connection: sqlite3.Connection, article: int, quotes: dict[int, int]) -> None:
    shared: Counter[int] = Counter()
    sql = "SELECT article, words FROM quote_of WHERE quote = ? AND article <> ? ORDER BY article DESC LIMIT ?"
    for quote in quotes:
        for other, words in connection.execute(sql, (quote, article, LARGEST_BUCKET)):
            shared[other] += words
    connection.executemany("INSERT OR IGNORE INTO quote_of VALUES (?, ?, ?)", [(q, article, n) for q, n in sorted(quotes.items())])
    edges = [(article, other, "quotes", words) for other, words in shared.items() if words >= SHARED_WORDS]
    connection.executemany("INSERT OR IGNORE INTO alike VALUES (?, ?, ?, ?)", edges)
