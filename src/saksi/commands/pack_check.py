"""``saksi pack check``: every table read, every example run; each fault is one line that starts with ``file:line``."""

from __future__ import annotations

import argparse

from saksi.cli import FAILED, OK
from saksi.commands.inputs import tell
from saksi.errors import InputError
from saksi.pack import pack_codes
from saksi.packcheck import check


def run(args: argparse.Namespace) -> int:
    codes = args.lang or pack_codes()
    if unknown := [code for code in codes if code not in pack_codes()]:
        raise InputError(f"no pack {unknown[0]!r}; packs are {', '.join(pack_codes())}")
    failed = False
    for code in codes:
        report = check(code)
        for fault in report.faults:
            tell(fault)
        failed |= bool(report.faults)
        state = f"{len(report.faults)} faults" if report.faults else "no faults"
        print(f"{code}: {report.rows:,} rows in {report.tables} tables, {report.examples} examples ({report.todo} todo), {state}")
    return FAILED if failed else OK
