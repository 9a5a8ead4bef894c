"""Predicates with their slots and what qualifies them: voice, tense, modality, negation, governors.

A clause is built for every verb and for every noun or phrase that a table lists as an act. Slots are named as in the
pack format: ``agent``, ``patient``, ``dative``, one slot per preposition sense (``to``, ``with`` ...), ``genitive`` (the bare
possessor of a noun), ``xcomp`` and ``ccomp`` (the governed predicate). Values are head tokens of phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from saksi.frozen import record
from saksi.reading.document import Match, Sentence
from saksi.reading.effects import (
    WITHHOLDING,
    asked_for,
    before,
    expected,
    governing,
    is_noun,
    left_effects,
    may_matter,
    no_object,
)
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

LEFT_WINDOW = 5
UNDERGOING = "noun:undergo-verb"  # verbs that without an object are passives of a headline: "ten killed in Mali", "man arrested"
AUXILIARY = frozenset({"AUX", "PART", "ADV"})
NOTHING_TOLD: Mapping[int, Effect] = {}
LISTS = 2048  # lists of classes in rows, kept as sets
NOTHING: frozenset[str] = frozenset()
TIME = frozenset({"time"})


@record(frozen=True, slots=True)
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
    effects = (*left_effects(tree, words, first, head, form), *no_object(tree, words, slots), *([told] if told else ()))
    if any(words.has(k, "sub:jussive") for k in (*tree.dependents(head, "mark"), max(first - 1, 0), first)):
        effects = asked_for(effects)
    return Clause(head, first, head, "verb", voice, _named(slots, voice), effects, governor, link, finite, opened_by_inf)


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
    effects = [Effect(expected(m, tree, words), m.row.where) for m in words.modal if m.last in adjectives]
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
            m.first <= i <= m.last and not m.skipped and not is_noun(m, tree) for m in words.modal
        ):  # not "prevented Mali from"
            break
        first = i
    return first


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
        effects += governing(clause, governor, words, tree)
    if governor is not None and clause.kind == "noun" and clause.link in ("obj", "nsubj:pass") and words.has(governor.head, ACTING):
        effects += governor.effects  # "will launch an attack": so is the attack
    if governor is not None:
        effects += before(clause, governor, tree, words)
    if governor is not None and may_matter(clause, governor, tree, words):
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


def _is_means(clause: Clause, tree: Tree, words: Words) -> bool:
    """Whether a noun is the means of the act that governs it ("through", "melalui")."""
    return clause.kind == "noun" and clause.link.startswith("obl") and "via" in prepositions(tree, words, clause.head)
