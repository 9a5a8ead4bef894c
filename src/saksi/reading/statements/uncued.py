"""Quotations without a listed cue that are speech: tagged by an unlisted verb, by a colon, by a name on the next line, or by nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from saksi.reading.clauses import ReadSentence
from saksi.reading.document import Quote
from saksi.reading.quotes import SINGLE
from saksi.reading.statements.draft import Draft, Page, Party
from saksi.reading.statements.phrases import noun_behind, party
from saksi.records import Span

LEAST_WORDS = 2  # of a quotation that an unlisted verb tags
SCARE_WORDS = 4  # a shorter quotation without a tag of its own is a term, not speech
SIGNATURE = 16  # tokens of a line with the name of the speaker: "- Ann Lee, a farmer in Ohio"
LONGEST_TAG = 10  # tokens of a speaker between the closing mark and a verb at the end of the tag
ENDS = ",.?!…"
DASHES = frozenset("-–—―~")


def uncued(page: Page, owned: Collection[int]) -> list[Draft]:
    """Statements from the quotations that no cue has; ``owned``: indexes of the others."""
    found: list[Draft] = []
    for i, quote in enumerate(page.segments.quotes):
        if i in owned or quote.level or _is_signature(page, i, found):
            continue
        read = page.sentence_at(quote.inner.start)
        if read is None or page.segments.body[quote.outer.start] in SINGLE:
            continue
        draft = _told(page, quote, read)
        if draft:
            found.append(draft)
    return found


def _is_signature(page: Page, at: int, found: list[Draft]) -> bool:
    """Whether the quotation is only the last line of the one before, with the name of its speaker."""
    source = found[-1].source if found else None
    starts = page.sentences[source.sentence].sentence.span.start if source else -1
    return starts == page.segments.quotes[at].inner.start


def _told(page: Page, quote: Quote, read: ReadSentence) -> Draft | None:
    speech = is_speech(page, quote)
    tag = (_colon_tag(read, quote) or signature(page, quote)) if speech else None
    if tag:
        return _draft(quote, tag, None, read)
    led = _led_in(page, quote) if speech else None
    if led:
        lead, source, verb = led
        return _draft(quote, source, lead.sentence.span_of(verb, verb), lead)
    if not opens_its_sentence(read, quote) or len(_words(page, quote)) < LEAST_WORDS:
        return None
    verb_tag = _unlisted_tag(page, quote)
    if verb_tag:
        where, source, verb = verb_tag
        return _draft(quote, source, where.sentence.span_of(verb, verb), where)
    return Draft("direct", "assert", None, None, (quote.inner,), "none", "", read.sentence.index, follows=True) if speech else None


def _draft(quote: Quote, source: Party, cue: Span | None, read: ReadSentence) -> Draft:
    return Draft("direct", "assert", source, cue, (quote.inner,), "tag", "", read.sentence.index)


def opens_its_sentence(read: ReadSentence, quote: Quote) -> bool:
    """Nothing but marks and short connectives stands before the quotation in its sentence."""
    sentence = read.sentence
    before = [i for i in range(len(sentence)) if sentence.starts[i] < quote.outer.start]
    return len([i for i in before if sentence.words[i][0].isalnum()]) <= 2


def _colon_tag(read: ReadSentence, quote: Quote) -> Party | None:
    """The speaker of ``Cha: "Q"``, ``The polls agree - Cha: "Q"``, ``More from Cha (D-Ohio): "Q"``: a name, a colon and a quotation."""
    words = read.sentence.words
    colon = next((i for i in range(len(read.sentence) - 1, 0, -1) if read.sentence.starts[i] < quote.outer.start), 0)
    if not colon or words[colon] != ":":
        return None
    end = next((i for i in range(colon - 1, 0, -1) if words[i] == "("), colon) if words[colon - 1] == ")" else colon
    opens = [i for i in range(end - 1) if words[i] in DASHES or "from" in read.words.slots_of(i)]
    starts = [0, *(i + 1 for i in opens[-1:] if words[i + 1][0].isupper())]
    found = (noun_behind(read, start) for start in starts if start < end)
    return next((source for source in found if source and source.last == end - 1), None)


def signature(page: Page, quote: Quote) -> Party | None:
    """The speaker named in the line below a quotation that stands alone: ``- Ann Lee, a farmer in Ohio``."""
    return _signed_below(page, quote) if quote.closed else _signed_inside(page, quote)


def _signed_inside(page: Page, quote: Quote) -> Party | None:
    """The speaker in the last line before the closing mark: a quotation that a page repeats in large letters."""
    following = next((q for q in page.segments.quotes if q.outer.start >= quote.outer.end), None)
    if following is None or not (following.closed and following.continues) or not ends_sentence(page, quote):
        return None
    line = page.segments.body[following.inner.start : following.inner.end]
    between = page.segments.body[quote.outer.end : following.outer.start]
    read = page.sentence_at(following.inner.start)
    if between.strip() or read is None or len(line.split()) > SIGNATURE or read.sentence.starts[0] != following.inner.start:
        return None
    return _opening_name(read, 0)


def ends_sentence(page: Page, quote: Quote) -> bool:
    return page.segments.body[quote.inner.end - 1 : quote.inner.end] in set(ENDS)


def _opening_name(read: ReadSentence, at: int) -> Party | None:
    """The name that a line begins with and that is all of it, or stands before a comma or a bracket."""
    source = noun_behind(read, at) if read.sentence.words[at][0].isupper() else None
    closes = source is not None and (source.last + 2 >= len(read.sentence) or read.sentence.words[source.last + 1] in ",(.")
    return source if closes else None


def _signed_below(page: Page, quote: Quote) -> Party | None:
    body, paragraph = page.segments.body, page.paragraph_at(quote.outer.start)
    rest = body[quote.outer.end : quote.outer.end + 6].lstrip()
    if not rest or rest[:1] not in DASHES or quote.outer.start > paragraph.start:
        return None
    start = quote.outer.end + body[quote.outer.end :].index(rest[0])
    read = page.sentence_at(start)
    at = next((i for i in range(len(read.sentence)) if read.sentence.starts[i] > start), -1) if read else -1
    if read is None or at < 0 or len(read.sentence) - at > SIGNATURE:
        return None
    return None if read.sentence.span.end + 2 < page.paragraph_at(start).end else _opening_name(read, at)


def _led_in(page: Page, quote: Quote) -> tuple[ReadSentence, Party, int] | None:
    """(sentence, speaker, verb) of a sentence that ends in a colon before the quotation: ``The ministry put it this way: "Q"``."""
    body = page.segments.body
    end = quote.outer.start
    while end > 0 and body[end - 1].isspace():
        end -= 1
    read = page.sentence_at(end - 1) if end > 0 and body[end - 1] == ":" else None
    if read is None or read.sentence.starts[0] >= end:
        return None
    for verb in sorted(read.clauses, key=lambda i: read.tree.relation(i) != "root"):
        clause = read.clauses[verb]
        agents = [t for t in clause.slots.get("agent", ()) if t < verb]
        if clause.kind == "verb" and clause.finite and agents and read.sentence.starts[verb] < end and read.sentence.quoted[verb] < 0:
            return read, party(read, agents[0]), verb
    return None


def _unlisted_tag(page: Page, quote: Quote) -> tuple[ReadSentence, Party, int] | None:
    """(sentence, speaker, verb) of ``"Q," reacted X`` and ``"Q!" the crowd screamed`` right behind the quotation."""
    body = page.segments.body
    read = page.sentence_at(quote.outer.end + 1)
    if read is None or not quote.closed or body[quote.inner.end - 1] not in ",?!" or body[quote.outer.end : quote.outer.end + 1] != " ":
        return None
    start = next((i for i in range(len(read.sentence)) if read.sentence.starts[i] >= quote.outer.end), -1)
    if start < 0 or read.sentence.starts[start] > quote.outer.end + 1:
        return None
    if read.tree.upos(start) == "VERB":
        source = noun_behind(read, start + 1)
        return (read, source, start) if source else None
    source = noun_behind(read, start)
    verb = source.last + 1 if source else len(read.sentence)
    if source and verb < len(read.sentence) and read.tree.upos(verb) == "VERB":
        return read, source, verb
    return _tag_read_as_noun(read, start)


def _tag_read_as_noun(read: ReadSentence, start: int) -> tuple[ReadSentence, Party, int] | None:
    """ "Q," a voice-over in the ad states: the parser took the verb that ends the tag for a noun."""
    end = next((i for i in range(start, len(read.sentence)) if read.sentence.words[i] in ",.;:"), len(read.sentence))
    verb = end - 1
    listed = any(m.table == "reporting" and m.first == m.last == verb and m.feature == "s" for m in read.matches)
    if not listed or not 0 < verb - start <= LONGEST_TAG or read.words.any(start, "prep:") or read.tree.upos(verb) == "VERB":
        return None
    found = noun_behind(read, start)
    if found is None or found.first >= verb:
        return None
    return read, replace(found, last=min(found.last, verb - 1), head=min(found.head, verb - 1)), verb


def _words(page: Page, quote: Quote) -> list[str]:
    return page.segments.body[quote.inner.start : quote.inner.end].split()


def is_speech(page: Page, quote: Quote) -> bool:
    """The quotation is long enough, and closed like a sentence: no title, no term."""
    words = _words(page, quote)
    if len(words) < SCARE_WORDS:
        return False
    return words[-1][-1] in ENDS or not quote.closed or (words[0][:1].isupper() and len(words) > 2 * SCARE_WORDS)
