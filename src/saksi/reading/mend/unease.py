"""Adjectives that tell what somebody thinks, with the clause of it right behind them: "PBB cemas | Israel akan menyerang"."""

from __future__ import annotations

from saksi.reading.mend.draft import NOMINAL, Draft
from saksi.reading.predicates import Words

IN_PHRASE = frozenset({*NOMINAL, "DET", "NUM", "ADJ", "AUX", "ADV", "PART"})
BEFORE = frozenset({"ADV", "AUX", "PART", "DET"})
MISTAKEN = frozenset({"amod", "advcl", "xcomp", "root"})  # what the parser ties such an adjective as
FARTHEST = 8  # tokens between the adjective and the verb


def thinks(draft: Draft, words: Words, adjective: int, named: frozenset[int]) -> None:
    """Sets the adjective over the verb behind it, each with its own subject. ``named``: tokens of names and roles."""
    verb = next((i for i in range(adjective + 1, min(adjective + FARTHEST, len(draft.upos))) if draft.upos[i] not in IN_PHRASE), -1)
    who = _subject(draft, words, adjective)
    if verb <= adjective + 1 or draft.upos[verb] != "VERB" or adjective + 1 not in named or who < 0:
        return
    if draft.relations[adjective] not in MISTAKEN or words.has(verb - 1, "rel"):
        return
    inside = range(adjective + 1, verb)
    other = next((i for i in inside if draft.upos[i] in NOMINAL and draft.heads[i] not in inside), -1)
    if other < 0 or draft.has(other, "case"):
        return
    if draft.relations[adjective] != "root":
        if draft.heads[adjective] not in (verb, who):
            return
        draft.attach(adjective, draft.heads[verb], draft.relations[verb])
        draft.attach(who, adjective, "nsubj")
    elif draft.heads[verb] != adjective:
        return
    draft.attach(verb, adjective, "ccomp")
    draft.attach(other, verb, "nsubj")


def _subject(draft: Draft, words: Words, adjective: int) -> int:
    """The head of the phrase right before the adjective and its adverbs, -1 if there is none."""
    last = adjective - 1
    while last >= 0 and draft.upos[last] in BEFORE:
        last -= 1
    if last < 0 or draft.upos[last] not in NOMINAL or words.has(last, "rel") or words.has(last, "time"):
        return -1
    top = last
    while 0 <= draft.heads[top] < top and draft.upos[draft.heads[top]] in NOMINAL:
        top = draft.heads[top]
    return top if draft.relations[top].startswith("nsubj") and not draft.has(top, "case") else -1
