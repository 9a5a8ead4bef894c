"""Archives: web archives with a killed worker and a tail that is missing, ZIP, Parquet, lists of paths, columns by name."""

from __future__ import annotations

import gzip
import io
import json
import time
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.errors import InputError
from saksi.ingest import Failure, read_inputs
from saksi.ingest.columns import read_columns
from saksi.ingest.common import Settings
from saksi.ingest.page import RESILIPARSE
from saksi.ingest.warc import read_warc
from saksi.records import Article
from saksi.sandbox import Limits, Sandbox

HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n%s\r\n"


def page(number: int) -> bytes:
    text = "".join(
        f"<p>The council of town {number} met on day {n} and decided on plan {number * 7 + n} for the road.</p>" for n in range(8)
    )
    head = f'<title>Town {number}</title><meta property="article:published_time" content="2024-06-19T14:05:00+07:00">'
    return f'<!doctype html><html lang="en"><head>{head}</head><body><article>{text}</article></body></html>'.encode()


def record(url: str, body: bytes, kind: str = "response", head: bytes | None = None, length: int | None = None) -> bytes:
    block = (HTTP % b"" if head is None else head) + body
    size = len(block) if length is None else length
    lines = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-06-20T00:00:00Z\r\n"
    types = "application/http; msgtype=response" if kind == "response" else "text/plain"
    return f"{lines}Content-Type: {types}\r\nContent-Length: {size}\r\n\r\n".encode() + block + b"\r\n\r\n"


def read(*paths: Path, **options: object) -> tuple[list[Article], list[Failure]]:
    items = list(read_inputs([str(path) for path in paths], **options))  # type: ignore[arg-type]
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Failure)]


def packed(records: Sequence[bytes]) -> bytes:
    return b"".join(gzip.compress(each, 1) for each in records)


