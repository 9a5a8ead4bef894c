"""The world in equirectangular projection: countries shaded by claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from saksi.tables import Row, read_table
from saksi.web.charts.matrix import shade
from saksi.world import load_world

WIDTH, HEIGHT = 1080, 480  # 3 units a degree; latitude from 84 down to -58 and a margin
NORTH = 84.0
UNITS = 3.0
SMALL = 1.4  # radius of the dot of a country that has no outline


@dataclass(frozen=True, slots=True)
class Outline(Row):
    """world/outlines.tsv: rings of "lon,lat" in tenths of a degree, parted by |."""

    code: str
    rings: str


@dataclass(frozen=True, slots=True)
class Country:
    """A shape on the map; ``path`` is SVG path data, or ``dot`` the centre where there is no outline."""

    code: str
    name: str
    n: int
    shade: int
    path: str
    dot: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A named place: its centre, and a radius whose area grows with the claims."""

    name: str
    x: float
    y: float
    radius: float
    n: int


def countries(counts: Mapping[str, int]) -> list[Country]:
    """All outlines, shaded; countries that are too small for an outline as dots when they have claims."""
    world, most = load_world(), max(counts.values(), default=0)
    names = {code: country.name for code, country in world.countries.items()}
    shapes = [Country(code, names.get(code, code), counts.get(code, 0), shade(counts.get(code, 0), most), path) for code, path in _paths()]
    drawn = {shape.code for shape in shapes}
    for code, n in counts.items():
        state = world.countries.get(code)
        if code not in drawn and state is not None:
            shapes.append(Country(code, state.name, n, shade(n, most), "", project(state.lat, state.lon)))
    return shapes


def points(places: Sequence[tuple[str, float, float, int]]) -> list[Point]:
    """Places with coordinates (name, latitude, longitude, claims), the largest first so that small ones lie on top."""
    most = max((n for *_, n in places), default=1)
    found = []
    for name, lat, lon, n in sorted(places, key=lambda place: -place[3]):
        x, y = project(lat, lon)
        found.append(Point(name, x, y, round(SMALL + 10 * (n / most) ** 0.5, 1), n))
    return found


def project(lat: float, lon: float) -> tuple[float, float]:
    """Degrees -> units of the map."""
    return round((lon + 180) * UNITS, 1), round((NORTH - lat) * UNITS, 1)


@cache
def _paths() -> tuple[tuple[str, str], ...]:
    rows = read_table(files("saksi") / "world" / "outlines.tsv", Outline, "world/outlines.tsv")
    return tuple((row.code, "".join(_ring(ring) for ring in row.rings.split("|"))) for row in rows)


def _ring(ring: str) -> str:
    pairs = [pair.split(",") for pair in ring.split()]
    units = [project(int(lat) / 10, int(lon) / 10) for lon, lat in pairs]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in units) + "Z"
