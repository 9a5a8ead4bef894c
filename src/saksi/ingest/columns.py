"""Which field of an object, or column of a table, holds what: the names that crawlers give, and the user's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from saksi.errors import InputError

FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext"),
    "id": ("id", "_id", "guid", "doc_id"),
    "date": ("date", "published", "published_at", "publication_date", "date_publish", "datePublished"),
    "lang": ("lang", "language"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "source": ("source", "publisher", "outlet", "domain", "source_domain"),
    "html": (),  # a page that the text is to be taken from; only where the user says so
}

Columns = Mapping[str, str]


def read_columns(value: str) -> dict[str, str]:
    """ "text=isi,date=tanggal" as {"text": "isi", "date": "tanggal"}. Raises InputError."""
    made: dict[str, str] = {}
    for part in filter(None, (p.strip() for p in value.split(","))):
        field, equals, name = (piece.strip() for piece in part.partition("="))
        if not equals or not name or field not in FIELDS:
            raise InputError(f"--columns {part}: write FIELD=NAME; fields are {', '.join(FIELDS)}")
        made[field] = name
    return made


def names_of(field: str, columns: Columns) -> tuple[str, ...]:
    """The names under which a field is looked for: the user's alone, or the usual ones."""
    return (columns[field],) if field in columns else FIELDS[field]


def first(item: Mapping[str, Any], field: str, columns: Columns) -> Any:
    """The value under the first name of a field that the object has and that is not null."""
    return next((item[name] for name in names_of(field, columns) if item.get(name) is not None), None)
