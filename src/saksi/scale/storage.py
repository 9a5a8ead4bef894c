"""Files and folders wherever fsspec finds them: on this machine, on a shared disk, in a store of objects."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, cast

from saksi.errors import InputError, MissingExtra

_UNFINISHED = ".part"


def fsspec() -> ModuleType:
    """Raises MissingExtra."""
    try:
        import fsspec
        import fsspec.core
    except ImportError:
        raise MissingExtra("a job needs fsspec: pip install 'saksi[scale]'") from None
    return cast(ModuleType, fsspec)


def located(url: str) -> tuple[Any, str]:
    """The file system of a path or URL, and the path on it. Raises InputError for a kind of URL that is not known or not installed."""
    try:
        return cast("tuple[Any, str]", fsspec().core.url_to_fs(url))
    except (ValueError, ImportError) as error:
        raise InputError(f"{url}: {str(error).splitlines()[0]}") from None


def opened(url: str) -> BinaryIO:
    """A file to read from. Raises OSError."""
    system, path = located(url)
    return cast(BinaryIO, system.open(path, "rb"))


class Folder:
    """A folder of files that are there whole or not at all. Names are relative, with slashes."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._system, self._root = located(url)
        self._local = "file" in (self._system.protocol if isinstance(self._system.protocol, tuple) else (self._system.protocol,))

    def path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def url_of(self, name: str) -> str:
        """What others open a file by."""
        return self.path(name) if self._local else str(self._system.unstrip_protocol(self.path(name)))

    def exists(self, name: str) -> bool:
        return bool(self._system.exists(self.path(name)))

    def size(self, name: str) -> int | None:
        """None for what is not there."""
        try:
            return int(self._system.size(self.path(name)) or 0)
        except FileNotFoundError:
            return None

    def read(self, name: str) -> bytes | None:
        """None for what is not there."""
        try:
            return bytes(self._system.cat_file(self.path(name)))
        except FileNotFoundError:
            return None

    def open(self, name: str) -> BinaryIO:
        return cast(BinaryIO, self._system.open(self.path(name), "rb"))

    def names(self, folder: str = "") -> list[str]:
        """Files in a folder (not below it), sorted."""
        try:
            found = self._system.ls(self.path(folder).rstrip("/"), detail=False, refresh=True)
        except (FileNotFoundError, NotADirectoryError):
            return []
        return sorted(str(path).rstrip("/").rpartition("/")[2] for path in found)

    def put(self, file: Path, name: str) -> None:
        """Takes a local file over; what stood there before is replaced at once. Raises OSError."""
        path = self.path(name)
        self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
        if not self._local:
            self._system.put_file(str(file), path)
            return
        target = Path(path)
        unfinished = target.with_name(f".{target.name}.{os.getpid()}{_UNFINISHED}")
        shutil.copyfile(file, unfinished)
        unfinished.replace(target)

    def clean(self, folder: str) -> None:
        """Takes away what killed workers left unfinished."""
        for name in self.names(folder) if self._local else ():
            if name.startswith(".") and name.endswith(_UNFINISHED):
                with contextlib.suppress(OSError):
                    Path(self.path(f"{folder}/{name}")).unlink()
