"""Measures, per kind of claim, how many are right in articles whose events people have marked: the table that gives claims a confidence.

A claim is right when the gold has an event of its type at its place in the text, with the same countries on both sides and the same
status. The shares are those of articles the rules were written with an eye on, so they are an upper bound for others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from saksi.bench.suites import gold_documents
from saksi.confidence import ANY, FILE, LEAST, Kind, kind_of, wider
from saksi.errors import InputError
from saksi.ingest import Failure
from saksi.pack import lang_root
from saksi.pipeline import read_articles
from saksi.records import Actor, Article, Event, Reading

HEADER = (
    "# How many claims of a kind were right: type, place in the text, countries of both sides, and status, where people marked them.\n"
    "# Written by `saksi bench SUITE... --confidence`; counts only. * = any.\n"
    "type\tform\tparties\tright\tseen\n"
)


def measure(suites: Sequence[str], shared: Path) -> dict[str, Counter[tuple[Kind, bool]]]:
    """language -> (kind, right) -> claims. Raises InputError for a suite whose gold has no events at places of the text."""
    found: dict[str, Counter[tuple[Kind, bool]]] = {}
    for suite in suites:
        documents = gold_documents(suite, shared)
        if not all("status" in event or "factuality" in event for d in documents for event in d.get("events", ())):
            raise InputError(f"suite {suite!r} marks no status of events; confidence needs seed, gold or gold-en")
        articles = [Article(d["id"], d["text"], date=d.get("date") or d.get("published") or "", lang=d["lang"]) for d in documents]
        for document, reading in zip(documents, read_articles(articles), strict=True):
            if not isinstance(reading, Failure):
                found.setdefault(reading.pack, Counter()).update(_judged(reading, document["events"]))
    return found


def _judged(reading: Reading, gold: Sequence[Mapping[str, Any]]) -> Iterable[tuple[Kind, bool]]:
    for claim in reading.claims:
        event = reading.events[claim.event]
        wanted = [g for g in gold if _same_act(event, g)]
        if all(g.get("optional") for g in wanted) and wanted:
            continue
        yield kind_of(event), any(_same_parties(event, g) and (g.get("factuality") or g.get("status")) == claim.status for g in wanted)


def _same_act(event: Event, gold: Mapping[str, Any]) -> bool:
    start, end = gold["predicate"]
    return event.raw_type in (gold["type"], *(gold.get("alt") or ())) and any(m.start < end and start < m.end for m in event.mentions)


def _same_parties(event: Event, gold: Mapping[str, Any]) -> bool:
    sides = _countries(event.actors), _countries(event.recipients)
    wanted = tuple({(p.get("country") or "").upper() for p in gold[side] if p.get("country")} for side in ("actors", "recipients"))
    return sides == wanted or (not wanted[1] and sides[0] | sides[1] == wanted[0])


def _countries(actors: Iterable[Actor]) -> set[str]:
    return {actor.country for actor in actors if actor.country}


def table(counts: Counter[tuple[Kind, bool]]) -> str:
    """The text of a confidence.tsv: kinds seen often enough, the widest first."""
    right: Counter[Kind] = Counter()
    seen: Counter[Kind] = Counter()
    for (kind, correct), number in counts.items():
        for wide in dict.fromkeys(wider(kind)):
            seen[wide] += number
            right[wide] += number * correct
    kept = [kind for kind in seen if seen[kind] >= LEAST or _is_type(kind)]
    kept.sort(key=lambda kind: (*(part != ANY for part in kind), kind))
    return HEADER + "".join("\t".join((*kind, str(right[kind]), str(seen[kind]))) + "\n" for kind in kept)


def _is_type(kind: Kind) -> bool:
    """A whole type stands in the table however few claims it has: it says that the type was looked at."""
    return kind[0] != ANY and kind[1:] == (ANY, ANY)


def write(found: Mapping[str, Counter[tuple[Kind, bool]]]) -> list[Path]:
    """Writes the table of every language into its pack; the files written."""
    paths = []
    for code, counts in sorted(found.items()):
        path = Path(str(lang_root() / code / FILE))
        path.write_text(table(counts), encoding="utf-8")
        paths.append(path)
    return paths
