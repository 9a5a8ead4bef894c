"""What commands that read articles share: options checked, failures told and counted."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from saksi.actors_file import world_with
from saksi.cli import FAILED, OK, PARTLY
from saksi.errors import InputError
from saksi.ingest import Failure, read_inputs
from saksi.ingest.common import iso_date
from saksi.language import normal_code
from saksi.pack import pack_codes
from saksi.pipeline import read_articles
from saksi.records import Article, Reading

SYNTAX = ("auto", "rules", "trained")
PLUGINS = ("spacy:", "stanza:")


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are to be read."""

    lang: str = ""
    date: str = ""
    syntax: str = "auto"
    actors: str = ""  # path of the user's actors.csv


def checked(lang: str, date: str, syntax: str, actors: str = "") -> Options:
    """Raises InputError for a language without pack, a date that is none, and a syntax reader that does not exist."""
    if syntax not in SYNTAX and not syntax.startswith(PLUGINS):
        raise InputError(f"--syntax {syntax}: choose {', '.join(SYNTAX)}, spacy:MODEL or stanza:LANG")
    code = normal_code(lang) if lang else ""
    if code and code not in pack_codes():
        raise InputError(f"--lang {lang}: there is no such pack; packs are {', '.join(pack_codes())}")
    day = iso_date(date) if date else ""
    if date and not day:
        raise InputError(f"--date {date}: not a date; write it as 2024-06-19")
    return Options(code, day, syntax, actors)


def tell(message: object) -> None:
    """One line on standard error."""
    print(f"saksi: {' '.join(str(message).split())}", file=sys.stderr)


class Reader:
    """Reads inputs, tells what failed, and knows the exit code in the end. Raises InputError for a file of actors that cannot be read."""

    def __init__(self, inputs: Sequence[str], options: Options) -> None:
        self.inputs, self.options = inputs, options
        self.read = self.failed = 0
        self.world, problems = world_with(options.actors)
        for problem in problems:
            tell(f"{problem}; left out")

    def readings(self) -> Iterator[Reading]:
        for result in read_articles(self._articles(), lang=self.options.lang, syntax=self.options.syntax, world=self.world):
            if isinstance(result, Failure):
                self._fail(result)
            else:
                self.read += 1
                yield result

    def exit_code(self) -> int:
        """Says how many inputs failed when there were several."""
        if not self.failed:
            return OK
        if self.read + self.failed > 1:
            tell(f"{self.failed} of {self.read + self.failed} inputs could not be read")
        return PARTLY if self.read else FAILED

    def _articles(self) -> Iterator[Article]:
        def notify(where: str, message: str) -> None:
            tell(f"{where}: {message}")

        for item in read_inputs(self.inputs, date=self.options.date, notify=notify):
            if isinstance(item, Failure):
                self._fail(item)
            else:
                yield item

    def _fail(self, failure: Failure) -> None:
        self.failed += 1
        tell(failure)
