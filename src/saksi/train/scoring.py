"""Measures a syntax reader on gold trees: tags, heads, and whether a predicate's subject and object are both right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import process_time

from saksi.reading.document import Parse, Syntax
from saksi.train.conllu import Tree

Roles = Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, found and gold pairs (predicate, argument)."""

    right: int
    found: int
    gold: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def roles(heads: Sequence[int], relations: Sequence[str], wanted: Sequence[str]) -> Roles:
    """Predicate -> its dependents in one of the wanted relations."""
    found: dict[int, set[int]] = defaultdict(set)
    for token, (head, relation) in enumerate(zip(heads, relations, strict=True)):
        if relation in wanted:
            found[head].add(token)
    return {head: frozenset(tokens) for head, tokens in found.items()}


SUBJECT = ("nsubj", "nsubj:pass")
OBJECT = ("obj",)


def score(trees: Sequence[Tree], parses: Sequence[Parse]) -> dict[str, float | int]:
    """``upos``, ``uas``, ``las`` in per cent of tokens; ``subject_f1``, ``object_f1`` over (predicate, head of the argument) pairs;
    ``both_right``: the share of gold predicates with a subject and an object whose subject and object are found exactly;
    ``predicates``: how many such there are."""
    tokens = sum(len(t.words) for t in trees)
    pairs = list(zip(trees, parses, strict=True))
    subject, objects = (_counts(pairs, wanted) for wanted in (SUBJECT, OBJECT))
    both, predicates = _both(pairs)
    return {
        "upos": _percent(sum(a == b for t, p in pairs for a, b in zip(t.upos, p.upos, strict=True)), tokens),
        "uas": _percent(sum(a == b for t, p in pairs for a, b in zip(t.heads, p.heads, strict=True)), tokens),
        "las": _percent(sum(_labelled(t, p) for t, p in pairs), tokens),
        "subject_f1": round(subject.f1, 4),
        "object_f1": round(objects.f1, 4),
        "both_right": round(both / predicates, 4) if predicates else 0.0,
        "predicates": predicates,
        "tokens": tokens,
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def _labelled(tree: Tree, parse: Parse) -> int:
    rows = zip(tree.heads, parse.heads, tree.relations, parse.relations, strict=True)
    return sum(a == b and x == y for a, b, x, y in rows)


def _counts(pairs: Sequence[tuple[Tree, Parse]], wanted: Sequence[str]) -> Counts:
    right = found = gold = 0
    for tree, parse in pairs:
        a = {(h, i) for h, kids in roles(tree.heads, tree.relations, wanted).items() for i in kids}
        b = {(h, i) for h, kids in roles(parse.heads, parse.relations, wanted).items() for i in kids}
        right, found, gold = right + len(a & b), found + len(b), gold + len(a)
    return Counts(right, found, gold)


def _both(pairs: Sequence[tuple[Tree, Parse]]) -> tuple[int, int]:
    right = total = 0
    for tree, parse in pairs:
        gold = [roles(tree.heads, tree.relations, w) for w in (SUBJECT, OBJECT)]
        mine = [roles(parse.heads, parse.relations, w) for w in (SUBJECT, OBJECT)]
        for predicate in gold[0].keys() & gold[1].keys():
            total += 1
            right += all(g[predicate] == m.get(predicate) for g, m in zip(gold, mine, strict=True))
    return right, total


def words_per_second(reader: Syntax, sentences: Sequence[Sequence[str]], batch: int = 400, rounds: int = 3) -> float:
    """Speed of a warm reader over batches of sentences: the best of some rounds, in words per second of processor time."""
    words = sum(map(len, sentences))
    best = float("inf")
    for _ in range(rounds + 1):
        start = process_time()
        for i in range(0, len(sentences), batch):
            reader.parse(sentences[i : i + batch])
        best = min(best, process_time() - start)
    return round(words / best, 1) if words else 0.0
