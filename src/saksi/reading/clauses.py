"""Predicates with their slots and what qualifies them: voice, tense, modality, negation, governors.

A clause is built for every verb and for every noun or phrase that a table lists as an act. Slots are named as in the
pack format: ``agent``, ``patient``, ``dative``, one slot per preposition sense (``to``, ``with`` ...), ``genitive`` (the bare
possessor of a noun), ``xcomp`` and ``ccomp`` (the governed predicate). Values are head tokens of phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from saksi.reading.document import Match, Sentence
from saksi.reading.predicates import Clause, Effect, Words
from saksi.reading.subjects import (
    ACTING,
    antecedent,
    beside,
    bind_nearer,
    controller,
    nearest_left,
    own_subject,
    rejoin,
    relativized,
    turn_upright,
)
from saksi.reading.tree import Tree
from saksi.tables import CalendarWord, ClosedWord, ModalWord, WordClass

SUBJECT = ("nsubj", "nsubj:pass", "csubj")
LEFT_WINDOW = 5
OPENERS = 4  # words of the longest opener of a clause: "on the condition that"
ASKING = "question"  # the mark that ends a question
WITHHOLDING = frozenset(
    {"possible", "negative", "notyet", "conditional", "consequent", "future", "plan"}
)  # these pass on to what hangs on an act
UNDERGOING = "noun:undergo-verb"  # verbs that without an object are passives of a headline: "ten killed in Mali", "man arrested"
AUXILIARY = frozenset({"AUX", "PART", "ADV"})
NOTHING_TOLD: Mapping[int, Effect] = {}
LISTS = 2048  # lists of classes in rows, kept as sets
NOTHING: frozenset[str] = frozenset()
TIME = frozenset({"time"})
OCCURS = "noun:occur-verb"  # verbs of taking place
AHEAD = frozenset({"future", "plan", "possible", "conditional", "demand"})


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with all that the early stages found in it."""

    sentence: Sentence
    tree: Tree
    words: Words
    matches: tuple[Match, ...]
    clauses: Mapping[int, Clause]
    by_table: Mapping[str, Sequence[Match]]

    def of(self, table: str) -> Sequence[Match]:
        """The matches of one table: most stages want few of them."""
        return self.by_table.get(table, ())


def by_table(matches: Iterable[Match]) -> dict[str, list[Match]]:
    """Table -> its matches, left to right."""
    found: dict[str, list[Match]] = {}
    for m in matches:
        found.setdefault(m.table, []).append(m)
    return found


def words_of_sentence(sentence: Sentence, matches: Sequence[Match]) -> Words:
    """Classes of closed words per token, and the modal words in force.

    A multi-word entry gives its classes to its last token, a preposition to its first too.
    """
    classes: list[frozenset[str]] = [NOTHING] * len(sentence)
    modal: list[Match] = []
    for m in matches:
        row = m.row
        if isinstance(row, ClosedWord):
            own, first = _closed(row.classes)
        elif isinstance(row, ModalWord):
            modal.append(m)
            continue
        elif isinstance(row, CalendarWord):
            for i in range(m.first, m.last + 1):
                classes[i] |= TIME
            continue
        elif isinstance(row, WordClass):
            own = first = _nouns(row.classes)  # the head of "state of emergency", the verb of "carry out"
        else:
            continue
        classes[m.last] = classes[m.last] | own if classes[m.last] else own
        if first and m.first != m.last:
            classes[m.first] |= first
    masks = [m for m in modal if isinstance(m.row, ModalWord) and m.row.effect == "none"]
    kept = [m for m in modal if m not in masks and not any(k.first <= m.first and m.last <= k.last for k in masks)]
    return Words(tuple(classes), tuple(kept))


