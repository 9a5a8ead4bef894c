"""One part read by a worker: its claims as Parquet, its readings and what was rejected as JSON lines."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from saksi import __version__
from saksi.errors import InputError
from saksi.export.parquet import ROWS
from saksi.ingest import Failure, read_inputs
from saksi.ledger.entries import claims_of
from saksi.ledger.frames import arrow, arrow_schema, needed
from saksi.ledger.rows import StoredClaim
from saksi.lossless import dumps
from saksi.pipeline import read_articles
from saksi.pool.crew import Crew
from saksi.records import Article, Reading
from saksi.scale.outcome import CLAIMS, READINGS, REJECTED, Done, Job, record
from saksi.scale.parts import Part, fetched
from saksi.scale.storage import Folder

_mine = threading.local()  # a crew for each thread of a worker, kept from part to part


def read_part(part: Part, job: Job) -> Done:
    """Reads a part and writes its files, then the record that it is done. Raises InputError, OSError."""
    if job.version != __version__:
        raise InputError(f"the worker has Saksi {__version__}, the job is of {job.version}; install the same version on all machines")
    with tempfile.TemporaryDirectory(prefix="saksi-") as scratch:
        file, made = fetched(part, Path(scratch)), Path(scratch) / "made"
        made.mkdir()
        with ExitStack() as stack:
            files = _Files(made, part, job, stack)
            for item in _results(file, part, job):
                files.take(item)
        return _kept(Folder(job.out), part, files)


def _results(file: Path, part: Part, job: Job) -> Iterator[Reading | Failure]:
    """Readings and failures, named by where they stand in the input."""

    def articles() -> Iterator[Article]:
        for item in read_inputs([str(file)], date=job.date, extractor=job.extractor, columns=job.columns):
            if isinstance(item, Failure):
                failures.append(replace(item, where=rename(item.where), message=rename(item.message)))
            else:
                yield replace(item, origin=item.origin and replace(item.origin, where=rename(item.origin.where)))

    def rename(text: str) -> str:
        return text.replace(str(file), part.place)

    failures: list[Failure] = []
    for article, made in _crew(job).run(articles()):
        place = article.origin.where if article.origin else part.place
        yield replace(made, where=place) if isinstance(made, Failure) else made
    yield from failures


def _crew(job: Job) -> Crew[Reading]:
    key = (job.options, job.seconds)
    if getattr(_mine, "key", None) != key:
        if hasattr(_mine, "crew"):
            _mine.crew.close()
        _mine.key, _mine.crew = key, Crew(partial(read_articles, options=job.options), 1, job.seconds)
    crew: Crew[Reading] = _mine.crew
    return crew


@dataclass(slots=True)
class _Tally:
    articles: int = 0
    claims: int = 0


class _Files:
    """The files of a part while they are written."""

    def __init__(self, folder: Path, part: Part, job: Job, stack: ExitStack) -> None:
        self.part, self.tally = part, _Tally()
        self.reasons: Counter[str] = Counter()
        self.paths = {f"{CLAIMS}/{part.name}.parquet": folder / "claims"}
        schema = arrow_schema()
        self._claims = stack.enter_context(needed("pyarrow.parquet").ParquetWriter(folder / "claims", schema, compression="zstd"))
        stack.callback(self._write_claims)
        self._rows: list[StoredClaim] = []
        self._readings = self._lines(folder / "readings", f"{READINGS}/{part.name}.jsonl.gz", stack) if job.readings else None
        self._rejected = self._lines(folder / "rejected", f"{REJECTED}/{part.name}.jsonl.gz", stack)

    def _lines(self, path: Path, name: str, stack: ExitStack) -> TextIO:
        """Packed, without the name and the time that gzip would keep."""
        self.paths[name] = path
        raw: Any = stack.enter_context(path.open("wb"))
        packed = stack.enter_context(gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=0))
        return stack.enter_context(io.TextIOWrapper(packed, encoding="utf-8", newline="\n"))

    def take(self, item: Reading | Failure) -> None:
        if isinstance(item, Failure):
            self.reasons[item.reason or "unreadable"] += 1
            row = {"where": item.where, "reason": item.reason, "message": item.message}
            print(json.dumps(row), file=self._rejected)
            return
        first = (self.part.number << 32) + self.tally.claims
        self._rows.extend(claims_of(item, first, 1, True))
        self.tally.articles += 1
        self.tally.claims += len(item.claims)
        if self._readings:
            print(dumps(item), file=self._readings)
        if len(self._rows) >= ROWS:
            self._write_claims()

    def _write_claims(self) -> None:
        if self._rows or not self.tally.claims:
            self._claims.write_table(arrow(self._rows))
        self._rows = []


def _kept(folder: Folder, part: Part, files: _Files) -> Done:
    """The files brought to the job's folder, and the record of the part."""
    sums: dict[str, tuple[int, str]] = {}
    for name, path in files.paths.items():
        with path.open("rb") as stream:
            sums[name] = (path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())
        folder.put(path, name)
    done = Done(part, files.tally.articles, files.tally.claims, dict(sorted(files.reasons.items())), sums)
    record(folder, done)
    return done
