"""Verdicts stay, follow their claims, and are counted."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import complaints, saksi
from ledger_files import filled, readings

from saksi.errors import InputError
from saksi.export.reviewed import gold
from saksi.ledger import Ledger, StoredClaim, Verdict
from saksi.ledger.agreement import nominal, wilson
from saksi.records import Span


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with filled(tmp_path / "news.db") as made:
        yield made


def _first(ledger: Ledger) -> StoredClaim:
    return ledger.claims(article="chad-1", status="happened", type="ASSAULT")[0]


def test_a_verdict_knows_its_claim(ledger: Ledger) -> None:
    claim = _first(ledger)
    given = ledger.judge(Verdict(claim.id, "amend", "Ayu", ("wrong-status",), {"status": "possible"}, "may have", "random"))
    assert (given.article, given.span, given.quote, given.type) == (claim.article, claim.trigger, claim.evidence, "ASSAULT")
    assert ledger.verdicts() == ledger.verdicts(claim.id) == (given,)
    assert _first(ledger) == claim


def test_verdicts_are_only_added(ledger: Ledger) -> None:
    claim = _first(ledger)
    ledger.judge(Verdict(claim.id, "accept", "Ayu"))
    later = ledger.judge(Verdict(claim.id, "reject", "Ayu", ("not-an-event",)))
    assert ledger.verdicts() == (later,)
    connection = sqlite3.connect(ledger.path)
    assert connection.execute("SELECT count(*) FROM verdict").fetchone() == (2,)
    for sql in ("DELETE FROM verdict", "UPDATE verdict SET verdict = 'accept'"):
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            connection.execute(sql)


@pytest.mark.parametrize(
    "bad",
    [
        {"verdict": "maybe"},
        {"reasons": ("because",)},
        {"verdict": "amend"},
        {"amended": {"colour": "red"}},
        {"reviewer": " "},
        {"claim": "nobody"},
    ],
)
def test_senseless_verdicts_are_input_errors(ledger: Ledger, bad: dict[str, object]) -> None:
    with pytest.raises(InputError):
        ledger.judge(replace(Verdict(_first(ledger).id, "accept", "Ayu"), **bad))  # type: ignore[arg-type]


def test_after_another_reading_verdicts_follow_their_span_or_are_stale(ledger: Ledger) -> None:
    first, *others = readings()[0].claims
    ledger.judge(Verdict(first.id, "accept", "Ayu"))
    ledger.judge(Verdict(others[-1].id, "reject", "Ayu", ("wrong-actor",)))
    again = replace(readings()[0], claims=(replace(first, id="0123456789ab"), *others[:-1]))
    ledger.add(again)
    kept, gone = ledger.verdicts()
    found = ledger.follow(kept)
    assert found is not None
    assert found.id == "0123456789ab"
    assert ledger.stale_verdicts() == (gone,)


def test_queues(ledger: Ledger) -> None:
    everything = {c.id for c in ledger.iterate()}
    drawn = ledger.queue("random", "Ayu", limit=100)
    assert {c.id for c in drawn} == everything
    assert drawn == ledger.queue("random", "Budi", limit=100) != ledger.queue("random", "Ayu", limit=100, seed=2)
    ledger.judge(Verdict(drawn[0].id, "accept", "Ayu", queue="random"))
    assert ledger.queue("random", "Ayu", limit=100) == drawn[1:]
    assert ledger.queue("random", "Budi", limit=100) == drawn
    ledger.judge(Verdict(drawn[0].id, "reject", "Budi", ("duplicate",), queue="random"))
    assert ledger.queue("disagreement", "Cut") == (drawn[0],)
    assert {c.source for c in ledger.queue("watch", "Ayu", watch=["NOR"])} == {"Wire A", "Wire B"}
    assert len(ledger.queue("unsure", "Ayu", limit=3)) == 3
    with pytest.raises(InputError, match="choose random"):
        ledger.queue("best", "Ayu")


def test_the_least_sure_come_first_and_what_is_judged_does_not_come_again(ledger: Ledger) -> None:
    confident = [0.09, None, 0.04, 0.07]
    numbers = [claim.number for claim in ledger.claims(limit=len(confident))]
    with ledger.store.writing() as connection:
        connection.execute("UPDATE claim SET confidence = NULL")
        connection.executemany("UPDATE claim SET confidence = ? WHERE number = ?", list(zip(confident, numbers, strict=True)))
    queue = ledger.queue("unsure", "Ayu", limit=100)
    assert [c.confidence for c in queue[:4]] == [0.04, 0.07, 0.09, None]
    assert [c.number for c in queue[3:]] == sorted((c.number for c in queue[3:]), reverse=True)
    for claim in queue[:-1]:
        ledger.judge(Verdict(claim.id, "accept", "Ayu"))
    assert ledger.queue("unsure", " Ayu ", limit=100) == queue[-1:]
    assert ledger.queue("unsure", "Budi", limit=100) == queue


def test_whoever_is_watched_comes_newest_first_and_once(ledger: Ledger) -> None:
    queue = ledger.queue("watch", "Ayu", watch=["NOR", "norway", "Iceland"], limit=100)
    numbers = [c.number for c in queue]
    assert len(numbers) >= 3
    assert numbers == sorted(set(numbers), reverse=True)


def test_each_lot_has_its_turn_and_claims_that_come_later_find_theirs(ledger: Ledger) -> None:
    drawn = [c.id for c in ledger.queue("random", "Ayu", limit=100)]
    turned = [c.id for c in ledger.queue("random", "Ayu", limit=100, seed=5)]
    at = turned.index(drawn[0])
    assert turned[at:] + turned[:at] == drawn
    ledger.add(replace(readings()[0], claims=readings()[0].claims[1:]))
    assert [c.id for c in ledger.queue("random", "Ayu", limit=100)] == [id for id in drawn if id != readings()[0].claims[0].id]


def test_precision_counts_the_random_queue_alone(ledger: Ledger) -> None:
    claims = list(ledger.iterate())
    for number, claim in enumerate(claims):
        verdict = "accept" if number % 4 else "reject"
        ledger.judge(Verdict(claim.id, verdict, "Ayu", queue="random" if number < 8 else "watch"))
    ledger.judge(Verdict(claims[1].id, "unsure", "Budi", queue="random"))
    *by_type, whole = ledger.precision()
    assert (whole.type, whole.right, whole.judged) == ("", 6, 8)
    assert sum(p.judged for p in by_type) == 8
    assert whole.low < 0.75 < whole.high


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"), [(0, 0, 0, 1), (8, 10, 0.490, 0.943), (10, 10, 0.722, 1), (50, 100, 0.404, 0.596)]
)
def test_wilson(right: int, judged: int, low: float, high: float) -> None:
    assert wilson(right, judged) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


def test_krippendorff() -> None:
    """The nominal example of Krippendorff's own paper (2011), four observers and missing values: 0.743."""
    units = ["111", "2232", "3333", "3333", "2222", "1234", "4444", "1112", "2222", "555", "11", "3"]
    assert nominal(units) == pytest.approx(0.743, abs=0.001)
    assert nominal([]) is None
    assert nominal(["11", "11"]) is None


