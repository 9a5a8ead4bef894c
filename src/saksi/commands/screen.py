"""What standard output can show: its width, whether it takes colour, how it is encoded."""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import TextIO

from saksi.export.table import Style, style_for


def style_of(stream: TextIO) -> Style:
    """Colour on a terminal, unless NO_COLOR is set or the terminal is dumb."""
    colour = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return style_for(shutil.get_terminal_size((100, 24)).columns if stream.isatty() else 100, colour)


def prepare(for_people: bool) -> TextIO:
    """Standard output, ready: UTF-8 for programs; for people its own encoding, with ``?`` for what that lacks."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if for_people:
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout
