"""Runs the examples of rules/dates.toml."""

from __future__ import annotations

from saksi.pack import Pack
from saksi.reading.dates.rules import Example, load_rules
from saksi.reading.dates.scan import find_dates

DEFAULT_ANCHOR = "2024-06-19"  # a Wednesday


def check_dates(pack: Pack) -> tuple[str, ...]:
    """One line ``file:line: what is wrong`` for every example that does not come out as written."""
    rules = load_rules(pack)
    faults = [fault for e in rules.examples if (fault := _fault(e, pack))]
    faults += [fault for e in rules.counters if (fault := _unwanted(e, pack))]
    return tuple(faults)


def _fault(example: Example, pack: Pack) -> str:
    """``KIND value`` or ``value``; several expressions are parted by `` ; ``."""
    text = example.text.replace("[", "").replace("]", "")
    found = find_dates(text, pack, example.anchor or DEFAULT_ANCHOR)
    got = " ; ".join(d.value for d in found)
    spans = [text[d.span.start : d.span.end] for d in found]
    drawn = _drawn(example.text)
    if got != example.value:
        return f"{example.where}: {example.text!r} gives {got or 'nothing'!r}, not {example.value!r}"
    if drawn and spans != drawn:
        return f"{example.where}: {example.text!r} finds {spans}"
    return ""


def _drawn(text: str) -> list[str]:
    return [piece.partition("]")[0] for piece in text.split("[")[1:]]


def _unwanted(example: Example, pack: Pack) -> str:
    found = [d for d in find_dates(example.text, pack, example.anchor or DEFAULT_ANCHOR) if d.kind in ("DATE", "TIME")]
    return f"{example.where}: {example.text!r} should hold no date, but {found[0].value!r} was found" if found else ""
