"""Which reporting words of a sentence are cues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from saksi.reading.clauses import ReadSentence
from saksi.reading.document import Match
from saksi.reading.predicates import Clause
from saksi.reading.statements.draft import Cue
from saksi.reading.statements.participles import behind_comma
from saksi.reading.statements.phrases import same_side
from saksi.reading.statements.shared import with_shared_sources
from saksi.reading.statements.sources import find_source
from saksi.tables import ReportingCue

VERB_FORMS = frozenset({"past", "act", "pass", "ter"})
CLAUSAL = frozenset({"that", "comma", "comp", "wh", "quote", "bare", "person-that"})
LOWER_CASE = 3  # longer words in small letters that a headline in capitals has not
FRAMES = 4096  # lists of frames kept taken apart
NOUN_LIKE = frozenset({"NOUN", "PROPN"})


def find_cues(read: ReadSentence) -> list[Cue]:
    """The cues of a sentence, left to right, one a token."""
    fitting: dict[int, list[tuple[int, int]]] = {}
    listed = read.of("reporting")
    for at, match in enumerate(listed):
        score = _fitness(read, match)
        if score > 0:
            fitting.setdefault(match.first, []).append((-score, at))
    cues = [_cue(read, [listed[at] for _, at in sorted(found)]) for _, found in sorted(fitting.items())]
    cues = with_shared_sources(cues)
    return [_going_on(cue, cues) for cue in cues]


def plain_verb(cue: Cue) -> Cue | None:
    """The verb of a phrase that tells a feeling, with the noun as its object, for where no clause stands behind: "expressed | his
    deepest condolences to the families"."""
    stance = cue.frames.get("that", "")
    read, behind = cue.read, cue.last + 1
    object_of = read.tree.relation(cue.last) == "obj" and read.tree.head(cue.last) == cue.first
    more = behind < len(read.sentence) and read.tree.upos(behind) == "ADP" and not read.words.has(behind + 1, "time")
    object_of = object_of and (more or cue.last > cue.first + 1)
    if cue.pos != "phrase" or stance != "express" or not object_of or cue.clause is None:
        return None
    return replace(cue, match=cue.match._replace(last=cue.first), frames={"np": stance}, pos="verb")


def _going_on(cue: Cue, cues: Sequence[Cue]) -> Cue:
    """A verb of speech that the parser hung on what was said, and that tells what the same speaker said next: "said he would
    leave, adding that", "said he was glad and added"; its source is that of the cue above."""
    clause = cue.clause
    if clause is None or clause.kind != "verb" or "quote" not in cue.frames or clause.link not in ("advcl", "conj", "acl", "parataxis"):
        return cue
    behind = cue.match.feature == "ing" and behind_comma(cue)
    told = cue.read.clauses.get(clause.governor)
    if told is None or not (behind or (clause.link == "conj" and cue.match.feature in ("past", "s"))):
        return cue
    above = _cue_above(cue, cues, told)
    if above and not behind and not (_of_pronoun(cue, told) or _says_again(cue, above)):
        return cue
    return replace(cue, source=above.source, hearsay=above.hearsay, beside=above.first) if above else cue


def _says_again(cue: Cue, above: Cue) -> bool:
    """ "Says the answer was simple and says ...": the same word twice, the second without a subject of its own."""
    own = any(cue.read.tree.relation(k).startswith("nsubj") for k in cue.read.tree.kids[cue.head])
    return not own and cue.row.cue == above.row.cue and cue.match.feature == above.match.feature


def _of_pronoun(cue: Cue, told: Clause) -> bool:
    """The coordinated verb has no subject of its own, and that of the clause before is "he", "she", "they"."""
    own = any(cue.read.tree.relation(k).startswith("nsubj") for k in cue.read.tree.kids[cue.head])
    return not own and any(cue.read.words.any(t, "pron:3") for t in told.slots.get("agent", ()))


def _cue_above(cue: Cue, cues: Sequence[Cue], told: Clause) -> Cue | None:
    """The cue that reports the clause, if both stand on the same side of the quotation marks."""
    for token in cue.read.tree.ancestors(told.head):
        found = next((c for c in cues if c.head == token and c.first < told.head and "that" in c.frames), None)
        if found and told.link == "ccomp" and same_side(cue, found.first):
            return found
        told = cue.read.clauses.get(token, told)
    return None


