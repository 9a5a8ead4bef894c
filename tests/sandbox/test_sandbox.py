"""The sandbox: answers come back, and nothing that runs in it can hold up, swell or leave."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from saksi.errors import InputError, MissingExtra
from saksi.sandbox import Limits, Sandbox

sys.path.insert(0, str(Path(__file__).parent))  # where the worker finds the tasks, too


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(Limits(seconds=3, memory=512 << 20)) as made:
        yield made


def refused(box: Sandbox, task: str, **settings: object) -> InputError:
    with pytest.raises(InputError) as caught:
        list(box.run(f"tasks:{task}", **settings))
    assert "\n" not in str(caught.value)
    return caught.value


def test_bytes_and_settings_go_in_and_answers_come_out(box: Sandbox) -> None:
    assert box.first("tasks:echo", bytes(3_000_000), word="è\ud800") == {"size": 3_000_000, "word": "è\ud800"}
    assert [answer["number"] for answer in box.run("tasks:count", upto=200)] == list(range(200))
    assert box.started == 1


def test_what_a_library_prints_is_no_answer(box: Sandbox) -> None:
    assert box.first("tasks:chatter") == {"ok": True}


def test_a_task_that_hangs_is_killed_and_the_next_one_served() -> None:
    with Sandbox(Limits(seconds=0.5)) as box:
        list(box.run("tasks:count", upto=1))
        start = time.perf_counter()
        assert refused(box, "hang").reason == "time"
        assert time.perf_counter() - start < 3
        assert box._process is None
    with Sandbox() as box:
        assert box.first("tasks:echo") == {"size": 0}


def test_memory_ends_before_the_machine_does(box: Sandbox) -> None:
    held = 0
    with pytest.raises(InputError) as caught:
        for answer in box.run("tasks:devour"):
            held = answer["held"]
    assert caught.value.reason == "memory"
    assert 1 <= held <= 8
    assert box.first("tasks:echo") == {"size": 0}


def test_a_crash_is_one_line_and_the_next_task_is_served(box: Sandbox) -> None:
    assert refused(box, "die").reason == "crashed"
    assert box.first("tasks:echo") == {"size": 0}
    assert box.started == 2


def test_errors_keep_their_kind_and_reason(box: Sandbox) -> None:
    error = refused(box, "complain", kind="input")
    assert (str(error), error.reason) == ("is bad", "some-reason")
    with pytest.raises(MissingExtra, match="install it"):
        box.first("tasks:complain", kind="extra")
    assert box.started == 1
    assert refused(box, "complain", kind="fault").reason == "fault"
    assert refused(box, "complain", kind="depth").reason in ("deep", "crashed", "memory")


@pytest.mark.parametrize("way", ["connect", "resolve", "program", "shell", "write"])
def test_no_way_out(box: Sandbox, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "PermissionError" in str(refused(box, "escape", way=way))
    assert list(tmp_path.iterdir()) == []


def test_an_iteration_left_early_ends_the_worker(box: Sandbox) -> None:
    for answer in box.run("tasks:count", upto=100_000):
        if answer["number"] == 3:
            break
    assert box.first("tasks:echo") == {"size": 0}


def test_a_worker_is_replaced_after_its_share_of_tasks() -> None:
    with Sandbox(Limits(tasks=3)) as box:
        for _ in range(7):
            box.first("tasks:echo")
        assert box.started == 3


def test_closing_twice_and_without_start() -> None:
    box = Sandbox()
    box.close()
    box.close()


def test_an_iteration_left_early_leaves_no_thread(box: Sandbox) -> None:
    before = threading.active_count()
    for _ in range(3):
        next(box.run("tasks:count", upto=10_000))
        box.close()
    assert threading.active_count() <= before
