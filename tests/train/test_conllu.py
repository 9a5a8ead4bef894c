"""Reading treebanks, joining clitics, and the figures."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from saksi.errors import InputError
from saksi.reading.document import Parse
from saksi.train.conllu import Tree, read_trees, rejoin
from saksi.train.scoring import score

ROWS = [
    ("1", "Dia", "PRON", "2", "nsubj"),
    ("2", "baca", "VERB", "0", "root"),
    ("3-4", "bukunyalah", "_", "_", "_"),
    ("3", "buku", "NOUN", "2", "obj"),
    ("4", "nya", "PRON", "3", "nmod:poss"),
    ("5", "kemarin", "NOUN", "2", "obl:tmod"),
]


def conllu() -> str:
    lines = ["\t".join((number, form, "_", upos, "_", "_", head, label, "_", "_")) for number, form, upos, head, label in ROWS]
    return "# text = x\n" + "\n".join(lines) + "\n\n"


def test_trees_are_read_plain_and_gzipped(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.conllu", tmp_path / "b.conllu.gz"
    plain.write_text(conllu(), encoding="utf-8")
    packed.write_bytes(gzip.compress(conllu().encode()))
    first, second = read_trees([plain, packed])
    assert first == second
    assert first.heads == (1, -1, 1, 2, 1)
    assert first.relations == ("nsubj", "root", "obj", "nmod:poss", "obl")


def test_written_on_clitics_are_made_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(conllu(), encoding="utf-8")
    tree = read_trees([path])[0]
    whole = rejoin(tree)
    assert whole.words == ("Dia", "baca", "bukunyalah", "kemarin")
    assert whole.heads == (1, -1, 1, 1)
    assert rejoin(tree, frozenset({"nya"})) == tree


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text("1\tDia\n\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"^a\.conllu:1: 2 columns"):
        read_trees([path])


def test_figures_of_a_parse_with_one_wrong_object() -> None:
    gold = Tree(("a", "b", "c", "d"), ("PRON", "VERB", "NOUN", "NOUN"), (1, -1, 1, 2), ("nsubj", "root", "obj", "nmod"))
    right = Parse(gold.upos, gold.heads, gold.relations)
    wrong = Parse(("PRON", "VERB", "NOUN", "VERB"), (1, -1, 3, 1), ("nsubj", "root", "nmod", "obj"))
    assert score([gold], [right])["both_right"] == 1.0
    figures = score([gold, gold], [right, wrong])
    assert figures["both_right"] == 0.5
    assert figures["predicates"] == 2
    assert figures["object_f1"] == 0.5
    assert figures["subject_f1"] == 1.0
    assert figures["upos"] == 87.5
