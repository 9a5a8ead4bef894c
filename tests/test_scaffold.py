"""``saksi pack new``: what it writes is a pack that can be read, and nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from saksi.errors import InputError
from saksi.pack import LEXICON, MORPHOLOGY, read_pack
from saksi.scaffold import FORMS, TABLES, scaffold


def test_the_folder_of_a_new_language_is_a_pack(tmp_path: Path) -> None:
    folder = scaffold(tmp_path, "eo", "Esperanto")
    pack = read_pack(folder, "lang/eo")
    assert (pack.code, pack.settings.name) == ("eo", "Esperanto")
    assert not any(pack.tables.values())


def test_every_table_of_a_pack_is_there_and_says_what_it_is_for(tmp_path: Path) -> None:
    folder = scaffold(tmp_path, "eo", "Esperanto")
    assert set(TABLES) == set(LEXICON)
    assert set(FORMS) >= set(MORPHOLOGY)
    assert all(path.read_text(encoding="utf-8").startswith("# ") for path in folder.rglob("*.tsv"))


def test_a_pack_that_is_there_is_left_alone(tmp_path: Path) -> None:
    scaffold(tmp_path, "eo", "Esperanto")
    with pytest.raises(InputError, match="is there already"):
        scaffold(tmp_path, "eo", "Esperanto")


@pytest.mark.parametrize("code", ["", "e", "EO", "esperanto", "../x"])
def test_a_code_is_two_or_three_small_letters(tmp_path: Path, code: str) -> None:
    with pytest.raises(InputError, match="no code of a language"):
        scaffold(tmp_path, code, "Esperanto")
