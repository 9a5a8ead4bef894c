"""What a job leaves beside its claims: what it was asked (``job.json``), a record of every part that is done (``parts/``), and the
manifest. Nothing in them depends on when or where the job ran, so two runs can be compared by their hashes."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from saksi import __version__
from saksi.errors import InputError
from saksi.options import DEFAULTS, Options
from saksi.scale.parts import Part, Source
from saksi.scale.storage import Folder

FORMAT = "saksi-job/1"
CLAIMS, READINGS, REJECTED, PARTS = "claims", "readings", "rejected", "parts"
JOB, MANIFEST = "job.json", "manifest.json"


@dataclass(frozen=True, slots=True)
class Job:
    """What holds for every part. ``seconds`` limits an article as ``saksi.pool.Plan`` does; ``readings`` keeps whole readings beside
    the claims, which a ledger is made from."""

    out: str
    options: Options = DEFAULTS
    date: str = ""
    extractor: str = "trafilatura"
    columns: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 60.0
    readings: bool = True
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a part; ``files``: name -> bytes and SHA-256."""

    part: Part
    articles: int
    claims: int
    rejected: Mapping[str, int]
    files: Mapping[str, tuple[int, str]]


def as_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def put_text(folder: Folder, name: str, text: str) -> None:
    with tempfile.TemporaryDirectory(prefix="saksi-") as scratch:
        file = Path(scratch) / "text"
        file.write_text(text, encoding="utf-8", newline="\n")
        folder.put(file, name)


def begin(folder: Folder, job: Job, found: Sequence[Source], size: int) -> None:
    """Writes what the job is. Raises InputError when another job has been begun in the folder."""
    asked = dataclasses.asdict(job)
    del asked["out"]
    sources = [{"url": source.url, "bytes": source.size} for source in found]
    text = as_text({"format": FORMAT, **asked, "inputs": sources, "bytes_of_a_part": size})
    before = folder.read(JOB)
    if before is None:
        if folder.names():
            raise InputError(f"{folder.url}: is not empty, and no job was begun there; name a new folder")
        put_text(folder, JOB, text)
    elif before.decode("utf-8", "replace") != text:
        different = ", ".join(_different(before, text)) or JOB
        raise InputError(f"{folder.url}: was begun otherwise ({different}); give the same command again, or name a new folder")


def _different(before: bytes, text: str) -> list[str]:
    try:
        old, new = json.loads(before), json.loads(text)
        return [name for name in new if old.get(name) != new[name]]
    except (ValueError, AttributeError):
        return []


def record(folder: Folder, done: Done) -> None:
    """Says that a part is done; the last thing written of it."""
    put_text(folder, f"{PARTS}/{done.part.name}.json", as_text(dataclasses.asdict(done)))


def recorded(folder: Folder, part: Part) -> Done | None:
    """What became of a part, if it is done and its files are there."""
    data = folder.read(f"{PARTS}/{part.name}.json")
    if data is None:
        return None
    try:
        done = done_of(json.loads(data))
    except (ValueError, KeyError, TypeError):
        return None
    whole = all(folder.size(name) == size for name, (size, _) in done.files.items())
    return done if whole and done.part == part else None


def done_of(row: Mapping[str, Any]) -> Done:
    """Raises KeyError, TypeError for what is none."""
    files = {str(name): (int(size), str(digest)) for name, (size, digest) in row["files"].items()}
    return Done(Part(**row["part"]), int(row["articles"]), int(row["claims"]), dict(row["rejected"]), files)


def finish(folder: Folder, done: Sequence[Done], aside: Mapping[Part, str]) -> dict[str, Any]:
    """Writes the manifest, and gives it. ``aside``: parts that failed, with the reason."""
    job = json.loads(folder.read(JOB) or b"{}")
    rejected = sum((Counter(one.rejected) for one in done), Counter[str]())
    manifest = {
        "format": FORMAT,
        "version": job.get("version", ""),
        "job": job,
        "articles": sum(one.articles for one in done),
        "claims": sum(one.claims for one in done),
        "rejected": dict(rejected),
        "parts": [dataclasses.asdict(one) for one in done],
        "set_aside": [{**dataclasses.asdict(part), "reason": reason} for part, reason in sorted(aside.items(), key=lambda i: i[0].number)],
    }
    put_text(folder, MANIFEST, as_text(manifest))
    return manifest


def manifest_of(folder: Folder) -> dict[str, Any]:
    """Raises InputError where no job has ended."""
    data = folder.read(MANIFEST)
    if data is None:
        begun = folder.exists(JOB)
        says = "the job has not ended; give its command again" if begun else "no `saksi scale` wrote here"
        raise InputError(f"{folder.url}: {says}")
    try:
        manifest = json.loads(data)
        if manifest["format"] != FORMAT:
            raise ValueError(manifest["format"])
        list(parts_of(manifest))
    except (ValueError, KeyError, TypeError):
        raise InputError(f"{folder.url}/{MANIFEST}: is no manifest of {FORMAT}; fetch it again") from None
    return dict(manifest)


def parts_of(manifest: Mapping[str, Any]) -> Iterator[Done]:
    """The parts that are done."""
    return map(done_of, manifest["parts"])
