"""Reading from a program: the functions behind ``saksi.read``, ``saksi.read_text`` and ``saksi.read_many``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from saksi.errors import InputError
from saksi.ingest import Failure, read_inputs
from saksi.ingest.common import article_id, without_surrogates
from saksi.pipeline import read_article, read_articles
from saksi.records import Article, Reading

Path = str | os.PathLike[str]


def read(path: Path, *, date: str = "", lang: str = "", syntax: str = "auto") -> Reading:
    """The one article in a file of text, HTML or JSON.

    ``date`` (ISO) is the article's day if the file names none; ``lang`` forces a language. Raises InputError when
    the file cannot be read or holds several articles (``read_many`` reads those), LanguageError when no pack reads it.
    """
    found = list(read_inputs([os.fspath(path)], date=date))
    for item in found:
        if isinstance(item, Failure):
            raise InputError(str(item))
    articles = [item for item in found if isinstance(item, Article)]
    if len(articles) != 1:
        raise InputError(f"{os.fspath(path)}: holds {len(articles)} articles; read them with read_many")
    return read_article(articles[0], lang=lang, syntax=syntax)


def read_text(text: str, *, date: str = "", lang: str = "", syntax: str = "auto", id: str = "") -> Reading:
    """An article given as a string. Raises LanguageError when no pack reads it."""
    raw = without_surrogates(text)
    return read_article(Article(id or article_id("text", raw), raw, date, "metadata" if date else ""), lang=lang, syntax=syntax)


def read_many(paths: Iterable[Path], *, date: str = "", lang: str = "", syntax: str = "auto") -> Iterator[Reading | Failure]:
    """All articles of files and folders, one after the other. What cannot be read is a Failure in its place."""

    def articles() -> Iterator[Article]:
        for item in read_inputs([os.fspath(path) for path in paths], date=date):
            if isinstance(item, Failure):
                failures.append(item)
            else:
                yield item

    failures: list[Failure] = []
    for reading in read_articles(articles(), lang=lang, syntax=syntax):
        yield from failures
        failures.clear()
        yield reading
    yield from failures
