"""A ledger filled in bulk is the ledger that ingest makes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from saksi.bench import filling
from saksi.bench.filling import fill
from saksi.bench.invented import readings
from saksi.ledger import FACETS, Ledger

CLAIMS = 3000
_WHEN = ("added",)  # the only column that tells when it was made


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("both")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filling, "CHUNK", 70)
        patch.setattr(filling, "PER_TRANSACTION", 2)
        assert fill(folder / "bulk.db", CLAIMS, lambda done: None) == CLAIMS
    with Ledger.create(folder / "ingest.db") as ledger:
        ledger.add_many(readings(CLAIMS))
    return folder / "bulk.db", folder / "ingest.db"


def _tables(path: Path) -> dict[str, list[Any]]:
    """All rows of all tables but those that the full-text index keeps its words in; and what indexes there are."""
    with closing(sqlite3.connect(path)) as connection:
        found = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'claim_text%' AND name NOT LIKE 'sqlite%'"
        names = [name for (name,) in connection.execute(found)]
        made = {"schema": sorted(connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall(), key=str)}
        for name in names:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})") if row[1] not in _WHEN]
            made[name] = sorted(connection.execute(f"SELECT {', '.join(columns)} FROM {name}").fetchall(), key=str)
        made["words"] = _words(connection)
        made["kept"] = [connection.execute("PRAGMA user_version").fetchone(), connection.execute("PRAGMA journal_mode").fetchone()]
    return made


def _words(connection: sqlite3.Connection) -> list[Any]:
    connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, claim_text, instance)")
    return connection.execute("SELECT term, doc, col, offset FROM temp.words ORDER BY 1, 2, 3, 4").fetchall()


def test_the_tables_are_those_of_ingest(both: tuple[Path, Path]) -> None:
    bulk, ingest = map(_tables, both)
    assert bulk.keys() == ingest.keys()
    assert [name for name in bulk if bulk[name] != ingest[name]] == []
    assert len(bulk["claim"]) == CLAIMS


def test_nothing_is_wrong_and_questions_have_the_same_answers(both: tuple[Path, Path]) -> None:
    with Ledger(both[0]) as bulk, Ledger(both[1]) as ingest:
        assert list(bulk.check()) == []
        assert list(bulk.iterate()) == list(ingest.iterate())
        assert tuple(bulk.readings()) == tuple(readings(CLAIMS))
        word = bulk.claims(limit=1)[0].evidence.split()[0]
        for asked in ({"dyad": ("USA", "RUS")}, {"type": "ACCUSE", "since": "2024"}, {"text": word}, {"actor": "UKR", "status": "denied"}):
            assert list(bulk.claims(**asked)) == list(ingest.claims(**asked))
            assert bulk.months(**asked) == ingest.months(**asked)
            assert bulk.facets(fields=FACETS, **asked) == ingest.facets(fields=FACETS, **asked)


def test_what_was_filled_takes_more_in(both: tuple[Path, Path]) -> None:
    with Ledger(both[0]) as ledger:
        assert {added.state for added in ledger.add_many(readings(100))} == {"corrected", "known"}
        assert list(ledger.check()) == []
