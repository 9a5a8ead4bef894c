"""What the tables know better than the parser: gerunds and finite verbs it took for adjectives, and subjects it took for conjuncts."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.frozen import record
from saksi.reading.document import Match, Parse
from saksi.reading.mend.asked import ASKING, asked_to
from saksi.reading.mend.clauses import (
    adverb_before,
    adverbial_of_content,
    behind_result,
    clause_of_preposition,
    finite,
    for_to,
    gerund,
    headline_to,
    interrupted,
    inverted_auxiliary,
    main_verb,
    means_first,
    parallel_cue,
    past_of_run,
    ready_to,
    subject_at_root,
    takes_object,
    told_clause,
    told_past,
    verb_of_root,
)
from saksi.reading.mend.draft import CUES, GERUND, NEAR, NOMINAL, NOMINAL_KIDS, Draft
from saksi.reading.mend.nouns import phrases_of_act_nouns
from saksi.reading.mend.objects import adjacent, amount, behind_manner, counted, result, some_of
from saksi.reading.mend.participles import of_noun_before, reduced_relative
from saksi.reading.mend.subjects import (
    conjoined_subject,
    listed_subject,
    names_behind_time,
    number_subject,
    subject_behind_aside,
    subject_behind_comma,
    subject_behind_cue,
    subject_behind_determiner,
    subject_behind_how,
    subject_of_time_clause,
)
from saksi.reading.mend.tags import bare_verbs, condition, mistaken_for_nouns, mistaken_for_verbs, no_predicate, tells
from saksi.reading.mend.times import day_at_end
from saksi.reading.mend.unease import thinks
from saksi.reading.predicates import RESULT, Words
from saksi.tables import ReportingCue, WordClass

FRONTED = frozenset({"obl", "nsubj"})  # what a time in front of the subject is tied as
PAST = frozenset({"past", "s"})
CLAUSAL = frozenset({"amod", "compound"})
CAUSE = "cause-verb"
ROLES = "titles"
ACTS = "events"
SUBJECTED = frozenset({"conj", "root", "ccomp", "parataxis", "advcl", "acl:relcl"})  # relations of verbs that have a subject
NAMING = frozenset({"titles", "names", "countries", "metonyms", "demonyms", "people"})
VERB_TABLES = frozenset({"events", "reporting", "modality"})

__all__ = ["mend"]


def mend(parse: Parse, words: Words, matches: Sequence[Match]) -> Parse:
    """The parse with impossible readings repaired; the parse itself when there is none."""
    draft = Draft(list(parse.upos), list(parse.heads), list(parse.relations))
    mistaken_for_nouns(draft, words, matches)
    mistaken_for_verbs(draft, words, matches)
    bare_verbs(draft, words, matches)
    tells(draft, words, matches)
    forms = _Forms.of(matches)
    asking = any(words.tokens(ASKING))
    if words.has(0, "inverted"):
        inverted_auxiliary(draft, words)
    for m in matches:
        if m.table == ROLES and m.last > m.first:
            no_predicate(draft, m.first, m.last)
        elif m.table == ACTS and m.last == m.first + 1 and (draft.upos[m.last] == "ADJ" or words.has(m.last, RESULT)):
            result(draft, words, m.first)
    for day in reversed(words.tokens("time")):
        day_at_end(draft, words, day)
    for time in [i for i, relation in enumerate(draft.relations) if relation in FRONTED and words.has(i, "time")]:
        names_behind_time(draft, words, time)
    for manner in words.tokens("noun:manner"):
        behind_manner(draft, words, manner)
    conditional = "sub:cond" in words.present
    for i, pos in enumerate(tuple(draft.upos)):
        if draft.relations[i] == "obl" and (pos in ("SYM", "NUM") or counted(draft, words, i) or adjacent(draft, words, i)):
            amount(draft, words, i)
        if pos in NOMINAL and draft.relations[i] in ("obl", "obj", "nmod"):
            some_of(draft, words, i)
        if conditional and pos in NOMINAL and words.has(i, "sub:cond"):
            condition(draft, i)
        if pos == "ADJ" and i in forms.causes and draft.relations[i] in CLAUSAL and interrupted(draft, words, i, forms.causes):
            draft.upos[i] = pos = "VERB"  # "the raid | angered Ukraine"
        if pos == "VERB":
            if asking:
                asked_to(draft, words, i, forms.named)
            if i in forms.pasts or i in forms.causes:
                reduced_relative(draft, words, i, forms.pasts)
                of_noun_before(draft, words, i)
            _clause(draft, words, i, forms)
            _subjects(draft, words, i, forms)
    for cue in {m.last for m in matches if m.table == CUES and m.first == m.last and _thinks(m, draft)}:
        thinks(draft, words, cue, forms.named)
    phrases_of_act_nouns(draft, words, matches)
    for cue in {m.last for m in matches if m.table == CUES and draft.upos[m.last] == "VERB"}:
        adverbial_of_content(draft, cue)
    mended = Parse(tuple(draft.upos), tuple(draft.heads), tuple(draft.relations))
    return parse if mended == parse else mended


def _thinks(cue: Match, draft: Draft) -> bool:
    """Whether an adjective reports what is thought in a clause of its own; one tied as an attribute may be called a verb."""
    if draft.upos[cue.last] != "ADJ" and not (draft.upos[cue.last] == "VERB" and draft.relations[cue.last] == "amod"):
        return False
    return isinstance(cue.row, ReportingCue) and cue.row.pos == "intrans" and any(frame.startswith("that=") for frame in cue.row.frames)


@record(frozen=True, slots=True)
class _Forms:
    """Tokens that the tables know as past forms or gerunds of listed verbs, those of reporting words, and those of names."""

    pasts: frozenset[int]
    causes: frozenset[int]  # past forms of verbs like "anger", which say what an act led to
    gerunds: frozenset[int]
    cues: frozenset[int]
    named: frozenset[int]  # tokens of names and roles

    @classmethod
    def of(cls, matches: Sequence[Match]) -> _Forms:
        verbs = [m for m in matches if m.table in VERB_TABLES]
        return cls(
            frozenset(m.first for m in verbs if m.feature in PAST),
            frozenset(m.first for m in matches if m.feature in PAST and isinstance(m.row, WordClass) and CAUSE in m.row.classes),
            frozenset(m.first for m in verbs if m.feature == GERUND),
            frozenset(i for m in matches if m.table == CUES for i in range(m.first, m.last + 1)),
            frozenset(i for m in matches if m.table in NAMING for i in range(m.first, m.last + 1)),
        )


def _clause(draft: Draft, words: Words, i: int, forms: _Forms) -> None:
    """What the clause of a verb is tied to."""
    listed_subject(draft, i)
    if draft.relations[i] == "xcomp":
        adverb_before(draft, words, i)
        ready_to(draft, i)
    means_first(draft, words, i)
    behind_result(draft, words, i)
    if draft.relations[i] == "conj" and i in forms.cues:
        parallel_cue(draft, words, i, forms.cues)
    if draft.relations[i] in ("advcl", "conj"):
        told_clause(draft, words, i, forms.cues)
    elif draft.relations[i] == "xcomp" and any(words.has(k, "sub:cause") for k in draft.dependents(i)):
        draft.relations[i] = "advcl"  # "failed because Mali refused": the refusal did not fail
    if draft.relations[i] in CLAUSAL and i < draft.heads[i] <= i + NEAR:
        if i in forms.gerunds and takes_object(draft, words, i):
            gerund(draft, words, i)
        elif draft.has(i, "nsubj", "aux", "aux:pass"):
            finite(draft, i)
        elif (i in forms.pasts or i in forms.causes) and interrupted(draft, words, i, forms.causes):
            main_verb(draft, i)
        elif i in forms.pasts and told_past(draft, words, i):
            past_of_run(draft, i)
    elif draft.relations[i] == "acl" and draft.relations[draft.heads[i]] == "root" and words.has(i - 1, "inf"):
        headline_to(draft, words, i)
    elif (i in forms.pasts or i in forms.causes) and draft.relations[i] == "acl" and verb_of_root(draft, words, i):
        subject_at_root(draft, i)
    elif draft.relations[i] in ("advcl", "xcomp", "acl", "ccomp") and not draft.has(i, "nsubj"):
        for_to(draft, words, i)
    elif i in forms.gerunds and draft.relations[i] in ("obl", "nmod") and not draft.has(i, *NOMINAL_KIDS):
        clause_of_preposition(draft, i)


def _subjects(draft: Draft, words: Words, i: int, forms: _Forms) -> None:
    """Who does it, where the verb has no subject."""
    if draft.relations[i] not in SUBJECTED or draft.has(i, "nsubj", "csubj"):
        return
    number_subject(draft, words, i)
    if draft.heads[i] in forms.cues:
        subject_behind_aside(draft, i)
    else:
        subject_behind_how(draft, words, i)
    subject_behind_cue(draft, i, told=draft.heads[i] in forms.cues or i not in forms.pasts)
    subject_behind_comma(draft, words, i)
    subject_behind_determiner(draft, i)
    if not draft.has(i, "nsubj"):
        conjoined_subject(draft, words, i)
    if draft.relations[i] == "advcl" and i in forms.pasts and not draft.has(i, "nsubj"):
        subject_of_time_clause(draft, words, i)
