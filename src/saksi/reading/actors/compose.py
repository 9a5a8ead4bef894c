"""A noun phrase -> whom it names: title + country + name, coordinated countries, bodies of a state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from saksi.reading.actors.compounds import only_qualifies
from saksi.reading.actors.identity import PLACE_KINDS, Identity, Names, Role, Unit
from saksi.reading.actors.units import written
from saksi.reading.clauses import ReadSentence

PEOPLE = frozenset({"person", "name"})
INHABITANT = "noun:inhabitant"
GOVERNING = frozenset({"metonym"})
BODIES = frozenset({"organisation", "media", "group"})
STATES = frozenset({"country", "demonym", "metonym"})
LOCATIVE = frozenset({"in", "at", "near"})
BELONGING = LOCATIVE | {"of", "from", "for", "as"}
INTERNATIONAL = frozenset({"IGO", "UNO", "NGO", "EUR"})  # PLOVER's codes: whoever heads one is no government
PORTABLE = frozenset({"", "GOV", "BUS"})  # a president may be that of a state, a company or a club
TITLE_GAP = 2  # tokens between a title and the country or body it belongs to ("minister of the")


def whole_names(names: Names, first: int, last: int) -> tuple[int, int]:
    """A stretch of tokens that cuts no name in two and parts no title from the name behind it, whatever the parser tied."""
    for unit in names.units:
        if unit.first <= last and first <= unit.last:
            first, last = min(first, unit.first), max(last, unit.last)
    for role in names.roles:
        held = _holder_of(role, names.units) if role.kind == "office" else None
        if held and role.first <= last and first <= held.last:
            first, last = min(first, role.first), max(last, held.last)
    return first, last


def _holder_of(title: Role, units: Sequence[Unit]) -> Unit | None:
    """The person named right behind a title, or behind the title and its body ("Ketua Komite Petani Budi Santoso")."""
    behind = title.last + 1
    body = next((u for u in units if u.first == behind and u.kind not in PEOPLE), None)
    behind = body.last + 1 if body else behind
    return next((u for u in units if u.first == behind and u.kind in PEOPLE), None)


def identify(read: ReadSentence, names: Names, first: int, last: int, head: int) -> list[Identity]:
    """The parties a phrase names; several when it is coordinated; none when it holds neither name nor role."""
    units = [u for u in names.units if first <= u.first and u.last <= last and not only_qualifies(read, u)]
    roles = [r for r in names.roles if first <= r.first and r.last <= last]
    if any(r.first <= head <= r.last for r in roles) or any(first <= u.first and u.last < head for u in units):
        units = [u for u in units if not _is_aim(read, u, first, head)]
    units = [u for u in units if not _is_possession(read, u, units, roles)]
    if read.words.has(head, "noun:another"):
        units = [u for u in units if not _is_whose(read, u, head)]
    former = any(first <= i <= last for i in names.former)
    parts = _conjuncts(read, units, first, last)
    if len(parts) > 1:
        return [_in_part(i, a, b) for a, b in parts for i in identify(read, names, a, b, _head_of(units, a, b))]
    person = _person(read, units, roles, head)
    if person:
        return [_as_person(person, read, units, roles, head, former)]
    if not roles:
        units = [u for u in units if not _is_where(read, u, head)]
    groups = _coordinated(read, units, roles)
    if groups:
        group = [_of_country(read, u, units) for u in _nearest(groups, head)]
        role = _main_role(roles, head)
        return [_as_member(u, role, units, roles, former) for u in group]
    if roles:
        role = _main_role(roles, head) or roles[0]
        return [
            Identity(
                "", role.code, _sector(role, former), role.kind, f"the word {role.words!r}", role.words, role.first, role.last, role.plural
            )
        ]
    return []


def _is_aim(read: ReadSentence, unit: Unit, first: int, head: int) -> bool:
    """ "the militants' attack on Ashkelon", "ambassador to Iran": what stands behind such a preposition is another party."""
    before = unit.first - 1
    if before < first or unit.first <= head <= unit.last or unit.kind in PEOPLE:
        return False
    while before > first and read.words.has(before, "det"):
        before -= 1
    slots = set(read.words.slots_of(before))
    return bool(slots) and not slots & BELONGING


def _is_whose(read: ReadSentence, unit: Unit, head: int) -> bool:
    """ "Chile's allies", "opponents of Chile": they are others than Chile."""
    behind, before = unit.last + 1, unit.first - 1
    if unit.last < head:
        return read.sentence.lower[behind] in ("'s", "'") or (behind == head and unit.kind == "country")
    while before > head and read.words.has(before, "det"):
        before -= 1
    return unit.first > head and "of" in read.words.slots_of(before)


def _is_where(read: ReadSentence, unit: Unit, head: int) -> bool:
    """ "talks in Davos" is nobody in Davos."""
    before = unit.first - 1
    inside = unit.first <= head <= unit.last
    return not inside and before >= 0 and unit.kind in STATES | PLACE_KINDS and bool(LOCATIVE & set(read.words.slots_of(before)))


def _conjuncts(read: ReadSentence, units: Sequence[Unit], first: int, last: int) -> list[tuple[int, int]]:
    """The parts of "the Pope and US President Trump": cut at coordinators where both sides name a person."""
    people = [u for u in units if u.kind == "person" or (u.kind == "name" and u.last > u.first)]
    cuts: list[int] = []
    for left, right in pairwise(people):
        between = [i for i in range(left.last + 1, right.first) if read.words.has(i, "cc") or read.sentence.words[i] == ","]
        if between:
            cuts.append(between[-1] if read.words.has(between[-1], "cc") or len(between) == 1 else between[0])
    if cuts and not any(read.words.has(c, "cc") for c in cuts):
        cuts += _rest_of_list(read, people[-1].last + 1, last)
    if not cuts or not any(read.words.has(c, "cc") for c in cuts):  # commas alone are apposition
        return [(first, last)]
    edges = [first, *(c + 1 for c in cuts)]
    ends = [*(c - 1 for c in cuts), last]
    return [(a, b) for a, b in zip(edges, ends, strict=True) if a <= b]


def _in_part(identity: Identity, first: int, last: int) -> Identity:
    """Somebody of no name is written by the words of his part of the list alone."""
    return identity if identity.name or identity.first < 0 else replace(identity, first=first, last=last)


def _rest_of_list(read: ReadSentence, start: int, last: int) -> list[int]:
    """Where a list of names goes on with people of no name: "Ito, Abe[, ] officials of the bank [and] ministers"."""
    joins = next((i for i in range(start, last) if read.words.has(i, "cc")), -1)
    commas = [i for i in range(start, joins) if read.sentence.words[i] == ","]
    return [*commas, joins] if joins >= 0 and start in (*commas, joins) and not (commas and commas[-1] == joins - 1) else []


def _head_of(units: Sequence[Unit], first: int, last: int) -> int:
    return next((u.first for u in units if first <= u.first <= last and u.kind in PEOPLE), first)


def _person(read: ReadSentence, units: Sequence[Unit], roles: Sequence[Role], head: int) -> Unit | None:
    """The person the phrase is about: not one behind a preposition or possessive ("the killing of X", "X's army")."""
    for at, unit in enumerate(units):
        if unit.kind not in PEOPLE:
            continue
        if unit.kind == "name" and any(u.kind == "person" and u.first == unit.last + 1 for u in units[at + 1 : at + 2]):
            continue  # capitals of a title: "Menteri Bidang Perekonomian X"
        if unit.kind == "name" and _names_office(read, unit, units, roles):
            continue
        if _employs(unit, units, roles) or _is_body_of(read, unit, units, roles) or _is_master(read, unit, roles, head):
            continue
        before = unit.first - 1
        inside_pp = before >= 0 and read.words.any(before, "prep:") and not unit.first <= head <= unit.last
        owner = (
            unit.last + 1 < len(read.sentence) and read.sentence.lower[unit.last + 1] in ("'s", "'") and not unit.first <= head <= unit.last
        )
        lone = unit.kind == "name" and any(u.kind not in PEOPLE for u in units) and not _titled(unit, roles, units)
        part_of_body = unit.kind == "name" and any(r.kind == "body" and r.last == unit.first - 1 for r in roles)
        if part_of_body:
            continue
        if not inside_pp and not owner and not (lone and not unit.first <= head <= unit.last):
            return unit
    return None


def _names_office(read: ReadSentence, unit: Unit, units: Sequence[Unit], roles: Sequence[Role]) -> bool:
    """ "Kepala Pusat | Penerangan | TNI Mayor Jenderal Nugraha": capitals behind a title that run on to a rank and its holder."""
    for rank in roles:
        holder = rank.kind == "office" and unit.last < rank.first and any(u.first == rank.last + 1 and u.kind in PEOPLE for u in units)
        if holder and all(read.sentence.words[i][:1].isupper() for i in range(unit.last + 1, rank.first)):
            return any(r.last == unit.first - 1 for r in roles)
    return False


def _employs(unit: Unit, units: Sequence[Unit], roles: Sequence[Role]) -> bool:
    """ "Trump adviser Navarro" is Navarro."""
    title = next((r for r in roles if r.first == unit.last + 1 and r.kind in ("office", "member")), None)
    return title is not None and any(u.first == title.last + 1 and u.kind in PEOPLE for u in units)


def _is_master(read: ReadSentence, unit: Unit, roles: Sequence[Role], head: int) -> bool:
    """ "anggota tim pembela Nes": the short name behind a noun of the thing that a member belongs to is not the member's."""
    before = unit.first - 1
    if unit.last > unit.first or before < head or read.tree.upos(before) != "NOUN":
        return False
    own = next((r for r in roles if r.first <= head <= r.last), None)
    if own is not None and unit.kind == "name" and before == own.last and read.words.has(before, INHABITANT):
        return True  # "warga Kismayu"
    return own is not None and own.kind == "member" and own.last < before and not any(r.first <= before <= r.last for r in roles)


