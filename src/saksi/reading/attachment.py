"""Which act of a sentence a phrase of time or place hangs on.

"On Tuesday Ghana suspended talks, a day after Togo promised steps": Tuesday is the day of the suspension. A phrase belongs to the
predicate it hangs on, to the nouns that fill that predicate's slots ("held talks on Monday"), and to predicates joined to it by "and"
behind a phrase that stands in front. A bound of time ("since May", "after the 2019 vote") is no date of the act.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from saksi.reading.clauses import ReadSentence

LOCATING = frozenset({"in", "at", "during"})
OPENING = 2  # an expression that begins this early in a sentence dates its main predicate, whatever the parser ties it to
CREDIT = 3  # words of a credit in brackets, at least
NOMINAL = ("NOUN", "PROPN", "X")
BOUNDS = ("prep:after", "prep:before", "sub:after", "sub:before")
NOUN_LINKS = ("compound", "amod", "nmod", "nmod:poss", "nummod", "appos", "flat", "dep", "obl", "det", "obj", "nsubj", "nsubj:pass")
CHAINED = 6  # predicates joined by "and" or by a light verb that are climbed over


def rank_of(head: int, tokens: range, read: ReadSentence, others: Collection[int]) -> int | None:
    """0 it hangs on the act itself, 1 on the predicate whose slot the act fills, 2 on one joined to it, 3 on a thing in a slot of the
    act; None: it is another act's."""
    above = _above(tokens, read)
    if above is None:  # the parser lost the main predicate to the expression itself: "In May, the 54-member group protested"
        return 2 if tokens[0] <= OPENING and _is_main(head, read) else None
    if above > tokens[-1] and tokens[0] > OPENING and read.tree.upos(above) in NOMINAL:  # "the June meeting"
        return _rank_of_named(head, above, read)
    if _is_bound(tokens, read) or _is_captioned(head, tokens, read):
        return None
    clause = read.clauses.get(head)
    if clause is not None and tokens[-1] + 1 == clause.first and clause.kind == "verb":  # "the coast guard on Monday blamed"
        return 0
    governor = _governor(above, head, tokens, read, others)
    if governor == head:
        return 0
    if governor is None:
        return None
    if _fills(head, governor, tokens, read, others):
        return 1
    if read.tree.relation(head).startswith("acl") and read.tree.head(head) == above and above < tokens[0] < head:
        return 1  # "a delegation on Wednesday that toured Jenin"
    if _is_joined(head, governor, tokens, read) or _is_purpose(head, governor, read):
        return 2
    if tokens[0] > head and governor not in others and _completes(governor, head, read):
        return 3
    if _closes(head, tokens, read, others):
        return 3
    if tokens[0] > above and (_is_slot(above, head, read, others) or _is_purpose(governor, head, read)):
        return 3
    return None


def _closes(head: int, tokens: range, read: ReadSentence, others: Collection[int]) -> bool:
    """Behind a comma, the day of the predicate is that of the act it is done in: "used missiles in a raid on Chile, Sunday"."""
    between = any(head < other < tokens[0] for other in others)
    return 0 < head < tokens[0] and read.sentence.words[tokens[0] - 1] == "," and _is_located(head, read) and not between


def _is_main(head: int, read: ReadSentence) -> bool:
    """A finite verb with a subject of its own, in no clause that hangs on another."""
    clause = read.clauses.get(head)
    return (
        clause is not None
        and clause.kind == "verb"
        and clause.finite
        and bool(clause.slots.get("agent") or clause.slots.get("patient"))
        and not clause.link.startswith(("acl", "advcl", "ccomp", "xcomp"))
    )


def _completes(governor: int, head: int, read: ReadSentence) -> bool:
    """The predicate is the infinitive of the act: "was used to fight on Monday"."""
    at = governor
    for _ in range(CHAINED):
        if read.tree.relation(at) != "xcomp":
            return False
        at = read.tree.head(at)
        if at == head:
            return True
    return False


def _rank_of_named(head: int, noun: int, read: ReadSentence) -> int | None:
    """The date stands in the name of a thing: that thing's, and that of what is done in it ("fired on it in Sunday's onslaught")."""
    while noun != head and read.tree.relation(noun) in ("compound", "flat") and read.tree.head(noun) > noun:
        noun = read.tree.head(noun)
    if noun == head:
        return 0
    return (
        2
        if _is_located(noun, read) and not _has_bound(noun, read) and read.tree.relation(noun) == "obl" and read.tree.head(noun) == head
        else None
    )


def _is_purpose(head: int, governor: int, read: ReadSentence) -> bool:
    """ "met on Monday to discuss", "menyerang pada Maret untuk menggulingkan"."""
    clause = read.clauses.get(head)
    return clause is not None and clause.bare and clause.link == "advcl" and clause.governor == governor