def test_agreement_by_field(ledger: Ledger) -> None:
    one, other = list(ledger.iterate())[:2]
    for reviewer, second in (("Ayu", "accept"), ("Budi", "reject")):
        ledger.judge(Verdict(one.id, "accept", reviewer))
        ledger.judge(Verdict(other.id, second, reviewer))
    alpha, claims = ledger.agreement()["verdict"]
    assert claims == 2
    assert alpha == pytest.approx(0.0)


def test_gold(ledger: Ledger) -> None:
    claim = _first(ledger)
    ledger.judge(Verdict(claim.id, "amend", "Ayu", ("wrong-status",), {"status": "possible"}))
    ledger.judge(Verdict("", "missing", "Ayu", amended={"status": "denied"}, article="chad-1", version=1, span=Span(0, 4), type="AID"))
    (row,) = map(json.loads, gold(ledger))
    assert row["text"] == readings()[0].article.raw
    assert [(e["type"], e["predicate"], e["status"]) for e in row["events"]] == [
        ("ASSAULT", list(claim.trigger), "possible"),
        ("AID", [0, 4], "denied"),
    ]


def test_the_commands(ledger: Ledger, tmp_path: Path) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        done = saksi("review", *arguments, "--ledger", str(ledger.path), state=tmp_path)
        return done.returncode, done.stdout.decode() + "".join(complaints(done))

    code, text = run("queue", "--reviewer", "Ayu", "--limit", "1")
    assert code == 0
    id = text.split()[0]
    assert run("add", id, "accept", "--reviewer", "Ayu")[0] == 0
    assert run("add", "nobody", "accept", "--reviewer", "Ayu")[0] == 2
    assert "1.00" in run("stats")[1]
    assert run("stale") == (0, "")
    assert json.loads(run("export")[1])["reviewed"]


@pytest.mark.parametrize("amended", ["{x", "[1]"])
def test_amendments_that_are_no_object_are_one_line(amended: str, tmp_path: Path) -> None:
    with filled(tmp_path / "news.db") as ledger:
        claim = ledger.claims()[0].id
    ends = ("--ledger", str(tmp_path / "news.db"), "--reviewer", "ann")
    done = saksi("review", "add", *ends, claim[:8], "amend", "--amend", amended, state=tmp_path)
    (line,) = complaints(done)
    assert done.returncode == 2
    assert line.startswith(f"saksi: --amend {amended}: is no JSON")
    assert saksi("review", "add", *ends, claim[:8], "accept", state=tmp_path).returncode == 0
