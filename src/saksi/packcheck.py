"""Checks a language pack: reads every table, looks for words that mean nothing to the program, runs every example.

A fault is one line that starts with ``file:line``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from saksi import tables
from saksi.errors import PackError
from saksi.examples import TYPES, Outcome, Shelf, run_examples, shelf_of
from saksi.noise import noise_rules
from saksi.ontology import EVENT_TABLES, load_ontology, with_ontology
from saksi.options import Options
from saksi.pack import LEXICON, MORPHOLOGY, Pack, lang_root, load_pack
from saksi.pipeline import read_article
from saksi.reading.dates import check_dates
from saksi.reading.dates.rules import load_rules
from saksi.reading.factuality import EFFECT_STATUS
from saksi.records import Article
from saksi.tables import Row


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


PREPOSITIONS = "to from with on against in at of by between for about over into near as during after before than like via"
SLOTS = _words_of(f"agent patient dative subject object any head xcomp ccomp advcl genitive compound {PREPOSITIONS}")
BUILT_IN = _words_of("actor country state official person organisation place number some none own-act their-harm their-duty")
CUE_POS = _words_of("verb intrans noun prep adj adv phrase light value")
FRAMES = _words_of(
    f"quote that comma comp wh to ing np bare none relay to-np person-to person-that person-of person-for person-wh {PREPOSITIONS}"
)
STANCES = _words_of("assert deny accuse demand warn promise propose ask praise criticise express agree reject")
CUE_SOURCES = _words_of("subj by of poss from prep after record dropped none")
EVENT_POS = _words_of("verb intrans noun adj phrase")
EFFECTS = frozenset(EFFECT_STATUS) | _words_of("hearsay none past perfect attempt habitual")
SENSE_EFFECTS = _words_of("promise demand deny refuse threat fail") | {""}
SCOPES = _words_of("left governs")
UPOS = _words_of("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X")
ROLE_KINDS = _words_of("office member body kin firm modifier honorific")


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found."""

    rows: int
    tables: int
    examples: int
    faults: tuple[str, ...]
    todo: int = 0  # examples known to fail


def check(code: str) -> Report:
    """All faults of a pack. Faulty tables hide what depends on them, so they are reported alone."""
    faults = [*_tables(code)]
    if faults:
        return Report(0, 0, 0, tuple(faults))
    try:
        pack = load_pack(code)
    except PackError as error:
        return Report(0, 0, 0, (str(error),))
    broken = tuple(_compiled(pack))
    faults = [*_words(pack), *broken, *(() if broken else check_dates(pack))]
    outcome = Outcome() if broken else _run(shelf_of(pack))
    examples = 0 if broken else _dates(pack) + outcome.yes + outcome.todo
    return Report(sum(map(len, pack.tables.values())), len(pack.tables), examples, (*faults, *outcome.faults), outcome.todo)


def check_ontology(folder: str) -> Report:
    """All faults of a folder of the user's own types: its senses, its words in every language, and its examples."""
    try:
        ontology = load_ontology(folder)
        packs = [with_ontology(load_pack(code), folder) for code in ontology.languages]
    except PackError as error:
        return Report(0, 0, 0, (str(error),))
    faults = list(_senses(ontology.senses.values()))
    types = tuple(dict.fromkeys((*(row.type for row in ontology.senses.values()), *TYPES)))
    outcome = Outcome()
    for pack in packs:
        faults += [fault for name in EVENT_TABLES for fault in _events(pack, ontology.tables[pack.code].get(name, ()))]
        label = f"{ontology.folder.name}/{pack.code}"
        outcome += _run(Shelf(ontology.folder / pack.code, label, Options(pack.code, ontology=folder), types))
    rows = sum(len(rows) for tables in ontology.tables.values() for rows in tables.values()) + len(ontology.senses)
    count = sum(map(len, ontology.tables.values())) + 1
    return Report(rows, count, outcome.yes + outcome.todo, (*faults, *outcome.faults), outcome.todo)


def _senses(rows: Iterable[tables.Sense]) -> Iterator[str]:
    for row in rows:
        yield from _known(row, "effect", (row.effect,), SENSE_EFFECTS)
        for column in ("actor", "recipient"):
            yield from _known(row, column, (s for names in getattr(row, column) for s in names.split("|")), SLOTS | {"none"})


