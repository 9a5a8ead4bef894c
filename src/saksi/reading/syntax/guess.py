"""Parts of speech without weights: the pack's word lists, affixes, shape, and a few rules of context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from saksi import tables
from saksi.pack import Pack, pack_file
from saksi.tables import CalendarWord, ClosedWord, EventWord, NameRow, NumberWord, ReportingCue, RoleWord, Row, WordClass

VERBAL = frozenset({"verb", "intrans"})
NO_CLASSES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GuessRow(Row):
    """syntax.tsv: ``affix`` rows guess the UPOS (and voice) of an unlisted word by how it starts and ends;
    an ``order`` row says by its note which noun of a noun phrase is the head, ``first`` or ``last``, and ``determiner`` that one begins
    a phrase; an ``infinitive`` row, that the lemma of a verb is its infinitive, and by which endings one is known."""

    kind: str
    start: str = ""
    end: str = ""
    upos: str = ""
    voice: str = ""
    note: str = ""


class Tag(NamedTuple):
    """What is known of a token: UPOS, closed-class classes, passive form, whether it reports words."""

    upos: str
    classes: frozenset[str] = NO_CLASSES
    passive: bool = False
    reports: bool = False
    infinitive: bool = False

    def has(self, *classes: str) -> bool:
        return not self.classes.isdisjoint(classes)

    def kind(self, stem: str) -> bool:
        """A class ``stem`` or ``stem:...``."""
        return any(c == stem or c.startswith(stem + ":") for c in self.classes)


@dataclass(frozen=True, slots=True)
class Guesser:
    """Word lists of a pack, folded for tagging. ``cased`` holds forms that count only with their capitals."""

    closed: Mapping[str, tuple[Tag, ...]]
    listed: Mapping[str, Tag]
    cased: Mapping[str, Tag]
    affixes: tuple[GuessRow, ...]
    head_first: bool
    determiner_first: bool = False
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Tag], ...]] = field(default_factory=dict)  # function words of several tokens
    others: Mapping[str, tuple[Tag, ...]] = field(default_factory=dict)  # further readings of a listed word

    def tags(self, words: Sequence[str]) -> list[Tag]:
        first = next((i for i, w in enumerate(words) if w[:1].isalnum()), 0)
        lower = [w.lower() for w in words]
        tags: list[Tag] = []
        for i, word in enumerate(words):
            if i < len(tags):
                continue
            for inner, tag in self.phrases.get(lower[i], ()):
                if tuple(lower[i : i + len(inner)]) == inner:
                    tags += [Tag(tag.upos)] * (len(inner) - 1) + [tag]
                    break
            else:
                tags.append(self._in_context(self._choices(word, i <= first), tags))
                if self.determiner_first and len(tags) > 1 and tags[-1].upos == "VERB" and tags[-2].kind("det:def"):
                    tags[-2] = Tag("PART")  # "los desalojó": an article in front of a verb is a pronoun
        return tags

    def _choices(self, word: str, opens: bool) -> tuple[Tag, ...]:
        """Possible tags of a word, the likeliest first."""
        lower = word.lower()
        if not any(c.isalnum() for c in word):
            return self.closed.get(lower, (Tag("SYM" if word in "$%+=<>€£" else "PUNCT"),))
        if lower in self.closed and not (word.isupper() and len(word) > 1 and word in self.cased):
            return self.closed[lower]
        if word in self.cased:
            return (self.cased[word],)
        if word[0].isdigit() or (len(word) > 1 and word[0] in "-+" and word[1].isdigit()):
            return (Tag("NUM"),)
        if word[0].isupper() and not opens:
            return (Tag("PROPN"),)
        known = self.listed.get(lower)
        guess = self._by_affix(lower)
        if known:
            further = (*self.others.get(lower, ()), *((guess,) if guess else ()))
            return (known, *(t for t in further if t.upos != known.upos))
        if word[0].isupper() and guess is None:
            return (Tag("PROPN"),)
        return (guess or Tag("NOUN"),)

    def _by_affix(self, lower: str) -> Tag | None:
        for row in self.affixes:
            stem = len(lower) - len(row.start) - len(row.end)
            if stem >= 3 and lower.startswith(row.start) and lower.endswith(row.end):
                return Tag(row.upos, NO_CLASSES, row.voice == "pass", infinitive=row.kind == "infinitive")
        return None

    def _in_context(self, choices: tuple[Tag, ...], tags: Sequence[Tag]) -> Tag:
        """The choice that suits the words before: a verb behind an auxiliary, a noun behind a determiner."""
        best = choices[0]
        if not tags:
            return best
        before = tags[-1]
        if best.passive and self.determiner_first and before.upos in ("NOUN", "PROPN", "DET"):
            return Tag("ADJ")  # "el depuesto presidente", "hombres armados"
        if len(choices) == 1:
            return best
        if best.has("comp"):
            relative = next((t for t in choices if t.has("rel") and not t.has("comp")), best)
            return relative if _is_relative(tags) else best
        if before.upos in ("AUX", "PART") or before.has("inf"):
            return next((t for t in choices if t.upos == "VERB"), best)
        if before.upos in ("DET", "ADP", "ADJ") or before.kind("poss"):
            return next((t for t in choices if t.upos != "VERB"), best)
        return best


def _is_relative(tags: Sequence[Tag]) -> bool:
    """Whether a word that opens clauses and is a relative pronoun too is one behind these: it follows a noun that is not the person
    whom a word of speech before it asks or tells ("pidió a Rusia que ...")."""
    noun = next((i for i in range(len(tags) - 1, max(len(tags) - 3, -1), -1) if tags[i].upos != "PUNCT"), 0)
    if tags[noun].upos == "DET":
        return True  # "a la que"
    if tags[noun].upos not in ("NOUN", "PROPN", "ADJ", "PRON", "NUM"):
        return False
    verb = next((i for i in range(noun, -1, -1) if tags[i].upos == "VERB"), -1)
    return verb < 0 or noun < len(tags) - 1 or not (tags[verb].reports and tags[verb + 1].has("objmark"))


def guesser(pack: Pack) -> Guesser:
    """The word lists of a pack, whichever of its tables are there."""
    rules = _guess_rows(pack)
    orders = {r.note for r in rules if r.kind == "order"}
    lemma_is_infinitive = any(r.kind == "infinitive" for r in rules)
    listed: dict[str, Tag] = {}
    cased: dict[str, Tag] = {}
    others: dict[str, tuple[Tag, ...]] = {}
    for form, tag in _content_words(pack, lemma_is_infinitive):
        kept = (listed if form == form.lower() else cased).setdefault(form, tag)
        if lemma_is_infinitive and tag.upos not in (kept.upos, *(t.upos for t in others.get(form, ()))):
            others[form] = (*others.get(form, ()), tag)
    time = frozenset(("time",))
    for item in pack.rows("calendar", CalendarWord) if lemma_is_infinitive else ():
        if item.kind in ("month", "weekday", "unit", "relday"):
            listed.setdefault(item.word, Tag("ADV" if item.kind == "relday" else "NOUN", time))
    for number in pack.rows("numbers", NumberWord) if lemma_is_infinitive else ():
        if number.kind in ("cardinal", "multiplier", "quantity"):
            listed.setdefault(number.word, Tag("NUM", frozenset((number.kind,))))
    affixes = sorted((r for r in rules if r.upos), key=lambda r: len(r.start) + len(r.end), reverse=True)
    return Guesser(_closed(pack), listed, cased, tuple(affixes), "first" in orders, "determiner" in orders, _phrases(pack), others)


def parts_of_speech(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Small-letter word -> its parts of speech in the pack's tables: closed-class ones as ``=ADP``, others as ``NOUN``."""
    words = guesser(pack)
    found: dict[str, list[str]] = {}
    for word, tags in words.closed.items():
        found.setdefault(word, []).extend(f"={tag.upos}" for tag in tags)
    for form, tag in _content_words(pack):
        entries = found.setdefault(form.lower(), [])
        if tag.upos not in entries:
            entries.append(tag.upos)
    return {word: tuple(entries) for word, entries in found.items() if " " not in word}


