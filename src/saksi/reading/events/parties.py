"""Who takes part in an act: the slots of its sense filled with actors, and where else their names may stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from saksi.reading.actors import Names, Resolver
from saksi.reading.actors.compounds import only_qualifies
from saksi.reading.clauses import ACTING, ReadSentence, prepositions
from saksi.reading.events.owned import other_before, owner_of_thing
from saksi.reading.events.triggers import Trigger
from saksi.reading.predicates import Clause
from saksi.records import Actor
from saksi.tables import ModalWord, ReportingCue, Sense

AIMED = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"})  # done to whoever their purpose is to press
UNNAMED = frozenset({"", "unresolved"})
REACH = 14  # tokens right of a trigger in which a preposition still speaks of it
CLIMB = 4  # predicates between an act and the one whose subject does it
PLACES = frozenset({"country", "place", "metonym", "region", "city"})
BODIES = frozenset({"organisation", "group", "media", "person"})  # one of these may act on another of its country
PEOPLE = frozenset({"person", "name", "kin", "office"})
JUDGING = "noun:judge-verb"  # "broke with Peru and condemned [its raids]": nobody condemns his own
NAMING = frozenset({"titles", "names"})  # "Dalam" of "Kementerian Dalam Negeri" is no preposition
APART = frozenset({"OPP", "ELI", "CVL", "REB", "LAB", "JRN", "EDU"})  # they may speak to their own state: "urged Peru to talk"
OWN_ACT = frozenset({"plan", "progressive", "fail", "attempt"})  # "goes on with the attack": the subject does it


def find_parties(
    read: ReadSentence, resolver: Resolver, trigger: Trigger, sense: Sense, slots: Mapping[str, tuple[int, ...]]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors and recipients of an act; all parties of a symmetric act are actors."""
    slots = _by_owner(read, resolver, trigger, places_apart(read, resolver, trigger, slots))
    if sense.symmetric:
        actors = fill(read, resolver, slots, sense.actor, every=True, narrow=True)
        if not any(identified(a) for a in actors) and any(_pronoun(read, t) for t in slots.get("agent", ())):
            actors = _subject_above(read, resolver, trigger)
        if sum(identified(a) for a in actors) == 1:
            actors += _other_side(read, resolver, trigger, slots, sense, actors)
        if trigger.clause.kind == "noun" and not slots.get("between") and sum(identified(a) for a in actors) == 1:
            actors += tuple(
                a for a in host_subject(read, resolver, trigger) if identified(a) and all(a.country != b.country for b in actors)
            )
        return actors, ()
    actors = _owner(read, resolver, trigger, slots) or fill(read, resolver, slots, sense.actor, every=False, narrow=True)
    actors = (*actors, *_beside_subject(read, resolver, trigger, slots, sense))
    if trigger.clause.voice == "passive" and not slots.get("by") and not any(identified(a) for a in actors):
        actors = _behind_names(read, resolver, trigger, frozenset({"by"}), ()) or actors
    recipients = fill(read, resolver, slots, sense.recipient, every=False, but=actors)
    inner = _of_object(read, trigger, slots)
    if not any(identified(a) for a in recipients):
        behind_object = fill(read, resolver, inner, sense.recipient, every=False, but=actors)
        recipients = (
            (behind_object if any(identified(a) for a in behind_object) else ())
            or wider(read, resolver, trigger, slots, sense, actors)
            or behind(read, resolver, trigger, sense, actors)
            or owner_of_thing(read, resolver, slots, sense, actors)
            or recipients
        )
    return actors, located(read, resolver, _places(read, trigger, slots, inner), recipients)


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
    found = fill(read, resolver, _of_object(read, trigger, slots), wanted, every=False, but=actors)
    return tuple(a for a in found if identified(a)) or _behind_names(read, resolver, trigger, frozenset(wanted), actors)


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
    does = _below(read, slots.get("agent", ()))
    return {k: (*slots.get(k, ()), *inner.get(k, ()), *does.get(k, ())) for k in ("in", "at")}


