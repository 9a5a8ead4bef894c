"""Whose words: the source of a cue, by its row, by the place of the cue beside a quotation, by the syntax, by the words around.

A closing tag ("Q," said X; "Q," X, who ..., said) is read from its surface first: the parser often takes the subject of what is said
for the speaker. Elsewhere the subject of the clause comes first, and the surface mends what the parser lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from saksi.reading.clauses import ReadSentence
from saksi.reading.predicates import Clause
from saksi.reading.statements.draft import Cue, Party
from saksi.reading.statements.fit import HUMAN, NAMING, RECORDS, may_speak, without_date
from saksi.reading.statements.named import with_name_behind
from saksi.reading.statements.participles import fronted_end, fronted_source, participle_subject
from saksi.reading.statements.phrases import MARKS, NOMINAL, in_word, nominal_run, noun_before, noun_behind, party, same_side, with_front
from saksi.reading.statements.predicative import predicate_subject
from saksi.reading.statements.tags import APPOSITION, RELATIVE_LINKS, behind_quotation, closing_tag, has_verb, parenthetical, tag_start

NUMERAL = frozenset({"NUM"})
VERBAL = frozenset({"verb", "intrans", "phrase"})
BRACKET = 7  # tokens in brackets behind a name
DESCRIBED = 4  # tokens of "people close to them", at the least
UNGOVERNED = frozenset({"PUNCT", "VERB", "AUX", "SCONJ"})


def find_source(cue: Cue) -> tuple[Party | None, bool]:
    """(source, hearsay). Hearsay: the row says that nobody is named ("reportedly", an agentless passive)."""
    source, hearsay = _find(cue)
    source = without_date(cue.read, source)
    if source and source.first == source.last and not source.clitic and _only_points(cue.read, source.head):
        return None, hearsay
    if cue.pos == "adv" and source and not may_speak(cue.read, source):  # "diprediksi hanya sekitar 350.000 ton"
        return None, True
    return (with_name_behind(cue, with_front(cue.read, source)) if source and not source.clitic else source), hearsay


def _only_points(read: ReadSentence, token: int) -> bool:
    """ "protes | tersebut": a word that points at the noun before it is nobody."""
    return read.tree.upos(token) == "DET" and read.words.has(token, "det:dem")


def _find(cue: Cue) -> tuple[Party | None, bool]:
    clitic = _clitic(cue)
    if clitic:
        return clitic, False
    comma = fronted_end(cue)
    if comma >= 0:
        found = fronted_source(cue, comma)
        return found, found is None
    for place in cue.sources:
        if place == "none":
            return None, True
        if place == "dropped":
            return _mended(cue) or _dropped(cue), False
        if place == "record":
            return _record(cue), False
        if place in ("prep", "after"):
            found = nominal_run(cue.read, cue.last) if _stands_alone(cue) else noun_behind(cue.read, cue.last + 1)
            return (_with_modifiers(cue.read, found) if found and place == "prep" else found), False
        found = _at(cue, place)
        if found and place == "subj":
            found = _named_before(cue, found)
        if found:
            return found, False
    if cue.pos in VERBAL and (not _agentless(cue) or _is_adjective(cue)):
        return _mended(cue), False
    if cue.pos == "noun" and cue.clause is not None:
        return _who_makes(cue, cue.clause), False
    return None, cue.pos in ("verb", "phrase") and cue.clause is not None and cue.clause.kind == "verb"


def _stands_alone(cue: Cue) -> bool:
    """ "Menurut laporan terbaru yang ...", "demikian laporan tersebut": the noun of the cue is itself the source."""
    read, behind = cue.read, cue.last + 1
    if cue.last == cue.first or read.tree.upos(cue.last) != "NOUN" or behind >= len(read.sentence):
        return False
    return read.tree.upos(behind) in ("ADJ", "DET") or read.words.has(behind, "rel")


def _record(cue: Cue) -> Party | None:
    """The subject of "shows that", where it is a medium, a report, data."""
    found = _at(cue, "subj") or _mended(cue)
    return found if found and any(cue.read.words.has(found.head, f"noun:{kind}") for kind in RECORDS) else None


def _is_adjective(cue: Cue) -> bool:
    return cue.pos == "intrans" and cue.read.tree.upos(cue.first) == "ADJ"


def _with_modifiers(read: ReadSentence, source: Party) -> Party:
    """ "According to a report of the bank": the source with the prepositional phrases that hang on it."""
    below, last = read.tree.subtree(source.head), source.last
    while last + 1 < len(read.sentence) and last + 1 in below and (in_word(read, last + 1) or read.tree.upos(last + 1) not in UNGOVERNED):
        last += 1
    while last > source.last and read.tree.upos(last) not in NOMINAL:
        last -= 1
    return replace(source, last=last)


def _at(cue: Cue, place: str) -> Party | None:
    """The source at one place that the row names."""
    clause = cue.clause
    if place == "subj" and (clause is None or cue.pos == "adj" or clause.link == "cop"):
        found = _party_of(cue, predicate_subject(cue))
        if found or clause is None or cue.pos != "adj":
            return found
    if clause is None:
        return None
    if place == "subj":
        return _subject(cue, clause) if clause.kind == "verb" else None
    if place == "by":
        return _party_of(cue, clause.slots.get("by", ())) if clause.kind != "verb" or _passive(cue) else None
    if place == "poss":
        return _possessor(cue, clause)
    return _before_topic(cue, _party_of(cue, clause.slots.get(place, ()))) if place in ("of", "from") else None


def _before_topic(cue: Cue, source: Party | None) -> Party | None:
    """ "Kekhawatiran dari pejabat Barat tentang X": the parser hangs the topic on the speaker."""
    if source is None:
        return None
    topic = next(
        (
            i
            for i in range(source.head + 1, source.last)
            if cue.read.tree.upos(i) in ("ADP", "SCONJ") and any(f in cue.frames for f in cue.read.words.slots_of(i))
        ),
        source.last + 1,
    )
    return replace(source, last=topic - 1)


def _possessor(cue: Cue, clause: Clause) -> Party | None:
    """ "Iran's claim", "his claim", "Iranian claims"; a pronoun gives way to the subject of "he repeated his claim"."""
    read = cue.read
    holders = [t for t in clause.slots.get("genitive", ()) if not read.words.has(t, "time")]
    holder = _party_of(cue, holders)
    if any(read.words.any(t, "pron:3") for t in holders):
        return _who_makes(cue, clause) or holder
    if holder and (read.tree.relation(holder.head) == "nmod:poss" or may_speak(read, holder)):
        return holder
    names = {m.first for table in NAMING for m in read.of(table)}
    beside = [t for t in clause.slots.get("compound", ()) if read.tree.upos(t) == "PROPN" or t in names]
    found = _party_of(cue, beside)
    return found if found and may_speak(read, found) else None


def _who_makes(cue: Cue, clause: Clause) -> Party | None:
    """Whose words a noun names without a holder: the subject of a verb that only utters it ("voiced criticism of")."""
    read = cue.read
    above = read.clauses.get(read.tree.head(clause.head))
    if above is None or above.kind != "verb" or above.voice == "passive" or read.tree.relation(clause.head) != "obj":
        return None
    light = any(m.table == "reporting" and getattr(m.row, "pos", "") == "light" and m.first == above.head for m in read.matches)
    return _party_of(cue, above.slots.get("agent", ())) if light else None


def _party_of(cue: Cue, tokens: Sequence[int]) -> Party | None:
    fitting = [t for t in tokens if not cue.first <= t <= cue.last and same_side(cue, t) and not cue.read.words.has(t, "time")]
    found = party(cue.read, fitting[0]) if fitting else None
    if found and found.head < cue.first <= found.last:  # "leaders | willing to"
        return replace(found, last=cue.first - 1)
    return found


def _passive(cue: Cue) -> bool:
    """A participle with a subject of its own and no auxiliary is the past tense: "as they sought to"."""
    clause, tree = cue.clause, cue.read.tree
    if clause is None or clause.voice != "passive":
        return False
    if cue.match.feature not in ("past", "part"):
        return True
    if behind_quotation(cue.read, clause.first) >= 0 and not cue.read.words.has(clause.first, "passaux"):
        return False  # "Q," Palin posted
    if clause.link in (*RELATIVE_LINKS, "amod"):
        return not _only_verb(cue, clause)
    kids = tree.kids[clause.head]
    return any(tree.relation(k) == "aux:pass" or cue.read.words.has(k, "passaux") for k in kids) or not any(
        tree.relation(k).startswith("nsubj") for k in kids
    )


def _only_verb(cue: Cue, clause: Clause) -> bool:
    """A past form that the parser hung on the noun before it, in a sentence that has no other verb, is its verb."""
    tree = cue.read.tree
    below = tree.subtree(clause.head)
    return tree.relation(clause.governor) == "root" and not any(
        tree.upos(i) in ("VERB", "AUX") for i in range(len(tree.kids)) if i not in below
    )


def _agentless(cue: Cue) -> bool:
    return cue.clause is not None and (cue.clause.kind != "verb" or _passive(cue))


def _subject(cue: Cue, clause: Clause) -> Party | None:
    """The subject of the cue's clause where it can be the speaker, else what the surface shows."""
    described = _described(cue, clause)
    if described:
        return described
    if _passive(cue):
        return None if "by" in cue.sources else _party_of(cue, clause.slots.get("patient", ()))
    closing = closing_tag(cue, clause) or (noun_before(cue, clause.first) if parenthetical(cue) else None)
    if closing is not None:
        return closing
    subjects = clause.slots.get("agent", ()) or (clause.slots.get("patient", ()) if clause.voice == "passive" else ())
    own = _own_subject(cue, clause)
    if own < 0 and clause.bare:
        subjects = _purpose_subject(cue, clause) or subjects
    if own < 0 and cue.match.feature == "ing":
        subjects = participle_subject(cue, clause) or subjects
    elif own < 0 and not clause.bare:
        before = _beside_or_apposed(cue, clause)
        if before:
            return before
    if own >= 0:
        beside = _behind_one_comma(cue, clause, own)
        if beside:
            return beside
        subjects = (own,)
    elif clause.link in ("ccomp", "advcl", "conj"):
        subjects = _left_with_governor(cue, clause) or subjects
    relative = _relative(cue, clause) if own < 0 else -1  # "an ambush that it blamed on them": it is who speaks
    found = _party_of(cue, [t for t in subjects if not cue.read.words.has(t, "rel")])
    if found and relative >= 0:
        return replace(found, relative=cue.read.sentence.span_of(relative, relative))
    return found


