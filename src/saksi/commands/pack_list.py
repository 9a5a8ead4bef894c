"""``saksi pack list``."""

from __future__ import annotations

import argparse

from saksi.cli import FAILED, OK
from saksi.commands.inputs import tell
from saksi.errors import PackError
from saksi.pack import Pack, load_pack, pack_codes, pack_file
from saksi.reading.syntax import WEIGHTS


def run(args: argparse.Namespace) -> int:
    code = OK
    for name in pack_codes():
        try:
            print(describe(load_pack(name)))
        except PackError as error:
            tell(error)
            code = FAILED
    return code


def describe(pack: Pack) -> str:
    """``id  Indonesian  8,412 rows in 14 tables, syntax: trained``."""
    rows = sum(map(len, pack.tables.values()))
    parent = f" on top of {pack.settings.parent}" if pack.settings.parent else ""
    return f"{pack.code:3} {pack.settings.name:12} {rows:6,} rows in {len(pack.tables)} tables{parent}; syntax: {syntax_kind(pack)}"


def syntax_kind(pack: Pack) -> str:
    """Which syntax reader the pack has; without weights the rules read, less well."""
    if found := pack_file(pack, WEIGHTS):
        owner = found[1]
        return "trained" if owner is pack else f"trained, of {owner.code}"
    return f"rules (no {WEIGHTS}; `saksi train` makes it)"
