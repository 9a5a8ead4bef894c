"""Which reporting words of a sentence are cues."""

from __future__ import annotations

from dataclasses import replace

from saksi.reading.clauses import ReadSentence
from saksi.reading.document import Match
from saksi.reading.statements.draft import Cue
from saksi.reading.statements.shared import with_shared_sources
from saksi.reading.statements.sources import find_source
from saksi.tables import ReportingCue

VERB_FORMS = frozenset({"past", "act", "pass", "ter"})
NOUN_LIKE = frozenset({"NOUN", "PROPN"})


def find_cues(read: ReadSentence) -> list[Cue]:
    """The cues of a sentence, left to right, one a token."""
    best: dict[int, tuple[int, Match]] = {}
    for match in read.matches:
        if match.table != "reporting":
            continue
        score = _fitness(read, match)
        if score > 0 and score > best.get(match.first, (0, match))[0]:
            best[match.first] = (score, match)
    return with_shared_sources([_cue(read, match) for _, (_, match) in sorted(best.items())])


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
    cue = Cue(read, match, clause, frames, row.source, row.pos)
    source, hearsay = find_source(cue)
    return replace(cue, source=source, hearsay=hearsay)
