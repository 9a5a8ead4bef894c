"""How fast a ledger answers at a size: a ledger of invented claims, the questions that pages ask, median and 95th percentile of each.

The same questions are put to DuckDB over the Parquet export, where that is installed.
"""

from __future__ import annotations

import random
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from saksi.bench.filling import fill
from saksi.bench.invented import COUNTRIES, DAYS, FIRST, TYPES
from saksi.export import parquet
from saksi.ledger import Ledger
from saksi.ledger.frames import needed
from saksi.ledger.moments import shifted
from saksi.records import STATUSES

RUNS = 30
NEWEST = 10_000  # claims that facets of a large answer are counted on
LAST = shifted(FIRST.isoformat(), DAYS - 1)

Ask = Callable[[random.Random], object]


def run(folder: Path, claims: int, duck: bool, notify: Callable[[str], None] = lambda line: None) -> dict[str, Any]:
    """Builds the ledger in ``folder`` unless it is there, and gives what was measured, as plain numbers and strings."""
    path = folder / f"invented-{claims}.db"
    built = None if path.exists() else _build(path, claims, notify)
    with Ledger(path, readonly=True) as ledger:
        held = ledger.summary()["claims"]
        result: dict[str, Any] = {"claims": held, "bytes": path.stat().st_size, "build": built, "queries": _measured(_questions(ledger))}
        if duck:
            result["duckdb"] = _duck(ledger, folder / f"parquet-{claims}", notify)
    return result


def _build(path: Path, claims: int, notify: Callable[[str], None]) -> dict[str, float]:
    """Fills the ledger; claims a second."""
    started, told = time.perf_counter(), 0.0
    unfinished = path.with_suffix(".part")
    for left in path.parent.glob(f"{unfinished.name}*"):
        left.unlink()

    def tell(done: int) -> None:
        nonlocal told
        if time.perf_counter() - told > 10:
            told = time.perf_counter()
            notify(f"{done:,} claims, {done / (told - started):,.0f}/s")

    done = fill(unfinished, claims, tell)
    unfinished.rename(path)
    seconds = time.perf_counter() - started
    return {"seconds": round(seconds, 1), "claims_per_second": round(done / seconds, 1)}


def _questions(ledger: Ledger) -> Iterator[tuple[str, Ask]]:
    since = shifted(LAST, -89)
    yield "dyad by month", lambda draw: ledger.months(dyad=_pair(draw))
    yield "dyad by month, one type", lambda draw: ledger.months(dyad=_pair(draw), type=draw.choice(TYPES))
    yield "newest 50 of a type", lambda draw: ledger.claims(type=draw.choice(TYPES), limit=50)
    yield "newest 50 of an actor and type", lambda draw: ledger.claims(actor=_pair(draw)[0], type=draw.choice(TYPES), limit=50)
    yield "newest 50 of a dyad, denied", lambda draw: ledger.claims(dyad=_pair(draw), status="denied", limit=50)
    yield "facets of 90 days", lambda draw: ledger.facets(since=since)
    yield "facets of 90 days, one type", lambda draw: ledger.facets(since=since, type=draw.choice(TYPES))
    yield (
        "facets of 90 days, one status, newest 10,000",
        lambda draw: ledger.facets(since=since, status=draw.choice(STATUSES), newest=NEWEST),
    )
    yield "facets of 90 days, one actor, newest 10,000", lambda draw: ledger.facets(since=since, actor=_pair(draw)[0], newest=NEWEST)
    words = _words(ledger)
    yield "text, one word", lambda draw: ledger.claims(text=draw.choice(words), limit=50)
    yield "text, two words", lambda draw: ledger.claims(text=" ".join(draw.sample(words, 2)), limit=50)
    yield "text and actor", lambda draw: ledger.claims(text=draw.choice(words), actor=_pair(draw)[0], limit=50)


def _words(ledger: Ledger) -> list[str]:
    """Words of the newest claims: frequent ones and rare ones, as they come."""
    found = {word.strip(".").lower() for claim in ledger.claims(limit=200) for word in claim.evidence.split()}
    return sorted(found)


def _pair(draw: random.Random) -> tuple[str, str]:
    """Two countries that are often in the news; the first ones are the worst case."""
    one, other = draw.sample(COUNTRIES[:12], 2)
    return one, other


def _measured(questions: Iterator[tuple[str, Ask]]) -> dict[str, dict[str, float]]:
    """Name -> milliseconds: median and 95th percentile of ``RUNS`` different questions, none asked before."""
    found = {}
    for name, ask in questions:
        draw, took = random.Random(11), []
        for _ in range(RUNS):
            started = time.perf_counter()
            ask(draw)
            took.append(1000 * (time.perf_counter() - started))
        took.sort()
        found[name] = {"median_ms": round(statistics.median(took), 2), "p95_ms": round(took[int(0.95 * (RUNS - 1))], 2)}
    return found


def _duck(ledger: Ledger, folder: Path, notify: Callable[[str], None]) -> dict[str, Any]:
    """The same of DuckDB over the Parquet export."""
    if not folder.exists():
        notify("exporting to Parquet")
        unfinished = folder.with_suffix(".part")
        shutil.rmtree(unfinished, ignore_errors=True)
        parquet.write(ledger.iterate(), unfinished)
        unfinished.rename(folder)
    connection = needed("duckdb").connect()
    files = f"read_parquet('{folder}/*/*.parquet', hive_partitioning = true)"
    since = shifted(LAST, -89)

    def ask(sql: str) -> None:
        connection.execute(sql).fetchall()

    def dyad(draw: random.Random) -> str:
        one, other = _pair(draw)
        sides = ((side, code) for side, code in (("actors", one), ("recipients", other)))
        return " AND ".join(f"list_contains([p.country for p in {side}], '{code}')" for side, code in sides)

    months = "substr(coalesce(nullif(first_day, ''), published), 1, 7)"
    facet = "SELECT type, status, lang, count(*) FROM {} WHERE published >= '{}' GROUP BY GROUPING SETS ((type), (status), (lang))"
    words = _words(ledger)
    questions: list[tuple[str, Ask]] = [
        ("dyad by month", lambda d: ask(f"SELECT {months}, type, status, count(*) FROM {files} WHERE {dyad(d)} GROUP BY ALL")),
        ("newest 50 of a type", lambda d: ask(f"SELECT * FROM {files} WHERE type = '{d.choice(TYPES)}' ORDER BY number DESC LIMIT 50")),
        ("facets of 90 days", lambda d: ask(facet.format(files, since))),
        (
            "text, one word",
            lambda d: ask(f"SELECT * FROM {files} WHERE evidence ILIKE '%{d.choice(words)}%' ORDER BY number DESC LIMIT 50"),
        ),
    ]
    return {"bytes": sum(f.stat().st_size for f in folder.rglob("*.parquet")), "queries": _measured(iter(questions))}
