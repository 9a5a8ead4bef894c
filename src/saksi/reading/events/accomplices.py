"""Whom a statement about two states blames beside the first: "said that Chile arms Peru", "said that the ties of A and B are a worry"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from saksi.reading.actors import Resolver
from saksi.reading.clauses import ReadSentence
from saksi.reading.events.triggers import Trigger
from saksi.records import Actor
from saksi.tables import Sense

TOLD = "their-harm"  # the condition of rows by which a word of saying blames
TIES = "noun:relations"
ARMED = ("patient", "dative", "to", "for")  # slots of who gets the weapons


def accomplices(
    read: ReadSentence, resolver: Resolver, trigger: Trigger, heads: Mapping[int, Sense], blamed: Sequence[Actor]
) -> tuple[Actor, ...]:
    """The other side of arms given or of ties, where a word of saying is read as blame; none elsewhere."""
    if not blamed or not any(TOLD in need for need in trigger.row.need):
        return ()
    known = {a.country for a in blamed}
    found: list[Actor] = []
    for token in _other_sides(read, trigger, heads):
        inside = read.tree.subtree(token)
        for unit in resolver.names[read.sentence.index].units:
            if unit.first in inside and unit.code and unit.code not in known:
                found += resolver.phrase(read.sentence.index, unit.first, unit.last, unit.first)
                known.add(unit.code)
    return tuple(found)


def _other_sides(read: ReadSentence, trigger: Trigger, heads: Mapping[int, Sense]) -> Iterator[int]:
    for verb in trigger.slots.get("ccomp", ()):
        told = read.clauses.get(verb)
        subjects = told.slots.get("agent", ()) if told else ()
        yield from (t for t in subjects if read.words.has(t, TIES))
        for token in (verb, *subjects):
            given = read.clauses.get(token)
            if given and token in heads and heads[token].type == "AID":
                yield from (t for slot in ARMED for t in given.slots.get(slot, ()))
