"""Who is asked, accused or kept to do something, where nothing but word order says it: "mendesak | Peru membuka perbatasan"."""

from __future__ import annotations

from saksi.reading.mend.draft import NOMINAL, Draft
from saksi.reading.predicates import Words

ASKING = "noun:ask-verb"  # verbs whose object does what the verb right behind it says
BEFORE_VERB = frozenset({"ADV", "AUX", "PART"})
IN_PHRASE = frozenset({*NOMINAL, "DET", "NUM", "ADJ", "ADP", "CCONJ"})
FARTHEST = 12  # tokens between the two verbs


def asked_to(draft: Draft, words: Words, verb: int, named: frozenset[int]) -> None:
    """A verb right behind the object of a verb of asking is what the object is to do. ``named``: tokens of names and roles."""
    last = verb - 1
    while last > 0 and draft.upos[last] in BEFORE_VERB and last not in named:
        last -= 1
    asking = _asking_before(draft, words, last)
    inside = range(asking + 1, last + 1)
    if asking < 0 or not any(i in named or draft.upos[i] == "PRON" for i in inside) or draft.relations[asking] == "nsubj":
        return
    if any(words.any(k, "sub:") or words.has(k, "comp") or words.has(k, "inf") for k in range(asking + 1, verb)):
        return
    who = next((i for i in inside if draft.heads[i] not in inside and draft.upos[i] in NOMINAL), -1)
    if who < 0 or (draft.heads[verb] == asking and draft.relations[verb] == "xcomp" and draft.heads[who] == asking):
        return
    for above in (verb, who):
        _raise(draft, asking, above)
    draft.attach(who, asking, "obj")
    draft.attach(verb, asking, "xcomp")


def _asking_before(draft: Draft, words: Words, last: int) -> int:
    """The verb of asking whose object ends at ``last``; -1 where another word stands between."""
    for i in range(last, max(last - FARTHEST, -1), -1):
        if words.has(i, ASKING) and i < last and draft.upos[i] not in ("PROPN", "ADP"):
            return i
        same = words.has(i, "rel") and draft.upos[i + 1] == "ADJ"  # "kelompok [yang sama]"
        if not same and (draft.upos[i] not in IN_PHRASE or words.has(i, "rel") or words.has(i, "time")):
            return -1
        if draft.upos[i] == "CCONJ" and not (draft.upos[i + 1] in NOMINAL and draft.upos[i - 1] in (*NOMINAL, "PUNCT")):
            return -1
    return -1


def _raise(draft: Draft, low: int, high: int) -> None:
    """A verb that hangs below a word takes its place, and what stands left of it."""
    at = draft.heads[low]
    while at >= 0 and at != high:
        at = draft.heads[at]
    if at != high:
        return
    subject = draft.heads[low] if draft.relations[low].startswith("acl") and draft.heads[low] < low else -1
    draft.attach(low, draft.heads[high], draft.relations[high])
    for kid in draft.dependents(high):
        if kid < low:
            draft.attach(kid, low, draft.relations[kid])
    if 0 <= subject != high and draft.heads[subject] != low:
        draft.attach(subject, low, "nsubj")
    elif draft.heads[subject] == low and subject >= 0 and not draft.relations[subject].startswith("nsubj"):
        draft.relations[subject] = "nsubj"
