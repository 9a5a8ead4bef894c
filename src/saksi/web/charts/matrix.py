"""Who does to whom: a table of country pairs with a shade for each cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from saksi.ledger import Dyad

SHADES = 5
MOST = 18


@dataclass(frozen=True, slots=True)
class Cell:
    actor: str
    recipient: str
    n: int
    shade: int  # 0 none ... SHADES most


@dataclass(frozen=True, slots=True)
class Matrix:
    """``rows``: (who acts, cells); the columns are whom they act on, in the order of ``codes``."""

    codes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    shown: int
    total: int


def matrix(dyads: Iterable[Dyad]) -> Matrix:
    """The countries that occur in most claims, each with each."""
    counts = {(d.actor, d.recipient): d.n for d in dyads}
    weight: Counter[str] = Counter()
    for (actor, recipient), n in counts.items():
        weight[actor] += n
        weight[recipient] += n
    codes = tuple(sorted(code for code, _ in weight.most_common(MOST)))
    most = max((counts.get((a, b), 0) for a in codes for b in codes), default=0)
    rows = tuple((a, tuple(Cell(a, b, counts.get((a, b), 0), shade(counts.get((a, b), 0), most)) for b in codes)) for a in codes)
    return Matrix(codes, rows, sum(counts.get((a, b), 0) for a in codes for b in codes), sum(counts.values()))


def shade(n: int, most: int) -> int:
    """1 to SHADES by the logarithm of the count; 0 for none."""
    if not n:
        return 0
    return 1 + round((SHADES - 1) * log(n) / log(most)) if most > 1 else SHADES
