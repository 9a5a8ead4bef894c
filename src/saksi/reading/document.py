"""What the stages hand on: sentences, quotes, matches, parses. Frozen; all offsets are body offsets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from saksi.frozen import record
from saksi.records import Span
from saksi.tables import Row


@record(frozen=True, slots=True)
class Quote:
    """A passage in quotation marks. ``outer`` has the marks, ``inner`` has not."""

    outer: Span
    inner: Span
    closed: bool  # False: ran to the end of its paragraph without a closing mark
    continues: bool  # the paragraph before ended inside this quotation
    level: int = 0  # 1 = a quotation inside a quotation


@record(frozen=True, slots=True)
class Sentence:
    """A sentence as columns: one entry a token. Tokens follow Universal Dependencies ("did n't", "kunjungan nya")."""

    index: int
    paragraph: int
    span: Span
    words: tuple[str, ...]  # as written, typographic apostrophes folded to '
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[int, ...]  # index of the innermost quote that holds the token, -1 outside

    def __len__(self) -> int:  # in loops over tokens ask ``words`` instead
        return len(self.words)

    def span_of(self, first: int, last: int) -> Span:
        """Span of the tokens first..last, both included."""
        return Span(self.starts[first], self.ends[last])


@record(frozen=True, slots=True)
class Segments:
    """The body cut into paragraphs, quotes and sentences."""

    body: str
    paragraphs: tuple[Span, ...]
    quotes: tuple[Quote, ...]
    sentences: tuple[Sentence, ...]


class Match(NamedTuple):
    """Tokens ``first``..``last`` (both included) of a sentence match a row of a table."""

    first: int
    last: int
    table: str
    row: Row
    lemma: str = ""
    feature: str = ""  # which form: base, s, past, part, ing, act, pass, ter, pl
    skipped: tuple[int, ...] = ()  # tokens in the gaps of a phrase: inside, but not its words

    def holds(self, token: int) -> bool:
        """Whether the token is one of the words matched."""
        return self.first <= token <= self.last and token not in self.skipped


@record(frozen=True, slots=True)
class Parse:
    """Universal Dependencies of a sentence, one entry a token.

    ``heads[i]`` is the index of the head, -1 = root; ``relations`` are the universal part before the colon, except ``nsubj:pass``,
    ``obl:agent``, ``acl:relcl``, ``nmod:poss`` and ``aux:pass``.
    """

    upos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


class Syntax(Protocol):
    """Tokens in, trees out; many sentences at once so that numeric parsers can batch.

    The heads need not form a tree: a reader must bear cycles and several roots.
    """

    name: str

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parse]: ...
