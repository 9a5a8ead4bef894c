"""What goes into a ledger comes out of it; the same twice changes nothing; what is corrected stands beside what it corrects."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from ledger_files import TEXTS, article, filled, readings

from saksi.errors import InputError, LedgerError
from saksi.ingest import Failure
from saksi.ledger import FACETS, Ledger, Query, StoredClaim, entries
from saksi.pipeline import read_article
from saksi.records import Article, Origin, Reading, Trace

Test = Callable[[StoredClaim], bool]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with filled(tmp_path / "news.db") as made:
        yield made


def corrected() -> Reading:
    row = TEXTS[0]
    return read_article(article(*row[:3], "Chad attacked Mali on Sunday. Togo bombed Benin."))


def reread() -> Reading:
    """The first reading as another version of Saksi might make it: one claim less, another trace."""
    first = readings()[0]
    return replace(first, claims=tuple(replace(c, trace=Trace("newer")) for c in first.claims[:-1]))


def test_readings_come_out_as_they_went_in(ledger: Ledger) -> None:
    assert tuple(ledger.readings()) == readings()
    assert ledger.reading("chad-1") == readings()[0]
    assert ledger.reading("nobody") is None


def test_claims_carry_what_the_reading_says(ledger: Ledger) -> None:
    assert ledger.summary()["claims"] == sum(len(r.claims) for r in readings()) > 12
    for reading in readings():
        page = ledger.claims(article=reading.article.id, limit=100)
        assert {c.id for c in page} == {c.id for c in reading.claims}
        for claim in page:
            raw = reading.article.raw
            assert raw[claim.span.start : claim.span.end] == claim.evidence
            assert claim.source == reading.article.source
            assert [p.name for p in claim.actors] == [a.name for a in reading.events[claim.event].actors]


def test_the_same_twice_changes_nothing(ledger: Ledger) -> None:
    before = dump(ledger)
    assert {a.state for a in ledger.add_many(readings())} == {"known"}
    assert dump(ledger) == before


def test_a_correction_is_a_version_beside_the_old(ledger: Ledger) -> None:
    old = readings()[0]
    added = ledger.add(corrected())
    assert (added.state, added.version) == ("corrected", 2)
    assert ledger.reading("chad-1") == corrected()
    assert ledger.reading("chad-1", 1) == old
    assert [(v.version, v.current) for v in ledger.versions("chad-1")] == [(1, False), (2, True)]
    assert {c.version for c in ledger.claims(article="chad-1")} == {2}
    gone = ledger.claim(old.claims[-1].id)
    assert gone is not None
    assert not gone.current
    assert {ledger.add(old).state, ledger.add(corrected()).state} == {"known"}
    assert_counts_are_right(ledger)


def test_a_new_reading_supersedes_and_keeps_the_old(ledger: Ledger) -> None:
    assert ledger.add(reread()).state == "reread"
    assert ledger.reading("chad-1") == reread()
    assert ledger.count(article="chad-1") == len(reread().claims)
    assert ledger.summary()["readings"] == len(readings()) + 1
    assert ledger.add(readings()[0]).state == "known"
    assert_counts_are_right(ledger)


def test_all_or_nothing(ledger: Ledger) -> None:
    before = dump(ledger)

    def broken() -> Iterator[Reading]:
        yield corrected()
        raise KeyError("stop")

    with pytest.raises(KeyError):
        ledger.add_many(broken())
    assert dump(ledger) == before


QUERIES: dict[str, tuple[Query, Test]] = {
    "type": (Query(type="SANCTION"), lambda c: c.type == "SANCTION"),
    "types": (Query(type=("SANCTION", "ASSAULT")), lambda c: c.type in ("SANCTION", "ASSAULT")),
    "status": (Query(status="denied"), lambda c: c.status == "denied"),
    "alleged": (Query(alleged=False), lambda c: not c.alleged),
    "actor by code": (Query(actor="NOR"), lambda c: any(p.country == "NOR" for p in c.actors)),
    "actor by name": (Query(actor="norway"), lambda c: any(p.name == "Norway" for p in c.actors)),
    "recipient": (Query(recipient="TCD"), lambda c: any(p.country == "TCD" for p in c.recipients)),
    "party": (Query(party="TCD"), lambda c: any(p.country == "TCD" for p in (*c.actors, *c.recipients))),
    "dyad": (
        Query(dyad=("TCD", "MLI")),
        lambda c: {p.country for p in c.actors} == {"TCD"} and {p.country for p in c.recipients} == {"MLI"},
    ),
    "speaker": (Query(speaker="Ghana"), lambda c: "Ghana" in c.chain),
    "source": (Query(source="Wire A"), lambda c: c.source == "Wire A"),
    "lang": (Query(lang="id"), lambda c: c.lang == "id"),
    "since": (Query(since="2024-06"), lambda c: c.published >= "2024-06-01"),
    "until": (Query(until="2024-05"), lambda c: "" < c.published <= "2024-05-31"),
    "words": (Query(text="sanction"), lambda c: "sanction" in c.evidence),
    "phrase": (Query(text='"held talks"'), lambda c: "held talks" in c.evidence),
    "lemma": (Query(text="pasok"), lambda c: "memasok" in c.evidence),
    "not": (Query(text="attacked -denied"), lambda c: "attack" in c.evidence and "denied" not in c.evidence),
    "act since": (
        Query(first_day="2024-04-29", last_day="2024-04-30"),
        lambda c: c.first_day >= "2024-04-29" and c.last_day <= "2024-04-30",
    ),
    "several": (
        Query(text="attacked", actor="TCD", since="2024-05-02", type="ASSAULT"),
        lambda c: "attacked" in c.evidence and c.published >= "2024-05-02" and c.type == "ASSAULT" and c.actors[0].country == "TCD",
    ),
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_finds_what_fits_and_nothing_else(ledger: Ledger, name: str) -> None:
    query, fits = QUERIES[name]
    everything = list(ledger.iterate())
    wanted = [c for c in everything if fits(c)]
    assert wanted
    assert list(ledger.claims(query, limit=100)) == wanted
    assert ledger.count(query) == len(wanted)
    assert sum(m.n for m in ledger.months(query)) == len(wanted)
    facets = ledger.facets(query)
    assert {v.value: v.n for v in facets["type"]} == Counter(c.type for c in wanted)
    assert {v.value: v.n for v in facets["actor"]} == Counter(code for c in wanted for code in {p.country for p in c.actors if p.country})
    pairs = Counter(pair for c in wanted for pair in entries.dyads(c) if all(pair))
    assert {(d.actor, d.recipient): d.n for d in ledger.dyads(query)} == pairs


def test_pages_follow_each_other(ledger: Ledger) -> None:
    whole = list(ledger.iterate())
    assert [c.published for c in whole] == sorted((c.published for c in whole), reverse=True)
    found, before = [], None
    while True:
        page = ledger.claims(limit=3, before=before)
        found += page
        if (before := page.next) is None:
            break
    assert found == whole


def test_documents_of_a_question_stand_beside_each_other(ledger: Ledger) -> None:
    articles = list(dict.fromkeys(c.article for c in ledger.iterate(party="Norway")))
    assert len(articles) >= 2
    for at, id in enumerate(articles):
        older, newer = ledger.beside(id, party="Norway")
        assert (older.article if older else None) == (articles[at + 1] if at + 1 < len(articles) else None)
        assert (newer.article if newer else None) == (articles[at - 1] if at else None)
    assert ledger.beside("nobody") == (None, None)


@pytest.mark.parametrize("bad", [{"since": "soon"}, {"text": "?!"}])
def test_senseless_filters_are_input_errors(ledger: Ledger, bad: dict[str, str]) -> None:
    with pytest.raises(InputError):
        ledger.claims(**bad)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ['"', "a OR b", "NEAR(x", "evidence:x", "x*", "-x", "“x”", "(", "'); DROP TABLE claim; --", "\x00x"])
def test_no_words_break_the_search(ledger: Ledger, text: str) -> None:
    try:
        ledger.claims(text=text)
    except InputError:
        assert not any(c.isalnum() for c in text.lstrip("-")) or text == "-x"
    assert ledger.summary()["claims"]


def test_a_claim_is_found_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    claim = ledger.claims(limit=1)[0]
    assert ledger.claim(claim.id) == ledger.claim(claim.id[:9]) == ledger.at(claim.number) == claim
    assert ledger.claim("") is None
    assert ledger.claim("zzz") is None
    first = Counter(claim.id[0] for claim in ledger.iterate()).most_common(1)[0][0]
    with pytest.raises(InputError, match=f"{first}: several claims begin so"):
        ledger.claim(first)


def test_what_cannot_be_read_is_kept_with_its_reason(ledger: Ledger) -> None:
    swahili = article("sw", "2024-01-01", "Wire", "Rais alisema kwamba serikali itafanya kazi.")
    failure = Failure("sw", "no pack for sw (Swahili): packs are en, id", "language")
    assert ledger.sink([(swahili, failure), (None, Failure("a.pdf", "is a PDF; extract its text", "binary"))]) == (
        failure,
        Failure("a.pdf", "is a PDF; extract its text", "binary"),
    )
    assert not ledger.reject("sw", failure.message, reason="language", article=swahili)
    found = ledger.rejected()
    assert [(r.place, r.reason, r.has_article) for r in found] == [("a.pdf", "binary", False), ("sw", "language", True)]
    assert ledger.rejected_article(found[1].number) == swahili
    assert ledger.rejected_reasons() == {"binary": 1, "language": 1}
    ledger.add(replace(readings()[0], article=swahili))
    assert len(ledger.rejected()) == 1


def test_names_complete(ledger: Ledger) -> None:
    assert ("Chad", "TCD", "", 5) in [tuple(n) for n in ledger.names("actor", "cha")] or ledger.names("actor", "cha")[0][0] == "Chad"
    assert ledger.names("actor", "zzz") == ()


def test_text_that_no_encoding_can_write_is_kept(ledger: Ledger) -> None:
    first = readings()[0]
    raw = first.article.raw.replace("Mali", "Ma\ud800i").replace("Niger", "Nige\x00")
    reading = replace(first, article=replace(first.article, id="half", raw=raw, title="\udfff"))
    ledger.add(reading)
    assert ledger.reading("half") == reading


def test_threads_share_a_ledger(ledger: Ledger) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(ledger.count())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) == {ledger.count()}


def test_columns_for_analysts(ledger: Ledger) -> None:
    pytest.importorskip("pyarrow")
    table = ledger.arrow(type="SANCTION")
    assert table.num_rows == ledger.count(type="SANCTION")
    assert table.column("actors").to_pylist()[0][0]["country"] == "NOR"


def test_a_mistyped_name_makes_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="saksi init"):
        Ledger(tmp_path / "typo.db")
    assert list(tmp_path.iterdir()) == []


def test_reading_only(ledger: Ledger) -> None:
    with Ledger(ledger.path, readonly=True) as reader:
        assert reader.count() == ledger.count()
        with pytest.raises(LedgerError, match="reading only"):
            reader.add(corrected())


def dump(ledger: Ledger) -> list[str]:
    return list(sqlite3.connect(ledger.path).iterdump())


def assert_counts_are_right(ledger: Ledger) -> None:
    """The counts that were kept are those of a ledger that never held anything else."""
    claims = list(ledger.iterate())
    for name in FACETS:
        kept = {v.value: v.n for v in ledger.facets(fields=[name], most=1000)[name]}
        gone_through = {v.value: v.n for v in ledger.facets(alleged=True, fields=[name], most=1000)[name]}
        for value, n in ({v.value: v.n for v in ledger.facets(alleged=False, fields=[name], most=1000)[name]}).items():
            gone_through[value] = gone_through.get(value, 0) + n
        assert kept == gone_through
    assert {(d.actor, d.recipient): d.n for d in ledger.dyads(both=False, most=1000)} == Counter(
        p for c in claims for p in entries.dyads(c)
    )
    assert ledger.count() == len(claims)


def test_connections_of_threads_that_ended_are_closed(ledger: Ledger) -> None:
    for _ in range(20):
        thread = threading.Thread(target=ledger.count)
        thread.start()
        thread.join()
    assert len(ledger.store._open) <= 2


def test_an_input_that_could_be_read_at_last_is_rejected_no_more(ledger: Ledger) -> None:
    ledger.reject("page.txt", "needs something", reason="extra")
    read = read_article(Article("page-1", "Chad attacked Mali.", lang="en", origin=Origin("plain", "page.txt")))
    ledger.add(read)
    assert ledger.rejected() == ()


def test_facets_of_the_newest_are_a_sample(ledger: Ledger) -> None:
    newest = ledger.claims(type="SANCTION", limit=1)
    found = ledger.facets(type="SANCTION", newest=1)
    assert [(v.value, v.n) for v in found["status"]] == [(newest[0].status, 1)]
    assert {v.value for v in found["recipient"]} == {p.country for p in newest[0].recipients if p.country}
    assert ledger.facets(type="SANCTION", newest=1000) == ledger.facets(type="SANCTION")
    assert sum(v.n for v in ledger.facets(newest=1)["type"]) == ledger.count()
