"""One act told by several words of a sentence is one act: a verb that carries a noun, the talks that a meeting is held for, a noun
said again behind a comma, the attack that a weapon is used in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from saksi.reading.clauses import ReadSentence, prepositions
from saksi.reading.events.triggers import Trigger
from saksi.tables import Sense

GIVEN = frozenset({"SUPPORT", "AID"})  # "the support they gave": one word for both
PARTIES = frozenset({"agent", "patient", "genitive", "of", "by", "on", "against", "to"})
AGAIN = 10  # tokens between a noun and the same noun behind a comma


def one_each(read: ReadSentence, triggers: Sequence[Trigger], senses: Mapping[str, Sense]) -> list[Trigger]:
    """The triggers, one for each act."""
    carried = _carried(read, triggers, senses)
    return [
        t
        for t in carried
        if not _purpose_of_same(read, t, carried, senses) and not _said_again(read, t, carried) and not _same_harm(read, t, carried, senses)
    ]


def _same_harm(read: ReadSentence, trigger: Trigger, triggers: Sequence[Trigger], senses: Mapping[str, Sense]) -> bool:
    """ "Was shot by rebels in a killing that ...": a noun with no parties of its own, for what the verb above it says."""
    kind = senses[trigger.row.sense].type
    if trigger.clause.kind != "noun" or kind != "ASSAULT" or not trigger.clause.link.startswith("obl") or PARTIES & set(trigger.slots):
        return False
    within = {"in", "during"} & set(prepositions(read.tree, read.words, trigger.clause.head))
    above = trigger.clause.governor
    return bool(within) and any(
        t.clause.head == above and senses[t.row.sense].type == kind and {"agent", "by"} & set(t.slots) for t in triggers
    )


def _purpose_of_same(read: ReadSentence, trigger: Trigger, triggers: Sequence[Trigger], senses: Mapping[str, Sense]) -> bool:
    """ "Met the president to hold talks": the talks are the meeting."""
    if not trigger.clause.bare or trigger.clause.link not in ("advcl", "acl", "xcomp") or senses[trigger.row.sense].type != "CONSULT":
        return False
    verbs = (a for a in read.tree.ancestors(trigger.clause.head) if a in read.clauses and read.clauses[a].kind == "verb")
    above = next(verbs, -1)
    return any(t.clause.head == above and senses[t.row.sense].type == "CONSULT" for t in triggers)


def _said_again(read: ReadSentence, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """ "The visit of X to Y, his third visit since": one visit."""
    first = trigger.match.first
    if trigger.clause.kind != "noun" or first < 2 or read.tree.upos(first - 1) != "PUNCT" or trigger.slots.get("to"):
        return False
    return any(
        t.clause.kind == "noun" and t.row.word == trigger.row.word and t.match.last < first - 1 and first - t.match.last <= AGAIN
        for t in triggers
    )


def _carried(read: ReadSentence, triggers: Sequence[Trigger], senses: Mapping[str, Sense]) -> list[Trigger]:
    """A verb that only carries a noun of its own type is no second act: "the attack was carried out by X" is the attack, done by X."""
    nouns = {t.clause.head: t for t in triggers if t.clause.kind == "noun"}
    carried: dict[int, Trigger] = {}
    dropped: set[int] = set()
    for verb in (t for t in triggers if t.clause.kind == "verb" and any(n.startswith("patient:") for n in t.row.need)):
        for token in (*verb.slots.get("patient", ()), *_used_in(read, verb, triggers)):
            noun = nouns.get(token)
            mine = senses[verb.row.sense]
            if noun and _one_type(senses[noun.row.sense].type, mine.type) and "agent" in mine.actor[0].split("|"):
                carried[token] = _joined(verb, noun)
                dropped.add(verb.clause.head)
    return [carried.get(t.clause.head, t) for t in triggers if t.clause.head not in dropped]


def _one_type(noun: str, verb: str) -> bool:
    return noun == verb or {noun, verb} == GIVEN


def _joined(verb: Trigger, noun: Trigger) -> Trigger:
    """The noun as trigger, with the doer, the further slots and the effects of the verb that carries it."""
    slots = {**{k: v for k, v in verb.slots.items() if k not in ("patient", "subject", "object")}, **noun.slots}
    if verb.slots.get("agent") and not noun.slots.get("by"):  # "fights the invasion by Russia": it is Russia's
        slots["agent"] = verb.slots["agent"]
    clause = replace(
        noun.clause,
        effects=tuple(dict.fromkeys((*noun.clause.effects, *verb.clause.effects))),
        governor=verb.clause.governor,
        link=verb.clause.link,
        finite=verb.clause.finite,
        bare=verb.clause.bare,
        slots=slots,
    )
    return replace(noun, clause=clause, slots=slots)


def _used_in(read: ReadSentence, verb: Trigger, triggers: Sequence[Trigger]) -> tuple[int, ...]:
    """The noun of the act that a verb says the means of: "used missiles in the attack on X"."""
    last = verb.match.last
    nouns = (t for t in triggers if t.clause.kind == "noun" and t.clause.head > last and t.clause.link.startswith(("obl", "nmod")))
    found = next((t.clause.head for t in nouns if "in" in prepositions(read.tree, read.words, t.clause.head)), -1)
    return (found,) if found >= 0 and not any(t.clause.kind == "verb" and last < t.clause.head < found for t in triggers) else ()
