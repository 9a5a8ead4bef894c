"""Where a watch puts what it finds: a file of JSON lines, or a ledger.

What a sink has taken is durable when ``put`` returns. It may be offered the same thing again after a crash: a ledger knows it, a file is
cut back to the position that the state remembers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from saksi.errors import InputError
from saksi.ingest import Failure
from saksi.ingest.duplicates import Near
from saksi.language import detect
from saksi.ledger import Ledger
from saksi.options import DEFAULTS, Options
from saksi.pipeline import read_articles
from saksi.records import Article, Reading


@dataclass(frozen=True, slots=True)
class Intake:
    """An article with the earlier ones that it is like, and whether it corrects one that was taken before."""

    article: Article
    near: tuple[Near, ...] = ()
    corrected: bool = False
    note: str = ""


@dataclass(slots=True)
class Letters:
    """What a sink made of a batch: failures that arose in it (no pack for a language), for the count."""

    rejected: list[Failure] = field(default_factory=list)


class Sink(Protocol):
    """``name`` and ``position`` let the state remember how far the sink had come; ``resume`` is told it before anything is put."""

    name: str

    def resume(self, position: int) -> None: ...

    def put(self, intakes: Sequence[Intake], rejected: Sequence[Failure]) -> Letters: ...

    def position(self) -> int: ...

    def close(self) -> None: ...


class JsonlSink:
    """One object a line: articles as {"article": ..., "near": [...]}, dead letters as {"rejected": ...}. docs/reference/watch.md."""

    def __init__(self, path: Path) -> None:
        self.name = str(path.absolute())
        self._file = path.open("ab")

    def resume(self, position: int) -> None:
        """Cuts off what was written after the state was last committed. Raises InputError when the file is shorter than that."""
        size = os.fstat(self._file.fileno()).st_size
        if size < position:
            raise InputError(f"{self.name}: is shorter than this watch left it; move it away together with the state beside it")
        if position:
            self._file.truncate(position)

    def put(self, intakes: Sequence[Intake], rejected: Sequence[Failure]) -> Letters:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        lines: list[dict[str, Any]] = [_article_line(intake, at) for intake in intakes]
        lines += [{"rejected": {"where": f.where, "reason": f.reason, "message": f.message, "at": at}} for f in rejected]
        for line in lines:
            self._file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        return Letters()

    def position(self) -> int:
        return self._file.seek(0, os.SEEK_END)

    def close(self) -> None:
        self._file.close()


class LedgerSink:
    """Articles that the ledger does not know are read, their claims kept and grouped into incidents; what cannot be read is kept as
    rejected."""

    def __init__(self, path: Path, options: Options = DEFAULTS) -> None:
        self.name = str(path.absolute())
        self._ledger = Ledger(path)
        self._options = options

    def resume(self, position: int) -> None:
        """The ledger itself knows what it has."""

    def put(self, intakes: Sequence[Intake], rejected: Sequence[Failure]) -> Letters:
        articles = [intake.article for intake in intakes if not self._ledger.knows(intake.article)]
        results = list(read_articles(articles, self._options))
        pairs: list[Reading | tuple[Article | None, Failure]] = [
            result if isinstance(result, Reading) else (article, result) for article, result in zip(articles, results, strict=True)
        ]
        self._ledger.sink([*pairs, *((None, failure) for failure in rejected)])
        self._ledger.group()
        return Letters([result for result in results if isinstance(result, Failure)])

    def position(self) -> int:
        return 0

    def close(self) -> None:
        self._ledger.close()


def _article_line(intake: Intake, at: str) -> dict[str, Any]:
    near = [{"article": near.other, "jaccard": round(near.jaccard, 3), "relation": near.relation} for near in intake.near]
    line: dict[str, Any] = {"article": asdict(intake.article), "looks_like": detect(intake.article.raw), "at": at}
    if near:
        line["near"] = near
    if intake.corrected:
        line["corrected"] = True
    if intake.note:
        line["note"] = intake.note
    return line
