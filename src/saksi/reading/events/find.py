"""Acts with their parties, from triggers, senses and slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from saksi.frozen import record
from saksi.reading.actors import Resolver
from saksi.reading.actors.identity import Role, Unit
from saksi.reading.clauses import ReadSentence
from saksi.reading.events.accomplices import accomplices
from saksi.reading.events.fillers import own_act, their_duty, their_harm
from saksi.reading.events.filling import identified
from saksi.reading.events.lent import blamed_doer, lent_doer, lent_sufferer
from saksi.reading.events.one import one_each
from saksi.reading.events.parties import find_parties, places_apart, role_slots
from saksi.reading.events.somebody import somebody
from saksi.reading.events.topic import between_states, is_market, is_press, is_private_business, is_sport, official
from saksi.reading.events.triggers import Trigger, find_triggers
from saksi.reading.events.withheld import effects_of, is_aside, said_untrue
from saksi.reading.lexicon import Lexicon
from saksi.records import Actor, Span
from saksi.tables import EventWord, Sense

NOBODY = ("none",)  # a sense without a doer: a flood
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION"})


@record(frozen=True, slots=True)
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
    suffered: bool = False  # nobody is said to do it: a passive, a flood
    noun: bool = False  # named by a noun
    definite: bool = False  # a noun that points back to an act named before
    aside: bool = False  # told beside what is said: "concern for those who are detained"
    joined: int = -1  # head of the clause it is joined to with "and", -1 none


def find_events(sentences: Sequence[ReadSentence], resolver: Resolver, lexicon: Lexicon, senses: Mapping[str, Sense]) -> list[Act]:
    """All acts of an article; a noun nobody is tied to waits for the acts around it (``inherit_parties``)."""
    acts: list[Act] = []
    sport, market = is_sport(sentences), is_market(sentences)
    for read in sentences:
        triggers = one_each(read, find_triggers(read, _Fillers(read, resolver, lexicon, senses), senses), senses)
        heads = {t.clause.head: senses[t.row.sense] for t in triggers}
        nouns = {t.clause.head: t for t in triggers if t.clause.kind == "noun"}
        denied = {
            i: senses[t.row.sense] for t in triggers if senses[t.row.sense].effect == "deny" for i in _tokens(t) if i != t.clause.head
        }
        for trigger in triggers:
            act = _act(read, _by_doers(read, resolver, trigger, nouns), senses[trigger.row.sense], heads, denied, resolver)
            if act is None:
                continue
            parties = (*act.actors, *act.recipients)
            kept = not (sport or market) or official(parties) or (market and not sport and between_states(parties))
            if kept and not is_private_business(act.sense.type, parties) and not is_press(act.sense.type, parties):
                acts.append(act)
    return acts


class _Fillers:
    """Semantic classes of the fillers in a sentence: those of their words in classes.tsv, and what their names and roles are.

    Answers are kept, since the rows of many words ask the same.
    """

    def __init__(self, read: ReadSentence, resolver: Resolver, lexicon: Lexicon, senses: Mapping[str, Sense]) -> None:
        self._read, self._resolver, self._senses, self._classes = read, resolver, senses, lexicon.classes
        self._known: dict[tuple[int, str], bool] = {}
        self._phrases: dict[int, tuple[int, int, list[Unit], list[Role]]] = {}

    def __call__(self, token: int, name: str) -> bool:
        """Whether the phrase with that head is of that class."""
        known = self._known.get((token, name))
        if known is None:
            known = self._known[token, name] = self._holds(token, name)
        return known

    def _phrase(self, token: int) -> tuple[int, int, list[Unit], list[Role]]:
        """First and last token, names and roles of a phrase."""
        found = self._phrases.get(token)
        if found is None:
            names = self._resolver.names[self._read.sentence.index]
            first, last = self._read.tree.phrase(token)
            units = [u for u in names.units if first <= u.first <= last and not _owns(self._read, u, token)]
            found = self._phrases[token] = first, last, units, [r for r in names.roles if first <= r.first <= last]
        return found

    def _holds(self, token: int, name: str) -> bool:
        read, classes = self._read, self._classes
        if name == "own-act":
            return own_act(read, token)
        if name == "their-duty":
            return their_duty(read, self._resolver, token)
        if name == "their-harm":
            return their_harm(read, self._resolver, token, self._senses)
        if name == "number":
            return read.tree.upos(token) == "NUM"
        if _measures(read, token) and any(self(part, name) for part in _parts(read, token)):
            return True
        first, last, units, roles = self._phrase(token)
        if name == "actor":
            return (
                bool(roles)
                or any(u.code or u.kind in ("person", "organisation", "group", "media") or _full_name(u) for u in units)
                or read.words.any(token, "pron:3")
            )
        if name == "country":
            return any(u.kind in ("country", "demonym", "metonym") for u in units)
        if name == "state":
            return any(u.kind in ("country", "metonym", "organisation") for u in units) and all(r.kind != "member" for r in roles)
        if name == "official":
            return any(r.sector == "GOV" for r in roles)
        if name == "person":
            return any(u.kind == "person" or _full_name(u) for u in units) or any(r.kind in ("office", "member", "kin") for r in roles)
        if name == "organisation":
            return any(u.kind in ("organisation", "group") for u in units) or any(r.kind == "body" for r in roles)
        if name == "place":
            return any(u.kind in ("place", "country", "metonym", "region") for u in units)
        return (
            name in classes.get(read.sentence.lower[token], ())
            or read.words.has(token, f"noun:{name}")
            or any(
                name in classes.get(read.sentence.lower[i], ())
                for i in range(first, last + 1)
                if read.tree.relation(i) in ("compound", "flat") or i == token
            )
        )


def _owns(read: ReadSentence, unit: Unit, head: int) -> bool:
    """Whether the name is only the possessor of what is spoken of: "Iran's trade" is no country."""
    behind = unit.last + 1
    return unit.last < head and behind < len(read.sentence) and read.sentence.lower[behind] in ("'s", "'")


def _measures(read: ReadSentence, token: int) -> bool:
    """Whether a word only says how much of something there is: "94 % of the tanks", "a team of inspectors"."""
    return read.tree.upos(token) in ("SYM", "NUM") or read.words.has(token, "noun:measure")


def _parts(read: ReadSentence, token: int) -> list[int]:
    """What is measured: the nouns behind "of"."""
    nouns = read.tree.dependents(token, "nmod")
    return [n for n in nouns if any("of" in read.words.slots_of(k) for k in read.tree.dependents(n, "case"))]


def _full_name(unit: Unit) -> bool:
    """A name no table knows, but written in full or as an acronym: it is somebody's."""
    return unit.kind == "name" and (unit.last > unit.first or (unit.name.isupper() and len(unit.name) > 1))


