"""The trained reader: packing, decoding, weights files, and figures that the shipped weights must reach."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.errors import PackError
from saksi.pack import load_pack, pack_codes
from saksi.reading.syntax import WEIGHTS, load_syntax
from saksi.reading.syntax.decode import best_heads
from saksi.reading.syntax.features import normalise, shape
from saksi.reading.syntax.network import pack
from saksi.reading.syntax.trained import LONGEST, TrainedSyntax
from saksi.reading.syntax.weights import load_weights

TRAINED = [code for code in pack_codes() if (load_pack(code).folder / WEIGHTS).is_file()]
TEXT = {
    "en": "Poland said Russia attacked Ukraine on Monday .",
    "id": "Pemerintah mengatakan bahwa Rusia menyerang Ukraina pada hari Senin .",
}


@pytest.fixture(scope="module", params=TRAINED)
def reader(request: pytest.FixtureRequest) -> TrainedSyntax:
    found = load_syntax(load_pack(request.param))
    assert isinstance(found, TrainedSyntax)
    return found


def test_pack_puts_tokens_in_time_order() -> None:
    packed = pack([3, 2, 2])
    assert packed.sizes == [3, 3, 1]
    assert packed.offsets == [0, 3, 6]
    assert packed.places.tolist() == [0, 3, 6, 1, 4, 2, 5]


def test_a_cycle_is_mended_at_the_least_loss() -> None:
    arcs = np.full((1, 3, 4), -50, np.float32)
    arcs[0, 0, 2], arcs[0, 1, 1] = 9, 9  # 0 <-> 1
    arcs[0, 0, 0], arcs[0, 1, 0] = 8, 2
    arcs[0, 2, 1] = 5
    assert best_heads(arcs, np.array([3])).tolist() == [[0, 1, 1]]


def test_a_spare_root_is_hung_elsewhere() -> None:
    arcs = np.full((1, 2, 3), -50, np.float32)
    arcs[0, 0, 0], arcs[0, 1, 0], arcs[0, 1, 1] = 9, 8, 7
    assert best_heads(arcs, np.array([2])).tolist() == [[0, 1]]


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_any_scores_give_one_tree(words: int, seed: int) -> None:
    arcs = np.random.default_rng(seed).normal(size=(1, words, words + 1)).astype(np.float32)
    arcs[0, np.arange(words), np.arange(words) + 1] = -1e4
    heads = best_heads(arcs, np.array([words]))[0].tolist()
    for token in range(words):
        at, steps = token + 1, 0
        while at and steps <= words:
            at, steps = heads[at - 1], steps + 1
        assert at == 0


def test_typographic_marks_are_plain_and_digits_alike() -> None:
    assert normalise("“") == '"'
    assert normalise("1.234") == "0.000"
    assert [shape(w) for w in ("Kiev", "AS", "di", "0,00", "G0")] == ["Xx", "XX", "x", "0,0", "X0"]


def test_subject_and_object_of_a_plain_clause(reader: TrainedSyntax) -> None:
    for code in TRAINED:
        words = TEXT[code].split()
        tree = load_syntax(load_pack(code)).parse([words])[0]
        verb = next(i for i, w in enumerate(words) if w in ("attacked", "menyerang"))
        assert (tree.heads[verb - 1], tree.relations[verb - 1]) == (verb, "nsubj")
        assert (tree.heads[verb + 1], tree.relations[verb + 1]) == (verb, "obj")


def test_a_sentence_reads_the_same_alone_and_among_others(reader: TrainedSyntax) -> None:
    sentences = [t.split() for t in TEXT.values()] + [["Ya"], [], ["a"] * 60]
    assert reader.parse(sentences) == [reader.parse([s])[0] for s in sentences]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.text(min_size=1, max_size=6), max_size=9), max_size=4))
def test_any_tokens_are_read(sentences: list[list[str]]) -> None:
    for code in TRAINED:
        for words, tree in zip(sentences, load_syntax(load_pack(code)).parse(sentences), strict=True):
            assert len(words) == len(tree.upos) == len(tree.heads) == len(tree.relations)
            assert all(-1 <= h < len(words) and h != i for i, h in enumerate(tree.heads))


def test_an_endless_sentence_is_read_in_pieces(reader: TrainedSyntax) -> None:
    tree = reader.parse([["kata"] * (2 * LONGEST + 1)])[0]
    assert len(tree.heads) == 2 * LONGEST + 1
    assert tree.heads.count(-1) == 3


def test_more_words_than_the_table_holds(reader: TrainedSyntax, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [[f"kata{n}", "dan", f"buku{n}"] for n in range(300)]
    before = reader.parse(sentences)
    monkeypatch.setattr("saksi.reading.syntax.types.CAPACITY", 2000)
    assert reader.parse(sentences) == before


def test_a_damaged_file_of_weights_is_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "syntax.npz"
    broken.write_bytes(b"no weights")
    with pytest.raises(PackError, match=r"^syntax\.npz: not a file of syntax weights"):
        load_weights(broken)
