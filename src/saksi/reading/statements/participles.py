"""Cues that are participles: in front of the sentence ("Asked about it, she said"), behind it ("..., adding that"), on a noun."""

from __future__ import annotations

from saksi.reading.clauses import ReadSentence
from saksi.reading.predicates import Clause
from saksi.reading.statements.draft import Cue, Party
from saksi.reading.statements.phrases import NOMINAL, noun_behind, party

PARTICIPLES = frozenset({"ing", "past", "part"})
OPENERS = frozenset({"ADV", "ADP", "SCONJ"})
CLOSERS = frozenset({'"', "”", "’", "'", "»"})
MOST_OPENERS = 3  # "and yet when asked"
LONGEST_SUBJECT = 14


def fronted_end(cue: Cue) -> int:
    """The comma that closes a participle cue in front of its sentence, -1 where the cue is no such thing."""
    if cue.match.feature not in PARTICIPLES or cue.pos not in ("verb", "intrans", "phrase") or not _opens(cue):
        return -1
    read = cue.read
    if any(k < cue.first for k in read.tree.dependents(cue.first, "nsubj")):
        return -1
    commas = (i for i in range(cue.last + 1, len(read.sentence) - 2) if read.sentence.words[i] == ",")
    return next((i for i in commas if main_subject(read, behind_marks(read, i + 1)) >= 0), -1)


def subordinate_end(cue: Cue) -> int:
    """The comma that closes a subordinate clause with the cue, in front of its main clause: "While he denied the charge, | the court
    said"; -1 where there is none."""
    clause, read = cue.clause, cue.read
    if clause is None or clause.kind != "verb" or clause.link not in ("advcl", "root") or 0 <= clause.governor <= cue.last:
        return -1
    marked = any(read.words.any(k, "sub:") for k in read.tree.dependents(cue.head, "mark", "advmod") if k < cue.first)
    opened = clause.governor > cue.last and read.words.any(min(read.tree.subtree(cue.head)), "sub:")  # "After | Lee told them"
    if not marked and not opened:
        return -1
    start = max(cue.last, cue.source.last if cue.source else -1) + 1  # "as Berg noted, S": what is told stands behind the comma
    if read.sentence.words[start] == ",":
        return -1
    second = [k for k in read.tree.dependents(cue.head, "nsubj") if k > cue.last]  # that of the main clause, tied to the wrong verb
    if second:
        opener = read.tree.phrase(second[0])[0] - 1
        return opener if opener > cue.last and read.sentence.words[opener] == "," else -1
    if clause.link == "root":
        return _before_main(cue)
    below = read.tree.subtree(cue.head)
    commas = (i for i in range(cue.last + 1, clause.governor) if read.sentence.words[i] == "," and i + 1 not in below)
    found = next((i for i in commas if main_subject(read, behind_marks(read, i + 1)) >= 0), -1)
    return found if found >= 0 else _before_subject(read, cue.last, clause.governor)


def _before_main(cue: Cue) -> int:
    """The comma before a main clause that the parser took for what is told: "After Benin said it had closed the port, | Togo wrote"."""
    tree, words = cue.read.tree, cue.read.sentence.words
    for verb in tree.dependents(cue.head, "ccomp"):
        subject = next((k for k in tree.dependents(verb, "nsubj") if k > cue.last), -1)
        comma = tree.phrase(subject)[0] - 1 if subject >= 0 else -1
        told = (c for h, c in cue.read.clauses.items() if cue.last < h < comma and c.kind == "verb" and c.finite)
        if comma > cue.last and words[comma] == "," and any(told):
            return comma
    return -1


def _before_subject(read: ReadSentence, first: int, verb: int) -> int:
    """The last comma before a main verb, where nothing but its subject stands between them, to whatever that is tied; -1 if none."""
    comma = next((i for i in range(verb - 1, first, -1) if read.sentence.words[i] == ","), -1)
    if comma < 0 or comma + 1 >= verb:
        return -1
    inside = [read.clauses[i] for i in range(comma + 1, verb) if i in read.clauses and read.clauses[i].kind == "verb"]
    subject = read.tree.upos(comma + 1) in ("NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ")
    return comma if subject and all(c.link == "acl:relcl" for c in inside) else -1


