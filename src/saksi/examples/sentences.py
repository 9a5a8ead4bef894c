"""Reads ``sentences/<phenomenon>.txt``; docs/reference/sentences.md describes the format. Every fault is a PackError with ``file:line``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from saksi.errors import PackError
from saksi.examples.wanted import Absent, Expectation, Only, Sample, Want, WantedEvent, WantedStatement
from saksi.reading.factuality import STATUS

DEFAULT_DATE = "2024-06-19"  # a Wednesday
TODO = "todo:"
PIECES = "//"
TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
STANCES = ("assert", "deny", "accuse", "demand", "warn", "promise", "propose", "ask", "praise", "criticise", "express", "agree", "reject")
KINDS = ("direct", "indirect", "mixed")
_DATE = re.compile(r"\d{4}(?:-[\w-]+)?")


@dataclass
class _Open:
    """The text that is being read."""

    where: str = ""
    paragraphs: list[str] = field(default_factory=list)
    expectations: list[Expectation] = field(default_factory=list)


def read_sentences(content: str, label: str, types: Sequence[str] = TYPES) -> Iterator[Sample]:
    """The texts of a file, in order."""
    date, current = DEFAULT_DATE, _Open()
    for number, line in enumerate(content.splitlines(), 1):
        where = f"{label}:{number}"
        text = line.strip()
        if text.startswith("#"):
            continue
        if line[:1].isspace() and text:
            if not current.paragraphs:
                raise PackError(f"{where}: an expectation without a text above it")
            current.expectations.append(_expectation(text, where, "\n".join(current.paragraphs), types))
            continue
        if current.expectations or not text or text.startswith("date:"):
            yield from _closed(current, date)
            current = _Open()
        if text.startswith("date:"):
            date = _article_date(text.removeprefix("date:").strip(), where)
        elif text:
            current.where = current.where or where
            current.paragraphs.append(text)
    yield from _closed(current, date)


def _closed(current: _Open, date: str) -> Iterator[Sample]:
    if not current.paragraphs:
        return
    if not current.expectations:
        raise PackError(f"{current.where}: nothing is expected of this text; write what, indented, below it")
    yield Sample("\n".join(current.paragraphs), date, current.where, tuple(current.expectations))


def _article_date(text: str, where: str) -> str:
    if text == "none":
        return ""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise PackError(f"{where}: date {text!r} should be written as 2024-06-19, or none")
    return text


def _expectation(line: str, where: str, text: str, types: Sequence[str]) -> Expectation:
    todo = line.startswith(TODO)
    line = line.removeprefix(TODO).strip()
    return Expectation(_want(line, where, text, types), line, where, todo)


def _want(line: str, where: str, text: str, types: Sequence[str]) -> Want:
    key, colon, rest = line.partition(":")
    if colon and key == "event":
        return _event(_fields(rest), where, text, types)
    if colon and key == "says":
        return _says(_fields(rest), where, text)
    words = line.split()
    if words[0] == "no" and len(words) == 2 and words[1] in (*types, "event", "statement"):
        return Absent(words[1])
    if words[0] == "only" and words[1:] in ([], ["events"], ["statements"]):
        return Only("".join(words[1:]))
    raise PackError(f"{where}: {line!r} is none of event:, says:, no event, no statement, no TYPE, only, only events, only statements")


def _fields(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]


def _event(fields: Sequence[str], where: str, text: str, types: Sequence[str]) -> WantedEvent:
    """``TYPE/mode ACTORS -> RECIPIENTS`` and fields that each say what they are, in any order."""
    act, _, parties = fields[0].partition(" ")
    kind, slash, mode = act.partition("/")
    if kind not in types:
        raise PackError(f"{where}: no event type {kind!r}; types are {', '.join(types)}")
    want = WantedEvent(kind, mode if slash else None)
    if parties.strip():
        actors, arrow, recipients = parties.partition("->")
        want = replace(want, actors=_side(actors), recipients=_side(recipients if arrow else _default(actors)))
    for item in fields[1:]:
        want = _event_field(want, item, where, text)
    return want


def _default(actors: str) -> str:
    """The recipients when no arrow stands: nobody, unless the actors are not looked at either."""
    return "-" if actors.strip() == "-" else "none"


def _side(text: str) -> tuple[str, ...] | None:
    """``-`` = not looked at, ``none`` = nobody."""
    text = text.strip()
    if text in ("-", ""):
        return None
    return () if text == "none" else tuple(part.strip() for part in text.split(","))


def _event_field(want: WantedEvent, item: str, where: str, text: str) -> WantedEvent:
    if item in ("-", ""):
        return want
    if item in STATUS and want.status is None:  # a second one is a word of the text: "demanded"
        return replace(want, status=item)
    if item in ("alleged", "not alleged"):
        return replace(want, alleged=item == "alleged")
    if item == "no date" or _DATE.fullmatch(item):
        return replace(want, date="" if item == "no date" else item)
    if item.startswith("told by "):
        told = item.removeprefix("told by ")
        return replace(want, told=() if told == "the writer" else tuple(link.strip() for link in told.split(">")))
    if item.startswith("in "):
        return replace(want, place=item.removeprefix("in ").strip())
    if not _stands(item, text):
        raise PackError(f"{where}: {item!r} is no status, date, place (in ...) or teller (told by ...), and the text has no such words")
    return replace(want, trigger=item)


def _says(fields: Sequence[str], where: str, text: str) -> WantedStatement:
    """``SPEAKER | CUE | CONTENT``, then stance, kind and ``inside SPEAKER`` in any order; ``-`` = not looked at."""
    speaker, cue, content = (None if item in ("-", "") else item for item in [*fields[:3], "", "", ""][:3])
    pieces = tuple(piece.strip() for piece in content.split(PIECES)) if content else None
    for words in (*([cue] if cue else ()), *(part for piece in pieces or () for part in piece.split("..."))):
        if not _stands(words, text):
            raise PackError(f"{where}: the text has no {words.strip()!r}")
    want = WantedStatement(speaker, cue, pieces)
    for item in fields[3:]:
        if item in STANCES:
            want = replace(want, stance=item)
        elif item in KINDS:
            want = replace(want, kind=item)
        elif item.startswith("inside "):
            inside = item.removeprefix("inside ").strip()
            want = replace(want, inside="" if inside == "nothing" else inside)
        elif item != "-":
            raise PackError(f"{where}: {item!r} is no stance ({', '.join(STANCES)}), no kind ({', '.join(KINDS)}), not inside ...")
    return want


def _stands(words: str, text: str) -> bool:
    return words.strip().casefold() in text.casefold()
