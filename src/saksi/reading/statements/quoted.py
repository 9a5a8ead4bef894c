"""Quotations and the tags they belong to: ``"Q," said X``, ``X said: "Q"``, ``"Q1," said X. "Q2"``, quotes over paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from saksi.reading.clauses import ReadSentence
from saksi.reading.document import Quote
from saksi.reading.statements.cues import find_source
from saksi.reading.statements.draft import Cue, Draft, Page, Party
from saksi.records import Span

TAG_GAP = 12  # tokens between a closing mark and the cue
LEAD_GAP = 24  # tokens between the cue and an opening mark: "said in an interview on Monday: ..."
SCARE_WORDS = 4  # a shorter quotation without a tag of its own is a term, not speech
ENDS = ",.?!…"


@dataclass
class Linked:
    """The growing table of which quotation belongs to which cue."""

    page: Page
    owner: dict[int, Cue] = field(default_factory=dict)
    chunks: dict[tuple[int, int], list[int]] = field(default_factory=dict)  # (sentence, cue token) -> quote indexes

    def give(self, cue: Cue, quote: int) -> None:
        self.owner[quote] = cue
        self.chunks.setdefault(_key(cue), []).append(quote)


def _key(cue: Cue) -> tuple[int, int]:
    return cue.read.sentence.index, cue.first


def link_quotes(page: Page, cues: Sequence[Cue]) -> tuple[list[Draft], set[tuple[int, int]], set[int]]:
    """(statements with quotations, keys of the cues used up, indexes of the quotes used up)."""
    linked = Linked(page)
    able = [c for c in cues if "quote" in c.frames and c.read.sentence.quoted[c.first] < 0]
    for cue in able:
        quote = _quote_before(page, cue, cues)
        if quote >= 0 and quote not in linked.owner:
            linked.give(cue, quote)
    for cue in able:
        if _key(cue) not in linked.chunks:
            quote = _quote_after(page, cue, cues)
            if quote >= 0 and quote not in linked.owner:
                linked.give(cue, quote)
    for cue in able:
        if _key(cue) in linked.chunks:
            _continue(linked, cue, cues)
    drafts = [_draft(page, linked, cue) for cue in able if _key(cue) in linked.chunks]
    drafts += _uncued(page, linked, cues)
    return drafts, set(linked.chunks), set(linked.owner)


def _tag_bounds(cue: Cue) -> tuple[int, int]:
    """First and last token of the tag: cue group and source where they touch."""
    source, _ = find_source(cue)
    first = min(cue.first, cue.clause.first if cue.clause and cue.clause.kind == "verb" else cue.first)
    last = cue.last
    if source and source.sentence == cue.read.sentence.index:
        if source.last < first and first - source.last <= 4:
            first = source.first
        elif source.first > last and source.first - last <= 3:
            last = source.last
    return first, last


def _quote_before(page: Page, cue: Cue, cues: Sequence[Cue]) -> int:
    """Index of the quotation that closes right before the tag, -1 if none."""
    sentence = cue.read.sentence
    first, _ = _tag_bounds(cue)
    start = sentence.starts[first]
    best = -1
    for i, quote in enumerate(page.segments.quotes):
        if quote.outer.end > start:
            break
        if quote.level == 0 and quote.outer.end > sentence.span.start and quote.closed:
            best = i
    if best < 0:
        return -1
    quote = page.segments.quotes[best]
    gap = [i for i in range(first) if sentence.starts[i] >= quote.outer.end]
    if len(gap) > TAG_GAP or any(cue.read.tree.upos(i) == "VERB" for i in gap) or _has_cue(cue, gap, cues):
        return -1
    return best if _opens_its_sentence(cue.read, quote) else -1


def _opens_its_sentence(read: ReadSentence, quote: Quote) -> bool:
    """Nothing but marks and short connectives stands before the quotation in its sentence."""
    sentence = read.sentence
    before = [i for i in range(len(sentence)) if sentence.starts[i] < quote.outer.start]
    return len([i for i in before if sentence.words[i][0].isalnum()]) <= 2


def _has_cue(cue: Cue, tokens: Iterable[int], cues: Sequence[Cue]) -> bool:
    there = set(tokens)
    return any(c.read is cue.read and c.first in there and c.pos in ("verb", "intrans", "phrase") for c in cues)


def _quote_after(page: Page, cue: Cue, cues: Sequence[Cue]) -> int:
    """Index of the quotation that the tag leads into, -1 if none or if it is only part of a clause."""
    sentence = cue.read.sentence
    _, last = _tag_bounds(cue)
    end = sentence.ends[last]
    paragraph = page.segments.paragraphs[sentence.paragraph]
    for i, quote in enumerate(page.segments.quotes):
        if quote.outer.start < end or quote.level:
            continue
        gap = [k for k in range(last + 1, len(sentence)) if sentence.starts[k] < quote.outer.start]
        if quote.outer.start >= paragraph.end:  # "he said:" and the words in the next paragraph
            lead = page.segments.body[end : quote.outer.start]
            return i if lead.rstrip().endswith(":") and quote.outer.start - paragraph.end < 4 and len(gap) <= LEAD_GAP else -1
        if quote.outer.start > sentence.span.end + 2 or len(gap) > LEAD_GAP or _has_cue(cue, gap, cues):
            return -1
        return i if _leads_in(cue, gap) else -1
    return -1


def _leads_in(cue: Cue, gap: Sequence[int]) -> bool:
    """Whether the words between cue and quotation are adverbials, not the beginning of what is said."""
    read = cue.read
    if not gap:
        return True
    if read.sentence.words[gap[-1]] == ":":
        return True
    words = [i for i in gap if read.sentence.words[i][0].isalnum()]
    if not words:
        return True
    if any(read.words.has(i, "comp") or read.tree.upos(i) == "VERB" for i in words):
        return False
    comma = read.sentence.words[gap[-1]] == ","
    return (comma and read.words.any(words[0], "prep:")) or comma or all(read.tree.upos(i) in ("ADV", "PRON") for i in words)


def _continue(linked: Linked, cue: Cue, cues: Sequence[Cue]) -> None:
    """Adds what goes on: further quotations of the paragraph without a tag of their own, and paragraphs that reopen."""
    quotes, page = linked.page.segments.quotes, linked.page
    mine = linked.chunks[_key(cue)]
    first = mine[0]
    while first > 0 and quotes[first].continues and not quotes[first - 1].closed and first - 1 not in linked.owner:
        first -= 1
        linked.give(cue, first)
    at = max(mine[-1], max(mine))
    _, last = _tag_bounds(cue)
    end = max(quotes[at].outer.end, cue.read.sentence.ends[last])
    for i in range(at + 1, len(quotes)):
        if quotes[i].level:
            continue
        if i in linked.owner or not _follows(page, cue, quotes[at], quotes[i], end, cues):
            return
        linked.give(cue, i)
        at, end = i, quotes[i].outer.end


def _follows(page: Page, cue: Cue, last: Quote, quote: Quote, end: int, cues: Sequence[Cue]) -> bool:
    paragraph = page.segments.paragraphs[cue.read.sentence.paragraph]
    if not last.closed and quote.continues:
        return True
    if quote.outer.start >= paragraph.end:
        return False
    gap = page.segments.body[end : quote.outer.start]
    tag_end = cue.read.sentence.span.end
    if quote.outer.start < tag_end:  # same sentence: only adverbials and commas between
        inside = [k for k in range(len(cue.read.sentence)) if end <= cue.read.sentence.starts[k] < quote.outer.start]
        return len(inside) <= TAG_GAP and not _has_cue(cue, inside, cues) and gap.rstrip()[-1:] in {"", ",", ":", ";", "-", "–", "—", "."}
    return len(gap) <= 3 or page.segments.body[tag_end : quote.outer.start].strip() == ""


def _draft(page: Page, linked: Linked, cue: Cue) -> Draft:
    quotes = page.segments.quotes
    source, hearsay = find_source(cue)
    chunks = [quotes[i].inner for i in sorted(linked.chunks[_key(cue)])]
    chunks[-1] = _beyond(cue, quotes[max(linked.chunks[_key(cue)])], chunks[-1])
    kind = "direct" if chunks[-1].end <= quotes[max(linked.chunks[_key(cue)])].outer.end else "mixed"
    return Draft(
        kind=kind,
        stance=cue.frames["quote"],
        source=source,
        cue=cue_span(cue, source),
        content=tuple(chunks),
        frame="quote",
        where=cue.row.where,
        sentence=cue.read.sentence.index,
        hearsay=hearsay,
    )


def _beyond(cue: Cue, quote: Quote, inner: Span) -> Span:
    """Content that goes on past the closing mark: ``said it was "a crime" and must stop``."""
    sentence = cue.read.sentence
    if not quote.closed or quote.outer.start < sentence.starts[cue.first] or quote.outer.end >= sentence.span.end:
        return inner
    rest = [i for i in range(len(sentence)) if sentence.starts[i] >= quote.outer.end]
    if not rest or sentence.words[rest[0]] in {",", ".", ";", ":", "?", "!", "-", "–", "—"} or sentence.ends[rest[0] - 1] and _ended(sentence.words[rest[0] - 2]):
        return inner
    if cue.read.words.any(rest[0], "sub:") or len(rest) < 2:
        return inner
    end = rest[-1] if sentence.words[rest[-1]] not in ".!?" else rest[-2]
    return Span(inner.start, sentence.ends[end])


def _ended(word: str) -> bool:
    return word in ENDS


def cue_span(cue: Cue, source: Party | None) -> Span:
    """The cue with a clitic speaker written on it."""
    span = cue.read.sentence.span_of(cue.first, cue.last)
    if source and source.clitic:
        return Span(span.start, cue.read.sentence.ends[source.last])
    return span


def _uncued(page: Page, linked: Linked, cues: Sequence[Cue]) -> list[Draft]:
    """Quotations without a tag that are speech: they open a sentence and hold one. Their speaker is found in the context."""
    found: list[Draft] = []
    for i, quote in enumerate(page.segments.quotes):
        if i in linked.owner or quote.level or not _is_speech(page, quote):
            continue
        read = next((r for r in page.sentences if r.sentence.span.end > quote.inner.start), None)
        if read is None or not _opens_its_sentence(read, quote):
            continue
        found.append(Draft("direct", "assert", None, None, (quote.inner,), "none", "", read.sentence.index, follows=True))
    return found


def _is_speech(page: Page, quote: Quote) -> bool:
    text = page.segments.body[quote.inner.start : quote.inner.end]
    return len(text.split()) >= SCARE_WORDS and (text.rstrip()[-1:] in ENDS or not quote.closed or text[:1].isupper() and len(text.split()) > 8)
