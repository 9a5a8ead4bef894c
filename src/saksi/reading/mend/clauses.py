"""Clauses tied to the wrong word, or taken for modifiers of a noun."""

from __future__ import annotations

from collections.abc import Collection

from saksi.reading.mend.draft import NOMINAL, Draft, head_of_name
from saksi.reading.predicates import Words
from saksi.tables import ModalWord

BECOMING = "noun:become-verb"  # "menjadi": what comes of what is done
GOING = "noun:go-verb"  # verbs that take no object: march, flee


def means_first(draft: Draft, words: Words, verb: int) -> None:
    """The means between a subject and its verb is not what the subject does: "rebels | with [using light planes] | bombed"."""
    kids = draft.dependents(verb)
    marks = [k for k in kids if k < verb and draft.relations[k] in ("mark", "case") and words.any(k, "prep:")]
    if not marks:
        return
    subjects = [k for k in kids if draft.relations[k].startswith("nsubj") and k < marks[0]]
    main = next(
        (k for k in kids if k > verb and draft.upos[k] == "VERB" and draft.relations[k] == "xcomp" and not draft.has(k, "mark")), -1
    )
    if not subjects or main < 0:
        return
    draft.attach(main, draft.heads[verb], draft.relations[verb])
    draft.attach(verb, main, "advcl")
    for subject in subjects:
        draft.attach(subject, main, draft.relations[subject])


def inverted_auxiliary(draft: Draft, words: Words) -> None:
    """An auxiliary that opens a condition is no verb of its own: "| Had Mali agreed, Niger would have helped"."""
    verb = next((k for k in draft.dependents(0) if draft.upos[k] == "VERB" and draft.relations[k] in ("ccomp", "xcomp", "advcl")), -1)
    if verb < 0 or draft.upos[0] not in ("VERB", "AUX") or draft.heads[0] >= 0 or not draft.has(verb, "nsubj"):
        return
    main = next((k for k in draft.dependents(verb) if k > verb and draft.upos[k] == "VERB" and draft.has(k, "aux", "nsubj")), -1)
    draft.upos[0] = "AUX"
    draft.attach(verb, -1, "root")
    draft.attach(0, verb, "aux")
    if main > 0:
        draft.attach(main, -1, "root")
        draft.attach(verb, main, "advcl")


def ready_to(draft: Draft, verb: int) -> None:
    """What somebody stands or seems ready to do, he does himself: "Mali stands ready | to help" hangs on the verb."""
    said = draft.heads[verb]
    above = draft.heads[said] if said >= 0 else -1
    if (
        above >= 0
        and draft.upos[said] == "ADJ"
        and draft.relations[said] == "xcomp"
        and draft.upos[above] == "VERB"
        and above < said < verb
    ):
        draft.attach(verb, above, "xcomp")


def headline_to(draft: Draft, words: Words, verb: int) -> None:
    """A name and an infinitive are a headline: "Nigeria | to send troops" is what it will do."""
    name, opener = draft.heads[verb], verb - 1
    if (
        name < 0
        or draft.heads[name] >= 0
        or draft.upos[name] != "PROPN"
        or not words.has(opener, "inf")
        or draft.upos[opener - 1] != "PROPN"
    ):
        return
    if any(pos in ("VERB", "AUX") for pos in draft.upos[:verb]) or draft.has(name, "cop", "nsubj", "case"):
        return
    subject_at_root(draft, verb)


def behind_result(draft: Draft, words: Words, verb: int) -> None:
    """What is joined behind a result goes on with the main verb: "raised duties | to become 84 percent | and froze assets"."""
    become = draft.heads[verb]
    main = draft.heads[become] if become >= 0 else -1
    tied = draft.relations[verb] == "conj" and draft.relations[become] in ("xcomp", "advcl") if main >= 0 else False
    if tied and words.has(become, BECOMING) and main < become < verb and draft.upos[main] == "VERB" and not draft.has(verb, "nsubj"):
        draft.attach(verb, main, "conj")


def told_clause(draft: Draft, words: Words, verb: int, cues: Collection[int]) -> None:
    """What a reporting verb and "that" open is told, no circumstance of the telling: "menegaskan | bahwa Peru memasok"."""
    above = draft.heads[verb]
    marks = [k for k in draft.dependents(verb) if draft.relations[k] == "mark" and k < verb]
    opened = above < verb and any(words.has(k, "comp") for k in marks) and not any(words.any(k, "sub:") for k in marks)
    if opened and above in cues and draft.upos[above] == "VERB" and not draft.has(verb, "cc"):
        draft.relations[verb] = "ccomp"


def parallel_cue(draft: Draft, words: Words, verb: int, cues: Collection[int]) -> None:
    """Two clauses that "that" opens are told by one: "denied [that he knew] | and suggested [that others did]"."""
    told = draft.heads[verb]
    teller = draft.heads[told] if 0 <= told < verb else -1
    if draft.relations[told] != "ccomp" or not {verb, teller} <= set(cues) or verb + 1 >= len(draft.upos) or draft.has(verb, "nsubj"):
        return
    opened = any(words.has(k, "comp") for k in draft.dependents(told) if draft.relations[k] == "mark")
    if opened and words.has(verb + 1, "comp") and told not in cues:
        draft.attach(verb, teller, "conj")