@lru_cache(LISTS)
def _closed(classes: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The classes of a function word, and those of them that its first token has too."""
    return frozenset(classes), frozenset(c for c in classes if c.startswith("prep:"))


@lru_cache(LISTS)
def _nouns(classes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(f"noun:{name}" for name in classes)


def build_clauses(
    tree: Tree, words: Words, forms: Mapping[int, str], nouns: Iterable[int], told: Mapping[int, Effect] = NOTHING_TOLD
) -> dict[int, Clause]:
    """All clauses of a sentence by head token.

    ``forms``: token -> ``active``, ``passive``, ``participle`` or ``gerund`` where the form of the verb says so ("diserang",
    "meminta"); ``nouns``: tokens that name acts without being verbs; ``told``: what the form of a verb itself does to its act.
    """
    verbs = [i for i, pos in enumerate(tree.parse.upos) if pos == "VERB" or (i in forms and pos in ("AUX", "ADJ"))]
    clauses: dict[int, Clause] = {}
    for head in verbs:
        clauses[head] = _verb_clause(tree, words, head, forms.get(head, ""), told.get(head))
    for head in nouns:
        if head not in clauses:
            clauses[head] = _noun_clause(tree, words, head)
    depth = {head: sum(1 for _ in tree.ancestors(head)) for head in clauses}
    for head in sorted(verbs):
        turn_upright(head, clauses, tree, words)
    for head in sorted(verbs):
        clauses[head] = bound = rejoin(bind_nearer(clauses[head], clauses, tree, words), clauses, tree, words, forms)
        if bound.governor in clauses:
            depth[head] = max(depth[head], depth[bound.governor] + 1)
    for head in sorted(clauses, key=depth.__getitem__):
        clauses[head] = _inherit(clauses[head], clauses, tree, words)
    return clauses


def _verb_clause(tree: Tree, words: Words, head: int, form: str, told: Effect | None) -> Clause:
    first = _group_start(tree, words, head)
    voice = _voice(tree, words, head, form)
    slots: dict[str, list[int]] = {}
    for kid in tree.kids[head]:
        for slot in _slots_of_dependent(tree, words, kid):
            slots.setdefault(slot, []).append(kid)
    if len(slots.get("subject", ())) > 1:
        subjects = own_subject(slots["subject"], head)
        slots.setdefault("object", [t for t in slots["subject"] if t not in subjects])
        slots["subject"] = subjects
    if form == "passive" and not slots.get("by"):  # "ditangkap polisi Venezuela": the doer stands bare behind the verb
        slots["by"] = [k for k in tree.kids[head] if tree.phrase(k)[0] == head + 1 and _may_act(tree, words, k)]
    governor, link = _governor(tree, head)
    opened_by_inf = any(words.has(i, "inf") for i in range(max(first - 1, 0), head))
    gerund = form == "gerund" and not any(True for _ in tree.dependents(head, "aux", "cop"))
    finite = not opened_by_inf and not gerund and (link not in ("xcomp", "acl") or bool(slots.get("subject")))
    effects = (*_left_effects(tree, words, first, head, form), *_no_object(tree, words, slots), *([told] if told else ()))
    if any(words.has(k, "sub:jussive") for k in (*tree.dependents(head, "mark"), max(first - 1, 0), first)):
        effects = _asked_for(effects)
    return Clause(head, first, head, "verb", voice, _named(slots, voice), effects, governor, link, finite, opened_by_inf)


def _no_object(tree: Tree, words: Words, slots: Mapping[str, Sequence[int]]) -> Iterator[Effect]:
    """ "provided no details", "reached neither accord": the act is denied with its object."""
    for token in (*slots.get("object", ()), *slots.get("subject", ())):
        if any(words.has(k, "neg") for k in tree.dependents(token, "det")):
            yield Effect("negative", "a negated object or subject")


def _noun_clause(tree: Tree, words: Words, head: int) -> Clause:
    slots: dict[str, list[int]] = {}
    for kid in tree.kids[head]:
        for slot in _slots_of_modifier(tree, words, head, kid):
            slots.setdefault(slot, []).append(kid)
    if not slots.get("genitive"):
        slots["genitive"] = _owner_behind(tree, head)
    governor, link = _governor(tree, head)
    if link == "obj":
        for slot, token in _right_behind(tree, words, head, governor):
            slots.setdefault(slot, []).append(token)
    adjectives = set(tree.dependents(head, "amod", "acl", "det", "advmod", "compound"))
    effects = [Effect(_expected(m, tree, words), m.row.where) for m in words.modal if m.last in adjectives]
    return Clause(head, head, head, "noun", "", {k: tuple(v) for k, v in slots.items()}, tuple(effects), governor, link, False)


def _right_behind(tree: Tree, words: Words, noun: int, verb: int) -> Iterator[tuple[str, int]]:
    """What a preposition right behind the noun governs, though the parser tied it to the verb: "faced [opposition from] Peru"."""
    for kid in tree.dependents(verb, "obl", "nmod"):
        if kid > noun + 1 and not words.has(kid, "time") and any(k == noun + 1 for k in tree.dependents(kid, "case")):
            yield from ((slot, kid) for slot in words.slots_of(noun + 1))


def _owner_behind(tree: Tree, head: int) -> list[int]:
    """A name that the parser tied to the last word of a compound whose head is its first: "serangan udara [Israel]"."""
    seconds = [k for k in tree.dependents(head, "compound") if k == head + 1]
    return [
        k
        for second in seconds
        for k in tree.dependents(second, "nmod", "flat", "compound")
        if k == second + 1 and tree.upos(k) == "PROPN" and not any(True for _ in tree.dependents(k, "case"))
    ]


def _may_act(tree: Tree, words: Words, token: int) -> bool:
    return (
        tree.upos(token) in ("NOUN", "PROPN", "PRON")
        and not words.has(token, "time")
        and tree.relation(token) not in ("xcomp", "ccomp", "advcl")
    )


def _group_start(tree: Tree, words: Words, head: int) -> int:
    """First token of the verb group: auxiliaries, negation and adverbs that stand before the verb without a break."""
    first = head
    for i in range(head - 1, max(head - 1 - LEFT_WINDOW, -1), -1):
        beside = words.has(i, "neg") or words.has(i, "inf") or (tree.upos(i) in AUXILIARY and not words.any(i, "prep:"))
        if not beside and not any(
            m.first <= i <= m.last and not m.skipped and not _is_noun(m, tree) for m in words.modal
        ):  # not "prevented Mali from"
            break
        first = i
    return first


def _is_noun(m: Match, tree: Tree) -> bool:
    """Whether a modal word is a noun here, which governs what stands behind it only as an infinitive: not "the plan was rejected"."""
    return isinstance(m.row, ModalWord) and m.row.pos in ("noun", "verb") and tree.upos(m.last) == "NOUN"


def _voice(tree: Tree, words: Words, head: int, form: str) -> str:
    """Passive by the form where the language marks it on the verb, else by what the parser ties to the verb."""
    if form in ("active", "passive"):
        return form
    if form == "gerund":
        return "active"
    if any(tree.relation(k) in ("aux:pass", "obl:agent") for k in tree.kids[head]):
        return "passive"
    if form == "participle":  # "missiles supplied by": a form that is past tense too is passive only without an object
        if head + 1 < len(tree.kids) and tree.upos(head + 1) in ("DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM"):
            return "active"
        own = any(tree.relation(k) == "nsubj" or (tree.relation(k) == "obj" and k > head) for k in tree.kids[head])
        if tree.relation(head) in ("acl", "amod", "advcl") and not own:
            return "passive"
        joined = (head, *tree.dependents(head, "conj"))  # "killed and wounded ten": one object for both
        acts_on = any(True for verb in joined for _ in tree.dependents(verb, "obj", "ccomp", "aux"))
        return "passive" if words.has(head, UNDERGOING) and not acts_on else "active"
    return "passive" if any(tree.relation(k) == "nsubj:pass" for k in tree.kids[head]) else "active"


def _slots_of_dependent(tree: Tree, words: Words, kid: int) -> Iterator[str]:
    relation = tree.relation(kid)
    base = relation.split(":")[0]
    if words.has(kid, "time") or (tree.upos(kid) == "NUM" and base == "obl"):
        return  # a date is never a party
    if base in ("nsubj", "csubj"):
        yield "subject"
    elif base == "obj":
        yield "object"
        yield from (slot for k in tree.dependents(kid, "case") if words.has(k, "objmark") for slot in words.slots_of(k))
    elif base == "iobj":
        yield "dative"
    elif relation == "obl:agent":
        yield "by"
    elif base in ("obl", "nmod", "advmod"):
        yield from prepositions(tree, words, kid)
    elif base in ("xcomp", "ccomp", "parataxis", "advcl"):
        yield base
    elif relation == "nmod:poss" and words.any(kid, "poss:3"):  # a clitic on a verb: "menembaknya", "ditembaknya"
        yield "clitic"


def _slots_of_modifier(tree: Tree, words: Words, head: int, kid: int) -> Iterator[str]:
    relation = tree.relation(kid)
    base = relation.split(":")[0]
    if words.has(kid, "time"):
        return
    if relation == "nmod:poss":
        yield "genitive"
    elif base in ("nmod", "obl", "acl"):
        named = list(prepositions(tree, words, kid))
        yield from named
        if not named and base == "nmod":
            yield "genitive"
    elif base in ("compound", "amod", "flat", "appos") and abs(kid - head) <= 4:
        yield "compound"
    elif base == "nsubj":  # "X's visit is ..." read with the noun as predicate
        yield "subject"


def prepositions(tree: Tree, words: Words, kid: int) -> Iterator[str]:
    """Slots that the preposition of a phrase names; a preposition in front counts even if the parser tied it elsewhere."""
    marks = [k for k in tree.kids[kid] if tree.relation(k).split(":")[0] in ("case", "mark") and k < kid]
    if not marks:
        first, _ = tree.phrase(kid)
        marks = [first - 1] if first > 0 and words.any(first - 1, "prep:") else []
    for mark in marks:
        yield from words.slots_of(mark)


def _named(slots: Mapping[str, list[int]], voice: str) -> dict[str, tuple[int, ...]]:
    """subject / object / by -> agent / patient by voice."""
    named = {k: tuple(v) for k, v in slots.items()}
    clitic = named.pop("clitic", ())
    subject, object_, by = named.get("subject", ()), named.get("object", ()), named.get("by", ())
    object_, by = (object_, by or clitic) if voice == "passive" else (object_ or clitic, by)
    if voice == "passive":
        named["agent"] = by
        named["patient"] = subject
        if object_:  # "was given aid", "dituduh melakukan"
            named["second"] = object_
    else:
        named["agent"] = subject
        named["patient"] = object_
    return {k: v for k, v in named.items() if v}


def _governor(tree: Tree, head: int) -> tuple[int, str]:
    """The nearest predicate above, and how the path to it begins."""
    link = tree.relation(head)
    above = tree.head(head)
    return (above, link) if above >= 0 else (-1, "root")


def _left_effects(tree: Tree, words: Words, first: int, head: int, form: str) -> Iterator[Effect]:
    """Modal words of the verb group and those the parser ties to the verb; "if" before a clause that hangs on the verb."""
    for kid in tree.dependents(head, "advcl"):
        opener = min(tree.subtree(kid), default=kid)
        for mark in {opener, *tree.dependents(kid, "mark")}:
            if words.has(mark, "sub:cond"):
                yield from (
                    Effect("consequent", m.row.where) for m in words.modal if m.first <= mark <= m.last and _kind(m) == "conditional"
                )
    if tree.relation(head) == "root" and first > 0 and _opens_with_condition(tree, words, head):  # "If talks fail, Peru will attack"
        yield Effect("consequent", "a clause of condition in front")
    yield from _inverted(tree, words, head)
    if form == "gerund" and any(tree.upos(k) == "AUX" for k in tree.dependents(head, "aux", "cop", "aux:pass")):
        yield Effect("progressive", "a form of be with a form in -ing")
    tied = set(tree.dependents(head, "aux", "advmod", "mark", "cc", "det")) | set(range(first, head + 1))
    for m in words.modal:
        if not isinstance(m.row, ModalWord) or (m.first > head and m.last - head > 2):
            continue
        if m.holds(head) and (m.last == head or m.row.scope == "governs"):
            continue  # the verb itself is the modal word: it acts on its complement
        inside = m.last in tied or m.first in tied
        apart = m.last == first - 2 and tree.upos(first - 1) in ("CCONJ", "PUNCT")  # "blocked or threatened"
        governs_here = m.row.scope == "governs" and m.last in (first - 1, first - 2) and m.last < head and not apart
        if governs_here and _is_noun(m, tree) and form != "gerund" and not any(words.has(i, "inf") for i in range(first, head)):
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


def _asked_for(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Effects behind a word like "agar": the act is asked for; one asked not to be done may still come."""
    refused = any(e.kind == "negative" for e in effects)
    rest = tuple(e for e in effects if e.kind != "negative")
    return (*rest, Effect("possible" if refused else "demand", "a clause of what is asked for"))


def _kind(m: Match) -> str:
    """The effect of a modal word; "would" is kept apart, since in reported speech it is only a shifted "will"."""
    row = m.row
    assert isinstance(row, ModalWord)
    return "would" if row.effect == "conditional" and row.pos == "aux" else row.effect


def _inherit(clause: Clause, clauses: Mapping[int, Clause], tree: Tree, words: Words) -> Clause:
    """Subjects and effects that come from the governing clause: coordination, control, relative clauses."""
    governor = clauses.get(clause.governor)
    slots = dict(clause.slots)
    effects = list(clause.effects)
    role = "patient" if clause.voice == "passive" else "agent"
    if clause.kind == "verb":
        near = beside(clause, tree, words)
        if governor is not None and governor.voice == "passive" and near and near[0] in governor.slots.get("by", ()):
            near = ()  # "dituduh Barat | membuat bom": the accuser stands there
        if near and (
            role not in slots or (near[0] not in slots[role] and slots[role][0] < tree.phrase(near[0])[0] - 1)
        ):  # nearer than what the parser tied
            slots[role] = near
        elif role not in slots:
            filler = controller(clause, clauses, tree, words) or nearest_left(clause, tree, words)
            if filler:
                slots[role] = filler
        if any(words.has(max(tree.phrase(t)[0] - 1, 0), "sub:cond") for t in slots.get(role, ()) if 0 < t < clause.first):
            effects.append(Effect("conditional", "a word of condition before the subject"))
    if role in slots:
        slots[role] = tuple(antecedent(tree, words, clause, i) for i in slots[role])
    if clause.link == "acl:relcl" and clause.kind == "verb":
        slots = relativized(clause, slots, role, tree, words)
    if governor is not None and clause.link in ("xcomp", "ccomp", "obj", "nmod", "obl", "acl", "nsubj", "nsubj:pass"):
        effects += _governing(clause, governor, words, tree)
    if governor is not None and clause.kind == "noun" and clause.link in ("obj", "nsubj:pass") and words.has(governor.head, ACTING):
        effects += governor.effects  # "will launch an attack": so is the attack
    if governor is not None:
        effects += _before(clause, governor, tree, words)
    if governor is not None and _may_matter(clause, governor, tree, words):
        effects += [e for e in governor.effects if e.kind == "possible"]
    if governor is not None and _is_means(clause, tree, words):  # "could be repaid through support": so is the support
        effects += [
            e for e in governor.effects if e.kind in ("possible", "negative", "conditional", "consequent", "would", "future", "plan")
        ]
    if governor is not None and clause.link == "advcl" and clause.bare:
        effects += [
            e
            for e in governor.effects
            if e.kind in ("possible", "negative", "conditional", "consequent", "would", "demand", "future", "plan")
        ]
    if governor is not None and clause.link == "conj" and clause.first > governor.head:
        effects += [
            e for e in governor.effects if (e.kind in WITHHOLDING or e.kind == "demand") and not clause.effects and role not in clause.slots
        ]
    return Clause(
        clause.head,
        clause.first,
        clause.last,
        clause.kind,
        clause.voice,
        slots,
        tuple(dict.fromkeys(effects)),
        clause.governor,
        clause.link,
        clause.finite,
        clause.bare,
    )


def _expected(m: Match, tree: Tree, words: Words) -> str:
    """The effect of a modal word on a noun; what is expected to take place at a time is planned ("a visit | expected to last two days")."""
    row = m.row
    assert isinstance(row, ModalWord)
    told = tree.dependents(m.last, "xcomp") if row.effect in ("probable", "possible") else ()
    return "plan" if any(words.has(k, OCCURS) for k in told) else row.effect


def _before(clause: Clause, governor: Clause, tree: Tree, words: Words) -> Iterator[Effect]:
    """Effects of the clause above on one with "before" and the same subject: "hopes to meet X before meeting Y"."""
    own = any(True for _ in tree.dependents(clause.head, "nsubj"))
    if clause.link != "advcl" or own or not any(words.has(k, "sub:before") for k in tree.dependents(clause.head, "mark")):
        return
    yield from (e for e in governor.effects if e.kind in AHEAD)
    for m in words.modal:
        if isinstance(m.row, ModalWord) and m.row.scope == "governs" and m.row.effect in AHEAD and m.holds(governor.head):
            yield Effect(m.row.effect, m.row.where)


def _may_matter(clause: Clause, governor: Clause, tree: Tree, words: Words) -> bool:
    """Whether a noun is the subject of what can happen ("aid to Peru could tip the war"): so it is open whether the act comes; not of
    an act spoken of before ("that raid", "its raid") or with a clause of its own."""
    if clause.kind != "noun" or clause.link != "nsubj" or not any(tree.upos(i) == "AUX" for i in range(governor.first, governor.head)):
        return False
    return not any(words.any(k, "det:") or words.any(k, "poss:") or tree.relation(k).startswith("acl") for k in tree.kids[clause.head])


def _is_means(clause: Clause, tree: Tree, words: Words) -> bool:
    """Whether a noun is the means of the act that governs it ("through", "melalui")."""
    return clause.kind == "noun" and clause.link.startswith("obl") and "via" in prepositions(tree, words, clause.head)


def _governing(clause: Clause, governor: Clause, words: Words, tree: Tree) -> Iterator[Effect]:
    """Effects of a governing modal word ("plans to", "failed to") on its complement, and of what governs the governor.

    A noun behind a preposition is a complement only when the preposition is part of the modal word ("accused of") or the modal
    word is a noun ("the threat of war"); "refused after the attack" leaves the attack alone.
    """
    marks = set(tree.dependents(clause.head, "case", "mark"))
    for m in words.modal:
        if isinstance(m.row, ModalWord) and m.row.scope == "governs" and m.holds(governor.head):
            if clause.link.startswith(("obl", "nmod")) and governor.kind == "verb" and m.last not in marks:
                continue
            yield Effect(_expected(m, tree, words) if clause.kind == "noun" else m.row.effect, m.row.where)
            return
    if clause.link == "xcomp" and not clause.finite:
        yield from (
            e
            for e in governor.effects
            if e.kind in ("future", "plan", "possible", "conditional", "consequent", "demand", "negative", "hearsay")
        )
