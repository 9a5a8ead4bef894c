"""What withholds an act or leaves it open: its own modal words, the acts that govern it, claims it is told in, the tense of its verb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from saksi.reading.clauses import ReadSentence, prepositions
from saksi.reading.effects import PRESENT
from saksi.reading.events.doers import CLIMB
from saksi.reading.events.triggers import Trigger
from saksi.reading.predicates import Clause
from saksi.tables import Sense

PAST = frozenset({"past", "part"})
COMPLEMENT = ("xcomp", "ccomp", "obj", "obl", "nmod", "acl", "conj")
LOOSE = ("obl", "nmod", "acl")  # relations that only some acts reach through: "calls for talks", not "refused after talks"
TOPICS = frozenset({"for", "of", "to", "with", "on", "about", "into"})  # prepositions in front of what is asked, promised, threatened
REACHING = ("demand", "promise", "threat")
UNDONE = ("demand", "future", "plan", "possible", "negative", "fail", "conditional", "would")  # who is told with these has not stopped yet
SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "CONCEDE"})
WORDS = SPEECH | {"AGREE", "THREATEN"}  # what is only said is said, whoever rejects it: "rejected the demand"
UNHEEDED = frozenset({"refuse", "veto", "stop", "deny"})
TAKING_SIDES = frozenset({"SUPPORT", "REJECT"})
OUTCOMES = frozenset({"AGREE", "COOPERATE", "SUPPORT", "AID", "RETREAT", "CONCEDE"})  # what talks are held to bring about
UNYIELDING = "yield"  # mode of REJECT
TALKS = "noun:talks"
STANDING = frozenset({"AID", "COOPERATE", "ASSAULT", "COERCE", "SANCTION"})  # what the present tense tells of these goes on
SIDES = frozenset({"support", "oppose", "refuse", "ally"})  # senses that are an attitude
SENTENCE_ENDS = frozenset({".", "!", "”", "\"", "'", "’"})


def _is_asked(read: ReadSentence, clause: Clause) -> bool:
    """Whether a noun behind a verb is what is asked, promised or threatened: "called for talks", not "ordered patrols after riots"."""
    slots = set(prepositions(read.tree, read.words, clause.head))
    return clause.kind != "noun" or not slots or not slots.isdisjoint(TOPICS)


def _is_topic(read: ReadSentence, clause: Clause) -> bool:
    """Whether a noun is what is talked about: "talks on a truce", not "talks with"."""
    return clause.kind == "noun" and not {"on", "about", "for"}.isdisjoint(prepositions(read.tree, read.words, clause.head))


def _speaks(sense: Sense) -> bool:
    """Whether an act is done by saying something about another: a condition behind it belongs to what is said."""
    return bool(sense.effect) or sense.type == "ACCUSE"


def is_aside(read: ReadSentence, clause: Clause, heads: Mapping[int, Sense]) -> bool:
    """Whether an act is so whatever is said of the rest: one in a relative clause, one that is asked to end."""
    return clause.link == "acl:relcl" or is_reduced(clause) or goes_on(read, clause, heads)


def is_reduced(clause: Clause) -> bool:
    """A relative clause without its pronoun tells what is so, whatever its noun hangs on: "the release of those [held by Mali]"."""
    return clause.link == "acl" and clause.voice == "passive" and not clause.bare


def goes_on(read: ReadSentence, clause: Clause, heads: Mapping[int, Sense]) -> bool:
    """Whether the end of an act is only asked for, planned, tried: "called on Mali to halt its attacks", "has not stopped attacking"."""
    above = read.clauses.get(clause.governor)
    if above is None or not any(e.kind == "stop" for e in clause.effects):
        return False
    asked = heads.get(above.governor)
    return above.bare or above.has(*UNDONE) or bool(asked and asked.effect in REACHING and not above.link.startswith("acl"))


def effects_of(read: ReadSentence, trigger: Trigger, own: Sense, heads: Mapping[int, Sense]) -> list[tuple[str, str]]:
    """What withholds the act: its own modal words, then acts above it that promise, demand, refuse or threaten it."""
    clause = trigger.clause
    if is_reduced(clause):
        return [(e.kind, e.where) for e in clause.effects if e.kind != PRESENT]
    if (stop := next((e for e in clause.effects if e.kind == "stop"), None)) and goes_on(read, clause, heads):
        return [("progressive", stop.where)]
    inside = any(trigger.match.holds(i) and read.words.has(i, "neg") for i in range(trigger.match.first, trigger.match.last + 1))
    found = [(e.kind, e.where) for e in clause.effects if e.kind != PRESENT and not (inside and e.kind == "negative")]
    if inside and read.tree.upos(trigger.match.first) == "AUX":
        found = [e for e in found if e[0] != "future"]  # "will not accept" is a refusal of now
    found += _goes_on(read, trigger, own)
    at, steps = clause, 0
    while at.governor >= 0 and steps < CLIMB and at.link.split(":")[0] in COMPLEMENT and at.link != "acl:relcl":
        sense = heads.get(at.governor)
        if sense and sense.type in TAKING_SIDES and not sense.effect and at.link == "xcomp":
            found.append(("possible", sense.where))  # "supports ending the embargo"
            break
        if own.type in OUTCOMES and at.link == "nmod" and read.words.has(at.governor, TALKS) and _is_topic(read, at):
            found.append(("possible", "what is talked about"))  # "suspended talks on a trade deal"
            break
        if sense and sense.effect and at.link != "conj" and not trigger.match.holds(at.governor):
            if clause.kind == "noun" and sense.mode == UNYIELDING:
                break  # "refused to end the war": war it is
            if at.link.split(":")[0] not in LOOSE or (sense.effect in REACHING and steps == 0 and _is_asked(read, at)):
                found.append((sense.effect, sense.where))
            break
        above = read.clauses.get(at.governor)
        if above is None:
            break
        if above.kind == "verb" and (clause.kind == "noun" or (above.finite and at.link != "conj")):
            break  # "refused to condemn the attack": the attack is not refused
        at, steps = above, steps + 1
    if _speaks(own) and not any(kind in ("future", "possible") for kind, _ in found):
        found = [e for e in found if e[0] != "consequent"]  # "urged X to sign if it wants peace": the urging is done
    if own.type == "REJECT":
        found = [e for e in found if e[0] != "attempt"]  # "tried to block the vote": so it is rejected
    said = own.type in SPEECH and not own.symmetric  # no treaty, no ties: "met to strengthen ties" is an aim
    spoken = said and (clause.link == "advcl" or _of_a_name(read, clause))  # "wrote to protest": it is done with the writing
    taken = own.type == "PROTEST"  # "took to the streets to demonstrate": they did
    if clause.bare and clause.link in ("advcl", "acl", "root") and not found and not spoken and not taken:
        found.append(("purpose", "an infinitive of purpose"))
    if clause.kind == "noun" and own.type in WORDS and clause.link in ("obj", "nsubj:pass"):
        found = [e for e in found if e[0] not in UNHEEDED]
    return found


def _of_a_name(read: ReadSentence, clause: Clause) -> bool:
    """Whether an infinitive is tied to a name, which governs none: "wrote on behalf of Mali | to object"."""
    return clause.link == "acl" and clause.governor >= 0 and read.tree.upos(clause.governor) == "PROPN"


def _goes_on(read: ReadSentence, trigger: Trigger, own: Sense) -> Iterator[tuple[str, str]]:
    """The present tense of a full sentence: what is done on no day named goes on ("Mali backs the rebels"), what is told of behind
    "before" lies ahead."""
    clause = trigger.clause
    told = next((e for e in clause.effects if e.kind == PRESENT), None)
    own_group = [read.tree.relation(k) for k in read.tree.kids[clause.head]]
    if told is None or clause.kind != "verb" or not clause.finite or not {"aux", "aux:pass"}.isdisjoint(own_group):
        return
    if trigger.match.feature == "base" and "nsubj" not in own_group:
        return  # "vowed to attack and | destroy"
    if any(m.first == trigger.match.first and m.feature in PAST for m in read.of("events")):
        return  # "hit", "cut": one form for both tenses
    if any(read.words.has(k, "sub:before") for k in read.tree.dependents(clause.head, "mark")):
        yield "future", told.where
    elif own.type in STANDING or trigger.row.sense in SIDES:
        dated = any(read.words.has(k, "time") for k in read.tree.kids[clause.head])
        if not dated and read.sentence.words[-1] in SENTENCE_ENDS:
            yield "habitual", told.where


def said_untrue(read: ReadSentence, trigger: Trigger, denied: Mapping[int, Sense]) -> Iterator[tuple[str, str]]:
    """What is told in a claim that is denied: "rejected claims [that Mali had armed them]". ``denied``: nouns of such claims."""
    clause = trigger.clause
    sense = denied.get(clause.governor)
    if sense and clause.link.startswith("acl") and any(read.words.has(k, "comp") for k in read.tree.dependents(clause.head, "mark")):
        yield "deny", sense.where
