"""Toponyms of a sentence: which words name a place, and how the text uses them.

A run of capitals is cut into the longest names that the gazetteer or a pack's tables hold. What a table calls a country, region or
place is one; a name known only to the gazetteer must show it by its company (see ``Toponym.sure``), since every second surname is a
village somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from saksi.frozen import record
from saksi.gazetteer import Site, key_of, sites, state
from saksi.reading.actors.identity import Names, Unit
from saksi.reading.actors.units import written
from saksi.reading.clauses import ReadSentence
from saksi.reading.places.use import use_of
from saksi.reading.places.words import BODY, PART, PlaceWords
from saksi.tables import RoleWord

LONGEST = 5
TABLED = frozenset({"country", "region", "place", "metonym", "demonym"})
CLOSED = frozenset({"person", "group"})  # names that hold no place
EMBEDDING = frozenset({"organisation", "media"})
INNER = frozenset({"of", "the", "-", "de", "del", "la", "al", "el", "e", "and", "upon", "on", "sur", "am", "an", "da", "do", "dos"})
LOCATIVE = frozenset({"in", "at", "near", "from", "to", "into", "via"})
STATIC = frozenset({"in", "at", "near"})
LARGE = 100_000  # inhabitants from which a city is known by its name alone
VAST = 1_000_000  # the same where its name does what persons do
ORDINARY = frozenset({"classes", "titles", "nouns", "events", "reporting", "modality", "closed"})
SHORTEST = 4  # letters of a name in capitals alone; shorter ones are abbreviations of other things
UNPLACED = frozenset({"the West", "Arab world", "Muslim world", "Global South", "Jewish"})
INITIALS = re.compile(r"(?:[A-Z]\.)+")  # "J.P. Morgan"
INITIAL = re.compile(r"[A-Z]\.")
OPENERS = frozenset({"(", ",", "-", "–", "—", "--", "/"})


@record(frozen=True, slots=True)
class Toponym:
    """Words that name a place, and what they may mean."""

    sentence: int
    first: int
    last: int
    text: str
    use: str  # place | actor | modifier | name
    options: tuple[Site, ...]  # what the gazetteer has under the name; () = in no table
    unit: Unit | None = None  # the table's row
    kind: str = ""  # what a word beside the name says it is: street, water, city ...
    holder: tuple[Site, ...] = ()  # the place named behind it: "Springfield, Illinois"
    sure: bool = False  # company or a table shows that it is a place
    acts: bool = False  # subject of a verb, as persons are
    inside: bool = False  # behind "in" or "near", which no person stands behind
    reason: str = ""


@record(frozen=True, slots=True)
class Window:
    """Tokens that the gazetteer or a table knows as one name."""

    first: int
    last: int
    options: tuple[Site, ...]
    unit: Unit | None


class SentenceToponyms:
    """Finds the toponyms of one sentence from left to right."""

    def __init__(self, read: ReadSentence, names: Names, words: PlaceWords) -> None:
        self.read, self.words, self.names = read, words, names
        self.tokens, self.lower = read.sentence.words, read.sentence.lower
        self.unit_at: dict[int, Unit] = {i: u for u in names.units for i in range(u.first, u.last + 1)}
        self.offices = {r.first for r in names.roles if r.kind == "office"}

    def __iter__(self) -> Iterator[Toponym]:
        at, count = 0, len(self.tokens)
        while at < count:
            if not self.tokens[at][:1].isupper() and at not in self.unit_at:
                at += 1
                continue
            found = self._at(at) if self._may_begin(at) else None
            if found:
                yield found
                tail = self._holder_toponym(found)
                if tail:
                    yield tail
                    found = tail
            at = found.last + 1 if found else self._next(at)

    def _next(self, at: int) -> int:
        unit = self.unit_at.get(at)
        return unit.last + 1 if unit and unit.kind in CLOSED else at + 1

    def _may_begin(self, at: int) -> bool:
        unit = self.unit_at.get(at)
        if unit and unit.kind in TABLED:
            return True
        return self.tokens[at][:1].isupper() and (at not in self.unit_at or unit is not None) and not self.read.words.has(at, "time")

    def _at(self, at: int) -> Toponym | None:
        unit = self.unit_at.get(at)
        window = self._window(at)
        if unit and unit.kind in CLOSED:
            return self._named_by_word(at, unit.last) if unit.first == at and unit.kind == "person" else None
        if unit and unit.kind in EMBEDDING:
            return self._inside_body(unit, window)
        if window is None:
            return self._unknown(at, unit)
        return self._known(window)

    # what a window may be

    def _window(self, at: int) -> Window | None:
        """The longest known name that begins at the token."""
        ends = [at]
        for i in range(at + 1, min(at + LONGEST, len(self.tokens))):
            if self._nameable(i):
                ends.append(i)
            elif not (self.lower[i] in INNER and i + 1 < len(self.tokens)):
                break
        for last in reversed(ends):
            unit = self.unit_at.get(at)
            whole = unit if unit and unit.first == at and unit.last == last and unit.kind in TABLED else None
            after = self.unit_at.get(last)
            if after and after.kind in TABLED and after.last > last and after.first > at:
                continue  # never half of what a table knows as one name
            options = sites(written(self.read, at, last))
            if whole:
                return Window(at, last, options_of(whole, options), whole)
            if options and (last > at or self._names_alone(at, options)):
                return Window(at, last, options, None)
        if (unit := self.unit_at.get(at)) and unit.first == at and unit.kind in TABLED:
            return Window(at, unit.last, options_of(unit, sites(unit.name)), unit)
        return None

    def _names_alone(self, at: int, options: tuple[Site, ...]) -> bool:
        """Whether a single word can be a name: no word of ours ("Central", "Police"), no abbreviation, unless its company is strong."""
        word = self.tokens[at]
        if word.isupper() and len(word) < SHORTEST and "." not in word:
            return False
        if len(word) < SHORTEST and not any(key_of(o.name) == self.lower[at] for o in options):
            return False  # a short alternate name is rather something else
        if self.words.knows(self.lower[at]) or (at and INITIALS.fullmatch(self.tokens[at - 1])):
            return False
        if any(m.holds(at) for table in ORDINARY for m in self.read.of(table)):
            return self._is_inside(at) and self.read.tree.upos(at) == "PROPN"
        return True

    def _nameable(self, i: int) -> bool:
        unit = self.unit_at.get(i)
        return self.tokens[i][:1].isupper() and not (unit and unit.kind in CLOSED)

    def _known(self, w: Window) -> Toponym | None:
        """A name of the gazetteer or a table, with the words beside it."""
        made = self._with_words(w)
        if w.unit and (self._is_no_place(w.unit, w.last + 1) or (w.unit.kind == "region" and not w.options)):
            return None
        if w.unit and w.unit.kind == "demonym":
            return made
        if w.unit is None and not self._is_whole(w, made):
            return None
        holder, _ = self._holder(made.last)
        here = tuple(s for s in holder if any(lies_in(o, s) for o in made.options))
        sure = bool(w.unit or here or made.kind) or self._is_placed(made.first) or self._is_dateline(made) or self._has_people(made)
        acts = any(self.read.tree.relation(i).startswith("nsubj") for i in range(made.first, made.last + 1))
        use = "place" if self._is_dateline(made) else made.use
        return replace(made, holder=here, sure=sure, inside=self._is_inside(made.first), acts=acts, use=use)

    def _with_words(self, w: Window) -> Toponym:
        """Takes in "Lake" before and "Street" behind."""
        first, last, kind, options = w.first, w.last, "", w.options
        before = self.words.before.get(self.lower[first - 1], "") if first else ""
        after = self.words.after.get(self.lower[last + 1], "") if last + 1 < len(self.tokens) else ""
        capital = bool(after) and self.tokens[last + 1][:1].isupper()
        if after == BODY and capital:
            kind = BODY
        elif after and after not in (BODY, PART) and (capital or after in ("admin2", "admin1", "city")):
            kind, last = after, last + 1
        elif before and before not in (BODY, PART):
            kind = before
        if kind and kind != BODY:
            start = first - 1 if before and kind == before else first
            fitting = tuple(o for o in options if fits(o, kind))
            options = sites(written(self.read, start, last)) or fitting or (options if w.unit or kind in ("site", "part") else ())
        text = written(self.read, first, last)
        use = "name" if kind == BODY else use_of(self.read, first, last, w.unit.kind if w.unit else "")
        return Toponym(self.read.sentence.index, first, last, text, use, options, w.unit, kind)

    def _is_whole(self, w: Window, made: Toponym) -> bool:
        """Not a piece of a longer name: "Jordan" of "Jordan Smith" is no place, "East" before and "Street" behind are."""
        run_first, run_last = w.first, made.last
        if made.kind == BODY:
            run_last = self.unit_at[run_last].last if run_last in self.unit_at else run_last
        while run_first and self._joined(run_first - 1) and self.words.before.get(self.lower[run_first - 1]) is None:
            run_first -= 1
        while made.kind != BODY and run_last + 1 < len(self.tokens) and self._joined(run_last + 1):
            if self.words.after.get(self.lower[run_last + 1]):
                break
            run_last += 1
        closed = made.kind == BODY or self.words.after.get(self.lower[w.last]) == "admin2"  # "Hall County" ends a name
        return run_first == w.first and (closed or run_last == made.last)

    def _joined(self, i: int) -> bool:
        """Whether the token belongs to the same unknown name."""
        unit = self.unit_at.get(i)
        if self.read.words.has(i, "time") or (unit and unit.kind in TABLED):
            return False
        return self.tokens[i][:1].isupper() and (unit is not None and unit.kind in ("name", "person"))

    def _is_no_place(self, unit: Unit, behind: int) -> bool:
        """The money "US$", a given name ("Virginia L. Lane"), a region of no land."""
        following = self.tokens[behind] if behind < len(self.tokens) else ""
        if unit.name in UNPLACED or following == "$":
            return True
        surname = self.unit_at.get(behind)
        given = self.lower[behind - 1] in self.words.given and unit.first == unit.last
        return given and (
            bool(INITIAL.fullmatch(following))
            or (surname is not None and surname.kind == "name" and not self.words.knows(following.lower()))
        )

    # company

    def _is_placed(self, first: int) -> bool:
        """Behind a preposition of place; "19, of Swansea", "the port of Tema"."""
        before = self._before(first)
        if before < 0:
            return False
        slots = set(self.read.words.slots_of(before))
        if LOCATIVE & slots:
            return True
        above = before - 1
        return (
            "of" in slots
            and above >= 0
            and (self.read.tree.upos(above) in ("PUNCT", "NUM", "PROPN") or self.lower[above] in self.words.after)
        )

    def _is_inside(self, first: int) -> bool:
        before = self._before(first)
        return before >= 0 and bool(STATIC & set(self.read.words.slots_of(before)))

    def _before(self, first: int) -> int:
        """The token before the name, "the" and "southern" left out."""
        before = first - 1
        while before >= 0 and (self.words.before.get(self.lower[before]) == PART or self.read.words.has(before, "det")):
            before -= 1
        return before

    def _has_people(self, made: Toponym) -> bool:
        """ "Grovetown police", "Fargo Mayor", "warga Sintang"."""
        behind, before = made.last + 1, made.first - 1
        if behind < len(self.tokens) and (self.words.after.get(self.lower[behind]) == BODY or behind in self.offices):
            return True
        return before >= 0 and self.words.before.get(self.lower[before]) == BODY

    def _is_dateline(self, made: Toponym) -> bool:
        behind = made.last + 1
        return made.first == 0 and made.text.isupper() and behind < len(self.tokens) and self.tokens[behind] in OPENERS

    def _holder(self, last: int) -> tuple[tuple[Site, ...], Window | None]:
        """The country or province named behind a comma or bracket."""
        at = last + 1
        if at + 1 >= len(self.tokens) or self.tokens[at] not in (",", "("):
            return (), None
        window = self._window(at + 1)
        short = sites(self.tokens[at + 1], weak=True) or sites(written(self.read, at + 1, min(at + 2, len(self.tokens) - 1)), weak=True)
        if window and window.unit and window.unit.kind == "country":
            return (*(o for o in window.options if o.kind == "country"), *state(window.unit.code)), None
        if window and any(o.kind in ("admin1", "admin2", "country", "region", "island") for o in window.options):
            return tuple(o for o in window.options if o.kind in ("admin1", "admin2", "country", "region", "island")), None
        if short:
            two = not sites(self.tokens[at + 1], weak=True)
            return short, Window(at + 1, at + 1 + two, short, None)
        return (), None

    def _holder_toponym(self, found: Toponym) -> Toponym | None:
        """The abbreviation behind a place is itself one: "Ill."."""
        options, window = self._holder(found.last)
        if window is None or not found.holder:
            return None
        text = written(self.read, window.first, window.last)
        return Toponym(found.sentence, window.first, window.last, text, found.use, options, sure=True)

    # names that no table has

    def _unknown(self, at: int, unit: Unit | None) -> Toponym | None:
        """ "Wichita Street", "Apalache Lake", "Mount Chaambi"; a name behind "in" that no table has."""
        if unit is None or unit.kind != "name" or unit.first != at:
            return None
        return self._named_by_word(at, unit.last) or self._behind_in(unit)

    def _named_by_word(self, first: int, last: int) -> Toponym | None:
        for i in range(first + 1, min(last + 3, len(self.tokens))):
            kind = self.words.after.get(self.lower[i], "")
            if kind and kind not in (PART, BODY, "admin1") and self.tokens[i][:1].isupper():
                text = written(self.read, first, i)
                use = use_of(self.read, first, i, "")
                return Toponym(self.read.sentence.index, first, i, text, use, sites(text), kind=kind, sure=True)
        own = self.words.before.get(self.lower[first], "") if last > first else ""  # "Mount Hood" is one name
        before = own or (self.words.before.get(self.lower[first - 1], "") if first else "")
        if before and before not in (PART, BODY) and first in self.unit_at and self.unit_at[first].kind == "name":
            text = written(self.read, first, last)
            return Toponym(self.read.sentence.index, first, last, text, use_of(self.read, first, last, ""), (), kind=before, sure=True)
        return None

    def _behind_in(self, unit: Unit) -> Toponym | None:
        before = unit.first - 1
        slots = set(self.read.words.slots_of(before)) if before >= 0 else set()
        if not STATIC & slots or "via" in slots or self.tokens[unit.first].isupper() or self.read.tree.upos(unit.first) != "PROPN":
            return None
        if any(self.words.knows(self.lower[i]) for i in range(unit.first, unit.last + 1)):
            return None
        return Toponym(self.read.sentence.index, unit.first, unit.last, unit.name, "place", (), reason="behind a preposition of place")

    def _inside_body(self, unit: Unit, window: Window | None) -> Toponym | None:
        """The place that a body is named after: "New York Times"."""
        if window is None or window.last >= unit.last or not any(o.population >= LARGE or o.kind == "country" for o in window.options):
            return None
        text = written(self.read, window.first, window.last)
        return Toponym(self.read.sentence.index, window.first, window.last, text, "name", window.options, sure=True)


def options_of(unit: Unit, options: tuple[Site, ...]) -> tuple[Site, ...]:
    """What the gazetteer has for a row of a table: a region is none of the towns of that name."""
    if unit.kind != "region":
        return options or sites(unit.name.removeprefix("the ")) or state(unit.code)
    return tuple(o for o in options or sites(unit.name) if o.population == 0) or tuple(o for o in sites(unit.name) if o.population == 0)


def fits(site: Site, kind: str) -> bool:
    """Whether a place may be called what stands beside its name; "kota Gaza" is no province."""
    alike = {"city": ("city", "admin2"), "admin2": ("admin2", "city"), "admin1": ("admin1", "region"), "island": ("island", "region")}
    return site.kind in alike.get(kind, (kind,))


def lies_in(site: Site, holder: Site) -> bool:
    if holder.kind == "country":
        return site.country == holder.country and site.kind != "country"
    return site.country == holder.country and site.admin1 == holder.admin1 and site != holder


def find_toponyms(sentences: Sequence[ReadSentence], names: Sequence[Names], words: PlaceWords) -> list[Toponym]:
    """All toponyms of an article in order; those not ``sure`` are kept when the article shows them elsewhere, or when they are large."""
    drafts = [t for read, found in zip(sentences, names, strict=True) for t in SentenceToponyms(read, found, words)]
    drafts = [replace(t, sure=True) if not t.sure and _beside_sure(t, sentences[t.sentence], drafts) else t for t in drafts]
    people = _people(sentences, names, words)
    shown = {t.text.lower() for t in drafts if t.sure and t.text.lower() not in people}
    return [t for t in drafts if _is_place(t, shown, people)]


def _beside_sure(t: Toponym, read: ReadSentence, drafts: Sequence[Toponym]) -> bool:
    """ "Grant, Swift and Wilkin": tied by "and" to a name that is a place."""
    heads = {read.tree.head(i) for i in range(t.first, t.last + 1) if read.tree.relation(i) == "conj"}
    return bool(heads) and any(d.sure and d.sentence == t.sentence and any(d.first <= h <= d.last for h in heads) for d in drafts)


def _is_place(t: Toponym, shown: set[str], people: set[str]) -> bool:
    if t.unit or t.holder or (t.kind and t.kind != BODY):
        return True
    text = t.text.lower()
    if not t.inside and (text in people or text.split()[-1] in people):
        return False
    return t.sure or text in shown or not t.options or t.options[0].population >= (VAST if t.acts else LARGE)


def _people(sentences: Sequence[ReadSentence], names: Sequence[Names], words: PlaceWords) -> set[str]:
    """Parts of the names of persons that the article introduces: a name of several words that is no place, or one behind a title."""
    found: set[str] = set()
    for read, here in zip(sentences, names, strict=True):
        titled = {r.last + 1 for r in here.roles if r.kind in ("office", "member")}
        honoured = {m.last + 1 for m in read.of("titles") if isinstance(m.row, RoleWord) and m.row.kind == "honorific"}
        cues = {i for m in read.of("reporting") for i in range(m.first, m.last + 1)}
        for unit in here.units:
            parts = read.sentence.lower[unit.first : unit.last + 1]
            speaks = any(read.tree.relation(i) == "nsubj" and read.tree.head(i) in cues for i in range(unit.first, unit.last + 1))
            if unit.kind == "person" or (unit.kind == "name" and (unit.first in titled | honoured or (speaks and unit.first == unit.last))):
                found.update(p for p in parts if len(p) > 2)
            elif unit.kind == "name" and _is_personal(unit, parts, words):
                found.add(parts[-1])
    return found


def _is_personal(unit: Unit, parts: Sequence[str], words: PlaceWords) -> bool:
    return len(parts) in (2, 3) and not any(words.knows(p) for p in parts) and not sites(unit.name)
