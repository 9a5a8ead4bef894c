"""Who takes part in an act: the slots of its sense filled with actors, and where else their names may stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from saksi.reading.actors import Resolver
from saksi.reading.clauses import ReadSentence
from saksi.reading.events.doers import host_subject, owner, pronoun, subject_above
from saksi.reading.events.elsewhere import behind, behind_names, located, pressed, wider
from saksi.reading.events.filling import fill, identified, names_act, resolve
from saksi.reading.events.owned import owner_of_thing
from saksi.reading.events.phrases import below, of_object
from saksi.reading.events.triggers import Trigger
from saksi.reading.subjects import ACTING
from saksi.records import Actor
from saksi.tables import Sense

BUILT = ("noun:building", "noun:embassy", "noun:site")  # what attacks are done to
GIFTS = frozenset({"rescuer", "peacekeeper", "aid", "weapon", "goods", "food", "drug", "energy"})  # what is sent or given
VISIT = "visit"  # the sense of base/senses.tsv
OWNING = frozenset({"agent", "genitive", "compound"})
PEOPLE = frozenset({"person", "name", "kin", "office"})


def find_parties(
    read: ReadSentence, resolver: Resolver, trigger: Trigger, sense: Sense, slots: Mapping[str, tuple[int, ...]]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors and recipients of an act; all parties of a symmetric act are actors."""
    slots = _by_owner(read, resolver, trigger, places_apart(read, resolver, trigger, slots))
    struck = _struck(read, resolver, slots, sense) if sense.symmetric else ()
    if sense.symmetric and not struck:
        actors = fill(read, resolver, slots, sense.actor, every=True, narrow=True)
        actors = tuple(a for a in actors if not names_act(read, a))
        if not any(identified(a) for a in actors) and any(pronoun(read, t) for t in slots.get("agent", ())):
            actors = subject_above(read, resolver, trigger)
        if sum(identified(a) for a in actors) == 1:
            actors += _other_side(read, resolver, trigger, slots, sense, actors)
        if trigger.clause.kind == "noun" and not slots.get("between") and sum(identified(a) for a in actors) == 1:
            actors += tuple(
                a for a in host_subject(read, resolver, trigger) if identified(a) and all(a.country != b.country for b in actors)
            )
        return actors, ()
    if struck:
        return fill(read, resolver, slots, ("agent",), every=False, narrow=True), struck
    actors = owner(read, resolver, trigger, slots) or fill(read, resolver, slots, sense.actor, every=False, narrow=True)
    actors = (*actors, *_beside_subject(read, resolver, trigger, slots, sense))
    if trigger.clause.voice == "passive" and not slots.get("by") and not any(identified(a) for a in actors):
        actors = behind_names(read, resolver, trigger, frozenset({"by"}), ()) or actors
    inner = of_object(read, trigger, slots)
    slots = _without_gift(trigger, _without_envoy(read, trigger, slots))
    recipients = fill(read, resolver, slots, sense.recipient, every=False, but=actors)
    if not any(identified(a) for a in recipients):
        behind_object = fill(read, resolver, inner, sense.recipient, every=False, but=actors)
        recipients = (
            (behind_object if any(identified(a) for a in behind_object) else ())
            or pressed(read, resolver, trigger, slots, sense, actors)
            or wider(read, resolver, trigger, slots, sense, actors)
            or behind(read, resolver, trigger, sense, actors)
            or owner_of_thing(read, resolver, slots, sense, actors)
            or recipients
        )
    return actors, located(read, resolver, _places(read, trigger, slots, inner), recipients)


def _struck(read: ReadSentence, resolver: Resolver, slots: Mapping[str, tuple[int, ...]], sense: Sense) -> tuple[Actor, ...]:
    """Whom one side alone strikes in a fight, which is mutual else: "Mali fought [the rebels]"; none where it names nobody."""
    if sense.type != "ASSAULT":
        return ()
    wanted = tuple(s for choice in sense.recipient for s in choice.split("|") if s in ("patient", "against"))
    doers = fill(read, resolver, slots, ("agent",), every=False, narrow=True)
    found = fill(read, resolver, slots, wanted, every=False, but=doers) if wanted and any(identified(a) for a in doers) else ()
    return tuple(a for a in found if identified(a))


def _without_gift(trigger: Trigger, slots: Mapping[str, tuple[int, ...]]) -> Mapping[str, tuple[int, ...]]:
    """The slots without a patient that is what is sent or given: "sent a rescue team"; it gets nothing itself."""
    wanted = [names for slot, _, names in (need.partition(":") for need in trigger.row.need) if slot == "patient"]
    if trigger.clause.kind != "verb" or not wanted or not all(GIFTS.issuperset(names.split("|")) for names in wanted):
        return slots
    return {slot: tokens for slot, tokens in slots.items() if slot != "patient"}


def _without_envoy(read: ReadSentence, trigger: Trigger, slots: Mapping[str, tuple[int, ...]]) -> Mapping[str, tuple[int, ...]]:
    """The slots without the envoys that are sent: "sent a delegation to Mali" visits Mali."""
    if not read.words.has(trigger.clause.head, "noun:aid-verb") or trigger.row.sense != VISIT:
        return slots
    return {s: tuple(t for t in tokens if s != "patient" or not read.words.has(t, "noun:envoy")) for s, tokens in slots.items()}


