"""What an expression says, before anything is known about when it was said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace

from saksi.frozen import record

INTEGERS = ("year", "month", "day", "weekday", "quarter", "half", "decade", "century", "hour", "minute", "shift", "otherwise")
_FIELD = re.compile(r"(\w+)=(\S+)")
_CAPTURE = re.compile(r"(-?)\{(\w+)\}")

Captures = Mapping[str, int | str]


@record(frozen=True, slots=True)
class Parts:
    """The constraints an expression puts on the calendar; an unset field says nothing.

    ``shift`` and ``unit`` make a frame relative to ``base``: "last week" is shift -1, unit W. ``grain``
    overrides the grain of the result ("a week ago" is a day). ``near`` chooses among the many
    Tuesdays and Junes: past, future (both may be the present one), last, next, nearest; with ``?`` a guess.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    hour: int | None = None
    minute: int | None = None
    shift: int | None = None
    otherwise: int | None = None  # added to ``shift`` when ``base`` finds nothing to refer back to
    unit: str = ""
    base: str = ""  # anchor (default) | previous | quarter | quarter,previous | previous,only
    grain: str = ""
    near: str = ""
    season: str = ""
    part: str = ""  # MO MI AF EV NI DT
    ampm: str = ""
    holiday: str = ""
    count: str = ""  # of a duration: "2", "2.5", "X"
    quant: str = ""  # of a set
    ref: str = ""


def from_template(template: str, captures: Captures) -> Parts:
    """Fills ``month={month} near=past``; a field whose capture did not take part stays unset."""
    values: dict[str, int | str] = {}
    for name, source in _FIELD.findall(template):
        value = _filled(source, captures)
        if value is not None:
            values[name] = _integer(value) if name in INTEGERS else str(value)
    return Parts(**values)  # type: ignore[arg-type]


def _filled(source: str, captures: Captures) -> int | str | None:
    capture = _CAPTURE.fullmatch(source)
    if capture is None:
        return source
    value = captures.get(capture[2])
    if value is None or not capture[1]:
        return value
    return -_integer(value)


def _integer(value: int | str) -> int:
    return value if isinstance(value, int) else int(float(value))


def field_names() -> frozenset[str]:
    return frozenset(f.name for f in fields(Parts))


def shape(p: Parts) -> str:
    """The name by which join rules speak of an expression."""
    if p.ref or p.count or p.quant:
        return "other"
    if p.hour is not None:
        return "time" if _dateless(p) else "daytime"
    if p.part:
        return "part" if _dateless(p) else "daypart"
    return _date_shape(p)


def _dateless(p: Parts) -> bool:
    return _date_shape(p) == "other"


def _date_shape(p: Parts) -> str:
    whole = p.year is not None or p.shift is not None
    if p.day is not None or p.holiday:
        return "ymd" if whole else "md"
    if p.weekday is not None:
        return "weekday-in" if whole or p.near else "weekday"
    for name, present in (("month", p.month), ("quarter", p.quarter), ("half", p.half), ("season", p.season or None)):
        if present is not None:
            return f"y-{name}" if whole else name
    if p.shift is not None:
        return {"D": "relday", "W": "week", "WE": "week", "M": "relmonth", "Y": "year"}.get(p.unit, "other")
    return "year" if p.year is not None else "other"


def merged(first: Parts, second: Parts) -> Parts | None:
    """Both sets of constraints together; None when they set the same field differently."""
    values: dict[str, object] = {}
    for f in fields(Parts):
        a, b = getattr(first, f.name), getattr(second, f.name)
        empty = f.default
        if a != empty and b != empty and a != b:
            return None
        if b != empty:
            values[f.name] = b
    return replace(first, **values)  # type: ignore[arg-type]
