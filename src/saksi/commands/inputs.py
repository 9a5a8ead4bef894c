"""What commands that read articles share: options checked, failures told and counted."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from saksi.actors_file import world_with
from saksi.cli import FAILED, OK, PARTLY
from saksi.commands.progress import Progress
from saksi.errors import InputError
from saksi.fetch.address import Network, networks
from saksi.ingest import Failure, Notify, read_inputs
from saksi.ingest.columns import read_columns
from saksi.ingest.common import WebPage
from saksi.ingest.dates import iso_date
from saksi.ingest.page import TRAFILATURA
from saksi.language import normal_code
from saksi.ontology import load_ontology
from saksi.options import DEFAULTS, Options
from saksi.pack import pack_codes
from saksi.pipeline import read_articles
from saksi.pool import Plan, Task, run
from saksi.records import Article, Reading

Made = TypeVar("Made")
SYNTAX = ("auto", "rules", "trained")
PLUGINS = ("spacy:", "stanza:")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user chose for a run: how to read, the day of articles that name none, and how inputs are opened."""

    options: Options = DEFAULTS
    date: str = ""
    extractor: str = TRAFILATURA
    networks: tuple[Network, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)

    def articles(self, inputs: Sequence[str], notify: Notify) -> Iterator[Article | Failure]:
        """What the inputs hold, web addresses fetched."""
        return read_inputs(inputs, date=self.date, notify=notify, open_page=self._open_page, extractor=self.extractor, columns=self.columns)

    def _open_page(self, url: str) -> WebPage:
        """What stands at a web address. What fetching takes is only loaded for it."""
        from saksi.fetch import Policy, opener

        return opener(Policy(allowed=self.networks))(url)


def checked(args: argparse.Namespace) -> Choices:
    """Raises InputError for a language without pack, a date that is none, and a syntax reader that does not exist; PackError for a
    faulty ontology."""
    lang, date, syntax = args.lang, args.date, args.syntax
    if syntax not in SYNTAX and not syntax.startswith(PLUGINS):
        raise InputError(f"--syntax {syntax}: choose {', '.join(SYNTAX)}, spacy:MODEL or stanza:LANG")
    code = normal_code(lang) if lang else ""
    if code and code not in pack_codes():
        raise InputError(f"--lang {lang}: there is no such pack; packs are {', '.join(pack_codes())}")
    day = iso_date(date) if date else ""
    if date and not day:
        raise InputError(f"--date {date}: not a date; write it as 2024-06-19")
    ontology = _absolute(args.ontology)
    if ontology:
        load_ontology(ontology)
    options = Options(code, syntax, ontology, _absolute(args.actors), fold=not args.raw_types)
    return Choices(
        options,
        day,
        getattr(args, "extractor", TRAFILATURA),
        networks(getattr(args, "allow_network", ())),
        read_columns(getattr(args, "columns", "")),
    )


def _absolute(path: str) -> str:
    return str(Path(path).absolute()) if path else ""


def tell(message: object) -> None:
    """One line on standard error."""
    print(f"saksi: {' '.join(str(message).split())}", file=sys.stderr)


def tell_problems(options: Options) -> None:
    """Tells the rows of the user's actors that are left out. Raises InputError when their file cannot be read."""
    _, problems = world_with(options.actors)
    for problem in problems:
        tell(f"{problem}; left out")


def by_reason(reasons: Counter[str]) -> str:
    """ " (2 gone, 1 too-large)"; "" when no failure has a reason."""
    parts = [f"{count} {reason}" for reason, count in reasons.most_common() if reason]
    return f" ({', '.join(parts)})" if parts else ""


def plan_of(args: argparse.Namespace) -> Plan:
    """How many processes read, for how long an article at most, and whether in order."""
    return Plan.of(args.jobs, args.timeout, not getattr(args, "unordered", False))


class Reader:
    """Reads inputs, tells what failed, and knows the exit code in the end. Raises InputError for a file of actors that cannot be read."""

    def __init__(self, inputs: Sequence[str], choices: Choices, plan: Plan | None = None, progress: Progress | None = None) -> None:
        self.inputs, self.choices, self.plan = inputs, choices, plan or Plan()
        self.progress = progress or Progress(quiet=True)
        self.read = 0
        self.reasons: Counter[str] = Counter()
        tell_problems(choices.options)

    def readings(self) -> Iterator[Reading]:
        return self.made(partial(read_articles, options=self.choices.options))

    def made(self, task: Task[Made]) -> Iterator[Made]:
        """What a task makes of the articles that can be read."""
        for _, result in run(task, self._articles(), self.plan):
            if isinstance(result, Failure):
                self._fail(result)
            else:
                self.read += 1
                yield result
            self.progress.show(self._line)
        self.progress.end(self._line)

    def exit_code(self) -> int:
        """Says how many inputs failed when there were several."""
        failed = self.reasons.total()
        if not failed:
            return OK
        if self.read + failed > 1:
            tell(f"{failed} of {self.read + failed} inputs could not be read{by_reason(self.reasons)}")
        return PARTLY if self.read else FAILED

    def _articles(self) -> Iterator[Article]:
        def notify(where: str, message: str) -> None:
            self.progress.clear()
            tell(f"{where}: {message}")

        for item in self.choices.articles(self.inputs, notify):
            if isinstance(item, Failure):
                self._fail(item)
            else:
                yield item

    def _fail(self, failure: Failure) -> None:
        self.reasons[failure.reason] += 1
        self.progress.clear()
        tell(failure)

    def _line(self) -> str:
        failed = f", {self.reasons.total():,} could not be read" if self.reasons else ""
        return f"{self.read:,} article{'s' if self.read != 1 else ''}{failed}; {self.read / self.progress.seconds:.1f} articles/s"
