"""Which state "that country" means, which words of a phrase speak of the party itself, and who stands with a verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from saksi.reading.actors.groups import Mention
from saksi.reading.actors.identity import Identity, Names
from saksi.reading.actors.units import written
from saksi.reading.clauses import ReadSentence

STATES = frozenset({"country", "demonym", "metonym"})
AIMED = frozenset({"to", "for", "against", "with"})  # behind these stands the party itself: "aid for [the victims]"
APART = frozenset({"with", "over", "for", "as"})  # what stands behind these is no part of the name of a party


def state_meant(named: Sequence[Mention]) -> Identity | None:
    """The state named last, by its name rather than by its capital in the same sentence."""
    states = [m for m in named if m.identity.kind in ("country", "metonym")]
    last = [m.identity for m in states if m.sentence == states[-1].sentence]
    return next((i for i in reversed(last) if i.kind == "country"), last[-1] if last else None)


def doers_of(read: ReadSentence, token: int) -> list[tuple[int, int]]:
    """First and last tokens of whoever does the verb above a token, said there or understood."""
    verb = next((above for above in read.tree.ancestors(token) if read.tree.upos(above) == "VERB"), -1)
    clause = read.clauses.get(verb)
    return [read.tree.phrase(doer) for doer in clause.slots.get("agent", ())] if clause else []


def own_words(read: ReadSentence, names: Names, identity: Identity, first: int, last: int, head: int) -> tuple[int, int]:
    """The words of a phrase that speak of the party: not of what it gets or is at ("aid for [the victims]"), nor with what it acts
    ("[police] with sticks"). Whoever is spoken of by what he is keeps all of it ("a spokesman for Kapiti")."""
    opened = [i for i in range(max(head, first) + 1, identity.first) if read.tree.upos(i) == "ADP" and AIMED & set(read.words.slots_of(i))]
    if opened and any(first <= r.first < opened[-1] for r in names.roles):
        opened = []
    apart = APART - {"for"} if any(r.first <= head <= r.last for r in names.roles) else APART  # "a spokesman for its president"
    closers = (i for i in range(max(identity.last, head) + 1, last) if read.tree.upos(i) == "ADP" and apart & set(read.words.slots_of(i)))
    return opened[-1] + 1 if opened else first, next(closers, last + 1) - 1


def of_same_noun(read: ReadSentence, head: int, before: Sequence[Mention], sentences: Sequence[ReadSentence]) -> Identity | None:
    """Somebody of the state that the last phrase with that noun named, not the state itself; its words are the reason."""
    for m in reversed(before):
        other = sentences[m.sentence]
        if m.identity.kind not in STATES or not m.identity.code or m.place:
            continue
        above = next((t for t in _nominals_above(other, m.token) if other.sentence.lower[t] == read.sentence.lower[head]), -1)
        if above >= 0:
            return replace(m.identity, name="", reason=written(other, *other.tree.phrase(above)), first=-1, last=-1)
    return None


def _nominals_above(read: ReadSentence, token: int) -> Iterator[int]:
    """The nouns of the phrase that a name stands in: ship, for "Norwegian" in "a Norwegian survey ship"."""
    for above in read.tree.ancestors(token):
        if read.tree.upos(above) not in ("NOUN", "PROPN"):
            return
        yield above


def objects_of(read: ReadSentence, names: Names, token: int) -> frozenset[str]:
    """Names among the objects of the verb a pronoun is the subject of: "he met Saddam" is not said of Saddam."""
    if not read.tree.relation(token).startswith("nsubj"):
        return frozenset()
    spans = [read.tree.phrase(kid) for kid in read.tree.dependents(read.tree.head(token), "obj", "iobj", "obl")]
    return frozenset(u.name for u in names.units if any(first <= u.first <= last for first, last in spans))
