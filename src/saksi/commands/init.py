"""``saksi init``."""

from __future__ import annotations

import argparse

from saksi.cli import OK
from saksi.commands.inputs import tell
from saksi.ledger import Ledger


def run(args: argparse.Namespace) -> int:
    Ledger.create(args.ledger).close()
    tell(f"{args.ledger}: a new, empty ledger; fill it with `saksi ingest FILE... --ledger {args.ledger}`")
    return OK
