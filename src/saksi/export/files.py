"""Every form of export under its name: what it needs, how it is written, and that a file is there whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from saksi.errors import InputError
from saksi.export import coded, flat, graph, jsonl, parquet, webforms
from saksi.export.place import whole, writable
from saksi.ledger import Ledger, Query

NEWEST = 50  # entries of a feed
IDS = ".ids.tsv"
Writer = Callable[[Ledger, Query, TextIO], int]


def _claims(write: Callable[..., int], *arguments: object) -> Writer:
    return lambda ledger, query, out: write(ledger.iterate(query), out, *arguments)


def _readings(ledger: Ledger, query: Query, out: TextIO) -> int:
    """Whole readings, of the articles that hold a claim that fits."""
    total = 0
    wanted = None if query == Query() else {claim.article for claim in ledger.iterate(query)}
    for key, reading in ledger.readings_by_id():
        if wanted is None or key in wanted:
            print(jsonl.dumps(reading), file=out)
            total += 1
    return total


def _feed(ledger: Ledger, query: Query, out: TextIO) -> int:
    return webforms.atom(ledger.claims(query, limit=NEWEST), out, f"Claims of {ledger.path.stem}")


STREAMS: Mapping[str, Writer] = {
    "jsonl": _readings,
    "csv": _claims(flat.write, ","),
    "tsv": _claims(flat.write, "\t"),
    "graphml": lambda ledger, query, out: graph.graphml(graph.graph_of(ledger.iterate(query)), out),
    "gexf": lambda ledger, query, out: graph.gexf(graph.graph_of(ledger.iterate(query)), out),
    "geojson": _claims(webforms.geojson),
    "atom": _feed,
}
FORMATS = (*STREAMS, "parquet", *coded.LAYOUTS)


def export(ledger: Ledger, form: str, query: Query, path: Path) -> int:
    """Writes what the query finds to a file (``parquet``: a folder); gives the number of records. Layouts of other data hold only
    what happened, unless the query names a status."""
    if form == "parquet":
        return parquet.write(ledger.iterate(query), path)
    path = writable(path, (ledger.path,))
    if form in coded.LAYOUTS:
        asked = query if query.status else replace(query, status="happened")
        with whole(path) as out, whole(path.with_name(path.name + IDS)) as ids:
            return coded.write(ledger.iterate(asked), coded.LAYOUTS[form], out, ids)
    if form not in STREAMS:
        raise InputError(f"format {form!r} does not exist; choose from {', '.join(FORMATS)}")
    with whole(path) as out:
        return STREAMS[form](ledger, query, out)
