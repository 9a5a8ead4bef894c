"""Figures from verdicts: precision with its Wilson interval, and Krippendorff's alpha between reviewers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from saksi.ledger.review import AMENDABLE, Verdict, latest

Z = 1.959964  # of a 95 % interval


class Precision(NamedTuple):
    """Of ``judged`` random claims of a type and language ``right`` are accepted; the interval holds with 95 %."""

    type: str
    lang: str
    right: int
    judged: int
    low: float
    high: float


def wilson(right: int, judged: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); (0, 1) for none judged."""
    if not judged:
        return 0.0, 1.0
    share, square = right / judged, Z * Z
    middle = share + square / (2 * judged)
    spread = Z * math.sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    whole = 1 + square / judged
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def precisions(given: Sequence[Verdict]) -> list[Precision]:
    """By type and language, then all together ("" and ""). Only the random queue counts, and no verdict that is unsure; of several
    reviewers the first one's counts."""
    first: dict[str, Verdict] = {}
    for v in latest(given):
        if v.queue == "random" and v.verdict in ("accept", "reject", "amend"):
            first.setdefault(v.claim, v)
    judged: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for v in first.values():
        for key in ((v.type, v.lang), ("", "")):
            judged[key] += 1
            right[key] += v.verdict == "accept"
    order = sorted(judged, key=lambda key: (key == ("", ""), key))
    return [Precision(*key, right[key], judged[key], *wilson(right[key], judged[key])) for key in order]


def alphas(given: Sequence[Verdict]) -> Mapping[str, tuple[float | None, int]]:
    """Field -> (Krippendorff's alpha, claims that two or more judged); field ``verdict``, then those that may be amended.

    What a reviewer who does not amend a field says of it is that it is right; alpha is None where nobody could have differed.
    """
    by_claim: dict[str, list[Verdict]] = {}
    for v in latest(given):
        if v.claim and v.verdict in ("accept", "reject", "amend"):
            by_claim.setdefault(v.claim, []).append(v)
    several = [vs for vs in by_claim.values() if len(vs) > 1]
    found = {"verdict": nominal([[v.verdict for v in vs] for vs in several])}
    for name in AMENDABLE:
        found[name] = nominal([[str(v.amended.get(name, "")) for v in vs if v.verdict != "reject"] for vs in several])
    return {name: (value, len(several)) for name, value in found.items()}


def nominal(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha of nominal values; a unit holds the values that it was given. None when all values are the same."""
    pairs: Counter[tuple[Hashable, Hashable]] = Counter()
    for values in units:
        if len(values) > 1:
            counts = Counter(values)
            for one, n in counts.items():
                for other, m in counts.items():
                    pairs[one, other] += n * (m - (one == other)) / (len(values) - 1)  # type: ignore[assignment]
    total = sum(pairs.values())
    of_value: Counter[Hashable] = Counter()
    for (one, _), n in pairs.items():
        of_value[one] += n
    expected = sum(of_value[a] * of_value[b] for a in of_value for b in of_value if a != b)
    observed = sum(n for (a, b), n in pairs.items() if a != b)
    return 1 - (total - 1) * observed / expected if expected else None
