"""All statements of an article: quotations first, then reported clauses, then order and nesting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from saksi.reading.clauses import ReadSentence
from saksi.reading.document import Segments
from saksi.reading.statements.cues import find_cues
from saksi.reading.statements.draft import Draft, Page
from saksi.reading.statements.indirect import read_indirect
from saksi.reading.statements.quoted import link_quotes
from saksi.reading.statements.stances import with_stance
from saksi.records import Span

SPOKEN = frozenset({"quote", "bare", "tag", "none"})


def find_statements(segments: Segments, sentences: Sequence[ReadSentence]) -> list[tuple[Draft, int | None]]:
    """(statement, index of the statement it lies in) in text order."""
    page = Page(segments, tuple(sentences))
    cues = {read.sentence.index: find_cues(read) for read in sentences}
    drafts, used = link_quotes(page, cues)
    taken = [span for d in drafts if d.kind == "direct" for span in d.content]
    for of_sentence in cues.values():
        for cue in of_sentence:
            draft = None if cue.key in used else read_indirect(cue, of_sentence, taken)
            if draft:
                drafts.append(draft)
    drafts = _joined(page, [_before_tag(d, drafts) for d in drafts])
    drafts = sorted(_without_doubles(drafts), key=lambda d: (d.start, -sum(s.end - s.start for s in d.content)))
    drafts = [with_stance(page, d) for d in drafts]
    return [(d, _parent(d, i, drafts)) for i, d in enumerate(drafts)]


def _joined(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Bare quotations joined to the speech they go on from: in its paragraph, or the whole of the next one."""
    kept: list[Draft] = []
    ended = -1  # where the last speech with a tag, or what it was joined with, ends
    at = -1  # its index in ``kept``
    for draft in sorted(drafts, key=lambda d: d.start):
        if draft.frame == "none" and at >= 0 and _goes_on(page, ended, draft.content[0]):
            before = kept[at]
            if before.frame in SPOKEN:
                kept[at] = replace(before, content=(*before.content, *draft.content))
            else:
                kept.append(replace(draft, source=before.source, follows=before.source is None))
            ended = draft.content[-1].end
            continue
        kept.append(draft)
        if page.sentences[draft.sentence].sentence.quoted[0] < 0 or draft.kind == "direct":
            end = max(draft.content[-1].end, draft.cue.end if draft.cue else 0)
            if end >= ended:
                ended, at = end, len(kept) - 1
    return kept


def _goes_on(page: Page, ended: int, quote: Span) -> bool:
    """The quotation follows in the same paragraph, or is the next paragraph alone."""
    here, there = page.paragraph_at(quote.start), page.paragraph_at(ended - 1)
    if here == there:
        return True
    between = page.segments.body[there.end : here.start]
    alone = quote.start - here.start <= 2 and here.end - quote.end <= 3
    return alone and not between.strip() and ended >= page.sentence_before(there.end)


def _before_tag(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """Content that ran over the closing tag of the statement it stands in ends before that tag."""
    for tag in drafts:
        if tag.sentence != draft.sentence or tag.cue is None or tag is draft or draft.cue is None:
            continue
        end = max(s.end for s in tag.content)
        holds_cue = any(s.start <= draft.cue.start < s.end for s in tag.content)
        over = [s for s in draft.content if s.start < end < tag.cue.start < s.end]
        if holds_cue and over:
            return replace(draft, content=tuple(Span(s.start, end) if s in over else s for s in draft.content))
    return draft


def _size(spans: Sequence[Span]) -> int:
    return sum(s.end - s.start for s in spans)


def _shared(a: Sequence[Span], b: Sequence[Span]) -> int:
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


def _without_doubles(drafts: Sequence[Draft]) -> list[Draft]:
    """Two cues with nearly the same content are one report ("issued a statement saying"): the better founded one stays."""
    kept: list[Draft] = []
    heads = {d.head_start for d in drafts if d.frame == "np"}
    drafts = [d for d in drafts if d.cue is None or d.cue.start not in heads]  # "reaffirmed the commitment to": one report
    for draft in sorted(drafts, key=_weight, reverse=True):
        if not any(_same_report(draft, other) for other in kept):
            kept.append(draft)
    return kept


def _weight(draft: Draft) -> tuple[int, int, int]:
    founded = {"quote": 5, "that": 4, "person-that": 4, "person-to": 4, "person-of": 4, "to": 3, "wh": 3, "bare": 3, "none": 0}
    return (founded.get(draft.frame, 2), int(draft.source is not None), -draft.start)


def _same_report(a: Draft, b: Draft) -> bool:
    shared = _shared(a.content, b.content)
    if a.sentence != b.sentence or shared < 0.8 * max(_size(a.content), _size(b.content)):
        return False
    inside = (b.cue and any(s.start <= b.cue.start < s.end for s in a.content)) or (a.cue and any(s.start <= a.cue.start < s.end for s in b.content))
    return not inside or shared > 0.95 * max(_size(a.content), _size(b.content))


def _parent(draft: Draft, index: int, drafts: Sequence[Draft]) -> int | None:
    """The smallest other statement whose content holds this one's cue (or all of its content)."""
    best: tuple[int, int] | None = None
    for i, other in enumerate(drafts):
        if i == index:
            continue
        anchor = draft.cue or draft.content[0]
        holds = any(s.start <= anchor.start and anchor.end <= s.end for s in other.content)
        size = _size(other.content)
        if holds and (size, -i) > (_size(draft.content), -index):  # an order without ties: no two statements hold each other
            if best is None or size < best[0]:
                best = (size, i)
    return best[1] if best else None
