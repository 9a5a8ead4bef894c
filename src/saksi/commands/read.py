"""``saksi read``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from saksi.cli import USAGE
from saksi.commands import last
from saksi.commands.inputs import Reader, checked, tell
from saksi.commands.screen import prepare, style_of
from saksi.errors import InputError
from saksi.export import jsonl, table, tsv
from saksi.export.place import writable
from saksi.records import Reading

Lines = Callable[[Reading], Iterator[str]]


def run(args: argparse.Namespace) -> int:
    try:
        choices = checked(args)
    except InputError as error:
        tell(error)
        return USAGE
    form = args.format or _form(args.out)
    reader = Reader(args.inputs, choices)
    with _output(args.out, form, args.inputs) as out:
        if form == "tsv":
            print(tsv.header(), file=out)
        lines = _writer(form, out, args.noise)
        for reading in reader.readings():
            for line in lines(reading):
                print(line, file=out)
    last.remember(args.inputs, choices)
    return reader.exit_code()


def _form(out: str) -> str:
    """The format that nobody named: by the file's name, else table for people and JSON lines for programs."""
    if out:
        return {".tsv": "tsv", ".txt": "table"}.get(Path(out).suffix.lower(), "jsonl")
    return "table" if sys.stdout.isatty() else "jsonl"


@contextmanager
def _output(path: str, form: str, inputs: Sequence[str]) -> Iterator[TextIO]:
    """Standard output or a file. Under another name until all is read: it may lie in a folder that is read, and may be there already."""
    if path in ("", "-"):
        yield prepare(form == "table")
        return
    final = writable(Path(path), (Path(name) for name in inputs))
    unfinished = final.with_name(final.name + ".part") if final.is_file() or not final.exists() else final
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
    except BaseException:
        tell(f"{unfinished}: holds what was read until now")
        raise
    if unfinished != final:
        unfinished.replace(final)


def _writer(form: str, out: TextIO, noise: bool) -> Lines:
    if form == "jsonl":
        return lambda reading: iter((jsonl.dumps(reading),))
    if form == "tsv":
        return tsv.lines
    style = style_of(out)

    def lines(reading: Reading) -> Iterator[str]:
        yield from table.render(reading, style, noise)
        yield ""

    return lines
