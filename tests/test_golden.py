"""Whole articles against what they are expected to give. A change that is meant is taken over with ``make golden``."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from golden_files import EXPECTED, FOLDER, TODO, cases, written


@pytest.mark.parametrize("case", cases(), ids=lambda path: str(path.relative_to(FOLDER)))
def test_golden(case: Path) -> None:
    expected = (case / EXPECTED).read_text(encoding="utf-8")
    got = written(case)
    if got != expected:
        lines = difflib.unified_diff(expected.splitlines(), got.splitlines(), "expected", "got", lineterm="", n=2)
        pytest.fail("\n".join([f"{case.relative_to(FOLDER)} reads otherwise (make golden takes it over):", *lines]), pytrace=False)


def test_every_language_has_cases() -> None:
    for language in ("en", "id"):
        assert len([case for case in cases() if case.parent.name == language]) >= 3


@pytest.mark.parametrize("case", [case for case in cases() if (case / TODO).is_file()], ids=lambda path: str(path.relative_to(FOLDER)))
def test_todo(case: Path) -> None:
    """``todo.txt`` holds lines that should be in the output and are not yet. One that appears has to leave the list."""
    got = written(case)
    todos = [line for line in (case / TODO).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    done = [line for line in todos if line in got]
    assert not done, f"these come out right now; remove them from {TODO}: {done}"
