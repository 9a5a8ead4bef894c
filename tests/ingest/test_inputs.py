"""Ingest: every kind of input gives articles or one clear line each, and no bad one stops the others."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.ingest import Failure, read_inputs
from saksi.ingest.common import Settings, article_id
from saksi.ingest.dates import iso_date
from saksi.ingest.jsonl import read_jsonl
from saksi.pipeline import read_article
from saksi.records import Article

TEXT = "Kepala desa mengatakan bahwa jembatan akan dibuka."


def read(paths: Sequence[Path | str], stdin: bytes = b"", **options: object) -> tuple[list[Article], list[Failure], list[str]]:
    notes: list[str] = []
    items = list(
        read_inputs(
            [str(p) for p in paths], stdin=io.BytesIO(stdin), notify=lambda where, message: notes.append(f"{where}: {message}"), **options
        )
    )  # type: ignore[arg-type]
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Failure)], notes


def one_failure(path: Path | str, **options: object) -> str:
    articles, failures, _ = read([path], **options)
    assert articles == []
    assert len(failures) == 1
    assert "\n" not in str(failures[0])
    assert failures[0].where.startswith(str(path))
    return failures[0].message


def test_plain_text_and_its_headline(tmp_path: Path) -> None:
    file = tmp_path / "bridge.txt"
    file.write_text(f"Jembatan dibuka pekan depan\n\n{TEXT}", encoding="utf-8")
    articles, failures, notes = read([file], lang="id", date="2024-05-03")
    assert (failures, notes) == ([], [])
    article = articles[0]
    assert article.raw == f"Jembatan dibuka pekan depan\n\n{TEXT}"
    assert (article.title, article.lang, article.date, article.date_origin) == (
        "Jembatan dibuka pekan depan",
        "id",
        "2024-05-03",
        "given",
    )
    assert article.id.startswith("bridge-")


def test_the_same_text_has_the_same_id_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for place in (tmp_path / "a.txt", tmp_path / "deep" / "a.txt"):
        place.write_text(TEXT)
    first, second = read([tmp_path])[0]
    assert first.id == second.id == article_id("a.txt", TEXT)
    assert article_id("a.txt", TEXT + ".") != first.id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_need_no_note(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("“Ya,” kata dia – café.".encode(encoding))
    articles, _, notes = read([file])
    assert articles[0].raw == "“Ya,” kata dia – café."
    assert notes == []


def test_another_encoding_is_read_as_windows_1252_and_said(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("“Ya,” kata dia di café.".encode("cp1252"))
    articles, _, notes = read([file])
    assert articles[0].raw == "“Ya,” kata dia di café."
    assert len(notes) == 1
    assert "not UTF-8" in notes[0]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\n ", "is empty"),
        ("a.jsonl", b"\n\n", "is empty"),
        ("a.txt", b"\x00\x01\x02\x03\x04abc", "is binary"),
        ("a.txt", b"%PDF-1.7 ...", "pdftotext"),
        ("a.txt", b"PK\x03\x04....", "ZIP"),
        ("a.txt", b"\xff\xfea", "UTF-16 but breaks off"),
        ("a.txt.gz", b"\x1f\x8b\x08 no gzip", "broken gzip"),
        ("a.jsonl", b"[1]", "a list where an object"),
        ("a.jsonl", b"3", "a number where an object"),
        ("a.jsonl", b'{"text": 3}', "no string"),
        ("a.jsonl", b'{"text": " "}', "'text' is empty"),
        ("a.jsonl", b'{"isi": "x"}', "no field 'text' (fields are isi)"),
        ("a.jsonl", b'{"text": "x"', "bad JSON at character"),
        ("a.jsonl", b"[" * 100_000, "bad JSON"),
        ("a.json", b"[1, 2", "bad JSON"),
        ("a.html", b"<html><body></body></html>", "no article found"),
    ],
)
def test_a_bad_input_is_one_clear_line(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    assert words in one_failure(file)


def test_inputs_that_are_not_there(tmp_path: Path) -> None:
    assert "no such file" in one_failure(tmp_path / "missing.txt")
    assert "folder without readable files" in one_failure(tmp_path)
    assert "web address" in one_failure("https://example.org/a")


def test_an_unreadable_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT)

    def refuse(*args: object, **kwargs: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "permission denied" in one_failure(file)


def test_a_folder_is_read_in_order_and_a_bad_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "a.txt").write_text(TEXT + " Satu.")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    (tmp_path / ".hidden" / "x.txt").write_text("never")
    (tmp_path / "sub" / "c.jsonl").write_text(json.dumps({"id": "c1", "text": "Dua."}) + "\n")
    with gzip.open(tmp_path / "sub" / "d.txt.gz", "wt") as out:
        out.write("Tiga.")
    articles, failures, _ = read([tmp_path])
    assert [a.raw for a in articles] == [TEXT + " Satu.", "Dua.", "Tiga."]
    assert [f.where for f in failures] == [str(tmp_path / "b.txt")]


def test_json_lines_carry_their_fields(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = [
        {"id": 7, "text": TEXT, "date": "2024-05-03", "lang": "id", "title": "Judul", "url": "https://e.org/7", "source": "Contoh"},
        {"text": "Dua.", "published": "Fri, 03 May 2024 08:00:00 +0700", "source": {"name": "Contoh"}, "lang": None},
        {"text": "Tiga.", "date": 1714698000},
        {"text": "Empat.", "date": 20240503},
        {"text": "Lima.", "date": "kemarin dulu"},
    ]
    file.write_text("\n".join(map(json.dumps, rows)))
    articles, failures, notes = read([file])
    assert failures == []
    first = articles[0]
    assert (first.id, first.date, first.lang, first.title, first.url, first.source) == (
        "7",
        "2024-05-03",
        "id",
        "Judul",
        "https://e.org/7",
        "Contoh",
    )
    assert [a.date for a in articles[1:]] == ["2024-05-03T08:00:00+07:00", "2024-05-03T01:00:00+00:00", "2024-05-03", ""]
    assert articles[1].source == "Contoh"
    assert len(notes) == 1
    assert "kemarin dulu" in notes[0]


def test_a_bad_line_fails_alone_and_by_its_number(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"text": "Satu."}\n{"text": \n\n{"text": "Dua \xe9."}\n{"text": "a\\ud800b"}\n')
    articles, failures, notes = read([file])
    assert [a.raw for a in articles] == ["Satu.", "Dua é.", "a\ufffdb"]
    assert [f.where for f in failures] == [f"{file}:2"]
    assert notes[0].startswith(f"{file}:4: ")


def test_a_line_over_the_limit_fails_and_is_never_held(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    with file.open("wb") as out:
        out.write(b'{"text": "Satu."}\n{"text": "')
        for _ in range(50):
            out.write(b"x" * 1_000_000)
        out.write(b'"}\n{"text": "Dua."}\n')
    tracemalloc.start()
    articles, failures, _ = read([file], limit=1 << 20)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [a.raw for a in articles] == ["Satu.", "Dua."]
    assert [f.where for f in failures] == [f"{file}:2"]
    assert "line of 50 MB" in failures[0].message
    assert peak < 16 << 20


def test_a_file_over_the_limit_fails(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x" * 5000)
    assert "too large for one article" in one_failure(file, limit=1000)


def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    line = json.dumps({"text": TEXT * 200}) + "\n"
    with file.open("w") as out:
        for _ in range(3000):
            out.write(line)
    tracemalloc.start()
    count = sum(isinstance(item, Article) for item in read_inputs([str(file)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3000
    assert peak < 4 << 20


def test_a_json_document_holds_one_article_or_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": "Satu."}, indent=2))
    (tmp_path / "b.json").write_text(json.dumps([{"text": "Dua."}, {"x": 1}, {"text": "Tiga."}], indent=2))
    articles, failures, _ = read([tmp_path])
    assert [a.raw for a in articles] == ["Satu.", "Dua.", "Tiga."]
    assert [f.where for f in failures] == [f"{tmp_path / 'b.json'}:item 2"]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (TEXT.encode(), [TEXT]),
        (b'{"text": "Satu."}\n{"text": "Dua."}\n', ["Satu.", "Dua."]),
        ('{"text": "Satu."}\r\n{"text": "Dua."}'.encode("utf-16"), ["Satu.", "Dua."]),
        (gzip.compress(b'{"text": "Satu."}\n'), ["Satu."]),
        (b"{Kurung} kurawal membuka teks ini.", ["{Kurung} kurawal membuka teks ini."]),
    ],
)
def test_standard_input_is_known_by_its_content(data: bytes, texts: list[str]) -> None:
    articles, failures, _ = read(["-"], stdin=data)
    assert failures == []
    assert [a.raw for a in articles] == texts
    assert all(a.id.startswith("stdin-") for a in articles)


def test_stray_nul_bytes_are_noted_and_nothing_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes((TEXT * 4).encode() + b"\x00" + TEXT.encode())
    articles, _, notes = read([file])
    assert articles[0].raw == TEXT * 4 + "\x00" + TEXT
    assert "NUL" in notes[0]


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2024-06-19", "2024-06-19"),
        ("2024-06", "2024-06"),
        ("2024-06-19T08:00:00+07:00", "2024-06-19T08:00:00+07:00"),
        ("2024-06-19 08:00:00.123Z", "2024-06-19T08:00:00.123Z"),
        ("20240619", "2024-06-19"),
        ("2024/06/19", "2024-06-19"),
        ("Wed, 19 Jun 2024 08:00:00 GMT", "2024-06-19T08:00:00+00:00"),
        ("2024-13-19", ""),
        ("2024-02-31", ""),
        ("$1,45", ""),
        ("", ""),
    ],
)
def test_dates(value: str, date: str) -> None:
    assert iso_date(value) == date


@given(st.binary(max_size=300))
def test_any_bytes_give_articles_or_failures(data: bytes) -> None:
    for item in read_inputs(["-"], stdin=io.BytesIO(data)):
        assert isinstance(item, Article | Failure)
    for item in read_jsonl(io.BytesIO(data), "x", Settings()):
        assert isinstance(item, Article | Failure)


@pytest.mark.parametrize(
    ("text", "date", "origin"),
    [
        ("Published 14 May 2024, 09:12 AM\nThe mayor of Oslo said the bridge would open.", "2024-05-14", "head"),
        ("OSLO, May 14, 2024 (Example) - The mayor said the bridge would open.", "2024-05-14", "dateline"),
        ("The mayor of Oslo said on Monday that the bridge of 3 March 2020 would open.", "2024-06-19", "given"),
    ],
)
def test_a_date_for_the_run_stands_back_behind_one_the_page_tells(tmp_path: Path, text: str, date: str, origin: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text)
    article = next(iter(read_inputs([str(file)], date="2024-06-19")))
    assert isinstance(article, Article)
    read = read_article(article).article
    assert (read.date, read.date_origin) == (date, origin)
