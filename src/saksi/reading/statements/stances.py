"""What a speaker does with what a neutral cue reports: "said we hope" is a hope, "said they must leave" a demand.

Only statements whose row says ``assert`` are read again. The main predicates of the content decide, by the tables alone: the row
of a reporting word that a first person (or the speaker's own side) uses, a word of duty, a word of the future or of intent, a negation
of an act of one's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from saksi.frozen import record
from saksi.reading.clauses import ReadSentence
from saksi.reading.document import Match
from saksi.reading.statements.draft import Draft, Page
from saksi.tables import ModalWord, NameRow, ReportingCue

NEGATION = 3  # tokens between a negation and its verb
SENTENCES = 2  # of a long quotation the first sentences tell what it does
INTENT = frozenset({"future", "plan"})
UNSURE = frozenset({"possible", "probable", "conditional", "hearsay"})
FIRST = ("pron:1sg", "pron:1pl")
JUDGEMENTS = frozenset({"praise", "criticise"})
CONTRARY = {"praise": "criticise", "agree": "reject"}
PREDICATES = frozenset({"VERB", "ADJ", "NOUN", "PROPN", "ADV"})
TOLD = frozenset({"advcl", "acl", "acl:relcl", "conj", "parataxis", "appos", "nmod"})


@record(frozen=True, slots=True)
class Core:
    """A main predicate of the content: its token, its subject (-1 none) and the effects of the words around it."""

    read: ReadSentence
    head: int
    subject: int
    effects: frozenset[str]


def with_stance(page: Page, draft: Draft) -> Draft:
    """The statement with the stance its content gives it."""
    if draft.stance != "assert":
        return draft
    if draft.frame == "as":
        named = _named(page, draft)
        return replace(draft, stance=named) if named else draft
    for core in _cores(page, draft):
        stance = _stance(page, draft, core)
        if stance:
            return replace(draft, stance=stance)
    return draft


def _named(page: Page, draft: Draft) -> str:
    """The worth of the name given: "described the raid as a crime"."""
    span = draft.content[-1]
    for read in page.sentences_of(span):
        inside = [i for i in range(len(read.sentence)) if span.start <= read.sentence.starts[i] < span.end]
        opener = next((i for i in reversed(inside) if "as" in read.words.slots_of(i)), -1)
        for match in read.of("reporting"):
            row = match.row
            if isinstance(row, ReportingCue) and row.pos == "value" and opener < match.first <= inside[-1] and opener >= 0:
                return row.frames[0].partition("=")[2]
    return ""


def _stance(page: Page, draft: Draft, core: Core) -> str:
    """The stance of one predicate, "" when it tells none."""
    himself = _himself(draft, core) and not _it_of_a_person(page, draft, core)
    feels = core.read.tree.upos(core.head) == "ADJ" and _same_name(page, draft, core)  # "Serbia is pleased", said its envoy
    told = _reported(core) if himself or feels or draft.frame == "np" else ""
    if told:
        return told
    if "demand" in core.effects and not core.read.words.has(core.subject, "pron:1sg"):
        return "demand"
    worth = _worth(core, himself)
    if worth:
        return worth
    if _is_imperative(draft, core):
        return "demand"
    if core.effects & UNSURE or not (himself or _same_name(page, draft, core)):
        return ""
    if core.effects & INTENT:
        return "promise"
    return "deny" if _is_negated(core) and _is_act(core) else ""


def _worth(core: Core, himself: bool) -> str:
    """How a word of worth that is the predicate, or the adjective of the noun that is, judges what is spoken of: "the raid was a
    crime", "their exclusion undermines the treaty"; of one's own acts nothing is judged."""
    tree = core.read.tree
    words = {core.head, *tree.dependents(core.head, "amod" if _is_predicated(core) else "conj")}
    if core.read.words.has(core.head, "cop"):  # "akan menjadi bencana": the noun is the predicate
        words.update(tree.dependents(core.head, "obj", "xcomp"))
    for match in core.read.of("reporting"):
        row = match.row
        if isinstance(row, ReportingCue) and row.pos == "value" and any(match.holds(i) for i in words):
            stance = _foreseen(row.frames[0].partition("=")[2], core)
            if not stance or (himself and stance in JUDGEMENTS):
                continue
            return CONTRARY.get(stance, "") if _is_denied(core, match) else stance
    return ""


def _foreseen(stance: str, core: Core) -> str:
    """Harm to come is a warning ("it will be a disaster"); a word of harm alone, of the present or the past, is none."""
    if "future" in core.effects or "conditional" in core.effects:
        return "warn" if stance == "criticise" else stance
    return "" if stance == "warn" else stance


def _is_denied(core: Core, match: Match) -> bool:
    """A negation in front of the word; one that is part of it ("tidak benar") denies nothing."""
    masks = [m for m in core.read.of("modality") if isinstance(m.row, ModalWord) and m.row.effect == "none"]
    only = {i for m in masks for i in range(m.first, m.last + 1)}
    negations = [i for i in range(max(core.head - NEGATION, 0), match.last + 1) if core.read.words.has(i, "neg") and i not in only]
    return not any(match.holds(i) for i in negations) and (bool(negations) or "negative" in core.effects)


def _is_predicated(core: Core) -> bool:
    """A noun or adjective with a copula, or the noun phrase that is all of the content."""
    tree = core.read.tree
    return tree.upos(core.head) in ("NOUN", "ADJ") and (core.subject < 0 or tree.has(core.head, "cop"))


