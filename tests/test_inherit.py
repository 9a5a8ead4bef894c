"""What a pack has from its parent: rows in the child's spelling, words left out, files, and the trained syntax."""

from __future__ import annotations

from pathlib import Path

import pytest

from saksi.commands.pack_list import syntax_kind
from saksi.errors import PackError
from saksi.inherit import Cognate, inherited, respeller
from saksi.pack import Pack, load_pack, pack_file, read_pack
from saksi.pipeline import read_article
from saksi.reading.syntax import load_syntax
from saksi.records import Article
from saksi.tables import RoleWord, WordClass

CHILD = 'code = "xx"\nname = "Test"\nparent = "id"\n'


def child(folder: Path, settings: str = CHILD, **tables: str) -> Pack:
    (folder / "pack.toml").write_text(settings, encoding="utf-8")
    (folder / "lexicon").mkdir(exist_ok=True)
    for name, text in tables.items():
        place = folder if name == "cognates" else folder / "lexicon"
        (place / f"{name}.tsv").write_text(text, encoding="utf-8")
    return read_pack(folder, "lang/xx")


def kinds(pack: Pack, role: str) -> set[tuple[str, str]]:
    return {(row.kind, row.sector) for row in pack.rows("titles", RoleWord) if row.role == role}


def test_a_child_without_tables_has_all_of_its_parent(tmp_path: Path) -> None:
    pack, parent = child(tmp_path), load_pack("id")
    assert {n: len(rows) for n, rows in pack.tables.items()} == {n: len(rows) for n, rows in parent.tables.items()}
    assert pack.settings.passive_prefixes == parent.settings.passive_prefixes
    assert pack.settings.quote_pairs == parent.settings.quote_pairs


def test_a_word_of_the_child_means_what_the_child_says(tmp_path: Path) -> None:
    pack = child(tmp_path, titles="role\tkind\tsector\nhakim\tmember\tREL\n")
    assert kinds(load_pack("id"), "hakim") == {("office", "JUD")}
    assert kinds(pack, "hakim") == {("member", "REL")}


def test_cognates_read_the_rows_of_the_parent_in_the_spelling_of_the_child(tmp_path: Path) -> None:
    pack = child(tmp_path, cognates="parent\tword\npolisi\tpolis\nkepala polisi\tketua polis\n")
    assert kinds(pack, "polis") == kinds(load_pack("id"), "polisi")
    assert kinds(pack, "ketua polis") == {("office", "COP")}
    assert kinds(pack, "polis militer") == kinds(load_pack("id"), "polisi militer")


def test_a_respelt_word_hides_what_it_means_to_the_parent() -> None:
    parent = (WordClass("1", "kantor", ("building",)), WordClass("2", "pejabat", ("office",)))
    rows = inherited(parent, (), respeller((Cognate("3", "kantor", "pejabat"),)))
    assert [(r.word, r.classes) for r in rows if isinstance(r, WordClass)] == [("kantor", ("building",)), ("pejabat", ("building",))]


def test_capitals_and_longer_words_are_kept() -> None:
    respell = respeller((Cognate("1", "luar negeri", "luar"), Cognate("2", "negeri", "negara")))
    assert respell("Luar negeri dan negeri, kenegerian") == "Luar dan negara, kenegerian"


def test_words_left_out_are_gone_and_must_be_there(tmp_path: Path) -> None:
    assert kinds(child(tmp_path, CHILD + '[without]\ntitles = ["hakim"]\n'), "hakim") == set()
    with pytest.raises(PackError, match=r"^lang/xx/pack\.toml:1: \[without\] titles: the parent has no 'nosuch'"):
        child(tmp_path, CHILD + '[without]\ntitles = ["nosuch"]\n')
    with pytest.raises(PackError, match=r"\[without\] nosuch: the parent has no such table"):
        child(tmp_path, CHILD + '[without]\nnosuch = ["a"]\n')


def test_a_file_is_the_own_one_else_the_parents(tmp_path: Path) -> None:
    pack = child(tmp_path)
    found = pack_file(pack, "rules/dates.toml")
    assert found and found[1] is load_pack("id")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "dates.toml").write_text("", encoding="utf-8")
    own = pack_file(pack, "rules/dates.toml")
    assert own and own[1] is pack
    assert pack_file(pack, "nosuch.txt") is None


def test_the_trained_syntax_of_the_parent_serves_the_child() -> None:
    pack = load_pack("ms")
    assert syntax_kind(pack) == "trained, of id"
    theirs = load_syntax(load_pack("id")).parse([["Polisi", "mengatakan", "bahwa", "pemerintah", "memberi", "Rp15"]])
    assert load_syntax(pack).parse([["Polis", "mengatakan", "bahawa", "kerajaan", "memberi", "RM15"]]) == theirs


def test_malay_is_read_as_malay_and_not_as_indonesian() -> None:
    text = "Kerajaan Jepun berkata pegawai Kementerian Luar akan melawat Kaherah pada 3 Julai 2024 kerana rundingan itu belum selesai."
    reading = read_article(Article("a", text, "2024-06-19"))
    assert [s.speaker.country for s in reading.statements if s.speaker] == ["JPN"]
    assert [(e.raw_type, e.recipients[0].country) for e in reading.events if e.recipients] == [("CONSULT", "EGY")]
    assert [d.value for d in reading.dates] == ["2024-07-03"]
