"""Floors: what each suite reached and may not fall below. ``bench/floors.json``: suite -> metric -> number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from saksi.bench.suites import Result, lower_is_better
from saksi.errors import InputError

Floors = dict[str, dict[str, float]]
NOT_HELD = frozenset({"date accuracy"})  # people who mark dates of acts disagree: docs/decisions/0008-a-date-hangs-on-its-act.md


def floors_file(named: str = "") -> Path:
    """The file named, else ``bench/floors.json`` of the repository, else of the current folder."""
    repository = Path(__file__).resolve().parents[3] / "bench" / "floors.json"
    return Path(named) if named else repository if repository.is_file() else Path("bench/floors.json")


def load_floors(path: Path) -> Floors:
    """Raises InputError when the file is missing or is no table of numbers."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {str(suite): {str(name): float(value) for name, value in metrics.items()} for suite, metrics in data.items()}
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    except (ValueError, AttributeError, TypeError) as error:
        raise InputError(f"{path}: not a table of floors: {error}") from None


def below(result: Result, floors: Floors) -> tuple[str, ...]:
    """One line for each metric that is worse than its floor, or gone."""
    faults = []
    for metric, floor in floors.get(result.suite, {}).items():
        reached = result.metrics.get(metric)
        if reached is None:
            faults.append(f"{result.suite}: {metric} is no longer measured (floor {floor})")
        elif (reached > floor) if lower_is_better(metric) else (reached < floor):
            faults.append(f"{result.suite}: {metric} is {reached}, the floor is {floor}")
    return tuple(faults)


def raised(result: Result, floors: Floors) -> Floors:
    """The floors with every metric of the suite that is better now, or new."""
    old = floors.get(result.suite, {})
    merged: dict[str, float] = {}
    for metric, reached in result.metrics.items():
        if metric in NOT_HELD:
            continue
        floor = old.get(metric, reached)
        merged[metric] = min(floor, reached) if lower_is_better(metric) else max(floor, reached)
    return {**floors, result.suite: {**old, **merged}}


def save_floors(path: Path, floors: Mapping[str, Mapping[str, float]]) -> None:
    ordered = {suite: dict(sorted(metrics.items())) for suite, metrics in sorted(floors.items())}
    path.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
