"""The examples of every pack, file by file; and the reader of their format."""

from __future__ import annotations

import pytest

from saksi.errors import PackError
from saksi.examples import example_files, run_file, shelf_of
from saksi.examples.compare import met
from saksi.examples.frames import drawn, read_frames
from saksi.examples.sentences import read_sentences
from saksi.examples.wanted import Sample
from saksi.pack import load_pack, pack_codes
from saksi.pipeline import read_article
from saksi.records import Article

FILES = [(code, name) for code in pack_codes() for name in example_files(shelf_of(load_pack(code)))]
MINIMUM_TEXTS = {"en": 90, "id": 90}
TEXT = "Poland said on Monday that Russia attacked Ukraine."


@pytest.mark.parametrize(("code", "name"), FILES)
def test_examples_come_out_as_written(code: str, name: str) -> None:
    faults = run_file(shelf_of(load_pack(code)), name).faults
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("code", sorted(MINIMUM_TEXTS))
def test_packs_have_examples(code: str) -> None:
    folder = load_pack(code).folder / "sentences"
    texts = [sample for path in folder.iterdir() for sample in _samples(path.read_text(encoding="utf-8"))]
    assert len(texts) >= MINIMUM_TEXTS[code]
    types = [e.line.split()[1].partition("/")[0] for s in texts for e in s.expectations if e.line.startswith("event:")]
    assert min(types.count(kind) for kind in set(types)) >= 3
    assert len(set(types)) == 16


def _samples(content: str) -> list[Sample]:
    return list(read_sentences(content, "x.txt"))


def _holds(line: str, text: str = TEXT) -> bool:
    (sample,) = _samples(f"{text}\n  {line}\n")
    reading = read_article(Article("t", text, date=sample.date, lang="en"))
    return met(sample.expectations[0], reading, sample.expectations)


@pytest.mark.parametrize(
    "line",
    [
        "event: ASSAULT",
        "event: ASSAULT Russia -> Ukraine",
        "event: ASSAULT RUS -> UKR | happened | attacked | told by Poland | alleged",
        "event: ASSAULT Russia [RUS] -> - | told by POL",
        "says: Poland | said | Russia attacked Ukraine | assert | indirect | inside nothing",
        "says: - | - | Russia ... Ukraine",
        "no COERCE",
        "only statements",
    ],
)
def test_an_expectation_holds(line: str) -> None:
    assert _holds(line) is (line != "only statements")


@pytest.mark.parametrize(
    "line",
    [
        "event: ASSAULT POL -> UKR",
        "event: ASSAULT RUS",
        "event: ASSAULT RUS -> none",
        "event: ASSAULT/aerial RUS -> UKR",
        "event: ASSAULT RUS -> UKR | denied",
        "event: ASSAULT RUS -> UKR | told by the writer",
        "event: ASSAULT RUS -> UKR | 2023-01-01",
        "event: ASSAULT RUS -> UKR | in Poland",
        "event: ASSAULT RUS -> UKR | not alleged",
        "says: Russia",
        "says: Poland | said | attacked Ukraine",
        "says: Poland | said | - | deny",
        "no event",
        "no statement",
        "no ASSAULT",
        "only",
    ],
)
def test_an_expectation_fails(line: str) -> None:
    assert not _holds(line)


def test_texts_dates_and_marks() -> None:
    first, second = _samples("# a\nOne.\nTwo.\n  todo: no event\n  # why\n  no statement\ndate: none\nThree.\n  only\n")
    assert (first.text, first.date, first.where) == ("One.\nTwo.", "2024-06-19", "x.txt:2")
    assert [(e.todo, e.line, e.where) for e in first.expectations] == [(True, "no event", "x.txt:4"), (False, "no statement", "x.txt:6")]
    assert (second.text, second.date) == ("Three.", "")


def test_a_status_written_twice_is_a_word_of_the_text() -> None:
    (sample,) = _samples("Peru demanded a reply.\n  event: REQUEST PER | happened | demanded\n")
    want = sample.expectations[0].want
    assert getattr(want, "trigger", "") == "demanded"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("  no event\n", "x.txt:1: an expectation without a text"),
        ("A text.\n\nB.\n  no event\n", "x.txt:1: nothing is expected"),
        ("date: 19/6/2024\nA.\n  no event\n", "x.txt:1: date"),
        ("A.\n  event: WAR A -> B\n", "x.txt:2: no event type 'WAR'"),
        ("A.\n  event: ASSAULT A | hapened\n", "x.txt:2: 'hapened' is no status"),
        ("A.\n  says: A | said\n", "x.txt:2: the text has no 'said'"),
        ("A.\n  says: A | - | A | certain\n", "x.txt:2: 'certain' is no stance"),
        ("A.\n  expect nothing\n", "x.txt:2: 'expect nothing' is none of"),
    ],
)
def test_faults_name_their_line(content: str, fault: str) -> None:
    with pytest.raises(PackError) as caught:
        _samples(content)
    assert str(caught.value).startswith(fault)


FRAMES = """
[[frame]]
name = "that"
yes = ["[Poland]SOURCE [said]CUE that [Russia attacked Ukraine]CONTENT. = assert"]
no = ["Russia attacked Ukraine."]
"""


def test_drawings() -> None:
    yes, no = read_frames(FRAMES, "x.toml")
    assert (yes.text, yes.where, no.where) == ("Poland said that Russia attacked Ukraine.", "x.toml:4", "x.toml:5")
    reading = read_article(Article("t", yes.text, lang="en"))
    assert drawn(yes, reading)
    other = read_article(Article("t", no.text, lang="en"))
    assert drawn(no, other)
    assert not drawn(yes, other)


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ("yes = ['[Poland] said no.']", "a bracket without"),
        ("yes = ['Poland said no.']", "no CONTENT"),
        ("no = ['[Poland]SOURCE said no.']", "nothing drawn"),
        ("maybe = []", "unknown key"),
    ],
)
def test_faulty_drawings(block: str, fault: str) -> None:
    with pytest.raises(PackError, match=fault):
        list(read_frames(f'[[frame]]\nname = "that"\n{block}\n', "x.toml"))
