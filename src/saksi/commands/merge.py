"""``saksi merge``: what jobs have read, into a ledger or a lake."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from saksi.cli import OK, PARTLY
from saksi.commands.inputs import tell
from saksi.commands.progress import Progress
from saksi.ledger import Ledger
from saksi.scale.merge import Found, checked, to_lake, to_ledger

STATES = ("new", "corrected", "reread", "known", "rejected")


def run(args: argparse.Namespace) -> int:
    found = checked([url if "://" in url else str(Path(url).absolute()) for url in args.jobs])
    if args.lake:
        tell(f"{args.lake}: {to_lake(found, Path(args.lake)):,} claims; read_parquet('{args.lake}/*/*.parquet', hive_partitioning = true)")
    else:
        _fill(found, args.ledger, args.quiet)
    missing = sum(len(job.manifest["set_aside"]) for job in found)
    if missing:
        tell(f"{missing} parts are missing: their jobs set them aside; the manifests say why")
    return PARTLY if missing else OK


def _fill(found: list[Found], path: str, quiet: bool) -> None:
    progress = Progress(quiet)
    with Ledger(path) as ledger:
        states = to_ledger(found, ledger, lambda states: progress.show(lambda: _line(states)))
        progress.clear()
        ledger.group()
    tell(f"{path}: {_line(states)}")


def _line(states: Counter[str]) -> str:
    parts = [f"{states[state]:,} {state}" for state in STATES if states[state]]
    return f"{', '.join(parts) or 'nothing'}; {states['claims']:,} claims"
