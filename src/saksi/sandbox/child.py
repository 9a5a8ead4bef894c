"""The worker process. Told what to run on standard input, it answers on standard output until that is closed.

What it may not do is refused twice: Python's audit events stop connections, programs and writing, the operating system's limits
stop memory and time (where there are such limits: not on Windows).
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
from typing import Any, BinaryIO

from saksi.errors import InputError, MissingExtra
from saksi.sandbox.frames import next_frame, read_frame, write_frame

_FORBIDDEN = ("socket.", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.remove", "os.rename")
_HARMLESS = ("socket.__new__", "socket.gethostname")  # made by libraries that are only loaded
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the other side to say when work ends
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints does not mix with the answers
    _limit_memory(int(sys.argv[1]))
    sys.addaudithook(_refuse)
    while (frame := next_frame(sys.stdin.buffer)) is not None:
        head, data = read_frame(frame)
        del frame
        _serve(answers, head, data)


def _serve(answers: BinaryIO, head: dict[str, Any], data: bytes) -> None:
    try:
        module, _, name = head["task"].partition(":")
        _limit_time(head["seconds"])
        for item in getattr(importlib.import_module(module), name)(data, **head["settings"]):
            write_frame(answers, {"item": item})
            _limit_time(head["seconds"])
        write_frame(answers, {"end": True})
    except InputError as error:
        write_frame(answers, {"error": str(error), "reason": error.reason})
    except MissingExtra as error:
        write_frame(answers, {"error": str(error), "extra": True})
    except MemoryError:
        write_frame(answers, {"error": "reading it needs more memory than it may have", "reason": "memory", "fatal": True})
    except RecursionError:
        write_frame(answers, {"error": "is nested too deeply to be read", "reason": "deep"})
    except Exception as error:
        write_frame(answers, {"error": f"reading it failed ({type(error).__name__}: {error})", "reason": "fault", "fatal": True})
    finally:
        _limit_time(0)


def _limit_memory(size: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """The kernel ends this process a little after the other side should have: also when that side is gone."""
    with contextlib.suppress(AttributeError):  # not on Windows
        signal.alarm(int(seconds) + 5 if seconds else 0)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        flags = arguments[2]
        if isinstance(flags, int) and flags & _WRITING:
            raise PermissionError(f"the worker writes no files: {arguments[0]}")
    elif event.startswith(_FORBIDDEN) and event not in _HARMLESS:
        raise PermissionError(f"the worker may not do this: {event}")


if __name__ == "__main__":
    main()
