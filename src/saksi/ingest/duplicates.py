"""Near-duplicate articles: wire copies, rewrites, articles that print another one in full.

An article is the set of its word 5-grams; two are alike as far as these sets overlap (Jaccard, Broder 1997). ``sketch`` boils a text
down to 128 numbers (MinHash) from which the overlap of any two texts can be told to about 0.04; ``Sketch.bands`` are keys to find
candidates by: texts with J >= 0.3 share one with a probability of 0.998. The numbers depend on the text alone, not on the machine or
on what is installed, so that those of different years can be compared.

"Contains the text of" is told in one direction and holds between the two articles it was measured on: a page that prints two reports
contains both and makes them no copies of each other. Nothing here draws conclusions from chains of such edges.
"""

from __future__ import annotations

import re
import zlib
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

THRESHOLD = 0.3  # the overlap from which two articles are near-duplicates
CONTAINED = 0.8  # the share of an article's 5-grams that the other must have to contain its text
PERMUTATIONS = 128
ROWS = 2  # numbers of a band; 64 bands of 2 find what overlaps by 0.3
WORDS = 5
LARGEST_BUCKET = 64  # articles kept under one band of an index: a phrase that all articles share finds the newest of them
_PROBE = 32

Relation = Literal["copy", "contains", "within", "overlaps"]

