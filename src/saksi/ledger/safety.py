"""Whether a ledger is whole, and copies of it while it is written."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from saksi.errors import InputError, LedgerError
from saksi.ledger.rows import unpacked
from saksi.ledger.store import Store, explained
from saksi.lossless import loads

MOST = 20  # faults told of one kind
_COUNTS = (
    ("claims of the current readings are not the claims marked current",
     "SELECT c.number FROM claim c JOIN reading r ON r.number = c.reading JOIN article a ON a.number = c.article "
     "WHERE c.current <> (r.current AND a.current)"),
    ("articles whose number of claims is wrong",
     "SELECT a.number FROM article a WHERE a.claims <> (SELECT count(*) FROM claim c JOIN reading r ON r.number = c.reading "
     "WHERE r.article = a.number AND r.current = 1)"),
    ("articles without a reading", "SELECT number FROM article WHERE number NOT IN (SELECT article FROM reading)"),
    ("articles with several current versions", "SELECT min(number) FROM article WHERE current = 1 GROUP BY id HAVING count(*) > 1"),
    ("days whose count of claims is wrong",
     "SELECT day FROM (SELECT published AS day, count(*) AS n FROM claim WHERE current = 1 GROUP BY 1 EXCEPT "
     "SELECT day, n FROM count_day WHERE field = 'claims')"),
    ("months whose count of claims is wrong",
     "SELECT month FROM (SELECT substr(CASE WHEN first_day <> '' THEN first_day ELSE published END, 1, 7) AS month, count(*) AS n "
     "FROM claim WHERE current = 1 GROUP BY 1 EXCEPT SELECT month, sum(n) FROM count_month GROUP BY 1)"),
    ("claims that no reviewer would draw", "SELECT number FROM claim WHERE current = 1 EXCEPT SELECT claim FROM drawn"),
    ("superseded claims that a reviewer would draw", "SELECT claim FROM drawn EXCEPT SELECT number FROM claim WHERE current = 1"),
    ("dyads of superseded claims", "SELECT claim FROM dyad WHERE claim NOT IN (SELECT number FROM claim WHERE current = 1)"),
    ("names of superseded claims", "SELECT DISTINCT claim FROM named WHERE claim NOT IN (SELECT number FROM claim WHERE current = 1)"),
    ("claims that no search finds", "SELECT number FROM claim WHERE number NOT IN (SELECT rowid FROM claim_text)"),
    ("incidents of superseded claims",
     "SELECT claim FROM incident_claim WHERE claim NOT IN (SELECT number FROM claim WHERE current = 1)"),
)  # fmt: skip


def faults(store: Store, readings: bool) -> Iterator[str]:
    """One line for each fault: pages, then what does not fit together, then readings that cannot be unpacked if ``readings``."""
    connection = store.connection
    try:
        damaged = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({MOST})")]
        yield from (f"{store.path}: {' '.join(line.split())}" for line in damaged if line != "ok")
        for what, sql in _COUNTS:
            found = [str(row[0]) for row in connection.execute(f"{sql} LIMIT {MOST}")]
            if found:
                yield f"{store.path}: {what}: {', '.join(found[:5])}{' ...' if len(found) > 5 else ''}"
        if readings:
            yield from _unreadable(connection, store.path)
    except sqlite3.Error as error:
        yield str(explained(error, store.path))


def _unreadable(connection: sqlite3.Connection, path: Path) -> Iterator[str]:
    for number, records in connection.execute("SELECT number, records FROM reading"):
        try:
            loads(unpacked(records))
        except (zlib.error, ValueError, InputError) as error:
            yield f"{path}: reading {number} cannot be unpacked: {error}"


def backup(store: Store, target: Path) -> None:
    """A copy that is whole, whatever is written meanwhile. Raises LedgerError when there is a file already."""
    if target.exists():
        raise LedgerError(f"{target}: is there already; name a new file for the backup")
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished)) as copy:
            # one step: a reader's view of the source that no writer moves
            store.connection.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode = WAL")
        unfinished.replace(target)
    except sqlite3.Error as error:
        raise explained(error, target) from None
    finally:
        unfinished.unlink(missing_ok=True)
