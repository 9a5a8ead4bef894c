"""A release: a frozen snapshot of a ledger in a folder of its own, with a codebook and the hash of every file."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import asdict
from pathlib import Path

from saksi import __version__
from saksi.errors import InputError
from saksi.export import codebook
from saksi.export.files import export
from saksi.export.place import whole
from saksi.ledger import Ledger, Query
from saksi.ledger.migrate import newest

SUMS = "SHA256SUMS"


def release(ledger: Ledger, query: Query, folder: Path, texts: bool) -> dict[str, object]:
    """Writes claims (CSV, and Parquet where pyarrow is installed), incidents, codebook, manifest and hashes; gives the manifest.

    The same ledger gives the same hashes. ``texts`` adds the whole readings with the texts of the articles, which may not be yours to
    publish. Raises InputError when the folder is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise InputError(f"{folder}: is not empty; a release is never changed, name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    claims = export(ledger, "csv", query, folder / "claims.csv")
    if importlib.util.find_spec("pyarrow"):
        export(ledger, "parquet", query, folder / "parquet")
    if texts:
        export(ledger, "jsonl", query, folder / "readings.jsonl")
    _incidents(ledger, folder / "incidents.jsonl")
    with whole(folder / "codebook.md") as out:
        out.writelines(line + "\n" for line in codebook.markdown(ledger, query))
    asked = {name: value for name, value in asdict(query).items() if value not in ("", (), None)}
    manifest: dict[str, object] = {
        "saksi": __version__,
        "schema": newest(),
        "filters": asked,
        "claims": claims,
        "ledger": dict(ledger.summary()),
    }
    with whole(folder / "manifest.json") as out:
        json.dump(manifest, out, indent=1)
    with whole(folder / SUMS) as out:
        out.writelines(f"{digest}  {name}\n" for name, digest in hashes(folder))
    return manifest


def hashes(folder: Path) -> list[tuple[str, str]]:
    """(path, SHA-256) of every file but the list of hashes, in order."""
    files = sorted(f for f in folder.rglob("*") if f.is_file() and not f.name.startswith(SUMS))
    return [(f.relative_to(folder).as_posix(), hashlib.sha256(f.read_bytes()).hexdigest()) for f in files]


def _incidents(ledger: Ledger, path: Path) -> None:
    with whole(path) as out:
        for incident in ledger.iterate_incidents():
            record = asdict(incident)
            record["claim_ids"] = [t.claim.id for t in ledger.testimony(incident.id)]
            print(json.dumps(record, ensure_ascii=False), file=out)
