"""A whole job on two workers: what comes out, and that a kill in the middle changes nothing of it."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import complaints, saksi

pytest.importorskip("distributed", reason="Dask is not installed (saksi[scale])")
pytest.importorskip("pyarrow", reason="pyarrow is not installed (saksi[scale])")

from saksi.ledger import Ledger

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds the workers under /proc")

COUNTRIES = ("Chad", "Mali", "Niger", "Ghana", "Togo", "Benin", "Gabon", "Kenya")
PART = "0.001"  # megabytes: several parts


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    rows = [
        {"id": f"a{n}", "lang": "en", "date": f"2024-{5 + n % 2:02}-01", "text": f"{one} attacked {two} on Monday, the army of {two} said."}
        for n, (one, two) in enumerate((a, b) for a in COUNTRIES for b in COUNTRIES if a != b)
    ]
    lines = [json.dumps(row) + "\n" for row in rows[:40]]
    path.write_text("".join([*lines[:20], "no JSON\n", *lines[20:]]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def undisturbed(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    done = saksi("scale", str(articles), "--out", "job", "--workers", "2", "--part-size", PART, state=folder, cwd=folder)
    assert done.returncode == 3, complaints(done)  # one line is no article
    return folder / "job"


def hashes(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def workers_of(pid: int) -> list[int]:
    """The processes of Dask under a process."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            if parent == pid and b"spawn_main" in (stat.parent / "cmdline").read_bytes():
                found.append(int(stat.parent.name))
        except (OSError, ValueError):
            continue
    return sorted(found)


def begun(articles: Path, job: Path) -> subprocess.Popen[bytes]:
    """A job of which some parts are done."""
    command = [sys.executable, "-m", "saksi", "scale", str(articles), "--out", str(job), "--workers", "2", "--part-size", PART, "--quiet"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    while not any(job.glob("parts/part-*.json")) and process.poll() is None:
        time.sleep(0.02)
    return process


def test_claims_readings_and_rejects_are_there(undisturbed: Path) -> None:
    manifest = json.loads((undisturbed / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["articles"], manifest["rejected"], manifest["set_aside"]) == (40, {"json": 1}, [])
    assert len(manifest["parts"]) > 3
    table = pytest.importorskip("pyarrow.parquet").read_table(undisturbed / "claims")
    assert table.num_rows == manifest["claims"] >= 40
    assert len(set(table["number"].to_pylist())) == table.num_rows


def test_a_killed_worker_changes_nothing(articles: Path, undisturbed: Path, tmp_path: Path) -> None:
    process = begun(articles, tmp_path / "job")
    for worker in workers_of(process.pid)[:1]:
        os.kill(worker, signal.SIGKILL)
    assert process.wait(300) == 3
    assert hashes(tmp_path / "job") == hashes(undisturbed)


def test_a_killed_job_goes_on_where_it_was(articles: Path, undisturbed: Path, tmp_path: Path) -> None:
    process = begun(articles, tmp_path / "job")
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    done = saksi("scale", str(articles), "--out", "job", "--workers", "2", "--part-size", PART, state=tmp_path, cwd=tmp_path)
    assert done.returncode == 3
    assert hashes(tmp_path / "job") == hashes(undisturbed)


def test_parts_become_a_ledger(undisturbed: Path, tmp_path: Path) -> None:
    saksi("init", "news.db", state=tmp_path, cwd=tmp_path)
    for line in ("40 new, 1 rejected", "40 known"):  # a second time nothing is new
        done = saksi("merge", str(undisturbed), "--ledger", "news.db", "--quiet", state=tmp_path, cwd=tmp_path)
        assert done.returncode == 0
        assert line in complaints(done)[-1]
    manifest = json.loads((undisturbed / "manifest.json").read_text(encoding="utf-8"))
    with Ledger(tmp_path / "news.db", readonly=True) as ledger:
        assert ledger.count() == manifest["claims"]


def test_parts_become_a_lake(undisturbed: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    done = saksi("merge", str(undisturbed), str(undisturbed), "--lake", "lake", state=tmp_path, cwd=tmp_path)
    assert done.returncode == 0, complaints(done)
    files = str(tmp_path / "lake" / "*" / "*.parquet")
    lake = f"read_parquet('{files}', hive_partitioning = true)"
    query = f"SELECT month, count(*), count(DISTINCT id) FROM {lake} GROUP BY month ORDER BY month"
    months = duckdb.sql(query).fetchall()
    manifest = json.loads((undisturbed / "manifest.json").read_text(encoding="utf-8"))
    assert [str(month) for month, _, _ in months] == ["2024-05", "2024-06"]
    assert sum(count for _, count, _ in months) == sum(ids for _, _, ids in months) == manifest["claims"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("merge", "nothing", "--lake", "lake"), "no `saksi scale` wrote here"),
        (("merge", "JOB", "--lake", "."), "is there already"),
        (("merge", "JOB", "--ledger", "no.db"), "no.db"),
        (("scale", "NEWS", "--out", "JOB", "--part-size", "7"), "was begun otherwise (bytes_of_a_part)"),
        (("scale", "NEWS", "--out", "new", "--scheduler", "tcp://127.0.0.1:1"), "no scheduler answers"),
        (("scale", "none.jsonl", "--out", "new"), "no such file"),
    ],
)
def test_wrong_input_is_one_line(arguments: tuple[str, ...], says: str, undisturbed: Path, articles: Path, tmp_path: Path) -> None:
    names = {"JOB": str(undisturbed), "NEWS": str(articles)}
    done = saksi(*(names.get(a, a) for a in arguments), state=tmp_path, cwd=tmp_path)
    assert done.returncode == 1
    (line,) = complaints(done)
    assert says in line


def test_files_that_were_changed_are_not_merged(articles: Path, tmp_path: Path) -> None:
    saksi("scale", str(articles), "--out", "job", "--workers", "1", "--quiet", state=tmp_path, cwd=tmp_path)
    (readings,) = (tmp_path / "job" / "readings").iterdir()
    readings.write_bytes(readings.read_bytes()[:-1] + b"x")
    saksi("init", "news.db", state=tmp_path, cwd=tmp_path)
    done = saksi("merge", "job", "--ledger", "news.db", state=tmp_path, cwd=tmp_path)
    assert (done.returncode, "is not the file of the manifest" in complaints(done)[0]) == (1, True)


ASIDE = """
import sys
from saksi.scale.outcome import Job
from saksi.scale.run import cluster, plan, run
if __name__ == "__main__":
    job = Job(sys.argv[2], version="0.0.0")
    planned = plan([sys.argv[1]], job, 2000)
    with cluster(1) as client:
        print(len(run(planned, client)["set_aside"]), len(planned.parts))
"""


def test_parts_that_fail_are_set_aside_and_named(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "aside.py").write_text(ASIDE, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "aside.py"), str(articles), str(tmp_path / "job")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    aside, parts = done.stdout.split()
    assert aside == parts != "0"
    manifest = json.loads((tmp_path / "job" / "manifest.json").read_text(encoding="utf-8"))
    assert "install the same version on all machines" in manifest["set_aside"][0]["reason"]
    merged = saksi("merge", "job", "--lake", "lake", state=tmp_path, cwd=tmp_path)
    assert (merged.returncode, "no parts that are done" in complaints(merged)[0]) == (1, True)
