"""Acts with their parties, from triggers, senses and slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from saksi.reading.actors import Resolver
from saksi.reading.clauses import ReadSentence
from saksi.reading.events.triggers import FillerTest, Trigger, find_triggers
from saksi.reading.lexicon import Lexicon
from saksi.records import Actor, Span
from saksi.tables import EventWord, Sense

COMPLEMENT = ("xcomp", "ccomp", "obj", "obl", "nmod", "acl", "advcl", "conj", "nsubj")
UNNAMED = frozenset({"", "unresolved"})
CLIMB = 4  # predicates between an act and the word that withholds it


@dataclass(frozen=True, slots=True)
class Act:
    """An event before statements and dates are known. Spans are body offsets."""

    sentence: int
    trigger: Span
    head: int
    row: EventWord
    sense: Sense
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    effects: tuple[tuple[str, str], ...]  # (effect, where it stands or which word)
    finite: bool
    slots: Mapping[str, tuple[int, ...]]


def find_events(sentences: Sequence[ReadSentence], resolver: Resolver, lexicon: Lexicon, senses: Mapping[str, Sense]) -> list[Act]:
    """All acts of an article that have at least one identified party."""
    acts: list[Act] = []
    for read in sentences:
        triggers = find_triggers(read, _filler_test(read, resolver, lexicon))
        heads = {t.clause.head: senses[t.row.sense] for t in triggers}
        for trigger in triggers:
            act = _act(read, trigger, senses[trigger.row.sense], heads, resolver)
            if act:
                acts.append(act)
    return acts


def _filler_test(read: ReadSentence, resolver: Resolver, lexicon: Lexicon) -> FillerTest:
    """Semantic classes of a filler: those of its words in classes.tsv, and what its names and roles are."""
    names = resolver.names[read.sentence.index]

    def holds(token: int, name: str) -> bool:
        first, last = read.tree.phrase(token)
        if name == "number":
            return read.tree.upos(token) == "NUM"
        units = [u for u in names.units if first <= u.first <= last]
        roles = [r for r in names.roles if first <= r.first <= last]
        if name == "actor":
            return bool(roles) or any(u.code or u.kind in ("person", "organisation", "group", "media") for u in units) or read.words.any(token, "pron:3")
        if name == "country":
            return any(u.kind in ("country", "demonym", "metonym") for u in units)
        if name == "person":
            return any(u.kind == "person" for u in units) or any(r.kind in ("office", "member") for r in roles)
        if name == "organisation":
            return any(u.kind in ("organisation", "group") for u in units) or any(r.kind == "body" for r in roles)
        if name == "place":
            return any(u.kind in ("place", "country", "metonym", "region") for u in units)
        return name in lexicon.classes.get(read.sentence.lower[token], ()) or any(
            name in lexicon.classes.get(read.sentence.lower[i], ()) for i in range(first, last + 1) if read.tree.relation(i) in ("compound", "flat") or i == token
        )

    return holds


def _act(read: ReadSentence, trigger: Trigger, sense: Sense, heads: Mapping[int, Sense], resolver: Resolver) -> Act | None:
    slots = _role_slots(trigger)
    if sense.symmetric:
        actors = _fill(read, resolver, slots, sense.actor, every=True)
        recipients: tuple[Actor, ...] = ()
    else:
        actors = _fill(read, resolver, slots, sense.actor, every=False)
        recipients = _fill(read, resolver, slots, sense.recipient, every=False, but=actors)
    if not any(_identified(a) for a in (*actors, *recipients)):
        return None
    m = trigger.match
    return Act(
        sentence=read.sentence.index,
        trigger=read.sentence.span_of(m.first, m.last),
        head=trigger.clause.head,
        row=trigger.row,
        sense=sense,
        actors=tuple(a for a in actors if _identified(a)) or actors,
        recipients=tuple(a for a in recipients if _identified(a)) or recipients,
        effects=tuple(_effects(read, trigger, heads)),
        finite=trigger.clause.finite,
        slots=slots,
    )


def _identified(actor: Actor) -> bool:
    return bool(actor.country) or actor.kind not in UNNAMED and actor.kind != "place"


def _role_slots(trigger: Trigger) -> dict[str, tuple[int, ...]]:
    """agent and patient of a noun from its possessor and modifiers."""
    slots = dict(trigger.slots)
    if trigger.clause.kind == "verb" and trigger.row.pos != "noun":
        return slots
    owner = slots.get("genitive", ()) or slots.get("compound", ())
    by = slots.get("by", ())
    if trigger.row.genitive == "patient":
        slots.setdefault("agent", by)
        slots["patient"] = slots.get("patient", ()) or slots.get("of", ()) or owner
    else:
        slots["agent"] = slots.get("agent", ()) or by or owner or slots.get("from", ())
    return {k: v for k, v in slots.items() if v}


def _fill(
    read: ReadSentence, resolver: Resolver, slots: Mapping[str, tuple[int, ...]], wanted: Sequence[str], *, every: bool, but: Sequence[Actor] = ()
) -> tuple[Actor, ...]:
    """Actors in the wanted slots: of all slots (``every``), or of the first that names somebody."""
    found: list[Actor] = []
    fallback: tuple[Actor, ...] = ()
    for slot in (s for names in wanted for s in names.split("|")):
        here = [a for token in slots.get(slot, ()) for a in _resolve(read, resolver, token)]
        here = [a for a in here if all(a.span != b.span for b in but)]
        if every:
            found += [a for a in here if _identified(a) and all(a.span != b.span for b in found)]
            fallback = fallback or tuple(here)
        elif any(_identified(a) for a in here):
            return tuple(here)
        else:
            fallback = fallback or tuple(here)
    return tuple(found) or fallback


def _resolve(read: ReadSentence, resolver: Resolver, token: int) -> tuple[Actor, ...]:
    first, last = read.tree.phrase(token)
    for kid in read.tree.dependents(token, "appos"):
        a, b = read.tree.phrase(kid)
        if 0 < a - last <= 2:
            last = b
    return resolver.phrase(read.sentence.index, first, last, token)


def _effects(read: ReadSentence, trigger: Trigger, heads: Mapping[int, Sense]) -> list[tuple[str, str]]:
    """What withholds the act: its own modal words, then acts above it that promise, demand, refuse or threaten it."""
    clause = trigger.clause
    found = [(e.kind, e.match.row.where) for e in clause.effects]
    at, steps = clause, 0
    while at.governor >= 0 and steps < CLIMB and at.link.split(":")[0] in COMPLEMENT and at.link != "acl:relcl":
        sense = heads.get(at.governor)
        if sense and sense.effect and at.link != "conj" and not trigger.match.holds(at.governor):
            if not (at.kind == "verb" and at.finite and at.link == "advcl"):
                found.append((sense.effect, f"{sense.where}"))
            break
        above = read.clauses.get(at.governor)
        if above is None or above.finite and above.link in ("advcl",):
            break
        if above.kind == "verb" and above.finite and at.link != "conj":
            break
        at, steps = above, steps + 1
    if clause.bare and clause.link in ("advcl", "acl") and not found:
        found.append(("purpose", "an infinitive of purpose"))
    return found
