"""What every column means and which values occur: written beside the data from the code that made them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from saksi import __version__
from saksi.ledger import Ledger, Query
from saksi.ledger.rows import StoredClaim
from saksi.world import load_world

COLUMNS = {
    "number": "the ledger's key: day of publication (days since 0001-01-01, plus 1) times 2^24, plus a running number",
    "id": "of the claim, made from article, span, chain of sources and type",
    "article": "id of the article",
    "version": "of the article; a corrected article has a new one",
    "current": "false where a newer version or reading supersedes the claim",
    "event": "index of the act in the reading of the article; claims with the same article and event tell of one act",
    "event_key": "shared by all claims of the same type, mode, parties, day and place",
    "type": "PLOVER type",
    "raw_type": "type before planned cooperation is folded into AGREE",
    "mode": "PLOVER mode, empty when none fits",
    "contexts": "PLOVER contexts, a JSON array",
    "status": "whether the act, as told, happened, is ongoing, planned, possible, demanded, conditional or denied",
    "alleged": "true when only a source vouches for it and the writer does not",
    "confidence": "how often claims of this kind are right, 0 to 1; empty when not measured",
    "chain": "who tells it, outermost first, a JSON array; empty for the writer, an empty name for a source not named",
    "stance": "of the innermost source: assert, deny, demand ...",
    "actors": "who acts: a JSON array of [name, country, sector, kind, words of the text]",
    "recipients": "whom it is done to, likewise",
    "published": "day of publication, ISO 8601; empty when unknown",
    "first_day": "first day of the act as the text dates it; empty when it does not",
    "last_day": "last day of it; the same as first_day when the text names a day",
    "date_value": "TIMEX3 value of the time expression",
    "precision": "of the time expression",
    "place": "where the act took place, as named",
    "place_country": "ISO 3166-1 alpha-3",
    "lat": "degrees north, WGS 84; empty without a place of the text that the gazetteer knows",
    "lon": "degrees east",
    "place_precision": "point, city, region or country",
    "trigger": "[start, end) of the word that names the act, in code points of the article as it came in",
    "span": "[start, end) of the evidence",
    "evidence": "the sentence",
    "lang": "code of the language pack that read the article",
    "source": "who published the article",
    "title": "of the article",
    "url": "of the article",
    "sense": "which sense of its word the act has: a row of senses.tsv, empty in ledgers of an earlier version",
}
STATUSES = {
    "happened": "the act took place",
    "ongoing": "it is going on",
    "planned": "it is announced, promised or scheduled",
    "possible": "it may take place or may have taken place",
    "demanded": "somebody asks for it",
    "conditional": "it depends on a condition",
    "denied": "it did not take place, or somebody denies it",
}


def markdown(ledger: Ledger, query: Query) -> Iterator[str]:
    """The lines of the codebook of the claims that a query finds."""
    counted = ledger.facets(query, most=1000)
    yield "# Codebook"
    yield ""
    yield f"Claims coded by saksi {__version__}. A claim is one act as told by one chain of sources; nothing here is a verdict."
    yield ""
    yield "## Columns"
    yield ""
    yield "| column | meaning |"
    yield "|---|---|"
    yield from (f"| `{field.name}` | {COLUMNS[field.name]} |" for field in fields(StoredClaim))
    yield from _values("Status", {v: STATUSES.get(v, "") for v in STATUSES}, dict(counted["status"]))
    terms = load_world().terms
    types = {term.code: term.wording for term in terms.values() if term.kind == "type"}
    own = {v.value: "a type of the user's own ontology" for v in counted["type"] if v.value not in types}
    yield from _values("Types", types | own, dict(counted["type"]))
    for title, name in (("Languages", "lang"), ("Publishers", "source"), ("Countries of actors", "actor")):
        values = dict(counted[name])
        yield from _values(title, dict.fromkeys(values, ""), values)


def _values(title: str, meanings: Mapping[str, str], counts: Mapping[str, int]) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    yield "| value | claims | meaning |"
    yield "|---|---|---|"
    yield from (f"| {value} | {counts.get(value, 0)} | {meaning} |" for value, meaning in meanings.items())
