"""A claim as it stands beside the text: a sentence, its status, who tells it, and the records it points at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from saksi.explain import explain
from saksi.export.rows import claim_rows
from saksi.ledger import Party
from saksi.records import Actor, Claim, Event, Reading, Span, Trace


@dataclass(frozen=True, slots=True)
class Card:
    """A claim of a reading in the shape that ``sentences.sentence`` tells."""

    claim: Claim
    event: Event
    evidence: Span
    statement_records: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def trace(self) -> Trace:
        return self.claim.trace

    @property
    def event_record(self) -> str:
        return f"e{self.event.index}"

    @property
    def type(self) -> str:
        return self.event.type

    @property
    def raw_type(self) -> str:
        return self.event.raw_type

    @property
    def mode(self) -> str:
        return self.event.mode

    @property
    def status(self) -> str:
        return self.claim.status

    @property
    def alleged(self) -> bool:
        return self.claim.alleged

    @property
    def confidence(self) -> float | None:
        return self.claim.confidence

    @property
    def chain(self) -> tuple[str, ...]:
        return self.claim.chain

    @property
    def actors(self) -> tuple[Party, ...]:
        return tuple(_party(actor) for actor in self.event.actors)

    @property
    def recipients(self) -> tuple[Party, ...]:
        return tuple(_party(actor) for actor in self.event.recipients)

    @property
    def date_value(self) -> str:
        return self.event.date.value if self.event.date else ""

    @property
    def place(self) -> str:
        return self.event.place.name if self.event.place else ""

    @property
    def why(self) -> list[str]:
        return list(explain(self.claim.trace))


def cards_of(reading: Reading) -> list[Card]:
    """The claims of a reading in the order of the text."""
    cards = [Card(row.claim, row.event, row.claim.evidence, tuple(_statements(row.claim, reading))) for row in claim_rows(reading)]
    return sorted(cards, key=lambda card: (card.event.trigger.start, card.id))


def _statements(claim: Claim, reading: Reading) -> Iterator[str]:
    at = claim.statement
    while at is not None:
        yield f"s{at}"
        at = reading.statements[at].parent


def _party(actor: Actor) -> Party:
    return Party(actor.name, actor.country, actor.sector, actor.kind, actor.text)
