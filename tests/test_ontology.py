"""The user's own types of events: added or instead of ours, checked like a pack, and every fault told by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import complaints, saksi

import saksi as library
from saksi.errors import PackError
from saksi.packcheck import check_ontology

FLOODS = str(Path(__file__).resolve().parent.parent / "examples" / "floods")
NEWS = "Floods hit Pakistan on Monday. Turkey sent tents to Pakistan. Chad attacked Mali."


def _folder(root: Path, senses: str, words: str, only: bool = False) -> str:
    (root / "en" / "lexicon").mkdir(parents=True)
    (root / "senses.tsv").write_text("sense\ttype\tactor\trecipient\n" + senses, encoding="utf-8")
    (root / "en" / "lexicon" / "events.tsv").write_text("word\tpos\tsense\n" + words, encoding="utf-8")
    (root / "ontology.toml").write_text(f"only = {str(only).lower()}\n", encoding="utf-8")
    return str(root)


def _acts(text: str, **how: str) -> list[tuple[str, list[str], list[str]]]:
    reading = library.read_text(text, lang="en", date="2024-06-19", **how)
    return [(e.type, [a.country for a in e.actors], [a.country for a in e.recipients]) for e in reading.events]


def test_the_example_has_no_fault() -> None:
    report = check_ontology(FLOODS)
    assert report.faults == ()
    assert report.examples >= 10


def test_its_types_stand_instead_of_ours() -> None:
    acts = _acts(NEWS, ontology=FLOODS)
    assert ("HAZARD", [], ["PAK"]) in acts
    assert ("RELIEF", ["TUR"], ["PAK"]) in acts
    assert {kind for kind, _, _ in acts} == {"HAZARD", "RELIEF"}


def test_types_are_added_to_ours(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "mine", "paint\tPAINT\tagent\tpatient\n", "paint\tverb\tpaint\n")
    assert _acts("Chad painted Mali. Peru attacked Togo.", ontology=folder) == [("PAINT", ["TCD"], ["MLI"]), ("ASSAULT", ["PER"], ["TGO"])]


def test_a_word_means_what_the_folder_says(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "mine", "paint\tPAINT\tagent\tpatient\n", "attack\tverb\tpaint\n")
    assert _acts("Peru attacked Togo.", ontology=folder) == [("PAINT", ["PER"], ["TGO"])]
    assert _acts("Peru attacked Togo.") == [("ASSAULT", ["PER"], ["TGO"])]


@pytest.mark.parametrize(
    ("senses", "words", "fault"),
    [
        ("paint\tpaint\tagent\tpatient\n", "paint\tverb\tpaint\n", "mine/senses.tsv:2: type 'paint' should be one word in capitals"),
        ("paint\tPAINT\tdoer\tpatient\n", "paint\tverb\tpaint\n", "mine/senses.tsv:2: unknown actor 'doer'"),
        ("paint\tPAINT\tagent\tpatient\n", "paint\tverb\tdraw\n", "mine/en/lexicon/events.tsv:2: no sense 'draw' in senses.tsv"),
        ("paint\tPAINT\tagent\tpatient\n", "paint\tadverb\tpaint\n", "mine/en/lexicon/events.tsv:2: unknown pos 'adverb'"),
    ],
)
def test_faults_name_file_and_line(tmp_path: Path, senses: str, words: str, fault: str) -> None:
    faults = check_ontology(_folder(tmp_path / "mine", senses, words)).faults
    assert any(line.startswith(fault) for line in faults)


def test_a_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no such folder"):
        library.read_text("Chad attacked Mali.", lang="en", ontology=str(tmp_path / "none"))


def test_on_the_command_line(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(NEWS, encoding="utf-8")
    done = saksi("read", str(article), "--ontology", FLOODS, "--format", "tsv", "--date", "2024-06-19", state=tmp_path)
    assert done.returncode == 0
    assert b"\tHAZARD\t" in done.stdout and b"ASSAULT" not in done.stdout
    missing = saksi("read", str(article), "--ontology", str(tmp_path / "none"), state=tmp_path)
    assert missing.returncode == 1
    assert len(complaints(missing)) == 1 and "no such folder" in complaints(missing)[0]


def test_folding_can_be_left_out() -> None:
    text = "Chad will send aid to Mali."
    folded = library.read_text(text, lang="en").events[0]
    plain = library.read_text(text, lang="en", fold=False).events[0]
    assert (folded.type, folded.raw_type, plain.type) == ("AGREE", "AID", "AID")
    assert any(step.rule == "fold:AGREE" for step in folded.trace.children)
