"""Reading a dependency parse that may be wrong: heads may form cycles, phrases may have holes. Nothing here raises."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import field

from saksi.frozen import record
from saksi.reading.document import Parse

NP_RELATIONS = frozenset(
    {
        "det",
        "amod",
        "compound",
        "flat",
        "nmod",
        "nmod:poss",
        "case",
        "nummod",
        "conj",
        "cc",
        "fixed",
        "goeswith",
        "clf",
        "dep",
        "acl",
        "advmod",
    }
)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "ADJ", "DET"})
NONE: Iterator[int] = iter(())  # stays empty, whoever asks it


@record(frozen=True, slots=True)
class Tree:
    """A parse with the children of each token. ``phrases``: those asked for, since stage after stage asks for the same.

    ``upos``, ``head`` and ``relation`` look up a token; they are asked ten times a word, and so are the lookup of the tuple itself.
    """

    parse: Parse
    kids: tuple[tuple[int, ...], ...]
    upos: Callable[[int], str] = field(compare=False, repr=False)
    head: Callable[[int], int] = field(compare=False, repr=False)
    relation: Callable[[int], str] = field(compare=False, repr=False)
    phrases: dict[int, tuple[int, int]] = field(default_factory=dict, compare=False, repr=False)

    def dependents(self, token: int, *relations: str) -> Iterator[int]:
        """Children of a token by relation; a relation without subtype matches its subtypes too."""
        return iter(self._tied(token, relations)) if self.kids[token] else NONE

    def has(self, token: int, *relations: str) -> bool:
        """Whether the token has a child of one of the relations."""
        return bool(self.kids[token]) and bool(self._tied(token, relations))

    def _tied(self, token: int, wanted: Collection[str]) -> list[int]:
        relation = self.relation
        return [k for k in self.kids[token] if (r := relation(k)) in wanted or (":" in r and base(r) in wanted)]

    def ancestors(self, token: int) -> Iterator[int]:
        """Heads from the token upward, the token itself left out."""
        seen = {token}
        while (token := self.head(token)) >= 0 and token not in seen:
            seen.add(token)
            yield token

    def depth(self, token: int) -> int:
        """How many tokens stand above one."""
        at, steps = token, 0
        while (at := self.head(at)) >= 0:
            steps += 1
            if steps > len(self.kids):  # a cycle
                return sum(1 for _ in self.ancestors(token))
        return steps

    def subtree(self, token: int, without: Collection[int] = ()) -> set[int]:
        """The token and all below it, not entering ``without``."""
        found: set[int] = set()
        stack = [token]
        while stack:
            at = stack.pop()
            if at in found or at in without:
                continue
            found.add(at)
            stack.extend(self.kids[at])
        return found

    def phrase(self, head: int, relations: Collection[str] = NP_RELATIONS) -> tuple[int, int]:
        """First and last token of the noun phrase around ``head``: the unbroken run of tokens tied to it by ``relations``."""
        if relations is not NP_RELATIONS:
            return self._phrase(head, relations)
        found = self.phrases.get(head)
        if found is None:
            found = self.phrases[head] = self._phrase(head, relations)
        return found

    def _phrase(self, head: int, relations: Collection[str]) -> tuple[int, int]:
        if not self.kids[head]:
            return head, head
        tied = {head}
        stack = [head]
        while stack:
            at = stack.pop()
            for kid in self.kids[at]:
                if (
                    kid in tied
                    or self.parse.upos[kid] == "VERB"
                    or not (self.parse.relations[kid] in relations or self._comma_of_conjunct(kid, at, relations))
                ):
                    continue
                if at == head and self.parse.relations[kid] == "case" and self.parse.upos[kid] != "PART" and kid < head:
                    continue  # the preposition of the phrase itself
                tied.add(kid)
                stack.append(kid)
        first = last = head
        while (step := self._step(first, -1, tied)) is not None:
            first = step
        while (step := self._step(last, 1, tied)) is not None:
            last = step
        while first < head and self.parse.upos[first] == "ADP":  # the preposition, tied to a word inside
            first += 1
        return first, last

    def _step(self, edge: int, way: int, tied: set[int]) -> int | None:
        """The next token of a phrase beyond its edge; a comma or coordinator that the parser tied elsewhere is stepped over."""
        if edge + way in tied:
            return edge + way
        for skip in (2, 3):
            between = range(edge + way, edge + skip * way, way)
            if edge + skip * way in tied and all(0 <= i < len(self.kids) and self.parse.upos[i] in ("CCONJ", "PUNCT") for i in between):
                return edge + skip * way
        return None

    def _comma_of_conjunct(self, token: int, conjunct: int, relations: Collection[str]) -> bool:
        """The comma in "Britain, France and Canada"."""
        return (
            "conj" in relations and self.parse.relations[token] == "punct" and self.parse.relations[conjunct] == "conj" and token < conjunct
        )


def base(relation: str) -> str:
    """The relation without its subtype."""
    return relation.split(":")[0] if ":" in relation else relation


def build_tree(parse: Parse) -> Tree:
    count = len(parse.heads)
    kids: list[tuple[int, ...]] = [()] * count
    for i, head in enumerate(parse.heads):
        if 0 <= head < count and head != i:
            kids[head] += (i,)
    return Tree(parse, tuple(kids), parse.upos.__getitem__, parse.heads.__getitem__, parse.relations.__getitem__)
