"""Compiled tables kept between runs: a file in the user's cache folder, named by a digest of all that it was made from.

A cache that cannot be written, is damaged or out of date is as good as none: the thing is made again. ``SAKSI_CACHE=off`` does without.
The files are trusted like the program's own files: the folder belongs to the user. A pickle has a checksum in front; a file of bytes is
not read but mapped into memory, where the processes of a machine share it.
"""

from __future__ import annotations

import contextlib
import hashlib
import mmap
import os
import pickle
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar, cast

from saksi.garbage import no_collection

Made = TypeVar("Made")
SWITCH = "SAKSI_CACHE"
NEW = ".new-"  # what the name of an unfinished file starts with
STALE = 3600  # seconds after which an unfinished file is nobody's any more
NUMBER = 4  # bytes of a checksum
KEPT = 3  # files of one name: earlier versions of the program may be in use beside this one


def cache_folder() -> Path:
    """Where the platform wants what a program can make again."""
    if named := os.environ.get("XDG_CACHE_HOME"):
        return Path(named) / "saksi"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", "~")).expanduser() / "saksi" / "cache"
    if sys.platform == "darwin":
        return Path("~/Library/Caches/saksi").expanduser()
    return Path("~/.cache/saksi").expanduser()


def cached(name: str, digest: str, make: Callable[[], Made]) -> Made:
    """What ``make`` makes, from the cache when it was made before of what has this digest (``digest_of``)."""
    path = _path(name, digest, "pickle")
    if path is None:
        return make()
    with contextlib.suppress(Exception), no_collection():  # whatever is wrong with a cache, it is made again
        return cast(Made, pickle.loads(_checked(path.read_bytes())))
    with no_collection():
        made = make()
    with contextlib.suppress(OSError):
        content = pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL)
        _keep(path, name, zlib.crc32(content).to_bytes(NUMBER, "big") + content)
    return made


def cached_bytes(name: str, digest: str, size: int, make: Callable[[], bytes]) -> bytes | mmap.mmap:
    """The ``size`` bytes that ``make`` makes; from the cache as a mapped file, which answers ``find``, ``rfind`` and slices as bytes do."""
    path = _path(name, digest, "bytes")
    if path is None:
        return make()
    with contextlib.suppress(OSError, ValueError):
        return _mapped(path, size)
    content = make()
    with contextlib.suppress(OSError):
        _keep(path, name, content)
    return content


def digest_of(sources: Iterable[Traversable]) -> str:
    """Of the bytes of the sources and of the Python that runs."""
    found = hashlib.sha256(sys.version.encode())
    for source in sources:
        content = source.read_bytes()
        found.update(f"{source.name} {len(content)} ".encode() + content)
    return found.hexdigest()[:24]


def _path(name: str, digest: str, kind: str) -> Path | None:
    """Where a thing is kept; None when nothing is to be kept."""
    if os.environ.get(SWITCH, "") == "off":
        return None
    with contextlib.suppress(OSError, RuntimeError):
        return cache_folder() / f"{name}-{digest}.{kind}"
    return None


def _checked(content: bytes) -> memoryview:
    """The content behind its checksum. Raises ValueError when it is damaged."""
    body = memoryview(content)[NUMBER:]
    if zlib.crc32(body).to_bytes(NUMBER, "big") != content[:NUMBER]:
        raise ValueError("damaged")
    return body


def _mapped(path: Path, size: int) -> mmap.mmap:
    """A kept file of bytes. Raises OSError when it is not there, ValueError when it is not whole."""
    with path.open("rb") as stream:
        found = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    if len(found) != size:
        raise ValueError("not whole")
    return found


def _keep(path: Path, name: str, content: bytes) -> None:
    """Writes the file whole or not at all, and removes the oldest of its name and what a killed process left."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=NEW)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    dated = sorted(((other.stat().st_mtime, other) for other in path.parent.glob(f"{name}-*{path.suffix}")), reverse=True)
    left = [new for new in path.parent.glob(f"{NEW}*") if new.stat().st_mtime < time.time() - STALE]
    for old in (*(other for _, other in dated[KEPT:]), *left):
        old.unlink(missing_ok=True)
