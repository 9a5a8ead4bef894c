"""Whom "it" and "its" mean: a state or a body named in the sentence, never a person."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.reading.actors.groups import Mention
from saksi.reading.actors.identity import Identity, Unit
from saksi.reading.clauses import ReadSentence

PARTIES = frozenset({"country", "metonym", "organisation", "group", "media", "body"})
PEOPLE = frozenset({"person", "office", "name", "member", "kin"})
SHARING = ("xcomp", "advcl", "conj")  # a verb without a subject has that of the verb above
CLIMB = 3


def is_neuter(read: ReadSentence, token: int) -> bool:
    return read.words.has(token, "neut") and not read.words.has(token, "masc")


def bound_to(read: ReadSentence, token: int) -> tuple[int, int]:
    """First and last token of the subject that the pronoun is not, since it stands with the same verb, or with one that shares its
    subject ("[Peru] left, accusing it of fraud"); (-1, -1) if the pronoun is the subject itself."""
    if read.tree.relation(token).startswith("nsubj"):
        return -1, -1
    verbs = [above for above in read.tree.ancestors(token) if read.tree.upos(above) == "VERB"]
    for verb in verbs[:CLIMB]:
        subject = next(read.tree.dependents(verb, "nsubj"), -1)
        if subject >= 0:
            first, last = read.tree.phrase(subject)
            return first, last
        if read.tree.relation(verb) not in SHARING:
            break
    return -1, -1


def joined_owner(read: ReadSentence, token: int, here: Sequence[Mention]) -> Identity | None:
    """ "[Peru] and its army": what a possessive is joined to."""
    beside = [m.identity for m in here if m.identity.last == token - 2 and _fits(m)]
    if beside and read.words.has(token - 1, "cc"):
        return beside[-1]
    thing = read.tree.head(token)
    if not read.tree.relation(token).startswith("nmod:poss") or read.tree.relation(thing) != "conj" or read.tree.head(thing) > thing:
        return None
    first, last = read.tree.phrase(read.tree.head(thing))
    inside = [m.identity for m in here if first <= m.token <= min(last, token) and _fits(m)]
    return inside[-1] if inside else None


def in_sentence(token: int, here: Sequence[Mention], units: Sequence[Unit], own: tuple[int, int]) -> Identity | None:
    """The state or body of the sentence that the pronoun may mean: one that was a subject, else the last that is named at all."""
    fitting = [m for m in here if m.token < token and not own[0] <= m.token <= own[1] and _fits(m) and not m.place]
    subjects = [m.identity for m in fitting if m.subject]
    if subjects:
        return subjects[-1]
    wheres = {m.token for m in here if m.place}
    named = [(m.token, m.identity) for m in fitting]
    named += [
        (u.first, Identity(u.name, u.code, u.sector, u.kind, u.reason, first=u.first, last=u.last))
        for u in units
        if u.last < token and not own[0] <= u.first <= own[1] and u.kind in PARTIES and u.code and u.first not in wheres
    ]
    return max(named, key=lambda n: n[0])[1] if named else None


def _fits(mention: Mention) -> bool:
    return mention.identity.kind in PARTIES and not mention.identity.plural and bool(mention.identity.code or mention.identity.name)
