"""Our own pages with gold: what is found in them does not get worse. bench/pages_score.py prints the figures."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

pages = __import__("pages_score")


@pytest.fixture(scope="module")
def scores() -> dict[str, Any]:
    return dict(pages.measure(pages.own_pages(), "trafilatura"))


def test_the_text_is_found(scores: dict[str, Any]) -> None:
    assert scores["pages"] == 60
    assert scores["f1"] >= 0.985
    assert scores["recall"] >= 0.99


@pytest.mark.parametrize("field", ["title", "date", "authors", "lang", "free", "captions", "url"])
def test_what_the_page_says_of_itself_is_read(scores: dict[str, Any], field: str) -> None:
    assert scores[field] == 1.0


def test_public_sets_are_read_by_their_folder(tmp_path: Path) -> None:
    (first, *_) = pages.own_pages()
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "x.html.gz").write_bytes(gzip.compress(first.data))
    (tmp_path / "ground-truth.json").write_text(json.dumps({"x": {"articleBody": first.text, "url": "https://e.example/"}}))
    assert pages.measure(pages.public_pages(tmp_path), "trafilatura")["f1"] > 0.99
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.html").write_bytes(first.data)
    (other / "gold.jsonl").write_text(json.dumps({"file": "a.html", "text": first.text, "date": "2024-06-19", "title": "wrong"}))
    found = pages.measure(pages.public_pages(other), "trafilatura")
    assert (found["date"], found["title"]) == (1.0, 0.0)


def test_the_score_is_that_of_bags_of_four_words() -> None:
    assert pages.compared("a b c d e", "a b c d e") == (1.0, 0.0, 0.0)
    assert pages.compared("a b c d e", "") == (0.0, 0.0, 1.0)
    assert pages.compared("", "") == (0.0, 0.0, 0.0)
    right, wrong, missing = pages.compared("a b c d e f", "b c d e f g")
    assert (right, wrong, missing) == (2 / 4, 1 / 4, 1 / 4)
