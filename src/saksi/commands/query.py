"""What commands that choose claims share: filters from the command line."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from typing import Any

from saksi.commands.inputs import tell
from saksi.errors import InputError
from saksi.ledger import SEVERAL, Ledger, Query

PLAIN = ("text", "actor", "recipient", "party", "speaker", "place", "lang", "source", "article", "incident", "since", "until")
NAMED = ("actor", "recipient", "speaker", "place")
COUNTED = ("type", "status", "lang", "source")
MOST = 5000  # values that a mistyped one is compared with


def tell_of_nothing(ledger: Ledger, query: Query) -> None:
    """When no claim fits: says so, and which values no claim has at all, with the nearest that some have."""
    if ledger.count(query, most=1):
        return
    tell("no claim fits")
    there = ledger.facets(fields=COUNTED, most=MOST)
    for field in COUNTED:
        asked = getattr(query, field)
        known = [counted.value for counted in there[field]]
        for value in (asked,) if isinstance(asked, str) else asked:
            _tell_unknown(field, value, known)
    for role in NAMED:
        if name := getattr(query, role):
            _tell_unknown(role, name, [part for row in ledger.names(role, most=MOST) for part in row[:2] if part])


def _tell_unknown(field: str, value: str, known: list[str]) -> None:
    by_key = {name.casefold(): name for name in known}
    key = value.casefold()
    if value and key not in by_key and not any(key.startswith(f"{name} ") for name in by_key):  # RUS GOV
        near = " or ".join(by_key[name] for name in get_close_matches(key, by_key, 3, 0.7))
        tell(f"--{field} {value}: no claim of this ledger has it{f'; did you mean {near}?' if near else ''}")


def query_of(args: argparse.Namespace) -> Query:
    """Raises InputError for a date or dyad that is none."""
    chosen: dict[str, Any] = {name: getattr(args, name) for name in PLAIN if getattr(args, name)}
    chosen |= {name: tuple(getattr(args, name).split(",")) for name in SEVERAL if getattr(args, name)}
    if args.dyad:
        pair = args.dyad.split(",")
        if len(pair) != 2:
            raise InputError(f"--dyad {args.dyad}: two country codes, who acts and on whom: RUS,UKR")
        chosen["dyad"] = (pair[0], pair[1])
    return Query(**chosen)
