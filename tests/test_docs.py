"""The documentation says what is so."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from doc_pages import Session, runnable
from golden_files import README, readme

from saksi import records
from saksi.cli import build_parser
from saksi.export.tsv import COLUMNS

ROOT = Path(__file__).resolve().parent.parent
PAGES = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
OUTPUT = (ROOT / "docs/reference/output.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[\w-]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("kind", [k for k in vars(records).values() if dataclasses.is_dataclass(k)], ids=lambda kind: str(kind.__name__))
def test_every_field_is_explained(kind: type) -> None:
    section = OUTPUT.partition(f"## {kind.__name__}\n")[2].partition("\n## ")[0]
    explained = re.findall(r"^\| `(\w+)` \| .+ \|$", section, re.MULTILINE)
    assert explained == [field.name for field in dataclasses.fields(kind)]


def test_every_column_is_named() -> None:
    tsv = OUTPUT.partition("## TSV\n")[2]
    assert [column for column in COLUMNS if f"`{column}`" not in tsv] == []


def test_every_command_is_described() -> None:
    page = (ROOT / "docs/reference/cli.md").read_text(encoding="utf-8")
    commands = re.search(r"^    read .*?(?=\n\n|\Z)", build_parser().format_help(), re.MULTILINE | re.DOTALL)
    assert commands
    names = re.findall(r"^    (\w+)", commands[0], re.MULTILINE)
    assert len(names) >= 7
    assert [name for name in names if f"saksi {name}" not in page] == []


def test_the_readme_shows_what_comes_out() -> None:
    assert README.read_text(encoding="utf-8") == readme(), "make golden takes it over"


@pytest.mark.parametrize("page", runnable(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_shows_what_its_commands_print(page: Path, tmp_path: Path) -> None:
    _, shown = Session(tmp_path).run(page.read_text(encoding="utf-8"))
    assert shown
    wrong = [f"$ {one.command}\nthe page says\n{one.expected}it prints\n{one.printed}" for one in shown if not one.holds]
    assert not wrong, "python tests/doc_pages.py takes it over:\n" + "\n".join(wrong)
