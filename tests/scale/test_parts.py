"""Inputs cut into parts: every line, record and row once, whatever the size of a part."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

pytest.importorskip("fsspec", reason="fsspec is not installed (saksi[scale])")

from saksi.errors import InputError
from saksi.scale.parts import Part, fetched, parts, sources


def rows(count: int) -> list[str]:
    return [json.dumps({"id": str(n), "text": "word " * (n % 7 + 1)}) + "\n" for n in range(count)]


def record(number: int) -> bytes:
    body = f"Text {number}. ".encode() * (number % 5 + 1)
    head = f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://news.example/{number}\r\nContent-Length: {len(body)}\r\n\r\n"
    return gzip.compress(head.encode() + body + b"\r\n\r\n", mtime=0)


def pieces(path: Path, size: int, scratch: Path) -> list[bytes]:
    found = []
    for part in parts(sources([str(path)]), size):
        folder = scratch / part.name
        folder.mkdir()
        found.append(fetched(part, folder).read_bytes())
    return found


@pytest.mark.parametrize("size", [1, 7, 50, 333, 10**6])
def test_every_line_is_in_one_part(size: int, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(rows(20)), encoding="utf-8")
    assert b"".join(found := pieces(path, size, tmp_path)) == path.read_bytes()
    assert all(not piece or piece.endswith(b"\n") for piece in found)


def test_a_last_line_without_an_end_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(rows(9)).rstrip("\n"), encoding="utf-8")
    assert b"".join(pieces(path, 40, tmp_path)) == path.read_bytes()


@pytest.mark.parametrize("size", [10, 200, 1000])
def test_every_record_of_a_web_archive_is_in_one_part(size: int, tmp_path: Path) -> None:
    path = tmp_path / "in.warc.gz"
    path.write_bytes(b"".join(record(number) for number in range(12)))
    found = pieces(path, size, tmp_path)
    assert b"".join(found) == path.read_bytes()
    assert all(not piece or gzip.decompress(piece).startswith(b"WARC/") for piece in found)


def test_rows_of_parquet_are_cut_by_groups(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = arrow.table({"text": [f"text {n}" for n in range(40)]})
    parquet.write_table(table, tmp_path / "in.parquet", row_group_size=10)
    found = list(parts(sources([str(tmp_path / "in.parquet")]), 1))
    assert [(part.start, part.end) for part in found] == [(0, 1), (1, 2), (2, 3), (3, 4)]
    (tmp_path / "out").mkdir()
    assert parquet.read_table(fetched(found[2], tmp_path / "out"))["text"].to_pylist() == [f"text {n}" for n in range(20, 30)]


def test_what_cannot_be_cut_is_one_part(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress("".join(rows(50)).encode()))
    (part,) = parts(sources([str(tmp_path / "in.jsonl.gz")]), 10)
    assert part == Part(0, (tmp_path / "in.jsonl.gz").as_uri())


def test_folders_and_patterns_are_searched_in_order(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.warc.gz", "notes.txt", "c.parquet"):
        (tmp_path / name).write_bytes(b"x")
    assert [Path(s.url).name for s in sources([str(tmp_path)])] == ["a.warc.gz", "b.jsonl", "c.parquet"]
    assert [Path(s.url).name for s in sources([str(tmp_path / "*.jsonl"), str(tmp_path / "b.jsonl")])] == ["b.jsonl"]


@pytest.mark.parametrize(
    ("given", "says"),
    [("none.jsonl", "no such file"), ("notes.txt", "take `saksi ingest`"), ("*.jsonl", "holds no"), ("nowhere://x/y.jsonl", "nowhere")],
)
def test_inputs_that_are_none_are_told(given: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match=says):
        sources([given if "://" in given else str(tmp_path / given)])