def adverbial_of_content(draft: Draft, cue: int) -> None:
    """A clause left of the speaker belongs to what is said: "Mali will leave [if France stays], | the minister said"."""
    kids = draft.dependents(cue)
    speaker = min((k for k in kids if draft.relations[k].startswith("nsubj") and k < cue), default=-1)
    inside = [k for k in kids if draft.relations[k] == "ccomp" and k < speaker]
    content = inside[0] if inside else draft.heads[cue] if draft.relations[cue] == "parataxis" else -1
    if not 0 <= content < speaker:
        return
    for kid in kids:
        if draft.relations[kid] == "advcl" and kid < speaker and draft.has(kid, "mark"):
            draft.attach(kid, content, "advcl")


def adverb_before(draft: Draft, words: Words, verb: int) -> None:
    """An adverb of two words between an auxiliary and its verb is not what the subject is: "akan | secara aktif | mendukung"."""
    said = verb - 1
    if said < 1 or draft.heads[verb] != said or draft.upos[said] != "ADJ":
        return
    makers = [k for k in draft.dependents(said) if draft.relations[k] == "case" and words.has(k, "adv")]
    if not makers:
        return
    draft.attach(verb, draft.heads[said], draft.relations[said])
    for kid in draft.dependents(said):
        if kid not in makers:
            draft.attach(kid, verb, draft.relations[kid])
    draft.attach(said, verb, "advmod")


def takes_object(draft: Draft, words: Words, verb: int) -> bool:
    """Whether a form in -ing before a noun is a verb with its object: behind a preposition or a verb ("of shelling towns",
    "denied attacking Iran"), with no article and no noun that may itself be doing it ("by attacking troops")."""
    before = verb - 1
    while before >= 0 and draft.upos[before] == "ADV":
        before -= 1
    noun = draft.heads[verb]
    if before < 0 or words.has(noun, "noun:troops") or words.has(noun, "noun:rebel"):
        return False
    return draft.upos[before] == "VERB" or any(words.any(before, kind) for kind in ("prep:", "sub:"))


def gerund(draft: Draft, words: Words, verb: int) -> None:
    noun = draft.heads[verb]
    opener = next((i for i in range(verb - 1, -1, -1) if draft.upos[i] != "ADV"), -1)
    behind_preposition = opener >= 0 and draft.upos[opener] != "VERB"
    draft.attach(verb, draft.heads[noun], "advcl" if behind_preposition else "xcomp")
    draft.attach(noun, verb, "obj")
    for kid in draft.dependents(noun):
        if kid < verb and draft.relations[kid] in ("case", "mark", "advmod"):
            draft.attach(kid, verb, "mark" if kid == opener else "advmod")


def for_to(draft: Draft, words: Words, verb: int) -> None:
    """ "called for | Israel to end the war": the noun between the two words does it."""
    opener = verb - 1
    while opener > 0 and draft.upos[opener] == "ADV":
        opener -= 1
    if opener < 2 or not words.has(opener, "inf"):
        return
    own = opener - 1  # "the campaign for | Britain to leave": the noun has the word itself
    head = own if draft.has(own, "case") else head_of_name(draft, own, verb)
    if head < 0 or draft.upos[opener - 1] not in NOMINAL or draft.relations[head] not in ("obl", "nmod"):
        return
    marks = [k for k in draft.dependents(head) if draft.relations[k] == "case" and k < head and "for" in words.slots_of(k)]
    if not marks:
        return
    above = draft.heads[head]
    draft.attach(head, verb, "nsubj")
    draft.attach(marks[0], verb, "mark")
    draft.attach(verb, above, "ccomp" if above >= 0 and draft.upos[above] == "VERB" else "acl")


def interrupted(draft: Draft, words: Words, verb: int, causes: Collection[int]) -> bool:
    """Whether a sentence without a verb has one here: "Japan on Friday | lifted sanctions", "Israel and Mali | renewed talks", "the raid
    by Mali | angered Niger"."""
    root = next((i for i, h in enumerate(draft.heads) if h < 0), -1)
    if not 0 <= root < verb or draft.upos[root] not in NOMINAL:
        return False
    noun = draft.heads[verb]
    joined = draft.relations[noun] == "conj" and draft.heads[noun] == root and not draft.has(noun, "cc", "det", "nmod:poss", "case")
    led_to = (joined or verb in causes) and draft.upos[verb - 1] in ("NOUN", "PROPN") and not draft.has(root, "cop", "nsubj")
    return words.has(verb - 1, "time") or led_to


