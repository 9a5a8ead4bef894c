"""Texts far longer than news, read in chapters: what looks back (names, pronouns, who spoke last, which two states it is about) looks
back to the beginning of its chapter, so that time grows with the length and not with its square. docs/decisions/0010-chapters.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from saksi.reading.document import Segments, Sentence
from saksi.records import Claim, Event, Reading, Statement

LONGEST = 1 << 17  # characters of a chapter; a text up to here is one


def chapters(segments: Segments) -> Iterator[Segments]:
    """The sentences in chapters, each numbered from 0 with its own paragraphs and quotes; offsets stay those of the whole body."""
    if len(segments.body) <= LONGEST:
        yield segments
        return
    bounds = [*_beginnings(segments.sentences), len(segments.sentences)]
    quotes = sorted((quote.outer.start, number) for number, quote in enumerate(segments.quotes))
    at = 0
    for first, end in pairwise(bounds):
        inside: list[int] = []
        border = segments.sentences[end].span.start if end < len(segments.sentences) else len(segments.body)
        while at < len(quotes) and quotes[at][0] < border:
            inside.append(quotes[at][1])
            at += 1
        yield _chapter(segments, segments.sentences[first:end], sorted(inside))


def _beginnings(sentences: Sequence[Sentence]) -> Iterator[int]:
    """Numbers of the sentences that chapters begin with: where a paragraph does, if one does in their second half."""
    start = 0
    for number, sentence in enumerate(sentences):
        length = sentence.span.end - start
        opens = number == 0 or sentence.paragraph != sentences[number - 1].paragraph
        if number == 0 or length > LONGEST or (opens and length > LONGEST // 2):
            start = sentence.span.start
            yield number


def _chapter(segments: Segments, sentences: Sequence[Sentence], quotes: Sequence[int]) -> Segments:
    first, last = sentences[0].paragraph, sentences[-1].paragraph
    place = {number: at for at, number in enumerate(quotes)}
    own = tuple(
        replace(s, index=at, paragraph=s.paragraph - first, quoted=tuple(place.get(q, -1) for q in s.quoted))
        for at, s in enumerate(sentences)
    )
    return Segments(segments.body, segments.paragraphs[first : last + 1], tuple(segments.quotes[n] for n in quotes), own)


def joined(readings: Sequence[Reading]) -> Reading:
    """The chapters of an article as one reading: records numbered through."""
    if len(readings) == 1:
        return readings[0]
    whole = replace(readings[0], statements=(), events=(), claims=(), dates=(), places=())
    statements: list[Statement] = []
    events: list[Event] = []
    claims: list[Claim] = []
    for reading in readings:
        s, e = len(statements), len(events)
        statements += [replace(one, index=one.index + s, parent=_moved(one.parent, s)) for one in reading.statements]
        events += [replace(one, index=one.index + e, statement=_moved(one.statement, s)) for one in reading.events]
        claims += [replace(one, event=one.event + e, statement=_moved(one.statement, s)) for one in reading.claims]
    dates = tuple(date for reading in readings for date in reading.dates)
    places = tuple(place for reading in readings for place in reading.places)
    return replace(whole, statements=tuple(statements), events=tuple(events), claims=tuple(claims), dates=dates, places=places)


def _moved(index: int | None, by: int) -> int | None:
    return None if index is None else index + by
