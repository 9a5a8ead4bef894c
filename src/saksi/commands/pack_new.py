"""``saksi pack new``."""

from __future__ import annotations

import argparse
from pathlib import Path

from saksi.cli import OK
from saksi.language import language_name
from saksi.pack import lang_root
from saksi.scaffold import TABLES, scaffold


def run(args: argparse.Namespace) -> int:
    root = Path(args.folder) if args.folder else Path(str(lang_root()))
    name = args.name or language_name(args.code)
    folder = scaffold(root, args.code, name)
    then = f"fill them in the order of docs/howto-language.md, then: saksi pack check {args.code}"
    print(f"{folder}: {len(TABLES)} tables without rows; {then}")
    return OK
