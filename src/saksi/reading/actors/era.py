"""About when an article without a date was written: when the people it names held their offices together.

Used to choose offices only; such an article stays undated everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from saksi.frozen import record
from saksi.reading.clauses import ReadSentence
from saksi.reading.document import Match
from saksi.tables import NameRow, RoleWord
from saksi.world import KnownActor, World, earliest, latest

TITLED = 3  # what a name counts whose title stands before it
FEWEST = 3  # counts that a date must have: two names are not enough, one with its title is
FORMER_REACH = 4  # tokens before a name in which "former" speaks of it
NOW = "2026-01"  # when the tables were last checked


@record(frozen=True, slots=True)
class Era:
    """A day (ISO) at which most of those named were in office, "" if it cannot be told, and the names that tell it."""

    date: str
    names: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        if not self.date:
            return ""
        told = f"the time of {' and '.join(self.names)}" if self.names else "the last year it names"
        return f"no date in the text: about {self.date[:4]}, {told}"


@record(frozen=True, slots=True)
class Witness:
    """A name, how much it counts, and the spans of its offices (first day, last day)."""

    name: str
    weight: int
    terms: tuple[tuple[str, str], ...]

    def then(self, day: str) -> bool:
        return any(start <= day <= end for start, end in self.terms)


def era_of(sentences: Sequence[ReadSentence], world: World) -> Era:
    """The time that fits the offices of most people named, the latest of several; else the last year named."""
    witnesses = _witnesses(sentences, world)
    best, score = "", 0
    for day in sorted({start for w in witnesses for start, _ in w.terms}):
        here = sum(w.weight for w in witnesses if w.then(day))
        if here >= score:
            best, score = day, here
    if score < FEWEST or 2 * score < sum(w.weight for w in witnesses):
        return Era(max((f"{y}-07-01" for y in _years(sentences)), default=""))
    there = [w for w in witnesses if w.then(best)]
    end = min(end for w in there for start, end in w.terms if start <= best <= end)
    return Era(_within(best, end, _years(sentences)), tuple(w.name for w in sorted(there, key=lambda w: -w.weight))[:2])


def _within(start: str, end: str, years: Iterable[str]) -> str:
    """The last year that the text names inside the span; else its middle."""
    named = max((y for y in years if start[:4] <= y <= end[:4]), default="")
    if named:
        return max(start, min(end, f"{named}-07-01"))
    middle = (int(start[:4]) + int(end[:4])) // 2
    return max(start, min(end, f"{middle}-07-01"))


def _years(sentences: Sequence[ReadSentence]) -> Iterator[str]:
    for word in chain.from_iterable(read.sentence.words for read in sentences):
        if len(word) == 4 and word.isdecimal() and word.isascii() and "1950" <= word <= NOW[:4]:
            yield word


def _witnesses(sentences: Sequence[ReadSentence], world: World) -> list[Witness]:
    """One for each form of a known person's name; those called former say nothing about when."""
    found: dict[str, Witness] = {}
    for read in sentences:
        for m in read.of("people"):
            if not isinstance(m.row, NameRow) or _called_former(read, m):
                continue
            weight = TITLED if _titled(read, m) else 1
            before = found.get(m.row.form)
            if before is None or before.weight < weight:
                terms = tuple(_terms(world.known(m.row.form)))
                found[m.row.form] = Witness(m.row.form, weight, terms)
    return [w for w in found.values() if w.terms]


def _terms(actors: Iterable[KnownActor]) -> Iterator[tuple[str, str]]:
    for actor in actors:
        for office in actor.offices:
            if office.start:
                yield earliest(office.start), latest(office.end or NOW)


def _titled(read: ReadSentence, name: Match) -> bool:
    return any(isinstance(m.row, RoleWord) and m.row.kind == "office" and m.last == name.first - 1 for m in read.matches)


def _called_former(read: ReadSentence, name: Match) -> bool:
    return any(
        isinstance(m.row, RoleWord) and m.row.kind == "modifier" and m.row.sector == "ELI" and 0 < name.first - m.last <= FORMER_REACH
        for m in read.matches
    )
