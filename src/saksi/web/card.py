"""A claim as it stands beside the text: as the ledger has it, with the records it points at and why it was read so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from saksi.explain import explain
from saksi.ledger import StoredClaim
from saksi.ledger.entries import claims_of
from saksi.records import Claim, Reading, Trace


@dataclass(frozen=True, slots=True)
class Card:
    """``event_record`` and ``statement_records`` name marks: e2; s3, s1 from the inside out."""

    claim: StoredClaim
    event_record: str
    statement_records: tuple[str, ...]
    trace: Trace

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def why(self) -> tuple[str, ...]:
        """The lines of the trace."""
        return tuple(explain(self.trace))


def cards_of(reading: Reading) -> list[Card]:
    """The claims of a reading in the order of the text."""
    cards = [_card(stored, claim, reading) for stored, claim in zip(claims_of(reading, 0, 0, True), reading.claims, strict=True)]
    return sorted(cards, key=lambda card: (card.claim.trigger.start, card.id))


def _card(stored: StoredClaim, claim: Claim, reading: Reading) -> Card:
    return Card(stored, f"e{claim.event}", tuple(_statements(claim, reading)), claim.trace)


def _statements(claim: Claim, reading: Reading) -> Iterator[str]:
    at = claim.statement
    while at is not None:
        yield f"s{at}"
        at = reading.statements[at].parent
