"""Word types of the trained reader: each type's share of the first layer is computed once and kept in a table of bounded size."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from saksi.reading.syntax.features import normalise, trait_rows
from saksi.reading.syntax.weights import Array, Weights

CAPACITY = 12_000  # types kept; with 128 channels and three positions 18 MB


class TypeTable:
    """Slots of word types. Slot 0 is the void beyond a sentence's ends.

    ``left``, ``centre``, ``right`` [CAPACITY, window]: what a type adds to the first layer
    of the word behind it, of itself, of the word before it.
    """

    def __init__(self, weights: Weights) -> None:
        self._lexicon = weights.lexicon
        self._rows = {word: row for row, word in enumerate(weights.words, 1)}
        self._word = weights.arrays["word.bytes"]
        self._word_scale = weights.matrix("word.scale")
        self._trait = weights.arrays["trait.bytes"]
        self._trait_scale = weights.matrix("trait.scale")
        self._norm = weights.matrix("norm.weight"), weights.matrix("norm.bias")
        self._refine = tuple(weights.matrix(f"refine.{part}") for part in ("0.weight", "0.bias", "2.weight", "2.bias"))
        self._source = weights.matrix("source")
        self._window = weights.matrix("window.weight"), weights.matrix("window.bias")  # [out, in, 3]
        width = len(self._window[1])
        self.left, self.centre, self.right = (np.zeros((CAPACITY, width), np.float32) for _ in range(3))
        self._slots: dict[str, int] = {}

    def slots(self, words: Sequence[str]) -> list[int]:
        """Slot of each word; at most CAPACITY / 2 words a call."""
        known = self._slots
        found = list(map(known.get, words, repeat(0)))
        if 0 in found:
            fresh = list(dict.fromkeys(word for word, slot in zip(words, found, strict=True) if not slot))
            if len(known) + len(fresh) >= CAPACITY:
                known.clear()
                fresh = list(dict.fromkeys(words))
            self._add(fresh)
            found = [known[word] for word in words]
        return found

    def _add(self, words: Sequence[str]) -> None:
        first = len(self._slots) + 1
        x = self._vectors(words)
        kernel, bias = self._window
        place = slice(first, first + len(words))
        self.left[place] = x @ kernel[:, :, 0].T
        self.centre[place] = x @ kernel[:, :, 1].T + bias
        self.right[place] = x @ kernel[:, :, 2].T
        self._slots.update(zip(words, range(first, first + len(words)), strict=True))

    def _vectors(self, words: Sequence[str]) -> Array:
        """[types, embed]"""
        plain = [normalise(word) for word in words]
        rows = np.array([self._rows.get(p.lower(), 0) for p in plain])
        x = self._word[rows] * self._word_scale[rows, None] + self._traits(plain)
        x = (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-5)
        x = x * self._norm[0] + self._norm[1]
        w0, b0, w2, b2 = self._refine
        refined: Array = x + gelu(x @ w0.T + b0) @ w2.T + b2 + self._source
        return refined

    def _traits(self, plain: Sequence[str]) -> Array:
        """Sum of the traits' rows over the root of their number. [types, embed]"""
        rows = [trait_rows(p, len(self._trait), self._lexicon) for p in plain]
        sizes = np.array([len(r) for r in rows])
        flat: NDArray[np.int64] = np.array([r for some in rows for r in some], dtype=np.int64)
        values = self._trait[flat] * self._trait_scale[flat, None]
        sums: Array = np.add.reduceat(values, np.cumsum(sizes) - sizes, axis=0)
        sums /= np.sqrt(sizes, dtype=np.float32)[:, None]
        return sums


def gelu(x: Array) -> Array:
    """Gaussian error linear unit by its tanh formula (Hendrycks & Gimpel 2016, arXiv:1606.08415)."""
    y: Array = 0.5 * x * (1 + np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)))
    return y
