"""What the finders of statements pass among themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from saksi.frozen import record
from saksi.reading.clauses import ReadSentence
from saksi.reading.document import Match, Segments
from saksi.reading.predicates import Clause
from saksi.records import Span
from saksi.tables import ReportingCue


@dataclass(frozen=True)
class Page:
    """The article as the finders see it."""

    segments: Segments
    sentences: tuple[ReadSentence, ...]

    @cached_property
    def _outer(self) -> Sequence[int]:
        """Indexes of the quotations that stand in no other, in text order."""
        return [i for i, quote in enumerate(self.segments.quotes) if quote.level == 0]

    @cached_property
    def _ends(self) -> Sequence[int]:
        return [self.segments.quotes[i].outer.end for i in self._outer]

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [self.segments.quotes[i].outer.start for i in self._outer]

    @cached_property
    def _sentence_ends(self) -> Sequence[int]:
        return [read.sentence.span.end for read in self.sentences]

    @cached_property
    def _paragraph_ends(self) -> Sequence[int]:
        return [paragraph.end for paragraph in self.segments.paragraphs]

    def quote_ending_before(self, offset: int) -> int:
        """Index of the last quotation whose marks end at or before ``offset``, -1 if none."""
        at = bisect_right(self._ends, offset) - 1
        return self._outer[at] if at >= 0 else -1

    def quote_starting_from(self, offset: int) -> int:
        """Index of the first quotation that starts at or behind ``offset``, -1 if none."""
        at = bisect_left(self._starts, offset)
        return self._outer[at] if at < len(self._outer) else -1

    def sentence_at(self, offset: int) -> ReadSentence | None:
        """The first sentence that ends behind ``offset``."""
        at = bisect_right(self._sentence_ends, offset)
        return self.sentences[at] if at < len(self.sentences) else None

    def sentence_before(self, offset: int) -> int:
        """Where the last sentence that begins before ``offset`` begins."""
        read = self.sentence_at(offset - 1)
        return read.sentence.span.start if read else offset

    def sentences_of(self, span: Span) -> Iterator[ReadSentence]:
        """The sentences that the span touches."""
        for at in range(bisect_right(self._sentence_ends, span.start), len(self.sentences)):
            if self.sentences[at].sentence.span.start >= span.end:
                return
            yield self.sentences[at]

    def paragraph_at(self, offset: int) -> Span:
        return self.segments.paragraphs[min(bisect_right(self._paragraph_ends, offset), len(self.segments.paragraphs) - 1)]


@record(frozen=True, slots=True)
class Party:
    """A source in the text: tokens ``first``..``last`` of a sentence, its head token; ``clitic`` = written on the cue (ujarnya)."""

    sentence: int
    first: int
    last: int
    head: int
    clitic: bool = False
    relative: Span | None = None  # the relative pronoun that stands for it: "Cha, who said"


@record(frozen=True, slots=True)
class Cue:
    """A reporting word in its sentence, with the frames it allows."""

    read: ReadSentence
    match: Match
    clause: Clause | None  # of the cue's verb or noun
    frames: Mapping[str, str]  # frame -> stance
    sources: tuple[str, ...]
    pos: str
    source: Party | None = None
    hearsay: bool = False  # nobody is named, and the row or the passive says so
    beside: int = -1  # token of the cue it goes on from: "said S1, adding that S2", "said S1 and added"

    @property
    def key(self) -> tuple[int, int]:
        """(sentence, token): the place of the cue."""
        return self.read.sentence.index, self.match.first

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


@record(frozen=True, slots=True)
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
    head_start: int = -1  # its body offset

    @property
    def start(self) -> int:
        return min([s.start for s in self.content] + ([self.cue.start] if self.cue else []))
