"""Reading from a program: the functions behind ``saksi.read``, ``saksi.read_text`` and ``saksi.read_many``."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TypedDict, Unpack

from saksi.actors_file import world_with
from saksi.errors import InputError
from saksi.ingest import Failure, read_inputs
from saksi.ingest.common import article_id, without_surrogates
from saksi.options import Options
from saksi.pipeline import read_article, read_articles
from saksi.pool import Plan, run
from saksi.records import Article, Reading

Path = str | os.PathLike[str]


class How(TypedDict, total=False):
    """What ``saksi.options.Options`` holds, as keywords."""

    lang: str
    syntax: str
    ontology: str
    actors: str
    fold: bool


def read(path: Path, *, date: str = "", **how: Unpack[How]) -> Reading:
    """The one article in a file of text, HTML or JSON.

    ``date`` (ISO) is the article's day if the file names none; further keywords are those of ``saksi.options.Options``: ``lang``,
    ``syntax``, ``ontology``, ``actors`` (a warning for each row that is wrong), ``fold``. Raises InputError when a file cannot be read
    or holds several articles (``read_many`` reads those), LanguageError when no pack reads it.
    """
    options = _options(how)
    found = list(read_inputs([os.fspath(path)], date=date))
    for item in found:
        if isinstance(item, Failure):
            raise InputError(str(item))
    articles = [item for item in found if isinstance(item, Article)]
    if len(articles) != 1:
        raise InputError(f"{os.fspath(path)}: holds {len(articles)} articles; read them with read_many")
    return read_article(articles[0], options)


def read_text(text: str, *, date: str = "", id: str = "", **how: Unpack[How]) -> Reading:
    """An article given as a string. Raises LanguageError when no pack reads it."""
    raw = without_surrogates(text)
    return read_article(Article(id or article_id("text", raw), raw, date, "metadata" if date else ""), _options(how))


def read_many(
    paths: Iterable[Path],
    *,
    date: str = "",
    jobs: int = 1,
    timeout: float | None = None,
    ordered: bool = True,
    **how: Unpack[How],
) -> Iterator[Reading | Failure]:
    """All articles of files and folders, one after the other. What cannot be read is a Failure in its place.

    ``jobs`` processes read, in order or as they are ready; they hold a few articles each, however many there are. An article that takes
    longer than ``timeout`` seconds (60 with several jobs, none with one; 0 for none; more for one of over a million characters), or kills
    the process that reads it, is a Failure of the reason "time" or "crashed".
    """

    def articles() -> Iterator[Article]:
        for item in read_inputs([os.fspath(path) for path in paths], date=date):
            if isinstance(item, Failure):
                failures.append(item)
            else:
                yield item

    failures: list[Failure] = []
    for _, reading in run(partial(read_articles, options=_options(how)), articles(), Plan.of(jobs, timeout, ordered)):
        yield from failures
        failures.clear()
        yield reading
    yield from failures


def _options(how: How) -> Options:
    """The keywords as a record; the user's actors are looked at first, so that what is wrong in their file is told at once."""
    options = Options(**how)
    _, problems = world_with(options.actors)
    for problem in problems:
        warnings.warn(f"{problem}; left out", stacklevel=3)
    return options
