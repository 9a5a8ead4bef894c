"""What the flat forms share: a claim as one row of words, and texts made fit for a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from saksi.records import Actor, Article, Claim, Event, Reading, Span, Statement

if TYPE_CHECKING:
    from saksi.ledger.rows import Party

WRITER = "the writer"
NOBODY = "a source not named"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim together with all that it points at."""

    article: Article
    claim: Claim
    event: Event
    statement: Statement | None

    @property
    def chain(self) -> str:
        """Who tells it, outermost first: "KCNA > Kim Jong Un"; the writer when nobody is quoted."""
        return told_by(self.claim.chain)

    @property
    def kind(self) -> str:
        """Type and mode: "SANCTION/embargo"."""
        return kind_of(self.event)

    @property
    def date(self) -> str:
        return self.event.date.value if self.event.date else ""

    @property
    def place(self) -> str:
        return self.event.place.name if self.event.place else ""

    @property
    def evidence(self) -> str:
        return one_line(self.article.raw[self.claim.evidence.start : self.claim.evidence.end])


def claim_rows(reading: Reading) -> Iterator[ClaimRow]:
    """The claims of a reading, in its order."""
    for claim in reading.claims:
        told = reading.statements[claim.statement] if claim.statement is not None else None
        yield ClaimRow(reading.article, claim, reading.events[claim.event], told)


class Typed(Protocol):
    """An event, a claim of the ledger, an incident."""

    @property
    def type(self) -> str: ...
    @property
    def mode(self) -> str: ...


class Parties(Typed, Protocol):
    """What has names on two sides: a claim of the ledger, an incident."""

    @property
    def actors(self) -> Sequence[Party]: ...
    @property
    def recipients(self) -> Sequence[Party]: ...


def kind_of(act: Typed) -> str:
    """Type and mode: "SANCTION/embargo"."""
    return f"{act.type}/{act.mode}" if act.mode else act.type


def told_by(chain: Sequence[str]) -> str:
    """Who tells it, outermost first: "KCNA > Kim Jong Un"; the writer when nobody is quoted."""
    return " > ".join(name or NOBODY for name in chain) or WRITER


def who_to_whom(act: Parties, nobody: str = "") -> str:
    """ "Norway, Sweden → Iceland"; ``nobody`` stands for who acts where nobody is known."""
    whom = f" → {_once(act.recipients)}" if act.recipients else ""
    return f"{_once(act.actors) or nobody}{whom}"


def _once(side: Sequence[Party]) -> str:
    """Names of one side; a state that two languages name is named once."""
    seen: dict[str, str] = {}
    for party in side:
        state = party.country if party.kind in ("country", "demonym") else ""
        seen.setdefault(state or party.name, party.name)
    return ", ".join(seen.values())


def code(actor: Actor) -> str:
    """Country and sector: "IRN GOV"; "" when neither is known."""
    return " ".join(part for part in (actor.country, actor.sector) if part)


def label(actor: Actor) -> str:
    """Name with its code: "Nasser Karimi [IRN GOV]"."""
    known = code(actor)
    return f"{one_line(actor.name)} [{known}]" if known else one_line(actor.name)


def labels(actors: Sequence[Actor]) -> str:
    return ", ".join(label(actor) for actor in actors)


def one_line(text: str) -> str:
    """White space of any kind becomes one space; what a terminal would obey is dropped."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def quoted(raw: str, spans: Sequence[Span]) -> str:
    """The words of several spans, with an ellipsis where they are apart."""
    return one_line(" … ".join(raw[span.start : span.end] for span in spans))


def around(raw: str, whole: Span, focus: Span, width: int) -> str:
    """``whole`` in at most ``width`` characters: cut at words, so that ``focus`` stays."""
    text = one_line(raw[whole.start : whole.end])
    if len(text) <= width:
        return text
    before = len(one_line(raw[whole.start : max(whole.start, focus.start)]))
    start = max(0, min(before - width // 3, len(text) - width + 2))
    start = text.rfind(" ", 0, start + 1) + 1
    piece = text[start : start + width - (2 if start else 1)]
    cut = start + len(piece) < len(text)
    if cut and " " in piece[width // 2 :]:
        piece = piece[: piece.rindex(" ")]
    return f"{'…' if start else ''}{piece}{'…' if cut else ''}"
