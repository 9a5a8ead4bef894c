"""Parties that stand outside the slots of their act: inside its object, behind a preposition further right, at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from saksi.reading.actors import Resolver
from saksi.reading.actors.compounds import only_qualifies
from saksi.reading.actors.identity import HOME
from saksi.reading.clauses import ReadSentence
from saksi.reading.events.filling import APART, UNNAMED, fill, identified, resolve
from saksi.reading.events.phrases import REACH, hull, without_source
from saksi.reading.events.triggers import Trigger
from saksi.reading.predicates import Clause
from saksi.records import Actor
from saksi.tables import Sense

AIMED = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "PROTEST"})  # done to whoever their purpose is to press
JUDGED = frozenset({"ACCUSE", "SUPPORT", "REJECT"})  # done to whoever does what they are about
BODIES = frozenset({"organisation", "group", "media", "person"})  # one of these may act on another of its country
NAMING = frozenset({"titles", "names"})  # "Dalam" of "Kementerian Dalam Negeri" is no preposition


def wider(
    read: ReadSentence, resolver: Resolver, trigger: Trigger, slots: Mapping[str, tuple[int, ...]], sense: Sense, actors: Sequence[Actor]
) -> tuple[Actor, ...]:
    """A recipient that is named only inside the object ("praised Haiti's efforts"), inside the trigger ("rejected an Australian
    offer") or as the one who is to act ("demanded that the army leave")."""
    held = {a.span for a in actors}
    units = resolver.names[read.sentence.index].units
    for token in _indirect_holders(read, trigger, slots, sense):
        if read.words.has(token, "noun:another"):  # "attacked Chile's allies": not Chile
            continue
        near_first, near_last = read.tree.phrase(token)
        if any(near_first <= u.first <= near_last and not u.code for u in units):  # it names somebody, only not one with a code
            continue
        first, last = hull(read, token)
        last = next((end for _, end, _ in without_source(read, token, last, token)), token)
        for unit in units:
            if not first <= unit.first <= last or not unit.code or only_qualifies(read, unit):
                continue
            if not any(trigger.match.holds(i) for i in range(unit.first, unit.last + 1)):
                found = resolver.phrase(read.sentence.index, unit.first, unit.last, unit.first)
                other = unit.kind in BODIES and all(a.name != found[0].name and a.kind not in ("country", "demonym") for a in actors)
                asked = unit.first <= token <= unit.last  # "protesters in Chile demanded that [Chile] pay"
                other = other or all(a.country != found[0].country or (a.sector in APART and (asked or a.sector != "ELI")) for a in actors)
                if other and not any(a.span == b or (a.span and b and b.covers(a.span)) for a in found for b in held):
                    return (*found, *_joined_to(read, resolver, unit.first, unit.last))
    return ()


def pressed(
    read: ReadSentence, resolver: Resolver, trigger: Trigger, slots: Mapping[str, tuple[int, ...]], sense: Sense, actors: Sequence[Actor]
) -> tuple[Actor, ...]:
    """Whom an act is to press where it names nobody itself: "fired shots to disperse [a group of Peruvian officials]", "cut aid to
    pressure [the group]"."""
    if sense.type not in AIMED or (slots.get("patient") and any(a.country for t in slots["patient"] for a in resolve(read, resolver, t))):
        return ()
    found = fill(read, resolver, {"patient": tuple(_aims(read, trigger, ("patient",)))}, ("patient",), every=False, but=actors)
    return tuple(a for a in found if identified(a))


def behind(read: ReadSentence, resolver: Resolver, trigger: Trigger, sense: Sense, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """A name behind a fitting preposition right of the trigger, before the next verb, wherever the parser tied it."""
    wanted = frozenset(s for names in sense.recipient for s in names.split("|")) - {"patient", "dative", "agent"}
    return behind_names(read, resolver, trigger, wanted, actors)


def behind_names(
    read: ReadSentence, resolver: Resolver, trigger: Trigger, wanted: frozenset[str], actors: Sequence[Actor]
) -> tuple[Actor, ...]:
    named = {i for table in NAMING for m in read.of(table) if m.last > m.first for i in range(m.first, m.last + 1)}
    end = trigger.match.last + 1
    while end < min(trigger.match.last + REACH, len(read.sentence)) and read.tree.upos(end) != "VERB" and not read.words.has(end, "rel"):
        end += 1
    for unit in resolver.names[read.sentence.index].units:
        if not trigger.match.last < unit.first < end or not unit.code:
            continue
        if any(a.country == unit.code and (unit.kind not in BODIES or a.name == unit.name) for a in actors):
            continue
        openers = [i for i in range(trigger.match.last + 1, unit.first) if read.words.any(i, "prep:") and i not in named]
        if openers and wanted & set(read.words.slots_of(openers[-1])):
            found = resolver.phrase(read.sentence.index, unit.first, unit.last, unit.first)
            return (*found, *_joined_to(read, resolver, unit.first, unit.last))
    return ()


def _joined_to(read: ReadSentence, resolver: Resolver, first: int, last: int) -> tuple[Actor, ...]:
    """The names joined to a name: "threatened to deliver blows to [Peru] and Chile"."""
    heads = [k for i in range(first, last + 1) for k in read.tree.dependents(i, "conj") if k > last and read.tree.upos(k) == "PROPN"]
    return tuple(a for k in heads for a in resolve(read, resolver, k) if a.country)


def _indirect_holders(read: ReadSentence, trigger: Trigger, slots: Mapping[str, tuple[int, ...]], sense: Sense) -> list[int]:
    """Tokens whose phrases may name the recipient, the nearest relation first."""
    wanted = [s for names in sense.recipient for s in names.split("|")]
    found = [t for slot in (*wanted, "inner") for t in slots.get(slot, ())]  # inner: the object of "refused to meet"
    found += trigger.match.skipped
    if sense.type in JUDGED and trigger.clause.voice == "active":  # "criticised the decision | by Chad"
        found += slots.get("by", ())
    jussive = [t for t in slots.get("advcl", ()) if any(read.words.has(k, "sub:jussive") for k in read.tree.kids[t])]
    for child in (*slots.get("ccomp", ()), *slots.get("xcomp", ()), *jussive):
        clause = read.clauses.get(child)
        if clause and (sense.effect in ("demand", "threat", "refuse") or sense.type == "ACCUSE"):
            found += [*clause.slots.get("agent", ()), *clause.slots.get("patient", ())]
        if clause and sense.effect == "threat":  # "threatened to take grants from the college"
            found += [t for slot in ("from", "to", "on", "against", "with") for t in clause.slots.get(slot, ())]
        if clause and sense.effect == "refuse":  # "refused to send troops to Mali"
            found += [t for slot in ("dative", "to", "with", "from", "in") for t in clause.slots.get(slot, ())]
        if clause and sense.effect == "promise":  # "agreed to send aid to Poland"
            found += [t for slot in ("dative", "to", "for", "with", "patient", "in") for t in clause.slots.get(slot, ())]
    if sense.type in AIMED:  # "fired to disperse the marchers", "withheld aid in an effort to press Chile"
        purposes = ("patient", "over", "against", "from") if sense.type == "PROTEST" else ("patient",)
        found += _aims(read, trigger, purposes)
    if sense.type == "THREATEN":
        found += _conditions(read, trigger)
    return found


def _aims(read: ReadSentence, trigger: Trigger, purposes: Sequence[str]) -> list[int]:
    """What the infinitives of purpose of an act are about, in the slots ``purposes``."""
    below = [c for c in read.clauses.values() if c.bare and c.first > trigger.match.last and trigger.clause.head in _goals(read, c)]
    return [t for c in below for slot in purposes for t in c.slots.get(slot, ())]


def _conditions(read: ReadSentence, trigger: Trigger) -> list[int]:
    """Who is to do or to leave undone what a threat depends on: "threatened to leave unless [Peru] paid"."""
    heads = {trigger.clause.head, *trigger.slots.get("xcomp", ()), *trigger.slots.get("ccomp", ())}
    below = [c for c in read.clauses.values() if c.link == "advcl" and c.governor in heads]
    marked = [c for c in below if any(read.words.has(k, "sub:cond") for k in (*read.tree.dependents(c.head, "mark"), max(c.first - 1, 0)))]
    return [t for c in marked for t in c.slots.get("agent", ())]


def _goals(read: ReadSentence, clause: Clause) -> list[int]:
    """What an infinitive of purpose hangs on, over nouns: "[withheld] the aid in an [effort] to press Chile"."""
    found = [clause.governor]
    while found[-1] >= 0 and read.tree.upos(found[-1]) == "NOUN":
        found.append(read.tree.head(found[-1]))
    return found if clause.link in ("advcl", "acl", "xcomp") else []


def located(read: ReadSentence, resolver: Resolver, slots: Mapping[str, tuple[int, ...]], parties: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """People named only by what they are belong to the country they are in: "three people in Israel", whatever the article is about."""
    if not parties or any(a.country and HOME not in a.reason for a in parties):
        return parties
    for first, last in [*_right_behind(read, parties), *(read.tree.phrase(t) for slot in ("in", "at") for t in slots.get(slot, ()))]:
        for unit in resolver.names[read.sentence.index].units:
            if first <= unit.first <= last and len(unit.code) == 3 and unit.kind in ("country", "place", "metonym", "city"):
                named = any(a.kind not in UNNAMED for a in parties)  # "ten people and a bridge": the people are theirs
                return tuple(
                    replace(a, country=unit.code, reason=f"in {unit.name}") if a.kind not in UNNAMED or not named else a for a in parties
                )
    return parties


def _right_behind(read: ReadSentence, parties: Sequence[Actor]) -> Iterator[tuple[int, int]]:
    """Where a name of a place may begin behind the words of a party: "armed groups | in [Iraq]"."""
    ends = {a.span.end for a in parties if a.span}
    for token in range(len(read.sentence) - 2):
        if read.sentence.span_of(token, token).end in ends and {"in", "at"} & set(read.words.slots_of(token + 1)):
            yield token + 2, token + 2
