"""``saksi ledger``: check, backup, incidents, contradictions, plans, rejected."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from saksi.cli import FAILED, OK
from saksi.commands.inputs import tell
from saksi.commands.screen import prepare
from saksi.export.rows import kind_of, one_line, told_by, who_to_whom
from saksi.ledger import Incident, Ledger


def run(args: argparse.Namespace) -> int:
    actions = {
        "check": _check,
        "backup": _backup,
        "incidents": _incidents,
        "contradictions": _contradictions,
        "plans": _plans,
        "rejected": _rejected,
    }
    return actions[args.action](args)


def _check(args: argparse.Namespace) -> int:
    with Ledger(args.ledger) as ledger:
        found = list(ledger.check())
        for fault in found:
            tell(fault)
        if found:
            return FAILED
        held = ", ".join(f"{n:,} {name}" for name, n in ledger.summary().items())
        tell(f"{args.ledger}: whole; {held}")
    return OK


def _backup(args: argparse.Namespace) -> int:
    with Ledger(args.ledger, readonly=True) as ledger:
        ledger.backup(Path(args.target))
    tell(f"{args.target}: a whole copy of {args.ledger}")
    return OK


def _incidents(args: argparse.Namespace) -> int:
    with Ledger(args.ledger) as ledger:
        grouped = ledger.regroup(notify=lambda done: tell(f"{done:,} claims grouped") if done % 20_000 == 0 else None)
        several = ledger.count_incidents(witnesses=2)
        tell(f"{grouped:,} claims grouped into {ledger.count_incidents():,} incidents; {several:,} have two or more independent witnesses")
    return OK


def _contradictions(args: argparse.Namespace) -> int:
    with Ledger(args.ledger, readonly=True) as ledger:
        _print(ledger.contradictions(limit=args.limit), ledger)
    return OK


def _plans(args: argparse.Namespace) -> int:
    with Ledger(args.ledger, readonly=True) as ledger:
        _print(ledger.unkept_plans(limit=args.limit), ledger)
    return OK


def _rejected(args: argparse.Namespace) -> int:
    out = prepare(True)
    with Ledger(args.ledger, readonly=True) as ledger:
        for reason, n in ledger.rejected_reasons().items():
            print(f"{n:8,} {reason}", file=out)
        for item in ledger.rejected(limit=args.limit):
            print(f"{item.reason:12} {item.place}: {one_line(item.message)}", file=out)
    return OK


def _print(incidents: Iterable[Incident], ledger: Ledger) -> None:
    """An incident on a line, its testimony below."""
    out = prepare(True)
    for i in incidents:
        voices = f"{i.affirm} affirm, {i.deny} deny, {i.planned} planned, {i.possible} possible"
        print(one_line(f"{i.first_day or i.published} {kind_of(i)} {who_to_whom(i)} [{i.status}: {voices}]"), file=out)
        for told in ledger.testimony(i.id):
            c = told.claim
            print(f"    {c.published} {c.status:11} {one_line(f'{told_by(c.chain)}, {c.source or c.article}: {c.evidence}')}", file=out)
