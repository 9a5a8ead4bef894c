"""Who does what a noun names, when only the words around the noun say it: "launched a raid", "the raid carried out by", "blamed X for"."""

from __future__ import annotations

from collections.abc import Mapping

from saksi.reading.clauses import ACTING, ReadSentence
from saksi.reading.events.triggers import Trigger
from saksi.reading.predicates import Clause
from saksi.tables import Sense

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


def _from_above(read: ReadSentence, clause: Clause, above: Clause, heads: Mapping[int, Sense]) -> tuple[int, ...]:
    link = clause.link.split(":")[0]
    if link == "obj" or clause.link == "nsubj:pass":
        return above.slots.get("agent", ()) if read.words.has(above.head, ACTING) else ()
    sense = heads.get(above.head)
    if link in ("obl", "nmod") and sense is not None and sense.type == "ACCUSE":
        charged = any(clause.head in above.slots.get(slot, ()) for slot in CHARGED)
        return above.slots.get("patient", ()) if charged else ()
    return ()
