"""``saksi read``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from saksi.cli import USAGE
from saksi.commands import last
from saksi.commands.inputs import Reader, checked, plan_of, tell
from saksi.commands.progress import Progress
from saksi.commands.screen import prepare, style_of
from saksi.errors import InputError
from saksi.export import jsonl, table, tsv
from saksi.export.place import writable
from saksi.export.table import Style
from saksi.ingest import Failure
from saksi.options import Options
from saksi.pipeline import read_articles
from saksi.records import Article, Reading


@dataclass(frozen=True, slots=True)
class Form:
    """How readings are written: what a process that reads has to know of it."""

    name: str
    style: Style
    noise: bool

    def lines(self, reading: Reading) -> Iterator[str]:
        if self.name == "jsonl":
            yield jsonl.dumps(reading)
        elif self.name == "tsv":
            yield from tsv.lines(reading)
        else:
            yield from table.render(reading, self.style, self.noise)
            yield ""


def run(args: argparse.Namespace) -> int:
    try:
        choices = checked(args)
    except InputError as error:
        tell(error)
        return USAGE
    name = args.format or _form(args.out)
    progress = Progress(quiet=not sys.stderr.isatty() or (sys.stdout.isatty() and not args.out))
    reader = Reader(args.inputs, choices, plan_of(args), progress)
    with _output(args.out, name, args.inputs) as out:
        if name == "tsv":
            print(tsv.header(), file=out)
        form = Form(name, style_of(out), args.noise)
        for text in reader.made(partial(_written, options=choices.options, form=form)):
            out.write(text)
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


def _written(articles: Sequence[Article], options: Options, form: Form) -> Iterator[str | Failure]:
    """Articles read and written: a task for processes."""
    for result in read_articles(articles, options):
        yield result if isinstance(result, Failure) else "".join(f"{line}\n" for line in form.lines(result))
