"""Statuses from the words above an act."""

from __future__ import annotations

import pytest

from saksi.reading.factuality import factuality_of, reported, stance_effects, status_of


@pytest.mark.parametrize(
    ("effects", "status"),
    [
        ([], "happened"),
        (["perfect"], "happened"),
        (["future"], "planned"),
        (["possible", "future"], "possible"),
        (["negative", "future"], "denied"),
        (["fail"], "denied"),
        (["demand"], "demanded"),
        (["conditional", "possible"], "conditional"),
        (["progressive"], "ongoing"),
        (["hearsay"], "happened"),
    ],
)
def test_the_strongest_weakening_word_decides(effects: list[str], status: str) -> None:
    assert status_of(effects) == status


def test_factbank_values() -> None:
    denied, planned, rumoured = factuality_of(["negative"]), factuality_of(["plan"]), factuality_of(["hearsay"])
    assert (denied.polarity, denied.certainty) == ("-", "certain")
    assert (planned.time, planned.ground) == ("future", "planned")
    assert rumoured.certainty == "probable"


def test_would_is_a_plan_in_reported_speech_and_a_condition_elsewhere() -> None:
    assert status_of(["would"]) == "conditional"
    assert [name for name, _ in reported([("would", "en:1")])] == ["future"]


@pytest.mark.parametrize(
    ("stance", "frame", "is_content", "finite", "effects"),
    [
        ("demand", "person-to", True, False, ("demand",)),
        ("promise", "to", True, False, ("promise",)),
        ("deny", "that", True, True, ("deny",)),
        ("deny", "that", False, True, ()),  # a relative clause inside what is denied
        ("assert", "that", True, True, ()),
        ("criticise", "np", True, False, ()),  # "condemned the attack": it happened
        ("demand", "quote", True, True, ()),
    ],
)
def test_a_stance_reaches_only_what_it_is_about(stance: str, frame: str, is_content: bool, finite: bool, effects: tuple[str, ...]) -> None:
    assert stance_effects(stance, frame, is_content, finite) == effects
