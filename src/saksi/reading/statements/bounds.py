"""Where reported content begins and ends: token runs, their predicate, and what cuts them short."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.frozen import record
from saksi.reading.clauses import ReadSentence
from saksi.reading.predicates import Clause
from saksi.reading.statements.draft import Cue

FINAL = frozenset({".", "!", "?", ",", ";", ":", "…", '"', "”", "“", "’", "'", "»", "—", "–", "-"})

BESIDE = frozenset({"conj", "advcl", "parataxis"})
NOUN_PHRASES = frozenset({"np", "as", "for", "of", "about", "on", "against"})
SUBJECT = 6  # tokens of the subject of a coordinated clause
CONTRASTS = ("adversative", "sub:while", "sub:concess")


@record(frozen=True, slots=True)
class Found:
    """Content as token runs, with the frame that found it and the predicate it hangs on (-1 unknown)."""

    frame: str
    runs: tuple[tuple[int, int], ...]
    head: int = -1


def opens_clause(read: ReadSentence, token: int) -> bool:
    """A complementiser; "that" right before its verb is a relative pronoun: "intelligence that would show"."""
    if not read.words.has(token, "comp"):
        return False
    if read.words.has(token, "comp:verb"):  # a language that drops subjects: the syntax has told it from the pronoun
        return read.tree.upos(token) == "SCONJ"
    behind = token + 1
    while behind < len(read.sentence) - 1 and read.tree.upos(behind) == "ADV":
        behind += 1
    return not (read.words.has(token, "rel") and behind < len(read.sentence) and read.tree.upos(behind) in ("VERB", "AUX"))


def trimmed(read: ReadSentence, first: int, last: int) -> tuple[int, int]:
    while last > first and read.sentence.words[last] in FINAL:
        last -= 1
    while first < last and read.sentence.words[first] in FINAL:
        first += 1
    return first, last


def predicate(read: ReadSentence, first: int, last: int) -> int:
    """The clause head of a run: the topmost predicate in it."""
    inside = [i for i in range(first, last + 1) if i in read.clauses]
    outer = [i for i in inside if not first <= read.tree.head(i) <= last]
    return (outer or inside or [-1])[0]


def bounded(cue: Cue, cues: Sequence[Cue], found: Found, hi: int) -> list[tuple[int, int]]:
    """Cuts the last run where a coordinated cue, an adverbial of the cue, or the end of an embedded clause stands."""
    read = cue.read
    first, last = found.runs[-1]
    own = cue.clause.head if cue.clause else cue.first
    for other in cues:
        clause = other.clause
        beside = clause is not None and clause.governor == own and clause.link in BESIDE and _is_joined(read, clause)
        if other.first > first and clause and (beside or other.beside == cue.first) and _has_predicate(read, first, clause.first):
            last = min(last, _before_joint(read, first, clause.first - 1))
        last = min(last, _before_contrast(read, other, first, last))
    if found.frame in NOUN_PHRASES or found.frame.startswith("person-"):
        last = min(last, _before_next_act(cue, first, last))
    if found.frame in NOUN_PHRASES:
        last = min(last, _before_clause(read, first, last))
    last = min(last, _end_of_embedding(cue, first, last))
    if cue.pos == "noun" and found.head >= first:
        last = min(last, _end_below(read, found.head, last))
    last = min(last, _adverbial_start(cue.clause, read, first, last))
    return [*found.runs[:-1], trimmed(read, first, last)] if last - first >= 0 else list(found.runs)


def _before_joint(read: ReadSentence, first: int, last: int) -> int:
    """The last token before the words that join a clause on: "pull away, | and he also | said"."""
    joint = last
    while joint > first and read.tree.upos(joint) in ("PRON", "ADV"):
        joint -= 1
    last = joint if read.words.has(joint, "cc") or read.sentence.words[joint] in FINAL else last
    while last > first and (read.words.has(last, "cc") or read.sentence.words[last] in FINAL):
        last -= 1
    return last


def _is_joined(read: ReadSentence, clause: Clause) -> bool:
    """A coordinated cue has a coordinator, a mark or its subject before it; "the importance of Peru and Chile | concluding" has none."""
    before = clause.first - 1
    while before > 0 and read.tree.upos(before) in ("ADV", "AUX", "PART"):
        before -= 1
    gerund = any(m.first == clause.head and m.feature == "ing" for m in read.matches)
    return not (clause.link == "conj" and gerund and read.tree.upos(before) in ("NOUN", "PROPN"))


def _before_contrast(read: ReadSentence, other: Cue, first: int, last: int) -> int:
    """ "S, sementara Y mengatakan", "S, but Y fears", "S; Y says": the other speaker's words are not reported here."""
    opener = other.source.first - 1 if other.source and other.source.first < other.first else -1
    if not first < opener <= last:
        return last
    if read.sentence.words[opener] == ";":
        return opener - 1
    turns = any(read.words.has(opener, name) for name in CONTRASTS)
    joins = read.words.has(opener, "cc") and "quote" in other.frames and other.pos == "verb"
    return opener - 2 if read.sentence.words[opener - 1] == "," and (turns or joins) else last


