"""Days of the calendar: the order of the ledger, and the days that a TIMEX3 value covers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

SHIFT = 24  # bits of the running number below the day in claim.number
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d{2})|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|AU|WI)"
    r"|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?(?:T.*)?"
)
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}


def now() -> str:
    """UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_day(text: str) -> str:
    """The ISO day of a date or the first day of a shorter prefix; "" when it is none."""
    days = days_of(text[:10])
    return days[0] if days else ""


def number_of(day: str) -> int:
    """The smallest claim number of a day; 0 for ""."""
    return date.fromisoformat(day).toordinal() << SHIFT if day else 0


def day_of(number: int) -> str:
    """The day of a claim number; "" when none was known."""
    return date.fromordinal(number >> SHIFT).isoformat() if number >> SHIFT else ""


def next_day(day: str) -> str:
    return shifted(day, 1)


def shifted(day: str, days: int) -> str:
    """The day so many days later; the last one that the calendar has when there is none."""
    try:
        return (date.fromisoformat(day) + timedelta(days)).isoformat()
    except OverflowError:
        return date.max.isoformat() if days > 0 else date.min.isoformat()


def days_of(value: str) -> tuple[str, str] | None:
    """First and last day that a TIMEX3 value covers; None for durations, references and what is no date."""
    match = _VALUE.fullmatch(value)
    if not match:
        return None
    try:
        first, last = _range(match)
    except (ValueError, OverflowError):
        return None
    return first.isoformat(), last.isoformat()


def _range(match: re.Match[str]) -> tuple[date, date]:
    year = int(match["year"])
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return monday, monday + timedelta(6)
    if match["month"]:
        return _months(year, int(match["month"]), 1)
    if match["quarter"]:
        return _months(year, 3 * int(match["quarter"]) - 2, 3)
    if match["half"]:
        return _months(year, 6 * int(match["half"]) - 5, 6)
    if match["season"]:
        return _months(year, _SEASONS[match["season"]], 3)
    return date(year, 1, 1), date(year, 12, 31)


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    end_year, end = year + (first + count - 2) // 12, (first + count - 2) % 12 + 1
    return date(year, first, 1), date(end_year, end, monthrange(end_year, end)[1])
