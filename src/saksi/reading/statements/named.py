"""The name that an office is told with behind a comma: "Kepala BPS, | Rusman Heriawan, | mengatakan"."""

from __future__ import annotations

from dataclasses import replace

from saksi.reading.clauses import ReadSentence
from saksi.reading.statements.draft import Cue, Party

OFFICES = "titles"
OTHERS = frozenset({"titles", "countries", "metonyms", "demonyms", "calendar", "reporting", "classes", "closed"})
LONGEST = 6  # tokens of a name
BEHIND = frozenset({",", ".", "(", "–", "-"})


def with_name_behind(cue: Cue, source: Party) -> Party:
    """The source with a name of two or more words that stands in apposition behind it; the source itself where none does."""
    read = cue.read
    first = source.last + 2
    if source.clitic or source.relative is not None or first >= len(read.sentence) or read.sentence.words[first - 1] != ",":
        return source
    last = _end_of_name(read, first)
    if last <= first or not _is_office(read, source) or not _closes(cue, last + 1):
        return source
    return replace(source, last=last)


def _is_office(read: ReadSentence, source: Party) -> bool:
    """Whether the source begins with a word of office and names nobody yet."""
    office = any(m.table == OFFICES and source.first <= m.first <= source.head <= m.last for m in read.matches)
    return office and not any(m.table == "people" and source.first <= m.first and m.last <= source.last for m in read.matches)


def _end_of_name(read: ReadSentence, first: int) -> int:
    """The last token of a run of capitalised words that no table takes for something else; ``first - 1`` if it is none."""
    plain = read.tree.upos(first) != "PROPN"  # "Abu" of a name is no ash
    taken = {i for m in read.matches if m.table in OTHERS and (plain or m.table != "classes") for i in range(m.first, m.last + 1)}
    end = first
    while end < min(first + LONGEST, len(read.sentence)) and read.sentence.words[end][:1].isalpha() and end not in taken:
        if read.tree.upos(end) not in ("PROPN", "NOUN") or (not read.sentence.words[end][0].isupper() and not _links(read, first, end)):
            break
        end += 1
    return end - 1


def _links(read: ReadSentence, first: int, token: int) -> bool:
    """A small word inside a name: "Abu Bakar al-Baghdadi"."""
    return token > first and "-" in read.sentence.words[token] and read.tree.upos(token) == "PROPN"


def _closes(cue: Cue, token: int) -> bool:
    """Whether what stands behind the name ends it: a mark, a preposition, the cue or the end of the sentence."""
    read = cue.read
    if cue.pos == "prep":  # "menurut menteri itu, Ann Lee di Oslo akan": only a mark
        return token >= len(read.sentence) or read.sentence.words[token] in BEHIND
    ends = token >= len(read.sentence) or read.sentence.words[token] in BEHIND or token == cue.first
    return ends or read.words.any(token, "prep:")
