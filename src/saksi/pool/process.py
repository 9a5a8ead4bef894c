"""A worker process as the other side sees it."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from saksi.pool.pieces import Piece
from saksi.sandbox import environment
from saksi.sandbox.frames import next_frame, read_frame, write_frame

_PARTING = 1.0
_GRACE = 30.0  # seconds more for the first piece of a process: packs are loaded with it


class Process:
    """Started at once; what it says goes to ``events`` as (process, kind, value): "ready", "made", "failed", "error", and "ended"."""

    def __init__(self, task: bytes, events: SimpleQueue[tuple[Process, str, Any]]) -> None:
        command = [sys.executable, "-m", "saksi.pool.child"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment())
        self._events = events
        self.ready = self._worked = False
        self.piece: Piece | None = None
        self.deadline = float("inf")
        self._send(task)
        threading.Thread(target=self._pump, daemon=True).start()

    def give(self, piece: Piece, seconds: float) -> None:
        """Hands a piece out; ``seconds`` for each million characters, 0 for no limit."""
        self.piece = piece
        grace = 0.0 if self._worked else _GRACE
        self.deadline = time.monotonic() + seconds * piece.millions + grace if seconds else float("inf")
        self._worked = True
        self._send(pickle.dumps(piece.articles, pickle.HIGHEST_PROTOCOL))

    def take(self) -> Piece:
        """The piece back; the process has nothing to do."""
        piece, self.piece, self.deadline = self.piece, None, float("inf")
        assert piece
        return piece

    def end(self) -> str:
        """Kills it, and says how it had ended."""
        self._process.kill()
        code = self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def cause(self) -> str:
        """How a process that says nothing more has ended."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_PARTING)
        return self.end()

    def processor_seconds(self) -> float:
        """Of user and system; 0 where there is no /proc."""
        try:
            fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _send(self, data: bytes) -> None:
        assert self._process.stdin
        with contextlib.suppress(OSError):  # that it is gone is told by the pump
            write_frame(self._process.stdin, {}, data)

    def _pump(self) -> None:
        assert self._process.stdout
        with contextlib.suppress(Exception):  # what cannot be understood is as good as a process that died
            while (frame := next_frame(self._process.stdout)) is not None:
                head, data = read_frame(frame)
                self._events.put((self, head["kind"], pickle.loads(data) if data else None))
        self._events.put((self, "ended", None))
