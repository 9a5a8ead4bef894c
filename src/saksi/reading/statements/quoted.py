"""Quotations and the tags they belong to: ``"Q," said X``, ``X said: "Q"``, ``"Q1," said X. "Q2"``, quotes over paragraphs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from saksi.reading.document import Quote
from saksi.reading.statements.draft import Cue, Draft, Page, Party
from saksi.reading.statements.phrases import noun_behind
from saksi.reading.statements.sources import VERBAL
from saksi.reading.statements.tags import APPOSITION, tag_start
from saksi.reading.statements.uncued import ENDS, is_speech, opens_its_sentence, signature, uncued
from saksi.records import Span

TAG_GAP = 12  # tokens between a closing mark and the cue
TAG_NAME = 4  # tokens of a name between the closing mark and the verb
LEAD_GAP = 24  # tokens between the cue and an opening mark: "said in an interview on Monday: ..."
ENDINGS = tuple("?!.,…")
INNER_MARKS = "'’"  # a quotation in a quotation closes with it
STRAY = " \n\r\t\"'”’.,"  # what may stand between two quotations of one speech


@dataclass
class Linked:
    """The growing table of which quotation belongs to which cue."""

    page: Page
    cues: Mapping[int, Sequence[Cue]]  # sentence -> cues
    turns: Collection[int] = ()  # quotations that are turns of a transcript
    owner: dict[int, Cue] = field(default_factory=dict)
    chunks: dict[tuple[int, int], list[int]] = field(default_factory=dict)  # (sentence, cue token) -> quote indexes

    def give(self, cue: Cue, quote: int) -> None:
        self.owner[quote] = cue
        self.chunks.setdefault(cue.key, []).append(quote)

    def is_free(self, quote: int) -> bool:
        return quote not in self.owner and quote not in self.turns

    def has_cue(self, cue: Cue, tokens: Collection[int]) -> bool:
        """Whether another verb of speech stands among the tokens of the cue's sentence."""
        return any(c.first in tokens and c.pos in VERBAL for c in self.cues.get(cue.read.sentence.index, ()))


def link_quotes(page: Page, cues: Mapping[int, Sequence[Cue]], turns: Collection[int] = ()) -> tuple[list[Draft], set[tuple[int, int]]]:
    """(statements with quotations, keys of the cues used up). ``cues``: by sentence; ``turns``: quotations that have a speaker already."""
    linked = Linked(page, cues, turns)
    able = [c for of_sentence in cues.values() for c in of_sentence if "quote" in c.frames and c.read.sentence.quoted[c.first] < 0]
    for find in (_quote_before, _quote_after):
        for cue in able:
            if cue.key not in linked.chunks:
                quote = find(linked, cue)
                if quote >= 0 and linked.is_free(quote):
                    linked.give(cue, quote)
    for cue in able:
        if cue.key in linked.chunks:
            _continue(linked, cue)
    loose = uncued(page, {*linked.owner, *turns})
    drafts = [_draft(page, linked, cue) for cue in able if cue.key in linked.chunks]
    return drafts + loose, set(linked.chunks)


def _tag_bounds(cue: Cue) -> tuple[int, int]:
    """First and last token of the tag: cue group and source where they touch."""
    source, first, last = cue.source, tag_start(cue), cue.last
    if source and source.sentence == cue.read.sentence.index:
        if source.last < first and _nothing_but_tag(cue, source.last + 1, first):
            first = source.first
        elif source.first > last and source.first - last <= 3:
            last = source.last
    return first, last


def _nothing_but_tag(cue: Cue, start: int, end: int) -> bool:
    """Between a speaker and its verb: an apposition, a relative clause, adverbials, but no other quotation."""
    sentence = cue.read.sentence
    return end - start <= 4 or (
        end - start <= APPOSITION and sentence.words[end - 1] in ",—–-" and all(q < 0 for q in sentence.quoted[start:end])
    )


