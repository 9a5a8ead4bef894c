"""Every form of export: what goes out comes back, or is read by others as it was meant."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import complaints, saksi
from hypothesis import given, settings
from ledger_files import filled, readings
from strategies import nasty_texts

from saksi.cli import EXPORTS
from saksi.errors import InputError
from saksi.export import coded, flat, parquet, webforms
from saksi.export.codebook import COLUMNS
from saksi.export.files import FORMATS, export
from saksi.export.release import release
from saksi.export.schema import schema
from saksi.ledger import Ledger, Party, Query, StoredClaim
from saksi.lossless import loads

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with filled(tmp_path_factory.mktemp("exports") / "news.db") as made:
        made.group()
        yield made


@pytest.fixture(scope="module")
def claim(ledger: Ledger) -> StoredClaim:
    return ledger.claims(type="SANCTION", actor="NOR", recipient="ISL")[0]


def test_every_format_is_offered() -> None:
    assert set(EXPORTS) == set(FORMATS)


def test_json_lines_can_be_taken_in_again(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, "jsonl", Query(), tmp_path / "all.jsonl")
    found = [loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    assert tuple(found) == readings()
    with Ledger.create(tmp_path / "again.db") as again:
        again.add_many(found)
        assert list(again.iterate()) == list(ledger.iterate())


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_tables_read_back_equal(ledger: Ledger, form: str, tmp_path: Path) -> None:
    assert export(ledger, form, Query(), tmp_path / "t") == ledger.count()
    with (tmp_path / "t").open(encoding="utf-8", newline="") as stream:
        assert list(flat.read(stream, flat.DELIMITERS[form])) == list(ledger.iterate())


@settings(max_examples=60)
@given(nasty_texts())
def test_hostile_evidence_reads_back_equal(text: str) -> None:
    hostile = '"; =1+1\t"' + text + "\r\n\t,\"'\x00\n"
    base = StoredClaim.__new__(StoredClaim)
    for name in flat.COLUMNS:
        object.__setattr__(base, name, hostile)
    whole = replace(
        base, number=1, version=1, event=0, confidence=None, lat=-7.25, lon=None, current=True, alleged=False,
        contexts=(hostile,), chain=("", hostile), actors=(Party(hostile, "RUS"),), recipients=(), trigger=(0, 3), span=(0, 9),
    )  # fmt: skip
    for delimiter in flat.DELIMITERS.values():
        out = io.StringIO(newline="")
        flat.write([whole, whole], out, delimiter)
        assert list(flat.read(io.StringIO(out.getvalue(), newline=""), delimiter)) == [whole, whole]


def test_another_table_is_refused() -> None:
    with pytest.raises(InputError, match="is not a table of claims"):
        list(flat.read(io.StringIO("a,b\n1,2\n"), ","))


def test_parquet_by_month(ledger: Ledger, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    assert export(ledger, "parquet", Query(), tmp_path / "p") == ledger.count()
    assert {f.parent.name for f in (tmp_path / "p").rglob("*.parquet")} == {"month=2024-05", "month=2024-06", "month=none"}
    sql = f"SELECT count(*) FROM read_parquet('{tmp_path}/p/*/*.parquet', hive_partitioning = true) WHERE type = 'SANCTION'"
    assert duckdb.sql(sql).fetchall() == [(ledger.count(type="SANCTION"),)]
    with pytest.raises(InputError, match="not empty"):
        export(ledger, "parquet", Query(), tmp_path / "p")


def test_an_interrupted_parquet_export_leaves_nothing(ledger: Ledger, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")

    def interrupted() -> Iterator[StoredClaim]:
        yield from ledger.claims(limit=3)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        parquet.write(interrupted(), tmp_path / "p")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "p.part" / "month=2024-05").mkdir(parents=True)
    (tmp_path / "p").mkdir()
    assert parquet.write(ledger.iterate(), tmp_path / "p") == ledger.count()
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


@pytest.mark.parametrize(("form", "columns"), [("polecat", 41), ("icews", 21), ("gdelt1", 58), ("gdelt2", 61)])
def test_layouts_of_others_hold_only_what_happened(ledger: Ledger, form: str, columns: int, tmp_path: Path) -> None:
    written = export(ledger, form, Query(), tmp_path / "e")
    rows = [line.split("\t") for line in (tmp_path / "e").read_text(encoding="utf-8").splitlines()]
    layout = coded.LAYOUTS[form]
    body = rows[1:] if layout.header else rows
    assert {len(row) for row in rows} == {columns} == {len(layout.columns)}
    with (tmp_path / "e.ids.tsv").open(encoding="utf-8", newline="") as stream:
        ids = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(body) == len(ids) == written
    assert [row[0] for row in body] == [row["event"] for row in ids]
    assert {row["status"] for row in ids} == {"happened"}
    assert {row["claim"] for row in ids} == {c.id for c in ledger.iterate(status="happened") if c.day}
    export(ledger, form, Query(status=("planned", "possible")), tmp_path / "p")
    assert "planned" in (tmp_path / "p.ids.tsv").read_text(encoding="utf-8")


def test_what_a_gdelt_row_says(claim: StoredClaim) -> None:
    (row,) = coded.gdelt_2(claim)
    cells = dict(zip(coded.GDELT_2, row.cells, strict=True))
    assert (cells["Actor1CountryCode"], cells["Actor2CountryCode"], cells["SQLDATE"]) == ("NOR", "ISL", "20240301")
    assert (cells["EventRootCode"], cells["QuadClass"], cells["GoldsteinScale"]) == ("16", "4", "-6")
    assert cells["EventCode"].startswith(cells["EventBaseCode"])
    assert len(cells["DATEADDED"]) == 14
    assert "Norway" in row.note or "the writer" in row.note


def test_graphs_are_read_by_others(ledger: Ledger, tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx")
    edges = {export(ledger, form, Query(), tmp_path / form) for form in ("graphml", "gexf")}
    graph = networkx.read_graphml(tmp_path / "graphml", force_multigraph=True)
    assert edges == {graph.number_of_edges()}
    assert graph.has_edge("norway [NOR]", "iceland [ISL]")
    gexf = ET.parse(tmp_path / "gexf").getroot()
    assert {len(gexf.findall(".//{http://gexf.net/1.3}edge"))} == edges


def test_no_pin_without_a_place(claim: StoredClaim) -> None:
    out = io.StringIO()
    here = replace(claim, lat=59.91, lon=10.75, place="Oslo")
    assert webforms.geojson([claim, here], out) == 1
    (feature,) = json.loads(out.getvalue())["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [10.75, 59.91]}


def test_a_feed_of_the_newest(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, "atom", Query(), tmp_path / "feed")
    feed = ET.parse(tmp_path / "feed").getroot()
    assert len(feed.findall(f"{ATOM}entry")) == min(50, ledger.count())
    assert feed.findtext(f"{ATOM}updated") == "2024-06-11T00:00:00Z"


def test_the_codebook_explains_every_column() -> None:
    assert tuple(COLUMNS) == flat.COLUMNS


def test_a_release_is_hashed_and_the_same_again(ledger: Ledger, tmp_path: Path) -> None:
    for name in ("a", "b"):
        release(ledger, Query(), tmp_path / name, texts=True)
    sums = (tmp_path / "a" / "SHA256SUMS").read_text(encoding="utf-8")
    assert sums == (tmp_path / "b" / "SHA256SUMS").read_text(encoding="utf-8")
    for line in sums.splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "a" / name).read_bytes()).hexdigest() == digest
    assert {"claims.csv", "codebook.md", "incidents.jsonl", "manifest.json", "readings.jsonl"} <= {
        line.split("  ")[1] for line in sums.splitlines()
    }
    assert "| ASSAULT | " in (tmp_path / "a" / "codebook.md").read_text(encoding="utf-8")
    with pytest.raises(InputError, match="never changed"):
        release(ledger, Query(), tmp_path / "a", texts=False)


def test_the_command(ledger: Ledger, tmp_path: Path) -> None:
    done = saksi("export", "--ledger", str(ledger.path), "--format", "jsonl", "--type", "SANCTION", state=tmp_path)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2
    assert json.loads(done.stdout.splitlines()[0])["format"] == schema()["properties"]["format"]["const"]
    (tmp_path / "some.jsonl").write_bytes(done.stdout + b'{"format": "other"}\n')
    assert saksi("init", "two.db", state=tmp_path, cwd=tmp_path).returncode == 0
    done = saksi("ingest", "--readings", "some.jsonl", "--ledger", "two.db", state=tmp_path, cwd=tmp_path)
    assert done.returncode == 3
    assert Ledger(tmp_path / "two.db").summary()["articles"] == 2
    done = saksi("export", "--ledger", str(ledger.path), "--format", "gdelt2", state=tmp_path)
    assert (done.returncode, len(complaints(done))) == (2, 1)
    done = saksi("export", "--ledger", "typo.db", "--format", "csv", "--out", "x.csv", state=tmp_path, cwd=tmp_path)
    assert (done.returncode, len(complaints(done))) == (1, 1)
    assert not (tmp_path / "typo.db").exists()


def test_an_export_does_not_overwrite_its_ledger(ledger: Ledger, tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(ledger.path.absolute())
    with pytest.raises(InputError, match="is what is read"):
        export(ledger, "csv", Query(), link)
    with pytest.raises(InputError, match="there is no folder"):
        export(ledger, "csv", Query(), tmp_path / "none" / "claims.csv")
    assert ledger.summary()["claims"]


def test_filters_that_no_claim_has_are_told_with_what_is_near(ledger: Ledger, tmp_path: Path) -> None:
    ends = ("export", "--ledger", str(ledger.path), "--format", "csv")
    done = saksi(*ends, "--type", "ASSUALT", "--actor", "Cahd", state=tmp_path)
    assert done.returncode == 0
    assert complaints(done) == [
        "saksi: no claim fits",
        "saksi: --type ASSUALT: no claim of this ledger has it; did you mean ASSAULT?",
        "saksi: --actor Cahd: no claim of this ledger has it; did you mean Chad?",
    ]
    assert complaints(saksi(*ends, "--party", "RUS GOV", state=tmp_path)) == ["saksi: no claim fits"]
