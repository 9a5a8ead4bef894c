"""Quotation marks of one paragraph: which open, which close, which are apostrophes.

News breaks every rule of the marks: U+201D on both sides, straight marks, quotations that run over paragraphs and
reopen without having closed, marks that are simply missing. Direction is therefore read from the neighbours of a mark
first, from its shape second, and a paragraph always ends every quotation (the next may continue it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from saksi.frozen import record
from saksi.reading.document import Quote
from saksi.records import Span

DOUBLE = frozenset('"“”„«»‟＂')
MARK = re.compile("[\"“”„«»‟＂]|''|``")  # two single marks are one double mark to some agencies
SINGLE = frozenset("'‘’‚‛")
ANY_SINGLE = re.compile("['‘’‚‛]")
OPENING = frozenset("“„«‘‚`")
CLOSING = frozenset("”»’")
BEFORE_OPENING = frozenset("([{-–—/:") | DOUBLE | SINGLE
LONGEST_SINGLE = 300  # characters; a longer "single quotation" is two apostrophes


@record(frozen=True, slots=True)
class Marks:
    """What the shape of a mark says of its side; a mark that stands on both sides says nothing."""

    opening: frozenset[str] = OPENING
    closing: frozenset[str] = CLOSING


def marks_of(pairs: Iterable[str]) -> Marks:
    """The marks of a language from its pairs (``“”``, ``„“``, ``»«``); ours where it names none with two sides."""
    sides = [(pair[0], pair[-1]) for pair in pairs if len(pair) > 1 and pair[0] != pair[-1]]
    opening, closing = frozenset(a for a, _ in sides), frozenset(b for _, b in sides)
    return Marks((opening - closing) | {"`"}, closing - opening) if sides else Marks()


def find_quotes(body: str, paragraphs: tuple[Span, ...], pairs: Iterable[str] = ()) -> tuple[Quote, ...]:
    """All quotations of the body in order of their start; those inside others have level 1. ``pairs``: the marks of the language."""
    sides = marks_of(pairs)
    found: list[Quote] = []
    still_open = False
    for paragraph in paragraphs:
        mine = list(_double(body, paragraph, sides))
        if mine and mine[0].outer.start == paragraph.start and still_open:
            mine[0] = replace(mine[0], continues=True)
        still_open = bool(mine) and not mine[-1].closed
        mine += _single(body, paragraph, mine)
        found += sorted(mine, key=lambda q: (q.outer.start, -q.outer.end))
    return tuple(found)


def _double(body: str, paragraph: Span, sides: Marks) -> Iterator[Quote]:
    marks = [Span(*m.span()) for m in MARK.finditer(body, paragraph.start, paragraph.end)]
    shapes = {body[m.start] for m in marks}
    directed = bool(shapes & sides.opening) and bool(shapes & sides.closing)
    start: Span | None = None
    for n, mark in enumerate(marks):
        shape = body[mark.start] if directed else ""
        by_shape = True if shape and shape in sides.opening else False if shape and shape in sides.closing else None
        opens = _opens(body, paragraph, mark, by_shape, is_open=start is not None)
        if start is None and opens:
            start = mark
        elif start is None:  # a closing mark alone: the quotation began with the paragraph or after the last one
            if n == 0 and mark.start - paragraph.start > 1 and not body[mark.start - 1].isdigit():  # 6" is a length
                yield Quote(Span(paragraph.start, mark.end), Span(paragraph.start, mark.start), closed=True, continues=True)
        elif opens:  # reopened without closing
            yield Quote(Span(start.start, mark.start), _strip(body, start.end, mark.start), closed=False, continues=False)
            start = mark
        else:
            if mark.start > start.end:
                yield Quote(Span(start.start, mark.end), Span(start.end, mark.start), closed=True, continues=False)
            start = None
    if start is not None and paragraph.end > start.end:
        yield Quote(Span(start.start, paragraph.end), _strip(body, start.end, paragraph.end), closed=False, continues=False)


def _opens(body: str, paragraph: Span, mark: Span, by_shape: bool | None, *, is_open: bool) -> bool:
    """Whether the mark opens a quotation: by its shape and its neighbours; where they differ, by what the place allows."""
    beside = _beside(body, paragraph, mark, is_open=is_open)
    if by_shape is None:
        return not is_open if beside is None else beside
    return by_shape if beside is None or beside == by_shape or is_open == beside else beside


def _beside(body: str, paragraph: Span, mark: Span, *, is_open: bool) -> bool | None:
    """What the neighbours of a mark say: True opens, False closes, None nothing."""
    before = body[mark.start - 1] if mark.start > paragraph.start else " "
    after = body[mark.end] if mark.end < paragraph.end else " "
    free_left = before.isspace() or before in BEFORE_OPENING
    free_right = after.isspace() or (not after.isalnum() and after not in BEFORE_OPENING and after not in "$£€¥[(…")
    if free_left and not free_right:
        return not (is_open and before in BEFORE_OPENING and before not in "([")
    return False if free_right and not free_left else None


def _single(body: str, paragraph: Span, outer: list[Quote]) -> list[Quote]:
    """Quotations in single marks; an apostrophe never opens one."""
    found: list[Quote] = []
    start = -1
    for mark in ANY_SINGLE.finditer(body, paragraph.start, paragraph.end):
        i = mark.start()
        if "''" in (body[i - 1 : i + 1], body[i : i + 2]):
            continue
        before = body[i - 1] if i > paragraph.start else " "
        after = body[i + 1] if i + 1 < paragraph.end else " "
        if body[i] != "’" and (before.isspace() or before in BEFORE_OPENING) and after.isalnum():
            start = i
        elif start >= 0 and not after.isalnum() and (before.isalnum() or before in ".,!?…"):
            if 3 < i - start < LONGEST_SINGLE:
                level = int(any(q.inner.start <= start and i < q.inner.end for q in outer))
                found.append(Quote(Span(start, i + 1), Span(start + 1, i), closed=True, continues=False, level=level))
            start = -1
    return found


def _strip(body: str, start: int, end: int) -> Span:
    while end > start and body[end - 1].isspace():
        end -= 1
    return Span(start, end)