def _quote_before(linked: Linked, cue: Cue) -> int:
    """Index of the quotation that closes right before the tag, -1 if none."""
    page, sentence = linked.page, cue.read.sentence
    if _is_speakers_name(linked, cue):
        return -1
    first, _ = _tag_bounds(cue)
    best = page.quote_ending_before(sentence.starts[first])
    if best < 0:
        return -1
    quote = page.segments.quotes[best]
    if quote.outer.end <= sentence.span.start:
        return best if _tag_of_its_own(linked, cue, quote, first) else -1
    gap = [i for i in range(first) if sentence.starts[i] >= quote.outer.end]
    verbs = [i for i in gap if cue.read.tree.upos(i) == "VERB" and not sentence.words[i][0].isupper()]
    if len(gap) > TAG_GAP or verbs or (linked.has_cue(cue, gap) and not _is_name(linked, cue, gap)):
        return -1
    return best if quote.closed and opens_its_sentence(cue.read, quote) else -1


def _is_name(linked: Linked, cue: Cue, gap: Sequence[int]) -> bool:
    """The other verbs of speech in the gap are written as names."""
    others = [c for c in linked.cues.get(cue.read.sentence.index, ()) if c.first in gap and c.pos in VERBAL]
    return all(_is_speakers_name(linked, c) for c in others)


def _is_speakers_name(linked: Linked, cue: Cue) -> bool:
    """ "Q," Read said: a word in capitals inside a sentence, right before another verb of speech, is a name."""
    at = cue.first
    return at > 0 and cue.read.sentence.words[at][0].isupper() and linked.has_cue(cue, {cue.last + 1})


def _tag_of_its_own(linked: Linked, cue: Cue, quote: Quote, first: int) -> bool:
    """A tag cut off as a sentence by the end mark inside the quotation: ``"Why?" Todd asked.``"""
    page, read = linked.page, cue.read
    gap = page.segments.body[quote.outer.end : read.sentence.span.start]
    if gap.strip() or "\n" in gap or first > 2 or cue.clause is None or not quote.closed:
        return False
    if cue.clause.slots.get("patient") and not any(f.startswith("person-") for f in cue.frames):
        return False
    if (
        page.segments.body[quote.inner.end - 3 : quote.inner.end].rstrip(INNER_MARKS)[-1:] not in tuple("?!.,…")
        or cue.match.feature == "ing"
    ):
        return False
    rest = range(_tag_bounds(cue)[1] + 1, len(read.sentence))
    told = cue.clause.slots.get("ccomp") or any(read.words.has(i, "comp") or read.words.has(i, "whcomp") for i in rest)
    return not told and not linked.has_cue(cue, rest)


def _quote_after(linked: Linked, cue: Cue) -> int:
    """Index of the quotation that the tag leads into, -1 if none or if it is only part of a clause."""
    page, sentence = linked.page, cue.read.sentence
    if cue.source is None and set(cue.sources) <= {"after", "poss"}:  # the word "kata" in front of a term
        return -1
    _, last = _tag_bounds(cue)
    end = sentence.ends[last]
    i = page.quote_starting_from(end)
    if i < 0:
        return -1
    quote = page.segments.quotes[i]
    gap = [k for k in range(last + 1, len(sentence)) if sentence.starts[k] < quote.outer.start]
    if len(gap) > LEAD_GAP or _names(cue, gap):
        return -1
    paragraph = page.segments.paragraphs[sentence.paragraph]
    if quote.outer.start >= paragraph.end:  # "he said:" and the words in the next paragraph
        lead = page.segments.body[end : quote.outer.start]
        return i if lead.rstrip().endswith(":") and quote.outer.start - paragraph.end < 4 else -1
    if quote.outer.start > sentence.span.end + 2 or linked.has_cue(cue, gap):
        return -1
    if cue.match.feature == "ing" and quote.outer.start >= sentence.span.end and sentence.words[-1] != ":":  # "than talking. "Q""
        return -1
    return i if _leads_in(cue, gap) else -1


def _names(cue: Cue, gap: Sequence[int]) -> bool:
    """ "Called it 'critical'": the quotation is only what a verb of naming says of its object."""
    return "as" in cue.frames and any(cue.read.sentence.words[i][0].isalnum() for i in gap) and cue.read.sentence.words[gap[-1]] != ":"


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
    comma = read.sentence.words[gap[-1]] in ",."  # "said in a statement. "Q""
    return (comma and read.words.any(words[0], "prep:")) or comma or all(read.tree.upos(i) in ("ADV", "PRON") for i in words)


