"""``saksi scale``: archives into Parquet files of claims, on the workers of a cluster."""

from __future__ import annotations

import argparse
import os
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from saksi.cli import FAILED, OK, PARTLY, USAGE
from saksi.commands.inputs import checked, tell, tell_problems
from saksi.commands.progress import Progress
from saksi.errors import InputError
from saksi.pool import SECONDS
from saksi.scale.outcome import Job
from saksi.scale.run import cluster, plan
from saksi.scale.run import run as run_on
from saksi.scale.storage import fsspec


def run(args: argparse.Namespace) -> int:
    try:
        choices = checked(args)
    except InputError as error:
        tell(error)
        return USAGE
    fsspec()
    tell_problems(choices.options)
    seconds = SECONDS if args.timeout is None else args.timeout
    out = args.out if "://" in args.out else str(Path(args.out).absolute())
    job = Job(out, choices.options, choices.date, choices.extractor, dict(choices.columns), seconds, not args.no_readings)
    manifest = _manifest(args, job)
    rejected, aside = sum(manifest["rejected"].values()), manifest["set_aside"]
    if not args.quiet:
        parts = f"{len(manifest['parts']):,} parts" + (f" ({len(aside)} set aside)" if aside else "")
        tell(f"{args.out}: {parts}, {manifest['articles']:,} articles, {manifest['claims']:,} claims, {rejected:,} rejected")
    if not rejected and not aside:
        return OK
    return PARTLY if manifest["articles"] else FAILED


def _manifest(args: argparse.Namespace, job: Job) -> dict[str, Any]:
    progress = Progress(args.quiet)

    def note(line: str) -> None:
        progress.clear()
        if not args.quiet:
            tell(line)

    def told(done: int, of: int, claims: int) -> None:
        progress.show(lambda: f"{done:,} of {of:,} parts, {claims:,} claims")

    planned = plan(args.inputs, job, int(args.part_size * 1e6))
    if planned.done:
        note(f"{len(planned.done):,} of {len(planned.parts):,} parts are done already")
    workers = min(args.workers or os.cpu_count() or 1, max(len(planned.waiting), 1))
    with cluster(workers, args.scheduler) if planned.waiting else nullcontext() as client:
        manifest = run_on(planned, client, note, told)
    progress.clear()
    return manifest
