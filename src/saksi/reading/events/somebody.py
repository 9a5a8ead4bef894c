"""Whether words that no table resolves still name somebody: people, a group, a body. A thing, a time or a sum is no party of an act."""

from __future__ import annotations

from saksi.reading.clauses import ReadSentence
from saksi.records import Actor

PERSONS = "human person crowd captive victim civilian troops rebel worker police suspect envoy refugee foreigner rescuer observer abductor"
BODIES = "office group party company organisation government alliance"
PEOPLE = tuple(f"noun:{kind}" for kind in f"{PERSONS} {BODIES}".split())


def somebody(read: ReadSentence, actor: Actor) -> bool:
    """Whether the head of the party's words means people or a body; a country always does, a name but for
    one with a number."""
    if actor.country or actor.span is None or actor.kind not in ("", "name"):
        return True
    inside = [i for i in range(len(read.sentence)) if actor.span.covers(read.sentence.span_of(i, i))]
    if actor.kind == "name":  # "Rp 3 miliar" is a sum
        return not any(read.tree.upos(i) == "NUM" for i in (*inside, inside[-1] + 1) if i < len(read.sentence)) if inside else True
    heads = [i for i in inside if read.tree.head(i) not in inside]
    return any(read.words.any(i, "pron:3") or read.words.any(i, "pron:1") or _means_people(read, i) for i in heads)


def _means_people(read: ReadSentence, token: int) -> bool:
    return any(read.words.has(token, name) for name in PEOPLE)
