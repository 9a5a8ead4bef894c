"""Articles handed out together: few enough that little is lost with them, enough that the syntax sees many sentences at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from saksi.pipeline import BATCH
from saksi.records import Article

LONGEST = 1 << 18  # characters of a piece; a longer article is a piece by itself
EACH = 4000  # what an article weighs beside its characters: its records
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Articles that follow each other; ``number`` is the place of the first among all."""

    number: int
    articles: list[Article]

    @property
    def weight(self) -> int:
        """In characters, roughly."""
        return sum(len(article.raw) + EACH for article in self.articles)

    @property
    def millions(self) -> float:
        """Characters in millions, one at least: what its limit of time grows with."""
        return max(1.0, sum(len(article.raw) for article in self.articles) / MILLION)

    def alone(self) -> list[Piece]:
        """Each article as a piece of its own."""
        return [Piece(self.number + at, [article]) for at, article in enumerate(self.articles)]


def pieces(articles: Iterable[Article]) -> Iterator[Piece]:
    """All articles, cut into pieces."""
    number, held, size = 0, list[Article](), 0
    for article in articles:
        if held and (len(held) == BATCH or size + len(article.raw) > LONGEST):
            yield Piece(number, held)
            number, held, size = number + len(held), [], 0
        held.append(article)
        size += len(article.raw)
    if held:
        yield Piece(number, held)
