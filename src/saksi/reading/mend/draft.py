"""A parse while it is mended."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field

NEAR = 5  # tokens between a verb and the object it was made a modifier of
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
GERUND = "ing"
NOMINAL_KIDS = ("det", "amod", "nmod", "nummod", "compound")  # what a noun has and a verb has not
CUES = "reporting"


@dataclass(slots=True)
class Draft:
    """A parse being mended; ``kids``: head -> its dependents in order."""

    upos: list[str]
    heads: list[int]
    relations: list[str]
    kids: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kids = self.kids
        for token, head in enumerate(self.heads):
            if head in kids:
                kids[head].append(token)
            else:
                kids[head] = [token]

    def attach(self, token: int, head: int, relation: str) -> None:
        self.kids[self.heads[token]].remove(token)
        insort(self.kids.setdefault(head, []), token)
        self.heads[token] = head
        self.relations[token] = relation

    def dependents(self, head: int) -> tuple[int, ...]:
        return tuple(self.kids[head]) if head in self.kids else ()

    def has(self, head: int, *relations: str) -> bool:
        for kid in self.kids.get(head, ()):
            relation = self.relations[kid]
            if relation in relations or (":" in relation and relation.split(":")[0] in relations):
                return True
        return False


def head_of_name(draft: Draft, last: int, verb: int) -> int:
    """The head of the name or noun that ends at ``last``, -1 when it is part of something longer."""
    head = last
    while 0 <= draft.heads[head] < verb and draft.upos[draft.heads[head]] in NOMINAL and draft.relations[head] != "conj":
        if abs(draft.heads[head] - head) > NEAR or draft.relations[head] not in ("flat", "compound", "amod", "nmod", "appos"):
            return -1
        head = draft.heads[head]
    return head
