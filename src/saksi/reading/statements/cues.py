"""Which reporting words of a sentence are cues, and who their source is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from saksi.reading.clauses import ReadSentence
from saksi.reading.document import Match
from saksi.reading.statements.draft import Cue, Party
from saksi.tables import ReportingCue

VERB_FORMS = frozenset({"past", "act", "pass", "ter"})
NOUN_LIKE = frozenset({"NOUN", "PROPN"})
SOURCE_STOPS = frozenset({"VERB", "ADP", "SCONJ", "CCONJ", "PUNCT", "AUX", "ADV"})
LONGEST_SOURCE = 14


def find_cues(read: ReadSentence) -> list[Cue]:
    """The cues of a sentence, left to right, one a token."""
    best: dict[int, tuple[int, Match]] = {}
    for match in read.matches:
        if match.table != "reporting":
            continue
        score = _fitness(read, match)
        if score > 0 and score > best.get(match.first, (0, match))[0]:
            best[match.first] = (score, match)
    return [_cue(read, match) for _, (_, match) in sorted(best.items())]


def _fitness(read: ReadSentence, match: Match) -> int:
    """How well the row's part of speech fits the token; 0 = not a cue here."""
    row = match.row
    assert isinstance(row, ReportingCue)
    if match.feature == "ter":  # "tersangka", "tersebut": ter- forms report nothing
        return 0
    upos = read.tree.upos(match.first)
    length = match.last - match.first + 2 * (match.feature == "base" and row.pos not in ("verb", "noun"))
    if row.pos in ("verb", "intrans"):
        if upos == "VERB":
            return 3 + length
        if upos in ("AUX", "ADJ") and match.feature in VERB_FORMS:
            return 2 + length
        if upos in NOUN_LIKE and (match.feature in VERB_FORMS - {"past"} or row.pos == "intrans"):
            return 1 + length
        return 1 if upos in ("ADJ", "ADV", "X") and row.pos == "intrans" else 0
    if row.pos == "noun":
        return 3 + length if upos in NOUN_LIKE else 0
    return 2 + length


def _cue(read: ReadSentence, match: Match) -> Cue:
    row = match.row
    assert isinstance(row, ReportingCue)
    frames = dict(pair.split("=", 1) for pair in row.frames if "=" in pair)
    clause = next((read.clauses[i] for i in range(match.first, match.last + 1) if i in read.clauses), None)
    return Cue(read, match, clause, frames, row.source, row.pos)


def find_source(cue: Cue) -> tuple[Party | None, bool]:
    """(source, hearsay). Hearsay: the row says that nobody is named ("reportedly", an agentless passive)."""
    read, clause = cue.read, cue.clause
    clitic = _clitic(cue)
    if clitic:
        return clitic, False
    for place in cue.sources:
        if place == "none":
            return None, True
        token = -1
        if place == "subj" and clause and clause.kind == "verb":
            if clause.voice == "passive" and "by" in cue.sources:
                continue
            token = _one(clause.slots.get("agent" if clause.voice == "active" else "patient", ()))
        elif place == "by" and clause:
            token = _one(clause.slots.get("by", ()))
        elif place == "poss" and clause:
            token = _one(clause.slots.get("genitive", ())) if clause.slots.get("genitive") else _one(clause.slots.get("compound", ()))
        elif place in ("of", "from") and clause:
            token = _one(clause.slots.get(place, ()))
        elif place in ("prep", "after"):
            return _behind(read, cue.last + 1), False
        if token >= 0 and not cue.first <= token <= cue.last:
            return party(read, token), False
    named = _before_apposition(read, clause.first if clause else cue.first)
    if named and cue.pos in ("verb", "intrans", "phrase"):
        return named, False
    if cue.pos in ("verb", "intrans", "phrase") and (clause is None or clause.voice == "active"):
        return _behind(read, cue.last + 1) if _inverted(cue) else _before(read, clause.first if clause else cue.first), False
    return None, cue.pos in ("verb", "phrase") and clause is not None and clause.voice == "passive"


