"""Claims as CSV and TSV that read back equal: quoted as RFC 4180 has it, parties and lists as JSON in their cell.

A cell may hold tabs, line ends and quotes; programs that split lines by themselves want ``saksi read --format tsv`` instead.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any, TextIO

from saksi.errors import InputError
from saksi.ledger.rows import Party, StoredClaim
from saksi.records import Span

DELIMITERS = {"csv": ",", "tsv": "\t"}
_NUMBERS = frozenset({"number", "version", "event"})
_MEASURES = frozenset({"confidence", "lat", "lon"})
_FLAGS = frozenset({"current", "alleged"})
_LISTS = frozenset({"contexts", "chain"})
_PARTIES = frozenset({"actors", "recipients"})
_SPANS = frozenset({"trigger", "span"})
COLUMNS = tuple(field.name for field in fields(StoredClaim))


def write(claims: Iterable[StoredClaim], out: TextIO, delimiter: str) -> int:
    """Writes a header and a row a claim; gives the number of claims. ``out`` is opened with ``newline=""``."""
    rows = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    total = 0
    for claim in claims:
        total += 1
        rows.writerow([_cell(getattr(claim, name)) for name in COLUMNS])
    return total


def read(stream: TextIO, delimiter: str) -> Iterator[StoredClaim]:
    """The claims that ``write`` wrote; ``stream`` is opened with ``newline=""``. Raises InputError for another table."""
    csv.field_size_limit(1 << 27)
    rows = csv.reader(stream, delimiter=delimiter)
    if tuple(next(rows, ())) != COLUMNS:
        raise InputError(f"is not a table of claims: its first line is not {delimiter.join(COLUMNS[:4])} ...")
    for number, row in enumerate(rows, 2):
        if len(row) != len(COLUMNS):
            raise InputError(f"row {number} has {len(row)} cells, not {len(COLUMNS)}")
        yield StoredClaim(*(_value(name, cell) for name, cell in zip(COLUMNS, row, strict=True)))


def _cell(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else str(value)


def _value(name: str, cell: str) -> Any:
    if name in _NUMBERS:
        return int(cell)
    if name in _MEASURES:
        return float(cell) if cell else None
    if name in _FLAGS:
        return cell == "true"
    if name in _LISTS:
        return tuple(json.loads(cell))
    if name in _PARTIES:
        return tuple(Party(*item) for item in json.loads(cell))
    return Span(*json.loads(cell)) if name in _SPANS else cell
