"""Who does what a noun names, when only the words around the noun say it: "launched a raid", "the raid carried out by", "blamed X for"."""

from __future__ import annotations

from collections.abc import Mapping

from saksi.reading.clauses import ReadSentence
from saksi.reading.events.triggers import Trigger
from saksi.reading.predicates import Clause
from saksi.reading.subjects import ACTING
from saksi.tables import Sense

BLAMING = frozenset({"ACCUSE", "SANCTION", "COERCE", "ASSAULT"})  # done to somebody for what he did
GETTING = "noun:get-verb"  # verbs whose subject has their object done to him: face, draw, suffer
CHARGED = frozenset({"for", "of", "with", "over"})  # "blamed X for the attack", "accused X of aggression"


def lent_doer(read: ReadSentence, trigger: Trigger, heads: Mapping[int, Sense]) -> tuple[int, ...]:
    """Tokens of whom the clause of a noun makes its doer; none when it does not say."""
    clause = trigger.clause
    if clause.kind != "noun":
        return ()
    above = read.clauses.get(clause.governor)
    if above is not None and above.kind == "verb":
        found = _from_above(read, clause, above, heads)
        if found:
            return found
    for kid in read.tree.dependents(clause.head, "acl"):
        below = read.clauses.get(kid)
        if below is not None and read.words.has(kid, ACTING):
            doers = tuple(t for t in below.slots.get("agent", ()) if t != clause.head)
            if doers:
                return doers
    return ()


def lent_sufferer(read: ReadSentence, trigger: Trigger) -> tuple[int, ...]:
    """Tokens of whom an act is done to, where he is the subject of a verb that only says he gets it: "faced opposition from Peru"."""
    above = read.clauses.get(trigger.clause.governor)
    if trigger.clause.kind != "noun" or trigger.clause.link != "obj" or above is None or not read.words.has(above.head, GETTING):
        return ()
    return above.slots.get("agent", ()) if {"from", "by"} & set(trigger.slots) else ()


def blamed_doer(read: ReadSentence, trigger: Trigger, heads: Mapping[int, Sense]) -> tuple[int, ...]:
    """Tokens of whom an act is held against, where it is the reason of an act above: "jailed X for helping Y"; none elsewhere."""
    clause = trigger.clause
    above = read.clauses.get(clause.governor)
    sense = heads.get(clause.governor)
    if clause.kind != "verb" or above is None or sense is None or sense.type not in BLAMING or clause.link != "advcl":
        return ()
    if read.tree.has(clause.head, "nsubj"):
        return ()
    if not any(read.words.has(k, "sub:cause") for k in (*read.tree.dependents(clause.head, "mark", "case"), max(clause.first - 1, 0))):
        return ()
    named = [above.slots, *(read.clauses[t].slots for t in above.slots.get("patient", ()) if t in read.clauses)]  # "sanctions on X"
    for slots in reversed(named):
        found = next((slots[s] for s in ("patient", "to", "on", "against") if any(t < clause.head for t in slots.get(s, ()))), ())
        if found:
            return found
    return ()


def _from_above(read: ReadSentence, clause: Clause, above: Clause, heads: Mapping[int, Sense]) -> tuple[int, ...]:
    link = clause.link.split(":")[0]
    if link == "obj" or clause.link == "nsubj:pass":
        return above.slots.get("agent", ()) if read.words.has(above.head, ACTING) else ()
    sense = heads.get(above.head)
    if link in ("obl", "nmod") and sense is not None and sense.type == "ACCUSE":
        charged = any(clause.head in above.slots.get(slot, ()) for slot in CHARGED)
        return above.slots.get("patient", ()) if charged else ()
    return ()
