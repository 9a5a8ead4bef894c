"""Cues that stand beside what they report: "menurut X, S", "S, according to X", "X dikabarkan V", "reportedly"."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.reading.clauses import ReadSentence
from saksi.reading.statements.bounds import Found, predicate, trimmed
from saksi.reading.statements.draft import Cue, Party

LONGEST_TAG = 16  # tokens between a preposition that names a source and the comma that closes its phrase
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
        runs.append(trimmed(read, lo, _end_before_tags(cue, cues, lo)))
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
