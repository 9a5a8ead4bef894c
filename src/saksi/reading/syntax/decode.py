"""Heads from scores: the best head of every token, then cycles and spare roots mended at the least loss of score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from saksi.reading.syntax.network import NEVER, Index
from saksi.reading.syntax.weights import Array

ROUNDS = 8  # mends of a sentence before it is left as it is; a reader must bear cycles


def best_heads(arcs: Array, lengths: Index) -> Index:
    """``arcs`` [sentences, T, T + 1] -> heads [sentences, T], 0 = root, else 1 + index."""
    heads: Index = arcs.argmax(2)
    for row in _faulty(heads, lengths):
        n = int(lengths[row])
        _mend(heads[row, :n], arcs[row, :n, : n + 1])
    return heads


def _faulty(heads: Index, lengths: Index) -> list[int]:
    """Sentences with a cycle, or with several roots or none."""
    rows, steps = heads.shape
    beyond = np.arange(steps)[None] >= lengths[:, None]
    up = np.zeros((rows, steps + 1), np.intp)
    up[:, 1:] = heads
    up[:, 1:][beyond] = 0
    roots = (up[:, 1:] == 0).sum(1) - (steps - lengths)
    left = np.arange(rows)
    for _ in range(max(1, steps.bit_length())):  # pointers double: after k rounds each token points 2 ** k steps up
        if not len(left):
            break
        up = np.take_along_axis(up, up, 1)
        unfinished = up.any(1)
        left, up = left[unfinished], up[unfinished]
    faulty = roots != 1
    faulty[left] = True
    found: list[int] = np.flatnonzero(faulty).tolist()
    return found


def _mend(heads: Index, arcs: Array) -> None:
    """Changes one head at a time, in place: of a spare root, or of a token in a cycle, the one that costs least."""
    up: list[int] = heads.tolist()
    for _ in range(ROUNDS):
        loose = _cycle(up)
        roots = [token for token, head in enumerate(up) if head == 0]
        if not loose:
            if len(roots) <= 1:
                break
            best = roots[arcs[roots, 0].argmax()]
            loose = [next(root for root in roots if root != best)]
        options = arcs[loose]
        options[:, [token + 1 for token in _below(up, loose)]] = NEVER
        if roots:
            options[:, 0] = NEVER  # there is a root already
        options -= arcs[loose, [up[token] for token in loose]][:, None]
        token, head = divmod(int(options.argmax()), options.shape[1])
        up[loose[token]] = head
    heads[:] = up


def _cycle(up: Sequence[int]) -> list[int]:
    """The tokens of some cycle, [] if there is none."""
    state = [0] * len(up)
    for start in range(len(up)):
        if state[start]:
            continue
        path: list[int] = []
        at = start
        while at >= 0 and not state[at]:
            state[at] = 1
            path.append(at)
            at = up[at] - 1
        if at >= 0 and state[at] == 1:
            return path[path.index(at) :]
        for token in path:
            state[token] = 2
    return []


def _below(up: Sequence[int], tokens: Sequence[int]) -> set[int]:
    """The tokens and all that hang under them."""
    kids: dict[int, list[int]] = {}
    for token, head in enumerate(up):
        kids.setdefault(head - 1, []).append(token)
    found = set(tokens)
    stack = list(tokens)
    while stack:
        for kid in kids.get(stack.pop(), ()):
            if kid not in found:
                found.add(kid)
                stack.append(kid)
    return found
