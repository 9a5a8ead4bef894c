"""Where an act happened: the place behind "in", "at" or "near" that hangs on it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from saksi.reading.attachment import rank_of
from saksi.reading.clauses import ReadSentence
from saksi.reading.places.read import Located
from saksi.records import Place

SLOTS = ("in", "at", "near")
FINENESS = {"point": 0, "city": 1, "region": 2, "country": 3}


def place_of_act(
    head: int, slots: Mapping[str, tuple[int, ...]], read: ReadSentence, here: Sequence[Located], others: Collection[int] = ()
) -> Place | None:
    """The finest place of the locative phrase nearest to the act; ``here`` are the places of its sentence, ``others`` its other acts."""
    found = [*_in_slots(slots, read, here), *_hanging(head, read, here, others)]
    if not found:
        return None
    return min(found, key=lambda pair: (pair[0], FINENESS.get(pair[1].place.precision, 4)))[1].place


def _in_slots(slots: Mapping[str, tuple[int, ...]], read: ReadSentence, here: Sequence[Located]) -> Iterator[tuple[int, Located]]:
    """Places of the phrases that fill a slot of place."""
    for slot in SLOTS:
        for token in slots.get(slot, ()):
            first, last = read.tree.phrase(token)
            yield from ((0, p) for p in here if first <= p.first <= last and _preposition(p, read))


def _hanging(head: int, read: ReadSentence, here: Sequence[Located], others: Collection[int]) -> Iterator[tuple[int, Located]]:
    """Places behind a preposition of place that the parser ties to a thing in the act's slots: "met with Bashir in Aden"."""
    for place in here:
        if set(SLOTS) & set(_preposition(place, read)):
            rank = rank_of(head, range(place.first, place.last + 1), read, others)
            if rank is not None:
                yield rank, place


def _preposition(place: Located, read: ReadSentence) -> tuple[str, ...]:
    """What the preposition before the place says; none for a place that stands for somebody or qualifies a thing."""
    before = place.first - 1
    while before >= 0 and read.words.has(before, "det"):
        before -= 1
    return tuple(read.words.slots_of(before)) if before >= 0 and place.place.use == "place" else ()
