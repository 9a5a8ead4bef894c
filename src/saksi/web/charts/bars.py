"""Bars by month: stacked by status, or two sides of a line for cooperation and conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from saksi.ledger import Month
from saksi.records import STATUSES

CONFLICT = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 960, 260, 48, 30, 10
MOST_MONTHS = 120  # columns that can be told apart
WIDEST = 42
FAR = 100  # one claim in so many may lie outside at either end


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle in the chart's units; ``kind`` chooses its colour, ``says`` is what it means in words."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    says: str


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with their axes, and the same numbers as a table."""

    bars: tuple[Bar, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    zero: float
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    left_out: int  # claims without a month, or far away from all others

    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT


def by_status(months: Iterable[Month]) -> Chart:
    """Claims a month, stacked by status."""
    table, lost = _table((m.month, m.status, m.n) for m in months)
    top = max((sum(row.values()) for row in table.values()), default=1)
    return _chart(table, STATUSES, (), top, 0, lost)


def by_side(months: Iterable[Month]) -> Chart:
    """Claims a month that did or do happen: cooperation above the line, conflict below."""
    real = ((m.month, _side(m.type), m.n) for m in months if m.status in ("happened", "ongoing") and _side(m.type))
    table, lost = _table(real)
    top = max((row["cooperation"] for row in table.values()), default=1)
    deep = max((row["conflict"] for row in table.values()), default=0)
    return _chart(table, ("cooperation",), ("conflict",), max(top, 1), deep, lost)


def _side(kind: str) -> str:
    return "conflict" if kind in CONFLICT else "cooperation" if kind in COOPERATION else ""


def _table(cells: Iterable[tuple[str, str, int]]) -> tuple[dict[str, Counter[str]], int]:
    """month -> column -> claims for the newest months, gaps included; and how many fall outside."""
    found: dict[str, Counter[str]] = {}
    lost = 0
    for month, column, n in cells:
        if len(month) == 7:
            found.setdefault(month, Counter())[column] += n
        else:
            lost += n
    if not found:
        return {}, lost
    span = _months(*_bulk(found))
    lost += sum(sum(row.values()) for month, row in found.items() if not span[0] <= month <= span[-1])
    return {month: found.get(month, Counter()) for month in span}, lost


def _bulk(found: Mapping[str, Counter[str]]) -> tuple[str, str]:
    """First and last month, without the few claims far away from all others."""
    spare = sum(sum(row.values()) for row in found.values()) // FAR
    ends = []
    for months in (sorted(found), sorted(found, reverse=True)):
        passed = 0
        for month in months:
            passed += sum(found[month].values())
            if passed > spare:
                ends.append(month)
                break
    return ends[0], ends[1]


def _months(first: str, last: str) -> list[str]:
    """Every month between two, the newest ``MOST_MONTHS``."""
    end = int(last[:4]) * 12 + int(last[5:]) - 1
    start = max(int(first[:4]) * 12 + int(first[5:]) - 1, end - MOST_MONTHS + 1)
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(start, end + 1)]


def _chart(table: Mapping[str, Counter[str]], above: Sequence[str], below: Sequence[str], top: int, deep: int, lost: int) -> Chart:
    room = HEIGHT - TOP - BOTTOM
    unit = room / max(top + deep, 1)
    zero = TOP + top * unit
    step = (WIDTH - LEFT) / max(len(table), 1)
    width = min(step * 0.8, WIDEST)
    bars: list[Bar] = []
    for i, (month, row) in enumerate(table.items()):
        x, y = LEFT + i * step, zero
        for kind in above:
            if row[kind]:
                y -= row[kind] * unit
                bars.append(
                    Bar(round(x, 1), round(y, 1), round(width, 1), round(row[kind] * unit, 1), kind, f"{month}: {row[kind]} {kind}")
                )
        for kind in below:
            if row[kind]:
                bars.append(
                    Bar(round(x, 1), round(zero, 1), round(width, 1), round(row[kind] * unit, 1), kind, f"{month}: {row[kind]} {kind}")
                )
    columns = (*above, *below)
    rows = tuple((month, tuple(row[c] for c in columns)) for month, row in table.items() if sum(row.values()))
    return Chart(tuple(bars), tuple(_across(list(table), step)), tuple(_up(top, deep, unit, zero)), round(zero, 1), columns, rows, lost)


def _across(months: Sequence[str], step: float) -> Iterable[Tick]:
    """A label every so many months, so that they do not touch."""
    every = next(n for n in (1, 2, 3, 6, 12, 24, 1000) if n * step >= 56)
    for i, month in enumerate(months):
        if i % every == 0:
            yield Tick(round(LEFT + i * step, 1), month)


def _up(top: int, deep: int, unit: float, zero: float) -> Iterable[Tick]:
    size = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10**4, 10**5, 10**9) if (top + deep) / n <= 6)
    for value in range(-(deep // size) * size, top + 1, size):
        yield Tick(round(zero - value * unit, 1), f"{abs(value):,}")
