"""Clauses that are reported without a complementiser: "X mengatakan, S", "X menilai S", "X said S".

Parsers read "menilai relokasi dapat meningkatkan" as an object and an adverbial; here the order of the words decides: a noun phrase
and a verb of its own right behind the cue are a clause.
"""

from __future__ import annotations

from saksi.reading.clauses import ReadSentence
from saksi.reading.predicates import Clause
from saksi.reading.statements.bounds import Found, predicate
from saksi.reading.statements.draft import Cue, Party

MIN_TOKENS = 2
ADVERBIAL = 12  # tokens between a cue and the comma that closes its adverbial: "said to reporters in Jakarta on Monday,"
COMMAS = frozenset({",", ":", "-", "–", "—"})
RELATIVE_LINKS = frozenset({"acl", "acl:relcl"})


def skip_marks(read: ReadSentence, i: int, hi: int) -> int:
    while i <= hi and read.sentence.words[i] in COMMAS:
        i += 1
    return i


def bare_clause(cue: Cue, source: Party | None, after: int, hi: int) -> Found | None:
    """The clause right behind the cue, where the cue takes one and is not a closing tag."""
    if "that" not in cue.frames or is_inverted(cue, source):
        return None
    if cue.pos == "noun":
        return _behind_noun(cue, after, hi)
    read = cue.read
    start = clause_start(read, after, hi)
    if hi - start < MIN_TOKENS or read.words.has(start, "cc") or _opens_adverbial(read, start):
        return None
    head = main_verb(cue, start, hi)
    return Found("that", ((start, hi),), head) if head >= 0 else None


def behind_comma(cue: Cue, source: Party | None, hi: int) -> Found | None:
    """ "Ali berkata, S": a word of speech whose words begin behind its comma, whatever the syntax makes of them."""
    read, comma = cue.read, cue.last + 1
    if "comma" not in cue.frames or source is None or is_inverted(cue, source):
        return None
    if hi - comma < MIN_TOKENS or read.sentence.words[comma] != ",":
        return None
    return Found("comma", ((comma + 1, hi),), predicate(read, comma + 1, hi))


def _behind_noun(cue: Cue, after: int, hi: int) -> Found | None:
    """ "On charges | it hacked six firms": a clause with subject and object of its own behind the noun; "charges it faces" has none."""
    read = cue.read
    for verb, clause in read.clauses.items():
        if not after < verb <= hi or clause.kind != "verb" or clause.link != "acl:relcl" or clause.governor != cue.head:
            continue
        subjects, objects = read.tree.dependents(verb, "nsubj"), read.tree.dependents(verb, "obj")
        if any(read.tree.phrase(s)[0] == after for s in subjects) and any(o > verb for o in objects):
            inside = [i for i in read.tree.subtree(verb) if after <= i <= hi]
            return Found("that", ((after, max(inside)),), verb)
    return None


def is_inverted(cue: Cue, source: Party | None) -> bool:
    return source is not None and source.first > cue.last and not source.clitic


def clause_start(read: ReadSentence, after: int, hi: int) -> int:
    """Where the clause behind a cue begins: behind marks, dates and addressees that a comma closes. ``hi + 1`` if nowhere."""
    start = skip_marks(read, after, hi)
    if start > hi:
        return hi + 1
    if not (read.words.has(start, "time") or _is_preposition(read, start)):
        return start
    comma = next((i for i in range(start, min(start + ADVERBIAL, hi)) if read.sentence.words[i] == ","), -1)
    if comma < 0 or any(read.tree.upos(i) == "VERB" for i in range(start, comma)):
        return start if start > after and _is_preposition(read, start) else hi + 1  # "mengatakan, pada 2008 terdapat ..."
    return comma + 1


def _is_preposition(read: ReadSentence, token: int) -> bool:
    return read.words.any(token, "prep:") and read.tree.upos(token) == "ADP"


def _opens_adverbial(read: ReadSentence, start: int) -> bool:
    """An adverbial of the telling ("saat ditemui ..."), not of what is told ("setelah", "jika" may open that)."""
    return any(c.startswith("sub:") and c not in ("sub:after", "sub:cond", "sub:concess") for c in read.words.classes[start])


