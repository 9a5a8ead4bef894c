"""What commands that choose claims share: filters from the command line."""

from __future__ import annotations

import argparse
from typing import Any

from saksi.errors import InputError
from saksi.ledger import Query

SEVERAL = ("type", "mode", "status")
PLAIN = ("text", "actor", "recipient", "party", "speaker", "place", "lang", "source", "article", "incident", "since", "until")


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
