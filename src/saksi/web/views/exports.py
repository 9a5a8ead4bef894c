"""A search in every format that the ledger exports, and as a feed to subscribe to."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from saksi.errors import InputError
from saksi.export.files import FORMATS, NEWEST, export
from saksi.export.webforms import atom
from saksi.web.asked import asked, fields_of
from saksi.web.limits import limited
from saksi.web.pages import ledger_of

MOST = 100_000  # claims that are exported over the web; more with `saksi export`
SECONDS = 120.0
KINDS = {"jsonl": "application/jsonl", "csv": "text/csv", "geojson": "application/geo+json", "atom": "application/atom+xml"}


def feed(request: Request) -> Response:
    """``/feed.atom?type=ASSAULT&party=RUS``: the newest claims of a search."""
    values, out = fields_of(request.query_params), io.StringIO()
    with limited(ledger_of(request), request.app.state.settings.slowest_query) as ledger:
        atom(ledger.claims(asked(request.query_params), limit=NEWEST), out, "Saksi: " + (", ".join(values.values()) or "all claims"))
    return Response(out.getvalue().encode("utf-8", "replace"), media_type="application/atom+xml")


def show(request: Request) -> Response:
    """``/export/csv?type=ASSAULT``: a file, or a ZIP where the format has several."""
    form, query = request.path_params["form"], asked(request.query_params)
    if form not in FORMATS:
        raise HTTPException(404)
    with limited(ledger_of(request), request.app.state.settings.slowest_query) as ledger:
        if ledger.count(query, most=MOST + 1) > MOST:
            raise InputError(f"more than {MOST:,} claims fit: ask for fewer days, or use `saksi export`")
    folder = tempfile.TemporaryDirectory(prefix="saksi-export-")
    try:
        with limited(ledger_of(request), SECONDS) as ledger:
            export(ledger, form, query, Path(folder.name) / f"claims.{form}")
        path = _one(Path(folder.name), form)
    except BaseException:
        folder.cleanup()
        raise
    kind = KINDS.get(form, "text/plain; charset=utf-8") if path.suffix != ".zip" else "application/zip"
    return FileResponse(path, filename=path.name, media_type=kind, background=BackgroundTask(folder.cleanup))


def _one(folder: Path, form: str) -> Path:
    """The file that was written; several are put into a ZIP."""
    written = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    if len(written) == 1 and written[0].parent == folder:
        return written[0]
    path = folder / f"claims-{form}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for inner in written:
            archive.write(inner, str(inner.relative_to(folder)))
    return path
