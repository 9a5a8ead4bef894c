"""The article's date, read from a caption, a dateline or the text when no metadata has it."""

from __future__ import annotations

import re

from saksi.pack import Pack
from saksi.reading.dates.scan import find_dates

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
EARLIEST = "1900"


def date_from_text(text: str, pack: Pack) -> str:
    """ISO day of the first date that has day, month and year: "(19/6/2024)", "19 Juni 2024"; "" when there is none."""
    for found in find_dates(text, pack, ""):
        if found.kind in ("DATE", "TIME") and _DAY.match(found.value) and found.value >= EARLIEST:
            return found.value[:10]
    return ""
