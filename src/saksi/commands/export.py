"""``saksi export``."""

from __future__ import annotations

import argparse
from pathlib import Path

from saksi.cli import OK, USAGE
from saksi.commands.inputs import tell
from saksi.commands.query import query_of, tell_of_nothing
from saksi.commands.screen import prepare
from saksi.errors import InputError
from saksi.export.coded import LAYOUTS
from saksi.export.files import IDS, STREAMS, export
from saksi.ledger import Ledger


def run(args: argparse.Namespace) -> int:
    try:
        query = query_of(args)
    except InputError as error:
        tell(error)
        return USAGE
    if args.out in ("", "-") and args.format not in STREAMS:
        tell(f"--format {args.format} writes more than one file: name --out")
        return USAGE
    with Ledger(args.ledger, readonly=True) as ledger:
        tell_of_nothing(ledger, query)
        if args.out in ("", "-"):
            STREAMS[args.format](ledger, query, prepare(False))
            return OK
        written = export(ledger, args.format, query, Path(args.out))
    ids = f", ids in {args.out}{IDS}" if args.format in LAYOUTS else ""
    tell(f"{args.out}: {written:,} records{ids}")
    return OK