def _run(shelf: Shelf) -> Outcome:
    """Sentences and statement frames, through the whole program."""
    try:
        return run_examples(shelf)
    except PackError as error:
        return Outcome(faults=(str(error),))


def _dates(pack: Pack) -> int:
    rules = load_rules(pack)
    return len(rules.examples) + len(rules.counters)


def _tables(code: str) -> Iterator[str]:
    """The first fault of each table, and files that nothing reads."""
    folder = lang_root() / code
    for place, kinds, label in ((folder / "lexicon", LEXICON, f"lang/{code}/lexicon"), (folder, MORPHOLOGY, f"lang/{code}")):
        names = sorted(p.name for p in place.iterdir() if p.name.endswith(".tsv")) if place.is_dir() else []
        for name in names:
            kind = kinds.get(name.removesuffix(".tsv"))
            if kind is not None:
                yield from _fault(partial(tables.read_table, place / name, kind, f"{label}/{name}"))
            elif kinds is LEXICON:
                yield f"{label}/{name}:1: no table has this name; known are {', '.join(kinds)}"


def _compiled(pack: Pack) -> Iterator[str]:
    """What only shows when patterns and forms are compiled: a trial reading compiles all of them."""
    yield from _fault(partial(noise_rules, pack))
    yield from _fault(partial(read_article, Article("check", "A.", lang=pack.code), Options(pack.code, "rules")))


def _fault(action: Callable[[], object]) -> Iterator[str]:
    try:
        action()
    except PackError as error:
        yield str(error)


def _words(pack: Pack) -> Iterator[str]:
    """Names in the cells that the program does not know."""
    for table in EVENT_TABLES:
        yield from _events(pack, pack.rows(table, tables.EventWord))
    for cue in pack.rows("reporting", tables.ReportingCue):
        yield from _cue(cue)
    for modal in pack.rows("modality", tables.ModalWord):
        yield from _known(modal, "effect", (modal.effect,), EFFECTS)
        yield from _known(modal, "scope", (modal.scope,), SCOPES)
    for closed in pack.rows("closed", tables.ClosedWord):
        yield from _known(closed, "upos", (closed.upos,), UPOS)
    for role in pack.rows("titles", tables.RoleWord):
        yield from _known(role, "kind", (role.kind,), ROLE_KINDS)


def _events(pack: Pack, rows: Iterable[Row]) -> Iterator[str]:
    """Words whose sense or conditions the pack does not know."""
    classes = BUILT_IN | {name for row in pack.rows("classes", tables.WordClass) for name in row.classes}
    for row in rows:
        if isinstance(row, tables.EventWord):
            yield from _event(row, classes, pack.senses)


def _event(row: tables.EventWord, classes: frozenset[str], senses: Mapping[str, tables.Sense]) -> Iterator[str]:
    yield from _known(row, "pos", (row.pos,), EVENT_POS)
    yield from _known(row, "genitive", (row.genitive,), frozenset(("", "agent", "patient", "person")))
    if row.sense != tables.NO_ACT and row.sense not in senses:
        yield f"{row.where}: no sense {row.sense!r} in senses.tsv"
    for condition in (*row.need, *row.veto):
        slot, colon, names = condition.partition(":")
        if not colon:
            yield f"{row.where}: condition {condition!r} should be slot:class"
        yield from _known(row, "slot", (slot,), SLOTS)
        yield from _known(row, "class", names.split("|"), classes)


def _cue(row: tables.ReportingCue) -> Iterator[str]:
    yield from _known(row, "pos", (row.pos,), CUE_POS)
    yield from _known(row, "source", row.source, CUE_SOURCES)
    frames: Mapping[str, str] = dict(frame.partition("=")[::2] for frame in row.frames)
    yield from _known(row, "frame", frames, FRAMES)
    yield from _known(row, "stance", frames.values(), STANCES)


def _known(row: Row, column: str, values: Iterable[str], known: frozenset[str]) -> Iterator[str]:
    for value in values:
        if value not in known:
            yield f"{row.where}: unknown {column} {value!r}{_hint(known)}"


def _hint(known: frozenset[str]) -> str:
    return f"; known are {', '.join(sorted(k for k in known if k))}" if len(known) <= 30 else ""
