"""Inflection from affix tables, both ways round."""

from __future__ import annotations

import pytest

from saksi.morphology import build
from saksi.pack import load_pack
from saksi.tables import Affix, Irregular


@pytest.mark.parametrize(
    ("lang", "lemma", "pos", "feature", "form"),
    [
        ("en", "supply", "verb", "past", "supplied"),
        ("en", "ban", "verb", "ing", "banning"),
        ("en", "visit", "verb", "part", "visited"),
        ("en", "seize", "verb", "ing", "seizing"),
        ("en", "strike", "verb", "past", "struck"),
        ("en", "ally", "noun", "pl", "allies"),
        ("id", "pasok", "verb", "act", "memasok"),
        ("id", "serang", "verb", "act", "menyerang"),
        ("id", "katakan", "verb", "pass", "dikatakan"),
        ("id", "tuduh", "verb", "act", "menuduh"),
        ("id", "peringatkan", "verb", "act", "memperingatkan"),
        ("id", "negara", "noun", "pl", "negara-negara"),
    ],
)
def test_regular_and_irregular_forms(lang: str, lemma: str, pos: str, feature: str, form: str) -> None:
    assert (form, feature) in load_pack(lang).morphology.forms(lemma, pos)


def test_the_longest_condition_wins_and_an_irregular_form_replaces_the_regular_one() -> None:
    rows = [Affix("t:1", "verb", "past", suffix="ed"), Affix("t:2", "verb", "past", end="e", suffix="d")]
    morphology = build(rows, [Irregular("t:3", "go", "verb", "past", "went")])
    assert morphology.forms("move", "verb") == (("move", "base"), ("moved", "past"))
    assert morphology.forms("go", "verb") == (("go", "base"), ("went", "past"))


def test_features_are_told_apart_by_a_dot() -> None:
    ending = {"end": "ar", "drop_end": 2}
    rows = [Affix("t:1", "verb", "part.m", suffix="ado", **ending), Affix("t:2", "verb", "part.f", suffix="ada", **ending)]
    assert build(rows, ()).forms("atacar", "verb") == (("atacar", "base"), ("atacado", "part"), ("atacada", "part"))