def _is_slot(noun: int, head: int, read: ReadSentence, others: Collection[int]) -> bool:
    """A thing in a slot of the act, tied to it by nouns alone and no act itself: "resumed flights on Saturday"."""
    at = noun
    for _ in range(CHAINED):
        if read.tree.upos(at) not in NOMINAL or _has_bound(at, read):
            return False
        if at in others and not (_is_located(at, read) and read.tree.relation(at) in ("obl", "nmod")):  # but "killed in raids on Monday"
            return False
        relation, at = read.tree.relation(at), read.tree.head(at)
        if relation not in NOUN_LINKS or relation == "appos" or at < 0:
            return False
        if at == head:
            return True
    return False


def _above(tokens: Sequence[int], read: ReadSentence) -> int | None:
    """The token outside the expression that it hangs on."""
    for i in tokens:
        above = read.tree.head(i)
        if above >= 0 and above not in tokens:
            return above
    return None


def _is_bound(tokens: range, read: ReadSentence) -> bool:
    """Behind "after" or "until"; a word that also means "from" tells when the act began."""
    before = tokens[0] - 1
    return before >= 0 and not read.words.has(before, "prep:from") and any(read.words.has(before, bound) for bound in BOUNDS)


def _is_captioned(head: int, tokens: range, read: ReadSentence) -> bool:
    """A caption ends in a day and a credit in brackets; what follows is another sentence."""
    words, behind = read.sentence.words, tokens[-1] + 1
    if behind >= len(words) or words[behind] != "(" or ")" not in words[behind:]:
        return False
    end = words.index(")", behind)
    return head > end and end - behind > CREDIT


def _is_located(noun: int, read: ReadSentence) -> bool:
    """ "in raids", "at the summit"."""
    return any(LOCATING & set(read.words.slots_of(m)) for m in read.tree.dependents(noun, "case"))


def _has_bound(noun: int, read: ReadSentence) -> bool:
    """ "after a leak", "menjelang pemilihan"."""
    marks = {*read.tree.dependents(noun, "case", "mark"), *([noun - 1] if noun else [])}
    return any(read.words.has(m, bound) for m in marks for bound in BOUNDS)


def _governor(above: int, head: int, tokens: range, read: ReadSentence, others: Collection[int]) -> int | None:
    """The predicate from a token upward. Things ("the resort of Pattaya last October") and words that only open the expression
    ("starting Monday", "mulai bulan depan") are climbed through."""
    at = above
    for _ in range(CHAINED):
        opens = at + 1 >= tokens[0] - 1 and at < tokens[0] and all(k in tokens or k > tokens[-1] for k in read.tree.kids[at])
        if at == head or (not opens and (_names_act(at, read, others) or read.tree.upos(at) in ("VERB", "AUX", "ADJ"))):
            return at
        if read.tree.head(at) < 0:
            return at
        at = read.tree.head(at)
    return None


def _names_act(at: int, read: ReadSentence, others: Collection[int]) -> bool:
    """A noun that names an act, and not only a thing that a verb is made of ("rudal")."""
    return at in read.clauses and (at in others or any(m.holds(at) for table in ("nouns", "reporting") for m in read.of(table)))


def _fills(head: int, governor: int, tokens: range, read: ReadSentence, others: Collection[int]) -> bool:
    """The act is a noun in a slot of the predicate, or the infinitive of a light or modal verb with the date behind it: "held talks",
    "plans to visit on Friday", but not "pledged on Thursday to give", nor what came before: "began on Monday after a leak"."""
    at = head
    for _ in range(CHAINED):
        relation, above = read.tree.relation(at), read.tree.head(at)
        noun = read.tree.upos(at) in ("NOUN", "PROPN", "ADJ", "X")
        if above < 0 or not (relation == "xcomp" or (noun and relation in NOUN_LINKS)) or _has_bound(at, read):
            return False
        if relation == "xcomp" and tokens[0] < head and above in others:
            return False
        if above == governor:
            return True
        if above in read.clauses and read.tree.upos(above) == "VERB" and relation != "xcomp":
            return False
        at = above
    return False


def _is_joined(head: int, governor: int, tokens: range, read: ReadSentence) -> bool:
    """ "On Monday X met Y and signed Z", "met and signed on Monday": joined by "and", the date in front of both or behind both."""
    at, seen = head, 0
    while read.tree.relation(at) == "conj" and read.tree.head(at) >= 0 and seen < CHAINED:
        at, seen = read.tree.head(at), seen + 1
        if at == governor:
            return tokens[-1] < governor
    at, seen = governor, 0
    while read.tree.relation(at) == "conj" and read.tree.head(at) >= 0 and seen < CHAINED:
        at, seen = read.tree.head(at), seen + 1
        if at == head:
            return tokens[0] > governor and governor - head <= CHAINED
    return False