@lru_cache(FRAMES)
def _frames(frames: tuple[str, ...]) -> Mapping[str, str]:
    """Frame -> stance."""
    return dict(pair.split("=", 1) for pair in frames if "=" in pair)


def _fitness(read: ReadSentence, match: Match) -> int:
    """How well the row's part of speech fits the token; 0 = not a cue here."""
    row = match.row
    assert isinstance(row, ReportingCue)
    if match.feature == "ter" or row.pos in ("light", "value"):  # "tersangka", "tersebut": ter- forms report nothing
        return 0
    if _in_compound(read, match) or _is_part_of_name(read, match):
        return 0
    upos = read.tree.upos(match.first)
    length = match.last - match.first + 2 * (match.feature == "base" and row.pos not in ("verb", "noun"))
    length += 2 * row.cue[:1].isupper()  # a row for the word with a capital is the more particular one
    if row.pos in ("verb", "intrans"):
        if upos == "VERB":
            return 3 + length
        if upos in ("AUX", "ADJ") and match.feature in VERB_FORMS:
            return 2 + length
        if upos in NOUN_LIKE and (match.feature in VERB_FORMS - {"past"} or row.pos == "intrans"):
            return 1 + length
        return 1 if upos in ("ADJ", "ADV", "X") and row.pos == "intrans" else 0
    if row.pos == "phrase" and upos in NOUN_LIKE and _is_noun_too(read, match):
        return 0
    if row.pos == "noun":
        return 3 + length if upos in NOUN_LIKE else 0
    return 2 + length


def _is_noun_too(read: ReadSentence, phrase: Match) -> bool:
    """ "His appeals to the court": the first word is the noun of another row."""
    rows = (m.row for m in read.of("reporting") if m.first == phrase.first)
    return any(isinstance(row, ReportingCue) and row.pos == "noun" for row in rows)


def _is_part_of_name(read: ReadSentence, match: Match) -> bool:
    """ "Sports | Illustrated": a capital behind another, in a sentence that is no headline."""
    words, at = read.sentence.words, match.first
    if at < 1 or not words[at][0].isupper() or words[at].isupper() or not words[at - 1][0].isupper() or read.words.any(at - 1, "pron"):
        return False
    row = match.row
    assert isinstance(row, ReportingCue)
    return not row.cue[:1].isupper() and sum(w[0].islower() and len(w) > 3 for w in words) >= LOWER_CASE


def _in_compound(read: ReadSentence, match: Match) -> bool:
    """A part of a word with hyphens ("so-called", "oft-stated"), or a participle in front of its noun ("a detailed plan")."""
    sentence = read.sentence
    for i, edge in ((match.first - 1, match.first), (match.last + 1, match.last + 1)):
        if 0 <= i < len(sentence) and sentence.words[i] == "-" and sentence.ends[edge - 1] == sentence.starts[edge]:
            return True
    before = match.first == match.last and read.tree.relation(match.first) == "amod" and read.tree.head(match.first) > match.first
    return before and match.feature in ("past", "part", "ing") and read.sentence.words[match.last + 1] not in ",:"


def _cue(read: ReadSentence, fitting: Sequence[Match]) -> Cue:
    """The cue of the row that fits best; a phrase has the frames of its verb too ("insisted on television that")."""
    match = fitting[0]
    row = match.row
    assert isinstance(row, ReportingCue)
    frames = _frames(row.frames)
    if row.pos == "phrase" and read.words.any(match.last, "prep"):
        verb = next((m.row for m in fitting[1:] if isinstance(m.row, ReportingCue) and m.row.pos == "verb"), None)
        frames = {**{f: s for f, s in _frames(verb.frames).items() if f in CLAUSAL}, **frames} if verb else frames
    clause = next((read.clauses[i] for i in range(match.first, match.last + 1) if i in read.clauses), None)
    cue = Cue(read, match, clause, frames, row.source, row.pos)
    source, hearsay = find_source(cue)
    return Cue(read, match, clause, frames, row.source, row.pos, source, hearsay) if source or hearsay else cue
