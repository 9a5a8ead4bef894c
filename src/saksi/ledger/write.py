"""Readings into the ledger, inside a transaction that the caller holds: nothing is overwritten, counts and indexes move along."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from saksi.ledger import copies, entries, incidents, words
from saksi.ledger.lots import lot
from saksi.ledger.moments import SHIFT, as_day, now, number_of
from saksi.ledger.rows import Added, Party, StoredClaim, as_json, claim_of, packed, select_claims, tuple_as_json, unpacked
from saksi.lossless import decode, dumps, encode, loads
from saksi.records import Article, Reading

_CLAIM_COLUMNS = (
    "number, id, reading, article, current, event, event_key, type, raw_type, mode, contexts, status, alleged, confidence, chain, stance, "
    "actors, recipients, published, first_day, last_day, date_value, precision, place, place_country, lat, lon, place_precision, "
    "trigger_start, trigger_end, evidence_start, evidence_end, evidence, lang, source, sense"
)
INSERT_CLAIM = f"INSERT INTO claim ({_CLAIM_COLUMNS}) VALUES ({', '.join('?' * (_CLAIM_COLUMNS.count(',') + 1))})"
INSERT_TEXT = "INSERT INTO claim_text (rowid, evidence, lemmas, names) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the rows of a reading stand."""

    article: int
    reading: int
    version: int
    current: bool


class Batch:
    """Readings of one transaction; rows are gathered and written in the order of their keys when it is done."""

    def __init__(self, connection: sqlite3.Connection, coder: str) -> None:
        self.connection, self.coder, self.added = connection, coder, now()
        self._numbers: dict[int, int] = {}
        self._claims: list[tuple[object, ...]] = []
        self._texts: list[tuple[int, str, str, str]] = []
        self._waiting: list[tuple[int]] = []
        self._indexes = Indexes()

    def add(self, reading: Reading) -> Added:
        """Takes a reading in. The rows of claims wait for ``write``."""
        key, digest = entries.key_of(reading.article), entries.digest_of(reading.article)
        records = dumps(reading)
        mark = entries.sha(records) if reading.article.origin is None else entries.sha(dumps(_without_origin(reading)))
        find = "SELECT number, version, current FROM article WHERE id = ? AND digest = ?"
        article = self.connection.execute(find, (key, digest)).fetchone()
        same = "SELECT 1 FROM reading WHERE article = ? AND digest = ?"
        if article and self.connection.execute(same, (article[0], mark)).fetchone():
            return Added(key, article[1], "known", 0)
        if article:
            self._supersede(article[0])
        number, version, current = article or self._new_version(key, digest, reading)
        place = Place(number, self._reading(number, records, mark), version, bool(current))
        self._insert(reading, place)
        if not article:
            copies.link(self.connection, number, reading)
        self.connection.execute("UPDATE article SET claims = ? WHERE number = ?", (len(reading.claims), number))
        origin = reading.article.origin
        places = _storable(reading.article.id, origin.where if origin else "")
        self.connection.execute("DELETE FROM rejected WHERE place IN (?, ?)", places)
        return Added(key, version, "reread" if article else "corrected" if version > 1 else "new", len(reading.claims))

    def write(self) -> None:
        """Writes what has been gathered."""
        self.connection.executemany(INSERT_CLAIM, sorted(self._claims, key=itemgetter(0)))
        self.connection.executemany(INSERT_TEXT, sorted(self._texts))
        self.connection.executemany("INSERT INTO ungrouped VALUES (?)", sorted(self._waiting))
        self._indexes.write(self.connection)
        self._claims, self._texts, self._waiting, self._indexes = [], [], [], Indexes()

    def _new_version(self, key: str, digest: str, reading: Reading) -> tuple[int, int, int]:
        """A version beside the older ones: its number, version, and that it is the current one."""
        for (old,) in self.connection.execute("SELECT number FROM article WHERE id = ? AND current = 1", (key,)).fetchall():
            self._supersede(old)
            self.connection.execute("UPDATE article SET current = 0 WHERE number = ?", (old,))
        newest = self.connection.execute("SELECT coalesce(max(version), 0) FROM article WHERE id = ?", (key,)).fetchone()[0]
        a = reading.article
        values = _storable(key, newest + 1, 1, digest, as_day(a.date), a.date_origin, reading.pack, a.title, a.url, a.source, self.added, 0)
        insert = "INSERT INTO article (id, version, current, digest, published, date_origin, lang, title, url, source, added, claims)"
        number = self.connection.execute(f"{insert} VALUES ({', '.join('?' * 12)})", values).lastrowid
        return number or 0, newest + 1, 1

    def _reading(self, article: int, records: str, digest: str) -> int:
        self.connection.execute("UPDATE reading SET current = 0 WHERE article = ?", (article,))
        insert = "INSERT INTO reading (article, current, coder, digest, added, records) VALUES (?, 1, ?, ?, ?, ?)"
        return self.connection.execute(insert, (article, self.coder, digest, self.added, packed(records))).lastrowid or 0

    def _insert(self, reading: Reading, place: Place) -> None:
        first = self._next(as_day(reading.article.date), len(reading.claims))
        for claim, told in zip(entries.claims_of(reading, first, place.version, place.current), reading.claims, strict=True):
            speakers = tuple(entries.speakers_of(reading, told))
            self._claims.append(claim_values(claim, place))
            self._texts.append(claim_texts(claim, speakers))
            if place.current:
                self._indexes.count(claim, speakers, 1)
                self._waiting.append((claim.number,))

    def _next(self, day: str, count: int) -> int:
        """The first of so many numbers that are free on a day."""
        base = number_of(day)
        if base not in self._numbers:
            last = "SELECT max(number) FROM claim WHERE number >= ? AND number < ?"
            found = self.connection.execute(last, (base, base + (1 << SHIFT))).fetchone()[0]
            self._numbers[base] = base + 1 if found is None else found + 1
        first = self._numbers[base]
        self._numbers[base] += count
        return first

    def _supersede(self, article: int) -> None:
        """The claims of an article's current reading count no longer. They stay where they are."""
        self.write()
        find = "SELECT r.records FROM reading r WHERE r.article = ? AND r.current = 1"
        row = self.connection.execute(find, (article,)).fetchone()
        old = loads(unpacked(row[0])) if row else None
        speakers = {claim.id: tuple(entries.speakers_of(old, claim)) for claim in old.claims} if old else {}
        select = f"{select_claims()} WHERE c.article = ? AND c.current = 1"
        for claim in map(claim_of, self.connection.execute(select, (article,)).fetchall()):
            self._indexes.count(claim, speakers.get(claim.id, ()), -1)
        incidents.withdraw(self.connection, article)
        self.connection.execute("UPDATE claim SET current = 0 WHERE article = ? AND current = 1", (article,))


