"""Questions to the ledger, and the SQL that answers them.

A query is driven by the rarest of what it asks for (words, a name, a dyad), whose index is walked from the newest claim; all
other conditions are tested on the claims met. So a page costs what it shows, not what matches.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypedDict

from saksi.errors import InputError
from saksi.ledger import words
from saksi.ledger.entries import plain
from saksi.ledger.moments import as_day, days_of, next_day, number_of
from saksi.ledger.rows import claim_columns

Words = str | tuple[str, ...]
ROLES = ("actor", "recipient", "speaker", "place")
SEVERAL = ("type", "mode", "status")  # fields that take one word or several
MANY = 20_000  # rows from which it does not matter how many there are
_CODE = re.compile(r"[A-Z]{3}(?: [A-Z]{3})?")


class Filters(TypedDict, total=False):
    """The fields of ``Query`` as keyword arguments."""

    text: str
    type: Words
    mode: Words
    status: Words
    alleged: bool | None
    actor: str
    recipient: str
    party: str
    dyad: tuple[str, str] | None
    speaker: str
    place: str
    lang: str
    source: str
    article: str
    incident: str
    event_key: str
    since: str
    until: str
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True)
class Query:
    """Which claims; every field narrows the answer, "" and () and None do not. Only current claims are found.

    Names are matched whole, case aside; three capitals are a country (RUS), with a sector behind it an institution (RUS GOV).
    """

    text: str = ""  # words that occur in the evidence or the names, in any form; "in quotes" as they stand; word*; -word
    type: Words = ()  # PLOVER type, one or several
    mode: Words = ()
    status: Words = ()
    alleged: bool | None = None
    actor: str = ""
    recipient: str = ""
    party: str = ""  # actor or recipient
    dyad: tuple[str, str] | None = None  # two country codes: who acts, who is acted on
    speaker: str = ""  # anybody in the chain of sources
    place: str = ""  # name, or country code
    lang: str = ""
    source: str = ""  # who published
    article: str = ""  # id
    incident: str = ""  # id
    event_key: str = ""
    since: str = ""  # published on this day or later; ISO, shorter prefixes are their first day
    until: str = ""  # published on this day or before; shorter prefixes are their last day
    first_day: str = ""  # the act, as the text dates it, is not over before this day
    last_day: str = ""  # nor begins after this one

    def __post_init__(self) -> None:
        for name in ("since", "until", "first_day", "last_day"):
            if getattr(self, name) and not as_day(getattr(self, name)):
                raise InputError(f"{name} {getattr(self, name)!r} is not a date; write it as 2024-06-19")

    @property
    def empty(self) -> bool:
        """Whether it asks for everything, but for the days of publication."""
        return replace(self, since="", until="") == Query()


class Sql(NamedTuple):
    """FROM and WHERE of a query, the column that orders it (a claim number), and the values."""

    source: str
    where: str
    number: str
    values: tuple[Any, ...]

    def select(self, columns: str, behind: str = "") -> str:
        return f"SELECT {columns} FROM {self.source} WHERE {self.where} {behind}"


class _Term(NamedTuple):
    """Something with an index of its own: where it stands, its condition, its values, and the condition as a test of a claim."""

    table: str
    number: str
    condition: str
    values: tuple[Any, ...]
    test: str


def build(connection: sqlite3.Connection, query: Query) -> Sql:
    """The SQL of a query; its claims are ``c``."""
    terms = list(_terms(connection, query))
    if len(terms) > 1:
        terms.sort(key=lambda term: _size(connection, term))
    conditions, values = list(_plain_conditions(query)), []
    if not terms:
        source, number, tests = f"claim c{_index(query)}", "c.number", ["c.current = 1"]
    else:
        lead = terms[0]
        source, number = f"{lead.table} CROSS JOIN claim c ON c.number = {lead.number}", lead.number
        tests, values = [lead.condition, "c.current = 1"], list(lead.values)
        for term in terms[1:]:
            tests.append(term.test)
            values += term.values
    conditions += [(f"{number} {sign} ?", (bound,)) for sign, bound in _published(query)]
    return Sql(source, " AND ".join((*tests, *(c for c, _ in conditions))), number, (*values, *(v for _, vs in conditions for v in vs)))


def nearest(sql: Sql, number: int, *, newer: bool) -> tuple[str, tuple[Any, ...]]:
    """The next claim behind a number in the order of the ledger, older or newer, in the columns of ``claim_columns``."""
    sign, order = (">", "ASC") if newer else ("<", "DESC")
    inner = sql.select(f"{sql.number} AS number", f"AND {sql.number} {sign} ? ORDER BY 1 {order} LIMIT 1")
    text = f"SELECT {claim_columns()} FROM ({inner}) f JOIN claim c ON c.number = f.number JOIN article a ON a.number = c.article"
    return text, (*sql.values, number)


def page(sql: Sql, limit: int, before: int | None) -> tuple[str, tuple[Any, ...]]:
    """Claims, newest first, in the columns of ``claim_columns``."""
    where = sql.where + (f" AND {sql.number} < ?" if before is not None else "")
    inner = f"SELECT DISTINCT {sql.number} AS number FROM {sql.source} WHERE {where} ORDER BY {sql.number} DESC LIMIT ?"
    text = f"SELECT {claim_columns()} FROM ({inner}) f JOIN claim c ON c.number = f.number JOIN article a ON a.number = c.article"
    return f"{text} ORDER BY f.number DESC", (*sql.values, *(() if before is None else (before,)), limit)


def _index(query: Query) -> str:
    """The index to walk, lest SQLite walk through all claims of the days asked for; what few claims share has one that it finds."""
    if query.article or query.event_key:
        return ""
    single = [
        name for name in ("type", "status", "source") if (value := getattr(query, name)) and (isinstance(value, str) or len(value) == 1)
    ]
    known = {"type": "claim_type", "status": "claim_status", "source": "claim_source"}
    name = "claim_type_status" if single[:2] == ["type", "status"] else known[single[0]] if single else ""
    return f" INDEXED BY {name}" if name else ""


def _published(query: Query) -> Iterator[tuple[str, int]]:
    """Bounds of claim numbers; what has no date is published neither since nor until a day."""
    if query.since or query.until:
        yield ">=", number_of(as_day(query.since or "0001"))
    if query.until:
        yield "<", _behind(query.until)


def _behind(day: str) -> int:
    """The claim number behind the last of a day, month or year."""
    days = days_of(day[:10])
    return number_of(next_day(days[1])) if days else 0


def _terms(connection: sqlite3.Connection, query: Query) -> Iterator[_Term]:
    if query.text:
        expression = words.match_expression(query.text)
        if not expression:
            raise InputError(f"text {query.text!r} holds no word to look for")
        inside = "c.number IN (SELECT rowid FROM claim_text WHERE claim_text MATCH ?)"
        yield _Term("claim_text t", "t.rowid", "claim_text MATCH ?", (expression,), inside)
    if query.dyad:
        pair = (query.dyad[0].upper(), query.dyad[1].upper())
        exists = "EXISTS (SELECT 1 FROM dyad x WHERE x.actor = ? AND x.recipient = ? AND x.claim = c.number)"
        yield _Term("dyad d", "d.claim", "d.actor = ? AND d.recipient = ?", pair, exists)
    for role in ROLES:
        if name := getattr(query, role):
            yield _named((role,), _key(connection, (role,), name))
    if query.party:
        yield _named(("actor", "recipient"), _key(connection, ("actor", "recipient"), query.party))
    if query.incident:
        exists = "EXISTS (SELECT 1 FROM incident_claim x WHERE x.incident = ? AND x.claim = c.number)"
        yield _Term("incident_claim i", "i.claim", "i.incident = ?", (query.incident,), exists)


def _named(roles: tuple[str, ...], key: str) -> _Term:
    marks = " = ?" if len(roles) == 1 else f" IN ({', '.join('?' * len(roles))})"
    exists = f"EXISTS (SELECT 1 FROM named x WHERE x.role{marks} AND x.key = ? AND x.claim = c.number)"
    return _Term("named n", "n.claim", f"n.role{marks} AND n.key = ?", (*roles, key), exists)


def _key(connection: sqlite3.Connection, roles: tuple[str, ...], name: str) -> str:
    """A code if it is written like one and occurs, else a name."""
    code = " ".join(name.split())
    if _CODE.fullmatch(code):
        find = "SELECT 1 FROM named WHERE role = ? AND key = ? LIMIT 1"
        if any(connection.execute(find, (role, code)).fetchone() for role in roles):
            return code
    return plain(name)


def several(value: Words) -> tuple[str, ...]:
    """One word or several as a tuple; "" is none."""
    return tuple(filter(None, (value,) if isinstance(value, str) else value))


def _size(connection: sqlite3.Connection, term: _Term) -> int:
    """How many rows a term has, counted up to ``MANY``."""
    inner = f"SELECT 1 FROM {term.table} WHERE {term.condition} LIMIT {MANY}"
    return int(connection.execute(f"SELECT count(*) FROM ({inner})", term.values).fetchone()[0])


def _plain_conditions(query: Query) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Conditions on the columns of a claim."""
    for name in SEVERAL:
        wanted = several(getattr(query, name))
        if len(wanted) == 1:
            yield f"c.{name} = ?", wanted
        elif wanted:
            yield f"c.{name} IN ({', '.join('?' * len(wanted))})", wanted
    for name in ("lang", "source", "event_key"):
        if value := getattr(query, name):
            yield f"c.{name} = ?", (value,)
    if query.alleged is not None:
        yield "c.alleged = ?", (int(query.alleged),)
    if query.article:
        yield "c.article IN (SELECT number FROM article WHERE id = ?)", (query.article,)
    if query.first_day:
        yield "c.last_day >= ? AND c.first_day <> ''", (as_day(query.first_day),)
    if query.last_day:
        yield "c.first_day <= ? AND c.first_day <> ''", (as_day(query.last_day),)
