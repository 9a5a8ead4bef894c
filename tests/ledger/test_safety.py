"""What can go wrong with a file: each is one clear line, and what was committed stays."""

from __future__ import annotations

import importlib.util
import json
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from command_line import complaints, saksi
from ledger_files import TEXTS, filled, readings

from saksi.errors import LedgerError
from saksi.ledger import Ledger, store

ROOT = Path(__file__).resolve().parents[2]


def _rows(count: int) -> str:
    return "".join(
        json.dumps({"id": f"a{n}", "lang": "en", "date": "2024-05-01", "text": f"Chad attacked Mali. {n}"}) + "\n" for n in range(count)
    )


def test_killed_again_and_again_nothing_is_lost(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("kill", ROOT / "bench" / "kill.py")
    assert spec
    assert spec.loader
    kill = importlib.util.module_from_spec(spec)
    sys.modules["kill"] = kill
    spec.loader.exec_module(kill)
    (tmp_path / "a.jsonl").write_text(_rows(300), encoding="utf-8")
    tally = kill.run(tmp_path / "a.jsonl", kills=5, seed=3, wait=2.5)
    assert (tally.lost, tally.partial, tally.faults) == (0, 0, 0)


def test_a_full_disk_is_one_line_and_what_was_there_stays(tmp_path: Path) -> None:
    """The limit of a file's size stands in for the end of the disk: SQLite meets it at the same place."""
    filled(tmp_path / "news.db").close()
    (tmp_path / "a.jsonl").write_text(_rows(400), encoding="utf-8")
    limit = (tmp_path / "news.db").stat().st_size + 65536
    script = (
        "import resource, signal, sys; from saksi.cli import main; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        "sys.exit(main(['ingest', 'a.jsonl', '--ledger', 'news.db', '--quiet', '--syntax', 'rules']))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, timeout=300, check=False)
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, len(lines)) == (1, 1)
    assert "news.db: the disk" in lines[0]
    with Ledger(tmp_path / "news.db") as ledger:
        assert list(ledger.check()) == []
        assert {r.article.id for r in readings()} <= {a.id for a in ledger.articles(limit=1000)}


def test_a_read_only_file(tmp_path: Path) -> None:
    filled(tmp_path / "news.db").close()
    (tmp_path / "news.db").chmod(0o444)
    with Ledger(tmp_path / "news.db", readonly=True) as ledger:
        assert ledger.count()
    if os.access(tmp_path / "news.db", os.W_OK):
        pytest.skip("this user may write everything")
    with Ledger(tmp_path / "news.db") as ledger, pytest.raises(LedgerError, match="read-only"):
        ledger.reject("x", "y")


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.2)
    with filled(tmp_path / "news.db") as first, Ledger(tmp_path / "news.db") as second:
        with first.store.writing(), pytest.raises(LedgerError, match="another program has been writing"):
            second.reject("x", "y")
        assert second.reject("x", "y")


def test_two_writers_take_turns(tmp_path: Path) -> None:
    Ledger.create(tmp_path / "news.db").close()
    halves = readings()[:3], readings()[3:]

    def write(some: int) -> None:
        with Ledger(tmp_path / "news.db") as ledger:
            for reading in halves[some]:
                ledger.add(reading)

    threads = [threading.Thread(target=write, args=(n,)) for n in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Ledger(tmp_path / "news.db") as ledger:
        assert ledger.summary()["articles"] == len(TEXTS)
        assert list(ledger.check()) == []


def test_a_corrupted_page_is_found(tmp_path: Path) -> None:
    filled(tmp_path / "news.db").close()
    data = bytearray((tmp_path / "news.db").read_bytes())
    middle = len(data) // 2 // 8192 * 8192
    data[middle : middle + 8192] = b"\xa5" * 8192
    (tmp_path / "news.db").write_bytes(data)
    done = saksi("ledger", "check", "news.db", state=tmp_path, cwd=tmp_path)
    assert done.returncode == 1
    assert complaints(done)
    assert all(line.startswith("saksi: news.db: ") for line in complaints(done))


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("DELETE FROM claim WHERE number = (SELECT max(number) FROM claim)", "number of claims is wrong"),
        ("UPDATE count_day SET n = n + 1 WHERE field = 'claims'", "count of claims is wrong"),
        ("UPDATE reading SET records = x'00' WHERE number = 1", "cannot be unpacked"),
        ("UPDATE claim SET current = 0 WHERE number = (SELECT max(number) FROM claim)", "marked current"),
        ("UPDATE count_month SET n = n + 1", "months whose count"),
        ("DELETE FROM drawn", "no reviewer would draw"),
    ],
)
def test_what_does_not_fit_together_is_found(tmp_path: Path, damage: str, told: str) -> None:
    with filled(tmp_path / "news.db") as ledger:
        assert list(ledger.check()) == []
        connection = sqlite3.connect(tmp_path / "news.db")
        connection.execute(damage)
        connection.commit()
        connection.close()
        assert any(told in fault for fault in ledger.check())


def test_a_backup_while_somebody_writes(tmp_path: Path) -> None:
    Ledger.create(tmp_path / "news.db").close()
    stop = threading.Event()

    def write() -> None:
        with Ledger(tmp_path / "news.db") as ledger:
            number = 0
            while not stop.is_set():
                ledger.reject(f"place {number}", "is empty")
                number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with Ledger(tmp_path / "news.db", readonly=True) as ledger:
            ledger.backup(tmp_path / "copy.db")
            with pytest.raises(LedgerError, match="is there already"):
                ledger.backup(tmp_path / "copy.db")
    finally:
        stop.set()
        writer.join()
    with Ledger(tmp_path / "copy.db") as copy:
        assert list(copy.check()) == []


def test_the_commands(tmp_path: Path) -> None:
    with filled(tmp_path / "news.db") as ledger:
        ledger.group()
    for arguments in (("check",), ("backup", "news.db", "b.db"), ("incidents",), ("contradictions",), ("plans",), ("rejected",)):
        action, *rest = arguments
        done = saksi("ledger", action, *(rest or ["news.db"]), state=tmp_path, cwd=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
    assert "Chad" in saksi("ledger", "contradictions", "b.db", state=tmp_path, cwd=tmp_path).stdout.decode()
