"""A reading for people at a terminal: claims, then statements, then what was cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from saksi.export.rows import ClaimRow, around, claim_rows, label, labels, one_line, quoted
from saksi.records import Reading, Statement

NARROWEST, WIDEST = 60, 132
_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "magenta": "35", "cyan": "36"}
_STATUS = {
    "happened": "green",
    "ongoing": "green",
    "planned": "blue",
    "possible": "yellow",
    "demanded": "magenta",
    "conditional": "yellow",
    "denied": "red",
}
_STATUS_WIDTH, _KIND_WIDTH, _SPEAKER_WIDTH = 19, 22, 28
_LEAST_ROOM = 40  # columns for the parties beside status and type; with less they get a line of their own


@dataclass(frozen=True, slots=True)
class Style:
    """How wide a line may be, and whether colour is understood."""

    width: int = 100
    colour: bool = False

    def paint(self, text: str, *names: str) -> str:
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(_CODES[name] for name in names)}m{text}\x1b[0m"


def style_for(width: int, colour: bool) -> Style:
    """A style of at least ``NARROWEST`` and at most ``WIDEST`` columns."""
    return Style(min(max(width, NARROWEST), WIDEST), colour)


def render(reading: Reading, style: Style, noise: bool = False) -> Iterator[str]:
    """The lines of a reading, without line ends."""
    yield from _head(reading, style)
    rows = list(claim_rows(reading))
    if rows:
        yield style.paint("  claims", "bold")
    for row in rows:
        yield from _claim(row, style)
    if reading.statements:
        yield style.paint("  statements", "bold")
    for statement in reading.statements:
        yield _statement(statement, reading, style)
    if noise and reading.cuts:
        yield style.paint("  cut, not part of the article", "bold")
        for cut in reading.cuts:
            yield "    " + style.paint(_fit(f"{pad(cut.kind, 12)} {quoted(reading.article.raw, (cut.span,))}", style.width - 4), "dim")
    for note in reading.notes:
        yield f"  {style.paint('note', 'yellow')} {note}"


def _head(reading: Reading, style: Style) -> Iterator[str]:
    article = reading.article
    title = one_line(article.title)
    yield style.paint(_fit(title or article.id, style.width), "bold")
    date = f"{article.date[:10]} ({article.date_origin})" if article.date else "no date"
    counts = f"{_count(len(reading.claims), 'claim')}, {_count(len(reading.statements), 'statement')}, {_count(len(reading.cuts), 'cut')}"
    parts = [article.id if title else "", reading.pack, date, counts]
    yield style.paint(_fit("  " + " · ".join(part for part in parts if part), style.width), "dim")


def _claim(row: ClaimRow, style: Style) -> Iterator[str]:
    """Three lines: what and who to whom; who says so; the words."""
    claim, event = row.claim, row.event
    status = f"{claim.status}, alleged" if claim.alleged else claim.status
    who = labels(event.actors) or "(not said)"
    if event.recipients:
        who += f" → {labels(event.recipients)}"
    where = " · ".join(part for part in (row.date, f"in {row.place}" if row.place else "") if part)
    first = f"    {style.paint(pad(status, _STATUS_WIDTH), _STATUS[claim.status])} {pad(row.kind, _KIND_WIDTH)} "
    used = 6 + _STATUS_WIDTH + max(_KIND_WIDTH, width_of(row.kind))
    yield from _beside(first, used, [who, where] if where else [who], style.width)
    evidence = around(row.article.raw, claim.evidence, event.trigger, style.width - 8)
    yield "      " + style.paint(_fit(f"told by {row.chain}", style.width - 24), "cyan") + style.paint(f"   {claim.id[:8]}", "dim")
    yield "      " + style.paint(evidence, "dim")


def _beside(first: str, used: int, parts: list[str], width: int) -> Iterator[str]:
    """``first`` and the parts behind it, on one line if they fit, else each on a line of its own."""
    together = "   ".join(parts)
    if used + width_of(together) <= width:
        yield first + together
        return
    if width - used < _LEAST_ROOM:
        yield first.rstrip()
        yield from (f"      {_fit(part, width - 6)}" for part in parts)
        return
    yield first + _fit(parts[0], width - used)
    yield from (" " * used + _fit(part, width - used) for part in parts[1:])


def _statement(statement: Statement, reading: Reading, style: Style) -> str:
    depth, parent = 0, statement.parent
    while parent is not None and depth < 4:
        depth, parent = depth + 1, reading.statements[parent].parent
    speaker = label(statement.speaker) if statement.speaker else "(nobody named)"
    name = pad(_fit(speaker, _SPEAKER_WIDTH), _SPEAKER_WIDTH)
    head = f"    {'  ' * depth}{pad(f's{statement.index}', 4)}{pad(statement.stance, 10)}{name} "
    return head + style.paint(_fit(quoted(reading.article.raw, statement.content), style.width - len(head)), "dim")


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def width_of(text: str) -> int:
    """Columns that a text takes on a terminal: none for combining marks, two for wide letters."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, width: int) -> str:
    return text + " " * max(0, width - width_of(text))


def _fit(text: str, width: int) -> str:
    """The text in at most ``width`` columns."""
    if width_of(text) <= width:
        return text
    kept = text[: max(0, width - 1)]
    while width_of(kept) > width - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"
