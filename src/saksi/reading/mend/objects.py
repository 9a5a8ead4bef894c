"""Objects that the parser took for adverbials."""

from __future__ import annotations

from saksi.reading.mend.draft import NEAR, NOMINAL, Draft
from saksi.reading.predicates import Words


def adjacent(draft: Draft, words: Words, noun: int) -> bool:
    """A name right behind its verb: "may fund | Togo"; a noun of the class that a verb with its particle takes: "broke off | relations"."""
    if draft.upos[noun] == "PROPN":
        return draft.heads[noun] == noun - 1
    verb = draft.heads[noun]
    near = 0 <= verb < noun and any(draft.relations[k].startswith("compound") and draft.upos[k] == "ADP" for k in draft.dependents(verb))
    return near and draft.upos[noun] == "NOUN" and not draft.has(noun, "case") and words.any(noun, "noun:")


def counted(draft: Draft, words: Words, noun: int) -> bool:
    """Whether the preposition before a noun is half of "at least", "up to": then there is none."""
    found = False
    for kid in draft.dependents(noun):
        if draft.relations[kid] == "case" and kid + 2 <= noun:
            word = next((k for k in (kid, kid + 1) if words.has(k, "quant") and words.has(k, "adv") and draft.upos[k + 1] == "NUM"), -1)
            if word >= 0:
                draft.relations[kid], draft.upos[kid] = "advmod", "ADV"
                found = True
    return found


def amount(draft: Draft, words: Words, token: int) -> None:
    """ "provided around | $ 400 million": what no preposition governs is the object."""
    verb = draft.heads[token]
    if not 0 <= verb < token or draft.upos[verb] != "VERB" or words.has(token, "time") or draft.has(verb, "obj"):
        return
    if not any(draft.relations[k] == "case" and draft.upos[k] == "ADP" for k in draft.dependents(token)):
        draft.attach(token, verb, "obj")


def result(draft: Draft, words: Words, verb: int) -> None:
    """ "shot dead | three men": an adjective of result is no attribute of the noun behind it and governs nothing."""
    adjective = verb + 1
    if draft.relations[verb] == "root" and draft.upos[verb] == "NOUN":  # "Police shot dead": a shot of the police, says the tagger
        draft.upos[verb] = "VERB"
        for kid in draft.dependents(verb):
            if kid < verb and draft.relations[kid] in ("compound", "nmod"):
                draft.attach(kid, verb, "nsubj")
    if draft.upos[verb] != "VERB":
        return
    noun = draft.heads[adjective]
    draft.attach(adjective, verb, "xcomp")
    for kid in draft.dependents(adjective):
        if kid > adjective and draft.relations[kid] in ("obl", "nmod", "obj", "nsubj", "compound"):
            cased = not counted(draft, words, kid) and any(draft.relations[k] == "case" for k in draft.dependents(kid))
            draft.attach(kid, verb, "obl" if cased else "obj")
    if noun > adjective and draft.heads[noun] == verb and draft.relations[noun] != "obj" and not draft.has(noun, "case"):
        draft.attach(noun, verb, "obj")


def some_of(draft: Draft, words: Words, noun: int) -> None:
    """ "Freed | 11 of the prisoners": what "of" opens behind a bare number is what is counted."""
    first = min((k for k in draft.dependents(noun) if draft.relations[k] == "case"), default=0)
    number = first - 1
    if number >= 0 and draft.upos[number] == "NUM" and draft.heads[number] == draft.heads[noun] and "of" in words.slots_of(first):
        draft.attach(noun, number, "nmod")


def behind_manner(draft: Draft, words: Words, manner: int) -> None:
    """What a verb is done to, behind the words for how: "condemned in the strongest terms | [the attack]"."""
    verb = draft.heads[manner]
    if draft.relations[manner] != "obl" or not draft.has(manner, "case") or draft.upos[verb] != "VERB" or draft.has(verb, "obj"):
        return
    bare = [
        k
        for k in (*draft.dependents(manner), *draft.dependents(verb))
        if k > manner and draft.relations[k] in ("appos", "obl") and draft.upos[k] in NOMINAL and not draft.has(k, "case")
    ]
    behind = next((k for k in bare if not words.has(k, "time")), -1)
    opening = min((behind, *draft.dependents(behind)))
    if behind >= 0 and manner < opening <= manner + NEAR and all(draft.upos[i] != "PUNCT" for i in range(manner + 1, opening)):
        draft.attach(behind, verb, "obj")
