"""Articles on several processes: what comes back, in which order, and what an article costs that is the end of its reader."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import misread
import pytest

import saksi
from saksi.errors import PackError
from saksi.ingest import Failure
from saksi.pool import Plan, process, run
from saksi.pool.pieces import LONGEST, pieces
from saksi.records import Article

DEMO = Path(saksi.__file__).parent / "demo"


@pytest.fixture(autouse=True)
def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_GRACE", 0.0)


def articles(*texts: str) -> Iterator[Article]:
    return (Article(str(number), text) for number, text in enumerate(texts))


def test_results_come_in_the_order_of_the_articles() -> None:
    texts = [*("x" * n for n in range(40)), "slow", *("x" * n for n in range(40))]
    found = list(run(misread.lengths, articles(*texts), Plan(2)))
    assert [article.raw for article, _ in found] == texts
    assert [made for _, made in found] == [len(text) for text in texts]


def test_without_order_nothing_waits_for_a_slow_one() -> None:
    texts = ["slow"] * 3 + ["x" * LONGEST] * 6
    found = [article.raw[0] for article, _ in run(misread.lengths, articles(*texts), Plan(2, ordered=False))]
    assert sorted(found) == sorted(text[0] for text in texts)
    assert found[0] == "x"


@pytest.mark.parametrize(
    ("text", "reason", "says"),
    [
        ("hang", "time", "longer than 1 s"),
        ("spin", "time", "longer than 1 s"),
        ("die", "crashed", "signal 9"),
        ("leave", "crashed", "exit code 7"),
        ("fail", "fault", "ZeroDivisionError: nothing by nothing"),
    ],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_article_costs_itself_alone(text: str, reason: str, says: str, jobs: int) -> None:
    texts = ["good", "better", text, "best", *["fine"] * 20]
    found = [made for _, made in run(misread.lengths, articles(*texts), Plan(jobs, seconds=1))]
    failure = found.pop(2)
    assert isinstance(failure, Failure)
    assert (failure.where, failure.reason) == ("2", reason)
    assert says in failure.message
    assert found == [4, 6, 4, *[4] * 20]


def test_a_faulty_pack_stops_all() -> None:
    with pytest.raises(PackError, match="a faulty row"):
        list(run(misread.lengths, articles("good", "fault"), Plan(2)))


def test_what_is_printed_does_not_mix_with_what_is_read() -> None:
    assert [made for _, made in run(misread.lengths, articles("talk", "x"), Plan(2))] == [4, 1]


def test_all_processes_work_and_end_with_the_run() -> None:
    found = {made for _, made in run(misread.processes, articles(*["x"] * 200), Plan(2))}
    assert len(found) == 2
    assert os.getpid() not in found
    for pid in found:
        assert isinstance(pid, int)
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_one_process_without_a_limit_is_this_one() -> None:
    assert [made for _, made in run(misread.processes, articles("x"), Plan())] == [os.getpid()]


def test_articles_are_taken_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield Article(str(taken), "x" * 1000)

    results = run(misread.lengths, endless(), Plan(2))
    for _ in range(5):
        next(results)
    time.sleep(0.2)
    assert taken < 2000
    results.close()  # type: ignore[attr-defined]


def test_pieces_are_few_articles_and_few_characters() -> None:
    texts = ["x"] * 20 + ["y" * (LONGEST + 1)] + ["z"]
    found = list(pieces(articles(*texts)))
    assert [len(piece.articles) for piece in found] == [16, 4, 1, 1]
    assert [piece.number for piece in found] == [0, 16, 20, 21]


def test_reading_on_two_processes_is_reading_on_one(tmp_path: Path) -> None:
    paths = [DEMO / "en_sanctions.txt", tmp_path / "missing.txt", DEMO / "id_visit.txt"]
    alone, together = list(saksi.read_many(paths)), list(saksi.read_many(paths, jobs=2))
    assert alone == together
    assert [type(item).__name__ for item in together] == ["Failure", "Reading", "Reading"]
