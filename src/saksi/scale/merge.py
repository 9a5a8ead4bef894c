"""Parts brought together: into a ledger, or into a lake, a folder of Parquet files by month for DuckDB."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, cast

from saksi.errors import InputError
from saksi.ingest import Failure
from saksi.ledger import Ledger
from saksi.ledger.frames import needed
from saksi.lossless import loads
from saksi.pipeline import BATCH
from saksi.records import Article, Reading
from saksi.scale.outcome import CLAIMS, READINGS, REJECTED, Done, manifest_of, parts_of
from saksi.scale.storage import Folder

Told = Callable[[Counter[str]], None]


@dataclass(frozen=True, slots=True)
class Found:
    """The folder of a job that has ended."""

    folder: Folder
    manifest: Mapping[str, Any]


def checked(urls: Sequence[str]) -> list[Found]:
    """The folders of jobs with their manifests. Raises InputError for one that no job has ended in, and when the jobs are of different
    versions of Saksi."""
    found = [Found(folder, manifest_of(folder)) for folder in map(Folder, urls)]
    versions = sorted({job.manifest["version"] for job in found})
    if len(versions) > 1:
        raise InputError(f"the jobs are of different versions of Saksi ({', '.join(versions)}); run the older ones again")
    return found


def to_ledger(found: Sequence[Found], ledger: Ledger, told: Told = lambda states: None) -> Counter[str]:
    """Takes readings and rejected inputs in, a few in a transaction; what is there already changes nothing. Gives how many became what.
    Raises InputError for files that are not those of the manifest, and for jobs that kept no readings."""
    states: Counter[str] = Counter()
    for folder, manifest in ((job.folder, job.manifest) for job in found):
        if not manifest["job"].get("readings"):
            raise InputError(f"{folder.url}: its job kept no readings, which a ledger is made from; take --lake")
        version = str(manifest["version"])
        for done in parts_of(manifest):
            lines = _lines(folder, done, READINGS)
            while batch := [loads(line) for line in islice(lines, BATCH)]:
                for added in ledger.add_many(batch, coder=version):
                    states[added.state] += 1
                    states["claims"] += added.claims
                told(states)
            failures: Iterator[tuple[Article | None, Failure] | Reading] = (
                (None, Failure(row["where"], row["message"], row["reason"])) for row in map(json.loads, _lines(folder, done, REJECTED))
            )
            states["rejected"] += len(ledger.sink(failures))
    return states


def to_lake(found: Sequence[Found], out: Path) -> int:
    """Writes ``out/month=2024-06/*.parquet``, each claim once, in the order of publication; gives how many. Raises InputError for files
    that are not those of the manifest, and when ``out`` is there already."""
    if out.exists():
        raise InputError(f"{out}: is there already; name a new folder for the lake")
    if not out.absolute().parent.is_dir():
        raise InputError(f"{out}: there is no folder {out.parent}; make it first")
    files = [_local(job.folder, name, done) for job in found for done in parts_of(job.manifest) for name in done.files if _is_claims(name)]
    if not files:
        raise InputError("the jobs have no parts that are done; look at what was set aside in their manifests")
    duckdb = needed("duckdb")
    unfinished = out.with_name(out.name + ".part")
    with duckdb.connect() as connection:
        connection.execute(_LAKE.format(out=_quoted(str(unfinished))), [files])
        total = connection.execute(f"SELECT count(*) FROM read_parquet({_quoted(str(unfinished / '*' / '*.parquet'))})").fetchone()[0]
    unfinished.replace(out)
    return int(total)


_LAKE = """
COPY (
  SELECT row_number() OVER (ORDER BY published, article, event, id) AS number, * EXCLUDE (number, again),
    CASE WHEN published = '' THEN 'none' ELSE substr(published, 1, 7) END AS month
  FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY number) AS again FROM read_parquet(?))
  WHERE again = 1 ORDER BY published, article, event, id
) TO {out} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (month), OVERWRITE, FILENAME_PATTERN 'claims-{{i}}')
"""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _is_claims(name: str) -> bool:
    return name.startswith(f"{CLAIMS}/")


def _check(folder: Folder, name: str, done: Done) -> None:
    """Raises InputError when a file of a part is not the one of the manifest."""
    try:
        with folder.open(name) as stream:
            digest = hashlib.file_digest(cast(Any, stream), "sha256").hexdigest()
    except FileNotFoundError:
        raise InputError(f"{folder.url}/{name}: is gone; give the job's command again") from None
    if digest != done.files[name][1]:
        raise InputError(f"{folder.url}/{name}: is not the file of the manifest; delete it and give the job's command again")


def _lines(folder: Folder, done: Done, kind: str) -> Iterator[str]:
    for name in done.files:
        if name.startswith(f"{kind}/"):
            _check(folder, name, done)
            with folder.open(name) as stream, gzip.open(stream, "rt", encoding="utf-8", newline="\n") as lines:
                yield from lines


def _local(folder: Folder, name: str, done: Done) -> str:
    """A checked file by the name that DuckDB opens it by."""
    _check(folder, name, done)
    return folder.url_of(name)
