"""Verdicts on claims: given, followed to newer readings, counted. Rows are only ever added; a later verdict of a reviewer counts instead
of the earlier one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby, islice

from saksi.errors import InputError
from saksi.ledger.entries import plain
from saksi.ledger.lots import lot
from saksi.ledger.moments import now
from saksi.ledger.rows import StoredClaim, as_json, claim_columns, claim_of, select_claims, words_of
from saksi.records import Span

VERDICTS = ("accept", "reject", "amend", "missing", "unsure")
REASONS = (
    *("not-an-event", "wrong-type", "wrong-mode", "wrong-status", "wrong-actor", "wrong-recipient", "wrong-speaker"),
    *("wrong-date", "wrong-place", "wrong-evidence", "duplicate", "page-noise", "other"),
)
AMENDABLE = ("type", "mode", "status", "actors", "recipients", "speaker", "date", "place")
QUEUES = ("random", "unsure", "watch", "disagreement")
NOWHERE = Span(0, 0)
_CLAIMS = select_claims()
_NOT_JUDGED = "NOT EXISTS (SELECT 1 FROM verdict v INDEXED BY verdict_claim WHERE v.claim = c.id AND v.reviewer = ?)"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reviewer says of a claim, or of a span where one is missing (``claim`` is "" then)."""

    claim: str
    verdict: str
    reviewer: str
    reasons: tuple[str, ...] = ()
    amended: Mapping[str, object] = field(default_factory=dict)
    note: str = ""
    queue: str = ""
    article: str = ""
    version: int = 0
    span: Span = NOWHERE
    quote: str = ""
    type: str = ""
    lang: str = ""
    coder: str = ""
    added: str = ""
    number: int = 0


def checked(verdict: Verdict) -> None:
    """Raises InputError for a verdict, reason or field that does not exist."""
    if verdict.verdict not in VERDICTS:
        raise InputError(f"verdict {verdict.verdict!r}: choose {', '.join(VERDICTS)}")
    if unknown := set(verdict.reasons) - set(REASONS):
        raise InputError(f"reason {min(unknown)!r}: choose from {', '.join(REASONS)}")
    if unknown := set(verdict.amended) - set(AMENDABLE):
        raise InputError(f"amended field {min(unknown)!r}: choose from {', '.join(AMENDABLE)}")
    if verdict.verdict == "amend" and not verdict.amended:
        raise InputError("amend says what should stand there: give the fields")
    if verdict.verdict == "missing" and not (verdict.article and verdict.type and verdict.span.end > verdict.span.start):
        raise InputError("a missing event needs its article, its type and the characters that tell it")
    if not verdict.reviewer.strip():
        raise InputError("a verdict needs the name of its reviewer")


def give(connection: sqlite3.Connection, verdict: Verdict) -> Verdict:
    """Adds a verdict in the transaction of the caller; what is known of the claim is filled in. Raises InputError."""
    checked(verdict)
    whole = verdict if verdict.verdict == "missing" else _of_claim(connection, verdict)
    values = (
        *(whole.claim, whole.article, whole.version, *whole.span, whole.quote, whole.type, whole.lang, whole.verdict),
        *(as_json(whole.reasons), as_json(dict(whole.amended)), whole.note, whole.reviewer.strip(), whole.queue, whole.coder, now()),
    )
    columns = (
        "claim, article, version, span_start, span_end, quote, type, lang, verdict, reasons, amended, note, reviewer, queue, coder, added"
    )
    number = connection.execute(f"INSERT INTO verdict ({columns}) VALUES ({', '.join('?' * len(values))})", values).lastrowid
    return verdicts(connection, "number = ?", (number,))[0]


def _of_claim(connection: sqlite3.Connection, verdict: Verdict) -> Verdict:
    row = connection.execute(f"{_CLAIMS} WHERE c.id = ? ORDER BY c.current DESC, c.number DESC LIMIT 1", (verdict.claim,)).fetchone()
    if row is None:
        raise InputError(f"there is no claim {verdict.claim!r}")
    c = claim_of(row)
    coder = connection.execute("SELECT r.coder FROM reading r JOIN claim c ON c.reading = r.number WHERE c.number = ?", (c.number,))
    known = {
        **{name: getattr(verdict, name) for name in ("verdict", "reviewer", "reasons", "amended", "note", "queue")},
        "claim": c.id,
        "article": c.article,
        "version": c.version,
        "span": c.trigger,
        "quote": c.evidence,
        "type": c.type,
    }
    return Verdict(**known, lang=c.lang, coder=coder.fetchone()[0])


def verdicts(connection: sqlite3.Connection, where: str = "1", values: Sequence[object] = ()) -> list[Verdict]:
    """In the order in which they were given."""
    columns = "claim, verdict, reviewer, reasons, amended, note, queue, article, version, span_start, span_end"
    rows = connection.execute(
        f"SELECT {columns}, quote, type, lang, coder, added, number FROM verdict WHERE {where} ORDER BY number", values
    ).fetchall()
    return [
        Verdict(*r[:3], words_of(r[3]), json.loads(r[4]) if r[4] != "{}" else {}, *r[5:9], Span(r[9], r[10]), *r[11:])  # type: ignore[call-arg]
        for r in rows
    ]


