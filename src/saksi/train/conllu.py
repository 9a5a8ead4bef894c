"""Reads Universal Dependencies files (CoNLL-U, plain or gzipped)."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from saksi.errors import InputError
from saksi.reading.syntax.external import relation


@dataclass(frozen=True, slots=True)
class Tree:
    """A gold sentence, one entry a token; heads are indices, -1 = root.

    ``joined``: (first, last, form) of written words cut into several tokens.
    """

    words: tuple[str, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    joined: tuple[tuple[int, int, str], ...] = ()


def read_trees(paths: Sequence[Path]) -> list[Tree]:
    """All sentences of the files. Raises InputError with ``file:line`` for a line that is not CoNLL-U."""
    return [tree for path in paths for tree in _file(path)]


def _file(path: Path) -> Iterator[Tree]:
    block: list[list[str]] = []
    for number, line in enumerate(_lines(path), 1):
        if line.startswith("#"):
            continue
        if line.strip():
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 10:
                raise InputError(f"{path.name}:{number}: {len(cells)} columns where CoNLL-U has 10")
            block.append(cells)
        elif block:
            yield _tree(block, path, number)
            block = []
    if block:
        yield _tree(block, path, 0)


def _lines(path: Path) -> Iterator[str]:
    try:
        if path.suffix == ".gz":
            with gzip.open(path, "rt", encoding="utf-8") as stream:
                yield from stream
        else:
            with path.open(encoding="utf-8") as stream:
                yield from stream
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as CoNLL-U: {error}") from None


def _tree(block: Sequence[Sequence[str]], path: Path, number: int) -> Tree:
    tokens = [c for c in block if c[0].isdigit()]
    try:
        heads = tuple(int(c[6]) - 1 for c in tokens)
        joined = tuple((int(a) - 1, int(b) - 1, c[1]) for c in block if "-" in c[0] for a, b in [c[0].split("-")])
    except ValueError:
        raise InputError(f"{path.name}: the sentence that ends at line {number} has no heads") from None
    if any(not -1 <= h < len(tokens) for h in heads):
        raise InputError(f"{path.name}: the sentence that ends at line {number} has a head outside it")
    return Tree(tuple(c[1] for c in tokens), tuple(c[3] for c in tokens), heads, tuple(relation(c[7]) for c in tokens), joined)


def rejoin(tree: Tree, spare: frozenset[str] = frozenset()) -> Tree:
    """The tree with words cut into several tokens made whole again, unless their last token is in ``spare`` ("nya").

    The joined token takes the place of the part that hangs outside the word.
    """
    inside = [(a, b, w) for a, b, w in tree.joined if tree.words[b].lower() not in spare]
    if not inside:
        return tree
    kept: list[int] = []
    forms = list(tree.words)
    stands_for = list(range(len(tree.words)))
    skip: set[int] = set()
    for first, last, word in inside:
        top = next((i for i in range(first, last + 1) if not first <= tree.heads[i] <= last), first)
        for i in range(first, last + 1):
            stands_for[i] = top
            if i != top:
                skip.add(i)
        forms[top] = word
    kept = [i for i in range(len(tree.words)) if i not in skip]
    place = {old: new for new, old in enumerate(kept)}
    heads = tuple(-1 if tree.heads[i] < 0 else place[stands_for[tree.heads[i]]] for i in kept)
    return Tree(tuple(forms[i] for i in kept), tuple(tree.upos[i] for i in kept), heads, tuple(tree.relations[i] for i in kept))
