"""From what an expression says and when it was said to a TIMEX3 value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from saksi.frozen import record
from saksi.reading.dates.moment import (
    GRAINS,
    SEASON_START,
    Moment,
    OutOfRange,
    make,
    nearest,
    nth_weekday,
    shift,
    weekday_in_week,
    weekday_near,
)
from saksi.reading.dates.parts import Parts

NO_ANCHOR = "relative, and the article has no date"
NO_MENTION = "refers back to a time that was not found"
NO_SUCH = "no such day in the calendar"
MOVABLE = "a feast whose day moves from year to year"
NEAR = "of several possible the nearest "  # how a reason begins when ``re_anchor`` may choose again
SOON = 91  # days: a date without a year lies further ahead only when the words say so
GUESS = 270  # days: further ahead is not believed of a guess


@record(frozen=True, slots=True)
class Resolved:
    """``moment`` is None when nothing of the calendar was resolved ("recently", "two years")."""

    value: str
    precision: str = ""
    reason: str = ""
    moment: Moment | None = None


@record(frozen=True, slots=True)
class Context:
    """The article's day, and the last moments mentioned before the expression."""

    anchor: date | None
    mentioned: tuple[Moment, ...] = ()  # latest first
    quarter: Moment | None = None  # the last quarter of a year that was named


def resolve(p: Parts, kind: str, context: Context) -> Resolved:
    """The value of an expression, or "" with the reason why there is none."""
    if p.ref:
        return Resolved(p.ref)
    if kind in ("DURATION", "SET"):
        return Resolved(_duration(p))
    if p.hour is not None and _dateless(p):
        p = replace(p, shift=0, unit="D", base="previous")
    if p.part and _dateless(p):
        p = replace(p, shift=0, unit="D")
    try:
        found = _moment(p, context)
        return _timed(found, p) if found.moment and found.moment.grain == "D" else found
    except OutOfRange:
        return Resolved("", reason=NO_SUCH)


def _dateless(p: Parts) -> bool:
    return all(v is None for v in (p.year, p.month, p.day, p.weekday, p.shift)) and not p.holiday


def _duration(p: Parts) -> str:
    time, letter = {"H": ("T", "H"), "TM": ("T", "M"), "TS": ("T", "S")}.get(p.unit, ("", p.unit))
    if p.weekday:
        return f"XXXX-WXX-{p.weekday}"
    if p.month:
        return f"XXXX-{p.month:02d}"
    return f"P{time}{p.count or '1'}{letter}"


def _moment(p: Parts, context: Context) -> Resolved:
    if p.shift is not None:
        return _framed(p, context)
    if p.year is not None:
        return _in_year(p, p.year)
    if p.decade is not None or p.century is not None:
        return _decade(p)
    return _open(p, context)


def _made(moment: Moment, reason: str = "") -> Resolved:
    return Resolved(moment.value(), "season" if moment.grain == "SEASON" else GRAINS[moment.grain], reason, moment)


def _framed(p: Parts, context: Context) -> Resolved:
    """Relative to the anchor or to what was mentioned: "last week", "Friday last week", "June last year"."""
    mention = _mention(p, context)
    if mention is None and p.base.endswith("only"):
        return Resolved("", reason=NO_MENTION)
    if mention is None and context.anchor is None:
        return Resolved("", reason=NO_ANCHOR)
    base = mention or Moment(context.anchor or date.min, "D")
    if p.unit in ("H", "TM", "TS"):
        return Resolved(base.day.isoformat(), "day", "hours are not counted", Moment(base.day, "D"))
    moved = shift(base.day, (p.shift or 0) + (0 if mention else p.otherwise or 0), p.unit)
    if p.unit == "Y" and _finer(p):
        return _in_year(p, moved.year)
    if p.unit == "M" and p.day is not None:
        return _made(Moment(make(moved.year, moved.month, p.day), "D"))
    if p.weekday is not None:
        return _made(Moment(weekday_in_week(moved, p.weekday) if p.unit == "W" else moved, "D"))
    if p.unit == "WE":
        return _weekend(p, moved)
    return _made(Moment(moved, _grain(p, mention), base.season))


