"""Gold trees as numbers: vocabulary, word types, shuffled batches, and small changes that make a reader robust."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np
import torch
from torch import Tensor

from saksi.reading.syntax.features import normalise, trait_rows
from saksi.train.conllu import Tree, rejoin
from saksi.train.model import Batch

LONGEST = 100  # tokens; longer sentences are lists and tables
SEEN = 2  # a word seen less often has no row of its own
RECASED = 0.01  # share of sentences for each change of case: more costs a point of tagging, capitals tell names from nouns
UNSTOPPED = 0.03  # share of sentences without their full stop


@dataclass(frozen=True, slots=True)
class Sample:
    """A gold tree and the number of the treebank it is from."""

    tree: Tree
    source: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the network numbers: words (row = index + 1), tags, relations."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]


def build_vocabulary(samples: Sequence[Sample], kin: Sequence[Sample] = ()) -> tuple[Vocabulary, Counter[str]]:
    """The vocabulary (words of ``samples``, labels of both) and how often each normalised word was seen."""
    counts = Counter(normalise(word).lower() for s in samples for word in s.tree.words)
    words = sorted((w for w, n in counts.items() if n >= SEEN), key=lambda w: (-counts[w], w))
    tags = sorted({tag for s in (*samples, *kin) for tag in s.tree.upos})
    relations = sorted({relation for s in (*samples, *kin) for relation in s.tree.relations})
    return Vocabulary(tuple(words), tuple(tags), tuple(relations)), counts


@dataclass(frozen=True, slots=True)
class Changes:
    """How training text is varied. ``spare``: clitics that the tokeniser splits as the treebank does."""

    spare: frozenset[str] = frozenset()

    def vary(self, tree: Tree, random: Random) -> Tree:
        """The tree as other text would have it: clitics written on, a headline, all capitals, no full stop."""
        if tree.joined and random.random() < 0.5:
            tree = rejoin(tree, self.spare if random.random() < 0.8 else frozenset())
        draw = random.random()
        if draw < RECASED:
            return _recase(tree, str.upper)
        if draw < 2 * RECASED:
            return _recase(tree, _capital)
        if draw < 2 * RECASED + UNSTOPPED and len(tree.words) > 2 and tree.upos[-1] == "PUNCT":
            return _without_last(tree)
        return tree


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:] if len(word) > 3 else word


def _recase(tree: Tree, change: Callable[[str], str]) -> Tree:
    return Tree(tuple(change(w) for w in tree.words), tree.upos, tree.heads, tree.relations)


def _without_last(tree: Tree) -> Tree:
    last = len(tree.words) - 1
    if last in tree.heads or tree.heads[last] < 0:
        return tree
    return Tree(tree.words[:-1], tree.upos[:-1], tree.heads[:-1], tree.relations[:-1])


@dataclass(frozen=True, slots=True)
class Coding:
    """How words become numbers. ``forget``: a word seen n times is made unknown forget / (forget + n) of the time."""

    buckets: int
    forget: float = 0.5
    lexicon: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Encoder:
    """Trees to tensors. Keeps the features of word types."""

    def __init__(self, vocabulary: Vocabulary, counts: Counter[str], changes: Changes, plan: Coding) -> None:
        self._rows = {w: i for i, w in enumerate(vocabulary.words, 1)}
        self._tags = {t: i for i, t in enumerate(vocabulary.tags)}
        self._relations = {r: i for i, r in enumerate(vocabulary.relations)}
        self._counts = counts
        self._changes = changes
        self._plan = plan
        self._types: dict[str, tuple[int, float, list[int]]] = {}

    def batch(self, samples: Sequence[Sample], random: Random) -> Batch:
        """Training batch: sentences varied, rare words made unknown now and then."""
        trees = [self._changes.vary(s.tree, random) for s in samples]
        shape = (len(trees), max(len(t.words) for t in trees))
        words, types, tags, heads, relations = (np.zeros(shape, np.int64) for _ in range(5))
        mask = np.zeros(shape, bool)
        order: dict[str, int] = {}
        for row, tree in enumerate(trees):
            n = len(tree.words)
            mask[row, :n] = True
            types[row, :n] = [order.setdefault(w, len(order)) for w in tree.words]
            words[row, :n] = [self._row(w, random) for w in tree.words]
            tags[row, :n] = [self._tags[t] for t in tree.upos]
            heads[row, :n] = np.array(tree.heads) + 1
            relations[row, :n] = [self._relations[r] for r in tree.relations]
        traits = [self._type(w)[2] for w in order]
        starts = np.cumsum([0] + [len(t) for t in traits[:-1]])
        flat = np.array([r for some in traits for r in some])
        source = np.array([s.source for s in samples])
        tensors: list[Tensor] = [torch.from_numpy(a) for a in (words, types, flat, starts, mask, tags, heads, relations, source)]
        return Batch(*tensors)

    def _type(self, word: str) -> tuple[int, float, list[int]]:
        """Row, chance to be made unknown, trait rows."""
        if word not in self._types:
            plain = normalise(word)
            row = self._rows.get(plain.lower(), 0)
            chance = self._plan.forget / (self._plan.forget + self._counts[plain.lower()])
            self._types[word] = row, chance, trait_rows(plain, self._plan.buckets, self._plan.lexicon)
        return self._types[word]

    def _row(self, word: str, random: Random) -> int:
        row, chance, _ = self._type(word)
        return 0 if random.random() < chance else row


def shuffled(samples: Sequence[Sample], words: int, random: Random) -> list[list[Sample]]:
    """Batches of about ``words`` tokens, sentences of like length together."""
    order = [(len(s.tree.words) + 6 * random.random(), s) for s in samples]
    order.sort(key=lambda pair: pair[0])
    batches: list[list[Sample]] = [[]]
    size = 0
    for _, sample in order:
        if size >= words:
            batches.append([])
            size = 0
        batches[-1].append(sample)
        size += len(sample.tree.words)
    random.shuffle(batches)
    return batches
