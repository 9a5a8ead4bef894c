"""Dates as feeds, pages and tables write them, to ISO 8601.

Libraries read a zone they do not know as UTC ("14:05 WIB" is then seven hours wrong) and give up on weekdays of other languages. Here
the names of months come from the language packs, those of zones from ``world/zones.tsv``, and weekdays are not needed. A zone that is
not in the table, or that several countries use for different times, is left out: the time stands without one. A date that can be
read in two ways (05/06/2024) is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

from saksi.pack import lang_root, pack_codes
from saksi.tables import CalendarWord, Row, read_table

_ISO = re.compile(
    r"(?P<day>\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\d))"
    r"(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s?(?P<zone>[Zz]|[+-]\d{2}(?::?\d{2})?|[A-Za-z]{2,5}\b)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?|(\d{4})/(\d{1,2})/(\d{1,2})")
_NUMERIC = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_WORDS = re.compile(r"[^\W\d_]+")
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?([^\W\d_]+)[\s.,-]+(\d{4}|\d{2})\b")
_MONTH_DAY = re.compile(r"\b([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s+[A-Z]{2,5})?)?,?\s+(\d{4})\b")
_TIME = re.compile(r"(?<![\d.])([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.]([0-5]\d)(?:\.\d+)?)?(?![\d/])\s*([aApP]\.?[mM]\b\.?)?")
_ZONE = re.compile(r"\s*\(?(?:(?:GMT|UTC)\s*)?([+-]\d{1,2})(?::?([0-5]\d))?\b|\s*\(?([A-Za-z]{1,5})\b")
_LONGEST = 100  # characters; what is longer is no date


@dataclass(frozen=True, slots=True)
class ZoneRow(Row):
    """zones.tsv: an abbreviation and its distance from UTC in hours and minutes."""

    name: str
    offset: str
    note: str = ""


def iso_date(value: str) -> str:
    """``value`` as an ISO date or date and time, with its zone if it has one that is known; "" if it is no date.

    Reads ISO 8601, ``20240619``, ``2024/06/19``, the dates of mail and feeds, and those that people read: "Rab, 19 Jun 2024
    14:05 WIB", "June 19, 2024, 2:05 p.m.".
    """
    text = " ".join(value[:_LONGEST].split())
    if match := _COMPACT.fullmatch(text):
        parts = [int(part) for part in match.groups() if part]
        return _day(*parts)
    if match := _ISO.match(text):
        return _iso(match)
    for found in (_DAY_MONTH.search(text), _MONTH_DAY.search(text)):
        if found and (day := _named(found)):
            return day + _time(text, found)
    if match := _NUMERIC.search(text):
        day = _numeric(*map(int, match.groups()))
        return day and day + _time(text, match)
    return ""


def date_of_timestamp(seconds: float) -> str:
    """ISO date and time of a Unix time in seconds or milliseconds; "" when out of range."""
    try:
        return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def in_utc(value: str) -> str:
    """An ISO date and time with a zone as the same moment in UTC, to compare and sort by; anything else unchanged."""
    try:
        moment = datetime.fromisoformat(value)
        return value if moment.tzinfo is None else moment.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return value


def _iso(match: re.Match[str]) -> str:
    day, time, zone = match["day"], match["time"], match["zone"] or ""
    if not _is_day(day):
        return ""
    if zone and zone[0] not in "+-Zz":
        zone = _zones().get(zone.upper(), "")
    return f"{day}T{time.replace(',', '.')}{zone.upper()}" if time else day


def _named(match: re.Match[str]) -> str:
    first, second, year = match.groups()
    day, word = (first, second) if first.isdigit() else (second, first)
    month = _months().get(word.lower(), 0)
    full = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)
    return _day(full, month, int(day)) if month else ""


def _numeric(first: int, second: int, year: int) -> str:
    """Only where one of the numbers cannot be a month, or both are the same."""
    if first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else ""


def _time(text: str, day: re.Match[str]) -> str:
    """The time beside a day, as it is written behind one in ISO; "" when there is none."""
    blank = text[: day.start()] + " " * (day.end() - day.start()) + text[day.end() :]
    inner = _TIME.search(day[0])  # "Wed Jun 19 14:05:00 2024"
    match = _TIME.search(blank) or (inner if inner and ":" in inner[0] else None)
    if not match:
        return ""
    hour = int(match[1])
    if half := (match[4] or "").lower()[:1]:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02}:{match[2]}:{match[3] or '00'}{_zone((day[0] if match is inner else blank)[match.end() :])}"


def _zone(behind: str) -> str:
    match = _ZONE.match(behind)
    if not match:
        return ""
    if match[3]:
        return _zones().get(match[3].upper(), "")
    hours = int(match[1])
    return f"{'-' if match[1][0] == '-' else '+'}{abs(hours):02}:{match[2] or '00'}" if abs(hours) <= 14 else ""


def _day(year: int, month: int, day: int) -> str:
    try:
        return datetime(year, month, day).date().isoformat()
    except ValueError:
        return ""


def _is_day(day: str) -> bool:
    try:
        datetime.fromisoformat((day + "-01-01")[:10])
    except ValueError:
        return False
    return True


@cache
def _months() -> Mapping[str, int]:
    """The names of months and their abbreviations in all packs."""
    tables = [(lang_root() / code / "lexicon" / "calendar.tsv", f"lang/{code}/lexicon/calendar.tsv") for code in pack_codes()]
    rows = (row for path, label in tables if path.is_file() for row in read_table(path, CalendarWord, label))
    return {row.word.lower(): int(row.value) for row in rows if row.kind.endswith("month") and row.value.isdigit()}


@cache
def _zones() -> Mapping[str, str]:
    return {row.name: row.offset for row in read_table(files("saksi") / "world" / "zones.tsv", ZoneRow, "world/zones.tsv")}
