"""Finding rows of tables in sentences."""

from __future__ import annotations

import pytest

from saksi.pack import load_pack
from saksi.reading.document import Match
from saksi.reading.lexicon import compile_lexicon
from saksi.reading.segment import segment
from saksi.world import load_world


def matches(text: str, lang: str, *tables: str) -> list[tuple[str, Match]]:
    pack = load_pack(lang)
    (sentence,) = segment(text, pack).sentences
    found = compile_lexicon(pack, load_world()).match(sentence)
    return [(" ".join(sentence.words[m.first : m.last + 1]), m) for m in found if m.table in tables]


def words(text: str, lang: str, *tables: str) -> set[str]:
    return {w for w, _ in matches(text, lang, *tables)}


def test_a_phrase_spans_a_gap_and_says_which_words_it_skipped() -> None:
    found = [m for w, m in matches("Norway imposed new sweeping sanctions on the port.", "en", "events") if " " in w]
    assert found and {(m.first, m.last) for m in found} == {(1, 4)}
    assert all(m.skipped == (2, 3) and m.holds(4) and not m.holds(2) for m in found)


def test_a_longer_match_hides_the_shorter_one_inside_it() -> None:
    assert words("The Foreign Minister of South Korea spoke.", "en", "countries", "names", "demonyms") == {"South Korea"}


@pytest.mark.parametrize(("text", "found"), [("AS menolak.", {"AS"}), ("Roda as itu patah.", set())])
def test_a_form_with_capitals_matches_only_with_them(text: str, found: set[str]) -> None:
    assert words(text, "id", "names", "countries") == found


def test_inflected_forms_carry_their_feature() -> None:
    assert ("diserang", "pass") in {(w, m.feature) for w, m in matches("Konvoi itu diserang.", "id", "events")}


def test_accents_do_not_matter_in_names() -> None:
    assert words("Recep Tayyip Erdoğan spoke.", "en", "people") == {"Recep Tayyip Erdoğan"}
