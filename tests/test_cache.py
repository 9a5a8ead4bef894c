"""A cache is as good as what it was made from: changed sources, a damaged file and a folder that cannot be written lose nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from saksi.cache import KEPT, SWITCH, cache_folder, cached


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv(SWITCH, raising=False)
    return tmp_path


def _source(folder: Path, text: str) -> Path:
    path = folder / "words.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_thing_is_made_once_for_the_same_sources(folder: Path) -> None:
    made: list[str] = []
    source = _source(folder, "a")
    for _ in range(3):
        assert cached("words", [source], lambda: made.append("x") or {"a": (1, 2)}) == {"a": (1, 2)}
    assert made == ["x"]


def test_other_sources_make_another_and_old_ones_are_removed(folder: Path) -> None:
    for number in range(KEPT + 3):
        source = _source(folder, str(number))
        assert cached("words", [source], lambda number=number: number) == number
    assert len(list(cache_folder().glob("words-*.pickle"))) == KEPT


def test_a_damaged_file_is_made_again(folder: Path) -> None:
    source = _source(folder, "a")
    assert cached("words", [source], lambda: 1) == 1
    (path,) = cache_folder().glob("words-*.pickle")
    path.write_bytes(b"\x80\x05broken")
    assert cached("words", [source], lambda: 2) == 2


def test_a_folder_that_cannot_be_made_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _source(folder, "a")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "words.tsv"))
    assert cached("words", [folder / "words.tsv"], lambda: 3) == 3


def test_it_can_be_switched_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "off")
    assert cached("words", [_source(folder, "a")], lambda: 4) == 4
    assert not cache_folder().exists()
