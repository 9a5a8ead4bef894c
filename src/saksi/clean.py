"""Cuts what is not the article and mends what programs broke, without losing where a character stood.

Two steps over one text. Repairs (``saksi.repair``) replace damage by what it meant; then the rules of the noise
tables, and two that look at the layout, find lines and passages that are not the article. What they find is cut
from the body and reported as ``Cut``. A dateline is neither: it stays in the body, marked.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from saksi.noise import Compiled, NoiseRules
from saksi.records import Cut, Span
from saksi.repair import repairs
from saksi.tables import NoiseRule
from saksi.text import Edit, SourceMap, apply_edits, trim

CAPTION_BEFORE_DATELINE = "clean:caption-before-dateline"
CAPTION_BEFORE_CREDIT = "clean:caption-before-credit"
LIST_UNDER_HEADING = "clean:list-under-heading"

_LINE_LIMIT = 600  # a longer line is prose, whatever it begins with
_HEAD = 2000  # where a dateline may stand
_HEAD_LINES = 8
_CAPTION_LIMIT = 400
_TITLE_LIMIT = 160
_HEADING_WORDS = 4  # a heading of links has no more
_TAIL_WINDOW = 8000
_TAIL_SHARE = 0.25  # at least this much of a text is article
_DATELINE_ENDS = "-–—/."  # "CITY The talks ..." is too weak a sign to judge the lines above by
_SENTENCE_ENDS = '.)”"'
_LINE = re.compile(r"[^\n]+")
_WORD = r"[A-Z][a-z]{2,9}\.?"
_DATE = re.compile(
    r"(?<![\d/])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|(?:19|20)\d\d-\d{2}-\d{2}"
    rf"|\d{{1,2}} {_WORD} (?:19|20)\d\d|{_WORD} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d)(?!\d)"
)
_DATELINE_DATE = re.compile(rf"{_DATE.pattern}|\b{_WORD} \d{{1,2}}\b|\b\d{{1,2}} {_WORD}")
_DATELINE_MARK = re.compile(r"[-–—/]")


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A caption, dateline or head line that holds a date, for whoever resolves the article's date."""

    span: Span  # into the raw text
    kind: str  # caption | dateline | head
    text: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """``body`` is the article alone; ``map`` turns its offsets into raw ones; ``cuts`` are raw spans.

    ``datelines`` are body spans: a sentence starts behind each.
    """

    body: str
    map: SourceMap
    cuts: tuple[Cut, ...] = ()
    datelines: tuple[Span, ...] = ()
    dates: tuple[DatedLine, ...] = ()


class _Found(NamedTuple):
    start: int
    end: int
    kind: str
    rule: str


def clean(raw: str, rules: Sequence[NoiseRule]) -> Cleaned:
    """The article in ``raw``. Pass ``saksi.noise.noise_rules(pack)``: other sequences are compiled at each call.

    Raises PackError for a faulty rule and nothing else, whatever the text.
    """
    compiled = rules if isinstance(rules, NoiseRules) else NoiseRules(rules)
    mends = repairs(raw)
    text, back = apply_edits(raw, mends)
    dateline = _dateline(text, compiled)
    found, kept = _noise(text, compiled, dateline)
    if _is_everything(text, found):  # a date alone, "two days ago": no page is all furniture
        found = []
    cuts = tuple(Cut(back.to_raw(Span(f.start, f.end)), f.kind, f.rule) for f in found)
    body, source_map = text, back
    if cuts:
        body, source_map = apply_edits(raw, _edits(mends, cuts, raw))
        dateline = _dateline(body, compiled)
    dates = [*_dated_lines(text, back, (*found, *kept)), *_dated_dateline(body, source_map, dateline)]
    return Cleaned(body, source_map, cuts, (dateline,) if dateline else (), tuple(dates))


def _is_everything(text: str, found: Sequence[_Found]) -> bool:
    """Whether nothing but space would be left."""
    edges = [0, *(edge for f in found for edge in (f.start, f.end)), len(text)]
    return bool(found) and not any(text[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True))


def _edits(mends: Sequence[Edit], cuts: Sequence[Cut], raw: str) -> Iterator[Edit]:
    """Repairs outside the cuts, and the cuts."""
    starts = [cut.span.start for cut in cuts]
    for mend in mends:
        i = bisect_right(starts, mend.start) - 1
        inside = i >= 0 and mend.start < cuts[i].span.end
        reaches = i + 1 < len(cuts) and mend.end > starts[i + 1]
        if not inside and not reaches:
            yield mend
    for cut in cuts:
        yield Edit(cut.span.start, cut.span.end, _left_behind(cut, raw))


