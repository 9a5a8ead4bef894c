"""What an act says only in the light of others: "his visit" after "Putin arrived in Pyongyang" has the host of the first mention,
"condemned the attack" is aimed at whoever attacked, a hostile act without a target in an article about two states is against the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from saksi.reading.actors import Resolver
from saksi.reading.actors.identity import HOME
from saksi.reading.events.filling import identified
from saksi.reading.events.find import Act
from saksi.reading.events.replies import against_state, reply
from saksi.records import Actor

JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST"})  # aimed at an act, they are aimed at whoever does it
ONE_SIDED = frozenset({"ASSAULT", "SANCTION", "THREATEN"})  # these have a target, said or not
STATES = frozenset({"country", "demonym", "metonym", "person", "organisation", "office", "member", "body"})
PRIVATE = frozenset(
    {"REB", "CVL", "CRM", "BUS", "MNC", "JRN", "EDU", "MED", "LAB", "REL", "NGO", "SOC"}
)  # whose acts are not those of a state
NO_STATE = frozenset({"UNO", "IGO", "NGO", "MNC", "IMG"})
BOTH = 0.6  # share of the mentions of states that the two of an article about two must have
SENTENCES_BACK = 6
TALK_BACK = 4  # sentences in which a talk goes on with the same people
WITHIN = ("in", "during", "from")  # "killed in an Israeli raid": done by whoever does that
TELLING = "their-harm"  # the condition of a row
TO_SOMEBODY = frozenset({"AGREE", "REQUEST", "THREATEN"})  # said to somebody, who may be named only beside them


def inherit_parties(acts: Sequence[Act], resolver: Resolver) -> list[Act]:
    """The acts with parties that other acts and the article give them; an act that still has no doer is left out."""
    done: list[Act] = []
    for index, act in enumerate(acts):
        if not _acts(act) and not act.suffered:
            act = _named_before(act, done)
        if not _complete(act):
            act = _from_others(act, index, acts)
        done.append(act)
    done = [_done_by_an_act(act, done) for act in done]
    done = [_said_to(act, done) for act in done]
    done = [_with_whom_before(act, done) for act in done]
    done = [_at_the_doer(act, done) for act in done]
    done = [reply(act, done[:index], resolver) for index, act in enumerate(done)]
    done = [against_state(act, resolver) for act in done]
    kept = [_against_the_other(act, resolver) for act in done if act.suffered or (_acts(act) and not _merely_recalled(act))]
    return [act for act in kept if not _lacks(act)]


def _lacks(act: Act) -> bool:
    """Whether the party is missing without which the sense is no act: a warning to nobody, a talk with oneself."""
    if (act.noun or _accuses_by_telling(act)) and act.sense.type == "ACCUSE" and not any(a.country for a in act.recipients):
        return True  # "its criticism", "the anger": whom it is against nobody says
    if act.sense.needs == "recipient":
        return not any(identified(a) for a in act.recipients)
    if act.sense.needs == "two":
        return act.noun and len({(a.name, a.country) for a in act.actors if identified(a)}) < 2  # "leaders of X and Y" are two
    return False


def _accuses_by_telling(act: Act) -> bool:
    """Whether only what is said makes an accusation of it: "said that Peru arms the rebels"."""
    return any(TELLING in need.split(":")[-1].split("|") for need in act.row.need)


def _merely_recalled(act: Act) -> bool:
    """Whether a noun only points back ("after that attack"): it tells nothing that the act it points to has not told."""
    return act.definite and not act.finite and not act.effects and all(a.span is None for a in act.actors)


def _acts(act: Act) -> bool:
    return any(identified(a) for a in act.actors)


def _complete(act: Act) -> bool:
    return bool(act.sense.symmetric) or any(identified(a) for a in act.recipients)


def _named_before(act: Act, done: Sequence[Act]) -> Act:
    """ "That attack": the parties of the act of its type named last."""
    if not act.definite:
        return act
    for other in reversed(done):
        if act.sentence - other.sentence > SENTENCES_BACK:
            break
        if other.sense.type == act.sense.type and _acts(other) and (not act.sense.mode or act.sense.mode == other.sense.mode):
            return replace(act, actors=_again(other.actors), recipients=act.recipients if _complete(act) else _again(other.recipients))
    return act


def _again(parties: Sequence[Actor]) -> tuple[Actor, ...]:
    reason = "as in another mention of the act"
    return tuple(replace(a, span=None, reason=f"{a.reason}; {reason}".lstrip("; ")) for a in parties)


def _from_others(act: Act, index: int, acts: Sequence[Act]) -> Act:
    before = [a for a in reversed(acts[:index]) if _same(act, a)]
    behind = [a for a in acts[index + 1 :] if _same(act, a)]
    if not before and not behind:
        return act
    return replace(act, recipients=_again((before or behind)[0].recipients))


def _same(act: Act, other: Act) -> bool:
    """One type and mode, one actor, and the other names a recipient; attacks told by one sentence may differ in mode."""
    raid = act.sense.type == other.sense.type == "ASSAULT" and act.sentence == other.sentence
    if not raid and ((act.sense.type, act.sense.mode) != (other.sense.type, other.sense.mode) or not act.sense.mode):
        return False
    return _names(act.actors) & _names(other.actors) != set() and any(identified(a) for a in other.recipients)


def _names(actors: Sequence[Actor]) -> set[str]:
    return {a.name for a in actors if identified(a)}


def _done_by_an_act(act: Act, acts: Sequence[Act]) -> Act:
    """What an act does ("its air raid killed twenty"), whoever does that act does."""
    if _acts(act):
        return act
    causes = {t for slot in (("agent", *WITHIN) if act.suffered else ("agent",)) for t in act.slots.get(slot, ())}
    for other in acts:
        if other.sentence == act.sentence and other.head in causes and other is not act and _acts(other) and _harms_too(act, other):
            doers = tuple(replace(a, reason=f"who does what did it: {a.reason}") for a in other.actors)
            return replace(act, actors=doers, recipients=_not_by_own(act.recipients, doers, other.recipients))
    return act


def _not_by_own(sufferers: Sequence[Actor], doers: Sequence[Actor], aimed_at: Sequence[Actor], theirs: str = "") -> tuple[Actor, ...]:
    """Who suffers what another state's act did is not of that state only because the article speaks of it most: he is of the state
    that the act is aimed at, or of none known ("ten people were killed in a Peruvian raid on Lima")."""
    theirs = theirs or next((a.country for a in aimed_at if a.country), "")
    own = {d.country for d in doers}
    return tuple(
        replace(a, country=theirs, reason="whom the act is aimed at") if HOME in a.reason and a.country in own else a for a in sufferers
    )


def _harms_too(act: Act, other: Act) -> bool:
    """Whether an act may be what did another: any that is its subject, but an attack that it stands within ("killed in their raids")."""
    return other.head in act.slots.get("agent", ()) or (other.noun and other.sense.type == "ASSAULT" == act.sense.type)


def _said_to(act: Act, acts: Sequence[Act]) -> Act:
    """What is asked or promised to nobody named is said to whom the same speaker acts on beside it ("praised Peru and promised to
    help"), or to whom he meets for it ("in talks with Peru he asked for arms")."""
    if act.sense.type not in TO_SOMEBODY or act.sense.symmetric or act.recipients or not _acts(act):
        return act
    for other in acts:
        if other.sentence != act.sentence or other is act or not _names(other.actors) & _names(act.actors):
            continue
        met = other.noun and other.sense.type == "CONSULT" and other.trigger.start < act.trigger.start
        if met or (act.joined >= 0 and other.head == act.joined and not other.sense.symmetric):
            party = [a for a in (*other.recipients, *(other.actors if met else ())) if identified(a) and a.country]
            party = [a for a in party if not _names((a,)) & _names(act.actors) and all(a.country != b.country for b in act.actors)]
            if party:
                return replace(act, recipients=tuple(replace(a, reason=f"{a.reason}; whom it is said to".lstrip("; ")) for a in party))
    return act


def _with_whom_before(act: Act, acts: Sequence[Act]) -> Act:
    """A talk of one party goes on with whom he met in the sentences before: "Ito met Rama. He discussed the border"."""
    if act.noun or act.sense.needs != "two" or act.sense.type != "CONSULT" or len(act.actors) != 1 or not _acts(act):
        return act
    for other in reversed(acts):
        back = act.sentence - other.sentence
        if not 0 < back <= TALK_BACK or not other.sense.symmetric or other.sense.type != "CONSULT":
            continue
        if _names(act.actors) & _names(other.actors):
            rest = [a for a in other.actors if identified(a) and a.country not in {b.country for b in act.actors}]
            return replace(act, actors=(*act.actors, *_again(rest)))
    return act


def _at_the_doer(act: Act, acts: Sequence[Act]) -> Act:
    """An act aimed at an act ("condemned the attack") is aimed at whoever does that one."""
    if act.sense.type not in JUDGING:
        return act
    held = {a.span for a in act.recipients if a.country and a.span}
    targets = {t for slot in ("patient", "over", "against", "for") for t in act.slots.get(slot, ())}
    for other in acts:
        if other.sentence == act.sentence and other.head in targets and other is not act and _acts(other):
            apart = {span for span in held if not span.covers(other.trigger)}  # "condemned [the killing of X by Y]": Y
            if not apart <= {a.span for a in other.recipients}:  # "condemned his aggression against Mali": not Mali
                continue
            doers = tuple(replace(a, reason=f"who does what is spoken of: {a.reason}") for a in other.actors if identified(a))
            if not _names(doers) & _names(act.actors):
                return replace(act, recipients=doers)
    return act


def _against_the_other(act: Act, resolver: Resolver) -> Act:
    """A hostile act that names no target is against the other state of its sentence, or of an article about two; whoever suffers it
    without a country is of the one other state of the sentence ("78 people died in Israel's attack, Iran says")."""
    own = {a.country for a in act.actors if a.country and a.sector not in PRIVATE}
    if act.sense.type == "ASSAULT" and any(HOME in a.reason and a.country in own for a in act.recipients):
        theirs = _counterpart(resolver, act.sentence, own)  # "74 people were killed by the Peruvian army" in a war of two states
        return replace(act, recipients=_not_by_own(act.recipients, act.actors, (), theirs)) if theirs else act
    if act.sense.type not in ONE_SIDED or not own or any(a.country for a in act.recipients):
        return act
    if act.sense.symmetric and len(own) > 1:  # "the war between Peru and Chile", said in Bolivia
        return act
    here = list(dict.fromkeys(code for code in _states(resolver, act.sentence, act.sentence, STATES - {"person"}) if code not in own))
    only = here[0] if len(here) == 1 else ""
    if _complete(act) or _has_object(act):
        theirs = only if act.sense.type == "ASSAULT" else ""
        if not theirs or act.recipients:
            return _of_state(act, theirs) if theirs else act
    code = only or (_counterpart(resolver, act.sentence, own) if _is_about_two(resolver, act.sentence) else "")
    known = next((m.identity for m in resolver.mentions if code and m.identity.code == code and m.identity.kind == "country"), None)
    if known is None:
        return act
    return replace(act, recipients=(Actor(None, known.name, known.name, known.code, known.sector, known.kind, "the other side"),))


def _of_state(act: Act, code: str) -> Act:
    return replace(act, recipients=tuple(replace(a, country=code, reason="of the other state named") for a in act.recipients))


def _has_object(act: Act) -> bool:
    """Whether something is said to suffer the act, though it is nobody: "invaded the habitat"."""
    return any(act.slots.get(slot) for slot in ("patient", "dative", "second"))


def _states(resolver: Resolver, first: int, last: int, kinds: frozenset[str] = STATES) -> Iterator[str]:
    for m in resolver.mentions:
        if first <= m.sentence <= last and len(m.identity.code) == 3 and m.identity.kind in kinds and m.identity.code not in NO_STATE:
            yield m.identity.code


def _is_about_two(resolver: Resolver, sentence: int) -> bool:
    """Whether no third state is named as often as the two that the article up to here names most."""
    counts = sorted(Counter(_states(resolver, 0, sentence)).values(), reverse=True)
    return len(counts) == 2 or (len(counts) > 2 and counts[1] > counts[2])


def _counterpart(resolver: Resolver, sentence: int, own: set[str]) -> str:
    """The other of the two states that the article up to here is about."""
    counts = Counter(_states(resolver, 0, sentence))
    two = [code for code, _ in counts.most_common(2)]
    if len(two) < 2 or not own & set(two) or own >= set(two) or sum(counts[c] for c in two) < BOTH * sum(counts.values()):
        return ""
    return next(c for c in two if c not in own)
