"""Claims about one act find each other; copies are one witness; denials and plans that nobody kept are seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from saksi.ledger import Ledger
from saksi.pipeline import read_articles
from saksi.records import Article, Reading

STRIKE = "Chad attacked the Malian port of Gao with rockets on Monday, burning two grain warehouses."
WIRE = (
    f"{STRIKE} The fire was put out in the night. Traders said the harvest of a whole season was lost. "
    "The governor of the region visited the harbour and promised help to the fishermen whose boats had sunk."
)
ARTICLES = (
    Article("agency", WIRE, "2024-05-07", "metadata", "en", source="Agency"),
    Article("paper", WIRE.replace("Traders said", "Local traders said"), "2024-05-07", "metadata", "en", source="Paper"),
    Article(
        "own",
        "Rockets hit Gao. Chad attacked the port of Gao on Monday and two grain warehouses burned down.",
        "2024-05-07",
        "metadata",
        "en",
    ),
    Article(
        "denial",
        "Chad denied that it attacked the port of Gao with rockets on Monday, when two grain warehouses burned.",
        "2024-05-08",
        "metadata",
        "en",
        source="Gazette",
    ),
    Article("other", "Chad attacked the Malian town of Kidal on Friday.", "2024-05-11", "metadata", "en", source="Gazette"),
    Article("plan", "President Kari Nordahl of Norway will visit Iceland on May 20, 2024.", "2024-05-07", "metadata", "en", source="Paper"),
    Article("kept", "Norway's Prime Minister Ola Berg will visit Denmark on May 12, 2024.", "2024-05-07", "metadata", "en", source="Paper"),
    Article("done", "Norway's Prime Minister Ola Berg visited Denmark on May 12, 2024.", "2024-05-13", "metadata", "en", source="Gazette"),
)


def _readings() -> list[Reading]:
    return [r for r in read_articles(ARTICLES) if isinstance(r, Reading)]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.create(tmp_path_factory.mktemp("incidents") / "news.db") as made:
        made.add_many(_readings())
        made.group()
        yield made


def test_claims_about_one_act_are_one_incident(ledger: Ledger) -> None:
    (strike,) = ledger.contradictions()
    told = ledger.testimony(strike.id)
    assert {t.claim.article for t in told} == {"agency", "paper", "own", "denial"}
    assert strike.type == "ASSAULT"
    assert {t.voice for t in told} == {"affirm", "deny"}
    assert ledger.incident(strike.id) == strike == ledger.incident_of(told[0].claim)
    assert {c.article for c in ledger.claims(incident=strike.id)} == {t.claim.article for t in told}


def test_two_languages_tell_of_one_act(tmp_path: Path) -> None:
    articles = [
        Article("en", "Chad attacked Mali on Monday, burning two grain warehouses.", "2024-05-07", "metadata", "en", source="Agency"),
        Article("id", "Chad menyerang Mali pada Senin (6/5/2024), kata tentara Mali.", "2024-05-08", "metadata", "id", source="Pos"),
        Article("tuesday", "Chad menyerang Mali pada Kamis (9/5/2024).", "2024-05-10", "metadata", "id", source="Pos"),
        Article("niger", "Chad menyerang Niger pada Senin (6/5/2024).", "2024-05-08", "metadata", "id", source="Pos"),
    ]
    with Ledger.create(tmp_path / "two.db") as ledger:
        ledger.add_many([r for r in read_articles(articles) if isinstance(r, Reading)])
        ledger.group()
        told = [{t.claim.article for t in ledger.testimony(i.id)} for i in ledger.incidents() if i.type == "ASSAULT"]
    assert {"en", "id"} in told
    assert len(told) == 3


def test_a_wire_copy_is_no_second_witness(ledger: Ledger) -> None:
    (strike,) = ledger.contradictions()
    witness = {t.claim.article: t.witness for t in ledger.testimony(strike.id)}
    assert witness["agency"] == witness["paper"] != witness["own"] != witness["denial"]
    assert (strike.affirm, strike.deny, strike.witnesses, strike.articles) == (2, 1, 3, 4)


def test_testimony_of_one_voice_and_who_says_so(ledger: Ledger) -> None:
    (strike,) = ledger.contradictions()
    told = ledger.testimony(strike.id)
    for voice in ("affirm", "planned", "possible", "deny"):
        assert ledger.testimony(strike.id, voice=voice) == tuple(t for t in told if t.voice == voice)
    assert ledger.testimony(strike.id, most=2) == told[:2]
    affirm, deny = ledger.voices(incident=strike.id)
    assert (affirm.voice, affirm.first, affirm.last) == ("affirm", "2024-05-07", "2024-05-07")
    assert affirm.n == sum(t.voice == "affirm" for t in told)
    assert {said.name for said in affirm.outlets} == {"Agency", "Paper"}
    assert (deny.voice, deny.n, deny.first, deny.outlets[0][:2]) == ("deny", 1, "2024-05-08", ("Gazette", 1))
    assert [(said.name, said.n) for said in deny.sources] == [("Chad", 1)]


def test_who_says_so_of_a_question(ledger: Ledger) -> None:
    claims = list(ledger.iterate(party="TCD"))
    voices = ledger.voices(party="TCD")
    assert sum(voice.n for voice in voices) == len(claims)
    assert sum(voice.writers for voice in voices) == sum(not c.chain for c in claims)
    assert sum(voice.n for voice in ledger.voices(party="TCD", newest=2)) == 2
    assert ledger.voices(text="zebra") == ()


def test_its_status_moves(ledger: Ledger) -> None:
    (strike,) = ledger.contradictions()
    assert [(m.day, m.status) for m in ledger.moves(strike.id)] == [("2024-05-07", "happened"), ("2024-05-08", "contested")]


def test_a_plan_is_unkept_when_nobody_saw_it_kept(ledger: Ledger) -> None:
    before = ledger.unkept_plans(today="2024-05-19")
    after = ledger.unkept_plans(today="2024-06-01")
    assert [ledger.testimony(i.id)[0].claim.article for i in before] == []
    assert [ledger.testimony(i.id)[0].claim.article for i in after] == ["plan"]


@pytest.mark.parametrize(
    ("filters", "articles"),
    [
        ({"actor": "TCD", "since": "2024-05-10"}, {"other"}),
        ({"text": "Kidal"}, {"other"}),
        ({"witnesses": 3}, {"agency", "paper", "own", "denial"}),
        ({"status": "planned", "actor": "NOR", "until": "2024-05-08"}, {"plan"}),
    ],
)
def test_incidents_are_found(ledger: Ledger, filters: dict[str, object], articles: set[str]) -> None:
    found = ledger.incidents(**filters)  # type: ignore[arg-type]
    assert {t.claim.article for i in found for t in ledger.testimony(i.id)} == articles
    assert ledger.count_incidents(**filters) == len(found)  # type: ignore[arg-type]


def test_made_again_they_are_the_same(ledger: Ledger) -> None:
    before = (ledger.incidents(limit=100), list(ledger.iterate()))
    ledger.regroup()
    assert (ledger.incidents(limit=100), list(ledger.iterate())) == before


def test_what_comes_later_joins_and_what_is_withdrawn_leaves(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "news.db") as ledger:
        for reading in _readings():
            ledger.add(reading)
            ledger.group()
        (strike,) = ledger.contradictions()
        corrected = Article("denial", "Correction: we reported on Gao.", "2024-05-08", "metadata", "en", source="Gazette")
        ledger.add_many(r for r in read_articles([corrected]) if isinstance(r, Reading))
        ledger.group()
        assert ledger.contradictions() == ()
        again = ledger.incident(strike.id)
        assert again is not None
        assert (again.status, again.deny, again.witnesses) == ("happened", 0, 2)