class Indexes:
    """What is derived of current claims: who is named, dyads, counts. ``count`` with 1 adds a claim, with -1 takes it away."""

    def __init__(self) -> None:
        self._named: dict[int, list[tuple[str, str, int]]] = {1: [], -1: []}
        self._dyads: dict[int, list[tuple[str, str, int]]] = {1: [], -1: []}
        self._days: Counter[tuple[str, ...]] = Counter()
        self._drawn: dict[int, list[tuple[int, int]]] = {1: [], -1: []}
        self._pairs: Counter[tuple[str, ...]] = Counter()
        self._months: Counter[tuple[str, ...]] = Counter()
        self._names: Counter[tuple[str, str]] = Counter()
        self._parties: dict[tuple[str, str], Party] = {}

    def count(self, claim: StoredClaim, speakers: Sequence[Party], sign: int) -> None:
        self._named[sign] += [(role, key, claim.number) for role, key in entries.named(claim, speakers)]
        pairs = entries.dyads(claim)
        self._dyads[sign] += [(actor, recipient, claim.number) for actor, recipient in pairs]
        self._drawn[sign].append((lot(claim.id), claim.number))
        act = (claim.day[:7], claim.type, claim.status)
        self._months[act] += sign
        for actor, recipient in pairs:
            self._pairs[(actor, recipient, *act)] += sign
        for field, value in entries.counted(claim):
            self._days[(claim.published, field, value)] += sign
        places = (Party(claim.place, claim.place_country),) if claim.place else ()
        sides = (("actor", claim.actors), ("recipient", claim.recipients), ("speaker", speakers), ("place", places))
        for role, parties in sides:
            for party in parties:
                key = (role, entries.plain(party.name))
                if key[1]:
                    self._names[key] += sign
                self._parties[key] = party

    def write(self, connection: sqlite3.Connection) -> None:
        connection.executemany("DELETE FROM named WHERE role = ? AND key = ? AND claim = ?", sorted(self._named[-1]))
        connection.executemany("DELETE FROM dyad WHERE actor = ? AND recipient = ? AND claim = ?", sorted(self._dyads[-1]))
        connection.executemany("DELETE FROM drawn WHERE place = ? AND claim = ?", sorted(self._drawn[-1]))
        connection.executemany("INSERT OR IGNORE INTO named VALUES (?, ?, ?)", sorted(self._named[1]))
        connection.executemany("INSERT OR IGNORE INTO dyad VALUES (?, ?, ?)", sorted(self._dyads[1]))
        connection.executemany("INSERT INTO drawn VALUES (?, ?)", sorted(self._drawn[1]))
        _upsert(connection, "count_day", "day, field, value", self._days)
        _upsert(connection, "count_month", "month, type, status", self._months)
        _upsert(connection, "count_dyad", "actor, recipient, month, type, status", self._pairs)
        names = [(*key, p.name, p.country, p.sector, n) for key, n in sorted(self._names.items()) if n and (p := self._parties[key])]
        sql = "INSERT INTO count_name VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n"
        known = ", name = excluded.name, country = excluded.country, sector = excluded.sector"
        connection.executemany(sql + known, names)
        if any(n < 0 for *_, n in names):
            connection.execute("DELETE FROM count_name WHERE n <= 0")


