"""``saksi bench``: suites, floors, and the exchange form."""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import tempfile
from pathlib import Path

from saksi.bench import ledger
from saksi.bench.confidence import measure, write
from saksi.bench.floors import below, floors_file, load_floors, raised, save_floors
from saksi.bench.standoff import standoff
from saksi.bench.suites import Result, run_suite, shared_folder, suite_names
from saksi.cli import FAILED, OK, USAGE
from saksi.commands.inputs import Choices, Reader, tell
from saksi.commands.screen import prepare
from saksi.options import Options


def run(args: argparse.Namespace) -> int:
    if args.standoff:
        return _standoff(args.standoff, args.syntax, args.fold)
    if args.suites == ["ledger"]:
        return _ledger(args.claims, args.dir)
    if not args.suites:
        tell("bench: name a suite, or all, or --standoff IN.jsonl")
        return USAGE
    shared = shared_folder(args.shared)
    names = suite_names(shared) if "all" in args.suites else tuple(args.suites)
    if args.confidence:
        for path in write(measure(names, shared)):
            print(path)
        return OK
    path = floors_file(args.floors or "")
    floors = load_floors(path) if args.floors is not None or args.raise_floors else {}
    faults: list[str] = []
    for name in names:
        result = run_suite(name, shared, args.syntax)
        _print(result, args.json)
        faults += below(result, floors)
        floors = raised(result, floors)
    if args.raise_floors:
        save_floors(path, floors)
    for fault in faults if args.floors is not None else ():
        tell(fault)
    return FAILED if faults and args.floors is not None else OK


def _ledger(claims: int, folder: str) -> int:
    """A ledger of so many invented claims, made in ``folder`` (kept there) or for the moment."""
    with contextlib.ExitStack() as stack:
        place = Path(folder or stack.enter_context(tempfile.TemporaryDirectory(prefix="saksi-bench-")))
        place.mkdir(parents=True, exist_ok=True)
        result = ledger.run(place, claims, importlib.util.find_spec("duckdb") is not None, tell)
    print(json.dumps(result))
    return OK


def _standoff(path: str, syntax: str, folded: bool) -> int:
    """Reads rows ``{"id", "lang", "date", "text"}`` and writes a line for each; one that cannot be read is left out."""
    reader = Reader([path], Choices(Options(syntax=syntax)))
    out = prepare(False)
    for reading in reader.readings():
        print(json.dumps(standoff(reading, folded=folded), ensure_ascii=False), file=out)
    return reader.exit_code()


def _print(result: Result, as_json: bool) -> None:
    if as_json:
        print(json.dumps(result.raw, ensure_ascii=False), flush=True)
        return
    print(f"{result.suite}  ({result.documents} documents, {result.seconds:.1f} s)")
    for metric, value in result.metrics.items():
        print(f"  {metric:52} {value:6.1f}", flush=True)
