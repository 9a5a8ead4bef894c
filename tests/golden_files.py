"""Readings written out for people. ``python tests/golden_files.py`` rewrites what tests/golden and the README show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from saksi.export.rows import claim_rows, label, labels, quoted
from saksi.export.table import Style, render
from saksi.ingest.common import Settings
from saksi.ingest.plain import article_of_text
from saksi.pipeline import read_article
from saksi.records import Article, Reading, Statement

FOLDER = Path(__file__).resolve().parent / "golden"
README = FOLDER.parent.parent / "README.md"
_BLOCK = r"<!-- {} -->\n```\n(.*?)```\n"
ARTICLE, EXPECTED, TODO = "article.txt", "expected.txt", "todo.txt"


def cases() -> list[Path]:
    """Folders ``golden/<lang>/<slug>``."""
    return sorted(path.parent for path in FOLDER.rglob(ARTICLE))


def written(case: Path) -> str:
    """The reading of a case as text."""
    raw = (case / ARTICLE).read_text(encoding="utf-8")
    reading = read_article(Article(case.name, raw, lang=case.parent.name))
    return "\n".join(_lines(reading)) + "\n"


def _lines(reading: Reading) -> Iterator[str]:
    raw = reading.article.raw
    yield f"date {reading.article.date} ({reading.article.date_origin})"
    for cut in reading.cuts:
        yield f"cut {cut.kind}: {quoted(raw, (cut.span,))}"
    for date in reading.dates:
        yield f"time {quoted(raw, (date.span,))} = {date.value or date.reason}"
    for statement in reading.statements:
        yield from _statement(statement, raw)
    for row in claim_rows(reading):
        event = row.event
        yield f"claim {row.claim.status}{', alleged' if row.claim.alleged else ''}: {row.kind}  “{quoted(raw, event.mentions)}”"
        yield f"    who     {labels(event.actors) or '-'} -> {labels(event.recipients) or '-'}"
        yield f"    when    {row.date or '-'}  where {row.place or '-'}"
        yield f"    told by {row.chain}"
    yield from (f"note {note}" for note in reading.notes)


def _statement(statement: Statement, raw: str) -> Iterator[str]:
    inside = f" inside {statement.parent}" if statement.parent is not None else ""
    speaker = label(statement.speaker) if statement.speaker else "-"
    yield f"statement {statement.index}{inside}: {statement.stance}, {statement.kind}"
    yield f"    who     {speaker}  (“{quoted(raw, statement.source)}” “{quoted(raw, statement.cue)}”)"
    yield f"    what    {quoted(raw, statement.content)}"


def readme() -> str:
    """The README with its output as the program gives it for its article."""
    text = README.read_text(encoding="utf-8")
    article = re.search(_BLOCK.format("article"), text, re.DOTALL)
    assert article, "the README has an article"
    reading = read_article(article_of_text(article[1], "strait.txt", Settings()))
    output = "\n".join(render(reading, Style(100)))
    return re.sub(_BLOCK.format("output"), lambda _: f"<!-- output -->\n```\n{output}\n```\n", text, flags=re.DOTALL)


if __name__ == "__main__":
    for folder in cases():
        (folder / EXPECTED).write_text(written(folder), encoding="utf-8")
    README.write_text(readme(), encoding="utf-8")
