"""The records of a reading as marks in its text, properly nested whatever overlaps.

``marks_of`` lists what is to be marked; ``segments`` cuts the text where any mark begins or ends; ``nested`` turns the segments into
openings, texts and closings that nest: a mark that another one cuts into is closed there and opened again, with the same id. So the texts
of all elements with one id are the characters of its span, which a test holds.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from saksi.ledger import StoredClaim
from saksi.records import Event, Reading, Span, Statement

_WORD = re.compile(r"\w")
# The order in which marks of one beginning nest, outermost first; words that lie in the text below them.
ORDER = ("evidence", "content", "source", "cue", "recipient", "actor", "place", "date", "trigger", "cut")


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage and what it is. ``record`` names what it belongs to: s3 a statement, e2 an event, c0 a cut."""

    span: Span
    kind: str  # one of ORDER
    record: str
    part: int = 0  # of several passages of one kind in one record
    label: str = ""  # who says it, who is meant, what is cut
    depth: int = 0  # statements inside statements

    @property
    def id(self) -> str:
        return f"{self.record}-{self.kind}-{self.part}"


class Step(NamedTuple):
    """``open`` and ``close`` a mark, or ``text`` to be written. ``first`` and ``last``: the mark's own beginning and end."""

    kind: str  # open | close | text
    mark: Mark | None = None
    text: str = ""
    first: bool = False
    last: bool = False


def marks_of(reading: Reading) -> list[Mark]:
    """Everything of a reading that has a place in the text."""
    found = [Mark(cut.span, "cut", f"c{i}", label=cut.kind) for i, cut in enumerate(reading.cuts)]
    for statement in reading.statements:
        found += _of_statement(statement, _depth(statement, reading.statements))
    for event in reading.events:
        found += _of_event(event)
    return [mark for mark in found if mark.span.start < mark.span.end]


def _of_statement(statement: Statement, depth: int) -> Iterator[Mark]:
    record = f"s{statement.index}"
    name = statement.speaker.name if statement.speaker else "a source not named"
    for kind in ("content", "source", "cue"):
        for part, span in enumerate(getattr(statement, kind)):
            yield Mark(span, kind, record, part, name, depth)


def _depth(statement: Statement, statements: Sequence[Statement]) -> int:
    depth, parent = 0, statement.parent
    while parent is not None:
        depth, parent = depth + 1, statements[parent].parent
    return depth


def _of_event(event: Event) -> Iterator[Mark]:
    record = f"e{event.index}"
    for part, span in enumerate(event.mentions):
        yield Mark(span, "trigger", record, part, event.type)
    for kind, actors in (("actor", event.actors), ("recipient", event.recipients)):
        for part, actor in enumerate(actors):
            if actor.span:
                yield Mark(actor.span, kind, record, part, " ".join(p for p in (actor.name, actor.country, actor.sector) if p))
    if event.date:
        yield Mark(event.date.span, "date", record, label=event.date.value)
    if event.place:
        yield Mark(event.place.span, "place", record, label=event.place.name)


def marks_of_claim(claim: StoredClaim) -> list[Mark]:
    """What of a claim of the ledger stands in its evidence, in offsets of the evidence: the trigger, and names as they are written."""
    shift = claim.span.start
    trigger = Span(claim.trigger.start - shift, claim.trigger.end - shift)
    record, taken = f"n{claim.number}", [trigger]
    found = [Mark(trigger, "trigger", record, label=claim.type)]
    sides = (("actor", claim.actors), ("recipient", claim.recipients))
    wanted = [(kind, part, p.text, p.name) for kind, parties in sides for part, p in enumerate(parties)]
    for kind, part, words, label in (*wanted, ("place", 0, claim.place, claim.place)):
        if span := _nearest(claim.evidence, words, trigger.start, taken):
            taken.append(span)
            found.append(Mark(span, kind, record, part, label))
    return [mark for mark in found if 0 <= mark.span.start < mark.span.end <= len(claim.evidence)]


def _nearest(text: str, words: str, at: int, taken: Sequence[Span]) -> Span | None:
    """Where words stand nearest to a place, as whole words, outside of what is taken."""
    free = [span for span in _places(text, words) if not any(span.overlaps(other) for other in taken)]
    return min(free, key=lambda span: abs(span.start - at), default=None)


def _places(text: str, words: str) -> Iterator[Span]:
    """Where words stand as whole words; quicker than a pattern, which would be made for each name."""
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        if not _WORD.match(text[start - 1 : start]) and not _WORD.match(text[end : end + 1]):
            yield Span(start, end)
        start = text.find(words, start + 1)


def nested(text: str, marks: Sequence[Mark], whole: Span | None = None) -> Iterator[Step]:
    """The text (or the passage ``whole`` of it) as openings, texts and closings that nest properly."""
    whole = whole or Span(0, len(text))
    inside = [m for m in marks if m.span.overlaps(whole)]
    edges = sorted({whole.start, whole.end, *(e for m in inside for e in m.span if whole.start < e < whole.end)})
    starting = sorted(inside, key=_rank)
    stack: list[Mark] = []
    active: list[Mark] = []
    at = 0
    for start, end in itertools.pairwise(edges):
        while at < len(starting) and starting[at].span.start <= start:
            active.append(starting[at])
            at += 1
        active = [m for m in active if m.span.end > start]
        keep = _common(stack, active)
        yield from _closings(stack[keep:], start)
        yield from (Step("open", mark, first=mark.span.start >= start) for mark in active[keep:])
        stack = list(active)
        yield Step("text", text=text[start:end])
    yield from _closings(stack, whole.end)


def _rank(mark: Mark) -> tuple[int, int, int, int, str]:
    """Outer marks first: what begins earlier, is longer, stands less deep."""
    return (mark.span.start, -mark.span.end, mark.depth, ORDER.index(mark.kind), mark.id)


def _common(stack: Sequence[Mark], active: Sequence[Mark]) -> int:
    """How many of the open marks may stay open."""
    keep = 0
    while keep < len(stack) and keep < len(active) and stack[keep] is active[keep]:
        keep += 1
    return keep


def _closings(marks: Sequence[Mark], at: int) -> Iterator[Step]:
    yield from (Step("close", mark, last=mark.span.end <= at) for mark in reversed(marks))
