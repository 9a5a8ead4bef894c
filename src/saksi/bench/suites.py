"""Runs a suite of the shared folder: its inputs through the flow, its own scorer on what came out."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saksi.bench.standoff import nothing, standoff
from saksi.errors import InputError
from saksi.ingest import Failure
from saksi.options import Options
from saksi.pipeline import read_articles
from saksi.records import Article

Scorer = Callable[[list[str]], int]
COUNTS = frozenset({"suite", "documents", "missing", "gold", "pred", "n", "events", "P", "R"})
FOLDED = frozenset({"gsr", "plv"})  # their gold has announced, refused and demanded acts folded, see saksi.bench.folding
REPETITIVE = frozenset({"token", "chunk-exact", "chunk-begin", "jaccard"})  # further ways to score the same spans
LOWER_IS_BETTER = ("wrongly cut",)


@dataclass(frozen=True, slots=True)
class Result:
    """What a suite gave. ``metrics``: name -> percent; ``raw``: the scorer's own answer."""

    suite: str
    metrics: Mapping[str, float]
    raw: Mapping[str, Any]
    documents: int
    seconds: float


def shared_folder(named: str = "") -> Path:
    """The folder that holds ``bench/score.py``: the one named, $SAKSI_SHARED, or ``../shared`` from here or from the repository.

    Raises InputError when it is nowhere.
    """
    given = named or os.environ.get("SAKSI_SHARED", "")
    repository = Path(__file__).resolve().parents[3]
    places = [Path(given)] if given else [Path("../shared"), repository.parent / "shared"]
    for place in places:
        if (place / "bench" / "score.py").is_file():
            return place
    raise InputError(f"the suites are not at {places[0]}: they need the folder with bench/score.py; name it with --shared or $SAKSI_SHARED")


@contextlib.contextmanager
def _scorer(shared: Path) -> Iterator[Any]:
    """The module ``score`` of the shared folder; it imports its neighbours, so the folder is on the path while it is in use."""
    folder = str((shared / "bench").resolve())
    spec = importlib.util.spec_from_file_location("saksi_shared_score", Path(folder) / "score.py")
    if spec is None or spec.loader is None:
        raise InputError(f"{folder}/score.py cannot be loaded")
    sys.path.insert(0, folder)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.path.remove(folder)
        sys.dont_write_bytecode = writes


def suite_names(shared: Path) -> tuple[str, ...]:
    """The suites whose gold is there."""
    with _scorer(shared) as score:
        return tuple(name for name, file in score.SUITES.items() if (shared / "bench" / file).is_file())


def run_suite(suite: str, shared: Path, syntax: str = "auto") -> Result:
    """Reads and scores one suite. Raises InputError when the suite is unknown or the scorer refuses a prediction."""
    with _scorer(shared) as score, tempfile.TemporaryDirectory(prefix="saksi-bench-") as folder:
        if suite not in score.SUITES:
            raise InputError(f"no suite {suite!r}: suites are {', '.join(score.SUITES)}")
        inputs, predictions, answer = (Path(folder) / name for name in ("in.jsonl", "pred.jsonl", "out.json"))
        _score(score.main, [suite, "--inputs", str(inputs)])
        rows = [json.loads(line) for line in inputs.read_text(encoding="utf-8").split("\n") if line]
        start = time.perf_counter()
        with predictions.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in predict(rows, syntax, folded=suite in FOLDED))
        seconds = time.perf_counter() - start
        _score(score.main, [suite, str(predictions), "--json", str(answer)])
        raw = json.loads(answer.read_text(encoding="utf-8"))
    return Result(suite, dict(flatten(raw)), raw, len(rows), seconds)


def gold_documents(suite: str, shared: Path) -> list[dict[str, Any]]:
    """The documents of a suite with what people marked in them. Raises InputError when the suite is unknown."""
    with _scorer(shared) as score:
        if suite not in score.SUITES:
            raise InputError(f"no suite {suite!r}: suites are {', '.join(score.SUITES)}")
        documents = score.load_gold(suite, str(shared / "bench" / score.SUITES[suite]))
        return [score.as_lists(d) for d in documents] if suite.startswith("gold") else list(documents)


def predict(rows: Sequence[Mapping[str, Any]], syntax: str = "auto", *, folded: bool = False) -> Iterator[dict[str, Any]]:
    """The exchange form for rows ``{"id", "lang", "date", "text"}``, in their order."""
    articles = (Article(str(row["id"]), row["text"], date=row.get("date") or "", lang=row.get("lang") or "") for row in rows)
    for row, reading in zip(rows, read_articles(articles, Options(syntax=syntax)), strict=True):
        yield nothing(row["id"]) if isinstance(reading, Failure) else {**standoff(reading, folded=folded), "id": row["id"]}


def _score(main: Scorer, arguments: list[str]) -> None:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            main(arguments)
    except SystemExit as error:
        raise InputError(f"the scorer stopped: {error.code}") from None


def flatten(raw: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, float]]:
    """The scorer's nested answer as ``name -> number``: F1 and accuracies, not counts, precision or recall."""
    for name, value in raw.items():
        path = f"{prefix} {name}".strip()
        if isinstance(value, Mapping):
            yield from flatten(value, path)
        elif name not in COUNTS and name not in REPETITIVE and (number := _number(value)) is not None:
            yield path, number


def _number(value: object) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, list) and len(value) == 3:  # precision, recall, F1
        return _number(value[2])
    if isinstance(value, str) and value.count("/") == 1:
        part, whole = (piece.strip() for piece in value.split("/"))
        if part.isdigit() and whole.isdigit() and int(whole):
            return round(100 * int(part) / int(whole), 1)
    return None


def lower_is_better(metric: str) -> bool:
    return any(words in metric for words in LOWER_IS_BETTER)
