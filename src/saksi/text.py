"""Span arithmetic and the map from the cleaned body back to the raw input."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from saksi.records import Span


class Edit(NamedTuple):
    """Replace ``raw[start:end]`` by ``text`` on the way to the body; an empty text is a cut."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each character of the body came from.

    ``body`` is cut into pieces; piece *i* starts at ``body_starts[i]`` and came from
    ``raw_starts[i]``. A copied piece maps one to one; a replaced piece (``widths[i] >= 0``) maps
    as a whole onto ``widths[i]`` raw characters.
    """

    body_starts: tuple[int, ...]
    raw_starts: tuple[int, ...]
    widths: tuple[int, ...]  # -1 for a copied piece

    def raw_start(self, offset: int) -> int:
        """Raw offset of the body character at ``offset``."""
        i = bisect_right(self.body_starts, offset) - 1
        if self.widths[i] >= 0:
            return self.raw_starts[i]
        return self.raw_starts[i] + offset - self.body_starts[i]

    def raw_end(self, offset: int) -> int:
        """Raw offset just behind the body character before ``offset`` (an exclusive end)."""
        if offset <= 0:
            return self.raw_starts[0]
        i = bisect_right(self.body_starts, offset - 1) - 1
        if self.widths[i] >= 0:
            return self.raw_starts[i] + self.widths[i]
        return self.raw_starts[i] + offset - self.body_starts[i]

    def to_raw(self, span: Span) -> Span:
        """The raw span of a body span; it may run over cuts that lie inside."""
        return Span(self.raw_start(span.start), self.raw_end(span.end))

    def pieces(self, span: Span, longest_gap: int = 8) -> tuple[Span, ...]:
        """The raw spans of a body span, split where more than ``longest_gap`` raw characters were cut."""
        first = bisect_right(self.body_starts, span.start) - 1
        last = bisect_right(self.body_starts, span.end - 1) - 1
        found: list[Span] = []
        for i in range(first, last + 1):
            start = max(span.start, self.body_starts[i])
            end = span.end if i == last else min(span.end, self.body_starts[i + 1])
            if start >= end:
                continue
            piece = Span(self.raw_start(start), self.raw_end(end))
            if found and piece.start - found[-1].end <= longest_gap:
                found[-1] = Span(found[-1].start, piece.end)
            else:
                found.append(piece)
        return tuple(found)


def apply_edits(raw: str, edits: Iterable[Edit]) -> tuple[str, SourceMap]:
    """The body and its map. Overlapping edits: the one that starts first wins."""
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    widths: list[int] = []
    at = length = 0

    def add(text: str, origin: int, width: int) -> None:
        nonlocal length
        parts.append(text)
        starts.append(length)
        origins.append(origin)
        widths.append(width)
        length += len(text)

    for edit in sorted(edits):
        if edit.start < at:
            continue
        if edit.start > at:
            add(raw[at : edit.start], at, -1)
        if edit.text:
            add(edit.text, edit.start, edit.end - edit.start)
        at = edit.end
    if at < len(raw) or not parts:
        add(raw[at:], at, -1)
    return "".join(parts), SourceMap(tuple(starts), tuple(origins), tuple(widths))


def trim(text: str, span: Span, characters: str | None = None) -> Span:
    """``span`` without the given characters (white space if None) at both ends."""
    start, end = span
    while start < end and (text[start].isspace() if characters is None else text[start] in characters):
        start += 1
    while end > start and (text[end - 1].isspace() if characters is None else text[end - 1] in characters):
        end -= 1
    return Span(start, end)


def merge(spans: Sequence[Span]) -> list[Span]:
    """Sorted spans with the overlapping and touching ones joined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
