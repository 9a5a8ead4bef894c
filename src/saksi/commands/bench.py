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
    if args.suites == ["speed"]:
        return _speed(args)
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


def _speed(args: argparse.Namespace) -> int:
    """The speed of the reading, on the texts of the shared folder if they are there, else on invented ones; into files of ``--dir``."""
    from saksi.bench import report, speed, stories  # asks the system what Windows does not tell

    corpus = [Path(args.shared or "../shared") / "corpus" / f"articles_{lang}.jsonl.gz" for lang in stories.LANGUAGES]
    real = all(path.is_file() for path in corpus) and not args.invented
    articles = list(stories.given(corpus, args.count) if real else stories.invented(args.count))
    lengths = (*speed.LENGTHS, 10_000_000) if args.long else speed.LENGTHS
    found = speed.run(articles, speed.NEWS if real else speed.INVENTED, lengths, tell)
    for what, much in report.lines(found):
        print(f"{what:48} {much}")
    for path in report.write(found, Path(args.dir or "build")):
        print(path)
    faults = below(speed.metrics(found), load_floors(floors_file(args.floors or ""))) if args.floors is not None else ()
    for fault in faults:
        tell(fault)
    return FAILED if faults else OK


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
