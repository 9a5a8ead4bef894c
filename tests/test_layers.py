"""Who may import whom: what stands in layers below. Stages of ``saksi.reading`` know no other stage, but for the exceptions named here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from saksi.pack import CODE

SRC = Path(__file__).resolve().parent.parent / "src"

# From the ground up; a unit may import from every line above its own.
LAYERS = (
    ("records", "errors", "hints", "options", "regexes", "lazy", "frozen", "garbage", "usage"),
    ("cache",),
    ("text", "lossless"),
    ("tables",),
    ("morphology", "world", "gazetteer", "repair", "inherit"),
    ("pack", "actors_file"),
    ("ontology", "cameo", "confidence"),
    ("noise", "language"),
    ("clean", "sandbox"),
    ("ingest",),
    ("reading.document",),
    ("reading.tree", "reading.quotes", "reading.voice", "reading.predicates"),
    ("reading.subjects", "reading.mend", "reading.effects"),
    ("reading.segment",),
    ("reading.lexicon", "reading.clauses"),
    ("reading.headlines",),
    ("reading.attachment",),
    ("reading.actors", "reading.dates", "reading.factuality", "reading.statements", "reading.syntax"),
    ("reading.events", "reading.speakers", "reading.places"),
    ("explanations",),
    ("assemble", "chapters"),
    ("pipeline",),
    ("fetch", "pool"),
    ("examples",),
    ("api", "packcheck", "scaffold"),
    ("explain", "ledger"),
    ("export", "train"),
    ("bench",),
    ("web", "scale", "watch"),
    ("cli",),
    ("commands",),
    ("__main__",),
)
RANK = {unit: rank for rank, units in enumerate(LAYERS) for unit in units}

# A stage that needs more than the common ground says here what. Everything else that a stage imports must be ground.
STAGE_MAY_IMPORT = {
    "reading.events": {"reading.actors"},  # the parties of an act
    "reading.places": {"reading.actors"},  # names are found once for both
    "reading.speakers": {"reading.actors", "reading.statements"},  # joins the two
}
STAGES = frozenset(u for u in RANK if u.startswith("reading.") and RANK[u] >= RANK["reading.actors"])
LOWEST = "saksi"  # the package itself: the version for all, the public names for users


def _modules() -> dict[str, Path]:
    found = {}
    for path in sorted((SRC / "saksi").rglob("*.py")):
        parts = path.relative_to(SRC / "saksi").with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__") or LOWEST] = path
    return found


MODULES = _modules()


def _unit(module: str) -> str:
    """The part of the program that a module belongs to: ``reading.dates`` for saksi.reading.dates.scan."""
    parts = module.split(".")
    return ".".join(parts[: 2 if parts[0] == "reading" else 1])


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.removeprefix("saksi.") for alias in node.names if alias.name.startswith("saksi."))
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "saksi":
            base = node.module.removeprefix("saksi").lstrip(".")
            for alias in node.names:
                whole = f"{base}.{alias.name}".lstrip(".")
                yield whole if whole in MODULES else base or LOWEST


def _edges() -> Iterator[tuple[str, str]]:
    for module, path in MODULES.items():
        if module in (LOWEST, "reading"):
            continue
        for imported in _imports(path):
            if imported not in (LOWEST, "reading") and _unit(imported) != _unit(module):
                yield module, imported


def test_every_part_of_the_program_has_its_layer() -> None:
    unplaced = {_unit(module) for module in MODULES} - RANK.keys() - {LOWEST, "reading"}
    assert not unplaced, f"say in LAYERS where {', '.join(sorted(unplaced))} stands"


def test_imports_go_downwards() -> None:
    wrong = [f"{a} imports {b}" for a, b in _edges() if RANK[_unit(b)] >= RANK[_unit(a)]]
    assert not wrong, "\n".join(wrong)


def test_a_stage_imports_no_other_stage() -> None:
    stages = [(a, b) for a, b in _edges() if _unit(a) in STAGES and _unit(b) in STAGES]
    wrong = [f"{a} imports {b}" for a, b in stages if _unit(b) not in STAGE_MAY_IMPORT.get(_unit(a), set())]
    assert not wrong, "\n".join(wrong)


def test_records_import_nothing_of_ours() -> None:
    assert list(_imports(MODULES["records"])) == []
    assert list(_imports(MODULES["errors"])) == []


def test_the_reading_does_not_need_what_is_built_on_it() -> None:
    """Nothing up to the pipeline touches files, the network or the terminal beyond its tables; the sandbox starts its process."""
    forbidden = {"socket", "subprocess", "urllib.request", "http", "argparse", "sqlite3"}
    for module, path in MODULES.items():
        unit = _unit(module)
        if unit in RANK and RANK[unit] <= RANK["pipeline"] and unit != "sandbox":
            nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Import)]
            names = {alias.name for node in nodes for alias in node.names}
            assert not names & forbidden, f"{module} imports {sorted(names & forbidden)}"


def test_all_code_that_makes_tables_is_in_their_digest() -> None:
    """A change of a module that the makers of compiled tables import may make other tables."""
    wanted, seen = ["noise", "reading.lexicon", "reading.segment", "reading.dates.rules"], set[str]()
    while wanted:
        module = wanted.pop()
        if module not in seen and MODULES[module].name != "__init__.py":
            seen.add(module)
            wanted += _imports(MODULES[module])
    assert seen == {name.removesuffix(".py").replace("/", ".") for name in CODE}
