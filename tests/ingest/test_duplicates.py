"""Near-duplicates: planted copies are found, unlike articles are not, containment has a direction."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.ingest.duplicates import PERMUTATIONS, Duplicates, Sketch, relation, resemblance, sketch

WORDS = [f"{a}{b}{c}" for a in ("ba", "ko", "ri", "su", "te") for b in ("lan", "ngu", "mit", "ra", "sel") for c in ("", "an", "kan", "i")]


def prose(seed: int, words: int = 300) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) for _ in range(words))


def test_planted_copies_are_found_and_nothing_else() -> None:
    index = Duplicates()
    for seed in range(300):
        assert index.add(seed, sketch(prose(seed))) == ()
    wrong = missed = 0
    for seed in range(0, 300, 3):
        words = prose(seed).split()
        copy = {0: ["JAKARTA", *words, "Baca", "juga"], 1: words[:200], 2: words[:100] + words[110:], 3: [*words[:150], "xx", *words[151:]]}
        found = {near.other for near in index.add(f"copy of {seed}", sketch(" ".join(copy[seed % 4])))}
        missed += seed not in found
        wrong += len(found - {seed})
    assert (missed, wrong) == (0, 0)


def test_the_overlap_is_told_without_bias() -> None:
    errors = []
    for seed in range(60):
        shared, own, other = prose(seed, 200).split(), prose(seed + 1000, 100).split(), prose(seed + 2000, 100).split()
        estimate = resemblance(sketch(" ".join(shared + own)), sketch(" ".join(shared + other)))
        errors.append(estimate - 196 / (196 + 2 * 100))
    assert abs(sum(errors) / len(errors)) < 0.015
    assert max(map(abs, errors)) < 0.16


def test_case_and_punctuation_make_no_difference() -> None:
    text = prose(1)
    assert resemblance(sketch(text), sketch(text.upper().replace(" ", ", "))) == 1.0


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        ("ab", "ab", "copy"),
        ("ab", "a", "contains"),
        ("a", "ab", "within"),
        ("ab", "bc", "overlaps"),
    ],
)
def test_containment_has_a_direction(new: str, old: str, expected: str) -> None:
    parts = {name: prose(number, 250) for number, name in enumerate("abc")}
    one, other = (sketch(" ".join(parts[name] for name in names)) for names in (new, old))
    assert relation(one, other, resemblance(one, other)) == expected


def test_containment_is_never_closed() -> None:
    """A page that prints two reports contains both, which does not make them like each other."""
    index = Duplicates()
    first, second = prose(1), prose(2)
    index.add("first", sketch(first))
    both = index.add("both", sketch(f"{first} {second}"))
    assert [(near.other, near.relation) for near in both] == [("first", "contains")]
    assert [(near.other, near.relation) for near in index.add("second", sketch(second))] == [("both", "within")]


def test_scripts_without_spaces_are_compared_by_character() -> None:
    text = "総理大臣は水曜日に新しい橋が来週開通すると述べた。二年間の工事を経ての開通となる。"
    assert resemblance(sketch(text), sketch("東京発 " + text)) > 0.7


def test_a_text_without_words_is_like_nothing() -> None:
    index = Duplicates()
    assert index.add(1, sketch("")) == index.add(2, sketch("... !")) == ()
    assert len(index) == 0


def test_a_sketch_survives_being_stored() -> None:
    one = sketch(prose(3))
    again = Sketch.from_bytes(one.to_bytes())
    assert resemblance(one, again) == 1.0
    assert (again.shingles, again.bands()) == (one.shingles, one.bands())
    with pytest.raises(ValueError, match="516 bytes"):
        Sketch.from_bytes(b"")


def test_sketches_are_the_same_everywhere_and_for_good() -> None:
    """What ledgers hold. Whoever changes this number must also say how old ledgers are read."""
    made = sketch("Kepala desa mengatakan bahwa jembatan akan dibuka.")
    assert made.values[:4].tolist() == [1316473326, 1206540195, 99079565, 1788147738]


def test_the_oldest_are_forgotten() -> None:
    index = Duplicates(most=50)
    for seed in range(120):
        index.add(seed, sketch(prose(seed, 60)))
    assert len(index) == 50
    assert index.add("old", sketch(prose(3, 60))) == ()
    assert [near.other for near in index.add("new", sketch(prose(110, 60)))] == [110]


def test_a_key_added_again_takes_the_place_of_the_old() -> None:
    index = Duplicates()
    index.add("a", sketch(prose(1)))
    assert index.add("a", sketch(prose(1))) == ()
    assert len(index) == 1
    index.remove("a")
    index.remove("a")
    assert index.add("b", sketch(prose(1))) == ()


@given(st.text(max_size=200))
def test_any_text_has_a_sketch(text: str) -> None:
    made = sketch(text)
    assert made.values.shape == (PERMUTATIONS,)
    assert len(made.bands()) == PERMUTATIONS // 2
