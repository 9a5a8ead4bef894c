"""Objects that the parser took for adverbials."""

from __future__ import annotations

from saksi.reading.mend.draft import Draft
from saksi.reading.predicates import Words


def adjacent(draft: Draft, noun: int) -> bool:
    """A name right behind its verb: "may fund | Togo"."""
    return draft.upos[noun] == "PROPN" and draft.heads[noun] == noun - 1


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
