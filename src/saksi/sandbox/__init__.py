"""A process that can be killed, for reading what strangers wrote.

Parsers of HTML, feeds and archives can be made to run for minutes or to ask for gigabytes by a few well-chosen bytes. So they run in a
process of their own that has a limit of memory, cannot open a connection, a program or a file for writing, and is killed when an answer
is late. ``Sandbox.run`` names a generator function; what it yields comes back piece by piece. Bytes and JSON cross the border, nothing
that could run code on this side.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any

from saksi.errors import InputError, MissingExtra
from saksi.sandbox.frames import next_frame, read_frame, write_frame

_AHEAD = 16  # answers that may wait to be fetched


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one process: seconds until the next answer, bytes of address space, tasks until it makes room for a fresh one."""

    seconds: float = 20.0
    memory: int = 1 << 30
    tasks: int = 2000


class Sandbox:
    """One worker process, started when it is first needed, and again after it was killed. Not for several threads at once."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.started = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes | None] = queue.Queue(_AHEAD)
        self._pump: threading.Thread | None = None
        self._done = 0

    def run(self, task: str, data: bytes = b"", **settings: Any) -> Iterator[dict[str, Any]]:
        """What the generator function ``task`` ("package.module:function") yields for ``data`` and ``settings``.

        Raises InputError with the reason "time", "memory" or "crashed" when the worker had to be killed, and the InputError or
        MissingExtra that the task raised itself. Leaving the iteration early ends the worker.
        """
        process = self._running()
        finished = False
        try:
            self._send(process, {"task": task, "settings": settings, "seconds": self.limits.seconds}, data)
            while (answer := self._next(process)) is not None:
                if error := answer.get("error"):
                    finished = not answer.get("fatal")
                    raise _error(error, answer)
                yield answer["item"]
            finished = True
        finally:
            if not finished:
                self.close()

    def first(self, task: str, data: bytes = b"", **settings: Any) -> dict[str, Any]:
        """The one answer of a task that gives one."""
        (answer,) = self.run(task, data, **settings)
        return answer

    def close(self) -> None:
        """Ends the worker; a later task starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        while self._pump and self._pump.is_alive():  # it may be waiting to hand over an answer that nobody wants any more
            with contextlib.suppress(queue.Empty):
                self._answers.get(timeout=0.05)
        for stream in (process.stdin, process.stdout):
            if stream:
                with contextlib.suppress(OSError):  # what it would still have flushed has no reader
                    stream.close()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _running(self) -> subprocess.Popen[bytes]:
        self._done += 1
        if self._process is not None and (self._process.poll() is not None or self._done > self.limits.tasks):
            self.close()
        if self._process is None:
            self._process = self._start()
        return self._process

    def _start(self) -> subprocess.Popen[bytes]:
        self.started, self._done = self.started + 1, 1
        command = [sys.executable, "-m", "saksi.sandbox.child", str(self.limits.memory)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment())
        assert process.stdout
        self._answers = queue.Queue(_AHEAD)
        self._pump = threading.Thread(target=_pump, args=(process.stdout, self._answers), daemon=True)
        self._pump.start()
        return process

    def _send(self, process: subprocess.Popen[bytes], head: dict[str, Any], data: bytes) -> None:
        assert process.stdin
        try:
            write_frame(process.stdin, head, data)
        except OSError:
            raise InputError("the process that reads it could not be started; see `saksi doctor`", "crashed") from None

    def _next(self, process: subprocess.Popen[bytes]) -> dict[str, Any] | None:
        """The next answer, None when the task has ended."""
        try:
            frame = self._answers.get(timeout=self.limits.seconds)
        except queue.Empty:
            raise InputError(f"reading it took longer than {self.limits.seconds:g} s and was given up", "time") from None
        if frame is None:
            code = process.wait()
            raise InputError(f"the process that read it died of it ({_cause(code)})", "crashed")
        answer, _ = read_frame(frame)
        return None if answer.get("end") else answer


def _error(message: str, answer: dict[str, Any]) -> Exception:
    return MissingExtra(message) if answer.get("extra") else InputError(message, answer.get("reason", "unreadable"))


def _cause(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def environment() -> dict[str, str]:
    """The worker finds the same packages as this process, and runs on one core."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def _pump(stream: IO[bytes], answers: queue.Queue[bytes | None]) -> None:
    """Carries frames from the worker to the queue; None at the end. Waits while nobody fetches them."""
    with contextlib.suppress(OSError, ValueError):
        while (frame := next_frame(stream)) is not None:
            answers.put(frame)
    answers.put(None)