def _of_object(read: ReadSentence, trigger: Trigger, slots: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Slots of the prepositions that the parser tied to the object or to a noun of the trigger: "gave [arms to Mali]"."""
    inside = [i for i in range(trigger.match.first, trigger.match.last + 1) if trigger.match.holds(i) and i != trigger.clause.head]
    return _below(read, (*slots.get("patient", ()), *slots.get("second", ()), *inside))


def _below(read: ReadSentence, tokens: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """Slots of the prepositions that hang on nouns and on what they are joined with."""
    found: dict[str, tuple[int, ...]] = {}
    stack, seen = list(tokens), set[int]()
    while stack:
        token = stack.pop()
        seen.add(token)
        for kid in read.tree.kids[token]:
            named = list(prepositions(read.tree, read.words, kid)) if read.tree.relation(kid).startswith(("nmod", "obl")) else []
            for slot in named:
                found[slot] = (*found.get(slot, ()), kid)
            if kid not in seen and (read.tree.relation(kid) in ("compound", "conj", "flat") or "of" in named):
                stack.append(kid)
    return found


def core(read: ReadSentence, names: Names, first: int, last: int, head: int) -> tuple[int, int]:
    """The phrase up to its first preposition: "talks in Qatar" names no party. A role keeps what follows ("officials in Tehran")."""
    openers = (i for i in range(head + 1, last + 1) if read.words.any(i, "prep:") and "of" not in read.words.slots_of(i))
    end = next(openers, last + 1) - 1
    return (first, last) if any(first <= r.first <= end for r in names.roles) else (first, end)


def _before_time(read: ReadSentence, first: int, last: int, head: int) -> int:
    """The last token of a phrase before a preposition of time: "the soldiers [on Tuesday]"."""
    for i in range(max(head, first) + 1, last):
        if read.words.any(i, "prep:"):
            noun = next((k for k in range(i + 1, last + 1) if read.tree.upos(k) not in ("DET", "NUM", "ADJ")), i)
            if read.words.has(noun, "time"):
                return i - 1
    return last


def identified(actor: Actor) -> bool:
    """A party with a code, or one that is at least named in full or by what it is."""
    if actor.country:
        return True
    if actor.kind == "name":
        return len(actor.name.split()) > 1 or (actor.name.isupper() and len(actor.name) > 1)
    return actor.kind not in UNNAMED and actor.kind not in ("place", "region")


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
    if trigger.row.genitive == "patient":
        slots.setdefault("agent", by)
        slots["patient"] = slots.get("patient", ()) or slots.get("of", ()) or owner
    else:
        slots["agent"] = slots.get("agent", ()) or by or owner or slots.get("from", ())
    return {k: v for k, v in slots.items() if v}


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
        phrases = _phrases(read, slots.get(slot, ()))
        if slot in ("in", "at") and fallback and not narrow:
            break  # somebody suffers it, and there: the place says whose they are
        if narrow and slot in ("in", "at"):  # "killed in Iraq": a place does nothing
            phrases = [p for p in phrases if not any(u.first <= p[2] <= u.last and u.kind in PLACES for u in names.units)]
        elif slot in ("in", "at"):  # "shot in the head": only a place that is named, or people ("fired at students"), say who suffers it
            people = [r.first for r in names.roles if r.kind in ("member", "body")]
            phrases = [p for p in phrases if any(p[0] <= i <= p[1] for i in (*(u.first for u in names.units), *people))]
        phrases = [(first, _before_time(read, first, last, head), head) for first, last, head in phrases]
        if narrow:
            phrases = [(*core(read, names, first, last, head), head) for first, last, head in phrases]
        phrases = [p for phrase in phrases for p in _without_source(read, *phrase)]
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


def _without_source(read: ReadSentence, first: int, last: int, head: int) -> list[tuple[int, int, int]]:
    """The phrase up to a preposition that names who tells it ("thirty people, [according to the ministry]"); none if that governs it."""
    cited = (i for i in range(max(first - 1, 0), last + 1) if _cites(read, i))
    at = min(cited, default=last + 1)
    return [(first, at - 1, head)] if at > head else []


def _cites(read: ReadSentence, token: int) -> bool:
    """Whether a preposition names who tells what stands beside it: "menurut", "according to"."""
    rows = (m.row for m in read.of("reporting") if m.first == token)
    return any(isinstance(row, ReportingCue) and row.pos == "prep" and row.frames[0].startswith("bare") for row in rows)


def _examples(read: ReadSentence, resolver: Resolver, last: int, unnamed: bool) -> tuple[Actor, ...]:
    """The names given as examples of a phrase that names nobody ("states that back them, [such as Peru and Chile]"), or given in
    full right behind it ("three states of the EU, [namely A, B and C]")."""
    for i in range(last + 1, min(last + REACH, len(read.sentence) - 1)):
        listed = i <= last + 2 and read.words.has(i, "namely")
        like = unnamed and read.words.has(i, "prep:like") and not _cites(read, i)
        if (listed or like) and read.tree.upos(i - 1) == "PUNCT":
            head = next((k for k in range(i + 1, len(read.sentence)) if i in read.tree.kids[k]), i + 1)
            return tuple(a for a in resolver.phrase(read.sentence.index, *_extent(read, head), head) if a.country)
    return ()


def _once(actors: Iterable[Actor]) -> list[Actor]:
    """Each party once: a name that the parser cut is found from both of its halves."""
    found: list[Actor] = []
    for a in actors:
        if not any(a.name == b.name and a.span and b.span and a.span.overlaps(b.span) for b in found):
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


def _owner(read: ReadSentence, resolver: Resolver, trigger: Trigger, slots: Mapping[str, tuple[int, ...]]) -> tuple[Actor, ...]:
    """Who does an act that is only named: whom "-nya" means, and whoever goes on with it, plans it or fails in it."""
    if trigger.clause.kind != "noun":
        return ()
    agents = slots.get("agent", ())
    if agents and not (len(agents) == 1 and _pronoun(read, agents[0])):
        return ()
    if not agents and not _own_act(read, trigger):
        return ()
    subject = _subject_above(read, resolver, trigger)
    if agents and trigger.clause.link == "obj" and read.words.has(trigger.clause.governor, JUDGING):
        return other_before(read, resolver, agents[0], subject) or subject
    return subject


def _pronoun(read: ReadSentence, token: int) -> bool:
    """Whether the token is a possessive of the third person ("its attacks", "-nya"): most often the subject of the clause is meant."""
    return token > 0 and read.words.any(token, "poss:3")


def _own_act(read: ReadSentence, trigger: Trigger) -> bool:
    """Whether the act is the object of a verb that says how far its subject is with it."""
    return trigger.clause.link == "obj" and any(
        isinstance(m.row, ModalWord) and m.row.scope == "governs" and m.row.effect in OWN_ACT and m.holds(trigger.clause.governor)
        for m in read.words.modal
    )


def _subject_above(read: ReadSentence, resolver: Resolver, trigger: Trigger) -> tuple[Actor, ...]:
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


def located(read: ReadSentence, resolver: Resolver, slots: Mapping[str, tuple[int, ...]], parties: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """People named only by what they are belong to the country they are in: "three people in Israel"."""
    if not parties or any(a.country for a in parties):
        return parties
    for first, last in [*_right_behind(read, parties), *(read.tree.phrase(t) for slot in ("in", "at") for t in slots.get(slot, ()))]:
        for unit in resolver.names[read.sentence.index].units:
            if first <= unit.first <= last and len(unit.code) == 3 and unit.kind in ("country", "place", "metonym", "city"):
                return tuple(replace(a, country=unit.code, reason=f"in {unit.name}") for a in parties)
    return parties


def _right_behind(read: ReadSentence, parties: Sequence[Actor]) -> Iterator[tuple[int, int]]:
    """Where a name of a place may begin behind the words of a party: "armed groups | in [Iraq]"."""
    ends = {a.span.end for a in parties if a.span}
    for token in range(len(read.sentence) - 2):
        if read.sentence.span_of(token, token).end in ends and {"in", "at"} & set(read.words.slots_of(token + 1)):
            yield token + 2, token + 2


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
        first, last = _hull(read, token)
        last = next((end for _, end, _ in _without_source(read, token, last, token)), token)
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


def _joined_to(read: ReadSentence, resolver: Resolver, first: int, last: int) -> tuple[Actor, ...]:
    """The names joined to a name: "threatened to deliver blows to [Peru] and Chile"."""
    heads = [k for i in range(first, last + 1) for k in read.tree.dependents(i, "conj") if k > last and read.tree.upos(k) == "PROPN"]
    return tuple(a for k in heads for a in resolve(read, resolver, k) if a.country)


def behind(read: ReadSentence, resolver: Resolver, trigger: Trigger, sense: Sense, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """A name behind a fitting preposition right of the trigger, before the next verb, wherever the parser tied it."""
    wanted = frozenset(s for names in sense.recipient for s in names.split("|")) - {"patient", "dative", "agent"}
    return _behind_names(read, resolver, trigger, wanted, actors)


def _behind_names(
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


def _indirect_holders(read: ReadSentence, trigger: Trigger, slots: Mapping[str, tuple[int, ...]], sense: Sense) -> list[int]:
    """Tokens whose phrases may name the recipient, the nearest relation first."""
    wanted = [s for names in sense.recipient for s in names.split("|")]
    found = [t for slot in (*wanted, "inner") for t in slots.get(slot, ())]  # inner: the object of "refused to meet"
    found += trigger.match.skipped
    jussive = [t for t in slots.get("advcl", ()) if any(read.words.has(k, "sub:jussive") for k in read.tree.kids[t])]
    for child in (*slots.get("ccomp", ()), *slots.get("xcomp", ()), *jussive):
        clause = read.clauses.get(child)
        if clause and (sense.effect in ("demand", "threat", "refuse") or sense.type == "ACCUSE"):
            found += [*clause.slots.get("agent", ()), *clause.slots.get("patient", ())]
        if clause and sense.effect == "threat":  # "threatened to take grants from the college"
            found += [t for slot in ("from", "to", "on", "against", "with") for t in clause.slots.get(slot, ())]
        if clause and sense.effect == "promise":  # "agreed to send aid to Poland"
            found += [t for slot in ("dative", "to", "for", "with", "patient", "in") for t in clause.slots.get(slot, ())]
    if sense.type in AIMED:  # "fired to disperse the marchers", "withheld aid in an effort to press Chile"
        below = [c for c in read.clauses.values() if c.bare and c.first > trigger.match.last and trigger.clause.head in _goals(read, c)]
        found += [t for c in below for t in c.slots.get("patient", ())]
    return found


def _goals(read: ReadSentence, clause: Clause) -> list[int]:
    """What an infinitive of purpose hangs on, over nouns: "[withheld] the aid in an [effort] to press Chile"."""
    found = [clause.governor]
    while found[-1] >= 0 and read.tree.upos(found[-1]) == "NOUN":
        found.append(read.tree.head(found[-1]))
    return found if clause.link in ("advcl", "acl") else []


def _hull(read: ReadSentence, token: int) -> tuple[int, int]:
    """The unbroken run of the token's subtree around it."""
    tree = read.tree.subtree(token, without=[i for i in range(len(read.sentence)) if read.tree.relation(i) == "acl:relcl"])
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


def _extent(read: ReadSentence, token: int, seen: frozenset[int] = frozenset()) -> tuple[int, int]:
    """The noun phrase of a token with what stands right behind it in apposition or beside it ("X, the A, and Y, the B")."""
    first, last = read.tree.phrase(token)
    for kid in sorted(read.tree.dependents(token, "appos", "conj", "list")):
        if kid > last and kid not in seen:
            a, b = _extent(read, kid, seen | {token})
            if 0 < a - last <= 3 and all(read.tree.upos(i) in ("PUNCT", "CCONJ") for i in range(last + 1, a)):
                last = b
    return first, last


def resolve(read: ReadSentence, resolver: Resolver, token: int) -> tuple[Actor, ...]:
    return resolver.phrase(read.sentence.index, *_extent(read, token), token)