def _force_of_nature(read: ReadSentence, token: int) -> bool:
    """A storm or a disease strikes and kills, but it is no party."""
    first, last = read.tree.phrase(token)
    return any(read.words.has(i, "noun:weather") or read.words.has(i, "noun:disease") for i in range(first, last + 1))


def _tokens(trigger: Trigger) -> list[int]:
    return [i for i in range(trigger.match.first, trigger.match.last + 1) if trigger.match.holds(i)]


def _act(
    read: ReadSentence,
    trigger: Trigger,
    sense: Sense,
    heads: Mapping[int, Sense],
    denied: Mapping[int, Sense],
    resolver: Resolver,
) -> Act | None:
    slots = role_slots(read, trigger)
    if not slots.get("agent") and (doer := lent_doer(read, trigger, heads)):
        slots["agent"] = doer
    if sense.type in HOSTILE and any(_force_of_nature(read, t) for t in slots.get("agent", ())):
        return None
    if not slots.get("patient") and (sufferer := lent_sufferer(read, trigger)):
        slots["patient"] = sufferer
    if blamed := blamed_doer(read, trigger, heads):
        slots["agent"] = blamed
    actors, recipients = find_parties(read, resolver, trigger, sense, slots)
    recipients += accomplices(read, resolver, trigger, heads, recipients)
    unnamed = trigger.clause.voice == "passive" or _is_done_by_an_act(read, trigger)
    suffered = (unnamed and _suffers(sense, recipients)) or _happens(sense, recipients)
    waits = trigger.clause.kind == "noun" or any(t in heads for t in slots.get("agent", ()))  # for the doer of another act
    if not suffered and not waits and not any(identified(a) for a in actors):
        return None
    m = trigger.match
    return Act(
        sentence=read.sentence.index,
        trigger=read.sentence.span_of(m.first, m.last),
        head=trigger.clause.head,
        row=trigger.row,
        sense=sense,
        actors=tuple(a for a in actors if identified(a)) or tuple(a for a in actors if somebody(read, a)),
        recipients=tuple(a for a in recipients if identified(a)) or tuple(a for a in recipients if somebody(read, a)),
        effects=(*effects_of(read, trigger, sense, heads), *said_untrue(read, trigger, denied)),
        finite=trigger.clause.finite,
        aside=is_aside(read, trigger.clause, heads),
        slots=slots,
        suffered=suffered,
        noun=trigger.clause.kind == "noun",
        definite=trigger.clause.kind == "noun" and _points_back(read, trigger),
        joined=trigger.clause.governor if trigger.clause.link == "conj" else -1,
    )


def _by_doers(read: ReadSentence, resolver: Resolver, trigger: Trigger, nouns: Mapping[int, Trigger]) -> Trigger:
    """Where the subject is an act itself, whoever does that one: "the Israeli raid on the port killed ten" is Israel's."""
    subjects = trigger.slots.get("agent", ())
    if trigger.clause.kind != "verb" or not any(t in nouns for t in subjects):
        return trigger
    doers = tuple(
        d
        for t in subjects
        for d in (places_apart(read, resolver, nouns[t], role_slots(read, nouns[t])).get("agent", ()) if t in nouns else (t,))
    )
    if any(read.words.any(d, "poss:3") for d in doers):
        return trigger  # "its raid killed ten": whose raid it is the article tells
    return replace(trigger, slots={**trigger.slots, "agent": doers})


def _points_back(read: ReadSentence, trigger: Trigger) -> bool:
    """Whether a demonstrative stands with the noun ("serangan itu", "that attack"), or an article and nothing else ("condemned the
    attack")."""
    kids = read.tree.kids[trigger.clause.head]
    bare = trigger.clause.link == "obj" and len(kids) == 1 and read.words.has(kids[0], "det:def")
    return bare or any(read.words.has(k, "det:dem") for k in kids)


def _suffers(sense: Sense, recipients: Sequence[Actor]) -> bool:
    """An act needs somebody who acts; a passive may keep the doer of a hostile act to itself when a country suffers it."""
    return sense.type in HOSTILE and any(a.country for a in recipients)


def _is_done_by_an_act(read: ReadSentence, trigger: Trigger) -> bool:
    """ "A roadside bombing killed a soldier": an act stands where the doer would, and its doer is not named."""
    doers = trigger.slots.get("agent", ()) or trigger.slots.get("subject", ())
    return bool(doers) and all(t in read.clauses and read.clauses[t].kind == "noun" for t in doers)


def _happens(sense: Sense, recipients: Sequence[Actor]) -> bool:
    """An act that nobody does is kept when it is known whom it befalls."""
    return sense.actor == NOBODY and any(identified(a) for a in recipients)
