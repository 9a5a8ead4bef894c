"""Who a plural stands for: "both leaders", "kedua negara", "they": the members, by what was named before.

Everything works on the list of mentions so far, in the order of the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from saksi.frozen import record
from saksi.reading.actors.identity import PLACE_KINDS, Identity
from saksi.reading.clauses import ReadSentence
from saksi.world import World

PARTY_NOUNS = ("noun:country", "noun:countries", "noun:party")
STATES = frozenset({"country", "demonym", "metonym"})
TITLED = frozenset({"office", "body"})  # "both men" may be anybody
PERSONAL = frozenset({"person", "office", "name"})
PLURAL_KINDS = frozenset({"member", "body", "organisation", "group", "media", "country", "demonym", "metonym"})
MANY = frozenset({"member", "body", "organisation", "group", "media"})
NEAR = 4  # sentences in which a mention counts in full
THEY_BACK = 3  # sentences in which "they" looks for whom it means
LISTED = 9  # tokens between the names of one list: "A, minister of defence B and chief of staff C"


@record(frozen=True, slots=True)
class Mention:
    """An identity at a place of the text; ``subject`` = it was a subject, which pronouns prefer; ``place`` = only where something was."""

    sentence: int
    token: int
    identity: Identity
    subject: bool
    place: bool = False


def pair_word(read: ReadSentence, first: int, last: int, head: int, roles: Iterable[str]) -> bool:
    """Whether the phrase is "both leaders", "kedua negara", "the two": a word for two with nothing but what the two are."""
    counts = [i for i in range(first, last + 1) if read.words.has(i, "pair")]
    if not counts or counts[0] > head:  # "putaran kedua": the second
        return False
    alone = first == last or head in counts
    return alone or bool(TITLED.intersection(roles)) or any(read.words.has(head, noun) for noun in PARTY_NOUNS)


def two_parties(
    mentions: Sequence[Mention], sentence: int, world: World, *, people: bool, states: bool, only: bool = False
) -> list[Identity]:
    """The two states, or leaders of two states, that were named most so far; what is near and what was a subject counts more.

    ``people``: leaders first, states if there are no two (never with ``only``); ``states``: the states themselves.
    """
    fitting = [m for m in mentions if _is_party(m) and (not people or m.identity.kind in PERSONAL)]
    weights: dict[str, float] = defaultdict(float)
    for m in fitting:
        if not people or m.identity.code in world.countries or m.identity.kind == "person":
            weights[m.identity.code] += (2 if m.subject else 1) * (1 if sentence - m.sentence <= NEAR else 0.4)
    codes = _two_just_named(fitting, sentence) or sorted(weights, key=lambda code: -weights[code])[:2]
    if len(codes) == 2:
        return [_speaking_for(code, fitting, world if states else None) for code in codes]
    return two_parties(mentions, sentence, world, people=False, states=states) if people and not only else []


def _two_just_named(mentions: Sequence[Mention], sentence: int) -> list[str]:
    """The codes of the last sentence, if it names just two and one as its subject: "Blinken met Yoon. The two sides agreed"."""
    here = [m for m in mentions if m.sentence == sentence - 1]
    codes = list(dict.fromkeys(m.identity.code for m in here))
    return codes if len(codes) == 2 and any(m.subject for m in here) else []


def two_bodies(mentions: Sequence[Mention]) -> list[Identity]:
    """The two organisations or groups named last ("both organisations"); none if there are no two."""
    last = dict.fromkeys(m.identity.name for m in reversed(mentions) if m.identity.kind in MANY and m.identity.name)
    names = list(last)[:2]
    return [next(m.identity for m in reversed(mentions) if m.identity.name == n) for n in reversed(names)] if len(names) == 2 else []


def _is_party(m: Mention) -> bool:
    return len(m.identity.code) == 3 and not m.place and m.identity.kind not in PLACE_KINDS


def _speaking_for(code: str, mentions: Sequence[Mention], world: World | None) -> Identity:
    """The last mention of that code; where states are meant (``world`` is given), the state."""
    same = [m.identity for m in mentions if m.identity.code == code]
    same = [i for i in same if i.kind == "person" and i.name] or same if world is None else same  # rather one named than "the president"
    named = [i for i in same if i.kind == "country"]
    if world is None or named:
        return named[-1] if world and named else same[-1]
    state = world.countries.get(code)
    return replace(same[-1], sector="", kind="country", name=state.name) if state else same[-1]


def _is_named(identity: Identity) -> bool:
    return identity.kind in PERSONAL and bool(identity.name) and (identity.kind != "name" or " " in identity.name)


def they(mentions: Sequence[Mention], sentence: int) -> list[Identity]:
    """Whom "they" means: the last subject that is many, or the people of the last sentence that names two; a state alone, or what
    somebody acted on, only where no two people were subjects a little before; none if nothing fits."""
    alone: list[Identity] = []
    for back in range(sentence, sentence - THEY_BACK - 1, -1):
        here = [m for m in mentions if m.sentence == back and not m.place]
        several, single = _many_of(here, before=back < sentence, near=back == sentence - 1)
        if several:
            return alone if alone and several[0].kind not in PERSONAL else several
        alone = alone or single
    return alone


def them(mentions: Sequence[Mention], sentence: int, own: Sequence[tuple[int, int]]) -> list[Identity]:
    """Whom "them" means behind the subject of its own verb, whose places are ``own``: the last that is many and was acted on before in
    the sentence ("police arrested [miners] and deported them"); none if nobody was."""
    fitting = [
        m.identity
        for m in mentions
        if own and m.sentence == sentence and not m.subject and not m.place and not any(first <= m.token <= last for first, last in own)
    ]
    return [i for i in fitting if i.plural or i.kind in STATES | {"organisation", "group"}][-1:]


def _together(here: Sequence[Mention]) -> list[Identity]:
    """The people that one sentence names: who does something first, whom it is done with, and who is listed with those; two names that
    nothing explains are people only where no two others are known to be ("Biden met Modi at the Ministerial Dialogue")."""
    named = [m for m in here if _is_named(m.identity)]
    known = [m for m in named if m.identity.kind == "person"]
    first: dict[str, Mention] = {}
    for m in known if len({m.identity.name for m in known}) > 1 else named:
        first.setdefault(m.identity.name, m)
    people = list(first.values())
    if len(people) > 2 and not people[0].subject:
        return []
    far = (at for at in range(2, len(people)) if people[at].token - people[at - 1].token > LISTED)
    return [m.identity for m in people[: next(far, len(people))]]


def _many_of(here: Sequence[Mention], *, before: bool, near: bool) -> tuple[list[Identity], list[Identity]]:
    """The several that one sentence names, and the one that may stand for many. ``before``: an earlier sentence; ``near``: the last."""
    subjects = [m.identity for m in here if m.subject]
    people = _together(here)
    many = [i for i in subjects if i.kind in MANY]
    leaders = list({(i.name, i.code): i for i in subjects if i.kind in PERSONAL and i.code}.values())
    if many:
        return many[-1:], []
    if len(leaders) == 2:  # "[the two leaders] discussed the war with Putin and Erdogan"
        return leaders, []
    if len(leaders) == 1 and leaders[0].plural:  # "the ministers of ASEAN"
        return leaders, []
    if len(people) > 1 and any(i.kind in PERSONAL for i in subjects):
        return people, []
    states = list({i.code: i for i in subjects if i.kind in STATES and i.code}.values())
    if states and before:
        return (states, []) if len(states) > 1 else ([], states)
    objects = [m.identity for m in here if not m.subject and m.identity.kind in MANY | STATES]
    return [], objects[-1:] if subjects and near else []  # "Teodoro accused China": they are not Teodoro
