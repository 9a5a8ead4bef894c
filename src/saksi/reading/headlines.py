"""Headlines: words With Capitals are read in lower case, as the article writes them, and bare verbs in the form that text gives them.

Capitals are how names are known, so a headline in title case reads as one long name ("Islandia Ancam Jatuhkan Sanksi"). A word of
such a line is common when the article writes it in lower case elsewhere, more often than with a capital inside a sentence; a word
that stands nowhere else, when the tables know it as a word and not as a name. Headlines of some languages leave out the prefix of
the active voice ("Chile usir diplomat"): the parser gets the verb with it ("mengusir"). Offsets stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from saksi.morphology import Morphology
from saksi.reading.document import Segments, Sentence
from saksi.reading.lexicon import NAME_TABLES, VERBS, Bucket, Entry, Lexicon
from saksi.tables import EventWord, ReportingCue

CAPITALISED = frozenset({*NAME_TABLES, "calendar"})
FEWEST = 3  # capitalised words behind the first that make a headline
ACTIVE = "act"
BARE = frozenset({"verb", "phrase"})  # parts of speech of rows whose first word is a verb
NOUN_TABLES = frozenset({"nouns", "closed", "calendar", "titles"})
LONGEST = 16  # words of a headline between paragraphs
ENDS = frozenset({".", "!", ";", ",", '"', "”"})


def recased(segments: Segments, lexicon: Lexicon) -> Segments:
    """The same segments; lines in title case have their common words in lower case."""
    headlines = {s.index for s in _above_the_text(segments.sentences) if _in_title_case(s, lexicon)}
    if not headlines:
        return segments
    small, tall = _written(s for s in segments.sentences if s.index not in headlines)
    sentences = [_recased(s, small, tall, lexicon) if s.index in headlines else s for s in segments.sentences]
    return replace(segments, sentences=tuple(sentences))


def with_voice(segments: Segments, lexicon: Lexicon, morphology: Morphology) -> Segments:
    """The same segments; bare verbs of headlines have the form of the active voice, where the language has one."""
    if not any(ACTIVE in features for features in morphology.rules.values()):
        return segments
    headlines = {s.index for s in _above_the_text(segments.sentences)} | {s.index for s in _subheads(segments.sentences)}
    sentences = [_voiced(s, lexicon, morphology) if s.index in headlines else s for s in segments.sentences]
    return replace(segments, sentences=tuple(sentences))


def _subheads(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Short lines of their own that end like no sentence."""
    size = Counter(s.paragraph for s in sentences)
    return (s for s in sentences if size[s.paragraph] == 1 and len(s) <= LONGEST and s.words[-1] not in ENDS)


def _voiced(sentence: Sentence, lexicon: Lexicon, morphology: Morphology) -> Sentence:
    words, lower = list(sentence.words), list(sentence.lower)
    for i, word in enumerate(sentence.lower):
        form = _active(word, morphology) if _is_bare_verb(sentence, i, lexicon) else ""
        if form:
            words[i], lower[i] = form.capitalize() if i == 0 else form, form
    return replace(sentence, words=tuple(words), lower=tuple(lower))


def _active(word: str, morphology: Morphology) -> str:
    return next((form for form, feature in morphology.forms(word, "verb") if feature == ACTIVE), "")


def _is_bare_verb(sentence: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether the word can only be a verb there; one that is a noun too ("bom") is a verb between a name and a further word."""
    word = sentence.lower[i]
    bucket = lexicon.bucket(word)
    if bucket is None or (i and sentence.words[i] != word) or i == len(sentence) - 1:
        return False
    entries = list(_entries_of(bucket))
    rows = [e.row for e in entries if e.feature == "base" and isinstance(e.row, EventWord | ReportingCue)]
    if not any(r.pos in BARE for r in rows) or any(e.row.pos == "intrans" for e in bucket.single if isinstance(e.row, EventWord)):
        return False
    noun = any(not c.endswith(VERBS) for c in lexicon.classes.get(word, ())) or any(e.table in NOUN_TABLES and not e.rest for e in entries)
    return not noun or (i > 0 and _is_name(sentence.lower[i - 1], lexicon) and i == _first_lower(sentence))


def _first_lower(sentence: Sentence) -> int:
    """The first word in lower case, behind the subject of a headline."""
    return next((i for i, word in enumerate(sentence.words) if i and word == sentence.lower[i] and word.isalpha()), -1)


def _is_name(word: str, lexicon: Lexicon) -> bool:
    bucket = lexicon.bucket(word)
    return bucket is not None and any(e.table in NAME_TABLES for e in bucket.single)


def _entries_of(bucket: Bucket) -> Iterator[Entry]:
    yield from bucket.single
    for group in (bucket.near, bucket.far):
        for entries in group.values():
            yield from entries


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
        if _ends_name(sentence, i, lexicon):
            continue
        if small[lower] > tall[lower] or not (tall[lower] or small[lower] or not _common(sentence, i, lexicon)):
            words[i] = lower
    return replace(sentence, words=tuple(words))


def _common(sentence: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether tables know a word of its own, and no name, month or weekday begins with it there."""
    word, behind = sentence.lower[i], sentence.lower[i + 1] if i + 1 < len(sentence) else ""
    bucket = lexicon.bucket(word)
    if bucket is None:
        return word in lexicon.lemmas
    return not any(e.table in CAPITALISED for e in (*bucket.single, *bucket.near.get(behind, ())))


def _ends_name(sentence: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether the word is the second of a name that the tables hold ("Selandia [Baru]")."""
    before = lexicon.bucket(sentence.lower[i - 1])
    return before is not None and any(e.table in NAME_TABLES and len(e.rest) == 1 for e in before.near.get(sentence.lower[i], ()))
