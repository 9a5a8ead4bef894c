"""Articles through a task on several processes: bounded in memory, and an article that hangs or kills its reader costs itself alone.

A task is a function from a few articles to what becomes of each, in their order; it has to be picklable (a function of a module, or
``functools.partial`` of one). ``saksi.pipeline.read_articles`` with its options is one. The processes end with the one that started
them, however that ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TypeVar

from saksi.ingest import Failure
from saksi.pool.pieces import pieces
from saksi.records import Article

__all__ = ["SECONDS", "Plan", "Task", "run"]

SECONDS = 60.0  # for an article, and for each further million characters of a long one
Made = TypeVar("Made")
Task = Callable[[list[Article]], Iterable[Made | Failure]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How many processes read; how many ``seconds`` each million characters of an article may take (0: as long as it likes); whether
    results come in the order of the articles or as they are ready. One process without a limit is this one."""

    jobs: int = 1
    seconds: float = 0.0
    ordered: bool = True

    @classmethod
    def of(cls, jobs: int = 1, seconds: float | None = None, ordered: bool = True) -> Plan:
        """With the usual limit where several processes read and nobody named one."""
        return cls(jobs, (SECONDS if jobs > 1 else 0.0) if seconds is None else seconds, ordered)


def run(task: Task[Made], articles: Iterable[Article], plan: Plan | None = None) -> Iterator[tuple[Article, Made | Failure]]:
    """Each article with what the task made of it. Failures of the reasons "time", "crashed" and "fault" stand in the place of articles
    whose reading hung, killed its process or went wrong. Raises SaksiError what concerns every article, such as a faulty pack."""
    plan = plan or Plan()
    if plan.jobs <= 1 and not plan.seconds:
        for piece in pieces(articles):
            yield from zip(piece.articles, task(piece.articles), strict=True)
        return
    from saksi.pool.crew import Crew  # what starts processes is loaded where there are some

    with closing(Crew(task, plan.jobs, plan.seconds, plan.ordered)) as crew:
        yield from crew.run(articles)