def _left_behind(cut: Cut, raw: str) -> str:
    """What a cut leaves: a new paragraph where it parted two texts on one line, else nothing."""
    if cut.kind in ("credit", "markup"):
        return ""
    before = raw[max(0, cut.span.start - _LINE_LIMIT) : cut.span.start].rpartition("\n")[2]
    after = raw[cut.span.end : cut.span.end + _LINE_LIMIT].partition("\n")[0]
    return "\n\n" if before.strip() and after.strip() else ""


def _noise(text: str, rules: NoiseRules, dateline: Span | None) -> tuple[list[_Found], list[_Found]]:
    """What to cut, in order and apart from each other; and captions that stay for the date they hold."""
    live = rules.live(text)
    found = [*_head(text, live["head"]), *_lines(text, live["line"], rules), *_inline(text, live["inline"]), *_tail(text, live["tail"])]
    found.extend(_lists_behind(text, sorted(found)))
    kept: list[_Found] = []
    if dateline and text[dateline.end - 1] in _DATELINE_ENDS:
        found.extend(_captions_before_dateline(text, dateline, found))
    if any(f.kind == "credit" for f in found):
        for caption in _captions_before_credit(text, dateline, sorted(found)):
            (kept if _holds_only_date(text, caption) else found).append(caption)
    return _apart(found), kept


def _apart(found: list[_Found]) -> list[_Found]:
    """Sorted and without overlaps: what starts first wins, of two that start together the longer."""
    apart: list[_Found] = []
    for item in sorted(found, key=lambda f: (f.start, -f.end)):
        if apart and item.start < apart[-1].end:
            if item.end <= apart[-1].end:
                continue
            item = item._replace(start=apart[-1].end)
        apart.append(item)
    return apart


def _head(text: str, rules: Sequence[Compiled]) -> Iterator[_Found]:
    """Rules that match where the text starts, one behind the other (front matter)."""
    at = 0
    again = bool(rules)
    while again:
        again = False
        while at < len(text) and text[at].isspace():
            at += 1
        for rule, pattern, _ in rules:
            if match := pattern.match(text, at):
                yield _Found(match.start(), match.end(), rule.kind, rule.where)
                at = match.end()
                again = True
                break


def _lines(text: str, live: Sequence[Compiled], rules: NoiseRules) -> Iterator[_Found]:
    """Rules that match a whole line, but for the space around it."""
    able = {id(c) for c in live}
    for line in _LINE.finditer(text) if able else ():
        words = line[0].strip()
        if not words or len(words) > _LINE_LIMIT:
            continue
        for compiled in rules.line_rules(words[0]):
            if id(compiled) in able and compiled.pattern.fullmatch(words):
                start = line.start() + line[0].index(words)
                yield _Found(start, start + len(words), compiled.rule.kind, compiled.rule.where)
                break


def _inline(text: str, rules: Sequence[Compiled]) -> Iterator[_Found]:
    for rule, pattern, _ in rules:
        for match in pattern.finditer(text):
            start, end = trim(text, Span(*match.span()))
            if start < end:
                yield _Found(start, end, rule.kind, rule.where)


def _tail(text: str, rules: Sequence[Compiled]) -> Iterator[_Found]:
    """From the first match near the end to the end."""
    first = max(len(text) - _TAIL_WINDOW, int(len(text) * _TAIL_SHARE))
    end = len(text.rstrip())
    for rule, pattern, _ in rules:
        if match := pattern.search(text, first):
            start = trim(text, Span(*match.span())).start
            yield _Found(start, max(end, match.end()), rule.kind, rule.where)


def _dateline(text: str, rules: NoiseRules) -> Span | None:
    """The first dateline near the start of the text."""
    if not rules.datelines:
        return None
    for count, line in enumerate(_LINE.finditer(text, 0, _HEAD)):
        if count == _HEAD_LINES:
            break
        start, end = trim(text, Span(*line.span()))
        if not text[start : start + 3].isupper() and not _DATELINE_MARK.search(text, start, min(end, start + 120)):
            continue
        for _, pattern, _ in rules.datelines:
            if match := pattern.match(text, start, min(line.end(), start + 200)):
                return trim(text, Span(*match.span()))
    return None


