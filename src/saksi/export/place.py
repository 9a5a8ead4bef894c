"""Where a file may be written: never over what the command reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from saksi.errors import InputError


def writable(path: Path, read: Iterable[Path] = ()) -> Path:
    """The file itself where ``path`` is a link. Raises InputError when it is one of those that are ``read``, is a folder or has none."""
    if any(path.exists() and other.exists() and path.samefile(other) for other in read):
        raise InputError(f"{path}: is what is read; it would be lost, name another file")
    if path.is_dir():
        raise InputError(f"{path}: is a folder; name a file")
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent}; make it first")
    return path.resolve()


@contextmanager
def whole(path: Path) -> Iterator[TextIO]:
    """A file under another name until it is complete; a device or a pipe is written as it is."""
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
            yield stream
        return
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("w", encoding="utf-8", errors="replace", newline="") as stream:
            yield stream
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
