"""``saksi why``: the derivation of a claim, a statement or an event."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from saksi.cli import FAILED, OK, USAGE
from saksi.commands import last
from saksi.commands.demo import demo_readings
from saksi.commands.inputs import Choices, Reader, checked, tell
from saksi.commands.screen import prepare
from saksi.errors import InputError
from saksi.explain import explain
from saksi.export.rows import claim_rows, label, labels, quoted
from saksi.ledger import Ledger
from saksi.records import Event, Reading, Span, Statement, Trace

_NUMBERED = re.compile(r"(?:(?P<article>.+):)?(?P<kind>[es])(?P<index>\d+)")
_HASH = re.compile(r"[0-9a-f]{3,}")
MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A record that an id names: its full id, what it says, the words that prove it, and why it was made."""

    id: str
    says: str
    quote: str
    trace: Trace


def run(args: argparse.Namespace) -> int:
    if not (_NUMBERED.fullmatch(args.id) or _HASH.fullmatch(args.id)):
        tell(f"{args.id}: not an id; give the start of a claim's id (hexadecimal, 3 or more), or s3 or e3 for statement or event 3")
        return USAGE
    try:
        choices = checked(args)
    except InputError as error:
        tell(error)
        return USAGE
    found = _in_ledger(args.ledger, args.id) if args.ledger else search(args.id, args.inputs, choices)
    if len(found) == 1:
        _print(found[0])
        return OK
    if found:
        tell(f"{args.id} names {len(found)} records; name one of them")
        for item in found[:MOST_LISTED]:
            tell(f"  {item.id}  {item.says}")
    else:
        known = "in the articles of the last `saksi read` or of the demo; name the file: saksi why ID FILE, or --ledger"
        looked = f"in {args.ledger}" if args.ledger else "in those files" if args.inputs else known
        tell(f"nothing has the id {args.id} {looked}")
    return FAILED


def search(wanted: str, inputs: Sequence[str], choices: Choices) -> list[Found]:
    """What ``wanted`` names: in the inputs if there are any, else in the last articles read, else in the demo."""
    if inputs:
        return _in(Reader(inputs, choices).readings(), wanted)
    paths, remembered = last.recall()
    return (_in(Reader(paths, remembered).readings(), wanted) if paths else []) or _in(demo_readings(), wanted)


def _in_ledger(path: str, wanted: str) -> list[Found]:
    """What ``wanted`` names in a ledger. Raises LedgerError."""
    with Ledger(path, readonly=True) as ledger:
        if numbered := _NUMBERED.fullmatch(wanted):
            reading, wanted = ledger.reading(numbered["article"] or ""), f"{numbered['kind']}{numbered['index']}"
        else:
            claim = ledger.claim(wanted)
            reading = ledger.reading(claim.article, claim.version) if claim else None
        return _in(iter((reading,)), wanted) if reading else []


def _in(readings: Iterator[Reading], wanted: str) -> list[Found]:
    return list({item.id: item for reading in readings for item in _matching(reading, wanted)}.values())


def _matching(reading: Reading, wanted: str) -> Iterator[Found]:
    numbered = _NUMBERED.fullmatch(wanted)
    if numbered and reading.article.id.startswith(numbered["article"] or ""):
        index = int(numbered["index"])
        if numbered["kind"] == "s" and index < len(reading.statements):
            yield _statement(reading, reading.statements[index])
        if numbered["kind"] == "e" and index < len(reading.events):
            yield _event(reading, reading.events[index])
    if _HASH.fullmatch(wanted):
        yield from _claims(reading, wanted)


def _claims(reading: Reading, wanted: str) -> Iterator[Found]:
    for row in claim_rows(reading):
        if row.claim.id.startswith(wanted):
            alleged = ", alleged" if row.claim.alleged else ""
            says = f"{_act(row.event)}: {row.claim.status}{alleged}, told by {row.chain}"
            yield Found(row.claim.id, says, row.evidence, row.claim.trace)


def _event(reading: Reading, event: Event) -> Found:
    return Found(f"{reading.article.id}:e{event.index}", f"{_act(event)}: {event.status}", _quote(reading, event.mentions), event.trace)


def _statement(reading: Reading, statement: Statement) -> Found:
    speaker = label(statement.speaker) if statement.speaker else "nobody named"
    says = f"{statement.kind} words of {speaker}, stance {statement.stance}"
    return Found(f"{reading.article.id}:s{statement.index}", says, _quote(reading, statement.content), statement.trace)


def _act(event: Event) -> str:
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    who = labels(event.actors) or "an actor not named"
    return f"{kind} by {who}{f' towards {labels(event.recipients)}' if event.recipients else ''}"


def _quote(reading: Reading, spans: Sequence[Span]) -> str:
    return quoted(reading.article.raw, spans)


def _print(found: Found) -> None:
    out = prepare(True)
    print(f"{found.id}  {found.says}", file=out)
    print(f"  “{found.quote}”", file=out)
    print(file=out)
    for line in explain(found.trace):
        print(line, file=out)
