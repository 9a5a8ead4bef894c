"""``saksi release``."""

from __future__ import annotations

import argparse
from pathlib import Path

from saksi.cli import OK, USAGE
from saksi.commands.inputs import tell
from saksi.commands.query import query_of, tell_of_nothing
from saksi.errors import InputError
from saksi.export.release import release
from saksi.ledger import Ledger


def run(args: argparse.Namespace) -> int:
    try:
        query = query_of(args)
    except InputError as error:
        tell(error)
        return USAGE
    with Ledger(args.ledger, readonly=True) as ledger:
        tell_of_nothing(ledger, query)
        manifest = release(ledger, query, Path(args.out), args.texts)
    tell(f"{args.out}: {manifest['claims']:,} claims; check the files with `sha256sum -c SHA256SUMS`")
    return OK