def _left_with_governor(cue: Cue, clause: Clause) -> tuple[int, ...]:
    """The subject of a reported clause that the parser left with the verb above: "X mengatakan, sebuah jaringan mengakui"."""
    between = [k for k in cue.read.tree.dependents(clause.governor, "nsubj") if clause.governor < k < clause.first]
    return tuple(between[-1:])


def _own_subject(cue: Cue, clause: Clause) -> int:
    """The subject the parser ties to the cue itself, -1 if it is inherited or stands on the other side of a quotation."""
    tree = cue.read.tree
    kids = [k for k in tree.dependents(clause.head, "nsubj") if same_side(cue, k) and not cue.read.words.has(k, "rel")]
    left = [k for k in kids if k < clause.first]
    if len(left) == 2 and cue.read.words.has(tree.phrase(left[1])[0] - 1, "cc"):  # "the Commission for Africa and the Caribbean | said"
        return left[0]
    return left[-1] if left else kids[0] if kids and _may_invert(cue, clause) and not _begins_told(cue, kids[0]) else -1


def _begins_told(cue: Cue, token: int) -> bool:
    """ "Blasted the bill and said | the state paid": what stands right in front of a verb is its subject, to whatever it is tied."""
    read, behind = cue.read, cue.read.tree.phrase(token)[1] + 1
    coordinated = cue.clause is not None and cue.clause.first > 0 and read.words.has(cue.clause.first - 1, "cc")
    tied = token + 1 in read.clauses and read.clauses[token + 1].link == "acl"
    return coordinated and (tied or (behind < len(read.sentence) and read.tree.upos(behind) in ("VERB", "AUX")))


