"""How often claims of a kind were right where people have marked what is right: measured, never guessed.

``lang/CODE/confidence.tsv`` is written by ``saksi bench SUITE --confidence`` from articles with gold: for each kind of claim, how many
were read and how many of them had type, parties and status right. A claim gets the share of the narrowest kind that was seen often
enough. A pack without the table, and a type that nobody measured, have no confidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from saksi.pack import Pack
from saksi.records import Actor, Event, Trace
from saksi.tables import Row, read_table

ANY = "*"
LEAST = 20  # claims of a kind that must have been measured before its share is believed
FILE = "confidence.tsv"
DIGITS = 2

Kind = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Measured(Row):
    """A kind of claim: PLOVER ``type``, ``form`` of the trigger (verb, noun, phrase), whose ``parties`` have a code (both, actor,
    recipient, neither); ``*`` = any. ``right`` of ``seen`` claims were right."""

    type: str
    form: str
    parties: str
    right: int
    seen: int

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("type", "form", "parties")


@dataclass(frozen=True, slots=True)
class Confidence:
    """The share of a kind, and where it stands."""

    share: float
    trace: Trace


def kind_of(event: Event) -> Kind:
    """The narrowest kind an event belongs to."""
    return (event.raw_type, event.form, _coded(event.actors, event.recipients))


def wider(kind: Kind) -> Iterator[Kind]:
    """The kind and those that hold it, the narrowest first."""
    type_, form, parties = kind
    yield from ((type_, form, parties), (type_, ANY, parties), (type_, ANY, ANY))
    yield from ((ANY, form, parties), (ANY, ANY, parties), (ANY, ANY, ANY))


def confidence_of(event: Event, pack: Pack) -> Confidence | None:
    """What was measured for such events in this language; None when nothing was, or not enough."""
    table = _table(pack)
    if not any(type_ == event.raw_type for type_, _, _ in table):
        return None
    row = next((table[k] for k in wider(kind_of(event)) if k in table and table[k].seen >= LEAST), None)
    if row is None:
        return None
    note = f"{row.right} of {row.seen} claims of the kind {row.type} {row.form} {row.parties} were right in articles with gold"
    return Confidence(round(row.right / row.seen, DIGITS), Trace("confidence", row.where, note))


@cache
def _table(pack: Pack) -> Mapping[Kind, Measured]:
    path = pack.folder / FILE
    rows = read_table(path, Measured, f"lang/{pack.code}/{FILE}") if path.is_file() else ()
    return {(row.type, row.form, row.parties): row for row in rows}


def _coded(actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> str:
    acting, suffering = any(a.country for a in actors), any(a.country for a in recipients)
    if acting and (suffering or len({a.country for a in actors if a.country}) > 1):
        return "both"
    return "actor" if acting else "recipient" if suffering else "neither"
