"""A noun phrase -> whom it names: title + country + name, coordinated countries, bodies of a state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from saksi.reading.actors.units import Names, Role, Unit
from saksi.reading.clauses import ReadSentence

GOVERNING = frozenset({"metonym"})


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a phrase names, as far as it says."""

    name: str
    code: str
    sector: str
    kind: str
    reason: str
    role: str = ""  # the title words, for "the minister" later on
    first: int = -1
    last: int = -1


def identify(read: ReadSentence, names: Names, first: int, last: int, head: int) -> list[Identity]:
    """The parties a phrase names; several when it is coordinated; none when it holds neither name nor role."""
    units = [u for u in names.units if first <= u.first and u.last <= last]
    roles = [r for r in names.roles if first <= r.first and r.last <= last]
    former = any(first <= i <= last for i in names.former)
    parts = _conjuncts(read, units, first, last)
    if len(parts) > 1:
        return [i for a, b in parts for i in identify(read, names, a, b, _head_of(units, a, b))]
    person = _person(read, units, roles, head)
    if person:
        return [_as_person(person, read, units, roles, former)]
    groups = _coordinated(read, units, roles)
    if groups:
        group = [_of_country(read, u, units) for u in _nearest(groups, head)]
        role = _main_role(roles, head)
        return [_as_member(u, role, units, roles, former) for u in group]
    if roles:
        role = _main_role(roles, head) or roles[0]
        return [Identity("", role.code, _sector(role, former), role.kind, f"the word {role.words!r}", role.words, role.first, role.last)]
    return []


def _conjuncts(read: ReadSentence, units: Sequence[Unit], first: int, last: int) -> list[tuple[int, int]]:
    """The parts of "the Pope and US President Trump": cut at coordinators where both sides name a person."""
    people = [u for u in units if u.kind == "person" or (u.kind == "name" and u.last > u.first)]
    cuts: list[int] = []
    for left, right in pairwise(people):
        between = [i for i in range(left.last + 1, right.first) if read.words.has(i, "cc") or read.sentence.words[i] == ","]
        if between:
            cuts.append(between[-1] if read.words.has(between[-1], "cc") or len(between) == 1 else between[0])
    if not cuts or not any(read.words.has(c, "cc") for c in cuts):  # commas alone are apposition
        return [(first, last)]
    edges = [first, *(c + 1 for c in cuts)]
    ends = [*(c - 1 for c in cuts), last]
    return [(a, b) for a, b in zip(edges, ends, strict=True) if a <= b]


def _head_of(units: Sequence[Unit], first: int, last: int) -> int:
    return next((u.first for u in units if first <= u.first <= last and u.kind in ("person", "name")), first)


def _person(read: ReadSentence, units: Sequence[Unit], roles: Sequence[Role], head: int) -> Unit | None:
    """The person the phrase is about: not one behind a preposition or possessive ("the killing of X", "X's army")."""
    for unit in units:
        if unit.kind not in ("person", "name"):
            continue
        before = unit.first - 1
        inside_pp = before >= 0 and read.words.any(before, "prep:") and not unit.first <= head <= unit.last
        owner = (
            unit.last + 1 < len(read.sentence) and read.sentence.lower[unit.last + 1] in ("'s", "'") and not unit.first <= head <= unit.last
        )
        lone = unit.kind == "name" and any(u.kind not in ("person", "name") for u in units) and not _titled(unit, roles, units)
        part_of_body = unit.kind == "name" and any(r.kind == "body" and r.last == unit.first - 1 for r in roles)
        if part_of_body:
            continue
        if not inside_pp and not owner and not (lone and not unit.first <= head <= unit.last):
            return unit
    return None


def _titled(unit: Unit, roles: Sequence[Role], units: Sequence[Unit]) -> bool:
    """Whether a title or the name of a body stands right before the name."""
    return any(r.last < unit.first and unit.first - r.last <= 8 and r.kind in ("office", "member") for r in roles)