def behind_marks(read: ReadSentence, at: int) -> int:
    """Behind the quotation mark that closes at ``at``: a comma stands inside it."""
    return at + (read.sentence.words[at] in CLOSERS)


def _opens(cue: Cue) -> bool:
    """Nothing but words that open a clause stands between the beginning, or a mark, and the cue."""
    read, i = cue.read, cue.first - 1
    opened = False
    while i >= 0 and cue.first - i <= MOST_OPENERS and read.tree.upos(i) in OPENERS:
        opened = opened or read.words.any(i, "sub:") or read.tree.upos(i) != "ADV"
        i -= 1
    if i < 0:
        return True
    return opened and (read.tree.upos(i) in ("PUNCT", "CCONJ"))


def main_subject(read: ReadSentence, start: int) -> int:
    """The subject of the main clause that begins at ``start``, -1 if none begins there."""
    for i in range(start, min(start + LONGEST_SUBJECT, len(read.sentence) - 1)):
        upos = read.tree.upos(i)
        if upos in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"):
            return -1
        if upos in NOMINAL and read.tree.relation(i).startswith("nsubj") and read.tree.head(i) > i and not read.words.has(i, "rel"):
            return i
    return -1


def fronted_source(cue: Cue, comma: int) -> Party | None:
    """Who speaks in front: the subject of the main clause for "Conceding that", the stated agent for "Asked by", else nobody."""
    read = cue.read
    if cue.match.feature == "ing":
        start = behind_marks(read, comma + 1)
        return noun_behind(read, start) or party(read, main_subject(read, start))
    return noun_behind(read, cue.last + 2) if "by" in read.words.slots_of(cue.last + 1) else None


def participle_subject(cue: Cue, clause: Clause) -> tuple[int, ...]:
    """Whose words a form in -ing behind its sentence tells: the subject above, not the noun beside it; empty if the tree has none."""
    read = cue.read
    by_means = clause.first > 0 and read.tree.upos(clause.first - 1) in ("ADP", "SCONJ")  # "rallied them by warning"
    if clause.link == "acl" and clause.governor >= 0 and not behind_comma(cue) and not by_means:
        return _issuer(read, clause) or (clause.governor,)
    above = read.clauses.get(clause.governor)
    if clause.link == "xcomp" and above is not None and not behind_comma(cue) and not by_means:
        persons = [t for t in above.slots.get("patient", ()) if read.tree.upos(t) in ("PROPN", "PRON")]
        return tuple(persons) or above.slots.get("agent", ())
    for ancestor in read.tree.ancestors(clause.head):
        higher = read.clauses.get(ancestor)
        agents = higher.slots.get("patient" if higher.voice == "passive" else "agent", ()) if higher else ()
        if agents and agents[0] < cue.first and higher is not None and higher.kind == "verb":
            return (agents[0],)
    return ()


def behind_comma(cue: Cue) -> bool:
    """The verb group of the cue begins behind a comma or a dash."""
    start = cue.clause.first if cue.clause else cue.first
    return start > 0 and cue.read.sentence.words[start - 1] in {",", "—", "–", "-"}


def _issuer(read: ReadSentence, clause: Clause) -> tuple[int, ...]:
    """Who issued the words that the noun names: "the ministry released a statement saying", "wrote a letter to Ann asking"."""
    noun = clause.governor
    for ancestor in read.tree.ancestors(noun):
        above = read.clauses.get(ancestor)
        if above is not None and above.kind == "verb":
            held = [t for t in above.slots.get("patient", ()) if is_words(read, t) and t <= noun]
            return above.slots.get("agent", ()) if held else ()
    return ()


def is_words(read: ReadSentence, noun: int) -> bool:
    """A noun that the table lists as a report: statement, letter, claim."""
    return any(m.table == "reporting" and m.last == noun and getattr(m.row, "pos", "") in ("noun", "phrase") for m in read.matches)
