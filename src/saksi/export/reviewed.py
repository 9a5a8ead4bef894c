"""What reviewers found as gold: a JSON line an article, in the exchange form that suites are scored in (docs/reference/bench.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from saksi.ledger import Ledger, StoredClaim, Verdict


def gold(ledger: Ledger) -> Iterator[str]:
    """Articles with verdicts: the events that were accepted or amended, and those that are missing.

    ``reviewed`` lists the triggers of all claims that were judged: only these may be scored, the rest of the article is not gold.
    """
    by_article: dict[str, list[Verdict]] = {}
    for verdict in ledger.verdicts():
        by_article.setdefault(verdict.article, []).append(verdict)
    for article, verdicts in by_article.items():
        reading = ledger.reading(article)
        if reading is None:
            continue
        events = [event for verdict in verdicts if (event := _event(ledger, verdict))]
        row = {"id": article, "lang": reading.pack, "date": reading.article.date[:10], "text": reading.article.raw, "events": events}
        yield json.dumps({**row, "reviewed": [list(v.span) for v in verdicts if v.verdict != "unsure"]}, ensure_ascii=False)


def _event(ledger: Ledger, verdict: Verdict) -> dict[str, Any] | None:
    if verdict.verdict == "missing":
        return {"type": verdict.type, "mode": "", "predicate": list(verdict.span), **verdict.amended}
    claim = ledger.follow(verdict) if verdict.verdict in ("accept", "amend") else None
    return _with(claim, verdict.amended) if claim else None


def _with(claim: StoredClaim, amended: Mapping[str, object]) -> dict[str, Any]:
    event = {
        "type": claim.raw_type,
        "mode": claim.mode,
        "predicate": list(claim.trigger),
        "actors": [{"name": p.name, "country": p.country, "sector": p.sector} for p in claim.actors],
        "recipients": [{"name": p.name, "country": p.country, "sector": p.sector} for p in claim.recipients],
        "date": claim.date_value,
        "place_country": claim.place_country,
        "status": claim.status,
        "speaker": claim.speaker,
    }
    return {**event, **amended}
