"""The trained reader's network in numpy: the forward pass of ``saksi.train.model.Network``, many sentences at once.

Layout: sentences sorted by length, longest first; tokens in time-major order ("packed"): first the first token of every
sentence, then the second of those that have one, and so on. A step of a recurrent layer is then a contiguous block, and
there is no padding. N tokens, B sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saksi.reading.syntax.weights import Array, Weights

Index = NDArray[np.intp]
NEVER = np.float32(-1e4)
KEPT = 64  # sentence lengths whose table of distances is kept, 1 MB in all


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """Where tokens stand. ``sizes[t]``: sentences longer than t; ``offsets[t]``: packed place of the first of them;
    ``places`` [N]: packed place of each token in sentence order; ``lengths`` [B], falling."""

    lengths: Index
    sizes: list[int]
    offsets: list[int]
    places: Index

    def blocks(self, words: int) -> Iterator[tuple[int, int]]:
        """Ranges of sentences of like length, each of about ``words`` padded tokens."""
        first = 0
        while first < len(self.lengths):
            last = min(len(self.lengths), first + max(1, words // int(self.lengths[first])))
            yield first, last
            first = last


def pack(lengths: Sequence[int]) -> Packed:
    """``lengths``: of at least one token each, falling."""
    sized = np.asarray(lengths)
    sizes = (sized[None] > np.arange(sized[0])[:, None]).sum(1)
    offsets = np.cumsum(sizes) - sizes
    starts = np.cumsum(sized) - sized
    steps = np.arange(sized.sum()) - np.repeat(starts, sized)
    places = offsets[steps] + np.repeat(np.arange(len(sized)), sized)
    return Packed(sized, sizes.tolist(), offsets.tolist(), places)


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What the network thinks of packed tokens. ``dep_label`` [N, label], ``head_label`` [N + 1, label], the last row is the root."""

    tags: Array
    dep: Array  # [N, arc + distances]: what is multiplied with heads, then what a token thinks of distances
    head: Array  # [N + 1, arc]
    dep_label: Array
    head_label: Array


Dense = tuple[Array, Array]  # matrix [in, out], bias [out]