def _lists_behind(text: str, found: Sequence[_Found]) -> Iterator[_Found]:
    """What stands under a heading of links or tags: the title behind "Baca juga:", and all lines to the end of the text where none of
    them is a sentence."""
    starts = {f.start for f in found}
    lines = [s for m in _LINE.finditer(text) if (s := trim(text, Span(*m.span()))).start < s.end] if found else []
    tail = len(lines)  # the lines from here to the end are no sentences
    while tail and (lines[tail - 1].start in starts or _is_title(text, lines[tail - 1])):
        tail -= 1
    for item in found:
        if item.kind not in ("related", "boilerplate") or len(text[item.start : item.end].split()) > _HEADING_WORDS:
            continue
        if text[item.start - 1 : item.start] not in ("", "\n"):
            continue
        behind = bisect_left(lines, item.end, key=lambda line: line.start)
        if behind >= tail:
            yield from (_Found(s.start, s.end, item.kind, LIST_UNDER_HEADING) for s in lines[behind:])
            return
        one = item.kind == "related" and text[item.end - 1] == ":"
        if one and (lines[behind].start in starts or _is_title(text, lines[behind])):
            yield _Found(lines[behind].start, lines[behind].end, item.kind, LIST_UNDER_HEADING)


def _is_title(text: str, line: Span) -> bool:
    return line.end - line.start <= _TITLE_LIMIT and text[line.end - 1] not in _SENTENCE_ENDS


def _captions_before_dateline(text: str, dateline: Span, found: Sequence[_Found]) -> Iterator[_Found]:
    """Full sentences above the dateline: the article starts at the dateline, so they belong to a picture.

    A line without a full stop there may be the headline and stays; more than two are no captions.
    """
    lines = [trim(text, Span(*m.span())) for m in _LINE.finditer(text, 0, dateline.start)]
    free = [s for s in lines if s.start < s.end and not any(f.start < s.end and s.start < f.end for f in found)]
    captions = [s for s in free if s.end - s.start <= _CAPTION_LIMIT and text[s.end - 1] in _SENTENCE_ENDS]
    if len(captions) <= 2:
        for span in captions:
            yield _Found(span.start, span.end, "caption", CAPTION_BEFORE_DATELINE)


def _captions_before_credit(text: str, dateline: Span | None, found: Sequence[_Found]) -> Iterator[_Found]:
    """The sentence between headline and credit of the picture at the head: its caption.

    Without a headline above it could as well be the lead, and a line that opens with the dateline is.
    """
    for credit in found:
        if credit.kind != "credit" or credit.start > _HEAD // 2:
            continue
        line_start = text.rfind("\n", 0, credit.start) + 1
        if text[line_start : credit.start].strip():
            continue
        above = [s for m in _LINE.finditer(text, 0, line_start) if (s := trim(text, Span(*m.span()))) and s.start < s.end]
        if len(above) < 2 or any(text[s.end - 1] in _SENTENCE_ENDS for s in above[:-1]):
            continue
        caption = above[-1]
        opens = dateline is not None and dateline.overlaps(caption)
        if not opens and caption.end - caption.start <= _CAPTION_LIMIT and text[caption.end - 1] in _SENTENCE_ENDS:
            yield _Found(caption.start, caption.end, "caption", CAPTION_BEFORE_CREDIT)


def _holds_only_date(text: str, caption: _Found) -> bool:
    """True when a caption gives the only full date of the text: every "on Tuesday" hangs on it, so it stays."""
    dates = list(_DATE.finditer(text))
    inside = [m for m in dates if caption.start <= m.start() < caption.end]
    return bool(inside) and len(inside) == len(dates)


def _dated_lines(text: str, back: SourceMap, found: Sequence[_Found]) -> Iterator[DatedLine]:
    """Captions with a full date, and cut lines at the head with one (front matter)."""
    for item in found:
        if item.kind == "caption" or (item.start < _HEAD and item.kind in ("boilerplate", "byline")):
            words = text[item.start : item.end]
            if _DATE.search(words):
                yield DatedLine(back.to_raw(Span(item.start, item.end)), "caption" if item.kind == "caption" else "head", words)


def _dated_dateline(body: str, source_map: SourceMap, dateline: Span | None) -> Iterator[DatedLine]:
    if dateline and _DATELINE_DATE.search(body, dateline.start, dateline.end):
        yield DatedLine(source_map.to_raw(dateline), "dateline", body[dateline.start : dateline.end])
