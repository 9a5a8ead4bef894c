"""Names that only qualify the word they are joined to with a hyphen: "US-made tanks" are nobody's of the US, an "anti-Syrian" paper is not
Syrian."""

from __future__ import annotations

from saksi.reading.actors.identity import Unit
from saksi.reading.clauses import ReadSentence

HYPHEN = "-"
TOWARD = "noun:toward"  # pro, anti
MAKING = "noun:making"  # made, backed, supplied


def only_qualifies(read: ReadSentence, unit: Unit) -> bool:
    """Whether a name stands in such a compound."""
    words = read.sentence.words
    if unit.first > 1 and words[unit.first - 1] == HYPHEN and read.words.has(unit.first - 2, TOWARD):
        return True
    behind = unit.last + 2
    return behind < len(words) and words[unit.last + 1] == HYPHEN and read.words.has(behind, MAKING)