class Space:
    """Arrays that are used again for every batch: fresh memory of this size costs more than the sums done in it."""

    def __init__(self) -> None:
        self._kept: dict[str, Array] = {}

    def take(self, name: str, rows: int, width: int) -> Array:
        """An array of that shape, its content left over."""
        kept = self._kept.get(name)
        if kept is None or len(kept) < rows or kept.shape[1] != width:
            kept = self._kept[name] = np.empty((rows + rows // 4, width), np.float32)
        return kept[:rows]


class Network:
    """Dense layers, ready for numpy. Not for several threads at once."""

    def __init__(self, weights: Weights) -> None:
        self.hidden, self.arc, self.label, self.reach = (weights.number(n) for n in ("hidden", "arc", "label", "reach"))
        self.layers = [self._gates(weights, n) for n in range(weights.number("layers"))]
        heads, tag = _linear(weights, "heads"), _linear(weights, "tag")
        self.top: Dense = _beside(heads[0], tag[0]), _beside(heads[1], tag[1])
        root = weights.matrix("root")
        self.root = root[: self.arc], root[self.arc :]
        arc, distance = _linear(weights, "arc"), _linear(weights, "distance")
        distance[1][self.reach] = NEVER  # no token is its own head
        self.arcs: Dense = _beside(arc[0], distance[0]), _beside(arc[1], distance[1])
        self._space = Space()
        self.relation = _linear(weights, "relation")
        self._buckets: dict[int, Index] = {}

    def _gates(self, weights: Weights, layer: int) -> Dense:
        """Input and gate columns; the gates are halved, since sigmoid(x) = (1 + tanh(x / 2)) / 2."""
        w, b = _linear(weights, f"layers.{layer}.project")
        w[:, 2 * self.hidden :] *= 0.5
        b[2 * self.hidden :] *= 0.5
        return w, b

    def forward(self, x: Array, packed: Packed) -> Scores:
        """``x`` [N, window]: the first layer, before its rectifier. The scores hold until the next call."""
        np.maximum(x, 0, out=x)
        for n, layer in enumerate(self.layers):
            y = self._recur(x, layer, packed, n)
            if n:
                y += x
            x = y
        a, b2, end = self.arc, 2 * self.arc, 2 * (self.arc + self.label)
        both = self._dense("parts", x, self.top)
        parts, tags = both[:, :end], both[:, end:]
        np.maximum(parts, 0, out=parts)
        dep = self._dense("dep", parts[:, :a], self.arcs)
        head, labels = (self._space.take(name, len(x) + 1, width) for name, width in (("head", a), ("labels", self.label)))
        head[:-1], head[-1] = parts[:, a:b2], self.root[0]
        labels[:-1], labels[-1] = parts[:, b2 + self.label :], self.root[1]
        return Scores(tags, dep, head, parts[:, b2 : b2 + self.label], labels)

    def _dense(self, name: str, x: Array, layer: Dense) -> Array:
        y = self._space.take(name, len(x), len(layer[1]))
        np.matmul(x, layer[0], out=y)
        y += layer[1]
        return y

    def _recur(self, x: Array, layer: Dense, packed: Packed, number: int) -> Array:
        """state = forget * state + (1 - forget) * input, both directions. [N, width] -> [N, 2 * hidden]"""
        h = self.hidden
        y = self._dense(f"gates {number}", x, layer)
        given, forget = y[:, : 2 * h], y[:, 2 * h :]
        np.tanh(forget, out=forget)
        forget += np.float32(1)
        forget *= np.float32(0.5)
        state = self._space.take(f"state {number}", len(x), 2 * h)
        np.multiply(forget, given, out=state)
        np.subtract(given, state, out=state)
        spare = self._space.take("spare", packed.sizes[0], h)
        self._sweep(state[:, :h], forget[:, :h], packed, spare, 1)
        self._sweep(state[:, h:], forget[:, h:], packed, spare, -1)
        return state

    def _sweep(self, state: Array, forget: Array, packed: Packed, spare: Array, direction: int) -> None:
        """Runs one direction in place: step t takes from the step before it in that direction."""
        sizes, offsets = packed.sizes, packed.offsets
        steps = range(1, len(sizes)) if direction > 0 else range(len(sizes) - 2, -1, -1)
        for t in steps:
            n = sizes[max(t, t - direction)]
            here, before = offsets[t], offsets[t - direction]
            now, carried = state[here : here + n], spare[:n]
            np.multiply(forget[here : here + n], state[before : before + n], out=carried)
            np.add(now, carried, out=now)

    def arc_scores(self, scores: Scores, packed: Packed, first: int, last: int) -> Array:
        """Scores of heads for a block of sentences [sentences, T, T + 1]; column 0 is the root, T their longest length."""
        lengths = packed.lengths[first:last]
        steps = int(lengths[0])
        offsets = np.asarray(packed.offsets[:steps])
        places = offsets[None] + np.arange(first, last)[:, None]  # a token past the end of its sentence: some other token, masked
        beyond = np.arange(steps)[None] >= lengths[:, None]
        places[beyond] = 0
        dep = scores.dep[places]
        heads = np.empty((last - first, steps + 1), np.intp)
        heads[:, 0], heads[:, 1:] = len(scores.head) - 1, places
        arcs: Array = dep[..., : self.arc] @ scores.head[heads].transpose(0, 2, 1)
        far = dep[..., self.arc :].reshape(last - first, -1)
        arcs += far.take(self._distance(steps), axis=1).reshape(arcs.shape)
        arcs[:, :, 1:] += np.where(beyond, NEVER, np.float32(0))[:, None]
        return arcs

    def _distance(self, steps: int) -> Index:
        """Flat place, in [T, distances], of what each token thinks of each head's distance. [T * (T + 1)]"""
        kept = self._buckets.get(steps)
        if kept is not None:
            return kept
        reach, width = self.reach, 2 * self.reach + 2
        position = np.arange(steps)
        bucket = np.clip(position[None] - position[:, None], -reach, reach) + reach
        bucket = np.hstack((np.full((steps, 1), 2 * reach + 1), bucket))
        places: Index = (bucket + position[:, None] * width).ravel()
        if steps <= KEPT:
            self._buckets[steps] = places
        return places

    def relations(self, scores: Scores, heads: Index) -> Index:
        """Best relation of packed tokens, given the packed places of their heads (N = root)."""
        chosen = scores.head_label[heads]
        both = self._space.take("both", len(heads), 2 * self.label)
        np.multiply(scores.dep_label, chosen, out=both[:, : self.label])
        np.add(scores.dep_label, chosen, out=both[:, self.label :])
        best: Index = self._dense("relations", both, self.relation).argmax(1)
        return best


def _beside(a: Array, b: Array) -> Array:
    joined: Array = np.concatenate((a, b), axis=-1)
    return joined


def _linear(weights: Weights, name: str) -> Dense:
    """Matrix [in, out] and bias of a dense layer."""
    return np.ascontiguousarray(weights.matrix(f"{name}.weight").T), weights.matrix(f"{name}.bias").copy()
