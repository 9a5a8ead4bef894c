"""A trace as indented plain text: what was made, because of what, down to the lines of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from saksi.records import Trace

_WHERE = re.compile(r"lang/[\w./-]+:\d+")
_LONGEST_ROW = 90


def explain(trace: Trace, rows: bool = True) -> Iterator[str]:
    """The lines of a trace, children indented. ``rows``: the line of the table that a leaf rests on is quoted below it."""
    yield from _lines(trace, 0, rows)


def _lines(trace: Trace, depth: int, rows: bool) -> Iterator[str]:
    indent = "  " * depth
    yield f"{indent}{trace.rule}{f': {trace.note}' if trace.note else ''}"
    inner = {child.where for child in trace.children}
    for where in _places(trace):
        if where in inner:
            continue  # the child that made the decision quotes it
        row = table_row(where) if rows else ""
        yield f"{indent}    {where}{f'   {row}' if row else ''}"
    for child in trace.children:
        yield from _lines(child, depth + 1, rows)


def _places(trace: Trace) -> list[str]:
    """The table lines that a trace names, its own first, without those its note spells out already."""
    own = [trace.where] if trace.where else []
    return list(dict.fromkeys(own + [w for w in _WHERE.findall(trace.note) if w not in own]))


def table_row(where: str) -> str:
    """The words of ``lang/id/lexicon/events.tsv:12``, shortened; "" when there is no such line."""
    name, _, number = where.rpartition(":")
    lines = _table(name)
    if not number.isdigit() or not 0 < int(number) <= len(lines):
        return ""
    row = " | ".join(cell for cell in lines[int(number) - 1].split("\t") if cell)
    return row if len(row) <= _LONGEST_ROW else row[: _LONGEST_ROW - 1] + "…"


@cache
def _table(name: str) -> tuple[str, ...]:
    path = files("saksi").joinpath(*name.split("/")) if name else None
    if path is None or ".." in name.split("/"):
        return ()
    try:
        return tuple(path.read_text(encoding="utf-8").splitlines())
    except (OSError, ValueError):
        return ()
