"""Content that is a noun phrase: objects, and what a preposition governs ("called for talks", "warned of war")."""

from __future__ import annotations

from saksi.reading.clauses import ReadSentence
from saksi.reading.statements.bounds import FINAL, Found, predicate
from saksi.reading.statements.draft import Cue, Party

PREPOSITION_FRAMES = ("about", "for", "of", "as", "into", "on", "against")
CLAUSE_MARKS = frozenset({",", ";", ":", "—", "–"})
PRENOMINAL = frozenset({"compound", "amod", "det", "nmod", "nummod", "advmod", "case", "punct", "cc", "conj"})


def behind_preposition(cue: Cue, source: Party | None, after: int, hi: int) -> Found | None:
    """Content behind a preposition: "called for talks", "warned of war", "described it as a crime"."""
    read = cue.read
    wanted = [f for f in PREPOSITION_FRAMES if f in cue.frames]
    if not wanted:
        return None
    for i in range(after, min(after + (12 if "as" in wanted else 4), hi)):
        slots = set(read.words.slots_of(i))
        frame = next((f for f in wanted if f in slots), "")
        if read.tree.upos(i) == "PUNCT" and read.sentence.words[i] in CLAUSE_MARKS:
            break
        if read.words.has(i + 1, "time"):
            continue  # "called on Wednesday for"
        if frame and not _is_source(source, i + 1):
            start = after if frame == "as" else i + 1
            return Found(frame, ((start, phrase_end(read, i + 1, hi)),), predicate(read, i + 1, hi))
        if read.tree.upos(i) == "VERB" or (read.tree.upos(i) == "ADP" and "as" not in wanted and i > after + 1):
            break
    return None


def _is_source(source: Party | None, token: int) -> bool:
    return source is not None and source.first <= token <= source.last


def phrase_end(read: ReadSentence, start: int, hi: int) -> int:
    """End of the phrase that begins at ``start``: what the parser hangs on its head without a break, at least the noun group."""
    head = start
    while read.tree.relation(head).split(":")[0] in PRENOMINAL and head < read.tree.head(head) <= hi:
        head = read.tree.head(head)
    tree = read.tree.subtree(head)
    end = head
    while end < hi and (end + 1 in tree or read.tree.head(end + 1) in tree or read.sentence.quoted[end + 1] >= 0):
        end += 1
    while end > start and read.sentence.words[end] in FINAL:
        end -= 1
    return end


def governed_object(cue: Cue, source: Party | None, after: int, hi: int) -> Found | None:
    """The direct object of a verb, or nothing for a bare pronoun."""
    read, clause = cue.read, cue.clause
    if "np" not in cue.frames or clause is None or clause.kind != "verb":
        return None
    if clause.voice == "passive":
        return None
    for token in clause.slots.get("patient", ()):
        if token >= after and not _is_source(source, token) and read.tree.upos(token) != "PRON":
            first = max(read.tree.phrase(token)[0], after)
            return Found("np", ((first, _with_purpose(read, phrase_end(read, token, hi), hi)),), token)
    return None


def _with_purpose(read: ReadSentence, end: int, hi: int) -> int:
    """ "Menentang tekanan untuk mensahkan ...": an infinitive right behind the object belongs to it."""
    return hi if end + 1 < hi and read.words.has(end + 1, "inf") and read.tree.upos(end + 2) in ("VERB", "AUX") else end
