"""``saksi completion SHELL``: a script for the shell, made from the parser of the command line by shtab."""

from __future__ import annotations

import argparse

from saksi.cli import OK, build_parser
from saksi.errors import MissingExtra


def run(args: argparse.Namespace) -> int:
    """Raises MissingExtra when shtab is not installed."""
    try:
        import shtab
    except ImportError:
        raise MissingExtra("saksi completion needs shtab: pip install 'saksi[completion]'") from None
    print(shtab.complete(build_parser(), args.shell))
    return OK
