"""Bytes to articles: files, folders and standard input; plain text, JSON lines and HTML, gzipped or not.

``read_inputs`` never stops at a bad input: it yields a ``Failure`` that says in one line what, where and what to do,
and goes on with the next. It holds one article at a time.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from io import BufferedReader, BytesIO, RawIOBase
from itertools import islice
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from saksi.errors import InputError, SaksiError
from saksi.ingest.archives import read_paths, read_zip
from saksi.ingest.common import MAX_ARTICLE_BYTES, Failure, Notify, Settings, WebPage
from saksi.ingest.html import read_html
from saksi.ingest.jsonl import read_json, read_jsonl
from saksi.ingest.parquet import read_parquet
from saksi.ingest.plain import read_plain
from saksi.ingest.warc import read_warc
from saksi.records import Article

__all__ = ["MAX_ARTICLE_BYTES", "Failure", "Notify", "read_inputs"]

STDIN = "<stdin>"
_FORMATS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".warc": "warc",
    ".wet": "warc",
    ".zip": "zip",
    ".parquet": "parquet",
    ".paths": "paths",
}
_WEB_FORMATS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "plain", "application/json": "json"}
_SNIFF = 4096
_COMPARED = 5000  # names of files that may have been meant
_GZIP = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_inputs(
    paths: Sequence[str],
    *,
    lang: str = "",
    date: str = "",
    limit: int = MAX_ARTICLE_BYTES,
    stdin: BinaryIO | None = None,
    notify: Notify = lambda where, message: None,
    open_page: Callable[[str], WebPage] | None = None,
    extractor: str = "trafilatura",
    columns: Mapping[str, str] | None = None,
) -> Iterator[Article | Failure]:
    """The articles of all ``paths``: files, folders (searched for the formats known), ``-`` for standard input.

    ``lang`` and ``date`` (ISO) fill in for articles that name none; ``limit`` is the largest article in bytes;
    ``notify(where, message)`` is told what was read otherwise than it was written, such as a strange encoding; ``open_page`` fetches web
    addresses (``saksi.fetch.opener``), which are refused without it; ``extractor`` is one of ``saksi.ingest.page.EXTRACTORS``;
    ``columns`` names fields of JSON and Parquet (``saksi.ingest.columns``).
    """
    settings = Settings(lang, date, limit, notify, columns or {}, open_page, extractor)
    with settings.sandbox:
        yield from _read_all(paths, settings, stdin)


def _read_all(paths: Sequence[str], settings: Settings, stdin: BinaryIO | None) -> Iterator[Article | Failure]:
    for path in paths:
        if path == "-":
            stream = stdin if stdin is not None else sys.stdin.buffer
            yield from _guarded(STDIN, _read_stream(stream, STDIN, "", settings))
        elif path.startswith(("http://", "https://")):
            yield from _guarded(path, _read_web(path, settings))
        else:
            yield from _read_path(Path(path), settings)


def _read_web(url: str, settings: Settings) -> Iterator[Article | Failure]:
    """A page by its address. What is no page is read like a file of its kind."""
    if settings.open_page is None:
        raise InputError("is a web address, not a file; save the page and give its file", "address")
    page = settings.open_page(url)
    form = _WEB_FORMATS.get(page.kind, "")
    if form == "html" or (not form and _sniffed(page.data[:_SNIFF]) == "html"):
        yield read_html(page.data, url, settings, charset=page.charset, address=page.address)
    else:
        yield from _read_stream(cast(BinaryIO, BytesIO(page.data)), url, form, settings)


def _read_path(path: Path, settings: Settings) -> Iterator[Article | Failure]:
    if path.is_dir():
        found = False
        for file in _files(path, settings):
            found = True
            yield from _read_file(file, settings)
        if not found:
            searched = ", ".join(_FORMATS)
            yield Failure(str(path), f"folder without readable files; it is searched for {searched} and these with .gz", "missing")
    else:
        yield from _read_file(path, settings)


def _files(folder: Path, settings: Settings) -> Iterator[Path]:
    """Files of a known format in a folder and below it, in the order of their names; hidden ones are passed over."""

    def refused(error: OSError) -> None:
        settings.notify(str(error.filename), f"{_reason(error)}; passed over")

    for root, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and _format(name):
                yield Path(root) / name


def _read_file(path: Path, settings: Settings) -> Iterator[Article | Failure]:
    return _guarded(str(path), _opened(path, settings))


def _opened(path: Path, settings: Settings) -> Iterator[Article | Failure]:
    if not path.exists():
        raise InputError(f"no such file; {_near(path)}", "missing")
    form = _format(path.name)
    if form in _BY_PATH:
        yield from _BY_PATH[form](path, settings)
        return
    with path.open("rb") as stream:
        yield from _read_stream(stream, str(path), form, settings)


def _near(path: Path) -> str:
    """What may have been meant by a name that no file has."""
    names: list[str] = []
    with contextlib.suppress(OSError):
        names = [file.name for file in islice(path.parent.iterdir(), _COMPARED)]
    near = get_close_matches(path.name, names, 1)
    if near:
        return f"did you mean {path.with_name(near[0])}?"
    return "text itself is read from standard input: FILE is then -" if " " in path.name else "check the name"


def _read_zip(path: Path, settings: Settings) -> Iterator[Article | Failure]:
    """Members of an archive are read like files; an archive in an archive is not."""

    def read_member(stream: BinaryIO, place: str, settings: Settings) -> Iterator[Article | Failure]:
        return _read_stream(stream, place, _format(place), settings)

    return read_zip(path, settings, read_member, lambda name: bool(_format(name)) and _format(name) not in _BY_PATH)


_BY_PATH: Mapping[str, Callable[[Path, Settings], Iterator[Article | Failure]]] = {
    "zip": _read_zip,
    "warc": read_warc,
    "parquet": read_parquet,
    "paths": lambda path, settings: read_paths(path, settings, _read_file),
}


def _guarded(where: str, items: Iterator[Article | Failure]) -> Iterator[Article | Failure]:
    """What ``items`` yields, and a failure for what it raises."""
    try:
        yield from items
    except InputError as error:
        yield Failure(where, str(error), error.reason)
    except SaksiError as error:
        yield Failure(where, str(error), "extra")
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Failure(
            where, f"broken gzip data ({error}); fetch or pack it again", "truncated" if isinstance(error, EOFError) else "compression"
        )
    except OSError as error:
        yield Failure(where, f"{_reason(error)}; nothing was read from here on", "file")
    except MemoryError:
        yield Failure(where, "does not fit into memory; split it", "memory")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _read_stream(stream: BinaryIO, where: str, form: str, settings: Settings) -> Iterator[Article | Failure]:
    readable = _peekable(stream)
    if readable.peek(_SNIFF).startswith(_GZIP):
        readable = _peekable(gzip.GzipFile(fileobj=readable))
    start = readable.peek(_SNIFF)
    form = form or _sniffed(start)
    if form == "jsonl" and not start.startswith(_UTF16):
        yield from read_jsonl(readable, where, settings)
        return
    data = readable.read(settings.limit + 1)
    if len(data) > settings.limit:
        size = f"over {settings.limit / 1e6:.0f} MB"
        raise InputError(f"{size}, too large for one article; split it or give JSON lines", "too-large")
    if form == "jsonl":  # the lines of UTF-16 end in two bytes: it is decoded as a whole
        yield from read_jsonl(BytesIO(data.decode("utf-16", "replace").encode("utf-8", "replace")), where, settings)
    elif form == "json":
        yield from read_json(data, where, settings)
    else:
        yield read_html(data, where, settings) if form == "html" else read_plain(data, where, settings)


def _peekable(stream: BinaryIO | gzip.GzipFile) -> BufferedReader:
    return stream if isinstance(stream, BufferedReader) else BufferedReader(cast(RawIOBase, stream))


def _format(name: str) -> str:
    """Format that a file name tells, "" if it tells none."""
    return _FORMATS.get(PurePath(name.lower().removesuffix(".gz")).suffix, "")


def _sniffed(start: bytes) -> str:
    """Format by how the content starts."""
    if start.startswith(_UTF16):
        start = start.decode("utf-16", "ignore").encode("utf-8", "ignore")
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<?xml")) and b"<html" in head:
        return "html"
    if head.startswith(b"<!doctype html"):
        return "html"
    if head.startswith(b"{") and b'"' in head[:64]:
        return "jsonl"
    return "plain"
