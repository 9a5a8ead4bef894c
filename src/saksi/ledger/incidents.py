"""Groups claims by the act they tell of. The groups are derived: they can be thrown away and made again without touching a claim.

Claims are taken in the order of publication. Each joins the group whose members it is most like (``likeness.same_act``), or founds one.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from saksi.ledger import witnesses
from saksi.ledger.likeness import ENOUGH, Features, Rarity, features, same_act
from saksi.ledger.rows import claim_of, select_claims

LONGEST_WINDOW = 92  # days; what the text dates no closer than a season is not grouped
MEMBERS = 10  # that a claim is compared with: the first ones and the last
LEAST_MEAN = 1.0  # points on average with the members compared, so that groups do not grow into chains
CACHE = 50_000  # groups in memory
_CLAIMS = select_claims()


@dataclass(slots=True)
class _Group:
    """Claims about one act, as far as they are known to this run."""

    id: str
    members: list[Features]
    fresh: list[Features] = field(default_factory=list)

    def sample(self) -> list[Features]:
        return self.members if len(self.members) <= MEMBERS else self.members[: MEMBERS // 2] + self.members[-(MEMBERS // 2) :]


class Grouper:
    """Finds the group of a claim, among those in memory and in the ledger."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rarity = Rarity(connection)
        self._groups: dict[str, _Group] = {}
        self._buckets: dict[str, list[str]] = {}

    def group(self, claims: Iterable[Features]) -> list[_Group]:
        """The groups that the claims joined or founded."""
        touched: dict[str, _Group] = {}
        for claim in claims:
            group = self._best(claim) or self._founded(claim)
            group.members.append(claim)
            group.fresh.append(claim)
            for key in _bucket_keys(claim):
                bucket = self._bucket(key)
                if group.id not in bucket:
                    bucket.append(group.id)
            touched[group.id] = group
        return list(touched.values())

    def forget(self) -> None:
        """Bounds memory between transactions."""
        if len(self._groups) > CACHE:
            self._groups, self._buckets = {}, {}

    def _best(self, claim: Features) -> _Group | None:
        ids = dict.fromkeys(id for key in _bucket_keys(claim) for id in self._bucket(key))
        best, points = None, ENOUGH - 0.01
        for id in ids:
            group = self._groups[id]
            scores = [same_act(claim, member, self._rarity) for member in group.sample()]
            if max(scores) > points and sum(scores) >= LEAST_MEAN * len(scores):
                best, points = group, max(scores)
        return best

    def _founded(self, claim: Features) -> _Group:
        id = hashlib.sha256(f"{claim.kind}|{claim.number}".encode()).hexdigest()[:12]
        self._groups[id] = _Group(id, [])
        return self._groups[id]

    def _bucket(self, key: str) -> list[str]:
        if key not in self._buckets:
            ids = [id for (id,) in self._connection.execute("SELECT incident FROM incident_key WHERE key = ?", (key,))]
            for id in ids:
                if id not in self._groups:
                    self._groups[id] = self._loaded(id)
            self._buckets[key] = ids
        return self._buckets[key]

    def _loaded(self, id: str) -> _Group:
        sql = f"{_CLAIMS} JOIN incident_claim i ON i.claim = c.number WHERE i.incident = ? ORDER BY c.number LIMIT 200"
        found = (features(claim_of(row)) for row in self._connection.execute(sql, (id,)))
        return _Group(id, [item for item in found if item])


def group_waiting(connection: sqlite3.Connection, grouper: Grouper, most: int) -> int:
    """Groups claims that wait, in the transaction of the caller; gives how many waited, at most ``most``."""
    rows = connection.execute("SELECT claim FROM ungrouped ORDER BY claim LIMIT ?", (most,)).fetchall()
    numbers = [number for (number,) in rows]
    touched = grouper.group(_comparable(connection, numbers))
    for group in touched:
        keys = sorted({(key, group.id) for claim in group.fresh for key in _bucket_keys(claim)})
        connection.executemany("INSERT OR IGNORE INTO incident_key VALUES (?, ?)", keys)
        connection.executemany("INSERT OR IGNORE INTO incident_claim VALUES (?, ?, 0)", [(group.id, claim.number) for claim in group.fresh])
        group.fresh.clear()
    changed = {id for (id,) in connection.execute("SELECT incident FROM incident_changed")} | {group.id for group in touched}
    for id in sorted(changed):
        witnesses.summarise(connection, id)
    connection.execute("DELETE FROM incident_changed")
    connection.executemany("DELETE FROM ungrouped WHERE claim = ?", rows)
    grouper.forget()
    return len(numbers)


def clear(connection: sqlite3.Connection) -> None:
    """Throws all groups away; all claims wait to be grouped."""
    for table in ("incident", "incident_claim", "incident_key", "incident_changed", "ungrouped"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO ungrouped SELECT number FROM claim WHERE current = 1")


def withdraw(connection: sqlite3.Connection, article: int) -> None:
    """Takes the claims of an article out of their groups, because they are superseded."""
    mine = "SELECT number FROM claim WHERE article = ? AND current = 1"
    connection.execute(f"INSERT OR IGNORE INTO incident_changed SELECT incident FROM incident_claim WHERE claim IN ({mine})", (article,))
    connection.execute(f"DELETE FROM incident_claim WHERE claim IN ({mine})", (article,))
    connection.execute(f"DELETE FROM ungrouped WHERE claim IN ({mine})", (article,))


def _comparable(connection: sqlite3.Connection, numbers: list[int]) -> Iterator[Features]:
    for number in numbers:
        row = connection.execute(f"{_CLAIMS} WHERE c.number = ? AND c.current = 1", (number,)).fetchone()
        found = features(claim_of(row)) if row else None
        if found and found.last - found.first <= LONGEST_WINDOW:
            yield found


def _bucket_keys(claim: Features) -> list[str]:
    first, last = (date.fromordinal(max(day, 1)) for day in (claim.first - 1, claim.last + 1))
    months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
    return [f"{claim.kind}|{who}|{month}" for who in sorted(claim.keys) for month in months]
