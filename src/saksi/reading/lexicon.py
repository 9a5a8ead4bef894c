"""Finds the rows of a pack's tables in sentences: names, cues, triggers, function words, modality.

All tables are compiled once per pack into one index from the first word of an entry, in every inflected form, to the
entries that begin with it. Entries of several words are checked token by token; ``~`` is a gap of up to four tokens.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from saksi.cache import cached
from saksi.errors import PackError
from saksi.morphology import Morphology
from saksi.pack import Pack, is_shipped, load_pack, pack_digest
from saksi.reading.document import Match, Sentence
from saksi.reading.segment import words_of
from saksi.tables import CalendarWord, ClosedWord, EventWord, ModalWord, NameRow, ReportingCue, RoleWord, Row, WordClass
from saksi.world import World, fold, load_world

GAP = 4
LEXICONS = 16  # compiled packs kept: each language with our world and with a user's
NAME_TABLES = ("names", "countries", "metonyms", "demonyms", "people")
EVENTS = "events"
GROUPS = {**dict.fromkeys(NAME_TABLES, "names"), "nouns": "events"}  # tables whose matches hide one another; others by themselves
VERBAL = {"verb", "phrase", "light", "value"}
BREAKS = frozenset({",", ";", ":", "--", "–", "—"})
VERBS = "-verb"  # classes so named hold verbs: their words are inflected as such
ROWS: dict[str, type[Row]] = {
    kind.__name__: kind for kind in (CalendarWord, ClosedWord, EventWord, ModalWord, NameRow, ReportingCue, RoleWord, WordClass)
}
TIME_KINDS = frozenset({"month", "abbrmonth", "doubtmonth", "weekday", "relday", "unit", "season", "part", "partofday", "holiday"})


class Entry(NamedTuple):
    """One compiled form: the words after the first, and the row it stands for."""

    rest: tuple[str, ...]
    written: tuple[str, ...]  # exact capitals of all words, () when case does not matter
    table: str
    row: Row
    lemma: str
    feature: str
    inflects: bool = True  # False: only as written, as in a compound noun ("military strike" is not "military struck")


@dataclass(slots=True)
class Bucket:
    """Entries that begin with one word: alone, by their second word, by the first word behind their gap."""

    single: list[Entry] = field(default_factory=list)
    near: dict[str, list[Entry]] = field(default_factory=dict)
    far: dict[str, list[Entry]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        if not entry.rest:
            self.single.append(entry)
        elif entry.rest[0] == "~":
            self.far.setdefault(entry.rest[1], []).append(entry)
        else:
            self.near.setdefault(entry.rest[0], []).append(entry)

    def packed(self) -> bytes:
        """As plain values: of the words that a language has, an article needs few."""
        groups = ({"": self.single}, self.near, self.far)
        return marshal.dumps([{key: [_flat(e) for e in entries] for key, entries in group.items()} for group in groups])


def unpacked(content: bytes) -> Bucket:
    """The bucket that was packed."""
    single, near, far = ({key: [_entry(e) for e in entries] for key, entries in group.items()} for group in marshal.loads(content))
    return Bucket(single[""], near, far)


def _flat(entry: Entry) -> tuple[Any, ...]:
    row = entry.row
    return entry.rest, entry.written, entry.table, type(row).__name__, row.cells(), entry.lemma, entry.feature, entry.inflects


def _entry(flat: tuple[Any, ...]) -> Entry:
    rest, written, table, kind, cells, *others = flat
    return Entry(rest, written, table, ROWS[kind](*cells), *others)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """first word (lower case) -> entries, packed until the word is met; ``lemmas``: form -> lemmas, for the inner words of phrases."""

    entries: dict[str, Bucket | bytes]
    lemmas: Mapping[str, frozenset[str]]
    classes: Mapping[str, frozenset[str]]  # word form -> semantic classes
    breaks: frozenset[str]  # words that a gap before a noun does not reach over: prepositions but "of", commas
    pairs: frozenset[tuple[str, str]]  # two words that together are an adverb: "at least", "up to"

    def match(self, sentence: Sentence) -> tuple[Match, ...]:
        """All matches, by first token; within one table group a longer match hides those inside it."""
        found: list[Match] = []
        known = self.entries.get
        for i, word in enumerate(sentence.lower):
            bucket = known(word)
            if bucket.__class__ is not Bucket:  # not there, or packed
                bucket = self.bucket(word)
                if bucket is None:
                    continue
            for entry in bucket.single:
                if not entry.written or _opens(sentence, i, entry.written[0]):
                    found.append(Match(i, i, entry.table, entry.row, entry.lemma, entry.feature))
            if bucket.near or bucket.far:
                for entry in self._candidates(bucket, sentence.lower, i):
                    tokens = self._tokens(entry, sentence, i)
                    if tokens:
                        found.append(_match(entry, tokens))
        return _longest(found)

    def bucket(self, word: str) -> Bucket | None:
        """What begins with a word in lower case, accents aside where the tables have none."""
        bucket = self.entries.get(word)
        if bucket is None and not word.isascii():
            bucket = self.entries.get(fold(word))
        return self._unpack(word, bucket) if isinstance(bucket, bytes) else bucket

    def _unpack(self, word: str, content: bytes) -> Bucket:
        bucket = unpacked(content)
        self.entries[word if word in self.entries else fold(word)] = bucket
        return bucket

    def _candidates(self, bucket: Bucket, words: Sequence[str], i: int) -> list[Entry]:
        """Entries of several words whose second word is there: only these are checked token by token."""
        found: list[Entry] = []
        near, far = bucket.near, bucket.far
        if near and i + 1 < len(words):
            for key in self._keys(words[i + 1]):
                if key in near:
                    found += near[key]
                if not key.isascii():
                    found += near.get(fold(key), ())
        if far:
            window = {key: None for word in words[i + 1 : i + GAP + 2] for key in self._keys(word)}
            for key in window:
                if key in far:
                    found += far[key]
        return found

    def _keys(self, word: str) -> tuple[str, ...]:
        """The forms under which entries may have a word: itself and its lemmas."""
        lemmas = self.lemmas.get(word)
        return (word, *lemmas) if lemmas else (word,)

    def _tokens(self, entry: Entry, sentence: Sentence, i: int) -> list[int]:
        """The tokens of the entry when it stands at ``i``, else none."""
        if entry.written and not _opens(sentence, i, entry.written[0]):
            return []
        found, gap, count = [i], 0, len(sentence.lower)
        for n, word in enumerate(entry.rest):
            if word == "~":
                gap = GAP
                continue
            at = found[-1] + 1
            if gap:
                start, at = at, next((i for i in range(at, min(at + gap + 1, count)) if self._is_word(entry, sentence, i, n)), -1)
                if at < 0 or (word not in self.breaks and self._broken(sentence.lower, start, at)):
                    return []
            elif at >= count or not self._is_word(entry, sentence, at, n):
                return []
            found.append(at)
            gap = 0
        return found

    def _broken(self, words: Sequence[str], start: int, end: int) -> bool:
        """Whether a gap holds a word that ends it; "at least" is none."""
        return any(words[i] in self.breaks and (words[i], words[i + 1]) not in self.pairs for i in range(start, end))

    def _is_word(self, entry: Entry, sentence: Sentence, at: int, n: int) -> bool:
        """Whether the n-th word of the entry behind its first stands there."""
        if entry.written:
            return _same(sentence.words[at], entry.written[n + 1])
        word, seen = entry.rest[n], sentence.lower[at]
        return seen == word or (entry.inflects and word in self.lemmas.get(seen, ()))


def _match(entry: Entry, tokens: list[int]) -> Match:
    first, last = tokens[0], tokens[-1]
    skipped = tuple(sorted(set(range(first, last)) - set(tokens))) if last - first >= len(tokens) else ()
    return Match(first, last, entry.table, entry.row, entry.lemma, entry.feature, skipped)


def _opens(sentence: Sentence, i: int, written: str) -> bool:
    """Whether the first word of a name stands there; "the West" may begin a sentence."""
    return _same(sentence.words[i], written) or (written.islower() and sentence.lower[i] == written)


def _same(word: str, written: str) -> bool:
    """Equal, accents aside: tables of names are written without them, newspapers vary."""
    return word == written or (not word.isascii() and fold(word) == written)


def _longest(found: Sequence[Match]) -> tuple[Match, ...]:
    """Drops a match that lies inside a longer one of its group; an event word only when both begin with the same word, since a
    phrase may speak of the act of a later word ("threatened to attack"), and not when the longer one has words in its gap, which may turn
    out to be a clause ("asks [the army to withdraw] troops")."""
    widest: dict[str, list[tuple[int, int]]] = {}
    for m in found:
        if m.last > m.first and not (m.skipped and m.table == EVENTS):
            widest.setdefault(GROUPS.get(m.table, m.table), []).append((m.first, m.last))
    if not widest:
        return tuple(found)
    return tuple([m for m in found if (group := GROUPS.get(m.table, m.table)) not in widest or not _is_hidden(m, group, widest[group])])


def _is_hidden(m: Match, group: str, widest: Sequence[tuple[int, int]]) -> bool:
    for first, last in widest:
        if first <= m.first and m.last <= last and last - first > m.last - m.first and (first == m.first or group != EVENTS):
            return True
    return False


@lru_cache(LEXICONS)
def compile_lexicon(pack: Pack, world: World) -> Lexicon:
    """The index of a pack and of the people the world knows; kept between runs for a pack as it was shipped and our own people."""
    own = world.beyond(load_world()) if is_shipped(pack) else None
    if own is None:
        return _compile(pack, world)
    shipped = _shipped(pack)
    return _with_people(shipped, own, pack) if own else shipped


def listed_words(code: str, words: Iterable[str]) -> int:
    """How many of the words stand alone in the tables of a shipped pack, in some form."""
    buckets = map(_shipped(load_pack(code)).bucket, (word.lower() for word in words))
    return sum(bool(bucket and bucket.single) for bucket in buckets)


@lru_cache(LEXICONS)
def _shipped(pack: Pack) -> Lexicon:
    return cached(f"lexicon-{pack.code}", pack_digest(pack.code), lambda: _packed(_compile(pack, load_world())))


def _with_people(lexicon: Lexicon, forms: Iterable[str], pack: Pack) -> Lexicon:
    """The lexicon with more names behind those it has; the lexicon itself stays as it is."""
    own: dict[str, Bucket] = {}
    for head, entry in _people(forms, pack):
        if head not in own:
            there = lexicon.entries.get(head, b"")
            own[head] = unpacked(there if isinstance(there, bytes) else there.packed()) if there else Bucket()
        own[head].add(entry)
    return replace(lexicon, entries={**lexicon.entries, **own})


def _people(forms: Iterable[str], pack: Pack) -> Iterator[tuple[str, Entry]]:
    for form in forms:
        yield from _entries(form, "", "people", NameRow("world/people.tsv", form, code="", kind="person"), pack, {})


def _packed(lexicon: Lexicon) -> Lexicon:
    packed = {word: bucket.packed() if isinstance(bucket, Bucket) else bucket for word, bucket in lexicon.entries.items()}
    return replace(lexicon, entries={**packed})


def _compile(pack: Pack, world: World) -> Lexicon:
    index: dict[str, Bucket] = {}
    lemmas: dict[str, set[str]] = {}
    for table, rows in pack.tables.items():
        for row in rows:
            form, pos = _form_of(row)
            if form:
                for head, entry in _entries(form, pos, table, row, pack, lemmas):
                    index.setdefault(head, Bucket()).add(entry)
    for item in pack.rows("classes", WordClass):
        if any(c.endswith(VERBS) for c in item.classes):
            for head, entry in _entries(item.word, "verb", "classes", item, pack, lemmas):
                index.setdefault(head, Bucket()).add(entry)
    for head, entry in _people(world.forms(), pack):
        index.setdefault(head, Bucket()).add(entry)
    classes: dict[str, set[str]] = {}
    for item in pack.rows("classes", WordClass):
        for form, _ in pack.morphology.forms(item.word, "noun"):
            classes.setdefault(form.lower(), set()).update(item.classes)
    return Lexicon(
        {**index},
        {form: frozenset(found) for form, found in lemmas.items()},
        {word: frozenset(found) for word, found in classes.items()},
        _breaks(pack),
        frozenset((a, b) for row in pack.rows("closed", ClosedWord) if row.upos == "ADV" for a, _, b in (row.word.partition(" "),) if b),
    )


def _breaks(pack: Pack) -> frozenset[str]:
    words = {row.word for row in pack.rows("closed", ClosedWord) if any(c.startswith("prep:") and c != "prep:of" for c in row.classes)}
    return frozenset({w for w in words if " " not in w} | BREAKS)


def _form_of(row: Row) -> tuple[str, str]:
    """(written form, part of speech for inflection) of rows that are matched in text."""
    match row:
        case ClosedWord():
            return row.word, ""
        case ModalWord():
            return row.word, row.pos
        case ReportingCue():
            return row.cue, row.pos
        case EventWord():
            return row.word, row.pos
        case RoleWord():
            return row.role, "noun"
        case NameRow():
            return row.form, ""
        case CalendarWord() if row.kind in TIME_KINDS:
            return row.word, ""
        case WordClass():
            return row.word, "noun"
        case _:
            return "", ""


def _entries(form: str, pos: str, table: str, row: Row, pack: Pack, lemmas: dict[str, set[str]]) -> Iterator[tuple[str, Entry]]:
    parts = _parts(form, pack)
    if not parts or parts[-1] == "~":
        raise PackError(f"{row.where}: {form!r} has no word{' behind its last ~' if parts else ''}")
    cased = form != form.lower()
    written = tuple(parts) if cased else ()
    low = tuple(p.lower() for p in parts)
    if pos in VERBAL:
        for word in low:
            _learn(word, ("verb", "noun"), pack.morphology, lemmas)
    for first, feature in _first_forms(low, pos, pack.morphology):
        head, *tail = _parts(first, pack) or [first]
        exact = written if first == low[0] else ()
        if cased and not exact and pos == "noun":
            exact = (first[:1].upper() + first[1:], *written[1:])
        yield head.lower(), Entry((*(t.lower() for t in tail), *low[1:]), exact, table, row, " ".join(low), feature, pos != "noun")
    if pos == "noun" and len(low) > 1 and not cased:  # the plural of "air strike" is on its last word
        for last, feature in pack.morphology.forms(low[-1], "noun")[1:]:
            yield low[0], Entry((*low[1:-1], last), (), table, row, " ".join(low), feature, False)


def _parts(form: str, pack: Pack) -> list[str]:
    """The tokens of an entry, ``~`` kept."""
    parts: list[str] = []
    for piece in form.split("~"):
        parts += ["~", *words_of(piece.strip(), pack)] if parts else words_of(piece.strip(), pack)
    return parts


def _first_forms(words: tuple[str, ...], pos: str, morphology: Morphology) -> Iterable[tuple[str, str]]:
    first = words[0]
    if pos in VERBAL:
        return morphology.forms(first, "verb")
    if pos == "noun":
        return morphology.forms(first, "noun")
    return [(first, "base")]


def _learn(word: str, kinds: tuple[str, ...], morphology: Morphology, lemmas: dict[str, set[str]]) -> None:
    if word == "~":
        return
    for kind in kinds:
        for form, _ in morphology.forms(word, kind):
            lemmas.setdefault(form, set()).add(word)
