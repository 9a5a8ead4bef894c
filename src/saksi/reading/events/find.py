"""Acts with their parties, from triggers, senses and slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from saksi.reading.actors import Resolver
from saksi.reading.clauses import ReadSentence
from saksi.reading.events.triggers import FillerTest, Trigger, find_triggers
from saksi.reading.lexicon import Lexicon
from saksi.records import Actor, Span
from saksi.tables import EventWord, Sense

COMPLEMENT = ("xcomp", "ccomp", "obj", "obl", "nmod", "acl", "conj")
LOOSE = ("obl", "nmod", "acl")  # relations that only some acts reach through: "calls for talks", not "refused after talks"
REACHING = ("demand", "promise", "threat")
UNNAMED = frozenset({"", "unresolved"})
REACH = 14  # tokens right of a trigger in which a preposition still speaks of it
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
        triggers = find_triggers(read, _filler_test(read, resolver, lexicon), senses)
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
            return (
                bool(roles)
                or any(u.code or u.kind in ("person", "organisation", "group", "media") for u in units)
                or read.words.any(token, "pron:3")
            )
        if name == "country":
            return any(u.kind in ("country", "demonym", "metonym") for u in units)
        if name == "person":
            return any(u.kind == "person" for u in units) or any(r.kind in ("office", "member") for r in roles)
        if name == "organisation":
            return any(u.kind in ("organisation", "group") for u in units) or any(r.kind == "body" for r in roles)
        if name == "place":
            return any(u.kind in ("place", "country", "metonym", "region") for u in units)
        return name in lexicon.classes.get(read.sentence.lower[token], ()) or any(
            name in lexicon.classes.get(read.sentence.lower[i], ())
            for i in range(first, last + 1)
            if read.tree.relation(i) in ("compound", "flat") or i == token
        )

    return holds


def _act(read: ReadSentence, trigger: Trigger, sense: Sense, heads: Mapping[int, Sense], resolver: Resolver) -> Act | None:
    slots = _role_slots(trigger)
    if sense.symmetric:
        actors = _fill(read, resolver, slots, sense.actor, every=True)
        if trigger.clause.kind == "noun" and sum(identified(a) for a in actors) == 1:
            actors += tuple(
                a for a in _host_subject(read, resolver, trigger) if identified(a) and all(a.country != b.country for b in actors)
            )
        recipients: tuple[Actor, ...] = ()
    else:
        actors = _fill(read, resolver, slots, sense.actor, every=False)
        recipients = _fill(read, resolver, slots, sense.recipient, every=False, but=actors)
        if not any(identified(a) for a in recipients):
            recipients = (
                _wider(read, resolver, trigger, slots, sense, actors) or _behind(read, resolver, trigger, sense, actors) or recipients
            )
        recipients = _located(read, resolver, slots, recipients)
    acts = any(identified(a) for a in actors)
    suffers = trigger.clause.voice == "passive" and any(a.country for a in recipients)
    if not acts and not suffers:  # an act needs somebody who acts; a passive may keep the doer to itself, but not the one it is done to
        return None
    m = trigger.match
    return Act(
        sentence=read.sentence.index,
        trigger=read.sentence.span_of(m.first, m.last),
        head=trigger.clause.head,
        row=trigger.row,
        sense=sense,
        actors=tuple(a for a in actors if identified(a)) or actors,
        recipients=tuple(a for a in recipients if identified(a)) or recipients,
        effects=tuple(_effects(read, trigger, heads)),
        finite=trigger.clause.finite,
        slots=slots,
    )


def identified(actor: Actor) -> bool:
    """A party with a code, or one that is at least named in full or by what it is."""
    if actor.country:
        return True
    if actor.kind == "name":
        return len(actor.name.split()) > 1 or (actor.name.isupper() and len(actor.name) > 1)
    return actor.kind not in UNNAMED and actor.kind not in ("place", "region")


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
    read: ReadSentence,
    resolver: Resolver,
    slots: Mapping[str, tuple[int, ...]],
    wanted: Sequence[str],
    *,
    every: bool,
    but: Sequence[Actor] = (),
) -> tuple[Actor, ...]:
    """Actors in the wanted slots: of all slots (``every``), or of the first that names somebody."""
    found: list[Actor] = []
    fallback: tuple[Actor, ...] = ()
    for slot in (s for names in wanted for s in names.split("|")):
        here = [
            a for first, last, head in _phrases(read, slots.get(slot, ())) for a in resolver.phrase(read.sentence.index, first, last, head)
        ]
        here = [a for a in here if all(a.span != b.span for b in but)]
        if every:
            found += [a for a in here if identified(a) and all(a.span != b.span for b in found)]
            fallback = fallback or tuple(here)
        elif any(identified(a) for a in here):
            return tuple(here)
        else:
            fallback = fallback or tuple(here)
    return tuple(found) or fallback


def _host_subject(read: ReadSentence, resolver: Resolver, trigger: Trigger) -> tuple[Actor, ...]:
    """The subject of the clause that a noun like "talks with X" stands in: the other side."""
    at = trigger.clause
    for _ in range(CLIMB):
        above = read.clauses.get(at.governor)
        if above is None:
            return ()
        if above.kind == "verb":
            return tuple(a for t in above.slots.get("agent", ()) for a in _resolve(read, resolver, t))
        at = above
    return ()


def _located(read: ReadSentence, resolver: Resolver, slots: Mapping[str, tuple[int, ...]], parties: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """People named only by what they are belong to the country they are in: "three people in Israel"."""
    if not parties or any(a.country for a in parties):
        return parties
    for token in (*slots.get("in", ()), *slots.get("at", ())):
        first, last = read.tree.phrase(token)
        for unit in resolver.names[read.sentence.index].units:
            if first <= unit.first <= last and len(unit.code) == 3 and unit.kind in ("country", "place", "metonym", "city"):
                return tuple(replace(a, country=unit.code, reason=f"in {unit.name}") for a in parties)
    return parties


def _wider(
    read: ReadSentence, resolver: Resolver, trigger: Trigger, slots: Mapping[str, tuple[int, ...]], sense: Sense, actors: Sequence[Actor]
) -> tuple[Actor, ...]:
    """A recipient that is named only inside the object ("praised Haiti's efforts"), inside the trigger ("rejected an Australian
    offer") or as the one who is to act ("demanded that the army leave")."""
    held = {a.span for a in actors}
    units = resolver.names[read.sentence.index].units
    for token in _indirect_holders(read, trigger, slots, sense):
        near_first, near_last = read.tree.phrase(token)
        if any(near_first <= u.first <= near_last and not u.code for u in units):  # it names somebody, only not one with a code
            continue
        first, last = _hull(read, token)
        for unit in units:
            if first <= unit.first <= last and unit.code and not any(trigger.match.holds(i) for i in range(unit.first, unit.last + 1)):
                found = resolver.phrase(read.sentence.index, unit.first, unit.last, unit.first)
                if all(a.span not in held for a in found) and not any(a.country == found[0].country for a in actors):
                    return found
    return ()


def _behind(read: ReadSentence, resolver: Resolver, trigger: Trigger, sense: Sense, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """A name behind a fitting preposition right of the trigger, before the next verb, wherever the parser tied it."""
    wanted = {s for names in sense.recipient for s in names.split("|")} - {"patient", "dative", "agent"}
    end = trigger.match.last + 1
    while end < min(trigger.match.last + REACH, len(read.sentence)) and read.tree.upos(end) != "VERB" and not read.words.has(end, "rel"):
        end += 1
    for unit in resolver.names[read.sentence.index].units:
        if not trigger.match.last < unit.first < end or not unit.code or any(a.country == unit.code for a in actors):
            continue
        openers = [i for i in range(trigger.match.last + 1, unit.first) if read.words.any(i, "prep:")]
        if openers and wanted & set(read.words.slots_of(openers[-1])):
            return resolver.phrase(read.sentence.index, unit.first, unit.last, unit.first)
    return ()


def _indirect_holders(read: ReadSentence, trigger: Trigger, slots: Mapping[str, tuple[int, ...]], sense: Sense) -> list[int]:
    """Tokens whose phrases may name the recipient, the nearest relation first."""
    wanted = [s for names in sense.recipient for s in names.split("|")]
    found = [t for slot in wanted for t in slots.get(slot, ())]
    found += trigger.match.skipped
    for child in (*slots.get("ccomp", ()), *slots.get("xcomp", ())):
        clause = read.clauses.get(child)
        if clause and sense.effect in ("demand", "threat"):
            found += [*clause.slots.get("agent", ()), *clause.slots.get("patient", ())]
        if clause and sense.effect == "promise":  # "agreed to send aid to Poland"
            found += [t for slot in ("dative", "to", "for", "with", "patient", "in") for t in clause.slots.get(slot, ())]
    return found


def _hull(read: ReadSentence, token: int) -> tuple[int, int]:
    """The unbroken run of the token's subtree around it."""
    tree = read.tree.subtree(token)
    first = last = token
    while first - 1 in tree:
        first -= 1
    while last + 1 in tree:
        last += 1
    return first, last


def _phrases(read: ReadSentence, tokens: Sequence[int]) -> list[tuple[int, int, int]]:
    """(first, last, head) of the phrases of a slot; what touches is one phrase that the parser cut ("Minister | Kari Nes")."""
    found: list[tuple[int, int, int]] = []
    for token in sorted(tokens):
        first, last = _extent(read, token)
        if found and found[-1][0] <= first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]), found[-1][2])
        else:
            found.append((first, last, token))
    return found


