"""Who bears witness to an incident: how many independently affirm it, how many deny it, and what follows for its status.

Two claims are of one witness when their articles are copies of each other (``copies``) or of one publisher, when both rest on the same
named source, or when they are told in the same words. A paper that reports twice is one witness, and so is a minister whom three quote.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from saksi.ledger import copies
from saksi.ledger.entries import plain
from saksi.ledger.joined import Joined
from saksi.ledger.rows import Party, as_json, parties_of

AFFIRM, POSSIBLE, PLANNED, DENY = "affirm", "possible", "planned", "deny"
VOICE = {
    "happened": AFFIRM,
    "ongoing": AFFIRM,
    "possible": POSSIBLE,
    "demanded": POSSIBLE,
    "conditional": POSSIBLE,
    "planned": PLANNED,
    "denied": DENY,
}

SAME_WORDS, FEWEST_WORDS = 0.7, 8  # share of the words that two sentences have in common when one is the other's copy
COMPARED = 100  # claims of an incident whose words are compared
_WORD = re.compile(r"[^\W_]+")
_WEIGHED = (
    "c.number, c.article, c.raw_type, c.mode, c.status, c.source, c.chain, c.actors, c.recipients, c.first_day, c.last_day, c.published, "
    "c.place, c.place_country, c.place_precision, c.evidence"
)


class _Told(NamedTuple):
    """What is weighed of a claim of an incident: the columns of ``_WEIGHED``, and the group of copies that its article belongs to."""

    number: int
    article: int
    type: str  # before folding
    mode: str
    status: str
    source: str
    chain: str  # JSON
    actors: str
    recipients: str
    first_day: str
    last_day: str
    published: str
    place: str
    place_country: str
    place_precision: str
    evidence: str
    copy: int

    def marks(self) -> Iterator[tuple[str, object]]:
        """What makes two claims one witness: the copy, the publisher, and the innermost source if it is named (an official may be any)."""
        yield "copy", self.copy
        if self.source:
            yield "publisher", self.source
        speaker = json.loads(self.chain)[-1] if self.chain != "[]" else ""
        if any(c.isupper() for c in speaker):
            yield "source", plain(speaker)


def summarise(connection: sqlite3.Connection, id: str) -> None:
    """Counts the witnesses of an incident again; one without claims is dropped."""
    told = _told(connection, id)
    if not told:
        for table in ("incident_key", "incident_claim"):
            connection.execute(f"DELETE FROM {table} WHERE incident = ?", (id,))
        connection.execute("DELETE FROM incident WHERE id = ?", (id,))
        return
    groups = independent(told)
    numbers = [(groups[i], item.number) for i, item in enumerate(told)]
    connection.executemany("UPDATE incident_claim SET witness = ? WHERE claim = ? AND witness <> ?", [(w, n, w) for w, n in numbers])
    values = _row(id, told, max(groups.values()), _voices(told, groups))
    connection.execute(f"INSERT OR REPLACE INTO incident VALUES ({', '.join('?' * len(values))})", values)


def independent(told: Sequence[_Told]) -> dict[int, int]:
    """Index -> number of the witness, from 1."""
    joined = Joined(range(len(told)))
    first: dict[tuple[str, object], int] = {}
    for i, item in enumerate(told):
        for mark in item.marks():
            if (other := first.setdefault(mark, i)) != i:
                joined.join(other, i)
    words = [frozenset(_WORD.findall(item.evidence.casefold())) for item in told[:COMPARED]]
    for i, j in combinations(range(len(words)), 2):
        if _same_words(words[i], words[j]) and joined.of(i) != joined.of(j):
            joined.join(i, j)
    groups = joined.groups()
    order = {root: n for n, root in enumerate(dict.fromkeys(groups.values()), 1)}
    return {i: order[root] for i, root in groups.items()}


def _same_words(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer, more = sorted((len(one), len(other)))
    if fewer < SAME_WORDS * more:  # they cannot share enough
        return False
    shared = len(one & other)
    together = fewer + more - shared
    return together >= FEWEST_WORDS and shared >= SAME_WORDS * together


def verdict(voices: Counter[str]) -> str:
    """contested, happened, denied, planned or possible: what the witnesses together say."""
    if voices[AFFIRM] and voices[DENY]:
        return "contested"
    said = next((v for v in (AFFIRM, DENY, PLANNED) if voices[v]), POSSIBLE)
    return {AFFIRM: "happened", DENY: "denied"}.get(said, said)


def _told(connection: sqlite3.Connection, id: str) -> list[_Told]:
    source = "incident_claim i JOIN claim c ON c.number = i.claim"
    rows = connection.execute(f"SELECT {_WEIGHED} FROM {source} WHERE i.incident = ? ORDER BY i.claim", (id,)).fetchall()
    group = copies.components(connection, {row[1] for row in rows})
    return [_Told._make((*row, group[row[1]])) for row in rows]


def _voices(told: Sequence[_Told], groups: Mapping[int, int]) -> Counter[str]:
    """Voice -> number of independent witnesses who say so; ``groups`` are those of all together."""
    found: Counter[str] = Counter()
    for voice in set(VOICE.values()):
        said = [item for item in told if VOICE[item.status] == voice]
        found[voice] = len(set((independent(said) if len(said) < len(told) else groups).values()))
    return found


def _row(id: str, claims: Sequence[_Told], witnesses: int, voices: Counter[str]) -> tuple[object, ...]:
    dated = [c for c in claims if c.first_day]
    closest = min(dated, key=lambda c: (c.last_day > c.first_day, c.number), default=claims[0])
    placed = next((c for c in claims if c.place and c.place_precision != "country"), next((c for c in claims if c.place), claims[0]))
    published = [c.published for c in claims]
    return (
        id,
        claims[0].type,
        _commonest(c.mode for c in claims),
        as_json(_names(parties_of(c.actors) for c in claims)),
        as_json(_names(parties_of(c.recipients) for c in claims)),
        closest.first_day,
        closest.last_day,
        placed.place,
        placed.place_country,
        min(published),
        max(published),
        len(claims),
        len({c.article for c in claims}),
        witnesses,
        *(voices[v] for v in (AFFIRM, POSSIBLE, PLANNED, DENY)),
        verdict(voices),
    )


def _commonest(values: Iterable[str]) -> str:
    return next((value for value, _ in Counter(v for v in values if v).most_common(1)), "")


def _names(sides: Iterable[Sequence[Party]]) -> list[Party]:
    """The parties, most often named first; one name once."""
    all_parties = [p for side in sides for p in side]
    latest = {p.name: p for p in all_parties}
    return [latest[name] for name, _ in Counter(p.name for p in all_parties).most_common(6)]