def _is_body_of(read: ReadSentence, unit: Unit, units: Sequence[Unit], roles: Sequence[Role]) -> bool:
    """ "CEO Grup Bahari, Muhammad Taufik": the name behind the title is that of a body where a whole name follows in apposition."""
    titled = unit.kind == "name" and any(r.kind == "office" and r.last + 1 == unit.first for r in roles)
    last = next((u.last for u in units if u.first == unit.last + 1 and u.kind in BODIES), unit.last)
    behind = last + 2
    if not titled or behind >= len(read.sentence) or read.sentence.words[last + 1] != ",":
        return False
    while behind < len(read.sentence) and any(m.first == behind and m.table == "titles" and m.feature == "honorific" for m in read.matches):
        behind += 1
    return any(u.kind in PEOPLE and u.first == behind and u.last > u.first for u in units)


def _titled(unit: Unit, roles: Sequence[Role], units: Sequence[Unit]) -> bool:
    """Whether a title or the name of a body stands right before the name."""
    return any(r.last < unit.first and unit.first - r.last <= 8 and r.kind in ("office", "member") for r in roles)


def _is_possession(read: ReadSentence, unit: Unit, units: Sequence[Unit], roles: Sequence[Role]) -> bool:
    """ "the President's Official Visit": capitals behind a person's possessive name a thing."""
    mark = next((i for i in range(unit.first - 1, max(unit.first - 4, 0), -1) if read.sentence.lower[i] in ("'s", "'")), 0)
    if unit.kind != "name" or not mark:
        return False
    return any(r.last == mark - 1 for r in roles) or any(u.last == mark - 1 and u.kind in PEOPLE for u in units)