def _behind_one_comma(cue: Cue, clause: Clause, subject: int) -> Party | None:
    """ "A few miles from Oslo, | a start-up plans": the parser took the adverbial for the subject; two commas hold an apposition."""
    words = cue.read.sentence.words
    commas = [i for i in range(subject + 1, clause.first) if words[i] == ","]
    if len(commas) != 1 or clause.first - commas[0] < 2:
        return None
    found = noun_before(cue, clause.first)
    below = cue.read.tree.subtree(subject)
    return (
        found
        if found and found.first == commas[0] + 1 and not cue.read.tree.relation(found.head).startswith("conj") and found.head not in below
        else None
    )


def _described(cue: Cue, clause: Clause) -> Party | None:
    """ "The firm will sell its unit, | two people familiar with the matter said": a closing tag whose speaker an adjective describes."""
    read, end = cue.read, clause.first
    comma = next((i for i in range(end - 1, 0, -1) if read.sentence.words[i] == ","), -1)
    run = nominal_run(read, comma + 1) if 0 < comma < end - DESCRIBED and "quote" in cue.frames else None
    adjective = next((i for i in range(comma + 2, end - 1) if read.tree.upos(i) == "ADJ" and read.tree.upos(i + 1) == "ADP"), -1)
    if run is None or adjective < 0 or read.tree.upos(adjective - 1) != "NOUN" or adjective > run.last + 1:
        return None
    others = (read.tree.upos(i) in ("VERB", "AUX", "PUNCT", "CCONJ") for i in range(comma + 1, end))
    told = any(read.tree.upos(i) in ("VERB", "AUX") for i in range(comma))
    speaker = replace(run, last=adjective - 1, head=adjective - 1)
    human = may_speak(read, speaker) or any(read.words.has(speaker.head, f"noun:{kind}") for kind in HUMAN)
    return speaker if human and told and not any(others) else None