def _before_clause(read: ReadSentence, first: int, last: int) -> int:
    """ "Dismissed the gesture, | but it caused a stir": a noun phrase ends before a coordinated clause with a subject of its own."""
    for i in range(first + 1, last - 1):
        if read.sentence.words[i] == "," and read.tree.upos(i + 1) == "CCONJ":
            subjects = (k for k in range(i + 2, min(i + 2 + SUBJECT, last)) if read.tree.relation(k) == "nsubj")
            if any(read.tree.head(k) > k and read.tree.relation(read.tree.head(k)) == "conj" for k in subjects):
                return i - 1
    return last


def _before_next_act(cue: Cue, first: int, last: int) -> int:
    """ "Praised Fiji for the rice | and flew home": what the speaker did next is not said."""
    read, own = cue.read, cue.clause
    if own is None or own.kind != "verb":
        return last
    for clause in read.clauses.values():
        if clause.kind != "verb" or clause.link != "conj" or clause.governor != own.head or not first + 1 < clause.first <= last:
            continue
        before = clause.first - 1
        while before > first and read.tree.upos(before) == "ADV":
            before -= 1
        subject = any(read.tree.dependents(clause.head, "nsubj"))
        together = read.sentence.quoted[clause.first] == read.sentence.quoted[cue.first]
        if read.words.has(before, "cc") and not subject and clause.finite and together:
            last = min(last, before - 1)
    return last


def _has_predicate(read: ReadSentence, first: int, end: int) -> bool:
    """Whether a clause or noun phrase of its own stands before a coordinated cue; else the cue is what is reported."""
    return any((i in read.clauses and read.clauses[i].kind == "verb") or read.words.has(i, "cc") for i in range(first, end))


def _end_of_embedding(cue: Cue, first: int, last: int) -> int:
    """A cue in a relative clause or between commas reports only up to the comma that closes it."""
    if cue.clause is None or cue.clause.link not in ("acl:relcl", "acl", "parataxis"):
        return last
    tree, below = cue.read.tree, cue.read.tree.subtree(cue.head)
    if cue.clause.link == "acl:relcl":  # "the man who charged Lee with fraud | has left"
        for i in range(first + 1, last + 1):
            verb = tree.head(i) if tree.upos(i) == "AUX" else i
            if i not in below and tree.upos(i) in ("AUX", "VERB") and cue.clause.governor in tree.dependents(verb, "nsubj"):
                return i - 1
    for i in range(first + 1, last):
        if cue.read.sentence.words[i] == "," and not any(k in below for k in range(i + 1, min(i + 4, last + 1))):
            return i - 1
    return last


def _end_below(read: ReadSentence, head: int, last: int) -> int:
    """Last token that hangs on the predicate without a break: "the claim that the vote was stolen | angered the court"."""
    below, end = read.tree.subtree(head), head
    while end < last and (end + 1 in below or read.sentence.quoted[end + 1] >= 0):
        end += 1
    return end


def _adverbial_start(clause: Clause | None, read: ReadSentence, first: int, last: int) -> int:
    """Where an adverbial clause of the cue itself begins behind the content: "said it would, adding that"."""
    for kid in clause.slots.get("advcl", ()) if clause else ():
        if kid > first + 1:
            start = min(read.tree.subtree(kid))
            if start > first + 1 and read.sentence.words[start - 1] == ",":
                return min(last, start - 2)
    return last
