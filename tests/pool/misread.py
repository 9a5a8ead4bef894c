"""A task that behaves as badly as the article says."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence

from saksi.errors import PackError
from saksi.records import Article


def lengths(articles: Sequence[Article]) -> Iterator[int]:
    """The length of each text."""
    for article in articles:
        _obey(article.raw)
        yield len(article.raw)


def _obey(text: str) -> None:
    if text == "hang":
        time.sleep(1000)
    elif text == "spin":
        while True:
            pass
    elif text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif text == "leave":
        os._exit(7)
    elif text == "fail":
        raise ZeroDivisionError("nothing by nothing")
    elif text == "fault":
        raise PackError("lexicon.tsv:3: a faulty row")
    elif text == "slow":
        time.sleep(0.3)
    elif text == "talk":
        print("said on standard output")


def processes(articles: Sequence[Article]) -> Iterator[int]:
    """Which process reads each."""
    for _ in articles:
        time.sleep(0.02)
        yield os.getpid()
