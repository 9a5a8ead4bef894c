"""Predicates with their slots and what qualifies them: voice, tense, modality, negation, governors.

A clause is built for every verb and for every noun or phrase that a table lists as an act. Slots are named as in the
pack format: ``agent``, ``patient``, ``dative``, one slot per preposition sense (``to``, ``with`` ...), ``genitive`` (the bare
possessor of a noun), ``xcomp`` and ``ccomp`` (the governed predicate). Values are head tokens of phrases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from saksi.frozen import record
from saksi.reading.document import Match, Sentence
from saksi.reading.effects import (
    PRESENT,
    WITHHOLDING,
    asked_for,
    before,
    expected,
    governing,
    is_noun,
    kept_from,
    left_effects,
    may_matter,
    no_object,
    when_then,
)
from saksi.reading.predicates import RESULT, Clause, Effect, Words
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
from saksi.reading.tree import Tree, base
from saksi.tables import ClosedWord, ModalWord, WordClass

LEFT_WINDOW = 5
UNDERGOING = "noun:undergo-verb"  # verbs that without an object are passives of a headline: "ten killed in Mali", "man arrested"
AUXILIARY = frozenset({"AUX", "PART", "ADV"})
NOTHING_TOLD: Mapping[int, Effect] = {}
LISTS = 2048  # lists of classes in rows, kept as sets
NOTHING: frozenset[str] = frozenset()
NOMINAL_WORDS = ("NOUN", "PROPN", "PRON")
SLOTLESS = frozenset({"punct", "det", "case", "mark", "aux", "aux:pass", "cop", "cc", "conj", "nummod", "fixed"})  # no party hangs by these
TIME = frozenset({"time"})
COLON = frozenset({"colon"})


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


def by_table(matches: Iterable[Match]) -> Mapping[str, list[Match]]:
    """Table -> its matches, left to right."""
    found: defaultdict[str, list[Match]] = defaultdict(list)
    for m in matches:
        found[m.table].append(m)
    return found


def words_of_sentence(sentence: Sentence, tables: Mapping[str, Sequence[Match]]) -> Words:
    """Classes of closed words per token, and the modal words in force; ``tables`` as ``by_table`` gives them.

    A multi-word entry gives its classes to its last token, a preposition to its first too.
    """
    classes: list[frozenset[str]] = [NOTHING] * len(sentence.words)
    for m in tables.get("closed", ()):
        assert isinstance(m.row, ClosedWord)
        own, first = _closed(m.row.classes)
        classes[m.last] = classes[m.last] | own if classes[m.last] else own
        if first and m.first != m.last:
            classes[m.first] |= first
    for m in tables.get("classes", ()):
        assert isinstance(m.row, WordClass)
        own = _nouns(m.row.classes)  # the head of "state of emergency", the verb of "carry out"
        classes[m.last] = classes[m.last] | own if classes[m.last] else own
        if m.first != m.last:
            classes[m.first] |= own
    for m in tables.get("calendar", ()):
        for i in range(m.first, m.last + 1):
            classes[i] |= TIME
    if ":" in sentence.words:
        for i, word in enumerate(sentence.words):
            if word == ":":
                classes[i] |= COLON
    modal = tables.get("modality", ())
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
    depth = {head: tree.depth(head) for head in clauses}
    for head in sorted(verbs):
        turn_upright(head, clauses, tree, words)
    for head in sorted(verbs):
        clauses[head] = bound = rejoin(bind_nearer(clauses[head], clauses, tree, words), clauses, tree, words, forms)
        if bound.governor in clauses:
            depth[head] = max(depth[head], depth[bound.governor] + 1)
    for head in sorted(verbs):
        _share_object(head, clauses, tree)
    for head in sorted(clauses, key=depth.__getitem__):
        clauses[head] = _inherit(clauses[head], clauses, tree, words)
    return clauses


def _share_object(head: int, clauses: dict[int, Clause], tree: Tree) -> None:
    """One object for two verbs: "captured and partly demolished [a suburb]"."""
    clause = clauses[head]
    behind = next((k for k in tree.dependents(head, "conj") if k in clauses), -1)
    if behind < head + 2 or clause.voice != "active" or "object" in clause.slots or tree.upos(head + 1) != "CCONJ":
        return
    shared = clauses[behind].slots.get("object", ()) if all(tree.upos(i) == "ADV" for i in range(head + 2, behind)) else ()
    if shared and clauses[behind].voice == "active":
        clauses[head] = replace(clause, slots={**clause.slots, "object": shared, "patient": shared})


def _verb_clause(tree: Tree, words: Words, head: int, form: str, told: Effect | None) -> Clause:
    first = _group_start(tree, words, head)
    voice = _voice(tree, words, head, form)
    slots: dict[str, list[int]] = {}
    for kid in tree.kids[head]:
        for slot in _slots_of_dependent(tree, words, kid):
            slots.setdefault(slot, []).append(kid)
    others: list[int] = []  # subjects of clauses before this one
    if len(slots.get("subject", ())) > 1:
        subjects = own_subject(slots["subject"], head, tree, words, passive=voice == "passive")
        slots.setdefault("object", [t for t in slots["subject"] if t not in subjects and t > head])
        others = [t for t in slots["subject"] if t < subjects[0]]
        slots["subject"] = subjects
    if form == "passive" and not slots.get("by"):  # "ditangkap polisi Venezuela": the doer stands bare behind the verb
        behind = head + 2 if words.has(min(head + 1, len(tree.kids) - 1), RESULT) else head + 1  # "ditembak mati | polisi"
        slots["by"] = [k for k in tree.kids[head] if tree.phrase(k)[0] == behind and _may_act(tree, words, k)]
    if form == "passive" and not slots.get("subject"):
        slots["subject"], slots["by"] = _counted_behind(tree, words, head, slots.get("by", ()))
    governor, link = _governor(tree, head)
    opened_by_inf = "inf" in words.present and any(words.has(i, "inf") for i in range(max(first - 1, 0), head))
    gerund = form == "gerund" and not tree.has(head, "aux", "cop")
    finite = not opened_by_inf and not gerund and (link not in ("xcomp", "acl") or bool(slots.get("subject")))
    effects = (*left_effects(tree, words, first, head, form), *no_object(tree, words, slots), *([told] if told else ()))
    jussive = "sub:jussive" in words.present
    marks = [k for k in tree.dependents(head, "mark") if not others or k > others[-1]] if jussive else []
    if jussive and any(words.has(k, "sub:jussive") for k in (*marks, max(first - 1, 0), first)):
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
    opened = set(tree.dependents(head, "case"))  # "ahead of the summit"
    effects = [
        Effect(expected(m, tree, words), m.row.where)
        for m in words.modal
        if m.last in adjectives or (m.last in opened and isinstance(m.row, ModalWord) and m.row.scope == "left")
    ]
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
        if k == second + 1 and tree.upos(k) == "PROPN" and not tree.has(k, "case")
    ]


def _may_act(tree: Tree, words: Words, token: int) -> bool:
    return (
        tree.upos(token) in NOMINAL_WORDS
        and not words.has(token, "time")
        and tree.relation(token) not in ("xcomp", "ccomp", "advcl")
    )


def _counted_behind(tree: Tree, words: Words, head: int, doers: Sequence[int]) -> tuple[list[int], list[int]]:
    """Subject and doers of a passive that opens its clause: so many people behind it undergo it ("Ditangkap | tiga orang")."""
    opens = tree.relation(head) in ("root", "ccomp") and not any(k < head and tree.upos(k) in NOMINAL_WORDS for k in tree.kids[head])
    undergo = [t for t in doers if opens and tree.has(t, "nummod")]
    return undergo, [t for t in doers if t not in undergo]


def _group_start(tree: Tree, words: Words, head: int) -> int:
    """First token of the verb group: auxiliaries, negation and adverbs that stand before the verb without a break."""
    first = head
    for i in range(head - 1, max(head - 1 - LEFT_WINDOW, -1), -1):
        beside = words.has(i, "neg") or words.has(i, "inf") or (tree.upos(i) in AUXILIARY and not words.any(i, "prep:"))
        if not beside and not (
            words.modal and any(m.first <= i <= m.last and not m.skipped and not is_noun(m, tree) for m in words.modal)
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


def _slots_of_dependent(tree: Tree, words: Words, kid: int) -> Sequence[str]:
    relation = tree.relation(kid)
    if relation in SLOTLESS:  # half of all that hangs on a verb
        return ()
    kind = base(relation)
    if words.has(kid, "time") or (kind == "obl" and tree.upos(kid) == "NUM"):
        return ()  # a date is never a party
    if kind in ("nsubj", "csubj"):
        return ("subject",)
    if kind == "obj":
        return ("object", *(slot for k in tree.dependents(kid, "case") if words.has(k, "objmark") for slot in words.slots_of(k)))
    if kind == "iobj":
        return ("dative",)
    if relation == "obl:agent":
        return ("by",)
    if kind in ("obl", "nmod", "advmod"):
        return prepositions(tree, words, kid)
    if kind in ("xcomp", "ccomp", "parataxis", "advcl"):
        return (kind,)
    clitic = relation == "nmod:poss" and words.any(kid, "poss:3")  # on a verb: "menembaknya", "ditembaknya"
    return ("clitic",) if clitic else ()


def _slots_of_modifier(tree: Tree, words: Words, head: int, kid: int) -> Sequence[str]:
    relation = tree.relation(kid)
    if relation in SLOTLESS or words.has(kid, "time"):
        return ()
    if relation == "nmod:poss":
        return ("genitive",)
    kind = base(relation)
    if kind in ("nmod", "obl", "acl"):
        return prepositions(tree, words, kid) or (("genitive",) if kind == "nmod" else ())
    if kind in ("compound", "amod", "flat", "appos") and abs(kid - head) <= 4:
        return ("compound",)
    return ("subject",) if kind == "nsubj" else ()  # "X's visit is ..." read with the noun as predicate


def prepositions(tree: Tree, words: Words, kid: int) -> Sequence[str]:
    """Slots that the preposition of a phrase names; a preposition in front counts even if the parser tied it elsewhere."""
    marks = [k for k in tree.kids[kid] if k < kid and base(tree.relation(k)) in ("case", "mark")]
    if not marks:
        first, _ = tree.phrase(kid)
        return words.slots_of(first - 1) if first > 0 else ()
    return words.slots_of(marks[0]) if len(marks) == 1 else [slot for mark in marks for slot in words.slots_of(mark)]


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
        subjects = slots.get(role, ()) if "sub:cond" in words.present else ()
        if any(words.has(max(tree.phrase(t)[0] - 1, 0), "sub:cond") for t in subjects if 0 < t < clause.first):
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
        effects += when_then(clause, governor, tree, words)
        effects += kept_from(clause, governor, tree, words)
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
    own = role in clause.slots or any(e.kind != PRESENT for e in clause.effects)
    if governor is not None and clause.link == "conj" and clause.first > governor.head and not own:
        effects += [e for e in governor.effects if e.kind in WITHHOLDING or e.kind == "demand"]
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
