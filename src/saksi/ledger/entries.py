"""From a reading to rows: its claims joined with their events, and what the indexes and counts keep of a claim."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from saksi.ledger.moments import as_day, days_of
from saksi.ledger.rows import Party, StoredClaim
from saksi.records import Actor, Article, Claim, Event, Reading, Statement

READ_FROM_TEXT = frozenset({"dateline", "caption", "text"})  # dates that the reading fills in; all others came with the article
LONGEST_KEY = 200


def key_of(article: Article) -> str:
    """What is the same article: its id; its address where the id is made from the content and would change with a correction."""
    made = article.id.endswith(sha(article.raw)[:8])
    return article.url if made and article.url else article.id


def digest_of(article: Article) -> str:
    """Hash of what came in, the same before and after the reading."""
    date = "" if article.date_origin in READ_FROM_TEXT else article.date
    return sha("\x1f".join((article.raw, article.title, date, article.url, article.source)))


def claims_of(reading: Reading, first: int, version: int, current: bool) -> Iterator[StoredClaim]:
    """The claims of a reading as rows, numbered from ``first``."""
    published = as_day(reading.article.date)
    for number, claim in enumerate(reading.claims, first):
        yield _row(reading, claim, number, version, current, published)


def _row(reading: Reading, claim: Claim, number: int, version: int, current: bool, published: str) -> StoredClaim:
    event = reading.events[claim.event]
    article, date, place = reading.article, event.date, event.place
    first, last = (days_of(date.value) if date else None) or ("", "")
    told = reading.statements[claim.statement] if claim.statement is not None else None
    actors, recipients = _parties(event.actors), _parties(event.recipients)
    return StoredClaim(
        number=number,
        id=claim.id,
        article=key_of(article),
        version=version,
        current=current,
        event=claim.event,
        event_key=_event_key(event, actors, recipients, first or published),
        type=event.type,
        raw_type=event.raw_type,
        mode=event.mode,
        contexts=event.contexts,
        status=claim.status,
        alleged=claim.alleged,
        confidence=getattr(claim, "confidence", None),
        chain=claim.chain,
        stance=told.stance if told else "",
        actors=actors,
        recipients=recipients,
        published=published,
        first_day=first,
        last_day=last,
        date_value=date.value if date else "",
        precision=date.precision if date else "",
        place=place.name if place else "",
        place_country=place.country if place else "",
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        place_precision=place.precision if place else "",
        trigger=event.trigger,
        span=claim.evidence,
        evidence=article.raw[claim.evidence.start : claim.evidence.end],
        lang=reading.pack,
        source=article.source,
        title=article.title,
        url=article.url,
        sense=event.sense,
    )


def _parties(actors: Sequence[Actor]) -> tuple[Party, ...]:
    return tuple(Party(a.name, a.country, a.sector, a.kind, a.text) for a in actors)


def _event_key(event: Event, actors: Sequence[Party], recipients: Sequence[Party], day: str) -> str:
    """Type, parties, day and place of an act: the same for all who put it alike."""
    sides = ("+".join(sorted(p.code if p.country else plain(p.name) for p in side)) for side in (actors, recipients))
    place = event.place.name if event.place else ""
    return sha("|".join((event.raw_type, event.mode, *sides, day, plain(place))))[:16]


def speakers_of(reading: Reading, claim: Claim) -> Iterator[Party]:
    """All sources of a claim with their codes, innermost first."""
    at = claim.statement
    while at is not None:
        statement: Statement = reading.statements[at]
        if statement.speaker:
            yield _parties((statement.speaker,))[0]
        at = statement.parent


def plain(name: str) -> str:
    """A name as the index keeps it: lower case, single spaces."""
    return " ".join(name.casefold().split())[:LONGEST_KEY].encode("utf-8", "replace").decode()


def keys_of(party: Party) -> Iterator[str]:
    """What a party is found by: its name, its country, its country with sector."""
    if name := plain(party.name):
        yield name
    if party.country:
        yield party.country
    if party.country and party.sector:
        yield party.code


def named(claim: StoredClaim, speakers: Iterable[Party]) -> set[tuple[str, str]]:
    """(role, key) of all that is named in a claim."""
    sides = (("actor", claim.actors), ("recipient", claim.recipients), ("speaker", speakers))
    found = {(role, key) for role, parties in sides for party in parties for key in keys_of(party)}
    found |= {("speaker", plain(name)) for name in claim.chain if plain(name)}
    if claim.place:
        found |= {("place", key) for key in keys_of(Party(claim.place, claim.place_country))}
    return found


def dyads(claim: StoredClaim) -> set[tuple[str, str]]:
    """Pairs of country codes; recipient "" when none is known, actor "" likewise; none when neither is."""
    actors = {p.country for p in claim.actors if p.country} or {""}
    recipients = {p.country for p in claim.recipients if p.country} or {""}
    return {(a, r) for a in actors for r in recipients if a or r}


def counted(claim: StoredClaim) -> Iterator[tuple[str, str]]:
    """(field, value) that the counts by day keep."""
    yield "claims", ""
    yield "type", claim.type
    yield "status", claim.status
    yield "lang", claim.lang
    if claim.source:
        yield "source", claim.source
    for field, parties in (("actor", claim.actors), ("recipient", claim.recipients)):
        yield from ((field, code) for code in {p.country for p in parties if p.country})
    if claim.place_country:
        yield "place", claim.place_country


def sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
