"""What an example expects, as records: one for each kind of line below a text."""

from __future__ import annotations

from dataclasses import dataclass

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class WantedEvent:
    """``event:``. What is None was not written and is not looked at."""

    type: str
    mode: str | None = None
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    status: str | None = None
    trigger: str | None = None
    told: tuple[str, ...] | None = None  # outermost first; () = the writer
    date: str | None = None  # "" = no date
    place: str | None = None
    alleged: bool | None = None


@dataclass(frozen=True, slots=True)
class WantedStatement:
    """``says:``."""

    speaker: str | None = None
    cue: str | None = None
    content: tuple[str, ...] | None = None
    stance: str | None = None
    kind: str | None = None
    inside: str | None = None  # the speaker of the statement around it; "" = none is around it


@dataclass(frozen=True, slots=True)
class Absent:
    """``no ...``: an event type, "event" or "statement"."""

    what: str


@dataclass(frozen=True, slots=True)
class Only:
    """``only``: nothing of ``what`` ("events", "statements", "" = both) is found but what the other lines expect."""

    what: str


Want = WantedEvent | WantedStatement | Absent | Only


@dataclass(frozen=True, slots=True)
class Expectation:
    """One line below a text. ``todo``: known to fail."""

    want: Want
    line: str  # as written, without the mark
    where: str
    todo: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with what is expected of it."""

    text: str
    date: str
    where: str
    expectations: tuple[Expectation, ...]
