"""Words behind the name of the speaker and a colon: headlines ("Abe: Japan will ...") and transcripts, each turn with an opening
quotation mark before the name, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from saksi.reading.clauses import ReadSentence
from saksi.reading.quotes import DOUBLE
from saksi.reading.statements.draft import Draft, Page, Party
from saksi.records import Span
from saksi.tables import NameRow, RoleWord

LONGEST_LABEL = 5
LEAST_TOLD = 3  # tokens behind the colon
LEAST_TURNS = 2  # paragraphs a speaker of a transcript has
POLICE = "COP"
SPEAKERS = frozenset({"organisation", "media", "person"})


def labelled(page: Page) -> list[Draft]:
    """The headline, if it is a name, a colon and a clause; every turn of a transcript of two speakers or more."""
    opened = [(read, colon) for read in page.sentences if (colon := _colon(page, read)) > 0]
    opened = [(read, colon) for read, colon in opened if _start(read) == 0 or _is_shouted(read, colon)]
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
    start = _start(read)
    colon = next((i for i in range(start + 1, min(start + LONGEST_LABEL + 1, len(sentence) - LEAST_TOLD)) if sentence.words[i] == ":"), -1)
    one_side = colon > 0 and len(set(sentence.quoted[start : colon + 2])) == 1 and (sentence.quoted[colon] < 0 or start > 0)
    return colon if one_side and sentence.starts[colon + 1] > sentence.ends[colon] else -1


def _start(read: ReadSentence) -> int:
    """The first token of the label: behind a quotation mark that opens the turn."""
    return int(read.sentence.words[0] in DOUBLE)


def _label(read: ReadSentence, colon: int) -> str:
    return " ".join(read.sentence.words[_start(read) : colon])


def _is_shouted(read: ReadSentence, colon: int) -> bool:
    words = read.sentence.words[_start(read) : colon]
    return any(w.isupper() for w in words) and all(w.isupper() or not w[0].isalpha() for w in words)


def _is_speaker(read: ReadSentence, colon: int) -> bool:
    """A person, an office, the police or a body that can speak: not a country, which in a headline is what is spoken of."""
    tells = any(i in read.clauses and read.tree.upos(i) == "VERB" for i in range(colon))  # "The minister added: ..." is no label
    return any(m.first == 0 and m.last < colon and _speaks(m.table, m.row) and not (tells and m.table == "titles") for m in read.matches)


def _speaks(table: str, row: object) -> bool:
    if isinstance(row, RoleWord):
        return row.kind == "office" or row.sector == POLICE
    return table == "people" or (isinstance(row, NameRow) and row.kind in SPEAKERS)


def _is_headline(read: ReadSentence, colon: int) -> bool:
    return read.sentence.index == 0 and _is_speaker(read, colon) and any(_finite(read, i) for i in range(colon + 1, len(read.sentence)))


def _finite(read: ReadSentence, token: int) -> bool:
    return read.tree.upos(token) == "AUX" or (token in read.clauses and read.clauses[token].kind == "verb" and read.clauses[token].finite)


def _draft(page: Page, read: ReadSentence, colon: int, kind: str) -> Draft:
    sentence = read.sentence
    content = Span(sentence.starts[colon + 1], _end(page, read, kind))
    source = Party(sentence.index, _start(read), colon - 1, colon - 1)
    return Draft(kind, "assert", source, None, (content,), "label", "", sentence.index)


def _end(page: Page, read: ReadSentence, kind: str) -> int:
    """The end of the headline, or of the turn without its closing mark."""
    if kind == "indirect":
        return read.sentence.span.end
    end = max(r.sentence.span.end for r in _of_paragraph(page, read))
    return end - (_start(read) > 0 and page.segments.body[end - 1] in DOUBLE)


def turns(page: Page, drafts: Sequence[Draft]) -> frozenset[int]:
    """Indexes of the quotations that only mark a turn of a transcript."""
    starts = {page.sentences[d.sentence].sentence.span.start for d in drafts if d.kind == "direct"}
    return frozenset(i for i, quote in enumerate(page.segments.quotes) if quote.outer.start in starts)


def _of_paragraph(page: Page, read: ReadSentence) -> Iterator[ReadSentence]:
    return (r for r in page.sentences[read.sentence.index :] if r.sentence.paragraph == read.sentence.paragraph)
