"""What the words around a predicate do to its act (will it, may it, did it not): its own group, the clause above, questions, conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from saksi.reading.document import Match
from saksi.reading.predicates import Clause, Effect, Words
from saksi.reading.tree import Tree
from saksi.tables import ModalWord

SUBJECT = ("nsubj", "nsubj:pass", "csubj")
OPENERS = 4  # words of the longest opener of a clause: "on the condition that"
ASKING = "question"  # the mark that ends a question
WITHHOLDING = frozenset(
    {"possible", "negative", "notyet", "conditional", "consequent", "future", "plan"}
)  # these pass on to what hangs on an act
OCCURS = "noun:occur-verb"  # verbs of taking place
AHEAD = frozenset({"future", "plan", "possible", "conditional", "demand"})
PRESENT = "present"  # the tense of a form, which withholds nothing by itself


def no_object(tree: Tree, words: Words, slots: Mapping[str, Sequence[int]]) -> Iterator[Effect]:
    """ "provided no details", "reached neither accord": the act is denied with its object."""
    for token in (*slots.get("object", ()), *slots.get("subject", ())) if "neg" in words.present else ():
        if any(words.has(k, "neg") for k in tree.dependents(token, "det")):
            yield Effect("negative", "a negated object or subject")


def left_effects(tree: Tree, words: Words, first: int, head: int, form: str) -> Iterator[Effect]:
    """Modal words of the verb group and those the parser ties to the verb; "if" before a clause that hangs on the verb."""
    conditional = "sub:cond" in words.present
    for kid in tree.dependents(head, "advcl") if conditional else ():
        opener = min(tree.subtree(kid), default=kid)
        for mark in {opener, *tree.dependents(kid, "mark")}:
            if words.has(mark, "sub:cond"):
                yield from (
                    Effect("consequent", m.row.where) for m in words.modal if m.first <= mark <= m.last and _kind(m) == "conditional"
                )
    if (
        conditional and tree.relation(head) == "root" and first > 0 and _opens_with_condition(tree, words, head)
    ):  # "If talks fail, Peru will attack"
        yield Effect("consequent", "a clause of condition in front")
    yield from _inverted(tree, words, head)
    if form == "gerund" and any(tree.upos(k) == "AUX" for k in tree.dependents(head, "aux", "cop", "aux:pass")):
        yield Effect("progressive", "a form of be with a form in -ing")
    if not words.modal:
        return
    tied = {*tree.dependents(head, "aux", "advmod", "mark", "cc", "det"), *range(first, head + 1)}
    for m in words.modal:
        if not isinstance(m.row, ModalWord) or (m.first > head and m.last - head > 2):
            continue
        if m.holds(head) and (m.last == head or m.row.scope == "governs"):
            continue  # the verb itself is the modal word: it acts on its complement
        inside = m.last in tied or m.first in tied
        apart = m.last == first - 2 and tree.upos(first - 1) in ("CCONJ", "PUNCT")  # "blocked or threatened"
        governs_here = m.row.scope == "governs" and m.last in (first - 1, first - 2) and m.last < head and not apart
        if governs_here and is_noun(m, tree) and form != "gerund" and not any(words.has(i, "inf") for i in range(first, head)):
            continue  # "the plan was rejected": only "the plan to" governs
        if m.row.pos == "aux" and m.row.effect == "progressive" and form != "gerund":
            continue  # "was" makes a progressive only with a form in -ing
        if (inside and m.last <= head + 1) or governs_here:
            yield Effect(_kind(m), m.row.where)


def _opens_with_condition(tree: Tree, words: Words, head: int) -> bool:
    """Whether a sentence begins with "if" or "in case" before the subject of its verb."""
    if words.has(0, "sub:cond"):
        return True
    before = min(tree.dependents(head, *SUBJECT), default=head)
    return any(words.has(i, "sub:cond") for i in range(1, min(before, OPENERS)))


def _inverted(tree: Tree, words: Words, head: int) -> Iterator[Effect]:
    """An auxiliary in front of the subject asks or supposes: "Did Iran attack?", "Had Iran attacked, Peru would have helped"."""
    subjects = [k for k in tree.dependents(head, *SUBJECT) if k < head]
    first = min((k for k in tree.dependents(head, "aux", "aux:pass", "cop") if subjects and k < subjects[0]), default=-1)
    if first < 0:
        return
    if any(mark > head for mark in words.tokens(ASKING)):
        if not any(words.has(i, "whcomp") for i in range(first)):  # "why did Iran attack?" takes it for granted
            yield Effect("possible", "a question")
    elif words.has(first, "inverted"):
        yield Effect("conditional", "an auxiliary in front of its subject")


def is_noun(m: Match, tree: Tree) -> bool:
    """Whether a modal word is a noun here, which governs what stands behind it only as an infinitive: not "the plan was rejected"."""
    return isinstance(m.row, ModalWord) and m.row.pos in ("noun", "verb") and tree.upos(m.last) == "NOUN"


def asked_for(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Effects behind a word like "agar": the act is asked for; one asked not to be done may still come."""
    refused = any(e.kind == "negative" for e in effects)
    rest = tuple(e for e in effects if e.kind != "negative")
    return (*rest, Effect("possible" if refused else "demand", "a clause of what is asked for"))


