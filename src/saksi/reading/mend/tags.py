"""Words whose part of speech the tagger missed: verbs of acts and of speech taken for nouns, words of condition, titles."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.reading.document import Match
from saksi.reading.mend.draft import CUES, GERUND, NOMINAL, NOMINAL_KIDS, Draft
from saksi.reading.predicates import Words
from saksi.tables import ReportingCue

BASE = "base"  # the form of a verb behind an auxiliary
COMPLEMENTS = frozenset({"xcomp", "ccomp", "advcl", "conj"})


def mistaken_for_nouns(draft: Draft, words: Words, matches: Sequence[Match]) -> None:
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


def mistaken_for_verbs(draft: Draft, words: Words, matches: Sequence[Match]) -> None:
    """Plurals behind a preposition that is written like the infinitive's mark: "respond to | attacks by Mali"; no infinitive ends so."""
    for m in matches:
        i = m.last
        if m.table != "nouns" or draft.upos[i] != "VERB" or i < 1 or m.feature != "pl" or not words.has(i - 1, "inf"):
            continue
        draft.upos[i], draft.upos[i - 1] = "NOUN", "ADP"
        draft.attach(i - 1, i, "case")
        above = draft.heads[i]
        draft.relations[i] = "nmod" if above >= 0 and draft.upos[above] in NOMINAL else "obl"
        for kid in draft.dependents(i):
            if draft.relations[kid] == "obl":
                draft.relations[kid] = "nmod"


def bare_verbs(draft: Draft, words: Words, matches: Sequence[Match]) -> None:
    """Verbs behind a modal auxiliary that the tagger took for nouns: "Mali must | end attacks"."""
    for i in {m.first for m in matches if m.feature == BASE and m.table in ("events", "reporting") and draft.upos[m.first] == "NOUN"}:
        before = i - 1
        while before > 0 and (draft.upos[before] == "ADV" or words.has(before, "neg")):
            before -= 1
        if (
            before < 1
            or draft.relations[before] != "aux"
            or draft.heads[before] != i
            or draft.has(i, "det", "case", "cop", "amod", "compound")
        ):
            continue
        draft.upos[i] = "VERB"
        above, behind = draft.heads[i], next((k for k in range(i + 1, len(draft.upos)) if draft.heads[k] <= i), -1)
        if behind == i + 1 and draft.heads[behind] == above and draft.relations[behind] == "obj" and draft.upos[behind] in NOMINAL:
            draft.attach(behind, i, "obj")


def tells(draft: Draft, words: Words, matches: Sequence[Match]) -> None:
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


def _finite_root(draft: Draft, verb: int) -> None:
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


def _clause_opener(draft: Draft, words: Words, verb: int) -> int:
    """The subordinator or complementiser left of a supposed verb, with no verb between; -1 when there is none."""
    for i in range(verb - 1, -1, -1):
        if any(words.any(i, kind) for kind in ("sub:", "comp")):
            return i
        if draft.upos[i] in ("VERB", "AUX", "PUNCT", "ADP"):
            return -1
    return -1


def _finite_noun(draft: Draft, words: Words, verb: int, opener: int) -> None:
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


def condition(draft: Draft, word: int) -> None:
    """A word of condition that the tagger took for a noun with a name behind it: "asalkan | Israel mengakui"."""
    verb = draft.heads[word]
    named = [k for k in draft.dependents(word) if draft.upos[k] in NOMINAL]
    if draft.relations[word] != "nsubj" or draft.upos[verb] != "VERB" or len(named) != 1:
        return
    draft.upos[word] = "SCONJ"
    draft.attach(word, verb, "mark")
    draft.attach(named[0], verb, "nsubj")


def no_predicate(draft: Draft, first: int, last: int) -> None:
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
