"""Reading from a program: the functions behind ``saksi.read``, ``saksi.read_text`` and ``saksi.read_many``."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator

from saksi.actors_file import world_with
from saksi.errors import InputError
from saksi.ingest import Failure, read_inputs
from saksi.ingest.common import article_id, without_surrogates
from saksi.pipeline import read_article, read_articles
from saksi.records import Article, Reading
from saksi.world import World

Path = str | os.PathLike[str]


def read(path: Path, *, date: str = "", lang: str = "", syntax: str = "auto", actors: Path = "") -> Reading:
    """The one article in a file of text, HTML or JSON.

    ``date`` (ISO) is the article's day if the file names none; ``lang`` forces a language; ``actors`` is a CSV file of your own
    people and organisations, which win over ours (docs/reference/actors.md; a warning for each row that is wrong). Raises InputError
    when a file cannot be read or holds several articles (``read_many`` reads those), LanguageError when no pack reads it.
    """
    world = _world(actors)
    found = list(read_inputs([os.fspath(path)], date=date))
    for item in found:
        if isinstance(item, Failure):
            raise InputError(str(item))
    articles = [item for item in found if isinstance(item, Article)]
    if len(articles) != 1:
        raise InputError(f"{os.fspath(path)}: holds {len(articles)} articles; read them with read_many")
    return read_article(articles[0], lang=lang, syntax=syntax, world=world)


def read_text(text: str, *, date: str = "", lang: str = "", syntax: str = "auto", actors: Path = "", id: str = "") -> Reading:
    """An article given as a string. Raises LanguageError when no pack reads it."""
    raw = without_surrogates(text)
    article = Article(id or article_id("text", raw), raw, date, "metadata" if date else "")
    return read_article(article, lang=lang, syntax=syntax, world=_world(actors))


def read_many(
    paths: Iterable[Path], *, date: str = "", lang: str = "", syntax: str = "auto", actors: Path = ""
) -> Iterator[Reading | Failure]:
    """All articles of files and folders, one after the other. What cannot be read is a Failure in its place."""

    def articles() -> Iterator[Article]:
        for item in read_inputs([os.fspath(path) for path in paths], date=date):
            if isinstance(item, Failure):
                failures.append(item)
            else:
                yield item

    failures: list[Failure] = []
    for reading in read_articles(articles(), lang=lang, syntax=syntax, world=_world(actors)):
        yield from failures
        failures.clear()
        yield reading
    yield from failures


def _world(actors: Path) -> World:
    """Our world, with the user's rows ahead of it."""
    world, problems = world_with(os.fspath(actors))
    for problem in problems:
        warnings.warn(f"{problem}; left out", stacklevel=3)
    return world
