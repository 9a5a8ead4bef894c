"""Verdicts as a form sends them: who may send one, and what of the claim was changed in it."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from typing import NamedTuple

from saksi.errors import InputError
from saksi.ledger import Party, StoredClaim, Verdict
from saksi.ledger.review import REASONS

LONGEST = 500  # characters of a field
LONGEST_NOTE = 4000
_PARTY = re.compile(r"(?P<name>[^\[\]]*)(?:\[(?P<country>\w{3})?\s*(?P<sector>\w{3})?\])?")


class Field(NamedTuple):
    """A field of a claim that may be amended, as the form shows it."""

    name: str
    label: str
    value: str


def token(secret: bytes, reviewer: str) -> str:
    """What a form must send back, so that no other site can send one in a reviewer's name."""
    return hmac.digest(secret, reviewer.encode(), "sha256").hex()


def is_token(secret: bytes, reviewer: str, sent: str) -> bool:
    return hmac.compare_digest(token(secret, reviewer).encode(), sent.encode())


def fields(claim: StoredClaim) -> tuple[Field, ...]:
    """What may be amended, with what the claim says."""
    return (
        Field("type", "type", claim.raw_type),
        Field("mode", "mode", claim.mode),
        Field("status", "status", claim.status),
        Field("actors", "who, as Name [RUS GOV]; Name", written(claim.actors)),
        Field("recipients", "to whom", written(claim.recipients)),
        Field("speaker", "told by", claim.speaker),
        Field("date", "when", claim.date_value),
        Field("place", "where", claim.place),
    )


def verdict_of(form: Mapping[str, str], reasons: tuple[str, ...], claim: StoredClaim, reviewer: str) -> Verdict:
    """The verdict in a form. Raises InputError for one that makes no sense."""
    kind = form.get("verdict", "")
    if unknown := set(reasons) - set(REASONS):
        raise InputError(f"reason {min(unknown)[:40]!r} does not exist")
    note = form.get("note", "").strip()[:LONGEST_NOTE]
    amended = _amended(form, claim) if kind == "amend" else {}
    if kind == "amend" and not amended:
        raise InputError("nothing was changed: change the field that is wrong, or say that the claim is right")
    return Verdict(claim.id, kind, reviewer, reasons, amended, note, form.get("queue", ""))


def written(parties: tuple[Party, ...]) -> str:
    """ "Nasser Karimi [IRN GOV]; Qatar [QAT]"."""
    return "; ".join(f"{p.name} [{p.code}]" if p.code else p.name for p in parties)


def _amended(form: Mapping[str, str], claim: StoredClaim) -> dict[str, object]:
    found: dict[str, object] = {}
    for field in fields(claim):
        sent = form.get(field.name, field.value).strip()[:LONGEST]
        if sent != field.value:
            found[field.name] = _parties(sent) if field.name in ("actors", "recipients") else sent
    return found


def _parties(text: str) -> list[dict[str, str]]:
    found = []
    for part in filter(None, map(str.strip, text.split(";"))):
        match = _PARTY.fullmatch(part)
        if match is None:
            raise InputError(f"{part!r} should be a name, with country and sector in brackets if you know them: Qatar [QAT GOV]")
        found.append({"name": match["name"].strip(), "country": match["country"] or "", "sector": match["sector"] or ""})
    return found
