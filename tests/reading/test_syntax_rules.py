"""The reader without weights: word lists, affixes, rules of thumb."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.errors import InputError
from saksi.pack import load_pack
from saksi.reading.document import Parse
from saksi.reading.syntax import load_syntax


def parse(code: str, text: str) -> tuple[list[str], Parse]:
    words = text.split()
    return words, load_syntax(load_pack(code), "rules").parse([words])[0]


def test_affixes_and_capitals_tag_indonesian() -> None:
    words, tree = parse("id", "Pemerintah mengecam serangan Rusia .")
    assert tree.upos == ("NOUN", "VERB", "NOUN", "PROPN", "PUNCT")
    assert tree.heads[words.index("Pemerintah")] == words.index("mengecam")
    assert tree.relations[:4] == ("nsubj", "root", "obj", "nmod")


def test_one_entry_per_token_even_for_nothing() -> None:
    reader = load_syntax(load_pack("en"), "rules")
    assert reader.parse([]) == []
    assert reader.parse([[], ["."]]) == [Parse((), (), ()), Parse(("PUNCT",), (-1,), ("root",))]


@given(st.lists(st.lists(st.text(min_size=1, max_size=6), max_size=8), max_size=3))
def test_any_tokens_give_heads_inside_the_sentence(sentences: list[list[str]]) -> None:
    for code in ("en", "es", "id"):
        for words, tree in zip(sentences, load_syntax(load_pack(code), "rules").parse(sentences), strict=True):
            assert len(words) == len(tree.upos) == len(tree.heads) == len(tree.relations)
            assert all(-1 <= h < len(words) and h != i for i, h in enumerate(tree.heads))


def test_an_unknown_choice_is_named() -> None:
    with pytest.raises(InputError, match="no syntax reader 'parrot'"):
        load_syntax(load_pack("en"), "parrot")


def test_a_marked_object_is_found_behind_a_time() -> None:
    words, tree = parse("es", "Minsk liberó el lunes a tres soldados")
    assert (tree.relations[words.index("Minsk")], tree.relations[words.index("soldados")]) == ("nsubj", "obj")


@pytest.mark.parametrize(("text", "upos"), [("Perú dijo que atacará", "SCONJ"), ("El país que atacó huyó", "PRON")])
def test_a_word_that_opens_clauses_is_a_pronoun_behind_a_noun(text: str, upos: str) -> None:
    assert parse("es", text)[1].upos[2] == upos


def test_a_finite_verb_is_joined_to_a_finite_one_over_an_infinitive() -> None:
    _, tree = parse("es", "Chile decidió atacar y expulsó a Perú")
    assert (tree.relations[2], tree.heads[4], tree.relations[4]) == ("xcomp", 1, "conj")