def _named_before(cue: Cue, source: Party) -> Party:
    """The name that the apposition found for a speaker explains: "Ann Lee (D-Ohio), a friend of his, said"."""
    read, words = cue.read, cue.read.sentence.words
    comma = source.first - 1
    if comma < 1 or words[comma] != "," or source.relative is not None or source.last >= cue.first or words[source.first][0].isupper():
        return source
    end = comma
    if words[end - 1] == ")":
        end = next((i for i in range(end - 2, max(end - BRACKET, 0), -1) if words[i] == "("), end)
    found = noun_before(cue, end)
    if found is None or found.last != end - 1 or read.tree.upos(found.last) != "PROPN" or read.tree.upos(found.first) == "ADP":
        return source
    opens = found.first == 0 or (words[found.first - 1] != "," and read.tree.upos(found.first - 1) in ("PUNCT", "CCONJ", "SCONJ"))
    opens = opens and read.words.any(source.first, "det") and words[cue.last + 1 : cue.last + 2] != (",",)
    return found if opens else source


def _may_invert(cue: Cue, clause: Clause) -> bool:
    """A subject stands behind its verb of speech only where the clause begins with the verb, or behind a mark."""
    start = clause.first
    return start == 0 or cue.read.sentence.words[start - 1] in MARKS or cue.read.tree.upos(start - 1) in ("CCONJ", "SCONJ", "ADV")


def _relative(cue: Cue, clause: Clause) -> int:
    """The relative pronoun that stands for the speaker ("Cha, who said", "Cha, who, after a pause, said"), -1 if none."""
    tied = any(cue.read.words.has(k, "rel") for k in cue.read.tree.dependents(clause.head, "nsubj"))
    if clause.link not in RELATIVE_LINKS and not tied:
        return -1
    start = clause.governor + 1 if clause.link in RELATIVE_LINKS else clause.first - 4
    inside = range(max(start, clause.first - APPOSITION, 0), clause.first)
    return next((i for i in inside if cue.read.words.has(i, "rel")), -1)


def _purpose_subject(cue: Cue, clause: Clause) -> tuple[int, ...]:
    """Who acts in "used his speech to attack": the subject above, unless the verb above has somebody do it ("urged X to say")."""
    above = cue.read.clauses.get(clause.governor)
    if above is None or above.kind != "verb" or clause.link not in ("xcomp", "advcl") or above.voice == "passive":
        return ()
    objects = above.slots.get("patient", ())
    if any(cue.read.tree.upos(t) in ("PROPN", "PRON") for t in objects) or above.head in _commanding(cue):
        return objects
    return above.slots.get("agent", ())


def _commanding(cue: Cue) -> set[int]:
    """Verbs of the sentence that have a person do something: rows with the frame ``person-to``."""
    found = set()
    for match in cue.read.matches:
        if match.table == "reporting" and any(f.startswith("person-to") for f in getattr(match.row, "frames", ())):
            found.add(match.first)
    return found


# --- the surface --------------------------------------------------------------------------------------------------------------------


def _mended(cue: Cue) -> Party | None:
    """A speaker the parser lost."""
    left = tag_start(cue)
    named = _before_apposition(cue, left)
    if named:
        return named
    relative = _before_relative(cue, left)
    if relative:
        return relative
    words = cue.read.sentence.words
    opens = words[left - 1] in MARKS if left > 0 else cue.match.feature == "past"  # "Stated Berg: ..."
    inverted = opens and cue.last + 1 < len(words) and not _opens_quotation(cue, left)
    found = noun_behind(cue.read, cue.last + 1) if inverted else noun_before(cue, left)
    return found or _subject_above(cue)