def _as_person(unit: Unit, read: ReadSentence, units: Sequence[Unit], roles: Sequence[Role], head: int, former: bool) -> Identity:
    kin = next((r for r in roles if r.kind == "kin"), None) or _speaks_for(unit, roles)
    if kin and (kin.last < unit.first or (kin.first == unit.last + 1 and kin.first <= head <= kin.last)):
        return _as_relative(unit, kin, units)
    role = next((r for r in roles if r.kind in ("office", "member") and not (kin and r.first > kin.last)), None)
    bodies = [u for u in units if u.kind not in PEOPLE and (u.code or u.sector)]
    employer = [u for u in units if u is not unit and u.code and _employs(u, units, roles)]
    near = _body_of_title(role, employer or bodies) if role else None
    if near and unit.codes and near.code and near.code not in unit.codes:  # the tables know that person, and nothing of the sort
        near = None
    code = (near.code if near else "") or unit.code or (bodies[0].code if bodies else "") or (role.code if role else "")
    sector = _sector_of_person(unit, role, roles, bodies, near, former)
    kind = "person" if unit.kind == "person" or role else unit.kind
    words = role.words if role else ""
    reason = f"{words} {near.name if near else ''} {unit.name}".replace("  ", " ").strip() if role else unit.reason
    sector = "ELI" if former and role else sector
    return Identity(unit.name, code, sector, kind, reason, words, unit.first, unit.last, told=bool(near and near.code))


def _as_relative(unit: Unit, kin: Role, units: Sequence[Unit]) -> Identity:
    """ "the wife of President X", "X's brother, Y": of X's country, and holding no office."""
    named = next((u for u in units if u.first > unit.last and u.kind in PEOPLE), None)
    at: Unit | Role = named or kin
    name, code, sector = (named.name, named.code, named.sector) if named else ("", "", "")
    sector = sector or kin.sector or unit.sector
    return Identity(name, code or unit.code, sector, "person", f"{kin.words} of {unit.name}", first=at.first, last=at.last)


def _speaks_for(unit: Unit, roles: Sequence[Role]) -> Role | None:
    """The first office of "juru bicara Presiden X", "utusan Presiden X": one that has no sector of its own speaks for the next."""
    for one, other in pairwise(roles):
        if one.kind == other.kind == "office" and not one.sector and other.sector == "GOV" and other.last + 1 == unit.first:
            return one if one.last + 1 == other.first else None
    return None