def party(read: ReadSentence, head: int) -> Party:
    first, last = read.tree.phrase(head)
    last = _with_apposition(read, head, last)
    return Party(read.sentence.index, first, last, head)


def _with_apposition(read: ReadSentence, head: int, last: int) -> int:
    """A name behind a title is one group even where the parser calls it an apposition: "juru bicara Gedung Putih Karine"."""
    for kid in read.tree.dependents(head, "appos", "flat"):
        first, end = read.tree.phrase(kid)
        if first == last + 1:
            last = end
    return last


def _one(tokens: Sequence[int]) -> int:
    return tokens[0] if tokens else -1


def _clitic(cue: Cue) -> Party | None:
    """The -nya written on the cue."""
    read, i = cue.read, cue.last + 1
    if i < len(read.sentence) and read.words.has(i, "poss:3sg") and read.sentence.starts[i] == read.sentence.ends[i - 1]:
        return Party(read.sentence.index, i, i, i, clitic=True)
    return None


def _inverted(cue: Cue) -> bool:
    """Whether the speaker stands behind: "kata Cha", ``," said Mr Cha``."""
    words = cue.read.sentence.words
    before = words[cue.first - 1] if cue.first else ""
    return before in {",", '"', "”", "’", "'", "»", "."} and cue.last + 1 < len(words)


def _behind(read: ReadSentence, start: int) -> Party | None:
    """The noun phrase that begins at ``start``."""
    sentence, tree = read.sentence, read.tree
    while start < len(sentence) and (read.words.any(start, "det") and tree.upos(start) == "DET" or sentence.words[start] in "([") and start + 1 < len(sentence):
        if read.words.any(start, "det"):
            break
        start += 1
    if start >= len(sentence) or tree.upos(start) in SOURCE_STOPS:
        return None
    return _nominal_run(read, start)


def _nominal_run(read: ReadSentence, start: int) -> Party | None:
    """A run of nominal tokens, prepositions inside allowed once a head is there ("menteri luar negeri dari Ghana")."""
    last = start
    for i in range(start, min(start + LONGEST_SOURCE, len(read.sentence))):
        if read.tree.upos(i) in SOURCE_STOPS or read.words.has(i, "rel"):
            break
        last = i
    else:
        i = last + 1
    if i == start:
        return None
    if not any(read.tree.upos(k) in ("NOUN", "PROPN", "PRON") for k in range(start, last + 1)):
        return None
    inside = [k for k in range(start, last + 1) if not start <= read.tree.head(k) <= last]
    heads = [k for k in inside if read.tree.upos(k) in ("NOUN", "PROPN", "PRON")] or inside or [last]
    return Party(read.sentence.index, start, last, heads[0])


def _before(read: ReadSentence, end: int) -> Party | None:
    """The noun phrase that ends right before token ``end``."""
    tree = read.tree
    last = end - 1
    while last >= 0 and tree.upos(last) in ("ADV", "AUX", "PART"):
        last -= 1
    if last < 0 or tree.upos(last) not in ("NOUN", "PROPN", "PRON", "DET"):
        return None
    first = last
    while first > 0 and tree.upos(first - 1) not in SOURCE_STOPS and not read.words.has(first - 1, "rel"):
        first -= 1
    heads = [k for k in range(first, last + 1) if not first <= tree.head(k) <= last] or [last]
    return Party(read.sentence.index, first, last, heads[0])


def _before_apposition(read: ReadSentence, end: int) -> Party | None:
    """ "Victor Cha, a vice president of X, said": the name in front of the commas, when the parser lost it."""
    words = read.sentence.words
    if end < 4 or words[end - 1] != ",":
        return None
    for comma in range(end - 2, 1, -1):
        if read.tree.upos(comma) == "VERB" or read.words.any(comma, "sub:"):
            return None
        if words[comma] == "," and read.tree.upos(comma - 1) == "PROPN":
            return _before(read, comma)
    return None


def cue_tokens(cues: Sequence[Cue]) -> Iterator[int]:
    for cue in cues:
        yield from range(cue.first, cue.last + 1)
