"""Cues that stand beside what they report: "menurut X, S", "S, according to X", "X dikabarkan V", "reportedly"."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.reading.clauses import ReadSentence
from saksi.reading.statements.bounds import Found, predicate, trimmed
from saksi.reading.statements.draft import Cue, Party
from saksi.tables import NameRow

LONGEST_TAG = 16  # tokens between a preposition that names a source and the comma that closes its phrase
MIN_CLAUSE = 4  # tokens from a relative pronoun to the tag behind its clause
PASSED_ON = ("media", "website", "document", "statement")
OPENER = 6  # tokens between a relative pronoun and an adverb in its clause
Run = tuple[int, int]


def around(cue: Cue, cues: Sequence[Cue], after: int, lo: int, hi: int) -> Found | None:
    """The rest of the clause around a cue. ``after``: the first token behind cue and source."""
    frame = next(iter(cue.frames), "")
    runs = (_beside_adverb(cue, after, lo, hi) if cue.pos == "adv" else _beside_tag(cue, cues, after, lo, hi)) if frame else []
    if not any(last > first for first, last in runs):
        return None
    return Found(frame, tuple(runs), predicate(cue.read, *max(runs, key=lambda r: r[1] - r[0])))


def _beside_tag(cue: Cue, cues: Sequence[Cue], after: int, lo: int, hi: int) -> list[Run]:
    """What stands before the tag, and what goes on behind the comma that closes it."""
    read, source = cue.read, cue.source
    after = max(after, source.last + 1 if source else 0)
    runs: list[Run] = []
    if cue.first - 1 > lo + 1:
        runs.append(trimmed(read, max(lo, nearest_clause(cue, cues)), _end_before_tags(cue, cues, lo)))
    start = _skip_to_comma(read, after, hi)
    if start < hi and (read.sentence.words[start - 1] == "," or (cue.first <= lo + 1 and _is_pronoun(read, source))):
        behind = trimmed(read, start, hi)
        if not runs or _has_verb(read, *behind) or not _has_verb(read, *runs[0]):
            runs.append(behind)
    return [r for r in runs if r[1] > r[0]]


def _end_before_tags(cue: Cue, cues: Sequence[Cue], lo: int) -> int:
    """What another tag already closes ends there: "S, menurut laporan X, mengutip Y"."""
    words = cue.read.sentence.words
    starts = [c.first for c in cues if lo + 1 < c.first < cue.first and words[c.first - 1] == "," and c.pos in ("prep", "intrans")]
    return min(starts, default=cue.first) - 1


def nearest_clause(tag: Cue, cues: Sequence[Cue]) -> int:
    """Where the relative clause begins that a closing tag alone holds, in a sentence that somebody else tells: "He said he would veto a
    bill that led to protests | in which police shot ten people, according to doctors"; -1 if the tag holds the whole, as that of
    a medium or document does that somebody is quoted from."""
    read = tag.read
    telling = next((c for c in cues if c.first < tag.first and c.pos == "verb" and "quote" in c.frames and c.source), None)
    if telling is None or tag.pos != "prep" or tag.source is None or _passes_on(read, tag.source):
        return -1
    if read.sentence.words[tag.first - 1] != "," or read.sentence.quoted[tag.first] >= 0:
        return -1
    openers = (
        i - 1
        for i in range(tag.first - MIN_CLAUSE, telling.last + 1, -1)
        if read.words.has(i, "rel") and (read.tree.upos(i - 1) == "ADP" or read.sentence.words[i - 1] == ",")
    )
    start = next(openers, -1)
    if start < 0 or any(read.sentence.words[i] == "," for i in range(start + 1, tag.first - 1)):
        return -1
    return start + (read.sentence.words[start] == ",")


def _passes_on(read: ReadSentence, source: Party) -> bool:
    """A medium or a document: it has the words of others."""
    inside = range(source.first, source.last + 1)
    media = any(isinstance(m.row, NameRow) and m.row.kind == "media" and m.first in inside for m in read.matches)
    return media or any(read.words.has(i, f"noun:{kind}") for i in inside for kind in PASSED_ON)


def _is_pronoun(read: ReadSentence, source: Party | None) -> bool:
    """ "Menurutnya S", "menurut dia S": no comma is needed."""
    return source is not None and source.first == source.last and read.words.any(source.first, "pron:3")


def _has_verb(read: ReadSentence, first: int, last: int) -> bool:
    return any(read.tree.upos(i) in ("VERB", "AUX") for i in range(first, last + 1))


def _beside_adverb(cue: Cue, after: int, lo: int, hi: int) -> list[Run]:
    """The clause that an adverb stands in, without the adverb."""
    read = cue.read
    lo, hi = _clause_around(read, cue, lo, hi)
    runs: list[Run] = []
    if cue.first > lo:
        runs.append(trimmed(read, lo, cue.first - 1))
    elif after <= hi and (read.sentence.words[after] == "," or read.words.has(after, "comp")):  # "Konon, S", "Disebutkan bahwa S"
        after += 1
    if after <= hi:
        runs.append(trimmed(read, after, hi))
    return [r for r in runs if r[1] > r[0] or read.sentence.words[r[0]][0].isalnum()]


def _clause_around(read: ReadSentence, cue: Cue, lo: int, hi: int) -> Run:
    """The clause of an adverb: a relative clause up to its comma ("the trip, which is reportedly long, ..."), else what stands
    between coordinators or subordinators behind commas."""
    at = cue.first
    opener = next((i for i in range(at - 1, max(at - OPENER, lo) - 1, -1) if read.words.has(i, "rel")), -1)
    if opener >= 0 and not any(i in read.clauses and read.clauses[i].kind == "verb" for i in range(opener, at)):
        end = next((i for i in range(at, hi) if read.sentence.words[i] == ","), hi + 1)
        return opener + 1, end - 1
    start = next((i + 1 for i in range(at - 1, lo, -1) if _opens_clause(read, i)), lo)
    end = next((i - 1 for i in range(cue.last + 1, hi) if read.sentence.words[i] == "," and _opens_contrast(read, i + 1)), hi)
    return start, end


def _opens_clause(read: ReadSentence, token: int) -> bool:
    """A complementiser, or a coordinator or subordinator behind a comma."""
    if read.words.has(token, "comp") and read.tree.upos(token) == "SCONJ":
        return True
    return read.sentence.words[token - 1] == "," and (read.words.has(token, "cc") or read.words.any(token, "sub:"))


def _opens_contrast(read: ReadSentence, token: int) -> bool:
    return read.words.has(token, "adversative")


def _skip_to_comma(read: ReadSentence, start: int, hi: int) -> int:
    """Behind the comma that closes "according to X ...": the first comma outside a relative clause, or ``start``."""
    for i in range(start, min(start + LONGEST_TAG, hi)):
        if read.sentence.words[i] == ",":
            return i + 1
    return start