def _beside_subject(
    read: ReadSentence, resolver: Resolver, trigger: Trigger, slots: Mapping[str, tuple[int, ...]], sense: Sense
) -> tuple[Actor, ...]:
    """Who acts together with the subject: "Qatar [with Oman] mediates"."""
    if trigger.clause.kind != "verb" or any("with" in choice.split("|") for choice in sense.recipient):
        return ()
    beside = tuple(t for t in slots.get("with", ()) if t < trigger.clause.first)
    return tuple(a for a in fill(read, resolver, {"with": beside}, ("with",), every=False, narrow=True) if a.country)


def _other_side(
    read: ReadSentence, resolver: Resolver, trigger: Trigger, slots: Mapping[str, tuple[int, ...]], sense: Sense, actors: Sequence[Actor]
) -> tuple[Actor, ...]:
    """The second party of a mutual act, where the parser tied it to the matter: "discussed [the war with Peru]"."""
    wanted = tuple(s for choice in sense.actor for s in choice.split("|") if s in ("with", "between"))
    found = fill(read, resolver, of_object(read, trigger, slots), wanted, every=False, but=actors)
    return tuple(a for a in found if identified(a)) or behind_names(read, resolver, trigger, frozenset(wanted), actors)


def places_apart(
    read: ReadSentence, resolver: Resolver, trigger: Trigger, slots: Mapping[str, tuple[int, ...]]
) -> Mapping[str, tuple[int, ...]]:
    """A place before the noun of an act is where it was, not who did it: "the Aleppo bombings", "the Geneva talks"."""
    if trigger.clause.kind != "noun":
        return slots
    places = {
        t
        for t in slots.get("compound", ())
        for u in resolver.names[read.sentence.index].units
        if u.kind in ("place", "region", "city", "metonym") and u.first <= t <= u.last and u.last < trigger.clause.head
    }
    if not places:
        return slots
    kept = {slot: tuple(t for t in tokens if t not in places) for slot, tokens in slots.items()}
    kept["in"] = (*kept.get("in", ()), *sorted(places))
    return {slot: tokens for slot, tokens in kept.items() if tokens}


def _by_owner(
    read: ReadSentence, resolver: Resolver, trigger: Trigger, slots: Mapping[str, tuple[int, ...]]
) -> Mapping[str, tuple[int, ...]]:
    """A person's murder or arrest is done to him; a state's is done by it."""
    owners = slots.get("genitive", ())
    if trigger.row.genitive != "person" or slots.get("patient") or slots.get("of") or not owners:
        return slots
    if not all(a.kind in PEOPLE for t in owners for a in resolve(read, resolver, t)):
        return slots
    return {**{k: v for k, v in slots.items() if k != "agent" or v != owners}, "patient": owners}


def _places(
    read: ReadSentence, trigger: Trigger, slots: Mapping[str, tuple[int, ...]], inner: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """Where an act is done: said beside it, behind its object, or behind what does it ("the campaign in Gaza killed")."""
    does = below(read, slots.get("agent", ()))
    return {k: (*slots.get(k, ()), *inner.get(k, ()), *does.get(k, ())) for k in ("in", "at")}


def role_slots(read: ReadSentence, trigger: Trigger) -> dict[str, tuple[int, ...]]:
    """agent and patient of a noun from its possessor and modifiers, and from a relative clause that carries it."""
    slots = dict(trigger.slots)
    if trigger.clause.kind == "verb" and trigger.row.pos != "noun":
        if "xcomp" not in slots:  # "is ready to talk": tied to the adjective of the trigger
            slots["xcomp"] = tuple(k for i in range(trigger.match.first, trigger.match.last + 1) for k in read.tree.dependents(i, "xcomp"))
        return {k: v for k, v in slots.items() if v}
    for kid in read.tree.dependents(trigger.clause.head, "acl"):
        carrier = read.clauses.get(kid)
        if carrier and carrier.voice == "passive" and read.words.has(kid, ACTING):
            slots = {**{k: v for k, v in carrier.slots.items() if k not in ("patient", "subject")}, **slots}
    owner = slots.get("genitive", ()) or slots.get("compound", ())
    by = slots.get("by", ())
    hit = tuple(t for t in owner if t > trigger.clause.head and any(read.words.has(t, kind) for kind in BUILT))
    if hit and trigger.row.genitive != "patient":  # "pengeboman konsulat Iran": nobody bombs with a consulate
        slots["patient"] = slots.get("patient", ()) or hit
        slots = {k: tuple(t for t in v if k not in OWNING or t not in hit) for k, v in slots.items()}
        owner = ()
    if trigger.row.genitive == "patient":
        slots.setdefault("agent", by)
        slots["patient"] = slots.get("patient", ()) or slots.get("of", ()) or owner
    else:
        slots["agent"] = slots.get("agent", ()) or by or owner or slots.get("from", ())
    return {k: v for k, v in slots.items() if v}