def main_verb(cue: Cue, start: int, hi: int) -> int:
    """The first predicate from ``start`` on that is neither relative nor opened by a subordinator, -1 if there is none."""
    read = cue.read
    for head in sorted(h for h, c in read.clauses.items() if start <= h <= hi and c.kind == "verb"):
        clause = read.clauses[head]
        if (_is_relative(read, clause, start) and not _is_told(cue, clause)) or clause.bare:
            continue
        if head == start and any(m.first == head and m.feature == "ing" for m in read.matches):  # "reported, citing"
            return -1
        if any(_subordinates(read, i) for i in range(start + 1, clause.first)):
            return -1
        return -1 if _goes_on_with_cue(cue, clause, start) or _is_beside_object(cue, clause, start) else head
    nominal = (i for i in range(start, hi + 1) if read.tree.upos(i) in ("ADJ", "NOUN", "PROPN") and _has_subject(read, i, start))
    copular = (
        read.tree.head(i)
        for i in range(start, hi)
        if read.tree.relation(i) == "cop" and read.tree.relation(read.tree.head(i)) not in RELATIVE_LINKS
    )
    return next(nominal, next(copular, _marked_predicate(read, start, hi)))


def _marked_predicate(read: ReadSentence, start: int, hi: int) -> int:
    """What a negation or auxiliary behind a noun phrase marks as its predicate: "tuduhan itu tidak benar"; -1 if none."""
    for i in range(start + 1, hi):
        if read.words.has(i, "rel") or read.sentence.words[i] in COMMAS:
            return -1
        if read.words.has(i, "neg") or read.tree.upos(i) == "AUX":
            return i + 1
    return -1


def _has_subject(read: ReadSentence, token: int, start: int) -> bool:
    """An adjective or noun that is a predicate: "garis itu sangat penting"."""
    return any(start <= kid < token and not _is_relative_pronoun(read, kid) for kid in read.tree.dependents(token, "nsubj"))


def _is_relative_pronoun(read: ReadSentence, token: int) -> bool:
    return read.words.has(token, "rel") and read.tree.relation(read.tree.head(token)) in RELATIVE_LINKS


def _is_relative(read: ReadSentence, clause: Clause, start: int) -> bool:
    """A relative clause of the content; one that the parser tied to a word before the content is the content itself."""
    opened = clause.first > 0 and read.words.has(clause.first - 1, "rel")
    return opened or (clause.link in RELATIVE_LINKS and clause.governor >= start)


def _is_told(cue: Cue, clause: Clause) -> bool:
    """ "Mengatakan kereta berjalan lagi": what the parser hung on the object of a verb that takes none but clauses."""
    tree = cue.read.tree
    opened = any(cue.read.words.has(i, "rel") for i in range(clause.governor + 1, clause.first))
    object_of = tree.relation(clause.governor) == "obj" and tree.head(clause.governor) == cue.head
    return object_of and not opened and "np" not in cue.frames and clause.voice != "gerund"


def _subordinates(read: ReadSentence, token: int) -> bool:
    return read.tree.upos(token) == "SCONJ" and (read.words.any(token, "sub:") or read.words.has(token, "inf"))


def _is_beside_object(cue: Cue, clause: Clause, start: int) -> bool:
    """ "Endorsed Ayotte, | calling her", "had criticised his plan, | left": behind the object of a verb that takes one, what has no
    subject there is not told."""
    tree = cue.read.tree
    if "np" not in cue.frames or cue.clause is None or clause.link == "ccomp":
        return False
    objects = [t for t in cue.clause.slots.get("patient", ()) if start <= t < clause.first and tree.head(t) == cue.head]
    if not objects or any(start <= k < clause.head for k in tree.dependents(clause.head, "nsubj")):
        return False
    governed = cue.read.tree.upos(clause.first - 1) == "ADP"  # "charged two men, Lee and Cole, | with defrauding"
    return not governed and any(cue.read.sentence.words[i] in COMMAS for i in range(objects[-1], clause.first))


def _goes_on_with_cue(cue: Cue, clause: Clause, start: int) -> bool:
    """A verb coordinated with the cue, with no subject of its own: "announced sanctions and closed the border"."""
    tree, words, before = cue.read.tree, cue.read.sentence.words, clause.first - 1
    marked = words[cue.last + 1] in COMMAS  # "mengatakan, S": what the comma opens goes on with the cue only behind "and"
    joined = not marked or before < start or cue.read.words.has(before, "cc") or words[before] == ","
    own = any(k >= start for k in tree.dependents(clause.head, "nsubj"))
    if own and "np" in cue.frames and clause.link == "conj" and clause.governor == cue.head:  # "dismissed the gesture, | but it caused"
        return any(k > start and words[k - 1] == "," for k in tree.dependents(clause.head, "cc"))
    return joined and clause.link == "conj" and clause.governor == cue.head and not own
