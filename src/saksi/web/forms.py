"""Verdicts as a form sends them: who may send one, and what of the claim was changed in it."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from saksi import __version__
from saksi.errors import InputError
from saksi.ledger import Party, StoredArticle, StoredClaim, Verdict
from saksi.ledger.review import REASONS
from saksi.records import STATUSES, Reading, Span
from saksi.world import load_world

LONGEST = 500  # characters of a field
LONGEST_NOTE = 4000
SIDES = ("actors", "recipients")
PARTIES = "who, as Name [RUS GOV]; Name"
_PARTY = re.compile(r"(?P<name>[^\[\]]*)(?:\[(?P<country>\w{3})?\s*(?P<sector>\w{3})?\])?")


class Field(NamedTuple):
    """A field of a claim that may be amended, as the form shows it; with ``options`` it holds one of them."""

    name: str
    label: str
    value: str
    options: tuple[str, ...] = ()


def token(secret: bytes, reviewer: str) -> str:
    """What a form must send back, so that no other site can send one in a reviewer's name."""
    return hmac.digest(secret, reviewer.encode(), "sha256").hex()


def is_token(secret: bytes, reviewer: str, sent: str) -> bool:
    return hmac.compare_digest(token(secret, reviewer).encode(), sent.encode())


def fields(claim: StoredClaim) -> tuple[Field, ...]:
    """What may be amended, with what the claim says."""
    return (
        Field("type", "type", claim.raw_type, types()),
        Field("mode", "mode", claim.mode),
        Field("status", "status", claim.status, STATUSES),
        Field("actors", PARTIES, written(claim.actors)),
        Field("recipients", "to whom", written(claim.recipients)),
        Field("speaker", "told by", claim.speaker),
        Field("date", "when", claim.date_value),
        Field("place", "where", claim.place),
    )


def empty_fields() -> tuple[Field, ...]:
    """What may be said of an event that was missed."""
    return (
        Field("type", "type", "", types()),
        Field("status", "status", "happened", STATUSES),
        Field("actors", PARTIES, ""),
        Field("recipients", "to whom", ""),
        Field("speaker", "told by", ""),
        Field("date", "when", ""),
        Field("place", "where", ""),
    )


@cache
def types() -> tuple[str, ...]:
    """PLOVER's types of acts."""
    return tuple(code for kind, code in load_world().terms if kind == "type")


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


def missing_of(form: Mapping[str, str], reading: Reading, article: StoredArticle, reviewer: str) -> Verdict:
    """The verdict that a form gives of an event that the reading missed. Raises InputError for words that are not in the text."""
    span = passage(reading.article.raw, form.get("words", ""), form.get("at", ""))
    given = {field.name: sent for field in empty_fields() if (sent := _sent(form, field)) and field.name != "type"}
    told = {name: _parties(text) if name in SIDES else text for name, text in given.items()}
    known = {"article": article.id, "version": article.version, "span": span, "quote": reading.article.raw[span.start : span.end]}
    kind, note = _sent(form, empty_fields()[0]), form.get("note", "").strip()[:LONGEST_NOTE]
    return Verdict("", "missing", reviewer, amended=told, note=note, type=kind, lang=reading.pack, coder=__version__, **known)  # type: ignore[arg-type]


def passage(raw: str, words: str, at: str = "") -> Span:
    """Where words stand in a text, whatever white space is between them; of several places the nearest to the character ``at``."""
    parts = words[:LONGEST].split()
    found = [Span(*m.span()) for m in re.finditer(r"\s+".join(map(re.escape, parts)), raw)] if parts else []
    if not found:
        raise InputError(f"{' '.join(parts)[:80]!r} does not stand in the text: copy the words that tell the event from it")
    if at.isascii() and at.isdigit() and len(at) < 10:
        return min(found, key=lambda span: abs(span.start - int(at)))
    if len(found) > 1:
        raise InputError(f"{' '.join(parts)[:80]!r} stands {len(found)} times in the text: give more of the words around it")
    return found[0]


def written(parties: tuple[Party, ...]) -> str:
    """ "Nasser Karimi [IRN GOV]; Qatar [QAT]"."""
    return "; ".join(f"{p.name} [{p.code}]" if p.code else p.name for p in parties)


def _amended(form: Mapping[str, str], claim: StoredClaim) -> dict[str, object]:
    changed = {field.name: sent for field in fields(claim) if (sent := _sent(form, field)) != field.value}
    return {name: _parties(text) if name in SIDES else text for name, text in changed.items()}


def _sent(form: Mapping[str, str], field: Field) -> str:
    """What a form says of a field. Raises InputError for what is none of its options."""
    sent = form.get(field.name, field.value).strip()[:LONGEST]
    if field.options and sent not in (*field.options, field.value):
        raise InputError(f"{field.name} {sent[:40]!r} does not exist: choose {', '.join(field.options)}")
    return sent


def _parties(text: str) -> list[dict[str, str]]:
    found = []
    for part in filter(None, map(str.strip, text.split(";"))):
        match = _PARTY.fullmatch(part)
        if match is None:
            raise InputError(f"{part!r} should be a name, with country and sector in brackets if you know them: Qatar [QAT GOV]")
        found.append({"name": match["name"].strip(), "country": match["country"] or "", "sector": match["sector"] or ""})
    return found
