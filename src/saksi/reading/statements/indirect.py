"""Reported clauses, infinitives, nouns and tags without quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.reading.clauses import ReadSentence
from saksi.reading.statements.around import around, nearest_clause
from saksi.reading.statements.bare import bare_clause, behind_comma, clause_start, skip_marks
from saksi.reading.statements.bounds import FINAL, Found, bounded, opens_clause, predicate, trimmed
from saksi.reading.statements.draft import Cue, Draft, Party
from saksi.reading.statements.fit import fits
from saksi.reading.statements.objects import behind_preposition, governed_object, head_from
from saksi.reading.statements.participles import behind_comma as behind_comma_or_dash
from saksi.reading.statements.participles import fronted_end, subordinate_end
from saksi.reading.statements.quoted import cue_span
from saksi.reading.statements.sources import VERBAL
from saksi.reading.statements.tags import parenthetical
from saksi.records import Span

DEEDS = frozenset({"agree", "assert"})  # stances of words that are as often acts: back, support, call
FORMS = frozenset({"ing", "past", "part", "base"})
COMP_WINDOW = 16  # tokens between a cue and its complementiser: "said in a statement on Tuesday that"
MIN_TOKENS = 2
CLOSING_MARKS = frozenset("\"”’»'")


def read_indirect(cue: Cue, cues: Sequence[Cue], taken: Sequence[Span]) -> Draft | None:
    """The statement of a cue whose content is not a whole quotation, None when the cue reports nothing here."""
    source, hearsay = cue.source, cue.hearsay
    lo, hi = _limits(cue, taken)
    hi = _before_closing_tag(cue, cues, hi)
    found = _content(cue, source, cues, lo, hi)
    if found is None or (source is None and not hearsay and not _may_be_sourceless(cue, found)) or not fits(cue, found.frame):
        return None
    if _only_describes(cue, found):
        return None
    sentence = cue.read.sentence
    spans = tuple(sentence.span_of(a, _with_closing_mark(cue.read, a, b)) for a, b in found.runs)
    return Draft(
        kind=_kind(cue.read, found.runs),
        stance=cue.frames[found.frame],
        source=source,
        cue=cue_span(cue, source),
        content=spans,
        frame=found.frame,
        where=cue.row.where,
        sentence=sentence.index,
        hearsay=hearsay or source is None,
        negated=bool(cue.clause and cue.clause.has("negative")),
        head=found.head,
        head_start=sentence.starts[found.head] if found.head >= 0 else -1,
    )


def _with_closing_mark(read: ReadSentence, first: int, last: int) -> int:
    """The mark that closes a quotation inside the content is part of it: ``the deal "a mistake"``."""
    quoted, mark = read.sentence.quoted, last + 1
    begins_inside = quoted[last] >= 0 and quoted[first] != quoted[last]
    return mark if begins_inside and mark < len(quoted) and read.sentence.words[mark] in CLOSING_MARKS else last


def _only_describes(cue: Cue, found: Found) -> bool:
    """ "Soldiers | defending the base", "moved to | back the plan": a participle tells who somebody is, an infinitive what he is about to
    do; neither reports words."""
    clause = cue.clause
    if found.frame != "np" or clause is None or clause.kind != "verb" or cue.frames["np"] not in DEEDS or cue.match.feature not in FORMS:
        return False
    return (clause.link == "acl" and not behind_comma_or_dash(cue)) or (clause.link == "xcomp" and cue.frames["np"] == "agree")


def _may_be_sourceless(cue: Cue, found: Found) -> bool:
    """Infinitives and participles whose subject the syntax did not find still report; bare nouns without a holder do not."""
    if set(cue.sources) <= {"after", "poss", "record"}:
        return False
    return "none" in cue.sources or (cue.pos == "noun" and found.frame == "that")  # "reports that the bridge fell"


def _limits(cue: Cue, taken: Sequence[Span]) -> tuple[int, int]:
    """Tokens the content may lie in: the quotation that holds the cue, else the sentence without its end mark."""
    sentence = cue.read.sentence
    inside = sentence.quoted[cue.first]
    tokens: Sequence[int] = range(len(sentence))
    if inside >= 0:
        tokens = [i for i in tokens if sentence.quoted[i] == inside]
    elif taken:
        tokens = [i for i in tokens if not any(t.start <= sentence.starts[i] < t.end for t in taken)]
    if not tokens:  # all of the sentence is said by somebody else already
        return cue.first, cue.first
    lo, hi = tokens[0], tokens[-1]
    while hi > lo and sentence.words[hi] in FINAL and sentence.words[hi] not in '"”':
        hi -= 1
    comma = max(fronted_end(cue), subordinate_end(cue))
    return lo, min(hi, comma - 1) if comma >= 0 else hi


def _before_closing_tag(cue: Cue, cues: Sequence[Cue], hi: int) -> int:
    """A tag that closes the sentence ("S, kata X", "S, menurut X") is not among what a cue before it reports."""
    words, quoted = cue.read.sentence.words, cue.read.sentence.quoted
    for tag in cues:
        closes = tag.source is not None and (tag.pos == "prep" or ("after" in tag.sources and tag.pos != "noun"))
        if closes and cue.last + 2 < tag.first <= hi and words[tag.first - 1] in FINAL and quoted[tag.first] == quoted[cue.first]:
            start = nearest_clause(tag, cues)
            return min(tag.first - 2, start - 1) if start > cue.last + MIN_TOKENS else tag.first - 2
    return hi


def _content(cue: Cue, source: Party | None, cues: Sequence[Cue], lo: int, hi: int) -> Found | None:
    after = _after(cue, source)
    if cue.pos in ("prep", "adv") or (cue.pos == "phrase" and "prep" in cue.sources):
        return around(cue, cues, after, lo, hi)
    if told := behind_comma(cue, source, hi):
        return Found(told.frame, tuple(bounded(cue, cues, told, hi)), told.head)
    if _closes(cue):
        told = _inverted(cue, source, cues, lo, hi)
        if told and len(told.runs) == 1:
            return told  # "S, it wrote on its page"
    for find in (
        _parenthetical,
        _person_frames,
        _complement_clause,
        _infinitive,
        _gerund,
        bare_clause,
        behind_preposition,
        governed_object,
    ):
        found = find(cue, source, after, hi)
        if found and not _describes(cue, found):
            return Found(found.frame, tuple(bounded(cue, cues, found, hi)), found.head)
    return _inverted(cue, source, cues, lo, hi)


def _describes(cue: Cue, found: Found) -> bool:
    """Whether a relative clause behind a noun says which statement is meant and not what it states: "pernyataan yang menepis laporan"."""
    words, first = cue.read.words, found.runs[0][0] if found.runs else -1
    return cue.pos == "noun" and first >= 0 and words.has(first, "rel") and not (words.has(first, "comp") or words.has(first, "whcomp"))


def _closes(cue: Cue) -> bool:
    """A cue with a speaker in front and a preposition behind: what that governs may be only where it was said."""
    read, i = cue.read, cue.last + 1
    if cue.pos != "verb" or "quote" not in cue.frames or i >= len(read.sentence):
        return False
    infinitive = "to" in cue.frames and read.words.has(i, "inf") and _opens_infinitive(read, i, len(read.sentence) - 1)
    return read.words.any(i, "prep:") and not infinitive


def _parenthetical(cue: Cue, source: Party | None, after: int, hi: int) -> Found | None:
    """ "The nominee, he said, watched the games": what stands on both sides of the tag."""
    frame = _tag_frame(cue)
    if not frame or source is None or source.clitic or cue.read.sentence.quoted[cue.first] >= 0 or not parenthetical(cue):
        return None
    runs = [trimmed(cue.read, 0, source.first - 1), trimmed(cue.read, cue.last + 2, hi)]
    if cue.read.words.has(cue.last + 2, "comp") or _is_adverbial(cue.read, *runs[0]):  # "On Monday he said, ..."
        return None
    if not _is_clause(cue.read, *runs[1]) and any(_is_finite(cue.read, i) for i in range(runs[0][0], runs[0][1] + 1)):
        runs = runs[:1]
    elif not any(_is_finite(cue.read, i) for i in range(runs[0][0], runs[0][1] + 1)) and _has_subject(cue.read, *runs[1]):
        runs = runs[1:]  # "The analyst, Ada Cole, said, the talks failed": what stands in front says who she is
    return Found(frame, tuple(runs), predicate(cue.read, *runs[-1]))


def _has_subject(read: ReadSentence, first: int, last: int) -> bool:
    """Whether the clause of the tokens has a subject among them."""
    kids = read.tree.kids[predicate(read, first, last)]
    return any(first <= k <= last and read.tree.relation(k).startswith("nsubj") for k in kids)


def _is_adverbial(read: ReadSentence, first: int, last: int) -> bool:
    """A date, a prepositional phrase or a participle in front of the speaker, with no clause of its own."""
    if any(_is_finite(read, i) and read.tree.relation(i) != "advcl" for i in range(first, last + 1)):
        return False
    start = next((i for i in range(first, last + 1) if read.tree.upos(i) != "ADV"), first)
    return read.tree.upos(start) in ("ADP", "VERB") or all(read.words.has(i, "time") for i in range(start, last + 1))


def _is_finite(read: ReadSentence, token: int) -> bool:
    return read.tree.upos(token) == "AUX" or (token in read.clauses and read.clauses[token].kind == "verb" and read.clauses[token].finite)


def _tag_frame(cue: Cue) -> str:
    """The frame of a tag beside what it reports, "" when the cue makes none."""
    frame = next((f for f in ("bare", "quote", "that") if f in cue.frames), "")
    return "" if cue.pos == "noun" and "bare" not in cue.frames else frame


def _after(cue: Cue, source: Party | None) -> int:
    """First token behind cue and source."""
    after = cue.last + 1
    if source and source.sentence == cue.read.sentence.index and after <= source.first <= after + 2:
        after = source.last + 1
    return after


def _complement_clause(cue: Cue, source: Party | None, after: int, hi: int) -> Found | None:
    """A clause opened by a complementiser or question word, or a clause the parser ties to the cue."""
    read = cue.read
    frame = next((f for f in ("that", "comp") if f in cue.frames), "")
    for i in range(after, min(after + COMP_WINDOW, hi)):
        if read.words.has(i, "inf") and "to" in cue.frames and i - after <= 2 and not read.words.has(i, "comp"):
            return None  # "setuju untuk": the infinitive frame has it
        if cue.pos == "noun" and read.tree.upos(i) == "PUNCT":
            break
        if frame and opens_clause(read, i) and _free(read, after, i):
            return Found(frame, ((i + 1, hi),), predicate(read, i + 1, hi))
        if read.words.has(i, "whcomp") and _free(read, after, i) and "wh" in cue.frames and i - after <= 4:
            return Found("wh", ((i, hi),), predicate(read, i, hi))
    if cue.clause is None or "that" not in cue.frames:
        return None
    for child in cue.clause.slots.get("ccomp", ()):
        if child > after and (child in read.clauses or _is_copular(read, child)):
            first = skip_marks(read, max(min(read.tree.subtree(child)), after), hi)
            start = first if "person-that" in cue.frames else clause_start(read, after, hi)  # "told them it would"
            return Found("that", ((min(start, first), hi),), child)
    return None


def _is_copular(read: ReadSentence, token: int) -> bool:
    """A noun or adjective that is a predicate: "said the law is wrong"."""
    return any(read.tree.relation(k) in ("cop", "nsubj", "aux") for k in read.tree.kids[token])


def _free(read: ReadSentence, start: int, end: int) -> bool:
    """No other verb stands between cue and complementiser."""
    return not any(read.tree.upos(i) == "VERB" for i in range(start, end))


def _infinitive(cue: Cue, source: Party | None, after: int, hi: int) -> Found | None:
    if "to" not in cue.frames:
        return None
    read = cue.read
    for i in range(after, min(after + 4, hi)):
        if read.words.has(i, "inf") and (cue.pos == "noun" or _opens_infinitive(read, i, hi)):
            first = i - 1 if i > after and read.words.has(i - 1, "neg") else i  # "is keen | not to derail the talks"
            return Found("to", ((first, hi),), predicate(read, i, hi))
        if read.tree.upos(i) not in ("ADV", "PUNCT", "PRON", "PART"):
            break
    if after <= hi and cue.clause and any(x in (after, after + 1) for x in cue.clause.slots.get("xcomp", ())):
        return Found("to", ((after, hi),), predicate(read, after, hi))
    return None


def _opens_infinitive(read: ReadSentence, at: int, hi: int) -> bool:
    """ "to see", "to quickly see", not "to the ambassadors"."""
    return any(read.tree.upos(i) in ("VERB", "AUX") for i in range(at + 1, min(at + 4, hi + 1)))


def _gerund(cue: Cue, source: Party | None, after: int, hi: int) -> Found | None:
    if "ing" in cue.frames and after < hi and cue.read.sentence.lower[after].endswith("ing") and cue.read.tree.upos(after) == "VERB":
        if cue.read.tree.relation(after) == "amod":
            return None
        return Found("ing", ((after, hi),), after)
    return None


def _person_frames(cue: Cue, source: Party | None, after: int, hi: int) -> Found | None:
    """The object is an addressee or accused: "urged Iran to stop", "told reporters that", "accused Russia of killing"."""
    read, clause = cue.read, cue.clause
    if clause is None:
        return None
    person = next((t for t in clause.slots.get("patient" if clause.voice == "active" else "second", ()) if t >= after), -1)
    if person < 0 and clause.voice == "passive":
        person = after - 1
    if cue.pos == "phrase" and read.words.any(cue.last, "prep") and after <= hi:
        person = head_from(read, after, hi)  # "called on | the Taliban to reopen schools"
    if person < 0:
        return None
    first, last = (after, after - 1) if person == after - 1 else read.tree.phrase(person)
    if "person-that" in cue.frames and last >= after and last + 2 < hi and _begins_clause(read, last + 1):
        return Found("person-that", ((last + 1, hi),), read.tree.head(last + 1))
    for i in range(max(last, after - 1) + 1, min(last + COMP_WINDOW, hi)):
        if "person-to" in cue.frames and read.words.has(i, "inf"):
            return Found("person-to", ((max(min(first, person), after), hi),), predicate(read, i, hi))
        if "person-that" in cue.frames and (opens_clause(read, i) or (read.words.has(i, "whcomp") and i - last <= 2)):
            return Found("person-that", ((i + read.words.has(i, "comp"), hi),), predicate(read, i, hi))
        for frame in ("of", "for"):
            if f"person-{frame}" in cue.frames and frame in read.words.slots_of(i) and i - last <= 3:
                return Found(f"person-{frame}", ((max(first, after), hi),), predicate(read, i, hi))
        verb = i + 1 if read.tree.upos(i) == "ADP" and i < hi and read.tree.relation(i + 1) == "xcomp" else i  # "instó a Perú a ceder"
        if "person-to" in cue.frames and read.tree.upos(verb) == "VERB" and i == last + 1 and first >= after:
            return Found("person-to", ((first, hi),), verb)  # "menuduh Iran melanggar"
        if read.tree.upos(i) == "VERB":
            break
    return None


def _begins_clause(read: ReadSentence, token: int) -> bool:
    """A subject right in front of its verb: "told them | he would"."""
    verb = read.tree.head(token)
    pronoun = read.tree.upos(token) == "PRON" and not read.words.has(token, "rel")
    return (
        pronoun and read.tree.relation(token).startswith("nsubj") and verb > token and read.tree.upos(token + 1) in ("VERB", "AUX", "ADV")
    )


def _inverted(cue: Cue, source: Party | None, cues: Sequence[Cue], lo: int, hi: int) -> Found | None:
    """A closing or middle tag: "S, said X", "S, X said", "S1, X said, S2"."""
    read = cue.read
    frame = _tag_frame(cue)
    if not frame or (frame == "quote" and "after" not in cue.sources and "that" not in cue.frames):  # "seorang Tutsi yang berbicara"
        return None
    first = cue.clause.first if cue.clause and cue.clause.kind == "verb" else cue.first
    if source and source.last < first:
        first = min(first, source.first)
    if first - 1 <= lo or read.sentence.words[first - 1] not in {",", "”", '"', "’", "—", "–", "-"}:
        return None
    runs = [trimmed(read, lo, first - 1)]
    if any(other.last == runs[0][1] and other.source and other.pos in VERBAL for other in cues):  # "X mengatakan, mereka khawatir"
        return None
    if runs[0][1] - runs[0][0] < MIN_TOKENS or not _told_before(cue, *runs[0]):
        return None
    after = _after(cue, source) + (1 if source and source.clitic else 0)
    if after < hi and read.sentence.words[after] == "," and _is_clause(read, after + 1, hi):
        runs.append((after + 1, hi))
    return Found(frame, tuple(runs), predicate(read, *runs[0]))


def _told_before(cue: Cue, first: int, last: int) -> bool:
    """Whether what stands before a tag is a clause of its own, not an adverbial of the tag: "Asked about it, she said ..."."""
    read = cue.read
    verbs = (i in read.clauses and read.clauses[i].kind == "verb" for i in range(first, last + 1))
    if not any(verbs) and not any(read.tree.upos(i) == "AUX" or _is_copular(read, i) for i in range(first, last + 1)):
        return False
    if any(c.startswith("sub:") for c in read.words.classes[first]) and not any(read.sentence.words[i] == "," for i in range(first, last)):
        return False
    head = predicate(read, first, last)
    return head < 0 or not (read.clauses[head].link == "advcl" and read.clauses[head].governor == cue.head)


def _is_clause(read: ReadSentence, first: int, last: int) -> bool:
    """A finite clause that goes on behind a tag, not an adverbial of the tag."""
    if last - first < 4 or read.words.any(first, "sub:") or read.words.any(first, "prep:") or read.words.has(first, "rel"):
        return False
    head = predicate(read, first, last)
    return head >= 0 and read.clauses[head].kind == "verb" and read.clauses[head].finite and not read.sentence.lower[first].endswith("ing")


def _kind(read: ReadSentence, runs: Sequence[tuple[int, int]]) -> str:
    quoted = [read.sentence.quoted[i] >= 0 for a, b in runs for i in range(a, b + 1) if read.sentence.words[i][0].isalnum()]
    return "direct" if quoted and all(quoted) else "mixed" if any(quoted) else "indirect"
