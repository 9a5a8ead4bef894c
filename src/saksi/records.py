"""Every record type of Saksi, frozen and slotted. Imports nothing of ours.

Offsets. A ``Span`` is half-open ``[start, end)`` in Unicode code points (the W3C text position
selector). In every record that leaves the program it points into ``Article.raw``; the stages of
``saksi.reading`` work in offsets of the cleaned body and ``saksi.text.SourceMap`` turns them back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

STATUSES = ("happened", "ongoing", "planned", "possible", "demanded", "conditional", "denied")  # of events and claims


class Span(NamedTuple):
    """Half-open range of code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a record was made: a rule, the line of text it stands on, and what it rests on."""

    rule: str
    where: str = ""  # pack file and line: "lang/id/lexicon/reporting.tsv:12"
    note: str = ""  # one plain clause for a reader who does not know the code
    children: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from, and what its page says of it besides. ``digest`` tells whether the page is still the same."""

    form: str  # plain | jsonl | html | feed | warc | wet | parquet
    where: str  # path or address; in an archive with the place: "crawl.warc.gz:1042"
    digest: str = ""  # SHA-256 of the bytes that the text was taken from, hexadecimal
    fetched: str = ""  # ISO date and time
    modified: str = ""  # ISO date and time of the last correction that the page tells
    authors: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()  # of pictures; they are no part of the text
    free: bool | None = None  # False behind a paywall, None when the page does not say


@dataclass(frozen=True, slots=True)
class Article:
    """One news item as it came in. ``date`` is ISO (day or longer prefix), "" when unknown."""

    id: str
    raw: str
    date: str = ""
    date_origin: str = ""  # metadata | dateline | head | given | caption | text | ""
    lang: str = ""
    title: str = ""
    url: str = ""
    source: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """Characters of the raw text that are not the article."""

    span: Span
    kind: str  # related | ad | credit | caption | byline | dateline | boilerplate | tail | markup
    rule: str  # where the rule stands: "lang/id/lexicon/noise.tsv:7"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with its TIMEX3 value; ``value`` is "" when it could not be resolved."""

    span: Span
    kind: str  # DATE | TIME | DURATION | SET
    value: str
    precision: str = ""  # day | week | month | quarter | season | year | decade | century | time
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym, resolved as far as the text and the gazetteer allow."""

    span: Span
    name: str
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: str = ""  # point | city | region | country
    reason: str = ""
    use: str = ""  # place | actor (stands for who acts from it) | modifier ("Florida man") | name (inside the name of a body)
    admin1: str = ""  # province or state it lies in


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or is acted on: the words, and the identity they resolve to."""

    span: Span | None
    text: str  # as written
    name: str  # resolved name, the words themselves when unresolved
    country: str = ""  # ISO 3166-1 alpha-3 or PLOVER's IGO, NGO, UNO, EUR, ...
    sector: str = ""  # PLOVER sector
    kind: str = ""  # person | office | group | body | country | organisation | metonym | media | document | ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words, reported: source, cue, content (PARC3 / PolNeAR attribution)."""

    index: int
    kind: str  # direct | indirect | mixed
    stance: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Actor | None
    parent: int | None
    trace: Trace


@dataclass(frozen=True, slots=True)
class Factuality:
    """How sure, for one source: polarity x certainty x time (FactBank, Saurí & Pustejovsky 2009)."""

    polarity: str  # + | -
    certainty: str  # certain | probable | possible | unknown
    time: str  # past | present | future
    ground: str = ""  # demanded | conditional | planned | "" : what withholds the fact


@dataclass(frozen=True, slots=True)
class Event:
    """An act of a PLOVER type with its parties; one act, however often the article mentions it."""

    index: int
    type: str
    raw_type: str  # before PLOVER's folding of future cooperation into AGREE
    mode: str
    contexts: tuple[str, ...]
    trigger: Span
    mentions: tuple[Span, ...]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: TimeExpression | None
    place: Place | None
    factuality: Factuality
    status: str  # one of STATUSES
    statement: int | None  # innermost statement whose content holds the trigger
    trace: Trace
    sense: str = ""  # the row of senses.tsv that the trigger has here
    form: str = ""  # what the trigger is: verb | noun | adj | phrase
    cameo: str = ""  # CAMEO code; "" for types of the user's own


@dataclass(frozen=True, slots=True)
class Claim:
    """One event as told by one chain of sources: the ledger's row."""

    id: str
    event: int
    chain: tuple[str, ...]  # outermost first; empty = the writer
    statement: int | None
    status: str
    alleged: bool  # only a source vouches
    evidence: Span  # the sentence
    trace: Trace
    confidence: float | None = None  # share of such claims that were right where it was measured; None = not measured


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article yields."""

    article: Article
    pack: str
    cuts: tuple[Cut, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()
