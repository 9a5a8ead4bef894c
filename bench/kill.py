"""Kills an ingest with SIGKILL again and again, starts it again each time, and looks for what was lost.

    python bench/kill.py ARTICLES.jsonl --kills 100 --articles 2000

Every round waits for a random moment, kills the reading program with all its processes, and checks: is every article there that was
told as committed, is none there in part, does the ledger open. In the end the ledger must hold what an undisturbed ingest holds.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from saksi.ledger import Ledger

SYNTAX = "rules"  # the fastest reader: what is tested is the ledger


@dataclass
class Tally:
    """What was seen over all rounds."""

    kills: int = 0
    finished: int = 0
    lost: int = 0
    partial: int = 0
    faults: int = 0


def ingest(source: Path, ledger: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "saksi", "ingest", str(source), "--ledger", str(ledger), "--syntax", SYNTAX, "--quiet"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def held(path: Path) -> dict[str, int]:
    """Article -> claims, as another program sees the ledger at this moment."""
    with Ledger(path, readonly=True) as ledger:
        rows = ledger.store.connection.execute("SELECT id, claims FROM article WHERE current = 1").fetchall()
    return dict(rows)


def check(path: Path, before: dict[str, int], tally: Tally) -> None:
    """Compares with what was seen as committed just before the kill."""
    with Ledger(path) as ledger:
        after = dict(ledger.store.connection.execute("SELECT id, claims FROM article WHERE current = 1").fetchall())
        tally.lost += sum(after.get(id) != claims for id, claims in before.items())
        tally.partial += sum(ledger.count(article=id) != claims for id, claims in after.items() if id not in before)
        tally.faults += sum(1 for _ in ledger.check(readings=tally.kills % 20 == 0))


def run(source: Path, kills: int, seed: int, wait: float, minutes: float = 60) -> Tally:
    draw, tally, end = random.Random(seed), Tally(), time.monotonic() + 60 * minutes
    with tempfile.TemporaryDirectory() as folder:
        path, whole = Path(folder) / "killed.db", Path(folder) / "whole.db"
        Ledger.create(path).close()
        Ledger.create(whole).close()
        while tally.kills < kills and time.monotonic() < end:
            process = ingest(source, path)
            time.sleep(draw.uniform(0.3, wait))
            before = held(path)
            done = process.poll() is not None
            if not done:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            tally.kills += 1
            check(path, before, tally)
            if done:  # all articles are in: begin anew
                tally.finished += 1
                for left in Path(folder).glob("killed.db*"):
                    left.unlink()
                Ledger.create(path).close()
        ingest(source, path).wait()
        ingest(source, whole).wait()
        tally.lost += held(path) != held(whole)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--wait", type=float, default=4.0, help="longest time before a kill, seconds")
    parser.add_argument("--minutes", type=float, default=60, help="no further kill after so many")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        some = Path(folder) / "articles.jsonl"
        with args.source.open(encoding="utf-8") as stream:
            some.write_text("".join(line for line, _ in zip(stream, range(args.articles), strict=False)), encoding="utf-8")
        tally = run(some, args.kills, args.seed, args.wait, args.minutes)
    print("| kills | articles lost | articles in part | faults found | runs that ended first |")
    print("|---|---|---|---|---|")
    print(f"| {tally.kills} | {tally.lost} | {tally.partial} | {tally.faults} | {tally.finished} |")


if __name__ == "__main__":
    main()
