"""Sizes, names and manners of the house."""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import saksi

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TEXTS = [
    path
    for folder in ("src", "tests", "docs", "scripts", ".ci", "bench")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".py", ".md", ".toml", ".tsv", ".json", ".txt", "") and path.is_file() and "__pycache__" not in path.parts
]
LONGEST_FILE, LONGEST_FUNCTION, MEDIAN_FUNCTION = 500, 80, 15
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|Users|work)/\w+")
PUBLIC = {
    "Actor",
    "Article",
    "Claim",
    "Cut",
    "Event",
    "Factuality",
    "Failure",
    "InputError",
    "LanguageError",
    "Ledger",
    "LedgerError",
    "MissingExtra",
    "Origin",
    "PackError",
    "Place",
    "Reading",
    "SaksiError",
    "Span",
    "Statement",
    "TimeExpression",
    "Trace",
    "__version__",
    "read",
    "read_many",
    "read_text",
}


def _functions() -> Iterator[tuple[str, int]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_are_short() -> None:
    long = [f"{p.relative_to(ROOT)}: {n}" for p in SOURCES if (n := len(p.read_text(encoding="utf-8").splitlines())) >= LONGEST_FILE]
    assert not long


def test_functions_are_short() -> None:
    sizes = dict(_functions())
    assert not [f"{name}: {size} lines" for name, size in sizes.items() if size > LONGEST_FUNCTION]
    assert statistics.median(sizes.values()) <= MEDIAN_FUNCTION


def test_no_path_of_a_machine() -> None:
    found = [f"{p.relative_to(ROOT)}: {m[0]}" for p in TEXTS if (m := MACHINE_PATH.search(p.read_text(encoding="utf-8")))]
    assert not found


def test_language_packs_hold_no_code() -> None:
    code = [str(p.relative_to(ROOT)) for p in (ROOT / "src/saksi/lang").rglob("*.py")]
    assert not code


def test_public_names() -> None:
    assert set(saksi.__all__) == PUBLIC
    for name in saksi.__all__:
        assert getattr(saksi, name) is not None
    assert set(dir(saksi)) == PUBLIC


def test_every_module_says_what_it_is() -> None:
    silent = [str(p.relative_to(ROOT)) for p in SOURCES if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))]
    assert not silent


def test_version_is_that_of_the_project() -> None:
    assert f'version = "{saksi.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
