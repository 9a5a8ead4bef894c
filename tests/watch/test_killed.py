"""The program itself, killed in the middle and ended politely: nothing lost, nothing twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from loopback import Site, site

STORIES = 40


def publish(web: Site) -> None:
    for number in range(STORIES):
        text = "".join(
            f"<p>Town {number} opened road {number * 13 + part} on Wednesday after {part + 2} years of work on it.</p>" for part in range(6)
        )
        web.put(f"/{number}", f'<html lang="en"><head><title>Story {number}</title></head><body><article>{text}</article></body></html>')
    items = "".join(f"<item><title>Story {n}</title><link>{web.url(f'/{n}')}</link></item>" for n in range(STORIES))
    web.put("/rss", f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>')


def start(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "saksi", "watch", str(folder / "feeds.toml"), "--out", str(folder / "out.jsonl"), *options]
    return subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, "XDG_STATE_HOME": str(folder)})


def titles(folder: Path) -> list[str]:
    file = folder / "out.jsonl"
    lines = file.read_bytes().split(b"\n")[:-1] if file.exists() else []
    return [json.loads(line)["article"]["title"] for line in lines]


def wait_for(folder: Path, count: int) -> None:
    end = time.monotonic() + 60
    while len(titles(folder)) < count and time.monotonic() < end:
        time.sleep(0.05)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_it_goes_on_where_it_was(tmp_path: Path, how: signal.Signals) -> None:
    with site() as web:
        publish(web)
        feeds = f'[watch]\nallow_networks = ["127.0.0.0/8"]\ndelay = "0.02s"\nthreads = 4\n[[feed]]\nurl = "{web.url("/rss")}"\n'
        (tmp_path / "feeds.toml").write_text(feeds)
        first = start(tmp_path)
        wait_for(tmp_path, 5)
        first.send_signal(how)
        _, told = first.communicate(timeout=30)
        before = len(titles(tmp_path))
        assert 5 <= before < STORIES
        if how != signal.SIGKILL:
            assert first.returncode == 0, told
            assert f"{before} articles" in told.decode().splitlines()[-1]
        second = start(tmp_path, "--once")
        _, told = second.communicate(timeout=60)
        assert second.returncode == 0, told
    assert sorted(titles(tmp_path)) == sorted(f"Story {number}" for number in range(STORIES))
