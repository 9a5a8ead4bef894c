"""Parquet files: a row is an article, columns are named like the fields of JSON lines or by ``--columns``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from saksi.errors import InputError, MissingExtra
from saksi.ingest.columns import FIELDS, names_of
from saksi.ingest.common import Failure, Settings
from saksi.ingest.jsonl import read_row
from saksi.records import Article

_TASK = "saksi.ingest.parquet:read_rows"
_ROWS = 64


def read_parquet(path: Path, settings: Settings) -> Iterator[Article | Failure]:
    """Raises InputError when the file is none or has no column for the text, MissingExtra without pyarrow."""
    wanted = sorted({name for field in (*FIELDS, "html") for name in names_of(field, settings.columns)})
    rows = settings.sandbox.run(_TASK, path=str(path.absolute()), wanted=wanted)
    for number, answer in enumerate(rows, 1):
        yield from read_row(answer, f"{path}:{number}", settings, "parquet")


def read_rows(data: bytes, path: str, wanted: list[str]) -> Iterator[dict[str, Any]]:
    """The rows of a file, only the columns that are wanted. Runs in the sandbox."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise MissingExtra("Parquet is read by pyarrow: pip install 'saksi[archives]'") from None
    arrow.set_memory_pool(arrow.system_memory_pool())
    try:
        with parquet.ParquetFile(path) as file:
            columns = [name for name in file.schema_arrow.names if name in set(wanted)]
            if not columns:
                raise InputError(
                    f"has no column that is known ({', '.join(file.schema_arrow.names[:8])}); name one with --columns", "no-article"
                )
            for batch in file.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
                for row in batch.to_pylist():
                    yield {name: _plain(value) for name, value in row.items()}
    except (arrow.ArrowInvalid, arrow.ArrowNotImplementedError, OSError) as error:
        raise InputError(f"is no Parquet file, or a broken one ({str(error).splitlines()[0][:100]})", "compression") from None


def _plain(value: Any) -> Any:
    """What JSON can carry: dates and times as ISO, bytes as text."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
