"""Phrases that the parser tied to a verb though they stand right behind the noun of an act."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.reading.document import Match
from saksi.reading.mend.draft import NOMINAL, Draft
from saksi.reading.predicates import Words

ACT_NOUNS = "nouns"
MOST = 3  # phrases behind one noun: "the visit [of Xi] [to Moscow] [in May]"


def phrases_of_act_nouns(draft: Draft, words: Words, matches: Sequence[Match]) -> None:
    """ "The visit of Xi | to Moscow | ended": between a noun and the verb it is the subject of, a phrase is the noun's. "Responded to the
    raid | by Mali": nobody but the one who raids stands behind such a preposition where the verb is no passive."""
    for noun in dict.fromkeys(m.last for m in matches if m.table == ACT_NOUNS):
        if draft.upos[noun] != "NOUN" or draft.heads[noun] < 0:
            continue
        end = _last_of(draft, noun)
        for _ in range(MOST):
            behind = _phrase_at(draft, words, end + 1)
            if behind < 0 or not (_before_verb(draft, noun, behind) or _doer(draft, words, noun, behind, end + 1)):
                break
            draft.attach(behind, noun, "nmod")
            end = _last_of(draft, behind)


def _phrase_at(draft: Draft, words: Words, at: int) -> int:
    """The noun whose preposition stands at a token, -1 if there is none or it is a time."""
    if at >= len(draft.upos) - 1 or draft.upos[at] != "ADP" or draft.relations[at] != "case":
        return -1
    noun = draft.heads[at]
    named = noun > at and draft.upos[noun] in NOMINAL and not any(words.has(i, "time") for i in range(at + 1, noun + 1))
    return noun if named and draft.relations[noun] in ("obl", "nmod") else -1


def _before_verb(draft: Draft, noun: int, behind: int) -> bool:
    verb = draft.heads[behind]
    return verb > behind and verb == draft.heads[noun] and draft.relations[noun].startswith("nsubj") and draft.upos[verb] == "VERB"


def _doer(draft: Draft, words: Words, noun: int, behind: int, preposition: int) -> bool:
    verb = draft.heads[noun]
    tied = draft.heads[behind] == verb < noun and draft.upos[verb] == "VERB" and not draft.has(verb, "aux:pass")
    return tied and "by" in words.slots_of(preposition) and draft.relations[noun] in ("obj", "obl")


def _last_of(draft: Draft, head: int) -> int:
    """Last token of the unbroken run behind a head that hangs on it."""
    end = head
    while end + 1 < len(draft.heads) and _hangs(draft, end + 1, head):
        end += 1
    return end


def _hangs(draft: Draft, token: int, head: int) -> bool:
    for _ in range(len(draft.heads)):
        if token < 0:
            return False
        if token == head:
            return True
        token = draft.heads[token]
    return False
