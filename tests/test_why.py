"""Every record explains itself down to a line of a table."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import ENGLISH, INDONESIAN, complaints, saksi

from saksi.commands.demo import demo_readings, telling
from saksi.explain import explain, table_row
from saksi.records import Reading, Trace


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return list(demo_readings())


def _wheres(trace: Trace) -> list[str]:
    return [trace.where, *(where for child in trace.children for where in _wheres(child))]


def test_every_record_names_a_line_that_exists(readings: list[Reading]) -> None:
    for reading in readings:
        for record in (*reading.claims, *reading.events, *reading.statements):
            wheres = [where for where in _wheres(record.trace) if where]
            assert wheres
            assert [where for where in wheres if where.startswith("lang/") and not table_row(where)] == []


def test_a_trace_is_told_with_the_rows_it_rests_on(readings: list[Reading]) -> None:
    claim = telling(readings)
    assert claim
    lines = list(explain(claim.trace))
    assert lines[0].startswith("claim: ")
    assert any(".tsv:" in line and "|" in line for line in lines)
    assert len(list(explain(claim.trace, rows=False))) == len(lines)


def test_a_row_that_is_not_there_is_nothing() -> None:
    assert table_row("lang/en/lexicon/events.tsv:999999") == ""
    assert table_row("lang/en/lexicon/bogus.tsv:1") == ""
    assert table_row("lang/../../../pyproject.toml:1") == ""
    assert table_row("") == ""


def test_why_finds_the_demo_without_being_told_where(tmp_path: Path, readings: list[Reading]) -> None:
    claim = telling(readings)
    assert claim
    done = saksi("why", claim.id[:8], state=tmp_path)
    assert done.returncode == 0
    assert done.stdout.decode().startswith(claim.id)


def test_why_remembers_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("Chad attacked Mali on Monday, the mayor said.", encoding="utf-8")
    saksi("read", "mine.txt", "--date", "2024-05-01", "--lang", "en", state=tmp_path, cwd=tmp_path)
    for identifier in ("e0", "mine:e0"):
        done = saksi("why", identifier, state=tmp_path)
        assert done.returncode == 0
        assert b"ASSAULT" in done.stdout


def test_why_lists_what_an_id_may_mean(tmp_path: Path) -> None:
    done = saksi("why", "s0", ENGLISH, INDONESIAN, state=tmp_path)
    assert done.returncode == 1
    assert complaints(done)[0] == "saksi: s0 names 2 records; name one of them"
    assert saksi("why", "id_visit:s0", ENGLISH, INDONESIAN, state=tmp_path).returncode == 0


@pytest.mark.parametrize("state", ["", "{", "[1]", '{"paths": 3}'])
def test_a_broken_state_file_is_no_error(tmp_path: Path, state: str) -> None:
    (tmp_path / "saksi").mkdir()
    (tmp_path / "saksi" / "last-read.json").write_text(state, encoding="utf-8")
    done = saksi("why", "ffffffffffff", state=tmp_path)
    assert done.returncode == 1
    assert len(complaints(done)) == 1
