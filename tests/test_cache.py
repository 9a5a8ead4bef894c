"""A cache is as good as what it was made from: changed sources, a damaged file and a folder that cannot be written lose nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from saksi.cache import KEPT, NEW, STALE, SWITCH, cache_folder, cached, cached_bytes, digest_of


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
        assert cached("words", digest_of([source]), lambda: made.append("x") or {"a": (1, 2)}) == {"a": (1, 2)}
    assert made == ["x"]


def test_other_sources_make_another_and_old_ones_are_removed(folder: Path) -> None:
    for number in range(KEPT + 3):
        source = _source(folder, str(number))
        assert cached("words", digest_of([source]), lambda number=number: number) == number
    assert len(list(cache_folder().glob("words-*.pickle"))) == KEPT


def test_a_damaged_file_is_made_again(folder: Path) -> None:
    source = _source(folder, "a")
    assert cached("words", digest_of([source]), lambda: 1) == 1
    (path,) = cache_folder().glob("words-*.pickle")
    path.write_bytes(b"\x80\x05broken")
    assert cached("words", digest_of([source]), lambda: 2) == 2


def test_one_wrong_byte_is_noticed(folder: Path) -> None:
    assert cached("words", "1", lambda: "abc") == "abc"
    (path,) = cache_folder().glob("words-*.pickle")
    path.write_bytes(path.read_bytes().replace(b"abc", b"abd"))
    assert cached("words", "1", lambda: "made again") == "made again"


def test_bytes_are_mapped_when_they_are_there(folder: Path) -> None:
    made = [bytes(cached_bytes("text", "1", 5, lambda: b"a\nb\nc")[:]) for _ in range(2)]
    assert made == [b"a\nb\nc", b"a\nb\nc"]
    assert cached_bytes("text", "1", 5, lambda: b"never").rfind(b"\n") == 3


def test_bytes_of_another_size_are_made_again(folder: Path) -> None:
    assert cached_bytes("text", "1", 3, lambda: b"abc") == b"abc"
    (path,) = cache_folder().glob("text-*.bytes")
    path.write_bytes(b"ab")
    assert cached_bytes("text", "1", 3, lambda: b"abd") == b"abd"


def test_what_a_killed_process_left_is_removed(folder: Path) -> None:
    cached("words", "1", lambda: 1)
    old, new = (cache_folder() / f"{NEW}{name}" for name in ("old", "new"))
    for path in (old, new):
        path.write_bytes(b"half")
    past = old.stat().st_mtime - STALE - 10
    os.utime(old, (past, past))
    cached("words", "2", lambda: 2)
    assert (old.exists(), new.exists()) == (False, True)


def test_a_folder_that_cannot_be_made_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _source(folder, "a")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "words.tsv"))
    assert cached("words", digest_of([folder / "words.tsv"]), lambda: 3) == 3


def test_it_can_be_switched_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "off")
    assert cached("words", digest_of([_source(folder, "a")]), lambda: 4) == 4
    assert not cache_folder().exists()
