"""Plain text: one file, one article."""

from __future__ import annotations

import re

from saksi.ingest.common import Settings, article_id, decode
from saksi.records import Article, Origin

_HEADLINE = re.compile(r"\s*(\S[^\n]{8,180}[^\s.!?:;,”\"’')])[ \t]*\r?\n[ \t]*\r?\n\s*\S")


def read_plain(data: bytes, where: str, settings: Settings) -> Article:
    """The article in ``data``. Raises InputError for empty and for binary data."""
    return article_of_text(decode(data, where, settings.notify), where, settings)


def article_of_text(text: str, where: str, settings: Settings) -> Article:
    return Article(article_id(where, text), text, *settings.dated(), settings.lang, headline(text), origin=Origin("plain", where))


def headline(text: str) -> str:
    """The first line if it looks like a headline: short, no full stop, a blank line below."""
    match = _HEADLINE.match(text)
    return match[1] if match else ""
