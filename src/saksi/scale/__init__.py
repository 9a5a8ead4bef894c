"""Reading on several processors: articles go out in chunks, readings come back in order.

The processes end with the one that started them, however that ends.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import NamedTuple

from saksi.errors import SaksiError
from saksi.ingest import Failure
from saksi.options import DEFAULTS, Options
from saksi.pipeline import read_articles
from saksi.records import Article, Reading

AHEAD = 3  # chunks that wait for each process, so that none is idle and memory stays bounded
CHECK_EVERY = 0.5  # seconds


class Chunk(NamedTuple):
    """Articles and what became of each, in the same order."""

    articles: list[Article]
    results: list[Reading | Failure]


def read_chunks(chunks: Iterable[list[Article]], jobs: int = 1, options: Options = DEFAULTS) -> Iterator[Chunk]:
    """Reads chunk after chunk on ``jobs`` processes. Raises SaksiError when a process dies (of lack of memory, most likely)."""
    if jobs <= 1:
        yield from (_read(chunk, options) for chunk in chunks)
        return
    waiting: deque[Future[Chunk]] = deque()
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_watch_parent, initargs=(os.getpid(),))
    try:
        for chunk in chunks:
            waiting.append(pool.submit(_read, chunk, options))
            if len(waiting) >= AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise SaksiError(
            "a reading process died, most likely of lack of memory; give fewer --jobs and run the same command again"
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _read(chunk: list[Article], options: Options) -> Chunk:
    return Chunk(chunk, list(read_articles(chunk, options)))


def _watch_parent(parent: int) -> None:
    """Ends this process soon after the one that started it has gone."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(CHECK_EVERY)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
