"""Finding rows of tables in sentences."""

from __future__ import annotations

import pytest

from saksi.pack import load_pack
from saksi.reading.document import Match
from saksi.reading.lexicon import Bucket, Entry, compile_lexicon, unpacked
from saksi.reading.segment import segment
from saksi.tables import EventWord, NameRow
from saksi.world import ActorRow, Office, World, load_world


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


def test_a_packed_bucket_is_the_bucket() -> None:
    act = EventWord("lang/xx/lexicon/events.tsv:2", "strike ~ deal", "phrase", "sign", need=("patient:person",))
    name = NameRow("lang/xx/lexicon/names.tsv:9", "Strike Force", "XXX", "group")
    bucket = Bucket()
    bucket.add(Entry(("~", "deal"), (), "events", act, "strike ~ deal", "past"))
    bucket.add(Entry(("force",), ("Strike", "Force"), "names", name, "strike force", "base"))
    bucket.add(Entry((), (), "nouns", act, "strike", "base", False))
    assert unpacked(bucket.packed()) == bucket


def _world_of(*names: str) -> World:
    office = Office("XXX", "GOV", where="own.csv:2")
    return load_world().with_actors([ActorRow(name, (), "person", office) for name in names])


def test_people_of_a_users_own_are_found_beside_ours_and_do_not_stay() -> None:
    text = "Kyiv Wattlebird met the foreign minister in Kyiv."
    (sentence,) = segment(text, load_pack("en")).sentences
    ours = compile_lexicon(load_pack("en"), load_world())
    before = ours.match(sentence)
    found = compile_lexicon(load_pack("en"), _world_of("Kyiv Wattlebird")).match(sentence)
    assert [m.lemma for m in found if m.table == "people"] == ["kyiv wattlebird"]
    assert [m.lemma for m in found if m.first > 1] == [m.lemma for m in before if m.first > 1]
    assert ours.match(sentence) == before