def _kind(m: Match) -> str:
    """The effect of a modal word; "would" is kept apart, since in reported speech it is only a shifted "will"."""
    row = m.row
    assert isinstance(row, ModalWord)
    return "would" if row.effect == "conditional" and row.pos == "aux" else row.effect


def expected(m: Match, tree: Tree, words: Words) -> str:
    """The effect of a modal word on a noun; what is expected to take place at a time is planned ("a visit | expected to last two days")."""
    row = m.row
    assert isinstance(row, ModalWord)
    told = tree.dependents(m.last, "xcomp") if row.effect in ("probable", "possible") else ()
    return "plan" if any(words.has(k, OCCURS) for k in told) else row.effect


def _of_another(clause: Clause, governor: Clause) -> bool:
    """Whether somebody else is to do it: "wants [Mali] to leave" is no plan of his own."""
    between = range(governor.head + 1, clause.first)
    return clause.bare and clause.link == "xcomp" and any(t in between for t in governor.slots.get("patient", ()))


def kept_from(clause: Clause, governor: Clause, tree: Tree, words: Words) -> Iterator[Effect]:
    """What somebody is kept from: a gerund behind "from" and an object ("barred the two largest parties | from taking part")."""
    opener = next((k for k in tree.dependents(clause.head, "mark", "case") if k < clause.head), -1)
    if clause.kind != "verb" or governor.kind != "verb" or opener < 0 or words.slots_of(opener) != ("from",):
        return
    if any(governor.head < t < opener or (t < governor.head and governor.voice == "passive") for t in governor.slots.get("patient", ())):
        yield Effect("veto", "what somebody is kept from")


def before(clause: Clause, governor: Clause, tree: Tree, words: Words) -> Iterator[Effect]:
    """Effects of the clause above on one with "before" and the same subject: "hopes to meet X before meeting Y"."""
    if (
        clause.link != "advcl"
        or tree.has(clause.head, "nsubj")
        or not any(words.has(k, "sub:before") for k in tree.dependents(clause.head, "mark"))
    ):
        return
    yield from (e for e in governor.effects if e.kind in AHEAD)
    for m in words.modal:
        if isinstance(m.row, ModalWord) and m.row.scope == "governs" and m.row.effect in AHEAD and m.holds(governor.head):
            yield Effect(m.row.effect, m.row.where)


def when_then(clause: Clause, governor: Clause, tree: Tree, words: Words) -> Iterator[Effect]:
    """The present of a clause of time below what is to come: "will discuss it when they meet", "will leave once he arrives"."""
    ahead = {e.kind for e in governor.effects} & {"future", "plan"}
    if clause.link != "advcl" or not ahead or not any(e.kind == PRESENT for e in clause.effects):
        return
    openers = [k for k in tree.dependents(clause.head, "mark", "advmod") if k < clause.head]
    if any(words.has(k, "sub:while") or words.has(k, "sub:after") for k in openers):
        yield Effect("future", "a clause of time below what is to come")


def may_matter(clause: Clause, governor: Clause, tree: Tree, words: Words) -> bool:
    """Whether a noun is the subject of what can happen ("aid to Peru could tip the war"): so it is open whether the act comes; not of
    an act spoken of before ("that raid", "its raid") or with a clause of its own."""
    if clause.kind != "noun" or clause.link != "nsubj" or not any(tree.upos(i) == "AUX" for i in range(governor.first, governor.head)):
        return False
    return not any(words.any(k, "det:") or words.any(k, "poss:") or tree.relation(k).startswith("acl") for k in tree.kids[clause.head])


def governing(clause: Clause, governor: Clause, words: Words, tree: Tree) -> Iterator[Effect]:
    """Effects of a governing modal word ("plans to", "failed to") on its complement, and of what governs the governor.

    A noun behind a preposition is a complement only when the preposition is part of the modal word ("accused of") or the modal
    word is a noun ("the threat of war"); "refused after the attack" leaves the attack alone.
    """
    if clause.link == "acl" and clause.voice == "passive" and not clause.bare:
        return  # "failed to free those held by Mali": held they are
    marks = set(tree.dependents(clause.head, "case", "mark"))
    for m in words.modal:
        if isinstance(m.row, ModalWord) and m.row.scope == "governs" and m.holds(governor.head):
            if clause.link.startswith(("obl", "nmod")) and governor.kind == "verb" and m.last not in marks:
                continue
            if m.row.effect == "veto" and governor.has("fail", "negative"):
                return  # "failed to prevent the sale"
            kind = expected(m, tree, words) if clause.kind == "noun" else m.row.effect
            yield Effect("demand" if kind == "plan" and _of_another(clause, governor) else kind, m.row.where)
            return
    if clause.link == "xcomp" and not clause.finite:
        yield from (
            e
            for e in governor.effects
            if e.kind in ("future", "plan", "possible", "conditional", "consequent", "demand", "negative", "hearsay")
        )
