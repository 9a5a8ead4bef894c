"""Builds ``src/saksi/world/outlines.tsv`` from Natural Earth's countries, 1:110m (public domain), as the package geopandas carries them.

Run from the root of the repository: ``python scripts/build_outlines.py``. Needs ``pip install pyshp`` and downloads the wheel of
geopandas 0.14.4, the last that holds the data, with pip. Coordinates are tenths of a degree, longitude and latitude. Antarctica is
left out.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import shapefile

TARGET = Path(__file__).resolve().parent.parent / "src" / "saksi" / "world" / "outlines.tsv"
WHEEL, DATA = "geopandas==0.14.4", "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
# Natural Earth gives these no ISO code; N. Cyprus and Somaliland stay without one.
CODES = {"France": "FRA", "Norway": "NOR", "Kosovo": "KOS"}
HEADER = (
    "# Built by scripts/build_outlines.py from Natural Earth (public domain). Rings: lon,lat in tenths of a degree; rings parted by |.\n"
    "code\trings\n"
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, WHEEL]
        subprocess.run(command, check=True)
        wheel = zipfile.ZipFile(next(Path(folder).glob("*.whl")))
        parts = {ext: io.BytesIO(wheel.read(f"{DATA}.{ext}")) for ext in ("shp", "shx", "dbf")}
    reader = shapefile.Reader(**parts, encoding="latin-1")
    rows = []
    for item in reader.shapeRecords():
        record = item.record.as_dict()
        code = CODES.get(record["name"], record["iso_a3"])
        if code not in ("ATA", "-99"):
            rows.append(f"{code}\t{'|'.join(_rings(item.shape))}\n")
    TARGET.write_text(HEADER + "".join(sorted(rows)), encoding="utf-8")


def _rings(shape: shapefile.Shape) -> list[str]:
    """Rings of at least four different points, rounded, without repeats."""
    ends = [*shape.parts[1:], len(shape.points)]
    rings = []
    for start, end in zip(shape.parts, ends, strict=True):
        points = [(round(10 * x), round(10 * y)) for x, y in shape.points[start:end]]
        kept = [p for p, before in zip(points, [None, *points], strict=False) if p != before]
        if len(kept) >= 4:
            rings.append(" ".join(f"{x},{y}" for x, y in kept))
    return rings


if __name__ == "__main__":
    main()
