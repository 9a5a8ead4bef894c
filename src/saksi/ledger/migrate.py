"""Numbered migrations in plain SQL. A ledger knows the number of the last one it has seen (``PRAGMA user_version``)."""

from __future__ import annotations

import sqlite3
from functools import cache
from importlib.resources import files

from saksi.errors import LedgerError
from saksi.ledger import lots

APPLICATION_ID = 0x53414B53  # "SAKS": how a ledger is told from other SQLite files


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """(number, SQL) in order, from 1 without gaps."""
    folder = files("saksi.ledger") / "schema"
    found = sorted((int(f.name[:4]), f.read_text(encoding="utf-8")) for f in folder.iterdir() if f.name.endswith(".sql"))
    if [number for number, _ in found] != list(range(1, len(found) + 1)):
        raise LedgerError(f"schema: migrations are numbered {[n for n, _ in found]}; they should count from 1 without gaps")
    return tuple(found)


def newest() -> int:
    return len(migrations())


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_ledger(connection: sqlite3.Connection) -> bool:
    return int(connection.execute("PRAGMA application_id").fetchone()[0]) == APPLICATION_ID


def migrate(connection: sqlite3.Connection, upto: int | None = None) -> int:
    """Brings a ledger to the newest schema, each migration in a transaction of its own; gives how many ran.

    The connection is in autocommit mode. ``upto`` stops at an earlier number.
    """
    ran = 0
    lots.define(connection)
    for number, sql in migrations():
        if version_of(connection) < number <= (upto or newest()):
            connection.executescript(
                f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {number};\nPRAGMA application_id = {APPLICATION_ID};\nCOMMIT;"
            )
            ran += 1
    return ran