# Words; every character of a script that puts no spaces between words counts as one.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W_]+")
_U64 = np.uint64
_MIX = (_U64(0xBF58476D1CE4E5B9), _U64(0x94D049BB133111EB))  # SplitMix64, Steele et al. 2014
_STEP = _U64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text: ``values`` has shape (128,), uint32; ``shingles`` is the number of different 5-grams."""

    values: NDArray[np.uint32]
    shingles: int

    def to_bytes(self) -> bytes:
        """516 bytes: the count, then the values, little-endian."""
        return self.shingles.to_bytes(4, "little") + self.values.astype("<u4").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Sketch:
        """Raises ValueError when ``data`` is no sketch."""
        if len(data) != 4 * (PERMUTATIONS + 1):
            raise ValueError(f"a sketch has {4 * (PERMUTATIONS + 1)} bytes, not {len(data)}")
        return cls(np.frombuffer(data, "<u4", offset=4).astype(np.uint32), int.from_bytes(data[:4], "little"))

    def bands(self) -> tuple[int, ...]:
        """64 keys, signed 64-bit integers (as SQLite keeps them); articles that share one may be near-duplicates."""
        pairs = self.values.astype(_U64).reshape(-1, ROWS)
        numbers = np.arange(len(pairs), dtype=_U64)
        return tuple(_mixed((pairs[:, 0] << _U64(32) | pairs[:, 1]) + numbers * _STEP).astype(np.int64).tolist())


@dataclass(frozen=True, slots=True)
class Near:
    """An earlier article that a new one is like. ``relation`` is read from the new one: it is a copy of, contains, stands
    within, or overlaps with ``other``."""

    other: Hashable
    jaccard: float
    relation: Relation


def sketch(text: str) -> Sketch:
    """MinHash of the word 5-grams of ``text``; a text without words is like nothing, not even itself."""
    hashes = _shingles(text)
    if not len(hashes):
        return Sketch(np.full(PERMUTATIONS, 0xFFFFFFFF, np.uint32), 0)
    shingles = len(hashes)
    hashes = (hashes >> _U64(32)).astype(np.uint32)
    first, second = _permutations()
    least = np.full(PERMUTATIONS, 0xFFFFFFFF, np.uint32)
    for start in range(0, len(hashes), 512):  # blocks that stay in the cache, and bounded memory for a book
        block = hashes[start : start + 512, None] * first
        block ^= block >> np.uint32(15)
        block *= second
        np.minimum(least, block.min(axis=0), out=least)
    return Sketch(least, shingles)


def resemblance(one: Sketch, other: Sketch) -> float:
    """Estimate of the Jaccard overlap of two texts, 0 to 1, with a standard error of at most 0.045."""
    if not one.shingles or not other.shingles:
        return 0.0
    return float(np.count_nonzero(one.values == other.values)) / PERMUTATIONS


def relation(one: Sketch, other: Sketch, jaccard: float) -> Relation:
    """How the text of ``one`` stands to that of ``other``: shared 5-grams as a share of either."""
    shared = jaccard / (1 + jaccard) * (one.shingles + other.shingles)
    holds_other = shared >= CONTAINED * other.shingles
    held = shared >= CONTAINED * one.shingles
    if holds_other and held:
        return "copy"
    return "contains" if holds_other else "within" if held else "overlaps"


class Duplicates:
    """The newest ``most`` articles by their sketches, compared one by one: about 700 bytes and 0.1 microseconds each.

    For more articles than that keep ``Sketch.bands`` in an index of a database.
    """

    def __init__(self, most: int = 20_000, threshold: float = THRESHOLD) -> None:
        self.most, self.threshold = most, threshold
        self._slots: OrderedDict[Hashable, int] = OrderedDict()  # by age
        self._keys: list[Hashable] = []  # by slot
        self._free: list[int] = []
        self._values = np.zeros((0, PERMUTATIONS), np.uint32)
        self._probe = np.zeros((0, _PROBE), np.uint32)  # the first numbers of each sketch, close together
        self._shingles = np.zeros(0, np.int64)

    def __len__(self) -> int:
        return len(self._slots)

    def add(self, key: Hashable, new: Sketch) -> tuple[Near, ...]:
        """Takes an article in and gives the earlier ones that it is like, most alike first. A known key is replaced."""
        self.remove(key)
        if not new.shingles:
            return ()
        found = self._alike(new)
        while len(self._slots) >= self.most:
            self.remove(next(iter(self._slots)))
        slot = self._slot(key)
        self._values[slot], self._probe[slot], self._shingles[slot] = new.values, new.values[:_PROBE], new.shingles
        self._slots[key] = slot
        return found

    def remove(self, key: Hashable) -> None:
        """Forgets an article; that it is not known is no error."""
        slot = self._slots.pop(key, None)
        if slot is not None:
            self._shingles[slot] = 0
            self._free.append(slot)

    def _slot(self, key: Hashable) -> int:
        if self._free:
            slot = self._free.pop()
            self._keys[slot] = key
            return slot
        self._keys.append(key)
        if len(self._keys) > len(self._values):
            more = min(max(1024, len(self._values)), max(1, self.most - len(self._values)))
            self._values = np.concatenate((self._values, np.zeros((more, PERMUTATIONS), np.uint32)))
            self._probe = np.concatenate((self._probe, np.zeros((more, _PROBE), np.uint32)))
            self._shingles = np.concatenate((self._shingles, np.zeros(more, np.int64)))
        return len(self._keys) - 1

    def _alike(self, new: Sketch) -> tuple[Near, ...]:
        """Of texts that overlap by 0.3 one in 90,000 shares none of the first 32 numbers."""
        rows = np.flatnonzero((self._probe == new.values[:_PROBE]).any(axis=1) & (self._shingles > 0))
        if not len(rows):
            return ()
        scores = np.count_nonzero(self._values[rows] == new.values, axis=1) / PERMUTATIONS
        near = sorted(zip(scores.tolist(), rows.tolist(), strict=True), key=lambda pair: -pair[0])
        return tuple(self._near(new, slot, score) for score, slot in near if score >= self.threshold)

    def _near(self, new: Sketch, slot: int, jaccard: float) -> Near:
        old = Sketch(self._values[slot], int(self._shingles[slot]))
        return Near(self._keys[slot], jaccard, relation(new, old, jaccard))


def _shingles(text: str) -> NDArray[np.uint64]:
    """Hashes of the different word 5-grams; a text of fewer words is one of them."""
    words = _WORD.findall(text.casefold())
    hashes = np.fromiter(map(_word_hash, words), _U64, len(words))
    width = min(WORDS, len(hashes))
    total = np.zeros(max(0, len(hashes) - width + 1) if width else 0, _U64)
    for offset in range(width):
        total = _mixed(total + hashes[offset : offset + len(total)] + _STEP)
    return np.unique(total)


@lru_cache(maxsize=1 << 16)
def _word_hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace"))


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    values = (values ^ (values >> _U64(30))) * _MIX[0]
    values = (values ^ (values >> _U64(27))) * _MIX[1]
    return values ^ (values >> _U64(31))


@lru_cache(maxsize=1)
def _permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Odd factors of 128 multiply, shift, multiply hashes, the same on every machine."""
    stream = (_mixed(np.arange(1, 2 * PERMUTATIONS + 1, dtype=_U64) * _STEP) >> _U64(32)).astype(np.uint32) | np.uint32(1)
    return stream[:PERMUTATIONS], stream[PERMUTATIONS:]