def _extent(read: ReadSentence, token: int) -> tuple[int, int]:
    """The noun phrase of a token with an apposition right behind it."""
    first, last = read.tree.phrase(token)
    for kid in read.tree.dependents(token, "appos"):
        a, b = read.tree.phrase(kid)
        if 0 < a - last <= 2:
            last = b
    return first, last


def _resolve(read: ReadSentence, resolver: Resolver, token: int) -> tuple[Actor, ...]:
    return resolver.phrase(read.sentence.index, *_extent(read, token), token)


def _effects(read: ReadSentence, trigger: Trigger, heads: Mapping[int, Sense]) -> list[tuple[str, str]]:
    """What withholds the act: its own modal words, then acts above it that promise, demand, refuse or threaten it."""
    clause = trigger.clause
    found = [(e.kind, e.where) for e in clause.effects]
    at, steps = clause, 0
    while at.governor >= 0 and steps < CLIMB and at.link.split(":")[0] in COMPLEMENT and at.link != "acl:relcl":
        sense = heads.get(at.governor)
        if sense and sense.effect and at.link != "conj" and not trigger.match.holds(at.governor):
            if at.link.split(":")[0] not in LOOSE or (sense.effect in REACHING and steps == 0):
                found.append((sense.effect, sense.where))
            break
        above = read.clauses.get(at.governor)
        if above is None:
            break
        if above.kind == "verb" and above.finite and at.link != "conj":
            break
        at, steps = above, steps + 1
    if clause.bare and clause.link in ("advcl", "acl") and not found:
        found.append(("purpose", "an infinitive of purpose"))
    return found
