"""Does a reading hold what an example expects?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from saksi.examples.wanted import NOBODY, Absent, Expectation, Only, Want, WantedEvent, WantedStatement
from saksi.records import Actor, Claim, Event, Reading, Span, Statement

CODES = re.compile(r"[A-Z]{3}(?: [A-Z]{3})*")
LABELLED = re.compile(r"(.+?)\s*\[([A-Z ]+)\]")
_EDGE = " \t\n\"'“”‘’«»,.;:?!"
_MOST = 6  # findings quoted in a fault


def met(expectation: Expectation, reading: Reading, beside: Sequence[Expectation]) -> bool:
    """Whether an expectation holds; ``beside``: all expectations of the same text, for ``only``."""
    want = expectation.want
    if isinstance(want, WantedEvent):
        return any(_is_event(want, claim, reading) for claim in reading.claims)
    if isinstance(want, WantedStatement):
        return any(is_statement(want, statement, reading) for statement in reading.statements)
    return not any(True for _ in _unwanted(want, reading, beside))


def fault_of(expectation: Expectation, reading: Reading, beside: Sequence[Expectation]) -> str:
    """What was found instead."""
    want = expectation.want
    found = list(_unwanted(want, reading, beside)) if isinstance(want, Absent | Only) else list(_nearest(want, reading))
    return f"{expectation.where}: expected {expectation.line!r}, got {' ; '.join(found[:_MOST]) or 'nothing of the kind'}"


def _nearest(want: WantedEvent | WantedStatement, reading: Reading) -> Iterator[str]:
    if isinstance(want, WantedStatement):
        yield from (describe_statement(s, reading) for s in reading.statements)
        return
    claims = sorted(reading.claims, key=lambda c: reading.events[c.event].type != want.type)
    yield from (describe_claim(c, reading) for c in claims)


def _unwanted(want: Absent | Only, reading: Reading, beside: Sequence[Expectation]) -> Iterator[str]:
    """What stands in the reading against ``no ...`` or ``only``."""
    wants: Sequence[Want] = [e.want for e in beside] if isinstance(want, Only) else ()
    acts = [w for w in wants if isinstance(w, WantedEvent)]
    says = [w for w in wants if isinstance(w, WantedStatement)]
    if want.what in ("", "event", "events") or want.what.isupper():
        for claim in reading.claims:
            meant = not want.what.isupper() or reading.events[claim.event].type == want.what
            if meant and not any(_is_event(w, claim, reading) for w in acts):
                yield describe_claim(claim, reading)
    if want.what in ("", "statement", "statements"):
        for statement in reading.statements:
            if not any(is_statement(w, statement, reading) for w in says):
                yield describe_statement(statement, reading)


def _is_event(want: WantedEvent, claim: Claim, reading: Reading) -> bool:
    event = reading.events[claim.event]
    place = "" if event.place is None else event.place.name
    return (
        want.type == event.type
        and want.mode in (None, event.mode)
        and want.status in (None, claim.status)
        and want.alleged in (None, claim.alleged)
        and (want.date is None or want.date == (event.date.value.partition("T")[0] if event.date else ""))
        and (want.place is None or _plain(want.place) == _plain(place))
        and _same_side(want.actors, event.actors)
        and _same_side(want.recipients, event.recipients)
        and (want.trigger is None or any(_holds(_text((span,), reading), want.trigger) for span in event.mentions))
        and (want.told is None or _told(want.told, claim, reading))
    )


def is_statement(want: WantedStatement, statement: Statement, reading: Reading) -> bool:
    """Whether a statement is the one that is meant."""
    return (
        want.stance in (None, statement.stance)
        and want.kind in (None, statement.kind)
        and (want.speaker is None or _is_speaker(want.speaker, statement, reading))
        and (want.cue is None or _plain(want.cue) == _plain(_text(statement.cue, reading)))
        and (want.content is None or _same_content(want.content, statement, reading))
        and (want.inside is None or _inside(want.inside, statement, reading))
    )


def _same_side(want: tuple[str, ...] | None, actors: Sequence[Actor]) -> bool:
    """As many, and each is one of the others."""
    if want is None:
        return True
    every = all(any(_is_actor(w, a) for a in actors) for w in want)
    return len(want) == len(actors) and every and all(any(_is_actor(w, a) for w in want) for a in actors)


def _is_actor(want: str, actor: Actor) -> bool:
    """By name, by the words of the text, by codes, or by ``Name [CODES]``."""
    if labelled := LABELLED.fullmatch(want):
        return _is_actor(labelled[1], actor) and _is_actor(labelled[2], actor)
    if _plain(want) in (_plain(actor.name), _plain(actor.text)):
        return True
    return CODES.fullmatch(want) is not None and all(code in (actor.country, actor.sector) for code in want.split())


def _is_speaker(want: str, statement: Statement, reading: Reading) -> bool:
    if want == NOBODY or statement.speaker is None:
        return want == NOBODY and statement.speaker is None
    return _is_actor(want, statement.speaker) or _plain(want) == _plain(_text(statement.source, reading))


def _told(want: Sequence[str], claim: Claim, reading: Reading) -> bool:
    chain = list(_chain(claim.statement, reading))[::-1]
    return len(want) == len(chain) and all(_is_speaker(w, s, reading) for w, s in zip(want, chain, strict=True))


def _chain(at: int | None, reading: Reading) -> Iterator[Statement]:
    """The statement and those around it, innermost first."""
    while at is not None:
        yield reading.statements[at]
        at = reading.statements[at].parent


def _inside(want: str, statement: Statement, reading: Reading) -> bool:
    if statement.parent is None:
        return not want
    return bool(want) and _is_speaker(want, reading.statements[statement.parent], reading)


def _same_content(want: Sequence[str], statement: Statement, reading: Reading) -> bool:
    pieces = [_text((span,), reading) for span in statement.content]
    return len(pieces) == len(want) and all(_same_piece(w, p) for w, p in zip(want, pieces, strict=True))


def _same_piece(want: str, piece: str) -> bool:
    """Whole, or ``first words ... last words``; quotation marks and stops at the edges do not count."""
    first, dots, last = want.partition("...")
    got = _plain(piece)
    return got.startswith(_plain(first)) and got.endswith(_plain(last)) if dots else got == _plain(want)


def _holds(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(_plain(words))}(?!\w)", _plain(text)) is not None


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(_EDGE).casefold().removeprefix("the ")


def _text(spans: Sequence[Span], reading: Reading) -> str:
    return " ".join(reading.article.raw[s.start : s.end] for s in spans)


def describe_claim(claim: Claim, reading: Reading) -> str:
    """A claim in the words of the format."""
    event = reading.events[claim.event]
    sides = [", ".join(map(_label, side)) or "none" for side in (event.actors, event.recipients)]
    chain = " > ".join(_teller(s) for s in list(_chain(claim.statement, reading))[::-1]) or "the writer"
    parts = [f"{_kind(event)} {sides[0]} -> {sides[1]}", claim.status, _text((event.trigger,), reading), f"told by {chain}"]
    parts += [event.date.value] if event.date else []
    parts += [f"in {event.place.name}"] if event.place else []
    return "event: " + " | ".join(parts)


def describe_statement(statement: Statement, reading: Reading) -> str:
    """A statement in the words of the format."""
    pieces = " // ".join(_text((span,), reading).strip() for span in statement.content)
    parts = [_teller(statement), _text(statement.cue, reading) or "-", pieces, statement.stance, statement.kind]
    if statement.parent is not None:
        parts.append(f"inside {_teller(reading.statements[statement.parent])}")
    return "says: " + " | ".join(parts)


def _kind(event: Event) -> str:
    return f"{event.type}/{event.mode}" if event.mode else event.type


def _label(actor: Actor) -> str:
    codes = " ".join(code for code in (actor.country, actor.sector) if code)
    return f"{actor.name} [{codes}]" if codes else actor.name


def _teller(statement: Statement) -> str:
    return statement.speaker.name if statement.speaker else NOBODY
