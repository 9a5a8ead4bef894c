"""A user's actors.csv: read with its faults told by line, ahead of our tables, from the library and from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import complaints, saksi

import saksi as library
from saksi.actors_file import read_actors, world_with
from saksi.errors import InputError
from saksi.records import Actor, Reading
from saksi.world import load_world

TEXT = "Kapiti Guard condemned Norway. Jens Stoltenberg criticised Iceland."
ROWS = """name,aliases,kind,country,sector,from,to,wikidata
Kapiti Island Guard,Kapiti Guard|KIG,group,NZL,REB,,,
Jens Stoltenberg,,person,FJI,BUS,,,
Nobody,,robot,FJI,,,,
"""


@pytest.fixture
def actors(tmp_path: Path) -> Path:
    path = tmp_path / "actors.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def doers(reading: Reading) -> list[Actor]:
    return [a for e in reading.events for a in e.actors]


def test_a_users_rows_win_and_faults_are_told_by_line(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text(
        "\n".join(
            [
                "name,aliases,kind,country,sector,from,to,wikidata",
                "Putin,Vova|The Boss,person,IDN,BUS,2001,,Q1",
                "Cell Seven,,group,XYZ,REB,,,",
                "Old Guard,,group,USA,ZZZ,,,",
                ",,person,USA,GOV,,,",
                "Ann Example,,person,us,GOV,2010-13-01,,",
                "Bob Example,,person,USA,GOV,2012,2010,",
                "Carl Example,,robot,USA,GOV,,,",
                "Dora Example,,person,USA,GOV,,,,,extra",
                "# a comment",
                "Ema Example,,,pr,gov,2010-05,2012,",
            ]
        ),
        encoding="utf-8",
    )
    rows, problems = read_actors(path)
    assert [r.name for r in rows] == ["Putin", "Ema Example"]
    assert [p.split(":")[1] for p in problems] == ["3", "4", "5", "6", "7", "8", "9"]
    assert all(p.startswith("actors.csv:") for p in problems)
    mine = load_world().with_actors(rows)
    held = mine.find("Putin", "2015")
    assert held is not None
    assert (held.country, held.sector) == ("IDN", "BUS")
    assert mine.find("The Boss", "2015") is not None
    vladimir = mine.find("Vladimir Putin", "2015")
    assert vladimir is not None
    assert vladimir.country == "RUS"
    ema = mine.find("Ema Example", "2011")
    assert ema is not None
    assert (ema.country, ema.sector) == ("USA", "GOV")


def test_files_that_are_no_actors(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_actors(tmp_path / "none.csv")
    latin = tmp_path / "latin.csv"
    latin.write_bytes("name,country\nJosé,ESP\n".encode("latin-1"))
    with pytest.raises(InputError):
        read_actors(latin)
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("naam;land\nx;y\n", encoding="utf-8")
    assert read_actors(wrong)[0] == ()
    assert read_actors(wrong)[1][0].startswith("wrong.csv:1:")
    empty = tmp_path / "empty.csv"
    empty.write_text("", encoding="utf-8")
    assert read_actors(empty)[0] == ()


def test_the_library_reads_with_them(actors: Path) -> None:
    with pytest.warns(UserWarning, match=r"actors\.csv:4: kind 'robot'"):
        reading = library.read_text(TEXT, date="2020-01-01", lang="en", actors=actors)
    assert [(a.name, a.country) for a in doers(reading)] == [("Kapiti Island Guard", "NZL"), ("Jens Stoltenberg", "FJI")]
    assert [a.sector for a in doers(reading)] == ["REB", "BUS"]
    assert "actors.csv:2" in doers(reading)[0].reason


def test_without_them_our_own_tables_count() -> None:
    reading = library.read_text(TEXT, date="2020-01-01", lang="en")
    assert ("Jens Stoltenberg", "IGO") in [(a.name, a.country) for a in doers(reading)]


def test_the_command_line_tells_the_bad_row_and_uses_the_rest(actors: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    done = saksi("read", str(article), "--format", "tsv", "--actors", str(actors), "--date", "2020-01-01", "--lang", "en", state=tmp_path)
    assert done.returncode == 0
    assert ["actors.csv:4" in line for line in complaints(done)] == [True]
    assert "FJI" in done.stdout.decode()
    why = saksi("why", "e1", state=tmp_path)
    assert "actors.csv:3" in why.stdout.decode()


def test_a_file_of_actors_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    done = saksi("read", str(article), "--actors", str(tmp_path / "none.csv"), state=tmp_path)
    assert done.returncode == 1
    assert len(complaints(done)) == 1


def test_an_edited_file_counts_at_once(actors: Path) -> None:
    assert world_with(actors)[0].find("KIG") is not None
    actors.write_text("name,country\nOther,FJI\n", encoding="utf-8")
    assert world_with(actors)[0].find("KIG") is None
