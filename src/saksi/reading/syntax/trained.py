"""The default syntax reader: a small trained network, numpy only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from saksi.pack import Pack
from saksi.reading.document import Parse
from saksi.reading.syntax.decode import best_heads
from saksi.reading.syntax.network import Index, Network, Packed, Scores, pack
from saksi.reading.syntax.types import TypeTable
from saksi.reading.syntax.weights import Array, Weights, load_weights

WORDS = 1200  # tokens of a batch: the arrays of a layer fit the processor's cache
BLOCK = 1000  # padded tokens whose heads are scored together
LONGEST = 200  # a longer "sentence" is a table or garbage: read in pieces of this size
EMPTY = Parse((), (), ())


class TrainedSyntax:
    """Tags and parses with a pack's weights. Keeps a bounded table of word types, so one reader serves one thread."""

    name = "trained"

    def __init__(self, weights: Weights) -> None:
        self._types = TypeTable(weights)
        self._network = Network(weights)
        self._tags = np.array(weights.tags, dtype=object)
        self._relations = np.array(weights.relations, dtype=object)

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        found = [EMPTY] * len(sentences)
        order = sorted((i for i, s in enumerate(sentences) if s), key=lambda i: -len(sentences[i]))
        for i in order:
            if len(sentences[i]) <= LONGEST:
                break
            found[i] = self._long(sentences[i])
        for chunk in _chunks([i for i in order if len(sentences[i]) <= LONGEST], sentences):
            for i, parse in zip(chunk, self._batch([sentences[i] for i in chunk]), strict=True):
                found[i] = parse
        return found

    def _long(self, words: Sequence[str]) -> Parse:
        """Pieces parsed apart; each has a root of its own."""
        upos: list[str] = []
        heads: list[int] = []
        relations: list[str] = []
        for start in range(0, len(words), LONGEST):
            piece = self._batch([words[start : start + LONGEST]])[0]
            upos += piece.upos
            heads += [h + start if h >= 0 else -1 for h in piece.heads]
            relations += piece.relations
        return Parse(tuple(upos), tuple(heads), tuple(relations))

    def _batch(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        """``sentences``: longest first, none empty, at most about WORDS tokens."""
        packed = pack([len(s) for s in sentences])
        scores = self._network.forward(self._first_layer(sentences, packed), packed)
        local, above = self._heads(scores, packed)
        tags = self._tags[scores.tags.argmax(1)[packed.places]].tolist()
        relations = self._relations[self._network.relations(scores, above)[packed.places]].tolist()
        parses: list[Parse] = []
        start = 0
        for sentence in sentences:
            end = start + len(sentence)
            parses.append(Parse(tuple(tags[start:end]), tuple(local[start:end]), tuple(relations[start:end])))
            start = end
        return parses

    def _first_layer(self, sentences: Sequence[Sequence[str]], packed: Packed) -> Array:
        """Sum of the shares of each word and its two neighbours, in packed order. [N, window]"""
        words = [word for sentence in sentences for word in sentence]
        slots = np.zeros(len(words) + len(sentences) + 1, np.intp)  # a void before, between and after sentences
        place = np.arange(1, len(words) + 1) + np.repeat(np.arange(len(sentences)), packed.lengths)
        slots[place] = self._types.slots(words)
        at = np.empty_like(place)
        at[packed.places] = place
        x = self._types.centre[slots[at]]
        x += self._types.left[slots[at - 1]]
        x += self._types.right[slots[at + 1]]
        return x

    def _heads(self, scores: Scores, packed: Packed) -> tuple[list[int], Index]:
        """Heads in sentence order (index in the sentence, -1 = root), and packed places of heads in packed order (N = root)."""
        total = len(packed.places)
        starts = np.cumsum(packed.lengths) - packed.lengths
        local = np.empty(total, np.intp)
        for first, last in packed.blocks(BLOCK):
            lengths = packed.lengths[first:last]
            heads = best_heads(self._network.arc_scores(scores, packed, first, last), lengths)
            inside = np.arange(heads.shape[1])[None] < lengths[:, None]
            local[starts[first] : starts[first] + int(lengths.sum())] = heads[inside] - 1
        sentence_order = local + np.repeat(starts, packed.lengths)
        above = np.empty(total, np.intp)
        above[packed.places] = np.where(local < 0, total, packed.places[sentence_order])
        return local.tolist(), above


def _chunks(order: Sequence[int], sentences: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    chunk: list[int] = []
    words = 0
    for i in order:
        if chunk and words + len(sentences[i]) > WORDS:
            yield chunk
            chunk, words = [], 0
        chunk.append(i)
        words += len(sentences[i])
    if chunk:
        yield chunk


def read_weights(path: Path) -> TrainedSyntax:
    """A reader from a file of weights. Raises PackError when the file is faulty."""
    return TrainedSyntax(load_weights(path))


def trained_syntax(pack: Pack, file: str) -> TrainedSyntax:
    """The reader of a pack's weights."""
    return TrainedSyntax(load_weights(pack.folder / file))