def _as_person(unit: Unit, read: ReadSentence, units: Sequence[Unit], roles: Sequence[Role], former: bool) -> Identity:
    role = next((r for r in roles if r.kind in ("office", "member")), None)
    bodies = [u for u in units if u is not unit and u.code]
    code, sector = unit.code, unit.sector
    if not code and bodies:
        code = bodies[0].code
    if role:
        sector = (
            unit.sector or _sector(role, former) or next((r.sector for r in roles if r.sector), "") or (bodies[0].sector if bodies else "")
        )
        code = code or role.code
    elif not sector and bodies and unit.kind == "name":
        sector = bodies[0].sector
    kind = "person" if unit.kind == "person" or role else unit.kind
    reason = unit.reason if not role else f"{role.words} {unit.name}".strip()
    return Identity(unit.name, code, "ELI" if former and role else sector, kind, reason, role.words if role else "", unit.first, unit.last)


def _sector(role: Role, former: bool) -> str:
    return "ELI" if former and role.kind == "office" else role.sector


def _main_role(roles: Sequence[Role], head: int) -> Role | None:
    """The role of the phrase's head; else the first."""
    return next((r for r in roles if r.first <= head <= r.last), roles[0] if roles else None)


def _coordinated(read: ReadSentence, units: Sequence[Unit], roles: Sequence[Role]) -> list[list[Unit]]:
    """Runs of names joined by "and", commas or hyphens; role words may stand between them."""
    groups: list[list[Unit]] = []
    role_tokens = {i for r in roles for i in range(r.first, r.last + 1)}
    for unit in units:
        if groups:
            gap = range(groups[-1][-1].last + 1, unit.first)
            joined = (
                bool(gap)
                and all(
                    read.words.has(i, "cc")
                    or read.sentence.words[i] in {",", "-", "/", "–", "'s"}
                    or i in role_tokens
                    or read.words.has(i, "det")
                    for i in gap
                )
                and any(read.words.has(i, "cc") or read.sentence.words[i] in {",", "-", "/", "–"} for i in gap)
            )
            if joined:
                groups[-1].append(unit)
                continue
        groups.append([unit])
    return groups


def _of_country(read: ReadSentence, unit: Unit, units: Sequence[Unit]) -> Unit:
    """A body named like one of another state ("Supreme Court") belongs to the country in front of it ("Kenya's Supreme Court")."""
    if unit.kind != "organisation" or len(unit.code) != 3:
        return unit
    for other in units:
        gap = range(other.last + 1, unit.first)
        near = (
            other.kind in ("country", "demonym")
            and len(gap) <= 1
            and all(read.words.any(i, "poss") or read.sentence.lower[i] in ("'s", "'") for i in gap)
        )
        if near and other.last < unit.first and other.code:
            return replace(unit, code=other.code, reason=f"{unit.name} of {other.name}")
    return unit


def _nearest(groups: Sequence[list[Unit]], head: int) -> list[Unit]:
    """The group that holds the head, else the one nearest to it."""
    coded = [g for g in groups if any(u.code or u.kind in ("organisation", "media", "name") for u in g)] or list(groups)
    return min(
        coded, key=lambda g: (0 if g[0].first <= head <= g[-1].last else min(abs(g[0].first - head), abs(g[-1].last - head)), g[0].first)
    )


def _as_member(unit: Unit, role: Role | None, units: Sequence[Unit], roles: Sequence[Role], former: bool) -> Identity:
    """A country, body or organisation, with the role that goes with it."""
    sector = unit.sector
    if role:
        sector = _sector(role, former) or next((r.sector for r in roles if r.sector), "") or unit.sector
    elif unit.kind in GOVERNING:
        sector = sector or "GOV"
    code = unit.code or (role.code if role else "")
    reason = f"{role.words} + {unit.name}" if role else unit.reason
    kind = role.kind if role else unit.kind
    return Identity(unit.name if not role else "", code, sector, kind, reason, role.words if role else "", unit.first, unit.last)
