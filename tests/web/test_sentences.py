"""Claims as a person would say them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from ledger_files import readings

pytest.importorskip("jinja2")
import saksi
from saksi.ledger import Party, StoredClaim
from saksi.ledger.entries import claims_of
from saksi.pack import load_pack
from saksi.records import Span
from saksi.web.marks import marks_of_claim
from saksi.web.sentences import _phrases, headline, is_plural, names, sentence
from saksi.world import load_world


def _claims(text: str) -> list[StoredClaim]:
    return list(claims_of(saksi.read_text(text, lang="en", date="2024-05-02"), 0, 0, True))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chad attacked Mali on Monday.", "Chad attacked Mali (2024-04-29)"),
        ("US officials said that North Korea attacked Japan.", "US officials say North Korea attacked Japan (alleged)"),
        ("Niger denied that Chad attacked Mali.", "Niger denies that Chad attacked Mali (alleged)"),
        ("Togo may bomb Benin, Ghana said.", "Ghana says Togo may bomb Benin (alleged)"),
        ("Norway imposed sanctions on Iceland.", "Norway imposed sanctions on Iceland"),
        ("President Joko Widodo of Indonesia will visit Norway on Friday.", "Joko Widodo will visit Norway (2024-05-03)"),
    ],
)
def test_a_claim_is_told_in_a_sentence(text: str, told: str) -> None:
    assert told in [sentence(claim).replace("; Norway)", ")") for claim in _claims(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rusia menyerang Korea Selatan.", "Russia attacked South Korea"),
        ("Pejabat Jepang diserang di Oslo.", "Pejabat Jepang was attacked (Oslo)"),
        ("Korea Utara membantah bahwa Rusia memasok senjata.", "North Korea denies that Russia gave military aid (alleged)"),
    ],
)
def test_countries_have_their_english_names(text: str, told: str) -> None:
    reading = saksi.read_text(text, lang="id", date="2024-05-02")
    assert told in [sentence(claim) for claim in claims_of(reading, 0, 0, True)]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"actors": ()}, "Mali was attacked"),
        ({"actors": (), "status": "planned"}, "Mali will be attacked"),
        ({"actors": (), "status": "denied"}, "Mali was not attacked"),
        ({"actors": (), "status": "ongoing"}, "Mali is being attacked (ongoing)"),
        ({"recipients": ()}, "Chad attacked somebody"),
        ({"sense": "meet"}, "Chad met Mali"),
        ({"sense": "meet", "recipients": ()}, "Chad met somebody"),
        ({"sense": "meet", "recipients": (), "actors": (Party("Chad"), Party("Mali"))}, "Chad and Mali met"),
        ({"sense": "talk", "recipients": ()}, "Chad talked with somebody"),
        ({"sense": "sign", "recipients": (), "actors": (Party("Chad"), Party("Mali"))}, "Chad and Mali signed an agreement"),
        ({"sense": "grant-access", "status": "possible"}, "Chad may give access to Mali"),
        ({"chain": ("Togo", "Togo"), "sense": "mediate", "recipients": (Party("A"), Party("The army"))},
         "Togo says Chad mediated between A and the army"),
        ({"actors": tuple(Party(f"P{i}") for i in range(9))}, "P0, P1, P2, P3 and others attacked Mali"),
    ],
)  # fmt: skip
def test_an_act_is_told_as_its_parties_and_status_need(change: dict[str, Any], told: str) -> None:
    claim = replace(_claims("Chad has attacked Mali.")[0], lang="id", alleged=False)
    assert sentence(replace(claim, **change)) == told


def test_phrases_are_of_senses_that_exist_and_every_type_and_mode_has_one() -> None:
    known = _phrases()
    assert not {act for act in known if act.islower()} - load_pack("en").senses.keys()
    terms = load_world().terms
    assert not {code for kind, code, *_ in terms if kind == "type"} - known.keys()
    assert not {f"{term.parent}/{term.code}" for term in terms.values() if term.kind == "mode"} - known.keys()


def test_several_say_and_one_says() -> None:
    assert is_plural("two witnesses") and is_plural("police") and is_plural("A and B")
    assert not is_plural("Iceland") and not is_plural("the spokesman") and not is_plural("Reuters") and not is_plural("")


def test_names_are_joined_once_each() -> None:
    assert names([Party("A"), Party("B"), Party("A"), Party("C")]) == "A, B and C"
    assert names([]) == ""


def test_a_type_without_phrase_is_told_by_its_name() -> None:
    claim = _claims("Chad attacked Mali on Monday.")[0]
    assert headline(replace(claim, type="FLOOD_RISK", mode="", recipients=())) == "Chad did “flood risk”"


def test_marks_of_a_claim_lie_in_its_evidence() -> None:
    seen = 0
    for reading in readings():
        for claim in claims_of(reading, 0, 0, True):
            for mark in marks_of_claim(claim):
                words = claim.evidence[mark.span.start : mark.span.end]
                seen += 1
                if mark.kind == "trigger":
                    assert words == reading.article.raw[claim.trigger.start : claim.trigger.end]
                elif mark.kind == "actor":
                    assert words in {party.text for party in claim.actors}
                assert Span(0, len(claim.evidence)).covers(mark.span)
    assert seen > 20