def _grain(p: Parts, mention: Moment | None) -> str:
    """``same/M``: as fine as the moment referred back to, a month when there is none."""
    same, _, fallback = p.grain.partition("/")
    if same == "same":
        return mention.grain if mention else fallback or p.unit
    return same or p.unit


def _weekend(p: Parts, day: date) -> Resolved:
    """A weekend that is over, or its Saturday when the rule wants a day."""
    if p.near == "past" and day.isoweekday() < 6:
        day = shift(day, -1, "W")
    return _made(Moment(weekday_in_week(day, 6), "D" if p.grain == "D" else "WE"))


def _finer(p: Parts) -> bool:
    return any(v is not None for v in (p.month, p.quarter, p.half)) or bool(p.season or p.holiday)


_WANTED = {"D": ("D",), "W": ("D", "W"), "M": ("D", "M"), "Q": ("Q",), "Y": ("D", "M", "Q", "HY", "Y", "SEASON"), "WE": ("D", "W")}


def _mention(p: Parts, context: Context) -> Moment | None:
    """The moment referred back to: the last one fine enough for ``base=previous``, the quarter a report is about
    for ``base=quarter``; ``quarter,previous`` tries both, ``previous,only`` never the article's day."""
    for base in p.base.split(","):
        if base == "quarter" and context.quarter is not None:
            return context.quarter
        if base == "previous":
            found = next((m for m in context.mentioned if m.grain in _WANTED.get(p.unit, ("D",))), None)
            if found is not None:
                return found
    return None


def _in_year(p: Parts, year: int) -> Resolved:
    """The year is known: a day, month, quarter, half, season of it, or the whole."""
    if p.holiday:
        day = _feast(p.holiday, year)
        return _made(Moment(day, "D")) if day else Resolved(f"{year:04d}", "year", MOVABLE, Moment(make(year), "Y"))
    if p.month is not None and p.day is not None:
        return _made(Moment(_day_as_named(p, year, p.month, p.day), "D"))
    if p.month is not None:
        return _made(Moment(make(year, p.month), "M"))
    if p.quarter is not None:
        return _made(Moment(make(year, _inside(p.quarter, 4) * 3 - 2), "Q"))
    if p.half is not None:
        return _made(Moment(make(year, _inside(p.half, 2) * 6 - 5), "HY"))
    if p.season:
        return _made(Moment(make(year, SEASON_START[p.season]), "SEASON", p.season))
    return _made(Moment(make(year), "Y"))


def _day_as_named(p: Parts, year: int, month: int, day: int) -> date:
    """The day; "Wednesday (5/11/2025)" is 5 November because 11 May was no Wednesday."""
    if p.weekday and day <= 12:
        swapped = make(year, day, month)
        if make(year, month, day).isoweekday() != p.weekday == swapped.isoweekday():
            return swapped
    return make(year, month, day)


