"""All statements of an article: quotations first, then reported clauses, then order and nesting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from saksi.reading.clauses import ReadSentence
from saksi.reading.document import Segments
from saksi.reading.statements.cues import find_cues, plain_verb
from saksi.reading.statements.draft import Cue, Draft, Page
from saksi.reading.statements.indirect import read_indirect
from saksi.reading.statements.labels import labelled, turns
from saksi.reading.statements.quoted import link_quotes
from saksi.reading.statements.stances import with_stance
from saksi.records import Span

SPOKEN = frozenset({"quote", "bare", "tag", "label", "none"})
MARK = 3  # characters: a quotation mark, an escaped one
OF_NOUNS = frozenset({"np", "as", "of", "about", "on", "for"})  # frames whose content is a noun phrase
CLAUSES = frozenset({"that", "comma", "comp", "bare"})
CLAUSE_FRAMES = dict.fromkeys(("that", "person-that", "person-to", "person-of"), 4)
FOUNDED = CLAUSE_FRAMES | {"label": 6, "quote": 5, "comma": 5, "to": 3, "wh": 3, "bare": 3, "none": 0}


def find_statements(segments: Segments, sentences: Sequence[ReadSentence]) -> list[tuple[Draft, int | None]]:
    """(statement, index of the statement it lies in) in text order."""
    page = Page(segments, tuple(sentences))
    cues = {read.sentence.index: find_cues(read) for read in sentences}
    labels = labelled(page)
    drafts, used = link_quotes(page, cues, turns(page, labels))
    taken = _taken(page, drafts)
    for sentence, of_sentence in cues.items():
        for cue in of_sentence:
            if cue.key not in used and (draft := _reported(cue, of_sentence, taken.get(sentence, ()))):
                drafts.append(draft)
    drafts = [_to_closing_mark(page, d) for d in drafts + labels]
    drafts = [d for of_sentence in _by_sentence(drafts) for d in _settled(of_sentence)]
    drafts = [with_stance(page, d) for d in _joined(page, drafts)]
    drafts.sort(key=lambda d: (d.start, -_size(d.content)))
    holders = _holders(page, drafts)
    return [(d, _parent(page, i, drafts, holders)) for i, d in enumerate(drafts)]


def _reported(cue: Cue, cues: Sequence[Cue], taken: Sequence[Span]) -> Draft | None:
    """What a cue reports; a phrase that opens no clause is read again as its verb with an object."""
    if draft := read_indirect(cue, cues, taken):
        return draft
    verb = plain_verb(cue)
    return read_indirect(verb, cues, taken) if verb else None


def _taken(page: Page, drafts: Iterable[Draft]) -> Mapping[int, Sequence[Span]]:
    """Sentence -> quotations in it that a statement has whole."""
    found: dict[int, list[Span]] = defaultdict(list)
    for draft in drafts:
        for span in draft.content if draft.kind == "direct" else ():
            for read in page.sentences_of(span):
                found[read.sentence.index].append(span)
    return found


def _by_sentence(drafts: Iterable[Draft]) -> Iterable[list[Draft]]:
    groups: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[draft.sentence].append(draft)
    return groups.values()


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


def _settled(drafts: Sequence[Draft]) -> list[Draft]:
    """The statements of a sentence, after what they take from each other."""
    own = [d for d in drafts if d.frame != "relay" or not any(_speaks_for(other, d) for other in drafts)]
    return _without_doubles(_issued([_before_tag(d, own) for d in own]))


def _speaks_for(draft: Draft, relay: Draft) -> bool:
    """Whether what a medium passes on ("dikutip dari X") is, from its beginning or for the most part, the words of somebody named:
    no statement of the medium."""
    if draft.frame == "relay" or draft.source is None:
        return False
    if abs(draft.content[0].start - relay.content[0].start) < MARK:
        return True
    return 2 * _size([*draft.content, *([draft.cue] if draft.cue else [])]) > _size(relay.content)


def _to_closing_mark(page: Page, draft: Draft) -> Draft:
    """Content that breaks off inside a quotation because its sentence ends goes on to the closing mark."""
    last = draft.content[-1]
    if draft.frame in OF_NOUNS or not draft.cue or draft.frame == "quote":
        return draft
    read = page.sentences[draft.sentence].sentence
    token = next((i for i in range(len(read) - 1, -1, -1) if read.starts[i] < last.end), -1)
    quote = read.quoted[token] if token >= 0 and read.ends[token] >= read.span.end - 2 else -1
    if quote < 0 or read.quoted[0] == quote or page.segments.quotes[quote].inner.end <= read.span.end:
        return draft
    return replace(draft, content=(*draft.content[:-1], Span(last.start, page.segments.quotes[quote].inner.end)))


def _issued(drafts: Sequence[Draft]) -> list[Draft]:
    """ "Released a statement saying S" is one report of S, told by who released it."""
    by_cue = {d.cue.start: d for d in drafts if d.cue}
    kept = list(drafts)
    for outer in drafts:
        inner = by_cue.get(outer.content[0].start)
        if inner in kept and inner is not None and inner.cue and outer.cue and inner is not outer and _is_issue(outer, inner):
            kept.remove(outer)
            whole = Span(outer.cue.start, inner.cue.end)
            kept[kept.index(inner)] = replace(inner, source=outer.source or inner.source, cue=whole)
    return kept


def _is_issue(outer: Draft, inner: Draft) -> bool:
    """The inner report is all that the outer one tells, and has no source of its own ("a sign that said")."""
    whole = inner.content[-1].end >= outer.content[-1].end - 2
    clause = outer.frame in CLAUSES or (outer.frame == "to" and outer.stance == inner.stance == "assert")
    return clause and whole and (inner.source is None or inner.source.relative is None)


def _before_tag(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """Content that ran over the closing tag of the statement it stands in ends before that tag."""
    for tag in drafts:
        if tag.cue is None or tag is draft or draft.cue is None:
            continue
        end = max(s.end for s in tag.content)
        holds_cue = any(s.start <= draft.cue.start < s.end for s in tag.content)
        over = [s for s in draft.content if s.start < end < tag.cue.start and end + MARK < s.end]
        if holds_cue and over:
            return replace(draft, content=tuple(Span(s.start, end) if s in over else s for s in draft.content))
    return draft


def _size(spans: Sequence[Span]) -> int:
    return sum(s.end - s.start for s in spans)


def _shared(a: Sequence[Span], b: Sequence[Span]) -> int:
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


def _without_doubles(drafts: Sequence[Draft]) -> list[Draft]:
    """Two cues of a sentence with nearly the same content are one report ("issued a statement saying"): the better founded stays."""
    heads = {d.head_start for d in drafts if d.frame == "np"}
    single = [d for d in drafts if d.cue is None or d.cue.start not in heads]  # "reaffirmed the commitment to": one report
    kept: list[Draft] = []
    for draft in sorted(single, key=_weight, reverse=True):
        if not any(_same_report(draft, other) for other in kept):
            kept.append(draft)
    return kept


def _weight(draft: Draft) -> tuple[int, int, int]:
    return (FOUNDED.get(draft.frame, 2), int(draft.source is not None), -draft.start)


def _holds_cue(draft: Draft, other: Draft) -> bool:
    return other.cue is not None and any(s.start <= other.cue.start < s.end for s in draft.content)


def _same_report(a: Draft, b: Draft) -> bool:
    if a.frame == b.frame == "bare" and a.source and b.source and a.source != b.source:  # "menurut Kyodo, mengutip seorang diplomat"
        return False
    shared, larger = _shared(a.content, b.content), max(_size(a.content), _size(b.content))
    if shared < 0.8 * larger:
        return False
    return not (_holds_cue(a, b) or _holds_cue(b, a)) or shared > 0.95 * larger


def _holders(page: Page, drafts: Sequence[Draft]) -> Mapping[int, Sequence[int]]:
    """Sentence -> indexes of the statements with content in it."""
    found: dict[int, list[int]] = defaultdict(list)
    for i, draft in enumerate(drafts):
        for sentence in dict.fromkeys(read.sentence.index for span in draft.content for read in page.sentences_of(span)):
            found[sentence].append(i)
    return found


def _parent(page: Page, index: int, drafts: Sequence[Draft], holders: Mapping[int, Sequence[int]]) -> int | None:
    """The smallest other statement whose content holds this one's cue (or all of its content). The order (size, place) has no
    ties, so that no two statements hold each other."""
    draft = drafts[index]
    anchor = draft.cue or draft.content[0]
    read = page.sentence_at(anchor.start)
    holding = holders.get(read.sentence.index, ()) if read else ()
    twins = [i for i in holding if _passes_on(drafts[i], draft)]
    if twins:
        return twins[0]
    own = (_size(draft.content), -index)
    sizes = ((_size(drafts[i].content), i) for i in holding if i != index and any(s.covers(anchor) for s in drafts[i].content))
    return min(((size, i) for size, i in sizes if (size, -i) > own), default=(0, None))[1]


def _passes_on(draft: Draft, other: Draft) -> bool:
    """The same words with two tags are told by the first speaker as the words of the second: "kata Kyodo, mengutip seorang diplomat"."""
    return draft.content == other.content and draft.cue is not None and other.cue is not None and draft.cue.start < other.cue.start
