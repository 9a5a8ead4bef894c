"""Claims by lot: a random order that is the same for everybody and stays the same while claims come and go."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b


def lot(id: str) -> int:
    """Where a claim stands in the order in which claims are drawn: a hash of its id, a signed number of 64 bits."""
    return int.from_bytes(blake2b(id.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def define(connection: sqlite3.Connection) -> None:
    """Makes ``lot(id)`` known to SQL."""
    connection.create_function("lot", 1, lot, deterministic=True)
