"""A user's own ``actors.csv``: who is who for one desk, ahead of our tables.

Columns, in any order: name, aliases (split by |), kind, country, sector, office, from, to, wikidata. Only name and country are needed.
A row that is wrong is left out and told by its line; the others count.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from saksi.errors import InputError
from saksi.world import ACTOR_COLUMNS, KINDS, ActorRow, Office, World, earliest, latest, load_world

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_WORLDS = 4  # files whose world is kept: a program that reads article after article builds it once


def world_with(path: str | Path) -> tuple[World, tuple[str, ...]]:
    """Our world with the rows of that file ahead of it, and a line for each row left out. No path = our world.

    Raises InputError when the file cannot be read at all.
    """
    if not str(path):
        return load_world(), ()
    try:
        changed = Path(path).stat().st_mtime_ns
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None
    return _world_of(Path(path), changed)


@lru_cache(_WORLDS)
def _world_of(path: Path, changed: int) -> tuple[World, tuple[str, ...]]:
    """``changed`` makes an edited file another one."""
    rows, problems = read_actors(path)
    return load_world().with_actors(rows), problems


def read_actors(path: str | Path, world: World | None = None) -> tuple[tuple[ActorRow, ...], tuple[str, ...]]:
    """The rows of a user's actors.csv, and a line "actors.csv:7: what is wrong" for each row left out.

    Raises InputError when the file cannot be read at all.
    """
    world = world or load_world()
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{file}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise InputError(f"{file}: not UTF-8; save it as UTF-8") from None
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [c.strip().lower() for c in next(reader, [])]
    if faults := _header_faults(header):
        return (), tuple(f"{file.name}:1: {fault}" for fault in faults)
    rows: list[ActorRow] = []
    problems: list[str] = []
    for cells in reader:
        if not any(c.strip() for c in cells) or cells[0].startswith("#"):
            continue
        where = f"{file.name}:{reader.line_num}"
        if len(cells) > len(header):
            problems.append(f"{where}: {len(cells)} cells but {len(header)} columns; put a cell that has a comma in quotes")
            continue
        made = _actor({k: v.strip() for k, v in zip(header, cells, strict=False)}, where, world)
        if isinstance(made, str):
            problems.append(f"{where}: {made}")
        else:
            rows.append(made)
    return tuple(rows), tuple(problems)


def _header_faults(header: Sequence[str]) -> list[str]:
    faults = [f"no column {wanted!r}" for wanted in ("name", "country") if wanted not in header]
    return faults + [f"unknown column {c!r}; known are {', '.join(ACTOR_COLUMNS)}" for c in header if c not in ACTOR_COLUMNS]


def _actor(cells: Mapping[str, str], where: str, world: World) -> ActorRow | str:
    """The row, or what is wrong with it."""
    name, kind, sector = cells.get("name", ""), cells.get("kind", "") or "person", cells.get("sector", "").upper()
    start, end, code = cells.get("from", ""), cells.get("to", ""), cells.get("country", "").upper()
    state = world.country(code)
    code = state.plover if state else code
    if not name:
        return "the name is empty"
    if kind not in KINDS:
        return f"kind {kind!r} is none of {', '.join(KINDS)}"
    if not world.is_code(code):
        return f"country {cells.get('country', '')!r} is neither an ISO 3166-1 code nor one of PLOVER's"
    if sector and not world.is_sector(sector):
        return f"sector {sector!r} is none of PLOVER's"
    for column, date in (("from", start), ("to", end)):
        if date and not _DATE.fullmatch(date):
            return f"{column} {date!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD"
    if start and end and latest(end) < earliest(start):
        return f"it ends ({end}) before it starts ({start})"
    aliases = tuple(a.strip() for a in cells.get("aliases", "").split("|") if a.strip(" ~"))
    return ActorRow(name, aliases, kind, Office(code, sector, cells.get("office", ""), start, end, where), cells.get("wikidata", ""))