def _body_of_title(role: Role, bodies: Sequence[Unit]) -> Unit | None:
    """The country or organisation that stands beside the title ("British prime minister", "minister of Norway")."""

    def gap(u: Unit) -> int:
        return u.first - role.last - 1 if u.first > role.last else role.first - u.last - 1

    beside = [u for u in bodies if u.kind not in PLACE_KINDS and 0 <= gap(u) <= TITLE_GAP and (u.first > role.last or u.last < role.first)]
    return min(beside, key=gap, default=None) if len({u.code for u in beside}) == 1 else None


def _sector_of_person(unit: Unit, role: Role | None, roles: Sequence[Role], bodies: Sequence[Unit], near: Unit | None, former: bool) -> str:
    """That of the office named, of the body it is held in, or of the person; a president of a company is no government."""
    if near and near.kind in BODIES and (role is None or role.sector in PORTABLE) and (near.sector or near.code in INTERNATIONAL):
        return near.sector
    if near and near.code and near.code != unit.code and role:
        return _sector(role, former) or unit.sector
    if role:
        mine = unit.sector or _sector(role, former) or next((r.sector for r in roles if r.sector), "")
        return mine or (bodies[0].sector if bodies else "")
    return unit.sector or (bodies[0].sector if bodies and unit.kind == "name" else "")


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
                    or (i - 1 in role_tokens and "of" in read.words.slots_of(i))  # "Peru's minister and the president of Chile"
                    for i in gap
                )
                and any(read.words.has(i, "cc") or read.sentence.words[i] in {",", "-", "/", "–"} for i in gap)
            )
            if joined and not _opens_apposition(read, groups[-1][-1], unit):
                groups[-1].append(unit)
                continue
        groups.append([unit])
    return groups


def _opens_apposition(read: ReadSentence, before: Unit, unit: Unit) -> bool:
    """ "China, North Korea's main ally,": behind a comma alone, the owner of what the first is."""
    behind = unit.last + 1
    owns = behind < len(read.sentence) and read.sentence.lower[behind] in ("'s", "'")
    return owns and unit.first == before.last + 2 and read.sentence.words[unit.first - 1] == ","


def _of_country(read: ReadSentence, unit: Unit, units: Sequence[Unit]) -> Unit:
    """A body named like one of another state ("Supreme Court") belongs to the country in front of it ("Kenya's Supreme Court")."""
    if unit.kind != "organisation":
        return unit
    for other in units:
        if other.first == unit.last + 1 and other.kind in ("country", "place") and other.code:  # "Kementerian Kesehatan Palestina"
            return _owned(read, unit, other, (unit.first, other.last))
        gap = range(other.last + 1, unit.first)
        near = (
            other.kind in ("country", "demonym")
            and len(gap) <= 1
            and all(read.words.any(i, "poss") or read.sentence.lower[i] in ("'s", "'") for i in gap)
        )
        if near and other.last < unit.first and other.code:
            return _owned(read, unit, other, (other.first, unit.last))
    return unit


def _owned(read: ReadSentence, unit: Unit, owner: Unit, words: tuple[int, int]) -> Unit:
    """The body under the owner's code; one called only by what it is ("Defence Ministry") is named with its owner."""
    if unit.code and len(unit.code) != 3:
        return unit
    kind_only = any(r.table == "titles" and r.first <= unit.last and unit.first <= r.last for r in read.matches)
    name = written(read, *words) if kind_only else unit.name
    return replace(unit, name=name, code=owner.code, reason=f"{unit.name} of {owner.name}", told=True)


def _nearest(groups: Sequence[list[Unit]], head: int) -> list[Unit]:
    """The group that holds the head, else the one nearest to it."""
    coded = [g for g in groups if any(u.code or u.kind in ("organisation", "media", "name") for u in g)] or list(groups)
    return min(
        coded, key=lambda g: (0 if g[0].first <= head <= g[-1].last else min(abs(g[0].first - head), abs(g[-1].last - head)), g[0].first)
    )


def _as_member(unit: Unit, role: Role | None, units: Sequence[Unit], roles: Sequence[Role], former: bool) -> Identity:
    """A country, body or organisation, with the role that goes with it."""
    sector = unit.sector
    if role and not (unit.kind in BODIES and unit.sector and role.sector in PORTABLE):
        sector = _sector(role, former) or next((r.sector for r in roles if r.sector), "") or unit.sector
    elif role and former and role.kind == "office":
        sector = "ELI"
    elif unit.kind in GOVERNING:
        sector = sector or "GOV"
    code = unit.code or (role.code if role else "")
    reason = f"{role.words} + {unit.name}" if role else unit.reason
    kind = role.kind if role else unit.kind
    name = unit.name if not role or (unit.kind == "person" and role.last + 1 == unit.first) else ""
    return Identity(
        name,
        code,
        sector,
        kind,
        reason,
        role.words if role else "",
        unit.first,
        unit.last,
        plural=bool(role and role.plural),
        told=unit.told,
    )
