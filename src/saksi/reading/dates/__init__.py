"""Time expressions with TIMEX3 values. The engine knows the calendar; every word stands in the pack
(lexicon/calendar.tsv, lexicon/numbers.tsv, rules/dates.toml)."""

from saksi.reading.dates.acts import date_of_act, names_act
from saksi.reading.dates.again import lies_ahead, named_nearest, re_anchor
from saksi.reading.dates.check import check_dates
from saksi.reading.dates.scan import find_dates
from saksi.reading.dates.text import date_from_text

__all__ = ["check_dates", "date_from_text", "date_of_act", "find_dates", "lies_ahead", "named_nearest", "names_act", "re_anchor"]
