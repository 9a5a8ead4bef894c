"""The processes that read, what waits for them and what is done. One thread decides; a thread a process carries what it says.

A piece whose process dies or is late is read again an article at a time: the one that does it again is the one at fault.
"""

from __future__ import annotations

import pickle
import queue
import time
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, Generic, TypeVar

from saksi.errors import SaksiError
from saksi.ingest import Failure
from saksi.pool import Task
from saksi.pool.pieces import LONGEST, Piece, pieces
from saksi.pool.process import Process
from saksi.records import Article

Made = TypeVar("Made")
AHEAD = 4  # full pieces that may be under way for each process: none is idle, and memory stays bounded


class Crew(Generic[Made]):
    """``jobs`` processes at most, started when there is work for them, kept until ``close``. For one thread."""

    def __init__(self, task: Task[Made], jobs: int, seconds: float, ordered: bool = True) -> None:
        self._task = pickle.dumps(task)
        self._jobs, self._seconds, self._ordered = jobs, seconds, ordered
        self._room = AHEAD * jobs * LONGEST
        self._events: queue.SimpleQueue[tuple[Process, str, Any]] = queue.SimpleQueue()
        self._processes: list[Process] = []
        self._begin()

    def _begin(self) -> None:
        self._waiting: deque[Piece] = deque()
        self._done: dict[int, tuple[Article, Made | Failure]] = {}
        self._next = 0  # of the article that is given out next, where order counts
        self._open = 0  # weight of what came in and was not given out

    def run(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Made | Failure]]:
        """Each article with what became of it. Takes from ``articles`` only as much as there is room for. Raises SaksiError."""
        self._begin()
        source, more = pieces(articles), True
        while more or self._open:
            if more and self._open < self._room:
                piece = next(source, None)
                more = piece is not None
                if piece:
                    self._waiting.append(piece)
                    self._open += piece.weight
            self._step(wait=not more or self._open >= self._room)
            yield from self._finished()

    def processor_seconds(self) -> list[float]:
        """What each process has used so far, where the system tells."""
        return [process.processor_seconds() for process in self._processes]

    def close(self) -> None:
        """Ends the processes, whatever they are at."""
        while self._processes:
            self._processes.pop().end()

    def _step(self, wait: bool) -> None:
        """Hands out what waits, and takes what has come back; with ``wait`` until something has."""
        self._hand_out()
        while (event := self._event(wait)) is not None:
            self._hear(*event)
            self._hand_out()
            wait = False
        self._give_up_late()

    def _hand_out(self) -> None:
        idle = [p for p in self._processes if p.ready and p.piece is None]
        while self._waiting and idle:
            idle.pop().give(self._waiting.popleft(), self._seconds)
        starting = sum(not p.ready for p in self._processes)
        while len(self._waiting) > starting and len(self._processes) < self._jobs:
            self._processes.append(Process(self._task, self._events))
            starting += 1

    def _event(self, wait: bool) -> tuple[Process, str, Any] | None:
        """What is said next; None when nothing is, or a process is late."""
        left = min((p.deadline for p in self._processes), default=time.monotonic()) - time.monotonic()
        try:
            if wait and left > 0:
                return self._events.get(timeout=None if left == float("inf") else left)
            return self._events.get_nowait()
        except queue.Empty:
            return None

    def _hear(self, process: Process, kind: str, value: Any) -> None:
        if process not in self._processes:
            return  # was ended before
        if kind == "ready":
            process.ready = True
        elif kind == "made":
            self._keep(process.take(), value)
        elif kind == "error":
            raise value
        elif kind == "failed":
            self._blame(process.take(), f"reading it failed inside Saksi ({value}); please report it with the article", "fault")
        else:
            self._bury(process)

    def _bury(self, process: Process) -> None:
        """A process has ended by itself."""
        self._processes.remove(process)
        cause = process.cause()
        if not process.ready:
            raise SaksiError(f"a reading process ended before it began ({cause}); see `saksi doctor`")
        if process.piece:
            self._blame(process.take(), f"the process that read it died of it ({cause}); it is left out", "crashed")

    def _give_up_late(self) -> None:
        now = time.monotonic()
        for process in [p for p in self._processes if p.deadline <= now]:
            self._processes.remove(process)
            process.end()
            piece = process.take()
            limit = self._seconds * piece.millions
            self._blame(piece, f"reading it took longer than {limit:g} s and was given up; --timeout sets the limit", "time")

    def _blame(self, piece: Piece, message: str, reason: str) -> None:
        """The article of a piece is at fault; of several, which one is found out by reading each alone."""
        if len(piece.articles) > 1:
            self._waiting.extendleft(reversed(piece.alone()))
        else:
            self._keep(piece, [Failure(piece.articles[0].id, message, reason)])

    def _keep(self, piece: Piece, results: list[Made | Failure]) -> None:
        self._done.update(enumerate(zip(piece.articles, results, strict=True), piece.number))

    def _finished(self) -> Iterator[tuple[Article, Made | Failure]]:
        """What can be given out."""
        while self._done and (not self._ordered or self._next in self._done):
            article, made = self._done.pop(self._next if self._ordered else next(iter(self._done)))
            self._next += 1
            self._open -= Piece(0, [article]).weight
            yield article, made
