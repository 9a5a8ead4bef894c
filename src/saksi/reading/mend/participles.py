"""Participles behind a noun that the parser took for the verb of the sentence: "a coalition [led by Peru] bombed the port"."""

from __future__ import annotations

from collections.abc import Collection

from saksi.reading.mend.draft import NOMINAL, Draft
from saksi.reading.predicates import Words

SUBORDINATE = frozenset({"advcl", "xcomp", "ccomp", "parataxis"})
HEADS = ("mark", "aux", "aux:pass", "nsubj", "cop", "cc")  # what the verb of the sentence has not in this reading
ASIDE = 12  # tokens between two dashes


def reduced_relative(draft: Draft, words: Words, participle: int, pasts: Collection[int]) -> None:
    """ "Three men | arrested by police | confessed": of two past forms the first, with its doer behind it, says who the men are."""
    noun = next((k for k in draft.dependents(participle) if draft.relations[k] == "nsubj:pass" and k < participle), -1)
    by = participle + 1
    if noun < 0 or by >= len(draft.upos) - 1 or "by" not in words.slots_of(by) or draft.has(participle, "aux", "mark", "cop"):
        return
    verb = _verb_of_sentence(draft, participle, pasts)
    if verb < 0:
        return
    object_ = draft.heads[verb] if draft.relations[verb] == "amod" else -1
    if draft.heads[participle] != verb:
        draft.attach(verb, draft.heads[participle], draft.relations[participle])
    if object_ >= 0:
        draft.attach(object_, verb, "obj")
    draft.attach(noun, verb, "nsubj")
    draft.attach(participle, noun, "acl")


def _verb_of_sentence(draft: Draft, participle: int, pasts: Collection[int]) -> int:
    """The past form behind the participle and its doer that has no subject of its own, -1 if there is none."""
    above = draft.heads[participle]
    for verb in range(participle + 3, len(draft.upos)):
        if draft.upos[verb] in ("PUNCT", "CCONJ", "SCONJ"):
            return -1
        if verb not in pasts or draft.upos[verb] != "VERB" or draft.upos[verb - 1] not in NOMINAL or draft.has(verb, *HEADS):
            continue
        below = draft.heads[verb] == participle and draft.relations[verb] in SUBORDINATE
        noun = draft.heads[verb]
        before = draft.relations[verb] == "amod" and noun == verb + 1 and draft.heads[noun] == participle
        return verb if below or before or (above == verb and draft.relations[participle] in SUBORDINATE) else -1
    return -1


def of_noun_before(draft: Draft, words: Words, participle: int) -> None:
    """ "Met the people | killed by the army": with its doer behind it, a participle is said of the noun right before it; behind a second
    dash of the noun before the first ("1,200 people – including 46 children – | killed by the army")."""
    if draft.relations[participle] not in ("advcl", "xcomp") or draft.has(participle, "aux", "mark", "nsubj", "cop"):
        return
    if not 1 < participle < len(draft.upos) - 1 or "by" not in words.slots_of(participle + 1) or draft.heads[participle] > participle:
        return
    noun = participle - 1
    if draft.upos[noun] == "PUNCT":
        noun = next((i - 1 for i in range(noun - 2, max(noun - ASIDE, 0), -1) if draft.upos[i] == "PUNCT"), -1)
    while noun > 0 and draft.relations[noun] in ("flat", "compound") and draft.heads[participle] < draft.heads[noun] < noun:
        noun = draft.heads[noun]
    if noun > draft.heads[participle] and draft.upos[noun] in ("NOUN", "PROPN") and not words.has(noun, "time"):
        draft.attach(participle, noun, "acl")