def _opens_quotation(cue: Cue, left: int) -> bool:
    """Whether the mark in front of the cue's group opens the quotation that the cue stands in."""
    quoted = cue.read.sentence.quoted
    return quoted[cue.first] >= 0 and (left < 2 or quoted[left - 2] != quoted[cue.first])


def _before_relative(cue: Cue, left: int) -> Party | None:
    """The noun in front of "who" where the parser tied the relative clause to nothing."""
    read, at = cue.read, left - 1
    if at < 1 or not read.words.has(at, "rel") or read.words.any(at, "det"):
        return None
    end = at - (read.sentence.words[at - 1] == ",")
    found = noun_before(cue, end) if end > 0 and read.tree.upos(end - 1) in NOMINAL else None
    return replace(found, relative=read.sentence.span_of(at, at)) if found else None


def _subject_above(cue: Cue) -> Party | None:
    """The subject of the nearest clause above a coordinated or participial cue that has one before the cue."""
    if cue.clause is None or cue.clause.link not in ("conj", "advcl", "parataxis"):
        return None
    for above in cue.read.tree.ancestors(cue.clause.head):
        clause = cue.read.clauses.get(above)
        found = _party_of(cue, [t for t in clause.slots.get("agent", ()) if t < cue.first]) if clause else None
        if found:
            return found
    return None


def _beside_or_apposed(cue: Cue, clause: Clause) -> Party | None:
    """The speaker right before a cue whose subject the parser only inherits: after a word that opens a clause, or before commas."""
    if clause.link in RELATIVE_LINKS:
        return None
    apposed = _before_apposition(cue, clause.first)
    if apposed:
        return apposed
    found = noun_before(cue, clause.first)
    if found is None or _opens_clause(cue, found.first):
        return found
    return _last_of_list(cue, found)


def _opens_clause(cue: Cue, token: int) -> bool:
    """The token stands behind a word that opens a clause, or a mark."""
    opener, words = token - 1, cue.read.words
    if opener > 0 and words.has(opener, "cc") and not any(cue.read.tree.upos(i) in ("VERB", "AUX") for i in range(opener)):
        return False  # "the Commission for Africa and the Caribbean | said"
    return opener < 0 or any(words.any(opener, kind) for kind in ("sub:", "comp", "whcomp", "cc")) or cue.read.tree.upos(opener) == "PUNCT"


def _last_of_list(cue: Cue, found: Party) -> Party | None:
    """ "Asked for a photo and Stone | said": what the parser joined to the object of the verb before is the speaker."""
    read = cue.read
    last = next((i for i in range(found.last, found.first, -1) if read.words.has(i, "cc")), -1)
    verb_before = any(read.tree.upos(i) == "VERB" for i in range(found.first))
    if last < 0 or not verb_before or cue.match.feature != "past":
        return None
    return replace(found, first=last + 1, head=max(found.head, last + 1))


def _clitic(cue: Cue) -> Party | None:
    """The -nya written on the cue."""
    read, i = cue.read, cue.last + 1
    if i < len(read.sentence) and read.words.has(i, "poss:3sg") and read.sentence.starts[i] == read.sentence.ends[i - 1]:
        return Party(read.sentence.index, i, i, i, clitic=True)
    return None


def _dropped(cue: Cue) -> Party | None:
    """The subject that a finite verb leaves out, where the language does that: whoever spoke last."""
    clause = cue.clause
    finite = clause is not None and clause.kind == "verb" and clause.finite and clause.voice == "active"
    return Party(cue.read.sentence.index, cue.last, cue.last, cue.last, clitic=True) if finite else None


def _before_apposition(cue: Cue, end: int) -> Party | None:
    """ "Victor Cha, a vice president of X, said": the name in front of the commas, when the parser lost it."""
    read = cue.read
    words = read.sentence.words
    if end < 4 or words[end - 1] not in {",", "—", "–", "-"}:
        return None
    for comma in range(end - 2, max(end - APPOSITION, 1), -1):
        if (read.words.any(comma, "sub:") and read.tree.upos(comma) == "SCONJ") or not same_side(cue, comma):
            return None
        if words[comma] in {",", "—", "–", "-"} and read.tree.upos(comma - 1) == "PROPN" and not has_verb(read, comma, end - 1):
            return noun_before(cue, comma)
    return None
