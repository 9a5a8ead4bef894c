"""Counts of claims: facets, months, dyads. From the counts that ingest keeps where the question allows, else from the claims."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from saksi.errors import InputError
from saksi.ledger.entries import plain
from saksi.ledger.moments import as_day, days_of
from saksi.ledger.query import Query, Sql, build, several

FACETS = ("type", "status", "lang", "source", "actor", "recipient", "place")
_OF_CLAIM = ("type", "status", "lang", "source")


class Counted(NamedTuple):
    """A value and how many claims have it."""

    value: str
    n: int


class Month(NamedTuple):
    """Claims of a type and status whose act, as dated by the text or else by publication, falls into a month ("2024-06")."""

    month: str
    type: str
    status: str
    n: int


class Spot(NamedTuple):
    """A place with its degrees and how many claims lie there."""

    place: str
    country: str
    lat: float
    lon: float
    n: int


class Dyad(NamedTuple):
    """Country codes of who acts and who is acted on ("" when nobody is known)."""

    actor: str
    recipient: str
    n: int


def count(connection: sqlite3.Connection, query: Query, most: int | None) -> int:
    """How many claims; stops at ``most``."""
    if query.empty:
        kept = "count_month" if query == Query() else f"count_day WHERE {_days(query)} AND field = 'claims'"
        found = int(connection.execute(f"SELECT coalesce(sum(n), 0) FROM {kept}").fetchone()[0])
        return found if most is None else min(found, most)
    sql = build(connection, query)
    distinct = "DISTINCT " if sql.number != "c.number" else ""
    inner = sql.select(f"{distinct}{sql.number}", f"LIMIT {-1 if most is None else most}")
    return int(connection.execute(f"SELECT count(*) FROM ({inner})", sql.values).fetchone()[0])


def facets(
    connection: sqlite3.Connection, query: Query, names: Sequence[str], most: int, newest: int | None = None
) -> Mapping[str, tuple[Counted, ...]]:
    """For each field its values with the number of claims, most frequent first, at most so many; of the ``newest`` claims that fit."""
    if unknown := set(names) - set(FACETS):
        raise InputError(f"facet {min(unknown)!r} does not exist; choose from {', '.join(FACETS)}")
    if query.empty:
        return {name: _kept(connection, query, name, most) for name in names}
    connection.execute("DROP TABLE IF EXISTS temp.matching")
    _match(connection, query, newest)
    found = {name: _gone_through(connection, name, most) for name in names}
    connection.execute("DROP TABLE temp.matching")
    return found


def _match(connection: sqlite3.Connection, query: Query, newest: int | None) -> None:
    """Puts the claims that fit, or the newest of them, into a table of the connection."""
    sql = build(connection, query)
    distinct = "DISTINCT " if sql.number != "c.number" else ""
    columns = f"{distinct}{sql.number} AS number, {', '.join(f'c.{name}' for name in _OF_CLAIM)}, c.place_country AS place"
    behind = "" if newest is None else f"ORDER BY {sql.number} DESC LIMIT {newest:d}"
    connection.execute(f"CREATE TEMP TABLE matching AS {sql.select(columns, behind)}", sql.values)


def _kept(connection: sqlite3.Connection, query: Query, field: str, most: int) -> tuple[Counted, ...]:
    sql = f"SELECT value, sum(n) AS total FROM count_day WHERE {_days(query)} AND field = ? GROUP BY value"
    sql += " ORDER BY total DESC, value LIMIT ?"
    return tuple(Counted(*row) for row in connection.execute(sql, (field, most)))


def _days(query: Query) -> str:
    """The condition on the day of publication; days are checked ISO dates."""
    until = days_of(query.until[:10]) if query.until else None
    parts = [f"day >= '{as_day(query.since)}'"] if query.since else []
    return " AND ".join([*parts, f"day <= '{until[1]}' AND day <> ''"] if until else parts) or "1"


def _gone_through(connection: sqlite3.Connection, field: str, most: int) -> tuple[Counted, ...]:
    """Values of the claims in ``matching``; countries that act and are acted on by the index of dyads, which is quicker than the claims."""
    values = f"SELECT {field} AS value FROM matching"
    if field in ("actor", "recipient"):
        values = f"SELECT DISTINCT m.number, d.{field} AS value FROM matching m CROSS JOIN dyad d ON d.claim = m.number"
    sql = f"SELECT value, count(*) AS total FROM ({values}) WHERE value <> '' GROUP BY 1 ORDER BY total DESC, 1 LIMIT ?"
    return tuple(Counted(*row) for row in connection.execute(sql, (most,)))


def months(connection: sqlite3.Connection, query: Query) -> tuple[Month, ...]:
    """Claims by month of the act, type and status, in order."""
    if query.dyad and replace(query, dyad=None) == Query():
        sql = "SELECT month, type, status, n FROM count_dyad WHERE actor = ? AND recipient = ? ORDER BY month, type, status"
        return tuple(Month(*row) for row in connection.execute(sql, tuple(code.upper() for code in query.dyad)))
    if replace(query, type=(), status=()) == Query():
        return _kept_months(connection, query)
    built = build(connection, query)
    month = "substr(CASE WHEN first_day <> '' THEN first_day ELSE published END, 1, 7)"
    inner = built.select(f"DISTINCT {built.number}, c.first_day, c.published, c.type, c.status")
    sql = f"SELECT {month} AS month, type, status, count(*) FROM ({inner}) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    return tuple(Month(*row) for row in connection.execute(sql, built.values))


def _kept_months(connection: sqlite3.Connection, query: Query) -> tuple[Month, ...]:
    """Of all claims, or of those of some types and statuses."""
    asked = {name: words for name in ("type", "status") if (words := several(getattr(query, name)))}
    where = " AND ".join(f"{name} IN ({', '.join('?' * len(words))})" for name, words in asked.items()) or "1"
    sql = f"SELECT month, type, status, n FROM count_month WHERE {where} ORDER BY month, type, status"
    return tuple(Month(*row) for row in connection.execute(sql, [word for words in asked.values() for word in words]))


def dyads(connection: sqlite3.Connection, query: Query, most: int, both: bool) -> tuple[Dyad, ...]:
    """Pairs of countries with the number of claims, most first; with ``both``, only where both are known."""
    known = " AND actor <> '' AND recipient <> ''" if both else ""
    behind = "GROUP BY 1, 2 ORDER BY total DESC, 1, 2 LIMIT ?"
    if query == Query():
        sql = f"SELECT actor, recipient, sum(n) AS total FROM count_dyad WHERE 1{known} {behind}"
        return tuple(Dyad(*row) for row in connection.execute(sql, (most,)))
    built: Sql = build(connection, query)
    inner = built.select(f"DISTINCT {built.number} AS number")
    sql = f"SELECT d2.actor, d2.recipient, count(*) AS total FROM ({inner}) m JOIN dyad d2 ON d2.claim = m.number WHERE 1{known} {behind}"
    return tuple(Dyad(*row) for row in connection.execute(sql, (*built.values, most)))


def spots(connection: sqlite3.Connection, query: Query, most: int) -> tuple[Spot, ...]:
    """Places that lie somewhere, most claims first."""
    if query == Query():
        return tuple(spot for name, *_, n in names(connection, "place", "", most) if (spot := _spot(connection, name, n)))
    built = build(connection, query)
    inner = built.select(f"DISTINCT {built.number}, c.place, c.place_country, c.lat, c.lon")
    sql = f"SELECT place, place_country, lat, lon, count(*) AS total FROM ({inner}) WHERE lat IS NOT NULL AND place <> ''"
    sql += " GROUP BY 1, 2, 3, 4 ORDER BY total DESC, 1 LIMIT ?"
    return tuple(Spot(*row) for row in connection.execute(sql, (*built.values, most)))


def _spot(connection: sqlite3.Connection, name: str, n: int) -> Spot | None:
    """Where the newest claim has a place of this name."""
    sql = "SELECT c.place, c.place_country, c.lat, c.lon FROM named x JOIN claim c ON c.number = x.claim WHERE x.role = 'place'"
    row = connection.execute(f"{sql} AND x.key = ? ORDER BY x.claim DESC LIMIT 1", (plain(name),)).fetchone()
    return Spot(row[0], row[1], row[2], row[3], n) if row and row[2] is not None else None


def names(connection: sqlite3.Connection, role: str, beginning: str, most: int) -> tuple[Any, ...]:
    """(name, country, sector, n) of a role, by frequency; ``beginning`` is in lower case."""
    end = beginning + "\U0010ffff"
    sql = "SELECT name, country, sector, n FROM count_name WHERE role = ? AND key >= ? AND key < ? ORDER BY n DESC, key LIMIT ?"
    return tuple(connection.execute(sql, (role, beginning, end, most)).fetchall())
