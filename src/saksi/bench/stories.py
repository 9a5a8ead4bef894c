"""Articles to measure speed on: those of a file, or invented ones, put together from the sentences of the packs, the same every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path

from saksi.errors import InputError
from saksi.examples.sentences import read_sentences
from saksi.ingest import read_inputs
from saksi.records import Article

LANGUAGES = ("en", "id")
PARAGRAPHS = 14


def invented(count: int, seed: int = 7) -> Iterator[Article]:
    """Articles of a page each, in turn of every language."""
    for number in range(count):
        lang = LANGUAGES[number % len(LANGUAGES)]
        draw = random.Random(seed << 32 | number)
        text = "\n\n".join(draw.sample(_texts(lang), PARAGRAPHS))
        yield Article(f"story-{number}", text, "2024-06-19", "metadata", lang)


@cache
def _texts(lang: str) -> list[str]:
    """What stands in the sentence files of a pack, text by text."""
    found = sorted((files("saksi") / "lang" / lang / "sentences").iterdir(), key=lambda file: file.name)
    return [sample.text for file in found for sample in read_sentences(file.read_text(encoding="utf-8"), file.name)]


def given(files: list[Path], count: int) -> Iterator[Article]:
    """The first articles of files, in turn of each. Raises InputError when there are too few."""
    streams = [(item for item in read_inputs([str(file)]) if isinstance(item, Article)) for file in files]
    found = 0
    for row in islice(zip(*streams, strict=False), -(-count // len(files))):
        yield from row
        found += len(row)
    if found < count:
        raise InputError(f"{', '.join(map(str, files))}: hold {found} articles, {count} are asked for; give --count {found}")
