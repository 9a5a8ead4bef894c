"""Web archives: WARC (pages) and WET (texts), gzipped or not. ``read_warc`` is on this side, ``read_records`` is the task of the sandbox,
which reads the file with fastwarc and takes the articles out of its pages.

A page that hangs or kills the worker costs itself: the worker is started again behind it. A file that ends too early is told, which
libraries for WARC do not do.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from saksi.errors import InputError, MissingExtra
from saksi.ingest.common import Failure, Settings, article_id, without_surrogates
from saksi.ingest.html import MAX_PAGE_BYTES, article_of_page, decode_page
from saksi.ingest.plain import headline
from saksi.ingest.unpack import Body
from saksi.records import Article, Origin

_TASK = "saksi.ingest.warc:read_records"
_KILLED = frozenset(("time", "memory", "crashed", "fault"))
_GZIP = b"\x1f\x8b"
_PAGES = ("text/html", "application/xhtml+xml")
_PIECE = 1 << 16


def read_warc(path: Path, settings: Settings) -> Iterator[Article | Failure]:
    """The articles of a file. Raises MissingExtra, and InputError when it is no web archive."""
    place, begun = str(path), 0
    while True:
        before = begun
        try:
            for answer in settings.sandbox.run(_TASK, path=str(path.absolute()), skip=begun, extractor=settings.extractor):
                begun = answer["record"]
                if (item := _item(answer, f"{place}:{begun}", settings)) is not None:
                    yield item
            return
        except InputError as error:
            if error.reason not in _KILLED or begun == before:
                raise
            yield Failure(f"{place}:{begun}", str(error), error.reason)


def _item(answer: dict[str, Any], where: str, settings: Settings) -> Article | Failure | None:
    """None for the word that a record is begun."""
    if "error" in answer:
        return Failure(where, answer["error"], answer["reason"])
    if "page" in answer:
        made = article_of_page(answer["page"], where, settings, answer["digest"], answer["url"], "warc")
        return _at(made, answer)
    if "text" in answer:
        text = answer["text"]
        origin = Origin("wet", where, answer["digest"], fetched=answer["date"])
        title = headline(text)
        return Article(article_id(where, text), text, *settings.dated(), settings.lang, title, answer["url"], "", origin)
    return None


def _at(article: Article, answer: dict[str, Any]) -> Article:
    assert article.origin
    return replace(article, origin=replace(article.origin, fetched=answer["date"]))


# In the sandbox


def read_records(data: bytes, path: str, skip: int, extractor: str) -> Iterator[dict[str, Any]]:
    """For each record behind the first ``skip`` that holds a page or a text: first its number, then what was found in it; in the
    end the failure "truncated" when the file breaks off."""
    with Path(path).open("rb") as file:
        number = last = 0
        try:
            for record in _records(file):
                number += 1
                last = record.stream_pos
                if number > skip and _holds_text(record):
                    yield {"record": number}
                    yield {"record": number, **_guarded(record, extractor)}
        except OSError as error:
            if not number:
                raise InputError(f"is no web archive, or a broken one ({error})", "compression") from None
            yield {"record": number + 1, "error": f"is broken from here on ({error}); the rest is lost", "reason": "compression"}
            return
        if not number:
            raise InputError("is no web archive: it has no records", "empty")
        if _breaks_off(file, last):
            yield {"record": number + 1, "error": "breaks off here; fetch the file again", "reason": "truncated"}


def _records(file: BinaryIO) -> Iterator[Any]:
    try:
        from fastwarc.stream_io import GzipReader
        from fastwarc.warc import ArchiveIterator
    except ImportError:
        raise MissingExtra("web archives are read by fastwarc: pip install 'saksi[archives]'") from None
    packed = file.read(2) == _GZIP
    file.seek(0)
    yield from ArchiveIterator(GzipReader(file) if packed else file, parse_http=True, max_header_len=1 << 20)


def _holds_text(record: Any) -> bool:
    kind = str(record.headers.get("WARC-Type") or "")
    if kind == "conversion":
        return True
    if kind == "response" and record.http_headers is not None:
        return record.http_headers.status_code == 200 and (record.http_content_type or "text/html").lower() in _PAGES
    return kind == "resource" and str(record.headers.get("Content-Type") or "").partition(";")[0].strip().lower() in _PAGES


def _guarded(record: Any, extractor: str) -> dict[str, Any]:
    try:
        return _found(record, extractor)
    except InputError as error:
        return {"error": str(error), "reason": error.reason or "unreadable"}
    except RecursionError:
        return {"error": "is nested too deeply to be read", "reason": "deep"}


def _found(record: Any, extractor: str) -> dict[str, Any]:
    from saksi.ingest.page import read_page

    url = without_surrogates(str(record.headers.get("WARC-Target-URI") or "").strip("<>"))
    body = _body(record)
    said = {"url": url, "date": str(record.headers.get("WARC-Date") or "")[:30], "digest": hashlib.sha256(body).hexdigest()}
    if str(record.headers.get("WARC-Type") or "") == "conversion":
        text = without_surrogates(body.decode("utf-8", "replace"))
        if not text.strip():
            raise InputError("is empty; there is nothing to read", "empty")
        return {**said, "text": text}
    page = decode_page(body, url, lambda where, message: None, str(record.http_charset or ""))
    (found,) = read_page(page.encode("utf-8", "replace"), url, extractor)
    return {**said, "page": found}


def _body(record: Any) -> bytes:
    """Raises InputError: "truncated", "too-large", "expansion"."""
    coding = str(record.http_headers.get("Content-Encoding") or "") if record.http_headers is not None else ""
    body, left = Body(coding, MAX_PAGE_BYTES), int(record.content_length)
    while piece := record.reader.read(_PIECE):
        left -= len(piece)
        body.add(piece)
    if left > 0:
        raise InputError("breaks off in the middle", "truncated")
    return body.whole()


def _breaks_off(file: BinaryIO, last: int) -> bool:
    """Whether a gzip file ends inside a member. ``last`` is where its last record begins."""
    file.seek(0)
    if file.read(2) != _GZIP:
        return False  # a short record of a file that is not packed was told by itself
    file.seek(last)
    if file.read(2) != _GZIP:  # one member for the whole file
        last = 0
    file.seek(last)
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    fresh = True
    while piece := file.read(_PIECE):
        while piece:
            if member.eof:
                member, fresh = zlib.decompressobj(zlib.MAX_WBITS | 16), True
            try:
                member.decompress(piece, _PIECE)
            except zlib.error:
                return False  # broken, which the reading has told
            fresh = False
            piece = member.unconsumed_tail or member.unused_data
    return not member.eof and not fresh
