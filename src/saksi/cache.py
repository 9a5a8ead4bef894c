"""Compiled tables kept between runs: a file in the user's cache folder, named by a digest of all that it was made from.

A cache that cannot be written, is damaged or out of date is as good as none: the thing is made again. ``SAKSI_CACHE=off`` does without.
The files are pickles, trusted like the program's own files: the folder belongs to the user.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar, cast

Made = TypeVar("Made")
SWITCH = "SAKSI_CACHE"
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


def cached(name: str, sources: Iterable[Traversable], make: Callable[[], Made]) -> Made:
    """What ``make`` makes from the sources, from the cache when it was made from the same bytes before."""
    if os.environ.get(SWITCH, "") == "off":
        return make()
    try:
        path = cache_folder() / f"{name}-{_digest(sources)}.pickle"
    except (OSError, RuntimeError):
        return make()
    with contextlib.suppress(Exception), no_collection():  # whatever is wrong with a cache, it is made again
        return cast(Made, pickle.loads(path.read_bytes()))
    with no_collection():
        made = make()
    with contextlib.suppress(OSError):
        _keep(path, name, made)
    return made


@contextlib.contextmanager
def no_collection() -> Iterator[None]:
    """Without the search for garbage, which costs most of the time where many objects come to stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _digest(sources: Iterable[Traversable]) -> str:
    found = hashlib.sha256(sys.version.encode())
    for source in sources:
        content = source.read_bytes()
        found.update(f"{source.name} {len(content)} ".encode() + content)
    return found.hexdigest()[:24]


def _keep(path: Path, name: str, made: object) -> None:
    """Writes the file whole or not at all, and removes the oldest of its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as stream:
            pickle.dump(made, stream, protocol=pickle.HIGHEST_PROTOCOL)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    others = sorted(path.parent.glob(f"{name}-*.pickle"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in others[KEPT:]:
        old.unlink(missing_ok=True)
