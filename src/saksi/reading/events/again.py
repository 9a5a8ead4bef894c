"""The same act named again: "his visit" after "Putin arrived in Pyongyang" has the host of the first mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from saksi.reading.events.find import Act, identified
from saksi.records import Actor


def inherit_parties(acts: Sequence[Act]) -> list[Act]:
    """Acts without a recipient take that of an act of the same sense and actor before them, or else behind them."""
    return [act if _complete(act) else _from_others(act, i, acts) for i, act in enumerate(acts)]


def _complete(act: Act) -> bool:
    return bool(act.sense.symmetric) or any(identified(a) for a in act.recipients)


def _from_others(act: Act, index: int, acts: Sequence[Act]) -> Act:
    before = [a for a in reversed(acts[:index]) if _same(act, a)]
    behind = [a for a in acts[index + 1 :] if _same(act, a)]
    if not before and not behind:
        return act
    other = (before or behind)[0]
    reason = "as in another mention of the act"
    return replace(act, recipients=tuple(replace(a, span=None, reason=f"{a.reason}; {reason}".lstrip("; ")) for a in other.recipients))


def _same(act: Act, other: Act) -> bool:
    """One type and mode, one actor, and the other names a recipient."""
    if (act.sense.type, act.sense.mode) != (other.sense.type, other.sense.mode) or not act.sense.mode:
        return False
    return _names(act.actors) & _names(other.actors) != set() and any(identified(a) for a in other.recipients)


def _names(actors: Sequence[Actor]) -> set[str]:
    return {a.name for a in actors if identified(a)}
