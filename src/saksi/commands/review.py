"""``saksi review``: a queue to judge, verdicts, figures, gold."""

from __future__ import annotations

import argparse
import json

from saksi.cli import OK, USAGE
from saksi.commands.inputs import tell
from saksi.commands.screen import prepare
from saksi.errors import InputError
from saksi.export.reviewed import gold
from saksi.export.rows import kind_of, one_line, told_by, who_to_whom
from saksi.ledger import Ledger, StoredClaim, Verdict


def run(args: argparse.Namespace) -> int:
    actions = {"queue": _queue, "add": _add, "stats": _stats, "stale": _stale, "export": _export}
    try:
        return actions[args.action](args)
    except InputError as error:
        tell(error)
        return USAGE


def _queue(args: argparse.Namespace) -> int:
    out = prepare(True)
    with Ledger(args.ledger, readonly=True) as ledger:
        for claim in ledger.queue(args.queue, args.reviewer, limit=args.limit, watch=tuple(args.watch), seed=args.seed):
            print(_line(claim), file=out)
    return OK


def _line(c: StoredClaim) -> str:
    return one_line(f"{c.id} {c.status} {kind_of(c)} {who_to_whom(c)} {c.first_day} | {told_by(c.chain)}: {c.evidence}")


def _add(args: argparse.Namespace) -> int:
    reasons = tuple(r for r in args.reasons.split(",") if r)
    with Ledger(args.ledger) as ledger:
        claim = ledger.claim(args.claim)
        id = claim.id if claim else args.claim
        given = ledger.judge(Verdict(id, args.verdict, args.reviewer, reasons, _amended(args.amend), args.note, args.queue))
    tell(f"{given.claim}: {given.verdict} by {given.reviewer}")
    return OK


def _amended(text: str) -> dict[str, object]:
    """Raises InputError for what is no JSON object."""
    try:
        given = json.loads(text or "{}")
    except ValueError as error:
        raise InputError(f'--amend {text}: is no JSON ({error}); write it as \'{{"status": "denied"}}\'') from None
    if not isinstance(given, dict):
        raise InputError(f'--amend {text}: is no JSON object; write it as \'{{"status": "denied"}}\'')
    return given


def _stats(args: argparse.Namespace) -> int:
    out = prepare(True)
    with Ledger(args.ledger, readonly=True) as ledger:
        print(f"{'type':12} {'lang':5} {'right':>6} {'judged':>7} {'precision':>10}  95 % interval", file=out)
        for p in ledger.precision():
            share = p.right / p.judged
            print(f"{p.type or 'all':12} {p.lang:5} {p.right:6} {p.judged:7} {share:10.2f}  {p.low:.2f} to {p.high:.2f}", file=out)
        for name, (alpha, claims) in ledger.agreement().items():
            value = f"{alpha:.2f}" if alpha is not None else "-"
            print(f"Krippendorff's alpha, {name:12} {value:>6}  ({claims} claims judged by two or more)", file=out)
        print(f"{len(ledger.stale_verdicts())} verdicts are stale: their claim is not there any more", file=out)
    return OK


def _stale(args: argparse.Namespace) -> int:
    out = prepare(True)
    with Ledger(args.ledger, readonly=True) as ledger:
        for v in ledger.stale_verdicts():
            print(one_line(f"{v.claim} {v.verdict} by {v.reviewer} on {v.article}: {v.type} | {v.quote}"), file=out)
    return OK


def _export(args: argparse.Namespace) -> int:
    out = prepare(False)
    with Ledger(args.ledger, readonly=True) as ledger:
        for line in gold(ledger):
            print(line, file=out)
    return OK