def _continue(linked: Linked, cue: Cue) -> None:
    """Adds what goes on: further quotations of the paragraph without a tag of their own, and paragraphs that reopen."""
    quotes = linked.page.segments.quotes
    mine = linked.chunks[cue.key]
    first = mine[0]
    while first > 0 and quotes[first].continues and not quotes[first - 1].closed and linked.is_free(first - 1):
        first -= 1
        linked.give(cue, first)
    at = max(mine)
    _, last = _tag_bounds(cue)
    end = max(quotes[at].outer.end, cue.read.sentence.ends[last])
    for i in range(at + 1, len(quotes)):
        if quotes[i].level:
            continue
        if not linked.is_free(i) or not _follows(linked, cue, quotes[at], quotes[i], end):
            return
        linked.give(cue, i)
        at, end = i, quotes[i].outer.end


def _follows(linked: Linked, cue: Cue, last: Quote, quote: Quote, end: int) -> bool:
    page, sentence = linked.page, cue.read.sentence
    if not last.closed and quote.continues:
        return True
    if _resumes(page, last, quote) and quote.outer.start < sentence.span.end:
        return True
    if quote.outer.start < sentence.span.end:  # same sentence: only adverbials and commas between
        inside = [k for k in range(len(sentence)) if end <= sentence.starts[k] < quote.outer.start]
        gap = page.segments.body[end : quote.outer.start].rstrip()
        return len(inside) <= TAG_GAP and not linked.has_cue(cue, inside) and gap[-1:] in {"", ",", ":", ";", "-", "–", "—", "."}
    if page.segments.body[max(end, sentence.span.end) : quote.outer.start].strip(STRAY):
        return False
    return quote.outer.start < page.segments.paragraphs[sentence.paragraph].end or _alone(page, quote)


def _resumes(page: Page, last: Quote, quote: Quote) -> bool:
    """ "Q1," said X, speaking of Y, "and q2": a sentence that a comma broke off goes on in small letters."""
    body = page.segments.body
    return body[last.inner.end - 1 : last.inner.end] in ",-–—" and body[quote.inner.start : quote.inner.start + 1].islower()


def _alone(page: Page, quote: Quote) -> bool:
    """A paragraph that is one quotation and nothing else goes on from the paragraph before."""
    paragraph = page.paragraph_at(quote.outer.start)
    return (
        quote.outer.start <= paragraph.start
        and not page.segments.body[quote.outer.end : paragraph.end].strip(STRAY)
        and is_speech(page, quote)
        and signature(page, quote) is None
    )


def _draft(page: Page, linked: Linked, cue: Cue) -> Draft:
    quotes = page.segments.quotes
    source, hearsay = cue.source or _before_cue(cue, quotes[min(linked.chunks[cue.key])]), cue.hearsay
    chunks = [quotes[i].inner for i in sorted(linked.chunks[cue.key])]
    chunks[-1] = _beyond(cue, quotes[max(linked.chunks[cue.key])], chunks[-1])
    kind = "direct" if chunks[-1].end <= quotes[max(linked.chunks[cue.key])].outer.end else "mixed"
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


def _before_cue(cue: Cue, quote: Quote) -> Party | None:
    """The words between a closing mark and its verb, where the parser saw no noun in them: ``"Q," Will wrote``."""
    read, left = cue.read, tag_start(cue)
    left = cue.first if read.sentence.words[left][0].isupper() else left  # "Will" is no auxiliary there
    start = next((i for i in range(len(read.sentence)) if read.sentence.starts[i] >= quote.outer.end), left)
    while start < left and not read.sentence.words[start][0].isalnum():
        start += 1
    if not 0 < left - start <= TAG_NAME or cue.pos not in VERBAL or not read.sentence.words[start][0].isupper():
        return None
    found = noun_behind(read, start)
    if found and found.last < left:
        return found
    plain = all(read.sentence.words[i][0].isalpha() for i in range(start, left))
    return Party(read.sentence.index, start, left - 1, left - 1) if plain else None


def _beyond(cue: Cue, quote: Quote, inner: Span) -> Span:
    """Content that goes on past the closing mark: ``said it was "a crime" and must stop``."""
    sentence = cue.read.sentence
    if not quote.closed or quote.outer.start < sentence.starts[cue.first] or quote.outer.end >= sentence.span.end:
        return inner
    rest = [i for i in range(len(sentence)) if sentence.starts[i] >= quote.outer.end]
    if (
        not rest
        or sentence.words[rest[0]] in {",", ".", ";", ":", "?", "!", "-", "–", "—"}
        or (sentence.ends[rest[0] - 1] and _ended(sentence.words[rest[0] - 2]))
    ):
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
