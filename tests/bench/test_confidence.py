"""Confidence is a share that was measured: written by the bench, found by kind, said in the trace, and absent where nothing was."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import saksi
from saksi.bench.confidence import table
from saksi.cameo import FOLD, cameo_codes
from saksi.confidence import LEAST, confidence_of, kind_of
from saksi.pack import load_pack, senses
from saksi.world import load_world

FLOODS = str(Path(__file__).resolve().parents[2] / "examples" / "floods")


def test_the_table_keeps_kinds_seen_often_enough_and_every_type() -> None:
    kind, rare = ("ASSAULT", "verb", "both"), ("AID", "noun", "actor")
    text = table(Counter({(kind, True): LEAST, (kind, False): 5, (rare, True): 1}))
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert ["ASSAULT", "verb", "both", str(LEAST), str(LEAST + 5)] in rows
    assert ["AID", "*", "*", "1", "1"] in rows
    assert not any(row[:3] == list(rare) for row in rows)
    assert ["*", "*", "*", str(LEAST + 1), str(LEAST + 6)] in rows


def test_a_claim_says_where_its_confidence_was_measured() -> None:
    reading = saksi.read_text("Chad attacked Mali on Monday, the mayor said.", lang="en", date="2024-06-19")
    claim = reading.claims[0]
    found = confidence_of(reading.events[0], load_pack("en"))
    assert found is not None and claim.confidence == found.share
    assert 0 <= found.share <= 1
    step = claim.trace.children[-1]
    assert step.rule == "confidence" and step.where.startswith("lang/en/confidence.tsv:")
    assert kind_of(reading.events[0]) == ("ASSAULT", "verb", "both")


def test_what_nobody_measured_has_none() -> None:
    reading = saksi.read_text("Floods hit Pakistan on Monday.", lang="en", ontology=FLOODS)
    assert reading.claims[0].confidence is None


def test_every_sense_has_a_cameo_code_that_the_crosswalk_knows() -> None:
    codes, crosswalk = cameo_codes(), load_world().crosswalk
    assert set(codes) == {*senses(), *(f"{FOLD}{kind}" for kind in ("CONSULT", "SUPPORT", "COOPERATE", "AID"))}
    for name, row in codes.items():
        wanted = row.differs or ("AGREE" if name.startswith(FOLD) else senses()[name].type)
        assert crosswalk[row.cameo].type == wanted, row.where


def test_an_event_carries_its_code() -> None:
    events = saksi.read_text("Chad attacked Mali. Peru will send aid to Togo.", lang="en").events
    assert [(e.type, e.cameo) for e in events] == [("ASSAULT", "190"), ("AGREE", "033")]
