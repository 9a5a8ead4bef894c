"""What a predicate of a sentence is: its records, shared by the modules that read them. The slots are explained in ``clauses``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from saksi.frozen import record
from saksi.reading.document import Match

Slots = Mapping[str, tuple[int, ...]]
VERB_TABLES = frozenset({"events", "reporting", "modality"})
RESULT = "noun:result"  # adjectives of what an act led to, which a parser takes for verbs: "menembak [mati]"
SETS = 8192  # answers kept about sets of classes


@record(frozen=True, slots=True)
class Effect:
    """What a word does to an act: the effect, and where it is written that it does."""

    kind: str
    where: str


@record(frozen=True, slots=True)
class Clause:
    """One predicate of a sentence."""

    head: int
    first: int  # verb group, auxiliaries included
    last: int
    kind: str  # verb | noun
    voice: str  # active | passive | ""
    slots: Slots
    effects: tuple[Effect, ...]
    governor: int  # the predicate it complements or hangs on, -1 if none
    link: str  # relation to the governor: xcomp, ccomp, acl:relcl, advcl, conj ...
    finite: bool  # False: infinitive, participle, noun
    bare: bool = False  # an infinitive opened by an ``inf`` word: purpose or complement

    def has(self, *kinds: str) -> bool:
        return any(e.kind in kinds for e in self.effects)


@record(frozen=True, slots=True)
class Words:
    """What tables know of the words of one sentence, by token: classes of function words, ``time`` for calendar words,
    ``noun:CLASS`` for nouns of classes.tsv. ``present``: all classes of the sentence, so that most questions need no walk."""

    classes: tuple[frozenset[str], ...]
    modal: tuple[Match, ...]
    present: frozenset[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "present", frozenset().union(*set(self.classes)))

    def has(self, token: int, name: str) -> bool:
        return name in self.classes[token]

    def tokens(self, name: str) -> list[int]:
        """All tokens of a class."""
        return [i for i, classes in enumerate(self.classes) if classes and name in classes]

    def any(self, token: int, prefix: str) -> bool:
        classes = self.classes[token]
        return bool(classes) and _any(classes, prefix)

    def slots_of(self, token: int) -> tuple[str, ...]:
        """The slots that a preposition opens."""
        classes = self.classes[token]
        return _slots(classes) if classes else ()


# A language has a few hundred sets of classes, and articles ask the same of them without end.
@lru_cache(SETS)
def _any(classes: frozenset[str], prefix: str) -> bool:
    return any(c.startswith(prefix) for c in classes)


@lru_cache(SETS)
def _slots(classes: frozenset[str]) -> tuple[str, ...]:
    return tuple(name[5:] for name in classes if name.startswith("prep:"))


def form_effects(matches: Sequence[Match], effects: Mapping[str, str], where: str) -> dict[int, Effect]:
    """token -> what the form of the verb does to its act, where the language writes it on the verb ("atacará" is planned)."""
    found = (m for m in matches if m.feature in effects and m.table in VERB_TABLES) if effects else ()
    return {m.first: Effect(effects[m.feature], where) for m in found}
