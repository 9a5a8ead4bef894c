"""The page that says how a watch is doing: plain text, one line a feed, rewritten every few seconds."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from saksi.watch.state import FeedState


def write_status(path: Path, feeds: Sequence[FeedState], pending: int, tally: str, now: float) -> None:
    """Readers see the old page or the new one, never half of one. That it cannot be written is no reason to stop."""
    lines = [f"saksi watch at {_moment(now)}: {tally}; {pending} articles waiting", ""]
    lines += [status_line(feed, now) for feed in feeds]
    with contextlib.suppress(OSError):
        part = path.with_name(f"{path.name}.part")
        part.write_text("\n".join(lines) + "\n", encoding="utf-8")
        part.replace(path)


def status_line(feed: FeedState, now: float) -> str:
    """ "Antara      well      12 polls  40 articles  every 5 min  next in 3 min  last well 2024-06-19 07:05"."""
    how = "new" if not feed.polls else f"failing ({feed.reason})" if feed.reason else "well"
    parts = [
        f"{feed.name[:32]:32}",
        f"{how:22}",
        f"{feed.polls:>6} polls",
        f"{feed.articles:>6} articles",
        f"every {_span(feed.every)}",
        f"next in {_span(max(0.0, feed.due - now))}",
        f"last well {_moment(feed.well) if feed.well else 'never'}",
    ]
    notes = [f"moved for good to {feed.moved}" if feed.moved else "", feed.message]
    return "  ".join([*parts, *(note for note in notes if note)])


def _span(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.0f} h"


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
