"""Where named places lie: cities, provinces, districts and states of the world, seas, straits, regions and buildings of news.

The rows are the lines of ``world/places.tsv.gz``, built by ``scripts/build_places.py``; ``world/places.index.gz`` leads from a name to
its rows and is searched as it is, so that nothing is taken apart before it is asked for.
"""

from __future__ import annotations

import gzip
import mmap
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from saksi.cache import cached_bytes

Text = bytes | mmap.mmap
IntArray = npt.NDArray[np.int64]
WEAK = "~"  # before a form that counts only behind the name of a place in it: "Springfield, Ill."
STATE = "="  # before the code of a state
_DROPPED = re.compile(r"['’ʻʼ‘`.~=]")
_SPACES = re.compile(r"[-–—/\s]+")


class Site(NamedTuple):
    """A place of the gazetteer.

    ``country`` as in countries.tsv, "" for seas and regions of several states; ``admin1`` the name of the province or state it lies
    in; ``kind`` country | admin1 | admin2 | city | sea | strait | water | island | mountain | region | site (a building, a base);
    ``lat``, ``lon`` degrees WGS 84, of an area its middle; ``population`` 0 when unknown.
    """

    name: str
    country: str
    admin1: str
    kind: str
    lat: float
    lon: float
    population: int


class _Tables(NamedTuple):
    names: Text  # "key\t3,17" sorted by key, between line breaks
    rows: Text
    ends: IntArray  # where the lines of ``rows`` end


def key_of(name: str) -> str:
    """Names that differ only by accents, hyphens, full stops, apostrophes or capitals have one key."""
    plain = _SPACES.sub(" ", _DROPPED.sub("", name)).strip()
    if plain.isascii():
        return plain.lower()
    return "".join(c for c in unicodedata.normalize("NFD", plain.lower()) if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 14)
def sites(name: str, *, weak: bool = False) -> tuple[Site, ...]:
    """Places of that name or alternate name, most populous first; ``weak`` looks among abbreviations."""
    key = key_of(name)
    return _found(WEAK + key if weak else key) if key else ()


def _found(key: str) -> tuple[Site, ...]:
    tables = _tables()
    numbers = _numbers(tables.names, key.encode())
    return tuple(_site(tables.rows[tables.ends[n - 1] + 1 : tables.ends[n]]) for n in numbers)


@cache
def state(code: str) -> tuple[Site, ...]:
    """The state of an ISO alpha-3 code, as one entry or none."""
    return _found(STATE + code.lower())


def _numbers(names: Text, key: bytes) -> list[int]:
    """Binary search over the lines of the index."""
    low, high = 0, len(names) - 1  # both at a line break
    while low < high:
        start = names.rfind(b"\n", low, (low + high) // 2 + 1)
        end = names.find(b"\n", start + 1)
        found = names[start + 1 : names.find(b"\t", start + 1)]
        if found == key:
            return [int(n) for n in names[start + len(found) + 2 : end].split(b",")]
        if found < key:
            low = end
        else:
            high = start
    return []


def _site(line: bytes) -> Site:
    name, _, country, admin1, kind, lat, lon, population = line.decode("utf-8").split("\t")
    return Site(name, country, admin1, kind, float(lat), float(lon), int(population or 0))


@cache
def _tables() -> _Tables:
    folder = files("saksi") / "world"
    rows = _text(folder / "places.tsv.gz")
    ends = np.flatnonzero(np.frombuffer(rows, np.uint8) == ord("\n"))
    return _Tables(_text(folder / "places.index.gz"), rows, ends)


def _text(path: Traversable) -> Text:
    """What a file of ours holds, unpacked once and kept. A gzip file ends with the checksum and the size of what is in it (RFC 1952)."""
    packed = path.read_bytes()
    size = int.from_bytes(packed[-4:], "little")
    return cached_bytes(path.name.removesuffix(".gz"), packed[-8:].hex(), size, lambda: gzip.decompress(packed))