@pytest.mark.parametrize("whole", ["plain", "packed by record", "packed as a whole"])
def test_pages_of_a_web_archive(tmp_path: Path, whole: str) -> None:
    records = [record(f"https://e.example/{n}", page(n)) for n in range(3)]
    records[1:1] = [
        record("https://e.example/gone", b"gone", head=b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"),
        record("https://e.example/a.png", b"\x89PNG", head=b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"),
        record("https://e.example/asked", b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record("https://e.example/packed", gzip.compress(page(9)), head=HTTP % b"Content-Encoding: gzip\r\n"),
    ]
    name, data = {
        "plain": ("a.warc", b"".join(records)),
        "packed by record": ("a.warc.gz", packed(records)),
        "packed as a whole": ("a.warc.gz", gzip.compress(b"".join(records))),
    }[whole]
    (tmp_path / name).write_bytes(data)
    articles, failures = read(tmp_path)
    assert failures == []
    assert [article.title for article in articles] == ["Town 0", "Town 9", "Town 1", "Town 2"]
    first = articles[0]
    assert (first.url, first.date, first.lang) == ("https://e.example/0", "2024-06-19T14:05:00+07:00", "en")
    assert first.origin
    assert (first.origin.form, first.origin.where, first.origin.fetched) == ("warc", f"{tmp_path / name}:1", "2024-06-20T00:00:00Z")


def test_texts_of_a_wet_file(tmp_path: Path) -> None:
    text = "Jembatan dibuka pekan depan\n\nWali kota mengatakan bahwa jembatan akan dibuka."
    records = [
        record("https://e.example/1", text.encode(), kind="conversion", head=b""),
        record("https://e.example/2", b" ", "conversion", b""),
    ]
    (tmp_path / "a.warc.wet.gz").write_bytes(packed(records))
    (article,), (failure,) = read(tmp_path)
    assert (article.raw, article.title, article.url) == (text, "Jembatan dibuka pekan depan", "https://e.example/1")
    assert article.origin
    assert article.origin.form == "wet"
    assert failure.reason == "empty"


@pytest.mark.parametrize("cut", [3, 9, 40, 150, -1])
def test_a_file_that_breaks_off_is_told_wherever_it_does(tmp_path: Path, cut: int) -> None:
    records = [record(f"https://e.example/{n}", page(n)) for n in range(4)]
    last = len(gzip.compress(records[-1], 1))
    (tmp_path / "a.warc.gz").write_bytes(packed(records)[: -(last - 5 if cut < 0 else cut)])
    articles, failures = read(tmp_path / "a.warc.gz")
    assert len(articles) in (3, 4)
    assert {failure.reason for failure in failures} == {"truncated"}
    (tmp_path / "b.warc").write_bytes(b"".join(records)[:-200])
    articles, failures = read(tmp_path / "b.warc")
    assert (len(articles), [failure.reason for failure in failures]) == (3, ["truncated"])


def test_hostile_records_cost_themselves_alone(tmp_path: Path) -> None:
    bad = {
        "attributes": record("https://e.example/a", b"<p " + b"a " * 200_000 + b">"),
        "deep": record("https://e.example/d", b"<div>" * 40_000),
        "a bomb": record("https://e.example/b", gzip.compress(bytes(100 << 20)), head=HTTP % b"Content-Encoding: gzip\r\n"),
        "too-large": record("https://e.example/l", b"x" * (6 << 20)),
        "encoding": record("https://e.example/z", b"x", head=HTTP % b"Content-Encoding: zstd\r\n"),
        "no-article": record("https://e.example/n", b"<html><body></body></html>"),
    }
    records = [record("https://e.example/0", page(0)), *bad.values(), record("https://e.example/1", page(1))]
    (tmp_path / "a.warc.gz").write_bytes(packed(records))
    articles, failures = read(tmp_path / "a.warc.gz")
    assert [article.title for article in articles] == ["Town 0", "Town 1"]
    assert [failure.reason for failure in failures] == ["attributes", "deep", "too-large", "too-large", "encoding", "no-article"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no web archive\r\n" * 50,
        gzip.compress(b"WARC/1.0\r\nX: " + bytes(400 << 20)),
        b"WARC/1.0\r\nX: " + b"y" * (30 << 20),
        record("https://e.example/", b"x", length=1 << 45),
        record("https://e.example/", b"x", length=-5),
        gzip.compress(record("https://e.example/", page(1)))[:-30] + b"junk" * 20,
    ],
)
def test_hostile_archives_end_in_time_and_memory(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    start = time.perf_counter()
    with Sandbox(Limits(5, 512 << 20)) as box:
        try:
            items = list(read_warc(tmp_path / "a.warc", Settings(sandbox=box)))
            assert all(isinstance(item, Failure) for item in items) or len(items) <= 2
        except InputError as error:
            assert error.reason in ("compression", "empty", "memory", "crashed", "time", "fault")
    assert time.perf_counter() - start < 12


class Stumbling(Sandbox):
    """Is killed at some records, as by a page that hangs."""

    def __init__(self, at: set[int]) -> None:
        super().__init__()
        self.at = at

    def run(self, task: str, data: bytes = b"", **settings: object):  # type: ignore[no-untyped-def]
        for answer in super().run(task, data, **settings):
            yield answer
            if answer["record"] in self.at and "page" not in answer:
                self.at.remove(answer["record"])
                assert self._process
                self._process.kill()
                while super()._next(self._process) is not None:  # what it had sent before
                    pass


def test_four_thousand_pages_with_a_killed_worker_and_a_missing_tail(tmp_path: Path) -> None:
    """Every page but the one that killed the worker and the one that breaks off."""
    records = [record(f"https://e.example/{n}", page(n)) for n in range(1, 4001)]
    (tmp_path / "a.warc.gz").write_bytes(packed(records)[:-60])
    with Stumbling({1000}) as box:
        start = time.perf_counter()
        items = list(read_warc(tmp_path / "a.warc.gz", Settings(sandbox=box, extractor=RESILIPARSE)))
        took = time.perf_counter() - start
        assert box.started == 2
    print(f"{len(items) / took:.0f} pages/s")
    titles = [item.title for item in items if isinstance(item, Article)]
    failures = {item.where.rpartition(":")[2]: item.reason for item in items if isinstance(item, Failure)}
    assert len(titles) == len(set(titles)) == 3998
    assert failures == {"1000": "crashed", "4000": "truncated", "4001": "truncated"}


def test_members_of_a_zip_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/one.txt", "Satu.")
        archive.writestr("two.jsonl.gz", gzip.compress(b'{"text": "Dua."}\n'))
        archive.writestr("page.html", page(1))
        archive.writestr("picture.png", b"\x89PNG")
        archive.writestr("inner.zip", b"PK")
        archive.writestr("../../out.txt", "Tiga.")
        archive.writestr("bomb.txt", bytes(100 << 20))
        archive.writestr("empty.txt", "")
    articles, failures = read(tmp_path / "a.zip")
    assert [article.raw for article in articles if not article.title] == ["Tiga.", "Satu.", "Dua."]
    assert [article.title for article in articles if article.title] == ["Town 1"]
    assert [(f.where.rpartition(":")[2], f.reason) for f in failures] == [("bomb.txt", "expansion"), ("empty.txt", "empty")]
    assert not (tmp_path.parent / "out.txt").exists()


def test_broken_zip_archives(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.txt", "Satu. " * 100)
        archive.writestr("two.txt", "Dua. " * 100)
    data = bytearray(buffer.getvalue())
    data[50:60] = b"\xff" * 10
    (tmp_path / "damaged.zip").write_bytes(data)
    (tmp_path / "cut.zip").write_bytes(data[:-30])
    (tmp_path / "none.zip").write_bytes(b"x")
    articles, failures = read(tmp_path)
    assert len(articles) <= 1
    assert {failure.reason for failure in failures} == {"compression"}
    assert len(failures) >= 3


def test_a_list_of_the_files_of_a_crawl(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.warc.gz").write_bytes(packed([record("https://e.example/1", page(1))]))
    (tmp_path / "b.warc.gz").write_bytes(packed([record("https://e.example/2", page(2))]))
    lists = tmp_path / "warc.paths.gz"
    lists.write_bytes(gzip.compress(b"deep/a.warc.gz\ncrawl/2024/b.warc.gz\n# a note\n\ncrawl/missing.warc.gz\n../../etc/passwd\n"))
    articles, failures = read(lists)
    assert [article.title for article in articles] == ["Town 1", "Town 2"]
    assert [(failure.where, failure.reason) for failure in failures] == [(f"{lists}:5", "missing"), (f"{lists}:6", "missing")]


def test_rows_of_a_parquet_file(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rows = {
        "isi": [f"Artikel {n} tentang jembatan." for n in range(200)] + [None],
        "tanggal": [date(2024, 6, 19)] * 201,
        "url": [f"https://e.example/{n}" for n in range(201)],
        "berat": list(range(201)),
    }
    parquet.write_table(arrow.table(rows), tmp_path / "a.parquet")
    articles, failures = read(tmp_path / "a.parquet", columns={"text": "isi", "date": "tanggal"})
    assert len(articles) == 200
    assert (articles[7].raw, articles[7].date, articles[7].url) == ("Artikel 7 tentang jembatan.", "2024-06-19", "https://e.example/7")
    assert articles[7].origin
    assert articles[7].origin.where == f"{tmp_path / 'a.parquet'}:8"
    assert [failure.reason for failure in failures] == ["no-article"]
    assert [f.reason for f in read(tmp_path / "a.parquet", columns=dict.fromkeys(("text", "url", "date"), "no"))[1]] == ["no-article"]
    (tmp_path / "b.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:-40])
    assert [f.reason for f in read(tmp_path / "b.parquet")[1]] == ["compression"]


def test_the_users_own_names_of_fields(tmp_path: Path) -> None:
    rows = [{"isi": "Satu.", "judul": "Judul", "text": "not this"}, {"text": "Dua."}, {"isi": "Tiga."}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    articles, failures = read(tmp_path / "a.jsonl", columns=read_columns("text=isi, title=judul"))
    assert [(article.raw, article.title) for article in articles] == [("Satu.", "Judul"), ("Tiga.", "")]
    assert "no field 'isi'" in failures[0].message


def test_a_column_of_pages(tmp_path: Path) -> None:
    row = {"html": page(3).decode(), "link": "https://e.example/3", "title": "Named by the row"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    (article,), _ = read(tmp_path / "a.jsonl", columns=read_columns("html=html"))
    assert article.raw.startswith("The council of town 3")
    assert (article.title, article.url, article.date) == ("Named by the row", "https://e.example/3", "2024-06-19T14:05:00+07:00")


@pytest.mark.parametrize("value", ["isi", "text=", "words=isi", "=x"])
def test_names_that_make_no_sense(value: str) -> None:
    with pytest.raises(InputError, match="FIELD=NAME"):
        read_columns(value)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_zip_archive_or_none(data: bytes) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        (Path(folder) / "a.zip").write_bytes(data)
        assert all(isinstance(item, Failure) for item in read_inputs([f"{folder}/a.zip"]))
