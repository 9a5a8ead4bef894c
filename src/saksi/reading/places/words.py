"""Words of a pack that stand beside names of places: "Street", "Lake", "kota", "Jalan"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from saksi.pack import Pack
from saksi.tables import PlaceWord

BODY = "body"
PART = "part"
GIVEN = "given"


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Lower case word -> kind of place, by the side of the name on which it stands."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    given: frozenset[str]  # names of places that are given names too

    def knows(self, word: str) -> bool:
        return word in self.before or word in self.after


@cache
def place_words(pack: Pack) -> PlaceWords:
    """The words of placewords.tsv; a pack without the table has none."""
    rows = pack.rows("placewords", PlaceWord)
    return PlaceWords(
        {r.word: r.kind for r in rows if r.side in ("before", "both") and r.kind != GIVEN},
        {r.word: r.kind for r in rows if r.side in ("after", "both") and r.kind != GIVEN},
        frozenset(r.word for r in rows if r.kind == GIVEN),
    )
