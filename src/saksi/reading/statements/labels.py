"""Words behind the name of the speaker and a colon, without quotation marks: headlines ("Abe: Japan will ...") and transcripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from saksi.reading.clauses import ReadSentence
from saksi.reading.statements.draft import Draft, Page, Party
from saksi.records import Span
from saksi.tables import NameRow

LONGEST_LABEL = 5
LEAST_TOLD = 3  # tokens behind the colon
LEAST_TURNS = 2  # paragraphs a speaker of a transcript has
SPEAKERS = frozenset({"organisation", "media", "person"})


def labelled(page: Page) -> list[Draft]:
    """The headline, if it is a name, a colon and a clause; every turn of a transcript of two speakers or more."""
    opened = [(read, colon) for read in page.sentences if (colon := _colon(page, read)) > 0]
    turns = Counter(_label(read, colon) for read, colon in opened if _is_shouted(read, colon) or _is_speaker(read, colon))
    speakers = {label for label, count in turns.items() if count >= LEAST_TURNS}
    if len(speakers) > 1:
        return [_draft(page, read, colon, "direct") for read, colon in opened if _label(read, colon) in speakers]
    return [_draft(page, read, colon, "indirect") for read, colon in opened[:1] if _is_headline(read, colon)]


def _colon(page: Page, read: ReadSentence) -> int:
    """The colon of a label that begins the sentence's paragraph, -1 if there is none."""
    sentence = read.sentence
    if sentence.span.start > page.paragraph_at(sentence.span.start).start + 1:
        return -1
    colon = next((i for i in range(1, min(LONGEST_LABEL + 1, len(sentence) - LEAST_TOLD)) if sentence.words[i] == ":"), -1)
    plain = colon > 0 and all(q < 0 for q in sentence.quoted[: colon + 2]) and sentence.starts[colon + 1] > sentence.ends[colon]
    return colon if plain else -1


def _label(read: ReadSentence, colon: int) -> str:
    return " ".join(read.sentence.words[:colon])


def _is_shouted(read: ReadSentence, colon: int) -> bool:
    return all(w.isupper() or not w[0].isalpha() for w in read.sentence.words[:colon])


def _is_speaker(read: ReadSentence, colon: int) -> bool:
    """A person or a body that can speak: not a country, which in a headline is what is spoken of."""
    return any(m.first == 0 and m.last < colon and _speaks(m.table, m.row) for m in read.matches)


def _speaks(table: str, row: object) -> bool:
    return table == "people" or (isinstance(row, NameRow) and row.kind in SPEAKERS)


def _is_headline(read: ReadSentence, colon: int) -> bool:
    return read.sentence.index == 0 and _is_speaker(read, colon) and any(_finite(read, i) for i in range(colon + 1, len(read.sentence)))


def _finite(read: ReadSentence, token: int) -> bool:
    return read.tree.upos(token) == "AUX" or (token in read.clauses and read.clauses[token].kind == "verb" and read.clauses[token].finite)


def _draft(page: Page, read: ReadSentence, colon: int, kind: str) -> Draft:
    sentence = read.sentence
    content = Span(sentence.starts[colon + 1], _end(page, read, kind))
    return Draft(kind, "assert", Party(sentence.index, 0, colon - 1, colon - 1), None, (content,), "label", "", sentence.index)


def _end(page: Page, read: ReadSentence, kind: str) -> int:
    if kind == "indirect":
        return read.sentence.span.end
    return max(r.sentence.span.end for r in _of_paragraph(page, read))


def _of_paragraph(page: Page, read: ReadSentence) -> Iterator[ReadSentence]:
    return (r for r in page.sentences[read.sentence.index :] if r.sentence.paragraph == read.sentence.paragraph)
