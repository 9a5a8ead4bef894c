"""Times tied to the wrong word."""

from __future__ import annotations

from saksi.reading.mend.draft import NOMINAL, Draft
from saksi.reading.predicates import Words

TIED = frozenset({"appos", "nmod", "flat", "compound", "conj", "dep"})
EMBEDDED = ("acl", "advcl", "ccomp")  # clauses inside the one that a day at the end belongs to


def day_at_end(draft: Draft, words: Words, day: int) -> None:
    """A day behind the last comma dates the sentence, not the name in front of it: "expelled ships that entered the bay, | Friday"."""
    if day < 3 or draft.upos[day - 1] != "PUNCT" or draft.relations[day] not in TIED or not _ends_sentence(draft, words, day):
        return
    noun = draft.heads[day]
    if not 0 <= noun < day or draft.upos[noun] not in NOMINAL or words.has(noun, "time"):
        return
    at, verb = draft.heads[noun], -1
    while at >= 0:
        if draft.upos[at] == "VERB":
            verb = at
            if not draft.relations[at].startswith(EMBEDDED):
                break
        at = draft.heads[at]
    if verb >= 0:
        draft.attach(day, verb, "obl")


def _ends_sentence(draft: Draft, words: Words, day: int) -> bool:
    """Whether nothing but what belongs to the day stands behind it ("Jumat (25/10) malam waktu setempat")."""
    return all(draft.upos[i] == "PUNCT" or words.has(i, "time") or _below(draft, i, day) for i in range(day + 1, len(draft.upos)))


def _below(draft: Draft, token: int, top: int) -> bool:
    while token >= 0 and token != top:
        token = draft.heads[token]
    return token == top
