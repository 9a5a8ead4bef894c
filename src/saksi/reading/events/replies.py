"""Whom an act is against that names nobody: what is rejected is what somebody said to the one who rejects it, and a protest that
names no target is against the state it is held in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from saksi.reading.actors import Resolver
from saksi.reading.actors.compounds import only_qualifies
from saksi.reading.events.filling import UNNAMED
from saksi.reading.events.find import Act
from saksi.records import Actor

SAID = frozenset({"ACCUSE", "REQUEST", "THREATEN"})  # these are answered
ANSWER_BACK = 1  # sentences between what is said and its answer
STATES = frozenset({"country", "demonym", "metonym", "person", "organisation"})
WHERE = frozenset({"country", "place", "metonym", "city", "region"})
PLACED = ("in", "at", "outside", "near", "on")


def reply(act: Act, before: Sequence[Act], resolver: Resolver) -> Act:
    """A refusal of what was said to whoever refuses is said to the one who said it: "Peru accused Chile of theft. Chile rejected the
    accusation"."""
    if act.sense.type != "REJECT" or act.noun or any(a.country for a in act.recipients) or not _points_back(act, resolver):
        return act
    own = {(a.country, a.name) for a in act.actors if a.country}
    for other in reversed(before):
        if act.sentence - other.sentence > ANSWER_BACK or not own:
            break
        said = other.sense.type in SAID and other.trigger.start < act.trigger.start
        if said and any(a.country in {code for code, _ in own} for a in other.recipients):
            party = tuple(a for a in other.actors if a.country and (a.country, a.name) not in own)
            if party:
                return replace(act, recipients=tuple(replace(a, reason=f"who said it: {a.reason}") for a in party))
    return act


def _points_back(act: Act, resolver: Resolver) -> bool:
    """Whether what is refused is spoken of as known: "the accusation", "that demand", "it"."""
    read = resolver.sentences[act.sentence]
    inside = [i for i in range(len(read.sentence)) if act.trigger.covers(read.sentence.span_of(i, i))]  # "rejected the accusation"
    marks = (k for t in (*act.slots.get("patient", ()), *inside) for k in (t, *read.tree.dependents(t, "det", "nmod:poss")))
    return any(read.words.has(k, mark) for k in marks for mark in ("det:def", "det:dem", "pron:dem", "pron:3sg", "poss:3pl"))


def against_state(act: Act, resolver: Resolver) -> Act:
    """A protest with a target, or with the state it is held in as its target where its sentence names no other."""
    if act.sense.type != "PROTEST" or any(a.kind not in UNNAMED for a in act.recipients) or _favours(act, resolver):
        return act
    where = next(_places(act, resolver), "")
    own = {a.country for a in act.actors if len(a.country) == 3}
    state = where or (next(iter(own)) if len(own) == 1 else "")
    country = resolver.gathered.countries.get(state)
    if country is None or _named(act, resolver) - own - {where}:
        return act
    reason = "the state it is held in, since it names nobody else"
    return replace(act, recipients=(Actor(None, country.name, country.name, state, "GOV", "country", reason),))


def _favours(act: Act, resolver: Resolver) -> bool:
    """Whether it is held for somebody: "marched in support of the reforms"."""
    words = resolver.sentences[act.sentence].words
    return bool(act.slots.get("for")) or any(words.has(t, "noun:support") for t in act.slots.get("in", ()))


def _places(act: Act, resolver: Resolver) -> Iterator[str]:
    """Codes of the states whose places say where an act is."""
    tree = resolver.sentences[act.sentence].tree
    spans = [(min(inside), max(inside)) for slot in PLACED for t in act.slots.get(slot, ()) if (inside := tree.subtree(t))]
    for unit in resolver.names[act.sentence].units:
        if unit.kind in WHERE and len(unit.code) == 3 and any(first <= unit.first <= last for first, last in spans):
            yield unit.code


def _named(act: Act, resolver: Resolver) -> set[str]:
    read = resolver.sentences[act.sentence]
    units = resolver.names[act.sentence].units
    return {u.code for u in units if u.code and u.kind in STATES and not only_qualifies(read, u)}
