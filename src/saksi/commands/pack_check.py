"""``saksi pack check``: every table read, every example run; each fault is one line that starts with ``file:line``."""

from __future__ import annotations

import argparse
from pathlib import Path

from saksi.cli import FAILED, OK
from saksi.commands.inputs import tell
from saksi.errors import InputError
from saksi.pack import pack_codes
from saksi.packcheck import Report, check, check_ontology


def run(args: argparse.Namespace) -> int:
    if args.ontology:
        return FAILED if _tell(args.ontology, check_ontology(str(Path(args.ontology).absolute()))) else OK
    codes = args.lang or pack_codes()
    if unknown := [code for code in codes if code not in pack_codes()]:
        raise InputError(f"no pack {unknown[0]!r}; packs are {', '.join(pack_codes())}")
    failed = False
    for code in codes:
        failed |= _tell(code, check(code))
    return FAILED if failed else OK


def _tell(name: str, report: Report) -> bool:
    """The faults and one line in sum; whether there are any."""
    for fault in report.faults:
        tell(fault)
    state = f"{len(report.faults)} faults" if report.faults else "no faults"
    print(f"{name}: {report.rows:,} rows in {report.tables} tables, {report.examples} examples ({report.todo} todo), {state}")
    return bool(report.faults)
