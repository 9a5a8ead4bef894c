"""What the tables know better than the parser: gerunds and finite verbs it took for adjectives, and subjects it took for conjuncts."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from saksi.reading.document import Match, Parse
from saksi.reading.predicates import Words
from saksi.tables import ReportingCue

GERUND = "ing"
GOING = "noun:go-verb"  # verbs that take no object: march, flee
PAST = frozenset({"past", "s"})
NEAR = 5  # tokens between a verb and the object it was made a modifier of
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
CLAUSAL = frozenset({"amod", "compound"})
NOMINAL_KIDS = ("det", "amod", "nmod", "nummod", "compound")  # what a noun has and a verb has not
LISTED = frozenset({"conj", "flat", "compound"})
NAMED = frozenset({"flat", "compound", "nmod"})
ROLES = "titles"
CUES = "reporting"
COMPLEMENTS = frozenset({"xcomp", "ccomp", "advcl", "conj"})
VERB_TABLES = frozenset({"events", "reporting", "modality"})


@dataclass(slots=True)
class _Draft:
    """A parse being mended; ``kids``: head -> its dependents in order."""

    upos: list[str]
    heads: list[int]
    relations: list[str]
    kids: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for token, head in enumerate(self.heads):
            self.kids.setdefault(head, []).append(token)

    def attach(self, token: int, head: int, relation: str) -> None:
        self.kids[self.heads[token]].remove(token)
        insort(self.kids.setdefault(head, []), token)
        self.heads[token] = head
        self.relations[token] = relation

    def dependents(self, head: int) -> tuple[int, ...]:
        return tuple(self.kids.get(head, ()))

    def has(self, head: int, *relations: str) -> bool:
        found = (self.relations[kid] for kid in self.kids.get(head, ()))
        return any(r in relations or (":" in r and r.split(":")[0] in relations) for r in found)


def mend(parse: Parse, words: Words, matches: Sequence[Match]) -> Parse:
    """The parse with impossible readings repaired; the parse itself when there is none."""
    draft = _Draft(list(parse.upos), list(parse.heads), list(parse.relations))
    _mistaken_for_nouns(draft, words, matches)
    _tells(draft, words, matches)
    pasts = {m.first for m in matches if m.feature in PAST and m.table in VERB_TABLES}
    gerunds = {m.first for m in matches if m.feature == GERUND and m.table in VERB_TABLES}
    cues = {i for m in matches if m.table == CUES for i in range(m.first, m.last + 1)}
    for m in matches:
        if m.table == ROLES and m.last > m.first:
            _no_predicate(draft, m.first, m.last)
    for time in [i for i, relation in enumerate(draft.relations) if relation == "obl" and words.has(i, "time")]:
        _names_behind_time(draft, words, time)
    for i, pos in enumerate(tuple(draft.upos)):
        if draft.relations[i] == "obl" and (pos in ("SYM", "NUM") or _counted(draft, words, i) or _adjacent(draft, i)):
            _amount(draft, words, i)
        if words.has(i, "sub:cond") and pos in NOMINAL:
            _condition(draft, i)
        if pos != "VERB":
            continue
        _listed_subject(draft, i)
        if draft.relations[i] == "xcomp":
            _adverb_before(draft, words, i)
        _means_first(draft, words, i)
        if draft.relations[i] in ("advcl", "conj"):
            _told_clause(draft, words, i, cues)
        elif draft.relations[i] == "xcomp" and any(words.has(k, "sub:cause") for k in draft.dependents(i)):
            draft.relations[i] = "advcl"  # "failed because Mali refused": the refusal did not fail
        if draft.relations[i] in CLAUSAL and i < draft.heads[i] <= i + NEAR:
            if i in gerunds and _takes_object(draft, words, i):
                _gerund(draft, words, i)
            elif draft.has(i, "nsubj", "aux", "aux:pass"):
                _finite(draft, i)
            elif i in pasts and _interrupted(draft, words, i):
                _main_verb(draft, i)
        elif i in pasts and draft.relations[i] == "acl" and _verb_of_root(draft, words, i):
            _subject_at_root(draft, i)
        elif draft.relations[i] in ("advcl", "xcomp", "acl", "ccomp") and not draft.has(i, "nsubj"):
            _for_to(draft, words, i)
        elif i in gerunds and draft.relations[i] in ("obl", "nmod") and not draft.has(i, *NOMINAL_KIDS):
            _clause_of_preposition(draft, i)
        if draft.relations[i] in ("conj", "root", "ccomp", "parataxis", "advcl", "acl:relcl") and not draft.has(i, "nsubj", "csubj"):
            _subject_behind_cue(draft, i)
            _subject_behind_comma(draft, words, i)
            if not draft.has(i, "nsubj"):
                _subject(draft, words, i)
            if draft.relations[i] == "advcl" and i in pasts and not draft.has(i, "nsubj"):
                _subject_of_time_clause(draft, words, i)
    for cue in {m.last for m in matches if m.table == CUES and draft.upos[m.last] == "VERB"}:
        _adverbial_of_content(draft, cue)
    mended = Parse(tuple(draft.upos), tuple(draft.heads), tuple(draft.relations))
    return parse if mended == parse else mended


def _listed_subject(draft: _Draft, verb: int) -> None:
    """The last of a list of names is no subject of its own: "Japan, Britain | and the European Union | banned"."""
    subject = next((k for k in draft.dependents(verb) if k < verb and draft.relations[k] == "nsubj"), -1)
    last = max((k for k in draft.dependents(verb) if k < verb and draft.relations[k] == "nsubj"), default=-1)
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


def _means_first(draft: _Draft, words: Words, verb: int) -> None:
    """The means between a subject and its verb is not what the subject does: "rebels | with [using light planes] | bombed"."""
    kids = draft.dependents(verb)
    marks = [k for k in kids if draft.relations[k] in ("mark", "case") and k < verb and words.any(k, "prep:")]
    subjects = [k for k in kids if marks and draft.relations[k].startswith("nsubj") and k < marks[0]]
    main = next(
        (k for k in kids if k > verb and draft.upos[k] == "VERB" and draft.relations[k] == "xcomp" and not draft.has(k, "mark")), -1
    )
    if not subjects or main < 0:
        return
    draft.attach(main, draft.heads[verb], draft.relations[verb])
    draft.attach(verb, main, "advcl")
    for subject in subjects:
        draft.attach(subject, main, draft.relations[subject])


def _told_clause(draft: _Draft, words: Words, verb: int, cues: Collection[int]) -> None:
    """What a reporting verb and "that" open is told, no circumstance of the telling: "menegaskan | bahwa Peru memasok"."""
    above = draft.heads[verb]
    marks = [k for k in draft.dependents(verb) if draft.relations[k] == "mark" and k < verb]
    opened = above < verb and any(words.has(k, "comp") for k in marks) and not any(words.any(k, "sub:") for k in marks)
    if opened and above in cues and draft.upos[above] == "VERB" and not draft.has(verb, "cc"):
        draft.relations[verb] = "ccomp"


def _names_behind_time(draft: _Draft, words: Words, time: int) -> None:
    """Names that the parser joined to a time in front of them are subjects: "On Monday, | Chile and Peru closed"."""
    verb = draft.heads[time]
    names = [k for k in draft.dependents(time) if draft.relations[k] == "conj" and draft.upos[k] == "PROPN" and time < k < verb]
    subjects = [k for k in draft.dependents(verb) if draft.relations[k].startswith("nsubj") and k < verb]
    if not names or draft.upos[verb] != "VERB" or any(words.has(k, "time") for k in names) or any(k < names[0] for k in subjects):
        return
    passive = draft.has(verb, "aux:pass") or any(draft.relations[k] == "nsubj:pass" for k in subjects)
    draft.attach(names[0], verb, "nsubj:pass" if passive else "nsubj")
    for other in (*names[1:], *(k for k in subjects if k > names[0])):
        draft.attach(other, names[0], "conj")


def _adverbial_of_content(draft: _Draft, cue: int) -> None:
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


def _condition(draft: _Draft, word: int) -> None:
    """A word of condition that the tagger took for a noun with a name behind it: "asalkan | Israel mengakui"."""
    verb = draft.heads[word]
    named = [k for k in draft.dependents(word) if draft.upos[k] in NOMINAL]
    if draft.relations[word] != "nsubj" or draft.upos[verb] != "VERB" or len(named) != 1:
        return
    draft.upos[word] = "SCONJ"
    draft.attach(word, verb, "mark")
    draft.attach(named[0], verb, "nsubj")


def _adverb_before(draft: _Draft, words: Words, verb: int) -> None:
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


def _no_predicate(draft: _Draft, first: int, last: int) -> None:
    """A word of a role is not what its first word does: "orang bersenjata | menyerang" is one who carries arms and attacks."""
    said = draft.heads[first]
    if not (first < said <= last and draft.relations[first].startswith("nsubj")):
        return
    verb = next((k for k in draft.dependents(said) if k > last and draft.upos[k] == "VERB" and draft.relations[k] in COMPLEMENTS), -1)
    if verb < 0:
        return
    draft.attach(verb, draft.heads[said], draft.relations[said])
    for kid in draft.dependents(said):
        draft.attach(kid, verb, draft.relations[kid])
    draft.attach(said, first, "amod")


def _mistaken_for_nouns(draft: _Draft, words: Words, matches: Sequence[Match]) -> None:
    """Verbs of acts that the tagger took for nouns: "denied | bombing Mali", "if Chad | bombs Mali"."""
    for m in matches:
        i = m.first
        if m.table != "events" or m.last != i or draft.upos[i] != "NOUN" or not 0 < i < len(draft.upos) - 1:
            continue
        if (
            m.feature == GERUND
            and draft.upos[i + 1] in ("PROPN", "DET")
            and (draft.upos[i - 1] == "VERB" or {"of", "for", "from"} & set(words.slots_of(i - 1)))
        ):
            draft.upos[i] = "VERB"
            if draft.heads[i] != i + 1:  # else it is mended as a gerund that modifies its object
                draft.relations[i] = "xcomp" if draft.upos[i - 1] == "VERB" else "obl"
                if draft.heads[i + 1] == draft.heads[i] and draft.upos[i + 1] == "PROPN":
                    draft.attach(i + 1, i, "obj")
        elif m.feature == "s" and draft.upos[i - 1] == "PROPN" and draft.upos[i + 1] in ("PROPN", "DET", "PRON"):
            opener = _clause_opener(draft, words, i)
            if opener >= 0:
                _finite_noun(draft, words, i, opener)


def _tells(draft: _Draft, words: Words, matches: Sequence[Match]) -> None:
    """Verbs of speech that the tagger took for the noun of a sentence without a verb: "supporters | claim that the vote was rigged"."""
    for m in matches:
        i = m.first
        if m.table != CUES or m.last != i or draft.upos[i] != "NOUN" or draft.relations[i] != "root" or not 0 < i < len(draft.upos) - 2:
            continue
        row = m.row
        if not isinstance(row, ReportingCue) or row.pos != "verb" or m.feature not in ("s", "base") or not words.has(i + 1, "comp"):
            continue
        if draft.upos[i - 1] in ("NOUN", "PROPN") and not any(words.any(k, "sub:") for k in range(i)) and not draft.has(i, "cop", "case"):
            _finite_root(draft, i)


def _finite_root(draft: _Draft, verb: int) -> None:
    """The noun before the verb becomes its subject, what the parser hung on the verb as on a noun goes to that subject."""
    draft.upos[verb] = "VERB"
    subject = verb - 1
    while draft.heads[subject] != verb and 0 <= draft.heads[subject] < verb:
        subject = draft.heads[subject]
    for kid in draft.dependents(verb):
        if kid < verb and kid != subject and draft.relations[kid].split(":")[0] in (*NOMINAL_KIDS, "acl"):
            draft.attach(kid, subject, draft.relations[kid])
        elif kid > verb and draft.relations[kid] in ("acl", "acl:relcl", "appos"):
            draft.attach(kid, verb, "ccomp")
    draft.attach(subject, verb, "nsubj")


def _clause_opener(draft: _Draft, words: Words, verb: int) -> int:
    """The subordinator or complementiser left of a supposed verb, with no verb between; -1 when there is none."""
    for i in range(verb - 1, -1, -1):
        if any(words.any(i, kind) for kind in ("sub:", "comp")):
            return i
        if draft.upos[i] in ("VERB", "AUX", "PUNCT", "ADP"):
            return -1
    return -1


def _finite_noun(draft: _Draft, words: Words, verb: int, opener: int) -> None:
    inside = range(opener, len(draft.upos))
    top = next((i for i in range(opener + 1, verb + 2) if draft.heads[i] not in inside), verb)
    above, subject = draft.heads[top], verb - 1
    while opener < draft.heads[subject] < verb:
        subject = draft.heads[subject]
    draft.upos[verb] = "VERB"
    draft.attach(verb, above, "advcl" if words.any(opener, "sub:") else "ccomp")
    draft.attach(subject, verb, "nsubj")
    draft.attach(opener, verb, "mark")
    behind = verb + 1
    loose = draft.heads[behind] <= verb or draft.relations[behind] in ("flat", "compound", "nmod", "conj")
    if loose and draft.upos[behind] != "DET":
        draft.attach(behind, verb, "obj")


def _adjacent(draft: _Draft, noun: int) -> bool:
    """A name right behind its verb: "may fund | Togo"."""
    return draft.upos[noun] == "PROPN" and draft.heads[noun] == noun - 1


def _counted(draft: _Draft, words: Words, noun: int) -> bool:
    """Whether the preposition before a noun is half of "at least", "up to": then there is none."""
    found = False
    for kid in draft.dependents(noun):
        if draft.relations[kid] == "case" and kid + 2 <= noun:
            word = next((k for k in (kid, kid + 1) if words.has(k, "quant") and words.has(k, "adv") and draft.upos[k + 1] == "NUM"), -1)
            if word >= 0:
                draft.relations[kid], draft.upos[kid] = "advmod", "ADV"
                found = True
    return found


def _amount(draft: _Draft, words: Words, token: int) -> None:
    """ "provided around | $ 400 million": what no preposition governs is the object."""
    verb = draft.heads[token]
    if not 0 <= verb < token or draft.upos[verb] != "VERB" or words.has(token, "time") or draft.has(verb, "obj"):
        return
    if not any(draft.relations[k] == "case" and draft.upos[k] == "ADP" for k in draft.dependents(token)):
        draft.attach(token, verb, "obj")


def _takes_object(draft: _Draft, words: Words, verb: int) -> bool:
    """Whether a form in -ing before a noun is a verb with its object: behind a preposition or a verb ("of shelling towns",
    "denied attacking Iran"), with no article and no noun that may itself be doing it ("by attacking troops")."""
    before = verb - 1
    while before >= 0 and draft.upos[before] == "ADV":
        before -= 1
    noun = draft.heads[verb]
    if before < 0 or words.has(noun, "noun:troops") or words.has(noun, "noun:rebel"):
        return False
    return draft.upos[before] == "VERB" or any(words.any(before, kind) for kind in ("prep:", "sub:"))


def _gerund(draft: _Draft, words: Words, verb: int) -> None:
    noun = draft.heads[verb]
    opener = next((i for i in range(verb - 1, -1, -1) if draft.upos[i] != "ADV"), -1)
    behind_preposition = opener >= 0 and draft.upos[opener] != "VERB"
    draft.attach(verb, draft.heads[noun], "advcl" if behind_preposition else "xcomp")
    draft.attach(noun, verb, "obj")
    for kid in draft.dependents(noun):
        if kid < verb and draft.relations[kid] in ("case", "mark", "advmod"):
            draft.attach(kid, verb, "mark" if kid == opener else "advmod")


def _for_to(draft: _Draft, words: Words, verb: int) -> None:
    """ "called for | Israel to end the war": the noun between the two words does it."""
    opener = verb - 1
    while opener > 0 and draft.upos[opener] == "ADV":
        opener -= 1
    if opener < 2 or not words.has(opener, "inf"):
        return
    head = _head_of_name(draft, opener - 1, verb)
    if head < 0 or draft.upos[opener - 1] not in NOMINAL or draft.relations[head] not in ("obl", "nmod"):
        return
    marks = [k for k in draft.dependents(head) if draft.relations[k] == "case" and k < head and "for" in words.slots_of(k)]
    if not marks:
        return
    above = draft.heads[head]
    draft.attach(head, verb, "nsubj")
    draft.attach(marks[0], verb, "mark")
    draft.attach(verb, above, "ccomp" if above >= 0 and draft.upos[above] == "VERB" else "acl")


def _interrupted(draft: _Draft, words: Words, verb: int) -> bool:
    """Whether a sentence without a verb has one here: "Japan on Friday | lifted sanctions"."""
    root = next((i for i, h in enumerate(draft.heads) if h < 0), -1)
    return 0 <= root < verb and draft.upos[root] in NOMINAL and words.has(verb - 1, "time")


def _verb_of_root(draft: _Draft, words: Words, verb: int) -> bool:
    """Whether a past form behind a noun that has no verb is its verb: "hundreds of people | marched", "... | burned the flag". Without
    an object it is one only where nothing can be done to the noun; else a headline means a passive ("ten people killed")."""
    noun = draft.heads[verb]
    if not 0 <= noun < verb or draft.heads[noun] >= 0 or draft.upos[noun] not in NOMINAL or draft.has(verb, "mark", "aux", "nsubj"):
        return False
    return (draft.has(verb, "obj") or words.has(verb, GOING)) and not draft.has(noun, "nsubj", "cop", "parataxis", "acl:relcl")


def _subject_at_root(draft: _Draft, verb: int) -> None:
    noun = draft.heads[verb]
    draft.attach(verb, -1, "root")
    draft.attach(noun, verb, "nsubj")
    for kid in draft.dependents(noun):
        if kid > verb:
            draft.attach(kid, verb, draft.relations[kid])


def _main_verb(draft: _Draft, verb: int) -> None:
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


def _clause_of_preposition(draft: _Draft, verb: int) -> None:
    """ "for | jailing bloggers": a clause, not a noun phrase."""
    draft.relations[verb] = "advcl"
    for kid in draft.dependents(verb):
        if kid < verb and draft.relations[kid] == "case":
            draft.relations[kid] = "mark"


def _finite(draft: _Draft, verb: int) -> None:
    """A verb with a subject of its own is no adjective: "that the US | cancel plans"."""
    noun = draft.heads[verb]
    above = draft.heads[noun]
    relation = draft.relations[noun]
    draft.attach(verb, above, "ccomp" if relation in ("obj", "obl", "nsubj", "xcomp") and above >= 0 else relation)
    draft.attach(noun, verb, "obj")
    for kid in draft.dependents(noun):
        if kid < verb:
            draft.attach(kid, verb, draft.relations[kid] if draft.relations[kid] in ("mark", "aux", "advmod", "nsubj") else "dep")


def _subject(draft: _Draft, words: Words, verb: int) -> None:
    """ "X condemned the raid and Y | demanded ...": what stands between the coordinator and a finite verb is its subject; of a list
    behind a subordinator ("after A, B and C called"), the whole list."""
    last = verb - 1
    while last >= 0 and draft.upos[last] in ("AUX", "ADV", "PART") and not words.has(last, "inf"):
        last -= 1
    if last < 1 or draft.upos[last] not in NOMINAL or words.has(last, "time") or words.has(last, "rel"):
        return
    head = _head_of_name(draft, last, verb)
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


def _subject_behind_comma(draft: _Draft, words: Words, verb: int) -> None:
    """ "After weeks of tension, | A and B met": a subject that the parser joined to the last noun of what stands in front."""
    last = verb - 1
    while last >= 0 and draft.upos[last] in ("AUX", "ADV", "PART") and not words.has(last, "inf"):
        last -= 1
    top = last
    while 0 <= draft.heads[top] < top and (draft.relations[top] in NAMED or (draft.relations[top] == "conj" and draft.has(top, "cc"))):
        top = draft.heads[top]
    above, relation = draft.heads[top], draft.relations[top].split(":")[0]
    if top == last or not 0 <= above < top - 1 or draft.upos[top - 1] != "PUNCT" or draft.upos[last] not in NOMINAL:
        return
    fronted = {"conj": draft.heads[above], "nsubj": above}.get(relation, -1)
    if 0 <= fronted <= above and draft.upos[fronted] == "VERB" and not draft.has(verb, "nsubj"):
        draft.attach(top, verb, "nsubj")


def _subject_behind_cue(draft: _Draft, verb: int) -> None:
    """ "The ministry said | troops shelled a village": of two subjects tied to the verb above, the one behind it is this verb's."""
    above = draft.heads[verb]
    if not 0 <= above < verb or draft.upos[above] != "VERB" or draft.relations[verb] not in ("ccomp", "conj", "parataxis"):
        return
    subjects = [k for k in draft.dependents(above) if draft.relations[k] == "nsubj"]
    behind = [k for k in subjects if above < k < verb]
    between = range(above + 1, verb)
    if len(behind) != 1 or len(subjects) < 2 or any(draft.upos[i] == "VERB" for i in between) or _breaks(draft, between):
        return
    draft.attach(behind[0], verb, "nsubj")
    draft.attach(verb, above, "ccomp")


def _breaks(draft: _Draft, between: range) -> bool:
    """A mark between a cue and a verb: what stands there is not one noun phrase."""
    return any(draft.upos[i] == "PUNCT" for i in between)


def _subject_of_time_clause(draft: _Draft, words: Words, verb: int) -> None:
    """ "days after the leaders of A and B, allies of C, | called": what the parser took for "after the leaders" is a clause."""
    for k in range(verb - 1, -1, -1):
        if draft.upos[k] in ("VERB", "AUX"):
            return
        head = draft.heads[k]
        if words.any(k, "sub:") and draft.relations[k] in ("case", "mark") and k < head < verb and draft.upos[head] in NOMINAL:
            draft.attach(head, verb, "nsubj")
            draft.attach(k, verb, "mark")
            return


def _head_of_name(draft: _Draft, last: int, verb: int) -> int:
    """The head of the name or noun that ends at ``last``, -1 when it is part of something longer."""
    head = last
    while 0 <= draft.heads[head] < verb and draft.upos[draft.heads[head]] in NOMINAL and draft.relations[head] != "conj":
        if abs(draft.heads[head] - head) > NEAR or draft.relations[head] not in ("flat", "compound", "amod", "nmod", "appos"):
            return -1
        head = draft.heads[head]
    return head
