"""``saksi demo``: two invented articles, read and explained."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO

from saksi.cli import OK
from saksi.commands.screen import prepare, style_of
from saksi.errors import InputError
from saksi.explain import explain
from saksi.export import table
from saksi.export.rows import claim_rows
from saksi.export.table import Style
from saksi.ingest.common import Settings
from saksi.ingest.plain import read_plain
from saksi.pipeline import read_article
from saksi.records import Article, Claim, Reading

INTRODUCTION = """Saksi keeps a ledger of testimony: who says who did what to whom, when and where, and whether it
happened, is planned, is only possible, or is denied. These two articles are invented."""
LEGEND = """A claim has three lines: its status, the type of the act, who did it to whom, when and where; the
chain of sources that tells it, with the claim's id; and the sentence that proves it. "Alleged" means that only a
source vouches for it, not the writer."""
NEXT = (
    ("saksi read FILE", "read your own articles: text, HTML, JSON lines, folders, or - for standard input"),
    ("saksi read FILE > out.jsonl", "the same as data: every span, every trace"),
    ("saksi read FILE --format tsv", "one row a claim, for a spreadsheet"),
    ("saksi why {id}", "explain a claim down to the rows of the tables it rests on"),
    ("saksi doctor", "what is installed and what each language pack holds"),
    ("saksi demo --to strait.jsonl", "nineteen more invented articles, to fill a ledger with"),
)
SITE = "read these and your own texts in the browser, at http://127.0.0.1:8760/read"


SAMPLE = "strait.jsonl"


def run(args: argparse.Namespace) -> int:
    """Raises InputError when the file for the sample exists."""
    return _copied(Path(args.to)) if args.to else _shown()


def _copied(target: Path) -> int:
    """Nineteen short invented articles of three outlets, for ledgers and charts; nothing is overwritten."""
    sample = (files("saksi") / "demo" / SAMPLE).read_bytes()
    try:
        with target.open("xb") as file:
            file.write(sample)
    except FileExistsError:
        raise InputError(f"{target}: is there already; give a new name") from None
    print(f"{target}: {len(sample.splitlines())} invented articles, January to June 2024; next: saksi init strait.db", file=sys.stderr)
    return OK


def _shown() -> int:
    out = prepare(True)
    style = style_of(out)
    print(f"{INTRODUCTION}\n", file=out)
    readings = []
    for article in demo_articles():
        _text(article, style, out)
        reading = read_article(article)
        readings.append(reading)
        for line in table.render(reading, style, noise=True):
            print(line, file=out)
        print(file=out)
    print(f"{LEGEND}\n", file=out)
    claim = telling(readings)
    if claim:
        _explained(claim, style, out)
    print(style.paint("What next", "bold"), file=out)
    for command, use in (*NEXT, *_site()):
        print(f"  {style.paint(table.pad(command.format(id=claim.id[:8] if claim else 'ID'), 30), 'cyan')} {use}", file=out)
    return OK


def _site() -> Iterator[tuple[str, str]]:
    """The line that opens the site, with what it needs where that is missing."""
    missing = [name for name in ("uvicorn", "starlette", "jinja2") if find_spec(name) is None]
    yield "saksi serve", f"{SITE}{'; first: pip install saksi[web]' if missing else ''}"


def demo_articles() -> Iterator[Article]:
    """The packaged articles, Indonesian first."""
    folder = files("saksi") / "demo"
    for path in sorted((p for p in folder.iterdir() if p.name.endswith(".txt")), key=lambda p: p.name, reverse=True):
        yield read_plain(path.read_bytes(), path.name, Settings(lang=path.name.split("_")[0]))


def demo_readings() -> Iterator[Reading]:
    for article in demo_articles():
        yield read_article(article)


def telling(readings: Sequence[Reading]) -> Claim | None:
    """The claim worth explaining: a denial by a source, else any that a source tells, else any at all."""
    rows = [row for reading in readings for row in claim_rows(reading)]
    rows.sort(key=lambda row: (row.claim.status == "denied", bool(row.claim.chain)), reverse=True)
    return rows[0].claim if rows else None


def _text(article: Article, style: Style, out: TextIO) -> None:
    for paragraph in article.raw.strip().split("\n\n"):
        words, line = paragraph.split(), ""
        for word in words:
            if line and table.width_of(line) + table.width_of(word) + 3 > style.width:
                print(style.paint(f"  {line}", "dim"), file=out)
                line = ""
            line = f"{line} {word}".strip()
        print(style.paint(f"  {line}", "dim"), file=out)
    print(file=out)


def _explained(claim: Claim, style: Style, out: TextIO) -> None:
    print(style.paint(f"Why is {claim.id[:8]} {claim.status}?", "bold"), file=out)
    for line in explain(claim.trace):
        print(f"  {line}", file=out)
    print(file=out)
