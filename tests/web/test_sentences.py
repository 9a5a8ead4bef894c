"""Claims as a person would say them."""

from __future__ import annotations

import pytest
from ledger_files import readings

pytest.importorskip("jinja2")
import saksi
from saksi.ledger import Party, StoredClaim
from saksi.ledger.entries import claims_of
from saksi.records import Span
from saksi.web.marks import marks_of_claim
from saksi.web.sentences import headline, is_plural, names, sentence


def _claims(text: str) -> list[StoredClaim]:
    return list(claims_of(saksi.read_text(text, lang="en", date="2024-05-02"), 0, 0, True))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chad attacked Mali on Monday.", "Chad attacked Mali (2024-04-29)"),
        ("US officials said that North Korea attacked Japan.", "US officials say North Korea attacked Japan (alleged)"),
        ("Niger denied that Chad attacked Mali.", "Niger denies that Chad attacked Mali (alleged)"),
        ("Togo may bomb Benin, Ghana said.", "Ghana says Togo may bomb Benin (possible; alleged)"),
        ("Norway imposed sanctions on Iceland.", "Norway imposed sanctions on Iceland"),
        ("President Joko Widodo of Indonesia will visit Norway on Friday.", "Joko Widodo will visit Norway (planned; 2024-05-03)"),
    ],
)
def test_a_claim_is_told_in_a_sentence(text: str, told: str) -> None:
    assert told in [sentence(claim).replace("; Norway)", ")") for claim in _claims(text)]


def test_several_say_and_one_says() -> None:
    assert is_plural("two witnesses") and is_plural("police") and is_plural("A and B")
    assert not is_plural("Iceland") and not is_plural("the spokesman") and not is_plural("Reuters") and not is_plural("")


def test_names_are_joined_once_each() -> None:
    assert names([Party("A"), Party("B"), Party("A"), Party("C")]) == "A, B and C"
    assert names([]) == ""


def test_a_type_without_phrase_is_told_by_its_name() -> None:
    claim = _claims("Chad attacked Mali on Monday.")[0]
    from dataclasses import replace

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
