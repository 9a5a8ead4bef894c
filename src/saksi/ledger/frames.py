"""Claims as columns: Arrow, pandas, Polars. Needs the extra ``analytics``."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
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
    " place_precision evidence lang source title url".split()
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


def record(claim: StoredClaim) -> dict[str, Any]:
    """A claim as one flat record in the names of ``arrow_schema``."""
    return {
        "number": claim.number,
        **{name: getattr(claim, name) for name in _TEXTS},
        "version": claim.version,
        "event": claim.event,
        "confidence": claim.confidence,
        "lat": claim.lat,
        "lon": claim.lon,
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "evidence_start": claim.span.start,
        "evidence_end": claim.span.end,
        "contexts": list(claim.contexts),
        "chain": list(claim.chain),
        "actors": _parties(claim.actors),
        "recipients": _parties(claim.recipients),
        "alleged": claim.alleged,
    }


def arrow(claims: Iterable[StoredClaim]) -> pyarrow.Table:
    pa = needed("pyarrow")
    return pa.Table.from_pylist([record(claim) for claim in claims], schema=arrow_schema())


def pandas_frame(claims: Iterable[StoredClaim]) -> pandas.DataFrame:
    needed("pandas")
    frame: pandas.DataFrame = arrow(claims).to_pandas()
    return frame


def polars_frame(claims: Iterable[StoredClaim]) -> polars.DataFrame:
    frame: polars.DataFrame = needed("polars").from_arrow(arrow(claims))
    return frame


def _parties(parties: Sequence[Party]) -> list[dict[str, str]]:
    return [dict(zip(PARTY, party, strict=True)) for party in parties]
