"""What a clause under a verb tells, for the conditions of the event rows: an act of the speaker's own, a harm that others do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from saksi.reading.actors import Resolver
from saksi.reading.clauses import ReadSentence
from saksi.tables import EventWord, Sense

WEAPONS = ("noun:weapon", "noun:missile", "noun:bomb", "noun:nuclear-weapon")
DANGER = "noun:danger"
ATTENTION = "noun:attention"  # "a matter of great attention": a worry, where an adjective says how great
BLAMED = frozenset({"country", "metonym", "organisation", "group", "person"})
ARMED = frozenset({"GOV", "MIL", "COP", "REB"})


def own_act(read: ReadSentence, verb: int) -> bool:
    """Whether a clause tells what its speaker will do himself: "(warned that) it would strike back"."""
    clause = read.clauses.get(verb)
    if clause is None or not clause.has("future", "would", "plan", "promise"):
        return False
    return any(read.words.any(t, "pron:3") or read.words.any(t, "pron:1") for t in clause.slots.get("agent", ()))


def their_harm(read: ReadSentence, resolver: Resolver, verb: int, senses: Mapping[str, Sense]) -> bool:
    """Whether a clause tells a harm that a named state or group does or did: "(insisted that) Peru arms the rebels", "(warned that)
    Peru's raids may lead to war"."""
    clause = read.clauses.get(verb)
    if clause is None or clause.kind != "verb" or clause.has("negative"):
        return False
    doers = clause.slots.get("by" if clause.voice == "passive" else "agent", ())
    if not any(_named_other(read, resolver, t) for t in doers) or _of_one_state(read, resolver, clause.governor, doers):
        return False
    if _worries(read, verb):
        return True
    return not clause.has("demand") and (_harms(read, verb, "events", senses) or any(_harms(read, t, "nouns", senses) for t in doers))


def their_duty(read: ReadSentence, resolver: Resolver, verb: int) -> bool:
    """Whether a clause tells what a named state or group is to do: "(said that) Peru must leave"."""
    clause = read.clauses.get(verb)
    if clause is None or clause.kind != "verb" or clause.voice == "passive" or not clause.has("demand"):
        return False
    return any(_named_other(read, resolver, t) for t in clause.slots.get("agent", ()))


def _named_other(read: ReadSentence, resolver: Resolver, doer: int) -> bool:
    """Whether the phrase names a state or group, and no pronoun makes it the speaker's own ("its raid on Peru")."""
    first, last = read.tree.phrase(doer)
    if any(read.words.any(i, "poss:") for i in range(first, last + 1)):
        return False
    names = resolver.names[read.sentence.index]
    armed = any(first <= r.first <= last and r.sector in ARMED for r in names.roles)  # "Peruvian forces", not "Peruvian farmers"
    return any(first <= u.first <= last and u.code and (u.kind in BLAMED or (armed and u.kind == "demonym")) for u in names.units)


def _of_one_state(read: ReadSentence, resolver: Resolver, cue: int, doers: Sequence[int]) -> bool:
    """Whether whoever speaks is of a state that the clause speaks of: nobody accuses his own."""
    above = read.clauses.get(cue)
    told = _codes(read, resolver, doers)
    return above is not None and bool(told & _codes(read, resolver, above.slots.get("agent", ())))


def _codes(read: ReadSentence, resolver: Resolver, tokens: Sequence[int]) -> set[str]:
    spans = [read.tree.phrase(t) for t in tokens]
    units = resolver.names[read.sentence.index].units
    return {u.code for u in units if u.code and any(first <= u.first <= last for first, last in spans)}


def _worries(read: ReadSentence, verb: int) -> bool:
    """Whether the clause calls its subject a worry or a danger: "their ties are a threat to peace"."""
    if not read.words.has(verb, "cop"):
        return False
    called = tuple(read.tree.dependents(verb, "obj", "xcomp"))
    serious = any(read.words.has(i, ATTENTION) and read.tree.has(i, "amod") for i in called)
    return serious or any(read.words.has(i, DANGER) for i in called)


def _harms(read: ReadSentence, token: int, table: str, senses: Mapping[str, Sense]) -> bool:
    """Whether a word is always an attack, or arms somebody with the weapons that it or its clause names."""
    rows = [m.row for m in read.matches if m.table == table and m.holds(token) and isinstance(m.row, EventWord)]
    if any(senses[row.sense].type == "ASSAULT" and not row.need for row in rows if row.sense in senses):
        return True
    gives = any(row.sense in senses and senses[row.sense].type == "AID" for row in rows)
    return gives and any(read.words.has(i, name) for i in read.tree.subtree(token) for name in WEAPONS)