def _is_imperative(draft: Draft, core: Core) -> bool:
    """A quotation that begins with a verb without subject: "Let aid in", "Stop the war"."""
    read, sentence = core.read, core.read.sentence
    if draft.kind != "direct" or core.subject >= 0 or read.tree.upos(core.head) != "VERB" or read.tree.relation(core.head) != "root":
        return False
    opens = all(not w[0].isalnum() for w in sentence.words[: core.head])
    return opens and any(m.feature == "base" and m.first == core.head for m in read.matches)


def _himself(draft: Draft, core: Core) -> bool:
    """The speaker speaks of himself: a first person in quotation marks, "he" in reported speech."""
    return _first_person(core) or (draft.kind != "direct" and core.subject >= 0 and core.read.words.has(core.subject, "pron:3sg"))


def _it_of_a_person(page: Page, draft: Draft, core: Core) -> bool:
    """ "Cameron says it would": a person is no "it"."""
    source = draft.source
    if core.subject < 0 or source is None or source.clitic or not core.read.words.has(core.subject, "neut"):
        return False
    return any(m.first <= source.last and m.last >= source.first for m in page.sentences[source.sentence].of("people"))


def _same_name(page: Page, draft: Draft, core: Core) -> bool:
    """The subject bears a name, or is of a country, that the speaker's words name too: "the Serbian envoy said Serbia will"."""
    source = draft.source
    if core.subject < 0 or source is None or source.clitic:
        return False
    names = _names(page.sentences[source.sentence], source.first, source.last)
    return bool(names & _names(core.read, *core.read.tree.phrase(core.subject)))


def _names(read: ReadSentence, first: int, last: int) -> set[str]:
    """Words with a capital, and the codes of the countries and bodies named, among the tokens."""
    sentence = read.sentence
    words = {sentence.lower[i] for i in range(first, last + 1) if sentence.words[i][0].isupper() and i and not read.words.any(i, "det")}
    rows = (m.row for m in read.matches if first <= m.first and m.last <= last)
    return words | {row.code for row in rows if isinstance(row, NameRow) and row.code}


def _first_person(core: Core) -> bool:
    return core.subject >= 0 and any(core.read.words.has(core.subject, name) for name in FIRST)


def _reported(core: Core) -> str:
    """The stance of the reporting word that is the predicate, where its row mostly has one; "she was refused treatment" refuses nothing."""
    clause = core.read.clauses.get(core.head)
    if clause is not None and clause.voice == "passive":
        return ""
    for match in core.read.of("reporting"):
        row = match.row
        if isinstance(row, ReportingCue) and row.pos not in ("light", "value") and match.first <= core.head <= match.last:
            stances = Counter(frame.partition("=")[2] for frame in row.frames)
            stance = stances.most_common(1)[0][0] if stances else ""
            if stance not in ("assert", ""):
                return _denied(stance) if "negative" in core.effects else stance
    return ""


def _denied(stance: str) -> str:
    """ "We do not agree" rejects; "we do not accuse" says nothing of the kind."""
    return {"agree": "reject", "reject": "agree", "promise": "reject"}.get(stance, "")


def _is_negated(core: Core) -> bool:
    return any(core.read.words.has(i, "neg") for i in range(max(core.head - NEGATION, 0), core.head))


def _is_act(core: Core) -> bool:
    return any(m.holds(core.head) for m in core.read.of("events"))


def _cores(page: Page, draft: Draft) -> Iterator[Core]:
    """The main predicates of the first sentences of the content."""
    count = 0
    for span in draft.content:
        for read in page.sentences_of(span):
            sentence = read.sentence
            inside = [i for i in range(len(sentence)) if span.start <= sentence.starts[i] < span.end]
            if inside and count < SENTENCES:
                count += 1
                own = draft.head if sentence.index == draft.sentence and draft.frame == "that" else -1
                yield from _mains(read, inside[0], inside[-1], own)


def _mains(read: ReadSentence, first: int, last: int, own: int) -> Iterator[Core]:
    """The main predicate of the tokens; ``own``: where the finder of the content has it already, -1 if not."""
    tree = read.tree
    outer = [i for i in range(first, last + 1) if not first <= tree.head(i) <= last and tree.upos(i) in PREDICATES]
    if len(outer) > 1:
        outer = [i for i in outer if tree.relation(i) not in TOLD] or outer
    if first <= own <= last and tree.upos(own) == "ADJ" and all(tree.relation(i) == "obj" for i in outer[:1]):
        outer = [own]  # "menegaskan tuduhan itu tidak benar", read as an object
    for head in outer[:1]:
        clause = read.clauses.get(head)
        kids = set(tree.kids[head])
        subject = next((k for k in tree.dependents(head, "nsubj") if first <= k <= last), -1)
        if subject < 0 and clause is not None:
            subject = next(iter(clause.slots.get("patient" if clause.voice == "passive" else "agent", ())), -1)
        effects = {e.kind for e in clause.effects} if clause else set()
        for match in read.words.modal:
            if isinstance(match.row, ModalWord) and _qualifies(match, head, kids):
                effects.add(match.row.effect)
        yield Core(read, head, subject, frozenset("future" if e == "would" else e for e in effects))


def _qualifies(match: Match, head: int, kids: Collection[int]) -> bool:
    """A modal word that hangs on the predicate, or an adjective that is the predicate: "is ready to", "it is vital that"."""
    row = match.row
    assert isinstance(row, ModalWord)
    if row.scope == "left":
        return match.last in kids or match.first in kids or (row.effect == "demand" and match.holds(head))
    return (
        row.effect in ("plan", "demand")
        and row.pos in ("", "adj")
        and (match.holds(head) or (match.last == head + 1 and match.first == head))
    )
