"""JSON lines: one object a line, one article an object.

Fields: ``text`` (required), ``id``, ``date``, ``lang``, ``title``, ``url``, ``source``; the other names that crawlers give
them are understood too (``saksi.ingest.columns``). A line that cannot be read fails alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from saksi.errors import InputError
from saksi.ingest.columns import first, names_of
from saksi.ingest.common import Failure, Settings, article_id, decode, without_surrogates
from saksi.ingest.dates import date_of_timestamp, iso_date
from saksi.ingest.html import read_html
from saksi.records import Article, Origin


def read_jsonl(stream: BinaryIO, where: str, settings: Settings) -> Iterator[Article | Failure]:
    """Articles of ``stream``, read line by line, so that its size does not matter."""
    empty = True
    for number, line in _lines(stream, settings.limit):
        place = f"{where}:{number}"
        if isinstance(line, int):
            empty = False
            size = f"line of {line / 1e6:.0f} MB"
            yield Failure(place, f"{size}, but an article may have {settings.limit / 1e6:.0f} MB; split it", "too-large")
            continue
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        empty = False
        try:
            item = _object(decode(line, place, settings.notify))
        except InputError as error:
            yield Failure(place, str(error), error.reason)
            continue
        yield from read_row(item, place, settings)
    if empty:
        yield Failure(where, "is empty; there is nothing to read", "empty")


def read_json(data: bytes, where: str, settings: Settings) -> Iterator[Article | Failure]:
    """A JSON document: one article, or a list of them. Raises InputError when it is neither."""
    value = _parse(decode(data, where, settings.notify))
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        place = f"{where}:item {number}" if isinstance(value, list) else where
        try:
            checked = _checked(item)
        except InputError as error:
            yield Failure(place, str(error), error.reason)
            continue
        yield from read_row(checked, place, settings)


def read_row(item: Mapping[str, Any], where: str, settings: Settings, form: str = "jsonl") -> Iterator[Article | Failure]:
    """The article of one object or row; the text may be taken from a column with its page."""
    try:
        if "html" in settings.columns and isinstance(page := first(item, "html", settings.columns), str):
            yield _page(item, page, where, settings, form)
        else:
            yield _article(item, where, settings, form)
    except InputError as error:
        yield Failure(where, str(error), error.reason)


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | int]]:
    """Numbered lines; of a line over the limit only its size, and never the whole of it in memory."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        size = len(line)
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
            size += len(line)
        yield number, size


def _object(line: str) -> Mapping[str, Any]:
    return _checked(_parse(line))


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise InputError(f"bad JSON at {at}character {error.colno}: {error.msg}; mend or drop it", "json") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"bad JSON: {str(error).splitlines()[0]}; mend or drop it", "json") from None


def _checked(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        kind = {list: "a list", str: "a string", type(None): "null", bool: "true or false"}.get(type(value), "a number")
        raise InputError(f"{kind} where an object with a field 'text' should stand", "json")
    return value


def _page(item: Mapping[str, Any], page: str, where: str, settings: Settings, form: str) -> Article:
    """What the row says counts more than what the page says of itself."""
    made = read_html(page.encode("utf-8", "replace"), where, settings, address=_string(first(item, "url", settings.columns)))
    date = _date(first(item, "date", settings.columns), where, settings)
    known = {name: value for name in ("id", "lang", "title", "source") if (value := _string(first(item, name, settings.columns)))}
    if date:
        known["date"] = date
    return replace(made, **known, origin=made.origin and replace(made.origin, form=form))


def _article(item: Mapping[str, Any], where: str, settings: Settings, form: str) -> Article:
    text = first(item, "text", settings.columns)
    if text is None:
        name, there = names_of("text", settings.columns)[0], ", ".join(list(item)[:8]) or "none"
        raise InputError(f"no field {name!r} (fields are {there}); name the article's text so", "no-article")
    if not isinstance(text, str):
        raise InputError("field 'text' is no string; give the article's text there", "no-article")
    text = without_surrogates(text)
    if not text.strip():
        raise InputError("field 'text' is empty; there is nothing to read", "empty")
    date, date_origin = settings.dated(_date(first(item, "date", settings.columns), where, settings))
    words = {name: _string(first(item, name, settings.columns)) for name in ("id", "lang", "title", "url", "source")}
    return Article(
        id=words["id"] or article_id(where, text),
        raw=text,
        date=date,
        date_origin=date_origin,
        lang=words["lang"] or settings.lang,
        title=words["title"],
        url=words["url"],
        source=words["source"],
        origin=Origin(form, where),
    )


def _string(value: Any) -> str:
    if isinstance(value, dict):  # schema.org writes {"name": "Antara"}
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return without_surrogates(str(value).strip())


def _date(value: Any, where: str, settings: Settings) -> str:
    if value is None or value == "":
        return ""
    date = ""
    if isinstance(value, str):
        date = iso_date(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        date = iso_date(str(value)) if 19000101 <= value <= 21001231 else date_of_timestamp(value)
    if not date:
        settings.notify(where, f"date {str(value)[:40]!r} is not understood, read without; write it as 2024-06-19")
    return date
