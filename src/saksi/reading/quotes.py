"""Quotation marks of one paragraph: which open, which close, which are apostrophes.

News breaks every rule of the marks: U+201D on both sides, straight marks, quotations that run over paragraphs and
reopen without having closed, marks that are simply missing. Direction is therefore read from the neighbours of a mark
first, from its shape second, and a paragraph always ends every quotation (the next may continue it).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from saksi.reading.document import Quote
from saksi.records import Span

DOUBLE = frozenset('"“”„«»‟＂')
SINGLE = frozenset("'‘’‚‛")
OPENING = frozenset("“„«‘‚")
CLOSING = frozenset("”»’")
BEFORE_OPENING = frozenset("([{-–—/:") | DOUBLE | SINGLE
LONGEST_SINGLE = 300  # characters; a longer "single quotation" is two apostrophes


def find_quotes(body: str, paragraphs: tuple[Span, ...]) -> tuple[Quote, ...]:
    """All quotations of the body in order of their start; those inside others have level 1."""
    found: list[Quote] = []
    still_open = False
    for paragraph in paragraphs:
        mine = list(_double(body, paragraph))
        if mine and mine[0].outer.start == paragraph.start and still_open:
            mine[0] = replace(mine[0], continues=True)
        still_open = bool(mine) and not mine[-1].closed
        mine += _single(body, paragraph, mine)
        found += sorted(mine, key=lambda q: (q.outer.start, -q.outer.end))
    return tuple(found)


def _double(body: str, paragraph: Span) -> Iterator[Quote]:
    marks = [i for i in range(paragraph.start, paragraph.end) if body[i] in DOUBLE]
    directed = any(body[i] in OPENING for i in marks) and any(body[i] in CLOSING for i in marks)
    start = -1
    for n, i in enumerate(marks):
        opens = _opens(body, paragraph, i, is_open=start >= 0, directed=directed)
        if start < 0 and opens:
            start = i
        elif start < 0:  # a closing mark alone: the quotation began with the paragraph or after the last one
            if n == 0 and i - paragraph.start > 1 and not body[i - 1].isdigit():  # 6" is a length
                yield Quote(Span(paragraph.start, i + 1), Span(paragraph.start, i), closed=True, continues=True)
        elif opens:  # reopened without closing
            yield Quote(Span(start, i), _strip(body, start + 1, i), closed=False, continues=False)
            start = i
        else:
            if i > start + 1:
                yield Quote(Span(start, i + 1), Span(start + 1, i), closed=True, continues=False)
            start = -1
    if start >= 0 and paragraph.end > start + 1:
        yield Quote(Span(start, paragraph.end), _strip(body, start + 1, paragraph.end), closed=False, continues=False)


def _opens(body: str, paragraph: Span, i: int, *, is_open: bool, directed: bool) -> bool:
    """Whether the mark at ``i`` opens a quotation."""
    mark = body[i]
    if directed and mark in OPENING:
        return True
    if directed and mark in CLOSING:
        return False
    before = body[i - 1] if i > paragraph.start else " "
    after = body[i + 1] if i + 1 < paragraph.end else " "
    free_left = before.isspace() or before in BEFORE_OPENING
    free_right = after.isspace() or (not after.isalnum() and after not in BEFORE_OPENING and after not in "$£€¥[(…")
    if free_left and not free_right:
        return not (is_open and before in BEFORE_OPENING and before not in "([")
    if free_right and not free_left:
        return False
    return not is_open


def _single(body: str, paragraph: Span, outer: list[Quote]) -> list[Quote]:
    """Quotations in single marks; an apostrophe never opens one."""
    found: list[Quote] = []
    start = -1
    for i in range(paragraph.start, paragraph.end):
        if body[i] not in SINGLE:
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
