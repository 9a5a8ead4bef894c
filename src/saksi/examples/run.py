"""Runs the examples of a pack through the whole program. An expectation that fails is a fault, and so is a ``todo`` that holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from saksi.examples.compare import fault_of, met
from saksi.examples.frames import Drawing, drawing_fault, drawn, read_frames
from saksi.examples.sentences import DEFAULT_DATE, TODO, TYPES, read_sentences
from saksi.examples.wanted import Sample
from saksi.ingest import Failure
from saksi.options import Options
from saksi.pack import Pack
from saksi.pipeline import read_articles
from saksi.records import Article, Reading

OTHER_RULES = frozenset(("dates.toml",))  # rules whose examples their own stage runs


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where examples stand, how the folder is called in messages, how its texts are read, and which types of events they may expect."""

    folder: Traversable
    label: str
    options: Options
    types: tuple[str, ...] = TYPES


def shelf_of(pack: Pack) -> Shelf:
    """The examples that a pack carries."""
    return Shelf(pack.folder, f"lang/{pack.code}", Options(pack.code))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What running examples showed. ``yes`` holds as expected, ``todo`` fails as expected, ``faults`` are neither."""

    texts: int = 0
    yes: int = 0
    todo: int = 0
    faults: tuple[str, ...] = ()

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(self.texts + other.texts, self.yes + other.yes, self.todo + other.todo, self.faults + other.faults)


def check_sentences(pack: Pack) -> tuple[str, ...]:
    """The faults of ``sentences/*.txt``, as ``file:line: expected ..., got ...``."""
    return run_examples(shelf_of(pack), sentences_only=True).faults


def check_examples(pack: Pack) -> tuple[str, ...]:
    """The faults of the sentences and of the statement frames."""
    return run_examples(shelf_of(pack)).faults


def run_examples(shelf: Shelf, sentences_only: bool = False) -> Outcome:
    """All files of examples of a folder. Raises PackError when one cannot be read."""
    names = [n for n in example_files(shelf) if n.startswith("sentences/") or not sentences_only]
    return sum((run_file(shelf, name) for name in names), Outcome())


def example_files(shelf: Shelf) -> tuple[str, ...]:
    """Files with examples that run through the whole program, named from the folder."""
    texts = [f"sentences/{n}" for n in _names(shelf.folder / "sentences", ".txt")]
    return (*texts, *(f"rules/{n}" for n in _names(shelf.folder / "rules", ".toml") if n not in OTHER_RULES))


def _names(folder: Traversable, suffix: str) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name.endswith(suffix)) if folder.is_dir() else []


def run_file(shelf: Shelf, name: str) -> Outcome:
    """One file of examples."""
    content = shelf.folder.joinpath(*name.split("/")).read_text(encoding="utf-8")
    label = f"{shelf.label}/{name}"
    if name.startswith("sentences/"):
        return _run_samples(shelf.options, list(read_sentences(content, label, shelf.types)))
    return _run_drawings(shelf.options, list(read_frames(content, label)))


def _run_samples(options: Options, samples: Sequence[Sample]) -> Outcome:
    outcome = Outcome(texts=len(samples))
    for sample, reading in zip(samples, _readings(options, ((s.where, s.text, s.date) for s in samples)), strict=True):
        if isinstance(reading, Failure):
            outcome += Outcome(faults=(f"{sample.where}: {reading.message}",))
            continue
        for expectation in sample.expectations:
            holds = met(expectation, reading, sample.expectations)
            outcome += _judged(holds, expectation.todo, expectation.where, fault_of(expectation, reading, sample.expectations))
    return outcome


def _run_drawings(options: Options, drawings: Sequence[Drawing]) -> Outcome:
    outcome = Outcome(texts=len(drawings))
    for drawing, reading in zip(drawings, _readings(options, ((d.where, d.text, DEFAULT_DATE) for d in drawings)), strict=True):
        if isinstance(reading, Failure):
            outcome += Outcome(faults=(f"{drawing.where}: {reading.message}",))
            continue
        outcome += _judged(drawn(drawing, reading), drawing.todo, drawing.where, drawing_fault(drawing, reading))
    return outcome


def _judged(holds: bool, todo: bool, where: str, fault: str) -> Outcome:
    if todo and holds:
        return Outcome(faults=(f"{where}: a known failure holds now; take its mark {TODO!r} away",))
    if todo:
        return Outcome(todo=1)
    return Outcome(yes=1) if holds else Outcome(faults=(fault,))


def _readings(options: Options, texts: Iterable[tuple[str, str, str]]) -> Iterator[Reading | Failure]:
    articles = (Article(where, text, date=date, lang=options.lang) for where, text, date in texts)
    return read_articles(articles, options)
