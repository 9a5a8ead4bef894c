"""What the finders of statements pass among themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from saksi.reading.clauses import Clause, ReadSentence
from saksi.reading.document import Match, Quote, Segments
from saksi.records import Span
from saksi.tables import ReportingCue


@dataclass(frozen=True)
class Page:
    """The article as the finders see it."""

    segments: Segments
    sentences: tuple[ReadSentence, ...]

    @cached_property
    def first_of_paragraph(self) -> Mapping[int, int]:
        firsts: dict[int, int] = {}
        for read in self.sentences:
            firsts.setdefault(read.sentence.paragraph, read.sentence.index)
        return firsts

    def quotes(self) -> Sequence[Quote]:
        return self.segments.quotes


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word in its sentence, with the frames it allows."""

    read: ReadSentence
    match: Match
    clause: Clause | None  # of the cue's verb or noun
    frames: Mapping[str, str]  # frame -> stance
    sources: tuple[str, ...]
    pos: str

    @property
    def first(self) -> int:
        return self.match.first

    @property
    def last(self) -> int:
        return self.match.last

    @property
    def head(self) -> int:
        return self.clause.head if self.clause else self.match.first

    @property
    def row(self) -> ReportingCue:
        assert isinstance(self.match.row, ReportingCue)
        return self.match.row


@dataclass(frozen=True, slots=True)
class Party:
    """A source in the text: tokens ``first``..``last`` of a sentence, its head token; ``clitic`` = written on the cue (ujarnya)."""

    sentence: int
    first: int
    last: int
    head: int
    clitic: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its speaker is resolved. Spans are body offsets."""

    kind: str
    stance: str
    source: Party | None
    cue: Span | None
    content: tuple[Span, ...]
    frame: str
    where: str  # the lexicon row
    sentence: int
    hearsay: bool = False
    negated: bool = False
    follows: bool = False  # a bare quotation: the speaker is that of the statement before
    head: int = -1  # token of the content's predicate, -1 unknown

    @property
    def start(self) -> int:
        return min([s.start for s in self.content] + ([self.cue.start] if self.cue else []))
