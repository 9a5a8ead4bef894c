"""What the names of one article are looked up against: the world, the time, the states it speaks of, what it defined so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field

from saksi.frozen import record
from saksi.reading.actors.era import era_of
from saksi.reading.clauses import ReadSentence
from saksi.reading.lexicon import NAME_TABLES
from saksi.tables import NameRow
from saksi.world import Held, World

ANY = "*"
FAR = 2  # times as often
STATES = frozenset({"countries", "demonyms", "metonyms"})


@record(frozen=True, slots=True)
class Setting:
    """``date``: ISO, the article's or about when it was written; ``why``: how that was told if the article has none."""

    world: World
    date: str
    why: str = ""
    states: Mapping[str, int] = field(default_factory=dict)  # code -> how often the article names it

    def who(self, form: str) -> tuple[Held | None, str]:
        """The person a form means at the time, and why."""
        held = self.world.find(form, self.date)
        if held is None:
            return None, ""
        told = f"{held.reason}; {held.office.where}"
        return held, f"{told}; {self.why}" if self.why else told

    def shared(self, codes: str) -> tuple[str, str]:
        """Of the states that share a name ("IDN|USA") the one the article names most, the first if it names none; and why.

        ``*`` is any state: "USA|*" gives way to a state that is named far more often.
        """
        first, *others = codes.split("|")
        if not others:
            return first, ""
        named = [s for s in self.states if len(s) == 3] if ANY in others else others
        best = max((first, *named), key=lambda code: self.states.get(code, 0))
        if not self.states.get(best) or (ANY in others and FAR * self.states.get(first, 0) >= self.states[best]):
            return first, f"of several states: {first or 'none'} unless another is spoken of"
        return best, f"of several states; the article speaks of {best}"


def setting_of(sentences: Sequence[ReadSentence], world: World, date: str) -> Setting:
    states = Counter(
        m.row.code
        for read in sentences
        for m in read.matches
        if m.table in NAME_TABLES and isinstance(m.row, NameRow) and (m.table in STATES or m.row.kind == "country")
    )
    if date:
        return Setting(world, date, states=states)
    era = era_of(sentences, world)
    return Setting(world, era.date, era.reason, states)
