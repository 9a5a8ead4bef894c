"""Questions in addresses: ``?dyad=RUS-UKR&type=ASSAULT&since=2024-01`` <-> ``Query``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from saksi.errors import InputError
from saksi.ledger import SEVERAL, Query

# field -> what the form calls it
FIELDS = {
    "text": "words",
    "type": "type",
    "mode": "mode",
    "status": "status",
    "actor": "who",
    "recipient": "to whom",
    "party": "who or to whom",
    "dyad": "pair, as RUS-UKR",
    "speaker": "told by",
    "place": "where",
    "lang": "language",
    "source": "outlet",
    "since": "published since",
    "until": "published until",
    "first_day": "act since",
    "last_day": "act until",
    "alleged": "alleged (yes or no)",
    "event_key": "the same act",
    "incident": "incident",
}
LONGEST = 300


def fields_of(values: Mapping[str, str]) -> dict[str, str]:
    """The fields of a question that are filled in."""
    return {name: values[name].strip()[:LONGEST] for name in FIELDS if values.get(name, "").strip()}


def number(values: Mapping[str, str], name: str, default: int, most: int) -> int:
    """A whole number of an address, at most ``most``. Raises InputError when it is none."""
    text = values.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > 19:
        raise InputError(f"{name} {text[:40]!r} is not a whole number")
    return min(int(text), most)


def asked(values: Mapping[str, str]) -> Query:
    """The query in the fields of an address. Raises InputError that says what a field should look like."""
    found: dict[str, Any] = dict(fields_of(values))
    for name in SEVERAL:
        if name in found:
            found[name] = tuple(part for part in found[name].replace(",", " ").split())
    if "dyad" in found:
        first, dash, second = found["dyad"].upper().partition("-")
        if not dash:
            raise InputError(f"dyad {found['dyad']!r} should be two country codes, as RUS-UKR")
        found["dyad"] = (first, second)
    if "alleged" in found:
        found["alleged"] = found["alleged"].lower() in ("yes", "true", "1")
    return Query(**found)
