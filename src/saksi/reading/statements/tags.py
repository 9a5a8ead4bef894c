"""Closing tags: where a cue stands behind a quotation or a reported clause, and who speaks there."""

from __future__ import annotations

from saksi.reading.clauses import ReadSentence
from saksi.reading.predicates import Clause
from saksi.reading.statements.draft import Cue, Party
from saksi.reading.statements.phrases import MARKS, nominal_run, noun_before, noun_behind, party

CLOSERS = frozenset({",", '"', "”", "“", "’", "'", "»", ".", "?", "!"})
STOPS = frozenset({",", ".", "?", "!", "…", "—", "–"})
A_WORD = 3  # tokens between marks that set a word or a name apart
APPOSITION = 30  # tokens between a name and its verb: ", a professor at the university who served two presidents,"
RELATIVE_LINKS = frozenset({"acl", "acl:relcl"})


def tag_start(cue: Cue) -> int:
    """First token of the cue's verb group."""
    return min(cue.first, cue.clause.first) if cue.clause and cue.clause.kind == "verb" else cue.first


def parenthetical(cue: Cue) -> bool:
    """A tag between two commas with its speaker in front: ``The nominee, he said, watched the games``."""
    words, left = cue.read.sentence.words, tag_start(cue)
    if left < 2 or cue.last + 1 >= len(words) or words[cue.last + 1] != "," or cue.match.feature == "ing":
        return False
    subject = noun_before(cue, left)
    return subject is not None and subject.first > 1 and words[subject.first - 1] == ","


def closing_tag(cue: Cue, clause: Clause) -> Party | None:
    """The speaker of a tag behind a quotation or a reported clause, None when the cue closes nothing."""
    read, left = cue.read, tag_start(cue)
    if read.sentence.quoted[cue.first] >= 0 or cue.match.feature == "ing" or "quote" not in cue.frames:
        return None
    edge = behind_quotation(read, left)
    if edge < 0:
        return _inverted_after_clause(cue, clause, left)
    if edge >= left:
        return noun_behind(read, cue.last + 1)
    subject = next((t for t in clause.slots.get("agent", ()) if edge <= t < left), -1)
    first = _first_phrase(read, edge, left)
    apposed = (
        first is not None and first.last + 1 < left - 1 and read.sentence.words[first.last + 1] == "," == read.sentence.words[left - 1]
    )
    if apposed and first and read.tree.upos(first.head) == "PROPN":  # "Ann Lee, who has been there, said"
        return first
    if has_verb(read, edge, left):
        return None
    return party(read, subject) if subject >= 0 and not apposed else first


def behind_quotation(read: ReadSentence, left: int) -> int:
    """The token behind the last quotation that closes before ``left`` and its marks, -1 if there is none."""
    quoted = read.sentence.quoted
    last = next((i for i in range(left - 1, -1, -1) if quoted[i] >= 0), -1)
    if last < 0 or left - last > APPOSITION or not any(w in CLOSERS for w in read.sentence.words[last : last + 3]):
        return -1
    if sum(q == quoted[last] for q in quoted) <= A_WORD and not any(w in STOPS for w in read.sentence.words[last : last + 4]):
        return -1  # 'to "fix" the state and blamed', 'the "Panama papers" showed'
    at = last + 1
    while at < left and read.sentence.words[at] in MARKS:
        at += 1
    return at


def has_verb(read: ReadSentence, start: int, end: int) -> bool:
    """A verb between the quotation and the cue, relative clauses and participles aside: the tag is not this cue's."""
    clauses = (read.clauses[i] for i in range(start, end) if i in read.clauses)
    return any(c.kind == "verb" and c.link not in (*RELATIVE_LINKS, "amod") and c.finite for c in clauses)


def _first_phrase(read: ReadSentence, start: int, end: int) -> Party | None:
    """The noun phrase that a straight tag begins with: ``X, the head of Y, said``."""
    run = nominal_run(read, start)
    return run if run and run.last < end else None


def _inverted_after_clause(cue: Cue, clause: Clause, left: int) -> Party | None:
    """ "S, said X" without quotation marks: the subject the parser gives has a verb of its own before the comma."""
    read = cue.read
    if left < 3 or read.sentence.words[left - 1] != "," or cue.pos == "noun":
        return None
    subject = next(iter(clause.slots.get("agent", ())), -1)
    if subject > cue.last:
        return None
    others = (c for c in read.clauses.values() if c.kind == "verb" and c.head < left - 1 and c.link not in RELATIVE_LINKS)
    if not any(c.finite and (subject < 0 or subject in c.slots.get("agent", ()) or subject in c.slots.get("patient", ())) for c in others):
        return None
    found = noun_behind(read, cue.last + 1)
    if found is None or (found.last + 1 < len(read.sentence) and read.tree.upos(found.last + 1) in ("VERB", "AUX")):
        return None
    return found
