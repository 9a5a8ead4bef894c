"""Choosing again among the many Tuesdays, once the pipeline knows the tense of the clause."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from saksi.reading.dates.moment import OutOfRange, parse_iso, shift
from saksi.reading.dates.resolve import NEAR
from saksi.records import TimeExpression

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"\d{4}-\d{2}")
FAR = 330  # days: "14 June" in a paper of 16 June is two days ago, not next year
SOON = 60  # days
_YEAR = re.compile(r"\d{4}")


def re_anchor(expression: TimeExpression, anchor: str, future: bool) -> TimeExpression:
    """The same expression read in a clause that looks forward (or back).

    Only bare weekdays, days, months, quarters and seasons move; "last week", "19 June 2024" and
    an expression without an article date come back as they are. The article's own day and month stay:
    "will meet on Wednesday" in Wednesday's paper can be today.
    """
    if not expression.reason.startswith(NEAR) or not expression.value:
        return expression
    unit = "W" if expression.reason.startswith(NEAR + "weekday") else "Y"
    own = anchor[: len(_head(expression.value))]
    if not own or expression.reason.endswith("own day"):
        return expression
    value = expression.value
    try:
        while future and _head(value) < anchor[: len(_head(value))]:
            value = _moved(value, 1, unit)
        if future and unit == "Y" and _days(value, anchor) > FAR:
            return expression
        while not future and _head(value) > anchor[: len(_head(value))]:
            value = _moved(value, -1, unit)
    except OutOfRange:
        return expression
    return expression if value == expression.value else replace(expression, value=value)


def named_nearest(expression: TimeExpression, anchor: str) -> TimeExpression:
    """The date in a name ("the March 18 summit") is the next one when that is near: the tense around it tells nothing of it."""
    moved = re_anchor(expression, anchor, future=True)
    return moved if 0 <= _days(moved.value, anchor) <= SOON else expression


def lies_ahead(expression: TimeExpression, anchor: str) -> bool:
    """Whether a time is behind the article's date: "next week", "3 July" in a paper of June; a bare weekday tells nothing."""
    week = _WEEK.match(expression.value)
    own = parse_iso(anchor)
    if not own or expression.reason.startswith(NEAR + "weekday"):
        return False
    if week:
        return (int(week[1]), int(week[2])) > own.isocalendar()[:2]
    named = _head(expression.value)
    return bool(named[:1].isdigit()) and named > anchor[: len(named)]


def _head(value: str) -> str:
    """The part of a value that compares with an ISO date."""
    found = _DAY.match(value) or _MONTH.match(value) or _YEAR.match(value)
    return found[0] if found else value


def _days(value: str, anchor: str) -> int:
    """Days from the anchor to the start of what the value names; 0 when that is not a day or a month."""
    day, own = parse_iso((_head(value) + "-01")[:10]), parse_iso(anchor)
    return (day - own).days if day and own else 0


def _moved(value: str, count: int, unit: str) -> str:
    if unit == "W":
        return shift(date.fromisoformat(value[:10]), count, "W").isoformat() + value[10:]
    year = int(value[:4]) + count
    return f"{year:04d}{value[4:]}"
