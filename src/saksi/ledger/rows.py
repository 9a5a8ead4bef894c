"""What the ledger gives back: frozen records of claims, articles and rejected inputs, and pages of claims."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any, NamedTuple, overload

from saksi.records import Span


class Party(NamedTuple):
    """Who acts or is acted on: the resolved name, codes, kind, and the words of the text."""

    name: str
    country: str = ""
    sector: str = ""
    kind: str = ""
    text: str = ""

    @property
    def code(self) -> str:
        """Country and sector: "IRN GOV"; "" when neither is known."""
        return " ".join(part for part in (self.country, self.sector) if part)


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim as the ledger keeps it, joined with its event; days are ISO, spans count code points of the article's raw text."""

    number: int  # the ledger's key; in the order of publication
    id: str  # as the reader gave it
    article: str  # the article's id
    version: int  # of the article
    current: bool  # False: a newer version or reading supersedes it
    event: int  # index in the reading
    event_key: str
    type: str
    raw_type: str
    mode: str
    contexts: tuple[str, ...]
    status: str
    alleged: bool
    confidence: float | None
    chain: tuple[str, ...]  # who tells it, outermost first; () for the writer, "" for a source not named
    stance: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    published: str  # "" when unknown
    first_day: str  # of the act as the text dates it; "" when it does not
    last_day: str
    date_value: str  # TIMEX3
    precision: str
    place: str
    place_country: str
    lat: float | None
    lon: float | None
    place_precision: str
    trigger: Span
    span: Span  # of the evidence
    evidence: str
    lang: str
    source: str  # who published the article
    title: str
    url: str
    sense: str = ""  # of the trigger: the row of senses.tsv; "" when not known

    @property
    def speaker(self) -> str:
        """The innermost source; "" for the writer and for a source not named."""
        return self.chain[-1] if self.chain else ""

    @property
    def day(self) -> str:
        """The first day of the act, or when the text does not date it, the day of publication."""
        return self.first_day or self.published


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """A version of an article."""

    number: int
    id: str
    version: int
    current: bool
    published: str
    date_origin: str
    lang: str
    title: str
    url: str
    source: str
    added: str  # UTC
    claims: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not be read."""

    number: int
    place: str
    reason: str
    message: str
    added: str
    has_article: bool


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a reading: ``new``, ``corrected`` (a new version of its article), ``reread`` (other records), ``known`` (nothing)."""

    article: str
    version: int
    state: str
    claims: int


class Page(Sequence[StoredClaim]):
    """Claims, newest first. ``next`` is what to give as ``before`` for the page that follows; None on the last one."""

    def __init__(self, claims: Sequence[StoredClaim], next: int | None = None) -> None:
        self.claims, self.next = tuple(claims), next

    @overload
    def __getitem__(self, index: int) -> StoredClaim: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[StoredClaim]: ...
    def __getitem__(self, index: int | slice) -> StoredClaim | Sequence[StoredClaim]:
        return self.claims[index]

    def __len__(self) -> int:
        return len(self.claims)

    def __iter__(self) -> Iterator[StoredClaim]:
        return iter(self.claims)


ARTICLE_COLUMNS = "number, id, version, current, published, date_origin, lang, title, url, source, added, claims"

# Columns of table claim in the order of the fields of StoredClaim; those of the article come from a join.
_JOINED = {"article": "a.id", "version": "a.version", "title": "a.title", "url": "a.url"}
_SPANS = {"trigger": "c.trigger_start, c.trigger_end", "span": "c.evidence_start, c.evidence_end"}


@cache
def claim_columns() -> str:
    """The SELECT list that ``claim_of`` reads: from ``claim c JOIN article a``."""
    return ", ".join(_JOINED.get(f.name) or _SPANS.get(f.name) or f"c.{f.name}" for f in fields(StoredClaim))


@cache
def select_claims() -> str:
    """The SELECT of whole claims, without its WHERE: claims are ``c``, their articles ``a``."""
    return f"SELECT {claim_columns()} FROM claim c JOIN article a ON a.number = c.article"


def claim_of(row: Sequence[Any]) -> StoredClaim:
    """A claim from the columns of ``claim_columns``."""
    r = list(row)
    r[4], r[12] = bool(r[4]), bool(r[12])
    r[10], r[14] = words_of(r[10]), words_of(r[14])
    r[16], r[17] = parties_of(r[16]), parties_of(r[17])
    r[28:32] = [Span(r[28], r[29]), Span(r[30], r[31])]
    return StoredClaim(*r)


@lru_cache(maxsize=50_000)
def parties_of(text: str) -> tuple[Party, ...]:
    return tuple(Party(*item) for item in json.loads(text)) if text != "[]" else ()


@lru_cache(maxsize=50_000)
def words_of(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()


def article_of(row: Sequence[Any]) -> StoredArticle:
    values = list(row)
    values[3] = bool(values[3])
    return StoredArticle(*values)


@lru_cache(maxsize=100_000)
def tuple_as_json(value: tuple[object, ...]) -> str:
    """A tuple of strings or of parties; the same ones come again and again."""
    return as_json(value)


def packed(text: str) -> bytes:
    """A long text as the ledger keeps it."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpacked(blob: bytes) -> str:
    """Raises zlib.error, ValueError for what is damaged."""
    return zlib.decompress(blob).decode("utf-8", "surrogatepass")


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