def latest(given: Sequence[Verdict]) -> list[Verdict]:
    """The last verdict of each reviewer on each claim or span."""
    found = {(v.reviewer, v.claim or (v.article, v.span)): v for v in given}
    return sorted(found.values(), key=lambda v: v.number)


def followed(connection: sqlite3.Connection, verdict: Verdict) -> StoredClaim | None:
    """The current claim that a verdict is about: the same id, else the one of the same type whose trigger stands where its stood and
    is told in the same sentence. None when there is none: the verdict is stale."""
    same = connection.execute(f"{_CLAIMS} WHERE c.id = ? AND c.current = 1 LIMIT 1", (verdict.claim,)).fetchone()
    if same:
        found = claim_of(same)
        if found.type == verdict.type and found.evidence == verdict.quote:
            return found
    rows = connection.execute(f"{_CLAIMS} WHERE a.id = ? AND c.current = 1 AND c.type = ?", (verdict.article, verdict.type)).fetchall()
    return next((c for c in map(claim_of, rows) if c.evidence == verdict.quote and c.trigger.overlaps(verdict.span)), None)


def stale(connection: sqlite3.Connection) -> list[Verdict]:
    """Verdicts whose claim is not there any more; they wait to be given again."""
    same = "c.id = verdict.claim AND c.current = 1 AND c.type = verdict.type AND c.evidence = quote"
    there = f"EXISTS (SELECT 1 FROM claim c INDEXED BY claim_id WHERE {same})"
    doubtful = {v.number for v in verdicts(connection, f"verdict <> 'missing' AND NOT {there}")}
    return [v for v in latest(verdicts(connection)) if v.number in doubtful and followed(connection, v) is None] if doubtful else []


def queue(connection: sqlite3.Connection, name: str, reviewer: str, limit: int, watch: Sequence[str], seed: int) -> list[StoredClaim]:
    """Claims for a reviewer who has not judged them yet. Raises InputError for a queue that does not exist.

    ``random``: drawn evenly from all current claims, in an order that is the same for all reviewers with the same seed. ``unsure``: least
    confidence first. ``watch``: the newest that name one of ``watch``. ``disagreement``: where two reviewers differ.
    """
    if name not in QUEUES:
        raise InputError(f"queue {name!r}: choose {', '.join(QUEUES)}")
    who = reviewer.strip()
    if name == "random":
        found = _random(connection, who, seed)
    elif name == "watch":
        found = _watch(connection, who, watch)
    else:
        found = _unsure(connection, who) if name == "unsure" else _disagreement(connection)
    return list(islice(found, limit))


def _random(connection: sqlite3.Connection, reviewer: str, seed: int) -> Iterator[StoredClaim]:
    """Round the ring of lots, from where the seed points to."""
    start = lot(str(seed))
    source = "drawn d CROSS JOIN claim c ON c.number = d.claim CROSS JOIN article a ON a.number = c.article"
    for part in ("d.place >= ?", "d.place < ?"):
        sql = f"SELECT {claim_columns()} FROM {source} WHERE {part} AND {_NOT_JUDGED} ORDER BY d.place, d.claim"
        yield from map(claim_of, connection.execute(sql, (start, reviewer)))


def _unsure(connection: sqlite3.Connection, reviewer: str) -> Iterator[StoredClaim]:
    source = "claim c INDEXED BY claim_confidence CROSS JOIN article a ON a.number = c.article"
    for part, order in (("NOT NULL", "c.confidence, c.number DESC"), ("IS NULL", "c.number DESC")):
        where = f"c.current = 1 AND c.confidence {part} AND {_NOT_JUDGED}"
        yield from map(claim_of, connection.execute(f"SELECT {claim_columns()} FROM {source} WHERE {where} ORDER BY {order}", (reviewer,)))


def _watch(connection: sqlite3.Connection, reviewer: str, watch: Sequence[str]) -> Iterator[StoredClaim]:
    keys = {key for name in watch for key in (name, plain(name))}
    sql = "SELECT claim FROM named WHERE role = ? AND key = ? ORDER BY claim DESC"
    found = [connection.execute(sql, (role, key)) for role in ("actor", "recipient", "speaker") for key in sorted(keys)]
    one = f"{_CLAIMS} WHERE c.number = ? AND c.current = 1 AND {_NOT_JUDGED}"
    for number, _ in groupby(merge(*found, reverse=True)):
        if row := connection.execute(one, (*number, reviewer)).fetchone():
            yield claim_of(row)


def _disagreement(connection: sqlite3.Connection) -> Iterator[StoredClaim]:
    said: dict[str, set[str]] = {}
    differ = "SELECT claim FROM verdict WHERE claim <> '' GROUP BY claim HAVING count(DISTINCT verdict) > 1"
    for v in latest(verdicts(connection, f"claim IN ({differ})")):
        said.setdefault(v.claim, set()).add(v.verdict)
    for claim in (claim for claim, values in said.items() if len(values) > 1):
        row = connection.execute(f"{_CLAIMS} WHERE c.id = ? AND c.current = 1", (claim,)).fetchone()
        if row:
            yield claim_of(row)
