"""Incidents as they are asked for: lists, one with its witnesses, contradictions, plans that nobody saw kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypedDict

from saksi.errors import InputError
from saksi.ledger import words
from saksi.ledger.entries import plain
from saksi.ledger.moments import as_day, days_of, shifted
from saksi.ledger.rows import Party, StoredClaim, claim_columns, claim_of, parties_of, select_claims
from saksi.ledger.witnesses import AFFIRM, DENY, VOICE

STATUSES = ("contested", "happened", "denied", "planned", "possible")
STATUSES_OF = {voice: tuple(s for s, v in VOICE.items() if v == voice) for voice in VOICE.values()}
NEAR = 7  # days around a planned one in which an act of the same kind by the same doer counts as its keeping
_COLUMNS = (
    "i.id, i.type, i.mode, i.actors, i.recipients, i.first_day, i.last_day, i.place, i.place_country, i.published, i.last_published, "
    "i.claims, i.articles, i.witnesses, i.affirm, i.possible, i.planned, i.deny, i.status"
)


@dataclass(frozen=True, slots=True)
class Incident:
    """Claims of one or many articles about one act. ``affirm`` to ``deny`` count independent witnesses who say so; one may say several."""

    id: str
    type: str
    mode: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    first_day: str  # of the act; "" when no claim dates it
    last_day: str
    place: str
    place_country: str
    published: str  # first told on
    last_published: str
    claims: int
    articles: int
    witnesses: int  # independent ones
    affirm: int
    possible: int
    planned: int
    deny: int
    status: str  # contested | happened | denied | planned | possible


class Testimony(NamedTuple):
    """A claim of an incident; claims with the same ``witness`` are not independent. ``voice``: affirm, possible, planned, deny."""

    witness: int
    voice: str
    claim: StoredClaim


class Move(NamedTuple):
    """From a day on, what the witnesses together said of an incident."""

    day: str
    status: str
    claim: StoredClaim  # that changed it


class IncidentFilters(TypedDict, total=False):
    """Which incidents; as keyword arguments."""

    type: str
    status: str
    actor: str  # a name, or a country code
    recipient: str
    text: str
    since: str  # last told on this day or later
    until: str
    witnesses: int  # at least so many independent ones


def incidents(connection: sqlite3.Connection, asked: IncidentFilters, limit: int, offset: int) -> tuple[Incident, ...]:
    """Those told last come first."""
    conditions, values = _conditions(asked)
    sql = f"SELECT {_COLUMNS} FROM incident i WHERE {' AND '.join(conditions) or '1'} ORDER BY i.last_published DESC, i.id LIMIT ? OFFSET ?"
    return tuple(incident_of(row) for row in connection.execute(sql, (*values, limit, offset)))


def count(connection: sqlite3.Connection, asked: IncidentFilters) -> int:
    conditions, values = _conditions(asked)
    return int(connection.execute(f"SELECT count(*) FROM incident i WHERE {' AND '.join(conditions) or '1'}", values).fetchone()[0])


def incident(connection: sqlite3.Connection, id: str) -> Incident | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM incident i WHERE i.id = ?", (id,)).fetchone()
    return incident_of(row) if row else None


def incident_of_claim(connection: sqlite3.Connection, number: int) -> str:
    """The incident that a claim belongs to; "" when it was not grouped."""
    row = connection.execute("SELECT incident FROM incident_claim WHERE claim = ?", (number,)).fetchone()
    return str(row[0]) if row else ""


def testimony(connection: sqlite3.Connection, id: str, voice: str, most: int | None) -> tuple[Testimony, ...]:
    """The claims of an incident in the order of publication, at most so many; those of one voice unless it is ""."""
    statuses = STATUSES_OF.get(voice, tuple(VOICE) if not voice else ())
    source = "incident_claim i JOIN claim c ON c.number = i.claim JOIN article a ON a.number = c.article"
    where = f"i.incident = ? AND c.status IN ({', '.join('?' * len(statuses))})"
    sql = f"SELECT {claim_columns()}, i.witness FROM {source} WHERE {where} ORDER BY i.claim LIMIT ?"
    found = ((row[-1], claim_of(row[:-1])) for row in connection.execute(sql, (id, *statuses, -1 if most is None else most)))
    return tuple(Testimony(witness, VOICE[claim.status], claim) for witness, claim in found)


def moves(connection: sqlite3.Connection, id: str) -> tuple[Move, ...]:
    """How the status moved: what the testimony up to a day says, at each day where that changes."""
    sql = "SELECT c.number, c.status FROM incident_claim i JOIN claim c ON c.number = i.claim WHERE i.incident = ? ORDER BY i.claim"
    one = f"{select_claims()} WHERE c.number = ?"
    found = [(status, claim_of(connection.execute(one, (number,)).fetchone())) for number, status in _moved(connection.execute(sql, (id,)))]
    return tuple(Move(claim.published, status, claim) for status, claim in found)


def _moved(told: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The claims (number, status) that change what is said, with what is said since."""
    last, affirmed, denied = "", False, False
    for number, said in told:
        voice = VOICE[said]
        affirmed, denied = affirmed or voice == AFFIRM, denied or voice == DENY
        status = "contested" if affirmed and denied else "happened" if affirmed else "denied" if denied else voice
        if status != last and not (last == "planned" and status == "possible"):
            last = status
            yield number, status


