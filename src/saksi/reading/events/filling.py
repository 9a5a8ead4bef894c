"""Slots of an act filled with actors: each wanted slot in turn, until one names somebody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from saksi.reading.actors import Resolver
from saksi.reading.actors.identity import HOME
from saksi.reading.clauses import ReadSentence
from saksi.reading.events.phrases import REACH, before_time, cites, core, extent, noun_phrases, without_source
from saksi.records import Actor

UNNAMED = frozenset({"", "unresolved"})
PLACES = frozenset({"country", "place", "metonym", "region", "city"})
APART = frozenset({"OPP", "ELI", "CVL", "REB", "LAB", "JRN", "EDU"})  # they may speak to their own state: "urged Peru to talk"


def fill(
    read: ReadSentence,
    resolver: Resolver,
    slots: Mapping[str, tuple[int, ...]],
    wanted: Sequence[str],
    *,
    every: bool,
    narrow: bool = False,
    but: Sequence[Actor] = (),
) -> tuple[Actor, ...]:
    """Actors in the wanted slots: of all slots (``every``), or of the first that names somebody."""
    found: list[Actor] = []
    fallback: tuple[Actor, ...] = ()
    names = resolver.names[read.sentence.index]
    for slot in (s for choice in wanted for s in choice.split("|")):
        phrases = noun_phrases(read, slots.get(slot, ()))
        if slot in ("in", "at") and fallback and not narrow:
            break  # somebody suffers it, and there: the place says whose they are
        if narrow and slot in ("in", "at"):  # "killed in Iraq": a place does nothing
            phrases = [p for p in phrases if not any(u.first <= p[2] <= u.last and u.kind in PLACES for u in names.units)]
        elif slot in ("in", "at"):  # "shot in the head": only a place that is named, or people ("fired at students"), say who suffers it
            people = [r.first for r in names.roles if r.kind in ("member", "body")]
            phrases = [p for p in phrases if any(p[0] <= i <= p[1] for i in (*(u.first for u in names.units), *people))]
        phrases = [(first, before_time(read, first, last, head), head) for first, last, head in phrases]
        if narrow:
            phrases = [(*core(read, names, first, last, head), head) for first, last, head in phrases]
        phrases = [p for phrase in phrases for p in without_source(read, *phrase)]
        here = [a for first, last, head in phrases for a in resolver.phrase(read.sentence.index, first, last, head)]
        if not narrow:
            here = [a for _, last, _ in phrases for a in _examples(read, resolver, last, all(not a.country for a in here))] or here
        here = [a for a in _once(here) if not any(_is_of(a, b) or _same_party(a, b) for b in but)]
        if every:
            found += [a for a in here if identified(a) and all(a.span != b.span for b in found)]
            fallback = fallback or tuple(here)
        elif any(identified(a) for a in here):
            return tuple(here)
        else:
            fallback = fallback or tuple(here)
    return tuple(found) or fallback


def identified(actor: Actor) -> bool:
    """A party with a code, or one that is at least named in full or by what it is."""
    if actor.country:
        return True
    if actor.kind == "name":
        return len(actor.name.split()) > 1 or (actor.name.isupper() and len(actor.name) > 1)
    return actor.kind not in UNNAMED and actor.kind not in ("place", "region")


def names_act(read: ReadSentence, actor: Actor) -> bool:
    """Whether the words of a party without a state of its own are those of an act: "held [a cabinet meeting]", "[the ceasefire and
    hostage release agreement]"."""
    if actor.span is None or (actor.country and HOME not in actor.reason):
        return False
    inside = [i for i in range(len(read.sentence)) if actor.span.covers(read.sentence.span_of(i, i))]
    nouns = [i for i in inside if read.tree.upos(i) in ("NOUN", "PROPN")]
    head = next((i for i in nouns if read.tree.head(i) not in inside), -1)
    return head >= 0 and any(m.holds(head) for m in read.of("nouns"))


def _examples(read: ReadSentence, resolver: Resolver, last: int, unnamed: bool) -> tuple[Actor, ...]:
    """The names given as examples of a phrase that names nobody ("states that back them, [such as Peru and Chile]"), or given in
    full right behind it ("three states of the EU, [namely A, B and C]")."""
    for i in range(last + 1, min(last + REACH, len(read.sentence) - 1)):
        listed = i <= last + 2 and read.words.has(i, "namely")
        like = unnamed and read.words.has(i, "prep:like") and not cites(read, i)
        if (listed or like) and read.tree.upos(i - 1) == "PUNCT":
            head = next((k for k in range(i + 1, len(read.sentence)) if i in read.tree.kids[k]), i + 1)
            return tuple(a for a in resolver.phrase(read.sentence.index, *extent(read, head), head) if a.country)
    return ()


def _once(actors: Iterable[Actor]) -> list[Actor]:
    """Each party once: a name that the parser cut is found from both of its halves."""
    found: list[Actor] = []
    for a in actors:
        if not any((a.name, a.country) == (b.name, b.country) and a.span and b.span and a.span.overlaps(b.span) for b in found):
            found.append(a)
    return found


def _is_of(one: Actor, other: Actor) -> bool:
    """Whether the words of a party hold those of another of its state: "[toward the end of the visit, Peruvian soldiers] fired"."""
    if one.span is None or other.span is None or one.span == other.span:
        return one.span == other.span
    return one.span.covers(other.span) and one.country == other.country


def _same_party(one: Actor, other: Actor) -> bool:
    """One party by name: nobody attacks or visits himself; nor is a state the other side of its own minister ("stressed U.S. support")."""
    if one.country and one.country == other.country and one.kind in ("country", "demonym") and not one.sector:
        return other.sector not in APART or len(one.text.split()) > 2  # "Iran's aid" is no party
    return identified(one) and (one.name, one.country) == (other.name, other.country)


def resolve(read: ReadSentence, resolver: Resolver, token: int) -> tuple[Actor, ...]:
    return resolver.phrase(read.sentence.index, *extent(read, token), token)