def _inside(number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise OutOfRange(str(number))
    return number


def _decade(p: Parts) -> Resolved:
    if p.decade is not None:  # 1990, 90 or 9
        year = p.decade if p.decade >= 1000 else 1900 + (p.decade * 10 if p.decade < 10 else p.decade)
        return _made(Moment(make(year), "DE"))
    return _made(Moment(make(max((p.century or 1) - 1, 0) * 100 or 1), "CE"))


def _open(p: Parts, context: Context) -> Resolved:
    """No year is said: the choice among many."""
    if context.anchor is None:
        return _without_anchor(p)
    anchor = context.anchor
    if p.weekday is not None and p.month is None and p.day is None:
        near, sure = _near(p, "past")
        day = weekday_near(anchor, p.weekday, near)
        return _made(Moment(day, "D"), "" if sure else _choice("weekday", day == anchor))
    if p.holiday and _feast(p.holiday, anchor.year) is None:
        return Resolved("", reason=MOVABLE)
    if p.month is None and p.day is not None:
        return _day_of_month(p, p.day, anchor)
    if p.month is not None or p.holiday:
        if p.day is None and not p.holiday:
            return _repeated(p, anchor, "month", "past")
        return _repeated(p, anchor, "date", "nearest")
    for name, value in (("quarter", p.quarter), ("half", p.half), ("season", p.season or None)):
        if value is not None:
            return _repeated(p, anchor, name, "past")
    return Resolved("", reason="nothing to resolve")


def _day_of_month(p: Parts, day: int, anchor: date) -> Resolved:
    """The 19th: of this month or, when that is not over, the one before."""
    month = anchor if day <= anchor.day else shift(anchor, -1, "M")
    return _made(Moment(make(month.year, month.month, day), "D"), _choice("date", False))


def _choice(what: str, own: bool) -> str:
    return f"{NEAR}{what}, the article's own day" if own else NEAR + what


def _near(p: Parts, default: str) -> tuple[str, bool]:
    """Which of many, and whether the words say so: ``future?`` is a guess from the words before."""
    return p.near.rstrip("?") or default, bool(p.near) and not p.near.endswith("?")


def _repeated(p: Parts, anchor: date, what: str, default: str) -> Resolved:
    """The occurrence in the years around the anchor's that is asked for; eight years hold a 29 February."""
    near, sure = _near(p, default)
    found = [r for year in (-4, -3, -2, -1, 0, 1, 2, 3, 4) if (r := _try_year(p, anchor.year + year)) and r.moment]
    days = [r.moment.day for r in found if r.moment]
    if not days:
        return Resolved("", reason=NO_SUCH)
    own = _start(anchor, what)
    past = [d for d in days if d < own or (d == own and near not in ("last", "next"))] or days[:1]
    future = [d for d in days if d > own or (d == own and near not in ("last", "next"))] or days[-1:]
    if near == "nearest" and not p.holiday and (nearest(days, anchor) - anchor).days > SOON:
        near = "past"
    if near == "future" and not sure and (future[0] - anchor).days > GUESS:
        near = "past"
    day = nearest(days, anchor) if near == "nearest" else future[0] if near in ("future", "next") else past[-1]
    chosen = next(r for r in found if r.moment and r.moment.day == day)
    return replace(chosen, reason="" if sure else _choice(what, day == own))


def _start(anchor: date, what: str) -> date:
    """The first day of the anchor's own month, quarter, half or season."""
    length = {"month": 1, "quarter": 3, "half": 6, "season": 3}.get(what)
    if length is None:
        return anchor
    if what == "season":
        return make(anchor.year - (anchor.month < 3), (anchor.month % 12 // 3 * 3) or 12)
    return make(anchor.year, (anchor.month - 1) // length * length + 1)


def _try_year(p: Parts, year: int) -> Resolved | None:
    try:
        return _in_year(p, year)
    except OutOfRange:
        return None


def _without_anchor(p: Parts) -> Resolved:
    """A month without a year keeps what is known, as TIMEX3 writes it."""
    if p.month is not None:
        return Resolved(
            f"XXXX-{p.month:02d}" + (f"-{p.day:02d}" if p.day else ""),
            "day" if p.day else "month",
            "no year is said and the article has no date",
        )
    return Resolved("", reason=NO_ANCHOR)


def _feast(code: str, year: int) -> date | None:
    """``12-25`` a fixed day, ``11/4/4`` the fourth Thursday of November, anything else moves."""
    numbers = [int(x) for x in code.replace("/", "-").split("-") if x.isdigit()]
    if len(numbers) == 2:
        return make(year, numbers[0], numbers[1])
    if len(numbers) == 3:
        return nth_weekday(year, numbers[0], numbers[1], numbers[2])
    return None


def _timed(found: Resolved, p: Parts) -> Resolved:
    """Adds the hour or the part of the day to a day."""
    if p.hour is not None:
        return replace(found, value=f"{found.value}T{_hour(p):02d}:{p.minute or 0:02d}", precision="time")
    if p.part:
        return replace(found, value=f"{found.value}T{p.part}", precision="time")
    return found


def _hour(p: Parts) -> int:
    hour = p.hour or 0
    afternoon = p.ampm == "pm" or (not p.ampm and p.part in ("AF", "EV", "NI") and hour >= 1)
    if p.ampm == "am" or p.part == "MO":
        return hour % 12 if hour == 12 else hour
    return hour + 12 if afternoon and hour < 12 else hour
