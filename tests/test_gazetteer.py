"""The gazetteer: names lead to places."""

from __future__ import annotations

import gzip
from importlib.resources import files

import pytest

from saksi.gazetteer import key_of, sites, state


@pytest.mark.parametrize(
    ("name", "found", "country", "kind"),
    [
        ("Moskwa", "Moscow", "RUS", "city"),
        ("Wina", "Vienna", "AUT", "city"),
        ("Mekah", "Makkah", "SAU", "city"),
        ("Kota Gaza", "Gaza", "PSE", "city"),
        ("Kairo", "Cairo", "EGY", "city"),
        ("Solo", "Surakarta", "IDN", "city"),
        ("Jawa Barat", "Jawa Barat", "IDN", "admin1"),
        ("Sulsel", "Sulawesi Selatan", "IDN", "admin1"),
        ("Kabupaten Nduga", "Kabupaten Nduga", "IDN", "admin2"),
        ("Uttar Pradesh", "Uttar Pradesh", "IND", "admin1"),
        ("Rapides Parish", "Rapides Parish", "USA", "admin2"),
        ("Selat Hormuz", "Strait of Hormuz", "", "strait"),
        ("Laut Natuna Utara", "North Natuna Sea", "IDN", "sea"),
        ("Gedung Putih", "White House", "USA", "site"),
        ("Port-au-Prince", "Port-au-Prince", "HTI", "city"),
    ],
)
def test_the_first_place_of_a_name(name: str, found: str, country: str, kind: str) -> None:
    first = sites(name)[0]
    assert (first.name, first.country, first.kind) == (found, country, kind)


def test_namesakes_come_most_populous_first() -> None:
    found = [s for s in sites("Springfield") if s.kind == "city"]
    assert len(found) > 5
    assert [s.population for s in found] == sorted((s.population for s in found), reverse=True)
    assert {"Illinois", "Massachusetts", "Missouri"} <= {s.admin1 for s in found}


def test_what_is_no_place_is_not_found() -> None:
    assert sites("Nowhere-at-all") == () == sites("") == sites("\n")


def test_abbreviations_are_kept_apart() -> None:
    assert sites("W. Va.", weak=True)[0].name == "West Virginia"
    assert "Illinois" not in {s.name for s in sites("Ill.")}


def test_states_by_code() -> None:
    (indonesia,) = state("IDN")
    assert (indonesia.name, indonesia.kind) == ("Indonesia", "country")
    assert state("XXX") == ()


def test_every_name_of_the_table_leads_to_its_row() -> None:
    """The index was built from this very table."""
    rows = gzip.decompress((files("saksi") / "world" / "places.tsv.gz").read_bytes()).decode().splitlines()[2:]
    for line in rows[::997]:
        name, *_, lat, lon, population = line.split("\t")
        if key_of(name):
            assert any((s.lat, s.lon, s.population) == (float(lat), float(lon), int(population)) for s in sites(name)), line
