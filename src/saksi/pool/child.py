"""The worker process: told a task and then pieces of articles on standard input, it answers on standard output."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from queue import SimpleQueue
from typing import Any, BinaryIO

from saksi.errors import SaksiError
from saksi.sandbox.frames import next_frame, read_frame, write_frame


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the other side to say when work ends
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints does not mix with the answers
    told: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(told,), daemon=True).start()
    task = pickle.loads(told.get())
    _answer(answers, "ready")
    while True:
        _work(answers, task, pickle.loads(told.get()))


def _listen(told: SimpleQueue[bytes]) -> None:
    """Ends this process as soon as the other side has gone, whatever it is at."""
    while (frame := next_frame(sys.stdin.buffer)) is not None:
        told.put(read_frame(frame)[1])
    os._exit(0)


def _work(answers: BinaryIO, task: Any, articles: list[Any]) -> None:
    try:
        _answer(answers, "made", list(task(articles)))
    except SaksiError as error:
        _answer(answers, "error", error)
    except BrokenPipeError:
        os._exit(0)
    except Exception as error:
        _answer(answers, "failed", f"{type(error).__name__}: {error}")


def _answer(answers: BinaryIO, kind: str, value: Any = None) -> None:
    write_frame(answers, {"kind": kind}, b"" if value is None else pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


if __name__ == "__main__":
    main()
