"""The shipped weights keep their figures on held-out trees, and the command prints them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from saksi.pack import load_pack
from saksi.train import evaluate
from saksi.train.__main__ import main

TREEBANKS = Path(__file__).parents[3] / "shared" / "treebanks"
# Floors may only rise. Test parts, gold tokens, own tags.
FLOORS = {
    "en/ewt-test.conllu.gz": {"upos": 94.8, "uas": 85.0, "las": 81.2, "both_right": 0.77},
    "id/gsd-test.conllu.gz": {"upos": 91.0, "uas": 81.0, "las": 71.0, "both_right": 0.72},
}


@pytest.mark.parametrize("name", FLOORS)
def test_figures_stay_above_their_floors(name: str) -> None:
    path = TREEBANKS / name
    if not path.is_file():
        pytest.skip(f"the treebank {name} is not beside the repository (../shared/treebanks)")
    figures = evaluate(load_pack(path.parent.name), path.parent.name, [path])
    below = {key: figures[key] for key, floor in FLOORS[name].items() if float(figures[key]) < floor}
    assert not below


def test_the_command_prints_one_object(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("Iran", "PROPN", "2", "nsubj"), ("menyerang", "VERB", "0", "root"), ("kota", "NOUN", "2", "obj")]
    lines = ["\t".join((str(n), w, "_", t, "_", "_", h, r, "_", "_")) for n, (w, t, h, r) in enumerate(rows, 1)]
    gold = tmp_path / "gold.conllu"
    gold.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["saksi train", "evaluate", "--lang", "id", str(gold)])
    assert main() == 0
    figures = json.loads(capsys.readouterr().out)
    assert {"upos", "subject_f1", "object_f1", "both_right", "predicates", "words_per_s", "uas", "las"} <= figures.keys()
    assert figures["predicates"] == 1


def test_a_missing_file_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["saksi train", "evaluate", "--lang", "id", "nowhere.conllu"])
    assert main() == 1
    assert capsys.readouterr().err.startswith("saksi train: nowhere.conllu: cannot be read")
