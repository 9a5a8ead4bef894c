"""Claims for maps and feed readers: GeoJSON (RFC 7946) and Atom (RFC 4287)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from saksi.export.graph import writable
from saksi.export.rows import kind_of, one_line, told_by, who_to_whom
from saksi.ledger.rows import StoredClaim

NEVER = "1970-01-01"


def geojson(claims: Iterable[StoredClaim], out: TextIO) -> int:
    """A point for every claim whose act has a place in the text that the gazetteer knows; gives their number. No other has a pin."""
    out.write('{"type": "FeatureCollection", "features": [')
    total = 0
    for claim in claims:
        if claim.lat is not None and claim.lon is not None:
            out.write(f"{',' if total else ''}\n{json.dumps(_feature(claim), ensure_ascii=False)}")
            total += 1
    out.write("\n]}\n")
    return total


def _feature(c: StoredClaim) -> dict[str, Any]:
    names = ("article", "type", "mode", "status", "alleged", "day", "place", "place_country", "place_precision", "evidence", "url")
    parties = {side: [p._asdict() for p in getattr(c, side)] for side in ("actors", "recipients")}
    properties = {name: getattr(c, name) for name in names} | parties | {"told_by": list(c.chain)}
    return {"type": "Feature", "id": c.id, "geometry": {"type": "Point", "coordinates": [c.lon, c.lat]}, "properties": properties}


def atom(claims: Iterable[StoredClaim], out: TextIO, title: str) -> int:
    """A feed, the newest claims first; gives their number."""
    found = list(claims)
    newest = max((c.published for c in found), default="") or NEVER
    out.write('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n')
    out.write(f"<title>{_text(title)}</title>\n<id>urn:saksi:claims</id>\n<updated>{newest}T00:00:00Z</updated>\n")
    out.write("<author><name>saksi</name></author>\n<generator>saksi</generator>\n")
    for claim in found:
        _entry(claim, out)
    out.write("</feed>\n")
    return len(found)


def _entry(c: StoredClaim, out: TextIO) -> None:
    title = f"{kind_of(c)} {c.status}: {who_to_whom(c, 'somebody')}"
    out.write(f"<entry>\n<title>{_text(title)}</title>\n<id>urn:saksi:claim:{_text(c.id)}</id>\n")
    out.write(f"<updated>{c.published or NEVER}T00:00:00Z</updated>\n<author><name>{_text(told_by(c.chain))}</name></author>\n")
    if c.url.startswith(("http://", "https://")):
        out.write(f"<link href={quoteattr(writable(c.url))}/>\n")
    out.write(f"<category term={quoteattr(writable(c.type))}/>\n<summary>{_text(c.evidence)}</summary>\n</entry>\n")


def _text(text: str) -> str:
    return escape(writable(one_line(text)))
