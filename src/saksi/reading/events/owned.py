"""Whose the thing is that an act is done to, where only a pronoun says it: "the Kremlin's support for its missiles"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from saksi.reading.actors import Resolver
from saksi.reading.clauses import ReadSentence
from saksi.records import Actor
from saksi.tables import Sense

GIVEN = frozenset({"SUPPORT", "AID", "ACCUSE", "REJECT"})  # done to what is another's
OWNING = frozenset({"country", "metonym", "demonym", "organisation", "group", "person"})


def owner_of_thing(
    read: ReadSentence, resolver: Resolver, slots: Mapping[str, tuple[int, ...]], sense: Sense, actors: Sequence[Actor]
) -> tuple[Actor, ...]:
    """The state or body named last before the pronoun, other than whoever acts; none where no pronoun owns what the act is done to."""
    if sense.type not in GIVEN:
        return ()
    for token in (t for names in sense.recipient for slot in names.split("|") for t in slots.get(slot, ())):
        first, last = read.tree.phrase(token)
        owner = next((i for i in range(first, last + 1) if read.words.any(i, "poss:3") and read.tree.relation(i) == "nmod:poss"), -1)
        found = other_before(read, resolver, owner, actors)
        if found:
            return found
    return ()


def other_before(read: ReadSentence, resolver: Resolver, token: int, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The state or body that the sentence names last before a token, other than the actors' own."""
    own = {a.country for a in actors}
    before = [u for u in resolver.names[read.sentence.index].units if u.last < token and u.kind in OWNING and len(u.code) == 3]
    others = [u for u in before if u.code not in own]
    if token < 0 or not others or own == {""}:
        return ()
    return resolver.phrase(read.sentence.index, others[-1].first, others[-1].last, others[-1].first)
