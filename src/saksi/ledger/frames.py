"""Claims as columns: Arrow, pandas, Polars. Needs the extra ``analytics``."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from operator import attrgetter
from types import ModuleType
from typing import TYPE_CHECKING, Any

from saksi.errors import MissingExtra
from saksi.ledger.rows import Party, StoredClaim

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

PARTY = ("name", "country", "sector", "kind", "text")
_TEXTS = tuple(
    "id article event_key type raw_type mode status stance published first_day last_day date_value precision place place_country"  # noqa: SIM905
    " place_precision evidence lang source title url sense".split()
)


def needed(module: str) -> ModuleType:
    """An optional library. Raises MissingExtra."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise MissingExtra(f"{module} is not installed; run: pip install 'saksi[analytics]'") from None


def arrow_schema() -> pyarrow.Schema:
    """The columns: those of ``StoredClaim``, spans as two columns each, parties as lists of structs."""
    pa = needed("pyarrow")
    party = pa.list_(pa.struct([(name, pa.string()) for name in PARTY]))
    numbers = {"version": pa.int32(), "event": pa.int32(), "confidence": pa.float64(), "lat": pa.float64(), "lon": pa.float64()}
    spans = {name: pa.int32() for name in ("trigger_start", "trigger_end", "evidence_start", "evidence_end")}
    lists = {"contexts": pa.list_(pa.string()), "chain": pa.list_(pa.string()), "actors": party, "recipients": party}
    kinds: dict[str, Any] = {"number": pa.int64(), **dict.fromkeys(_TEXTS, pa.string()), **numbers, **spans, **lists}
    kinds["alleged"] = pa.bool_()
    return pa.schema(list(kinds.items()))


def arrow(claims: Iterable[StoredClaim]) -> pyarrow.Table:
    """The claims as a table of ``arrow_schema``, built column by column."""
    pa, schema, rows = needed("pyarrow"), arrow_schema(), list(claims)
    return pa.table([pa.array(map(_getter(field.name), rows), field.type, size=len(rows)) for field in schema], schema=schema)


def _getter(column: str) -> Callable[[StoredClaim], Any]:
    """What gives the value of a column."""
    return _OTHERS.get(column) or attrgetter(column)


def pandas_frame(claims: Iterable[StoredClaim]) -> pandas.DataFrame:
    needed("pandas")
    frame: pandas.DataFrame = arrow(claims).to_pandas()
    return frame


def polars_frame(claims: Iterable[StoredClaim]) -> polars.DataFrame:
    frame: polars.DataFrame = needed("polars").from_arrow(arrow(claims))
    return frame


@lru_cache(maxsize=100_000)
def _parties(parties: tuple[Party, ...]) -> list[dict[str, str]]:
    return [dict(zip(PARTY, party, strict=True)) for party in parties]


_OTHERS: Mapping[str, Callable[[StoredClaim], Any]] = {
    "trigger_start": attrgetter("trigger.start"),
    "trigger_end": attrgetter("trigger.end"),
    "evidence_start": attrgetter("span.start"),
    "evidence_end": attrgetter("span.end"),
    "actors": lambda claim: _parties(claim.actors),
    "recipients": lambda claim: _parties(claim.recipients),
}
