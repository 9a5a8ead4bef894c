"""Acts as PLOVER's gold sentences have them."""

from __future__ import annotations

import pytest

from saksi.bench.folding import folded_code, folded_type
from saksi.pipeline import read_article
from saksi.records import Article


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Kenya will release the prisoners.", {"AGREE"}),
        ("Kenya will bomb Uganda.", {"THREATEN"}),
        ("Kenya will not release the prisoners.", {"REJECT"}),
        ("Kenya bombed Uganda.", {"ASSAULT"}),
        ("Kenya may bomb Uganda.", {"ASSAULT"}),
    ],
)
def test_an_announced_act_is_its_announcement(text: str, types: set[str]) -> None:
    assert {folded_type(event) for event in read_article(Article("x", text, "2024-06-19", lang="en")).events} == types


def test_international_bodies_have_one_code() -> None:
    assert [folded_code(code) for code in ("UNO", "EUR", "KEN", "")] == ["IGO", "IGO", "KEN", ""]
