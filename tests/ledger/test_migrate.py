"""Ledgers of every earlier schema open and hold what they held."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from ledger_files import readings

from saksi.errors import LedgerError
from saksi.ledger import Ledger, migrate


def made(path: Path, schema: int) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    migrate.migrate(connection, schema)
    connection.close()


@pytest.mark.parametrize("schema", range(1, migrate.newest() + 1))
def test_an_earlier_schema_is_brought_up_to_date(schema: int, tmp_path: Path) -> None:
    made(tmp_path / "old.db", schema)
    with Ledger(tmp_path / "old.db") as ledger:
        assert migrate.version_of(ledger.store.connection) == migrate.newest()
        ledger.add_many(readings())
        assert tuple(ledger.readings()) == readings()


def test_a_newer_schema_is_refused_in_one_line(tmp_path: Path) -> None:
    made(tmp_path / "new.db", migrate.newest())
    connection = sqlite3.connect(tmp_path / "new.db")
    connection.execute(f"PRAGMA user_version = {migrate.newest() + 1}")
    connection.close()
    with pytest.raises(LedgerError, match="newer Saksi"):
        Ledger(tmp_path / "new.db")


def test_another_database_is_refused(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE t (x)").connection.close()
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger(tmp_path / "other.db")


def test_what_is_derived_of_claims_that_were_there_is_what_ingest_makes(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "old.db") as ledger:
        ledger.add_many(readings())
    connection = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    tables = ("drawn", "count_month")
    before = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    connection.execute("DROP INDEX claim_confidence")
    for table in tables:
        connection.execute(f"DROP TABLE {table}")
    connection.execute("PRAGMA user_version = 3")
    assert migrate.migrate(connection, 4) == 1
    assert {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables} == before
    connection.close()