def _guess_rows(pack: Pack) -> tuple[GuessRow, ...]:
    found = pack_file(pack, "syntax.tsv")
    return tables.read_table(found[0], GuessRow, f"lang/{found[1].code}/syntax.tsv") if found else ()


def _closed(pack: Pack) -> dict[str, tuple[Tag, ...]]:
    closed: dict[str, tuple[Tag, ...]] = {}
    for row in pack.rows("closed", ClosedWord):
        if " " not in row.word:
            closed[row.word.lower()] = (*closed.get(row.word.lower(), ()), Tag(row.upos, frozenset(row.classes)))
    return closed


def _phrases(pack: Pack) -> dict[str, tuple[tuple[tuple[str, ...], Tag], ...]]:
    """First word -> the function words of several tokens that begin with it, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Tag]]] = {}
    for row in pack.rows("closed", ClosedWord):
        words = tuple(row.word.lower().split())
        if len(words) > 1:
            found.setdefault(words[0], []).append((words, Tag(row.upos, frozenset(row.classes))))
    return {first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in found.items()}


def _content_words(pack: Pack, infinitives: bool = False) -> Iterator[tuple[str, Tag]]:
    """(form, tag) of every open-class word of the tables, reporting verbs first, since the first stays."""
    for cue in pack.rows("reporting", ReportingCue):
        yield from _inflected(pack, cue.cue, cue.pos, infinitives, reports=True)
    for table in ("events", "nouns"):
        for word in pack.rows(table, EventWord):
            yield from _inflected(pack, word.word, word.pos, infinitives)
    for role in pack.rows("titles", RoleWord):
        yield from _inflected(pack, role.role, "noun")
    for item in pack.rows("classes", WordClass):
        yield from _inflected(pack, item.word, "noun")
    yield from _names(pack)


def _names(pack: Pack) -> Iterator[tuple[str, Tag]]:
    rows: Iterable[NameRow]
    for table in ("names", "countries", "metonyms", "demonyms"):
        rows = pack.rows(table, NameRow)
        for row in rows:
            if " " not in row.form:
                yield row.form, Tag("ADJ" if row.kind == "demonym" else "PROPN")


@cache
def _infinitives(pack: Pack) -> frozenset[str]:
    """First words of phrases that end like infinitives."""
    ends = tuple(r.end for r in _guess_rows(pack) if r.kind == "infinitive")
    acts = [row.word for row in pack.rows("events", EventWord) if row.pos == "phrase"]
    firsts = {words.split()[0] for words in (*acts, *(row.cue for row in pack.rows("reporting", ReportingCue) if row.pos == "phrase"))}
    return frozenset(w for w in firsts if w.endswith(ends))


def _inflected(pack: Pack, lemma: str, pos: str, infinitives: bool = False, reports: bool = False) -> Iterator[tuple[str, Tag]]:
    if infinitives and pos == "phrase" and lemma.split()[0] in _infinitives(pack):
        lemma, pos, reports = lemma.split()[0], "verb", False
    if " " in lemma or pos not in ("verb", "intrans", "noun", "adj"):
        return
    upos = "VERB" if pos in VERBAL else pos.upper()
    inflect = "verb" if pos in VERBAL else pos
    for form, feature in pack.morphology.forms(lemma, inflect):
        yield form, Tag(upos, NO_CLASSES, feature in ("part", "pass", "ter"), reports, infinitives and upos == "VERB" and feature == "base")
