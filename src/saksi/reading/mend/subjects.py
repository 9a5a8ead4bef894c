"""Subjects that the parser took for conjuncts of something before them."""

from __future__ import annotations

from saksi.reading.mend.draft import NOMINAL, Draft, head_of_name
from saksi.reading.predicates import Words

JOINED = frozenset({"conj", "appos"})
LISTED = frozenset({"conj", "flat", "compound"})
NAMED = frozenset({"flat", "compound", "nmod"})


def listed_subject(draft: Draft, verb: int) -> None:
    """The last of a list of names is no subject of its own: "Japan, Britain | and the European Union | banned"."""
    subjects = [k for k in draft.dependents(verb) if k < verb and draft.relations[k] == "nsubj"]
    if not subjects:
        return
    subject, last = subjects[0], subjects[-1]
    first = min((k for k in draft.dependents(last) if k < last), default=last)
    if first < 3 or draft.upos[first - 1] != "CCONJ" or draft.upos[first - 2] != "PROPN":
        return
    if any(pos in ("VERB", "AUX", "SCONJ") for pos in draft.upos[:first]):
        return
    top = first - 2
    while draft.relations[top] in LISTED and draft.heads[top] < top and draft.upos[draft.heads[top]] == "PROPN":
        top = draft.heads[top]
    if top != subject or top == last:
        return
    draft.attach(last, top, "conj")
    draft.attach(first - 1, last, "cc")


def names_behind_time(draft: Draft, words: Words, time: int) -> None:
    """Names that the parser joined to a time in front of them are subjects: "On Monday, | Chile and Peru closed"."""
    verb = draft.heads[time]
    names = [k for k in draft.dependents(time) if draft.relations[k] in JOINED and draft.upos[k] == "PROPN" and time < k < verb]
    subjects = [k for k in draft.dependents(verb) if draft.relations[k].startswith("nsubj") and k < verb and k != time]
    if not names or draft.upos[verb] != "VERB" or any(words.has(k, "time") for k in names) or any(k < names[0] for k in subjects):
        return
    passive = draft.has(verb, "aux:pass") or any(draft.relations[k] == "nsubj:pass" for k in subjects)
    draft.attach(names[0], verb, "nsubj:pass" if passive else "nsubj")
    for other in (*names[1:], *(k for k in subjects if k > names[0])):
        draft.attach(other, names[0], "conj")
    draft.relations[time] = "obl"


def conjoined_subject(draft: Draft, words: Words, verb: int) -> None:
    """ "X condemned the raid and Y | demanded ...": what stands between the coordinator and a finite verb is its subject; of a list
    behind a subordinator ("after A, B and C called"), the whole list."""
    last = verb - 1
    while last >= 0 and draft.upos[last] in ("AUX", "ADV", "PART") and not words.has(last, "inf"):
        last -= 1
    if last < 1 or draft.upos[last] not in NOMINAL or words.has(last, "time") or words.has(last, "rel"):
        return
    head = head_of_name(draft, last, verb)
    if head < 0 or draft.relations[head] != "conj" or not draft.heads[head] < head:
        return
    list_head = draft.heads[head]
    first = min([head, *(k for k in draft.dependents(head) if draft.relations[k] in ("compound", "amod", "det", "nummod"))])
    opener = first - 1
    if opener < 1 or not words.has(opener, "cc") or draft.relations[list_head] in ("nsubj", "nsubj:pass"):
        return
    openers = [k for k in draft.dependents(list_head) if draft.relations[k] in ("case", "mark") and k < list_head]
    if any(words.any(k, "sub:") for k in openers):
        draft.attach(list_head, verb, "nsubj")
        for k in openers:
            draft.attach(k, verb, "mark")
    elif not openers and any(draft.upos[i] == "VERB" for i in range(opener)):
        draft.attach(head, verb, "nsubj")
        draft.attach(opener, verb, "cc")


def subject_behind_comma(draft: Draft, words: Words, verb: int) -> None:
    """ "After weeks of tension, | A and B met": a subject that the parser joined to the last noun of what stands in front."""
    last = verb - 1
    while last >= 0 and draft.upos[last] in ("AUX", "ADV", "PART") and not words.has(last, "inf"):
        last -= 1
    top = last
    while 0 <= draft.heads[top] < top and (draft.relations[top] in NAMED or (draft.relations[top] == "conj" and draft.has(top, "cc"))):
        top = draft.heads[top]
    above, relation = draft.heads[top], draft.relations[top].split(":")[0]
    if relation == "conj" and 0 <= above < top - 1 and draft.upos[top - 1] == "PUNCT" and _fronts(draft, above, verb):
        draft.attach(top, verb, "nsubj")
        return
    if top == last or not 0 <= above < top - 1 or draft.upos[top - 1] != "PUNCT" or draft.upos[last] not in NOMINAL:
        return
    fronted = {"conj": draft.heads[above], "nsubj": above}.get(relation, -1)
    if 0 <= fronted <= above and draft.upos[fronted] == "VERB" and not draft.has(verb, "nsubj"):
        draft.attach(top, verb, "nsubj")


def subject_behind_determiner(draft: Draft, verb: int) -> None:
    """ "Dalam serangan itu | dua orang tewas": behind the determiner of a phrase in front, the noun before a verb is its subject."""
    last = verb - 1
    while last >= 0 and draft.upos[last] in ("AUX", "ADV", "PART"):
        last -= 1
    top = last
    while 0 < draft.heads[top] < top and draft.relations[top] in NAMED and draft.upos[_first_of(draft, top) - 1] != "DET":
        top = draft.heads[top]
    front, first = draft.heads[top], _first_of(draft, top)
    closes = first > 0 and draft.upos[first - 1] == "DET" and draft.heads[first - 1] == front < first - 1
    if not closes or draft.upos[top] not in NOMINAL or draft.relations[top] not in NAMED or draft.has(top, "case"):
        return
    if draft.heads[front] == verb and draft.relations[front] == "obl" and draft.has(front, "case"):
        draft.attach(top, verb, "nsubj")


