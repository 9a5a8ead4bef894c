"""Who does an act that is only named: the subject of the clause that its noun stands in, where a pronoun or the verb says it is his."""

from __future__ import annotations

from collections.abc import Mapping

from saksi.reading.actors import Resolver
from saksi.reading.clauses import ReadSentence
from saksi.reading.events.filling import resolve
from saksi.reading.events.owned import other_before
from saksi.reading.events.triggers import Trigger
from saksi.records import Actor
from saksi.tables import ModalWord

CLIMB = 4  # predicates between an act and the one whose subject does it
JUDGING = "noun:judge-verb"  # "broke with Peru and condemned [its raids]": nobody condemns his own
OWN_ACT = frozenset({"plan", "progressive", "fail", "attempt"})  # "goes on with the attack": the subject does it


def owner(read: ReadSentence, resolver: Resolver, trigger: Trigger, slots: Mapping[str, tuple[int, ...]]) -> tuple[Actor, ...]:
    """Who does an act that is only named: whom "-nya" means, and whoever goes on with it, plans it or fails in it."""
    if trigger.clause.kind != "noun":
        return ()
    agents = slots.get("agent", ())
    if agents and not (len(agents) == 1 and pronoun(read, agents[0])):
        return ()
    if not agents and not _own_act(read, trigger):
        return ()
    subject = subject_above(read, resolver, trigger)
    if agents and trigger.clause.link == "obj" and read.words.has(trigger.clause.governor, JUDGING):
        return other_before(read, resolver, agents[0], subject) or subject
    return subject


def pronoun(read: ReadSentence, token: int) -> bool:
    """Whether the token is a possessive of the third person ("its attacks", "-nya"): most often the subject of the clause is meant."""
    return token > 0 and read.words.any(token, "poss:3")


def _own_act(read: ReadSentence, trigger: Trigger) -> bool:
    """Whether the act is the object of a verb that says how far its subject is with it."""
    return trigger.clause.link == "obj" and any(
        isinstance(m.row, ModalWord) and m.row.scope == "governs" and m.row.effect in OWN_ACT and m.holds(trigger.clause.governor)
        for m in read.words.modal
    )


def subject_above(read: ReadSentence, resolver: Resolver, trigger: Trigger) -> tuple[Actor, ...]:
    """The subject of the clause that an act's noun stands in, or of the clause above where the act itself is the subject."""
    at = trigger.clause
    for _ in range(CLIMB):
        above = read.clauses.get(at.governor)
        if above is None:
            return ()
        subjects = above.slots.get("patient" if above.voice == "passive" else "agent", ())
        if above.kind == "verb" and subjects and not any(trigger.match.holds(t) or t == trigger.clause.head for t in subjects):
            return tuple(a for t in subjects for a in resolve(read, resolver, t))
        at = above
    return ()


def host_subject(read: ReadSentence, resolver: Resolver, trigger: Trigger) -> tuple[Actor, ...]:
    """The subject of the clause that a noun like "talks with X" stands in: the other side."""
    at = trigger.clause
    for _ in range(CLIMB):
        above = read.clauses.get(at.governor)
        if above is None:
            return ()
        if above.kind == "verb":
            return tuple(a for t in above.slots.get("agent", ()) for a in resolve(read, resolver, t))
        at = above
    return ()