def _upsert(connection: sqlite3.Connection, table: str, key: str, counts: Counter[tuple[str, ...]]) -> None:
    rows = [(*values, n) for values, n in sorted(counts.items()) if n]
    if not rows:
        return
    marks = ", ".join("?" * len(rows[0]))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT ({key}) DO UPDATE SET n = n + excluded.n", rows)
    if any(row[-1] < 0 for row in rows):  # type: ignore[operator]
        connection.execute(f"DELETE FROM {table} WHERE n <= 0")


def reject(connection: sqlite3.Connection, place: str, reason: str, message: str, article: Article | None) -> bool:
    """Keeps an input that could not be read; False when it is kept already."""
    record = as_json(encode(article)) if article else ""
    digest = entries.sha("\x1f".join((place, reason, entries.digest_of(article) if article else message)))
    insert = "INSERT OR IGNORE INTO rejected (digest, place, reason, message, article, added) VALUES (?, ?, ?, ?, ?, ?)"
    return connection.execute(insert, _storable(digest, place, reason, message, packed(record) if record else None, now())).rowcount > 0


def rejected_article(blob: bytes) -> Article:
    """The article that ``reject`` kept."""
    return decode(Article, json.loads(unpacked(blob)))


def _without_origin(reading: Reading) -> Reading:
    """What counts as the same reading: the same article fetched again is no other."""
    return replace(reading, article=replace(reading.article, origin=None))


def _storable(*values: object) -> tuple[object, ...]:
    """The values; halves of surrogate pairs, which SQLite cannot keep as text, become question marks."""
    text = "".join(v for v in values if v.__class__ is str)
    try:
        text.isascii() or text.encode()
    except UnicodeEncodeError:
        return tuple(v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in values)
    return values


def claim_values(claim: StoredClaim, place: Place) -> tuple[object, ...]:
    """A claim in the order of the columns."""
    c = claim
    parties = (tuple_as_json(c.actors), tuple_as_json(c.recipients))
    head = (c.number, c.id, place.reading, place.article, int(place.current), c.event, c.event_key, c.type, c.raw_type, c.mode)
    told = (tuple_as_json(c.contexts), c.status, int(c.alleged), c.confidence, tuple_as_json(c.chain), c.stance, *parties)
    when = (c.published, c.first_day, c.last_day, c.date_value, c.precision)
    where = (c.place, c.place_country, c.lat, c.lon, c.place_precision)
    return _storable(*head, *told, *when, *where, *c.trigger, *c.span, c.evidence, c.lang, c.source, c.sense)


def claim_texts(claim: StoredClaim, speakers: Iterable[Party]) -> tuple[int, str, str, str]:
    parties = dict.fromkeys(p.name for side in (claim.actors, claim.recipients, tuple(speakers)) for p in side)
    evidence, names = map(str, _storable(claim.evidence, " ".join((*parties, claim.place)).strip()))
    return claim.number, evidence, words.lemmas(evidence, claim.lang), names
