"""Numbers as digits and as words of numbers.tsv: "24", "2,5", "twenty-five", "dua puluh lima", "dua ribu empat"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from saksi.pack import Settings
from saksi.reading.dates.grammar import DIGIT, SPACE, WordClass, any_of, first_key
from saksi.tables import NumberWord

_WORD = re.compile(r"[^\W\d_]+")


def number_class(rows: Iterable[NumberWord], settings: Settings) -> WordClass:
    """The class ``{n}``: digits with the pack's separators, or a run of number words."""
    known = {r.word.lower(): r for r in rows if r.kind in ("cardinal", "multiplier", "joiner")}
    heads = [w for w, r in known.items() if r.kind != "joiner"]
    joiners = [w for w, r in known.items() if r.kind == "joiner"]
    word = any_of(heads)
    joiner = f"(?:{any_of(joiners)}{SPACE})?" if joiners else ""
    thousands, decimal = re.escape(settings.thousands), re.escape(settings.decimal)
    digits = rf"\d{{1,3}}(?:{thousands}\d{{3}})+|\d{{1,4}}(?:{decimal}\d{{1,2}})?"
    regex = rf"{digits}|{word}(?!\w)(?:(?:{SPACE}|-){joiner}{word}(?!\w)){{0,5}}"
    return WordClass("n", regex, frozenset((DIGIT, *(first_key(w) for w in heads))), {w: f"{known[w].value:g}" for w in heads}, {})


def year_class(rows: Iterable[NumberWord]) -> WordClass:
    """The class ``{yearwords}``: "nineteen ninety-seven", "twenty twenty-five", "two thousand four"."""
    values = {r.word.lower(): r.value for r in rows if r.kind in ("cardinal", "multiplier")}

    def of(low: float, high: float) -> list[str]:
        return [w for w, v in values.items() if low <= v <= high and v != 12]

    gap = f"(?:{SPACE}|-)"
    late = f"{any_of(of(15, 20))}{gap}{any_of(of(10, 99))}"
    early = f"{any_of(of(2, 2))}{SPACE}{any_of(of(1000, 1000))}"
    first = frozenset(first_key(w) for w in (*of(15, 20), *of(2, 2)))
    return WordClass("n", f"(?:{late}|{early})(?:{gap}{any_of(of(1, 9))})?", first, {w: f"{v:g}" for w, v in values.items()}, {})


def number_value(text: str, words: Mapping[str, str], settings: Settings) -> float | None:
    """The value of what ``number_class`` matched; None when it is no number after all."""
    if text[:1].isdigit():
        plain = text.replace(settings.thousands, "").replace(settings.decimal, ".")
        try:
            return float(plain)
        except ValueError:
            return None
    whole = words.get(" ".join(text.split()))
    return float(whole) if whole is not None else _of_words(_WORD.findall(text), words)


def _of_words(parts: list[str], words: Mapping[str, str]) -> float | None:
    """Adds up units, multiplies by hundreds, and closes a group at each thousand."""
    total, group, seen = 0.0, 0.0, False
    index = 0
    while index < len(parts):
        pair = " ".join(parts[index : index + 2])
        name, step = (pair, 2) if pair in words and " " in pair else (parts[index], 1)
        index += step
        if name not in words:
            continue
        seen, value = True, float(words[name])
        if value >= 1000:
            total, group = total + (group or 1) * value, 0.0
        elif value in (10.0, 100.0) and 0 < group < value:
            group *= value
        elif 10 <= group < 100 and 10 <= value < 100:  # "nineteen ninety-seven"
            group = group * 100 + value
        else:
            group += value
    return total + group if seen else None
