"""Who says so: the claims that fit a question by what they say of their act, with outlets, sources and first days."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from saksi.ledger.query import Query, build
from saksi.ledger.rows import words_of
from saksi.ledger.witnesses import AFFIRM, DENY, PLANNED, POSSIBLE, VOICE


class Said(NamedTuple):
    """An outlet or a source ("" for none that is named), how many claims it makes, and the day of the first; "" when unknown."""

    name: str
    n: int
    first: str


class Voice(NamedTuple):
    """Claims that say one thing: ``voice`` affirm, planned, possible or deny; days of publication; who, most claims first."""

    voice: str
    n: int
    first: str
    last: str
    outlets: tuple[Said, ...]
    sources: tuple[Said, ...]  # the innermost of each chain
    writers: int  # claims that rest on the writer of the article alone


Row = tuple[str, str, str, str, str, int]  # status, outlet, chain, first day, last day, claims


def voices(connection: sqlite3.Connection, query: Query, newest: int, most: int) -> tuple[Voice, ...]:
    """What each voice says, of at most so many of the newest claims that fit; ``most`` outlets and sources of each."""
    built = build(connection, query)
    once = "DISTINCT " if built.number != "c.number" else ""
    columns = f"{once}{built.number}, c.status, c.source, c.chain, c.published"
    inner = built.select(columns, f"ORDER BY {built.number} DESC LIMIT {newest:d}")
    days = "coalesce(min(nullif(published, '')), ''), max(published)"
    sql = f"SELECT status, source, chain, {days}, count(*) FROM ({inner}) GROUP BY 1, 2, 3"
    rows: list[Row] = connection.execute(sql, built.values).fetchall()
    found = (_voice(voice, [row for row in rows if VOICE[row[0]] == voice], most) for voice in (AFFIRM, PLANNED, POSSIBLE, DENY))
    return tuple(voice for voice in found if voice.n)


def _voice(voice: str, rows: Sequence[Row], most: int) -> Voice:
    sources = [(source, first, n) for _, _, chain, first, _, n in rows if (source := _innermost(chain)) is not None]
    return Voice(
        voice,
        sum(row[5] for row in rows),
        _first(row[3] for row in rows),
        max((row[4] for row in rows), default=""),
        _said([(outlet, first, n) for _, outlet, _, first, _, n in rows if outlet], most),
        _said(sources, most),
        sum(row[5] for row in rows) - sum(n for *_, n in sources),
    )


def _innermost(chain: str) -> str | None:
    """The last name of a chain; None where the writer tells it."""
    names = words_of(chain)
    return names[-1] if names else None


def _said(rows: Sequence[tuple[str, str, int]], most: int) -> tuple[Said, ...]:
    counted: Counter[str] = Counter()
    days: dict[str, list[str]] = {}
    for name, first, n in rows:
        counted[name] += n
        days.setdefault(name, []).append(first)
    return tuple(Said(name, n, _first(days[name])) for name, n in counted.most_common(most))


def _first(days: Iterable[str]) -> str:
    return min(filter(None, days), default="")
