"""Headlines With Capitals: their common words are read in lower case, as the article writes them.

Capitals are how names are known, so a headline in title case reads as one long name ("Islandia Ancam Jatuhkan Sanksi"). A word of
such a line is common when the article writes it in lower case elsewhere, more often than with a capital inside a sentence; a word
that stands nowhere else, when the tables know it as a word and not as a name. Offsets stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from saksi.reading.document import Segments, Sentence
from saksi.reading.lexicon import NAME_TABLES, Lexicon

CAPITALISED = frozenset({*NAME_TABLES, "calendar"})
FEWEST = 3  # capitalised words behind the first that make a headline
ENDS = frozenset({".", "!", ";", ",", '"', "”"})


def recased(segments: Segments, lexicon: Lexicon) -> Segments:
    """The same segments; lines in title case have their common words in lower case."""
    headlines = {s.index for s in _above_the_text(segments.sentences) if _in_title_case(s, lexicon)}
    if not headlines:
        return segments
    small, tall = _written(s for s in segments.sentences if s.index not in headlines)
    sentences = [_recased(s, small, tall, lexicon) if s.index in headlines else s for s in segments.sentences]
    return replace(segments, sentences=tuple(sentences))


def _above_the_text(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The lines before the first that ends like a sentence: headline, kicker, standfirst. Further down, capitals are lists of names."""
    for sentence in sentences:
        if sentence.words[-1] in ENDS:
            return
        yield sentence


def _in_title_case(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether all words but function words begin with a capital, and the line ends like no sentence."""
    if not sentence.words[0].isalnum():
        return False
    written = [
        w for w, low in zip(sentence.words[1:], sentence.lower[1:], strict=True) if w.isalpha() and not (w == low and _closed(low, lexicon))
    ]
    return len(written) >= FEWEST and all(word[0].isupper() for word in written) and not all(map(str.isupper, written))


def _closed(word: str, lexicon: Lexicon) -> bool:
    bucket = lexicon.bucket(word)
    return bucket is not None and any(entry.table == "closed" for entry in bucket.single)


def _written(sentences: Iterable[Sentence]) -> tuple[Counter[str], Counter[str]]:
    """How often a word stands in lower case, and how often with a capital behind the first word of a sentence."""
    small: Counter[str] = Counter()
    tall: Counter[str] = Counter()
    for sentence in sentences:
        for i, (word, lower) in enumerate(zip(sentence.words, sentence.lower, strict=True)):
            if word == lower:
                small[lower] += 1
            elif i:
                tall[lower] += 1
    return small, tall


def _recased(sentence: Sentence, small: Counter[str], tall: Counter[str], lexicon: Lexicon) -> Sentence:
    words = list(sentence.words)
    for i, lower in enumerate(sentence.lower):
        if not i or not words[i].istitle():
            continue
        if small[lower] > tall[lower] or not (tall[lower] or small[lower] or not _common(lower, lexicon)):
            words[i] = lower
    return replace(sentence, words=tuple(words))


def _common(word: str, lexicon: Lexicon) -> bool:
    """Whether tables know a word of its own, and no name, month or weekday begins with it."""
    bucket = lexicon.bucket(word)
    if bucket is None:
        return word in lexicon.lemmas
    entries = [*bucket.single, *(e for near in bucket.near.values() for e in near)]
    return not any(e.table in CAPITALISED for e in entries)
