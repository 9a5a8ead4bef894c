"""Inputs cut into parts, the same way every time.

JSON lines that are not packed and web archives packed record by record are cut by bytes: a part holds the lines, or records, that begin
in its range. Parquet is cut by row groups. Anything else is one part a file.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from saksi.errors import InputError, MissingExtra
from saksi.scale.storage import located, opened

BYTES = 32 << 20  # of a part, where the input can be cut
WHOLE = -1
_FORMS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".warc": "warc", ".wet": "warc", ".parquet": "parquet"}
_PIECE = 1 << 20
_MEMBER = b"\x1f\x8b\x08"
_HEAD = 512  # packed bytes that tell the beginning of a record


@dataclass(frozen=True, slots=True)
class Part:
    """A range of an input: bytes, or row groups of Parquet; ``end`` is WHOLE for an input that is not cut."""

    number: int
    url: str
    start: int = 0
    end: int = WHOLE

    @property
    def name(self) -> str:
        return f"part-{self.number:06}"

    @property
    def place(self) -> str:
        """What stands before the line or record number of an article of this part."""
        return f"{self.url}@{self.start}" if self.start else self.url


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is read, and its size in bytes."""

    url: str
    size: int


def sources(inputs: Sequence[str]) -> list[Source]:
    """The files of all inputs: files, folders, patterns with ``*``; local or URLs. Raises InputError."""
    found: dict[str, Source] = {}
    for given in inputs:
        found.update((source.url, source) for source in _sources(given))
    return list(found.values())


def _sources(given: str) -> Iterator[Source]:
    system, path = located(given)
    try:
        paths = sorted(system.glob(path)) if "*" in given else sorted(system.find(path)) if system.isdir(path) else [path]
        picked = [p for p in paths if len(paths) == 1 or _form(p)]
        if not picked:
            raise InputError(f"{given}: holds no web archives (.warc, .wet), JSON lines (.jsonl) or Parquet")
        for one in picked:
            if not _form(one):
                raise InputError(f"{one}: a job reads web archives (.warc, .wet), JSON lines (.jsonl) and Parquet; take `saksi ingest`")
            yield Source(system.unstrip_protocol(one), int(system.size(one) or 0))
    except FileNotFoundError:
        raise InputError(f"{given}: no such file") from None
    except OSError as error:
        raise InputError(f"{given}: {(error.strerror or str(error)).lower()}") from None


def _form(path: str) -> str:
    return _FORMS.get(PurePosixPath(path.lower().removesuffix(".gz")).suffix, "")


def parts(found: Sequence[Source], size: int = BYTES) -> Iterator[Part]:
    """All parts of about ``size`` bytes, numbered."""
    number = 0
    for source in found:
        for start, end in _ranges(source, size):
            yield Part(number, source.url, start, end)
            number += 1


def _ranges(source: Source, size: int) -> Iterator[tuple[int, int]]:
    form, packed = _form(source.url), source.url.lower().endswith(".gz")
    if form == "parquet":
        yield from _row_groups(source, size)
    elif source.size > size and form == ("warc" if packed else "jsonl"):
        count = -(-source.size // size)
        bounds = [source.size * n // count for n in range(count + 1)]
        yield from pairwise(bounds)
    else:
        yield 0, WHOLE


def _row_groups(source: Source, size: int) -> Iterator[tuple[int, int]]:
    import pyarrow

    try:
        with opened(source.url) as stream:
            meta = _parquet().ParquetFile(stream).metadata
            weights = [meta.row_group(n).total_byte_size for n in range(meta.num_row_groups)]
    except pyarrow.ArrowInvalid:
        weights = []  # no Parquet: told by the worker that reads it
    if not weights:
        yield 0, WHOLE
        return
    start = held = 0
    for number, weight in enumerate(weights):
        if held and held + weight > size:
            yield start, number
            start, held = number, 0
        held += weight
    yield start, len(weights)


def _parquet() -> Any:
    try:
        from pyarrow import parquet
    except ImportError:
        raise MissingExtra("Parquet needs pyarrow: pip install 'saksi[scale]'") from None
    return parquet


def fetched(part: Part, folder: Path) -> Path:
    """A part as a small file of the same kind and name in a local folder. Raises OSError."""
    target = folder / PurePosixPath(part.url).name
    system, path = located(part.url)
    if part.end == WHOLE:
        system.get_file(path, str(target))
    elif _form(part.url) == "parquet":
        _copy_row_groups(part, target)
    else:
        with system.open(path, "rb") as source, target.open("wb") as out:
            copy = _copy_records if part.url.lower().endswith(".gz") else _copy_lines
            copy(source, out, part.start, part.end)
    return target


def _copy_row_groups(part: Part, target: Path) -> None:
    parquet = _parquet()
    with opened(part.url) as stream:
        file = parquet.ParquetFile(stream)
        with parquet.ParquetWriter(target, file.schema_arrow) as writer:
            for number in range(part.start, part.end):
                writer.write_table(file.read_row_group(number))


def _copy_lines(source: BinaryIO, out: BinaryIO, start: int, end: int) -> None:
    """The lines that begin in the range, each to its end."""
    at, fresh = start, True
    if start:  # the line that the byte before belongs to is another part's
        at, fresh = start - 1, False
        source.seek(at)
    wanted = fresh
    while (not fresh or at < end) and (piece := source.readline(_PIECE)):
        if wanted:
            out.write(piece)
        at += len(piece)
        fresh = piece.endswith(b"\n")
        wanted = wanted or fresh


def _copy_records(source: BinaryIO, out: BinaryIO, start: int, end: int) -> None:
    """The records, packed each for itself, that begin in the range."""
    first = 0 if start == 0 else _record(source, start)
    left = _record(source, end) - first
    source.seek(first)
    while left > 0 and (piece := source.read(min(left, _PIECE))):
        out.write(piece)
        left -= len(piece)


def _record(source: BinaryIO, at: int) -> int:
    """Where the first packed record begins at or behind a byte; the end of the file when none does."""
    source.seek(at)
    held, base = b"", at
    while piece := source.read(_PIECE):
        held += piece
        found = held.find(_MEMBER)
        while found >= 0:
            if found + _HEAD > len(held):
                held += source.read(_HEAD)
            if _unpacked(held[found : found + _HEAD]).startswith(b"WARC/"):
                return base + found
            found = held.find(_MEMBER, found + 1)
        base += max(0, len(held) - len(_MEMBER) + 1)
        held = held[-len(_MEMBER) + 1 :]
    return source.tell()


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, 16)
    except zlib.error:
        return b""
