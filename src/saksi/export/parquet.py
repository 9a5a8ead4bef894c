"""Claims as Parquet files by month of publication: ``DIR/month=2024-06/claims.parquet``. Needs the extra ``analytics``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, islice
from pathlib import Path
from shutil import rmtree
from typing import Any

from saksi.errors import InputError
from saksi.ledger.frames import arrow, arrow_schema, needed
from saksi.ledger.rows import StoredClaim

UNDATED = "none"
ROWS = 50_000  # of a row group


def write(claims: Iterable[StoredClaim], folder: Path) -> int:
    """Writes the claims, which come in the order of publication; gives their number. The folder is there whole or not at all.

    Raises InputError when it is not empty."""
    pq, schema = needed("pyarrow.parquet"), arrow_schema()
    if folder.exists() and any(folder.iterdir()):
        raise InputError(f"{folder}: is not empty; name a new folder for the Parquet files")
    unfinished = folder.with_name(folder.name + ".part")
    rmtree(unfinished, ignore_errors=True)  # what an export that was killed has left
    try:
        total = _write(claims, unfinished, schema, pq)
        if folder.exists():
            folder.rmdir()
        unfinished.rename(folder)
    finally:
        rmtree(unfinished, ignore_errors=True)
    return total


def _write(claims: Iterable[StoredClaim], folder: Path, schema: Any, pq: Any) -> int:
    folder.mkdir(parents=True)
    total = 0
    for month, group in groupby(claims, key=lambda claim: claim.published[:7] or UNDATED):
        part = folder / f"month={month}"
        part.mkdir()
        with pq.ParquetWriter(part / "claims.parquet", schema, compression="zstd") as writer:
            while rows := list(islice(group, ROWS)):
                writer.write_table(arrow(rows))
                total += len(rows)
    return total
