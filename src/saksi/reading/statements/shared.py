"""Speakers that one cue has from another: "kata X dan menambahkan", "kata X seraya menegaskan", "X said, adding"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from saksi.reading.clauses import ReadSentence
from saksi.reading.statements.draft import Cue
from saksi.reading.statements.sources import VERBAL
from saksi.reading.statements.tags import tag_start


def with_shared_sources(cues: Sequence[Cue]) -> list[Cue]:
    """The cues of a sentence, left to right: a coordinated cue speaks for the tag before it; a verb that only goes on a tag
    ("kata X menjawab kritik") is none."""
    kept: list[Cue] = []
    for cue in cues:
        before = kept[-1] if kept else None
        if before is None or cue.pos not in VERBAL:
            kept.append(cue)
        elif not _holds(cue, before):
            kept.append(_sharing(cue, before))
    return kept


def _holds(cue: Cue, tag: Cue) -> bool:
    """The source found is a tag itself: "kata X" in front of "menjawab"."""
    source = cue.source
    return (
        "after" in tag.sources
        and tag.pos != "noun"
        and source is not None
        and not source.clitic
        and source.first <= tag.first <= source.last < cue.first
    )


def _sharing(cue: Cue, before: Cue) -> Cue:
    source, read = before.source, cue.read
    at = tag_start(cue) - 1
    if source is None or at < 0 or read.sentence.quoted[cue.first] != read.sentence.quoted[before.first]:
        return cue
    active = cue.clause is None or cue.clause.voice != "passive"
    accompanies = active and any(c.startswith("sub:while") for c in read.words.classes[at])
    coordinated = read.words.has(at, "cc") and source.first > before.last and not _has_verb(read, source.last + 1, at)
    return replace(cue, source=replace(source, relative=None), hearsay=False) if accompanies or coordinated else cue


def _has_verb(read: ReadSentence, start: int, end: int) -> bool:
    return any(read.tree.upos(i) in ("VERB", "AUX") for i in range(start, end))
