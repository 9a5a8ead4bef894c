"""Where an act happened: the place behind "in", "at" or "near" that hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from saksi.reading.clauses import ReadSentence
from saksi.reading.places.read import Located
from saksi.records import Place

SLOTS = ("in", "at", "near")
FINENESS = {"point": 0, "city": 1, "region": 2, "country": 3}


def place_of_act(slots: Mapping[str, tuple[int, ...]], read: ReadSentence, here: Sequence[Located]) -> Place | None:
    """The finest place of the first locative phrase of the act; ``here`` are the places of its sentence."""
    for slot in SLOTS:
        for token in slots.get(slot, ()):
            first, last = read.tree.phrase(token)
            inside = [p for p in here if first <= p.first <= last and p.place.use != "actor"]
            if inside:
                return min(inside, key=lambda p: FINENESS.get(p.place.precision, 4)).place
    return None
