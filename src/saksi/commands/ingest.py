"""``saksi ingest``: inputs into a ledger, in small transactions; what is in it already is passed over before it is read."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from saksi.cli import FAILED, OK, PARTLY, USAGE
from saksi.commands.inputs import Choices, checked, plan_of, tell, tell_problems
from saksi.commands.progress import Progress
from saksi.errors import InputError
from saksi.ingest import Failure
from saksi.ledger import Added, Ledger
from saksi.lossless import loads
from saksi.pipeline import BATCH, read_articles
from saksi.pool import Plan
from saksi.pool import run as read_on
from saksi.records import Article, Reading

TOLD = 5  # failures told one by one; the ledger keeps all


def run(args: argparse.Namespace) -> int:
    try:
        choices = checked(args)
    except InputError as error:
        tell(error)
        return USAGE
    tell_problems(choices.options)
    with Ledger(args.ledger) as ledger:
        run = _Ingest(ledger, choices, args.reread, args.quiet)
        return run.take(args.inputs) if args.readings else run.run(args.inputs, plan_of(args))


class _Ingest:
    """One run: what comes in, what became of it."""

    def __init__(self, ledger: Ledger, choices: Choices, reread: bool, quiet: bool) -> None:
        self.ledger, self.choices, self.reread, self.quiet = ledger, choices, reread, quiet
        self.progress = Progress(quiet)
        self.states: Counter[str] = Counter()
        self.claims = 0

    def run(self, inputs: list[str], plan: Plan) -> int:
        task = partial(read_articles, options=self.choices.options)
        results = read_on(task, self._articles(inputs), plan)
        try:
            while pairs := list(islice(results, BATCH)):
                self._count(self.ledger.sink((article, item) if isinstance(item, Failure) else item for article, item in pairs))
                self.progress.show(self._line)
        except KeyboardInterrupt:
            self._finish("interrupted; what was committed is kept, run the same command again to go on")
            raise
        self._finish("done")
        self._group()
        return self._exit_code()

    def take(self, files: list[str]) -> int:
        """Readings that were written elsewhere."""
        for path in files:
            with contextlib.nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb") as stream:
                lines = enumerate(stream, 1)
                while batch := list(islice(lines, BATCH)):
                    self._count(self.ledger.sink(_reading(line, f"{path}:{number}") for number, line in batch if line.strip()))
                    self.progress.show(self._line)
        self._finish("done")
        self._group()
        return self._exit_code()

    def _articles(self, inputs: list[str]) -> Iterator[Article]:
        """Articles that the ledger does not have yet; inputs that cannot be read are kept as rejected."""

        def notify(where: str, message: str) -> None:
            tell(f"{where}: {message}")

        for item in self.choices.articles(inputs, notify):
            if isinstance(item, Failure):
                self._count(self.ledger.sink(((None, item),)))
            elif not self.reread and self.ledger.knows(item):
                self.states["known"] += 1
                self.progress.show(self._line)
            else:
                yield item

    def _count(self, results: Iterable[Added | Failure]) -> None:
        for result in results:
            if isinstance(result, Failure):
                self.states["rejected"] += 1
                self.progress.clear()
                if self.states["rejected"] <= TOLD:
                    tell(result)
                elif self.states["rejected"] == TOLD + 1:
                    tell("more inputs are rejected; the ledger keeps them with their reasons")
            else:
                self.states[result.state] += 1
                self.claims += result.claims

    def _group(self) -> None:
        """Claims that came in join incidents."""
        grouped = self.ledger.group()
        if grouped and not self.quiet:
            tell(f"{grouped:,} claims grouped into incidents")

    def _finish(self, how: str) -> None:
        self.progress.clear()
        if not self.quiet:
            tell(f"{how}: {self._line()}")

    def _line(self) -> str:
        read = sum(self.states.values()) - self.states["known"]
        parts = [f"{self.states[s]:,} {s}" for s in ("new", "corrected", "reread", "known", "rejected") if self.states[s]]
        return f"{', '.join(parts) or 'nothing'}; {self.claims:,} claims; {read / self.progress.seconds:.1f} articles/s"

    def _exit_code(self) -> int:
        if not self.states["rejected"]:
            return OK
        return PARTLY if sum(self.states.values()) > self.states["rejected"] else FAILED


def _reading(line: bytes, where: str) -> Reading | tuple[None, Failure]:
    try:
        return loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return None, Failure(where, "is not UTF-8, as readings are; write them again with `saksi read`", "encoding")
    except InputError as error:
        return None, Failure(where, str(error), "json")