def unkept(connection: sqlite3.Connection, today: str, limit: int, offset: int) -> tuple[Incident, ...]:
    """Planned for a day that is past, and no witness that it happened: nor of an act of that kind by the same doer about that day."""
    day = as_day(today) or date.today().isoformat()
    kept = (
        "EXISTS (SELECT 1 FROM incident_key k JOIN incident_key o ON o.key = k.key JOIN incident other ON other.id = o.incident "
        "WHERE k.incident = i.id AND other.affirm > 0 AND other.id <> i.id AND coalesce(nullif(other.first_day, ''), other.published) "
        f"BETWEEN date(i.first_day, '-1 day') AND date(i.last_day, '+{NEAR} days'))"
    )
    where = f"i.planned > 0 AND i.affirm = 0 AND i.last_day < ? AND i.last_day <> '' AND i.last_day >= i.published AND NOT {kept}"
    sql = f"SELECT {_COLUMNS} FROM incident i WHERE {where} ORDER BY i.last_day DESC, i.id LIMIT ? OFFSET ?"
    return tuple(incident_of(row) for row in connection.execute(sql, (shifted(day, -1), limit, offset)))


def incident_of(row: Sequence[Any]) -> Incident:
    values = list(row)
    values[3:5] = parties_of(row[3]), parties_of(row[4])
    return Incident(*values)


def _conditions(asked: IncidentFilters) -> tuple[list[str], list[object]]:
    conditions: list[str] = []
    values: list[object] = []

    def add(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    if asked.get("status", "") not in ("", *STATUSES):
        raise InputError(f"status {asked['status']!r}: an incident is {', '.join(STATUSES)}")
    for name in ("type", "status"):
        if value := asked.get(name):
            add(f"i.{name} = ?", value)
    if asked.get("witnesses"):
        add("i.witnesses >= ?", asked["witnesses"])
    if since := asked.get("since"):
        add("i.last_published >= ?", as_day(since))
    if until := asked.get("until"):
        add("i.last_published <= ?", (days_of(until[:10]) or ("", ""))[1])
    for role in ("actor", "recipient"):
        if name := str(asked.get(role, "")):
            inside = "SELECT m.incident FROM named n JOIN incident_claim m ON m.claim = n.claim WHERE n.role = ? AND n.key IN (?, ?)"
            add(f"i.id IN ({inside})", role, name, plain(name))
    if text := asked.get("text"):
        inside = "SELECT m.incident FROM claim_text t JOIN incident_claim m ON m.claim = t.rowid WHERE claim_text MATCH ?"
        add(f"i.id IN ({inside})", words.match_expression(text) or '""')
    return conditions, values