def _first_of(draft: Draft, noun: int) -> int:
    """The first token of a noun with its number and what describes it in front."""
    return min([noun, *(k for k in draft.dependents(noun) if draft.relations[k] in ("nummod", "det", "amod"))])


def _fronts(draft: Draft, token: int, verb: int) -> bool:
    """Whether a token stands in the adverbial that opens the sentence: "According to officials of Mali, | Chad and Niger will hold"."""
    at = token
    while 0 <= draft.heads[at] < verb and draft.relations[at] in ("nmod", "flat", "compound", "conj", "appos", "nmod:poss", "obl"):
        at = draft.heads[at]
    opens = draft.upos[0] == "ADP" or draft.relations[0] == "case"
    return opens and draft.heads[at] == verb and draft.relations[at] == "obl" and not draft.has(verb, "aux:pass", "nsubj:pass")


def subject_behind_cue(draft: Draft, verb: int, *, told: bool) -> None:
    """ "The ministry said | troops shelled a village": of two subjects tied to the verb above, the one behind it is this verb's.

    ``told``: whether the verb above tells something; what stands behind another is its object, and a participle says more of it
    ("arrested [three men | suspected of spying]").
    """
    above = draft.heads[verb]
    if not 0 <= above < verb or draft.upos[above] != "VERB" or draft.relations[verb] not in ("ccomp", "conj", "parataxis"):
        return
    subjects = [k for k in draft.dependents(above) if draft.relations[k] == "nsubj"]
    behind = [k for k in subjects if above < k < verb]
    between = range(above + 1, verb)
    if len(behind) != 1 or len(subjects) < 2 or any(draft.upos[i] == "VERB" for i in between) or _breaks(draft, between):
        return
    if not told and behind[0] == verb - 1 and not draft.has(above, "obj"):
        draft.relations[behind[0]] = "obj"
        draft.attach(verb, behind[0], "acl")
        return
    draft.attach(behind[0], verb, "nsubj")
    draft.attach(verb, above, "ccomp")


def _breaks(draft: Draft, between: range) -> bool:
    """A mark between a cue and a verb: what stands there is not one noun phrase."""
    return any(draft.upos[i] == "PUNCT" for i in between)


def subject_of_time_clause(draft: Draft, words: Words, verb: int) -> None:
    """ "days after the leaders of A and B, allies of C, | called": what the parser took for "after the leaders" is a clause."""
    for k in range(verb - 1, -1, -1):
        if draft.upos[k] in ("VERB", "AUX"):
            return
        head = draft.heads[k]
        if words.any(k, "sub:") and draft.relations[k] in ("case", "mark") and k < head < verb and draft.upos[head] in NOMINAL:
            draft.attach(head, verb, "nsubj")
            draft.attach(k, verb, "mark")
            return


def number_subject(draft: Draft, words: Words, verb: int) -> None:
    """ "Told the council | about 18 were killed | and 35 injured": a number right before a verb is how many it befell."""
    last = verb - 1
    while last > 0 and draft.upos[last] == "AUX":
        last -= 1
    counts = last > 0 and draft.upos[last] == "NUM" and not words.has(last, "time")
    if counts and draft.relations[last] in ("nmod", "conj", "obl", "nummod") and draft.heads[last] < last and not draft.has(last, "case"):
        passive = draft.has(verb, "aux:pass") or draft.relations[last] == "conj"
        draft.attach(last, verb, "nsubj:pass" if passive else "nsubj")


def subject_behind_aside(draft: Draft, verb: int) -> None:
    """ "He said | the army, seeking rebels, | had left": the parser took the subject of what is told for the object of the telling."""
    above, end = draft.heads[verb], _end_of_aside(draft, verb)
    if end < 0 or draft.relations[verb] != "ccomp" or not 0 <= above < verb:
        return
    told = [k for k in draft.dependents(above) if draft.relations[k] == "obj" and above < k < end and draft.upos[k] in NOMINAL]
    if told:
        draft.attach(told[0], verb, "nsubj")


def subject_behind_how(draft: Draft, words: Words, verb: int) -> None:
    """ "To show how | the army, seeking rebels, | had left": the parser gave the subject to the verb before "how"."""
    end = _end_of_aside(draft, verb)
    noun = next((k for k in range(2, end) if draft.relations[k] == "nsubj" and _asked_how(draft, words, k)), -1)
    if noun >= 0:
        draft.attach(verb, draft.heads[noun], "ccomp")
        draft.attach(noun, verb, "nsubj")


def _end_of_aside(draft: Draft, verb: int) -> int:
    """The mark right before a verb without a subject, -1 if none stands there."""
    before = verb - 1
    while before > 0 and draft.upos[before] == "AUX":
        before -= 1
    return before if draft.upos[before] == "PUNCT" and not draft.has(verb, "mark", "nsubj", "cc") else -1


def _asked_how(draft: Draft, words: Words, noun: int) -> bool:
    """A subject right of its verb, with a word like "how" between them."""
    above = draft.heads[noun]
    return 0 <= above < noun and draft.upos[above] == "VERB" and any(words.has(i, "whcomp") for i in range(above + 1, noun))
