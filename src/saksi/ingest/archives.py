"""Inputs that hold many others: ZIP archives and lists of the files of a crawl."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from saksi.errors import InputError
from saksi.ingest.common import Failure, Settings
from saksi.ingest.unpack import RATIO
from saksi.records import Article

MOST_MEMBERS = 200_000
_FREE = 64 << 20  # bytes that may come out of any archive
_LONGEST_LIST = 64 << 20

Items = Iterator[Article | Failure]
ReadStream = Callable[[BinaryIO, str, Settings], Items]  # stream, place, settings
ReadFile = Callable[[Path, Settings], Items]


def read_zip(path: Path, settings: Settings, read_stream: ReadStream, known: Callable[[str], bool]) -> Items:
    """The articles of the members of a ZIP archive whose names tell a known format. Raises InputError when it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _members(archive, path, settings, read_stream, known)
    except (zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise InputError(f"is no ZIP archive, or a broken one ({error}); fetch or pack it again", "compression") from None


def _members(archive: zipfile.ZipFile, path: Path, settings: Settings, read_stream: ReadStream, known: Callable[[str], bool]) -> Items:
    names = [info for info in archive.infolist() if not info.is_dir() and not PurePath(info.filename).name.startswith(".")]
    if len(names) > MOST_MEMBERS:
        raise InputError(f"has {len(names)} members, over {MOST_MEMBERS}; unpack it", "too-large")
    found, left = False, _FREE + RATIO * path.stat().st_size
    for info in sorted(names, key=lambda info: info.filename):
        if not known(info.filename):
            continue
        found = True
        place = f"{path}:{info.filename}"
        if info.file_size > RATIO * max(1, info.compress_size) + (1 << 20):
            yield Failure(place, f"swells over {RATIO} times when it is unpacked", "expansion")
            continue
        left -= info.file_size
        if left < 0:
            yield Failure(place, f"the archive swells over {RATIO} times when it is unpacked; nothing was read from here on", "expansion")
            return
        yield from _member(archive, info, place, settings, read_stream)
    if not found:
        yield Failure(str(path), "archive without members of a known format", "missing")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str, settings: Settings, read_stream: ReadStream) -> Items:
    try:
        with archive.open(info) as stream:
            yield from read_stream(cast(BinaryIO, stream), place, settings)
    except InputError as error:
        yield Failure(place, str(error), error.reason)
    except RuntimeError as error:  # a password, says zipfile
        yield Failure(place, f"cannot be unpacked ({str(error)[:80]})", "compression")
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError) as error:
        yield Failure(place, f"broken ZIP data ({error}); fetch or pack it again", "compression")


def read_paths(path: Path, settings: Settings, read_file: ReadFile) -> Items:
    """The files of a list of paths, one a line (``warc.paths.gz`` of Common Crawl): they are looked for beside the list, with their
    folders and without. Those that are not there are failures."""
    for number, line in enumerate(_lines(path), 1):
        if not (name := line.strip()) or name.startswith("#"):
            continue
        where = next((place for place in (path.parent / name, path.parent / PurePath(name).name) if _below(place, path.parent)), None)
        if where is None:
            yield Failure(f"{path}:{number}", f"{name} is not beside the list; fetch it first", "missing")
        else:
            yield from read_file(where, settings)


def _below(place: Path, folder: Path) -> bool:
    """Whether a file is there, and in the folder: a list says nothing about other folders."""
    return place.is_file() and place.resolve().is_relative_to(folder.resolve())


def _lines(path: Path) -> list[str]:
    data = path.read_bytes()[:_LONGEST_LIST]
    if data.startswith(b"\x1f\x8b"):
        with gzip.GzipFile(fileobj=BytesIO(data)) as unpacked:
            data = unpacked.read(_LONGEST_LIST)
    return data.decode("utf-8", "replace").splitlines()
