"""Calendar arithmetic without words: a moment is a day and the grain it is known to."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from saksi.frozen import record

GRAINS = {
    "D": "day",
    "WE": "week",
    "W": "week",
    "M": "month",
    "Q": "quarter",
    "HY": "half",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
    "H": "time",
    "TM": "time",
    "TS": "time",
}
MONTHS = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "CE": 1200}
SEASON_START = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}


class OutOfRange(ValueError):
    """No such day, or a year that no calendar has."""


@record(frozen=True, slots=True)
class Moment:
    """``day`` is any day inside the stretch, ``grain`` one of the units D WE W M Q HY Y DE CE or SEASON."""

    day: date
    grain: str
    season: str = ""

    def value(self) -> str:
        """The TIMEX3 value."""
        d, year = self.day, f"{self.day.year:04d}"
        iso = d.isocalendar()
        return {
            "D": d.isoformat(),
            "W": f"{iso.year:04d}-W{iso.week:02d}",
            "WE": f"{iso.year:04d}-W{iso.week:02d}-WE",
            "M": year + f"-{d.month:02d}",
            "Q": year + f"-Q{(d.month + 2) // 3}",
            "HY": year + f"-H{(d.month + 5) // 6}",
            "Y": year,
            "DE": year[:3],
            "CE": year[:2],
            "SEASON": f"{year}-{self.season}",
        }[self.grain]

    def shifted(self, count: int, unit: str) -> Moment:
        """Moved by whole units, the grain kept."""
        return replace(self, day=shift(self.day, count, unit))


def shift(day: date, count: int, unit: str) -> date:
    """``day`` moved by ``count`` units; the last of a month stays inside its month."""
    try:
        if unit in ("D", "W", "WE"):
            return day + timedelta(days=count * (1 if unit == "D" else 7))
        months = day.year * 12 + day.month - 1 + count * MONTHS[unit]
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError, KeyError) as error:
        raise OutOfRange(str(error)) from None


def make(year: int, month: int = 1, day: int = 1) -> date:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise OutOfRange(str(error)) from None


def parse_iso(text: str) -> date | None:
    """The day at the start of an ISO date or time; None when there is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def weekday_in_week(day: date, weekday: int) -> date:
    """The weekday (1 = Monday) of the ISO week that holds ``day``."""
    return shift(day, weekday - day.isoweekday(), "D")


def weekday_near(day: date, weekday: int, near: str) -> date:
    """``past`` and ``future`` include the day itself, ``last`` and ``next`` do not."""
    back = (day.isoweekday() - weekday) % 7
    if near == "last":
        return shift(day, -(back or 7), "D")
    if near == "next":
        return shift(day, 7 - back, "D")
    if near == "future":
        return shift(day, (7 - back) % 7, "D")
    return shift(day, -back, "D")


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The ``nth`` weekday of a month, as movable feasts are fixed."""
    first = make(year, month)
    return shift(first, (weekday - first.isoweekday()) % 7 + 7 * (nth - 1), "D")


def nearest(candidates: list[date], day: date) -> date:
    """The candidate closest in time; of two equally close the earlier."""
    return min(candidates, key=lambda c: (abs((c - day).days), c))
