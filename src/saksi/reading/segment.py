"""Body -> paragraphs, quotes, sentences, tokens.

Tokens follow the Universal Dependencies treebanks the syntax is trained on: English splits ``n't``, ``'s`` and hyphens,
Indonesian splits ``-nya`` and keeps reduplications ("negara-negara") whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from saksi.cache import cached
from saksi.pack import Pack, is_shipped, pack_digest
from saksi.reading.document import Quote, Segments, Sentence
from saksi.reading.quotes import find_quotes
from saksi.records import Span
from saksi.tables import Abbreviation

LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
TOKEN = re.compile(
    r"""https?://\S+|www\.\S+
    |(?:[^\W\d_]\.){2,}            # U.S., a.m.
    |\d+(?:[.,:/]\d+)*(?![\w])     # 1,945  2:45  19/6/2024
    |[A-Z][A-Za-z]{1,2}(?=\d+(?:[.,]\d+)+(?!\w))  # RM2,000: the money, then the sum
    |\w+(?:['’]\w+)*               # words, with what an apostrophe ties to them
    |\.{2,}|-{2,}|[^\w\s]""",
    re.VERBOSE,
)
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“”‘«(\[]*[A-Z0-9À-ÖØ-Þ“”\"])|[.!?…]+[\"'”’»)\]]*\s*$")
QUOTES_BACK = 4  # quotes that began before a token and may still hold it
LONGEST_SENTENCE = 2_000  # characters; longer runs are cut at a space so that no stage meets an endless sentence
WORDS = 1 << 16  # words kept with how they are split
HYPHENS = "-‑"
APOSTROPHES = str.maketrans("’‘‛", "'''")


@dataclass(frozen=True, slots=True, eq=False)
class _Rules:
    abbreviations: frozenset[str]
    suffixes: tuple[str, ...]
    enclitics: tuple[str, ...]
    whole: frozenset[str]  # words that end like an enclitic but are listed whole
    hyphen: str


@cache
def _rules(pack: Pack) -> _Rules:
    return cached(f"segment-{pack.code}", pack_digest(pack.code), lambda: _make_rules(pack)) if is_shipped(pack) else _make_rules(pack)


def _make_rules(pack: Pack) -> _Rules:
    whole: set[str] = set()
    for table in ("closed", "modality", "reporting", "calendar", "numbers", "titles", "names", "countries", "metonyms"):
        for row in pack.tables.get(table, ()):
            word = str(getattr(row, "word", "") or getattr(row, "cue", "") or getattr(row, "role", "") or getattr(row, "form", ""))
            if " " not in word:
                whole.add(word.lower())
    forms = frozenset(a.form.lower() for a in pack.rows("abbreviations", Abbreviation))
    s = pack.settings
    return _Rules(forms, tuple(sorted(s.suffixes, key=len, reverse=True)), s.enclitics, frozenset(whole), s.split_hyphen)


def segment(body: str, pack: Pack, datelines: Sequence[Span] = ()) -> Segments:
    """The body cut up; a dateline is a paragraph of its own. An empty body gives no sentences."""
    paragraphs = tuple(_parted(_paragraphs(body), datelines, body))
    quotes = find_quotes(body, paragraphs, pack.settings.quote_pairs)
    rules = _rules(pack)
    starts = [q.outer.start for q in quotes]
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs):
        for span in _sentences(body, paragraph, rules):
            tokens = tokenize(body, span, rules)
            if tokens:
                sentences.append(_sentence(len(sentences), number, tokens, quotes, starts))
    return Segments(body, paragraphs, quotes, tuple(sentences))


def words_of(text: str, pack: Pack) -> tuple[str, ...]:
    """The tokens of a table entry, lower case as written: entries and text are cut by the same rules."""
    return tuple(w for w, _, _ in tokenize(text, Span(0, len(text)), _rules(pack)))


def _paragraphs(body: str) -> Iterator[Span]:
    """Lines; a line that goes on in lower case after an unfinished one is the same paragraph (hard-wrapped text)."""
    start = end = -1
    for line in LINE.finditer(body):
        text = line.group()
        if not text.strip():
            if start >= 0:
                yield Span(start, end)
            start = -1
            continue
        first = line.start() + len(text) - len(text.lstrip())
        last = line.start() + len(text.rstrip())
        wrapped = start >= 0 and body[first].islower() and body[end - 1] not in '.!?:"”' and first - end < 4
        if wrapped:
            end = last
            continue
        if start >= 0:
            yield Span(start, end)
        start, end = first, last
    if start >= 0:
        yield Span(start, end)


def _parted(paragraphs: Iterable[Span], datelines: Sequence[Span], body: str) -> Iterator[Span]:
    """Paragraphs, cut behind the datelines they begin with."""
    ends = {d.start: d.end for d in datelines}
    for paragraph in paragraphs:
        end = next((e for s, e in ends.items() if paragraph.start <= s and e < paragraph.end), -1)
        if end < 0:
            yield paragraph
            continue
        yield Span(paragraph.start, end)
        while end < paragraph.end and body[end].isspace():
            end += 1
        if end < paragraph.end:
            yield Span(end, paragraph.end)


def _sentences(body: str, paragraph: Span, rules: _Rules) -> Iterator[Span]:
    start = paragraph.start
    for match in SENTENCE_END.finditer(body, paragraph.start, paragraph.end):
        if match.end() < paragraph.end and _no_end(body, start, match, rules):
            continue
        yield from _bounded(body, start, match.end())
        start = match.end()
        while start < paragraph.end and body[start].isspace():
            start += 1
    if start < paragraph.end:
        yield from _bounded(body, start, paragraph.end)


def _no_end(body: str, start: int, match: re.Match[str], rules: _Rules) -> bool:
    """A full stop that belongs to an abbreviation or an initial."""
    if match.group()[0] != "." or (len(match.group()) > 1 and match.group()[1] in ".!?"):
        return False
    at = match.start()
    word_start = at
    while word_start > start and not body[word_start - 1].isspace() and body[word_start - 1] not in "(\"“”'‘":
        word_start -= 1
    word = body[word_start : at + 1]
    if len(word) == 2 and word[0].isalpha():
        return word[0].isupper()
    if word.lower() in rules.abbreviations:
        return True
    return bool(re.fullmatch(r"(?:[A-Za-z]\.){2,}", word)) and not body[match.end() :].lstrip()[:4].istitle()


def _bounded(body: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST_SENTENCE:
        cut = body.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield Span(start, cut)
        start = cut + 1 if body[cut : cut + 1] == " " else cut
    if end > start:
        yield Span(start, end)


def tokenize(body: str, span: Span, rules: _Rules) -> list[tuple[str, int, int]]:
    """(word, start, end) of each token of a sentence."""
    pieces = [(m.group(), *m.span()) for m in TOKEN.finditer(body, span.start, span.end)]
    found: list[tuple[str, int, int]] = []
    i, count = 0, len(pieces)
    while i < count:
        word, start, end = pieces[i]
        i += 1
        if i < count and pieces[i][0] == "." and pieces[i][1] == end and _dotted(word, rules, i + 1 < count):
            found.append((word + ".", start, end + 1))
            i += 1
            continue
        if i + 1 < count and pieces[i][0] in HYPHENS and rules.hyphen != "all":
            word, start, end, i = _join_hyphens(pieces, i - 1)
            i += 1
        word, cut = _split(word, rules)
        if cut:
            found += ((word[:-cut], start, end - cut), (word[-cut:], end - cut, end))
        else:
            found.append((word, start, end))
    return found


def _dotted(word: str, rules: _Rules, more: bool) -> bool:
    if len(word) == 1:
        return word.isupper()
    return f"{word.lower()}." in rules.abbreviations and (more or word.lower() not in {"no"})


def _join_hyphens(pieces: Sequence[tuple[str, int, int]], i: int) -> tuple[str, int, int, int]:
    word, start, end = pieces[i]
    while (
        i + 2 < len(pieces)
        and pieces[i + 1][0] in HYPHENS
        and pieces[i + 1][1] == end
        and pieces[i + 2][1] == pieces[i + 1][2]
        and pieces[i + 2][0][0].isalnum()
        and word[0].isalnum()
        and not _two_names(word, pieces[i + 2][0])
    ):
        word = f"{word}-{pieces[i + 2][0]}"
        end = pieces[i + 2][2]
        i += 2
    return word, start, end, i


def _two_names(left: str, right: str) -> bool:
    """ "Rusia-Korea" and "AS-Irak" join two names; "negara-negara", "Ki-moon" and "anti-Amerika" are words."""
    return all(w[0].isupper() and (len(w) > 2 or (len(w) == 2 and w.isupper())) for w in (left, right)) and left.lower() != right.lower()


@lru_cache(WORDS)
def _split(word: str, rules: _Rules) -> tuple[str, int]:
    """The word with plain apostrophes, and how many of its last characters are a token of their own."""
    word = word.translate(APOSTROPHES)
    low = word.lower()
    for suffix in rules.suffixes:
        if low.endswith(suffix) and len(low) > len(suffix):
            return word, len(suffix)
    for clitic in rules.enclitics:
        if (
            low.endswith(clitic)
            and len(low) > len(clitic) + 2
            and low.isalpha() | ("-" in low)
            and low not in rules.whole
            and word[-1].islower()
        ):
            return word, len(clitic)
    return word, 0


def _sentence(index: int, paragraph: int, tokens: list[tuple[str, int, int]], quotes: tuple[Quote, ...], starts: list[int]) -> Sentence:
    words, begins, ends = zip(*tokens, strict=True)
    span = Span(begins[0], ends[-1])
    near = quotes[max(bisect_right(starts, span.start) - QUOTES_BACK, 0) : bisect_right(starts, span.end)]
    inside = any(q.outer.overlaps(span) for q in near)
    quoted = tuple(_quote_at(quotes, starts, start, end) for start, end in zip(begins, ends, strict=True)) if inside else (-1,) * len(words)
    return Sentence(index, paragraph, span, words, tuple(map(str.lower, words)), begins, ends, quoted)


def _quote_at(quotes: tuple[Quote, ...], starts: list[int], start: int, end: int) -> int:
    """Index of the innermost quote whose inside holds [start, end), -1 if none."""
    i = bisect_right(starts, start) - 1
    for k in range(i, max(i - QUOTES_BACK, -1), -1):
        inner = quotes[k].inner
        if inner.start <= start and end <= inner.end:
            return k
    return -1