def told_past(draft: Draft, words: Words, verb: int) -> bool:
    """Whether a past form between a noun and the noun it was made a modifier of is what the first did to the second, in a sentence
    without a verb: "Serbia | eased emergency measures". Not behind an article or owner of the second: "the army led coalition"."""
    noun, before = draft.heads[verb], verb - 1
    while before > 0 and draft.upos[before] == "ADV":
        before -= 1
    if before < 0 or draft.upos[before] not in ("NOUN", "PROPN") or words.has(before, "time") or draft.has(noun, "nsubj", "cop", "aux"):
        return False
    if any(draft.relations[k] in ("det", "nmod:poss", "case", "nummod") and k < verb for k in draft.dependents(noun)):
        return False
    return draft.heads[noun] < 0 and head_of_run(draft, before, noun) >= 0


def head_of_run(draft: Draft, last: int, noun: int) -> int:
    """The head of the words in front of a verb that end at ``last`` and hang on ``noun``; -1 when more than one phrase does."""
    inside = range(last + 1)
    tops = [i for i in inside if draft.heads[i] not in inside and draft.relations[i] not in ("punct", "cc", "advmod")]
    heads = [i for i in tops if draft.upos[i] in NOMINAL]
    return max(heads) if heads and all(draft.heads[i] == noun for i in tops) else -1


def past_of_run(draft: Draft, verb: int) -> None:
    """The words in front of a verb become its subject, the noun it was made a modifier of its object."""
    noun = draft.heads[verb]
    before = verb - 1
    while draft.upos[before] == "ADV":
        before -= 1
    subject = head_of_run(draft, before, noun)
    draft.attach(verb, draft.heads[noun], draft.relations[noun])
    draft.attach(noun, verb, "obj")
    for kid in draft.dependents(noun):
        if kid < verb and kid != subject:
            draft.attach(
                kid, subject if draft.upos[kid] in (*NOMINAL, "ADJ") else verb, "compound" if kid < subject else draft.relations[kid]
            )
    draft.attach(subject, verb, "nsubj")


def verb_of_root(draft: Draft, words: Words, verb: int) -> bool:
    """Whether a past form behind a noun that has no verb is its verb: "hundreds of people | marched", "... | burned the flag". Without
    an object it is one only where nothing can be done to the noun; else a headline means a passive ("ten people killed")."""
    noun = subject_of_root(draft, verb)
    if not 0 <= noun < verb or draft.heads[noun] >= 0 or draft.upos[noun] not in NOMINAL or draft.has(verb, "mark", "aux", "nsubj"):
        return False
    active = draft.has(verb, "obj") or words.has(verb, GOING) or _demands(words, verb)
    return active and not draft.has(noun, "nsubj", "cop", "parataxis", "acl:relcl")


def _demands(words: Words, verb: int) -> bool:
    """ "Raila Odinga | called for the release": nobody is called for."""
    return any(isinstance(m.row, ModalWord) and m.row.effect == "demand" and m.first == verb < m.last for m in words.modal)


def subject_of_root(draft: Draft, verb: int) -> int:
    """The noun a verb hangs on; behind an apposition that a comma closes, the noun before it: "Peru, an ally of Chile, | called on"."""
    noun = draft.heads[verb]
    apposed = 0 <= noun < verb and draft.relations[noun] == "appos" and draft.upos[verb - 1] == "PUNCT"
    return draft.heads[noun] if apposed else noun


def subject_at_root(draft: Draft, verb: int) -> None:
    noun = subject_of_root(draft, verb)
    draft.attach(verb, -1, "root")
    draft.attach(noun, verb, "nsubj")
    for kid in draft.dependents(noun):
        if kid > verb:
            draft.attach(kid, verb, draft.relations[kid])


def main_verb(draft: Draft, verb: int) -> None:
    noun = draft.heads[verb]
    root = next(i for i, h in enumerate(draft.heads) if h < 0)
    draft.attach(verb, -1, "root")
    draft.attach(noun, verb, "obj")
    for kid in (*draft.dependents(noun), *draft.dependents(root)):
        if kid != verb and (kid < verb) == (draft.heads[kid] == noun):
            draft.attach(kid, verb, "obl" if draft.upos[kid] in NOMINAL and kid < verb else draft.relations[kid])
    for kid in draft.dependents(verb):
        if kid < verb and draft.relations[kid] == "case":
            draft.attach(kid, verb - 1, "case")
    draft.attach(root, verb, "nsubj")


def clause_of_preposition(draft: Draft, verb: int) -> None:
    """ "for | jailing bloggers": a clause, not a noun phrase."""
    draft.relations[verb] = "advcl"
    for kid in draft.dependents(verb):
        if kid < verb and draft.relations[kid] == "case":
            draft.relations[kid] = "mark"


def finite(draft: Draft, verb: int) -> None:
    """A verb with a subject of its own is no adjective: "that the US | cancel plans"."""
    noun = draft.heads[verb]
    above = draft.heads[noun]
    relation = draft.relations[noun]
    draft.attach(verb, above, "ccomp" if relation in ("obj", "obl", "nsubj", "xcomp") and above >= 0 else relation)
    draft.attach(noun, verb, "obj")
    for kid in draft.dependents(noun):
        if kid < verb:
            draft.attach(kid, verb, draft.relations[kid] if draft.relations[kid] in ("mark", "aux", "advmod", "nsubj") else "dep")
