"""Remembers what the last ``saksi read`` read, so that ``saksi why`` finds a record without being told the file.

Only paths and options are kept, in one small file; that it cannot be written or read is never an error.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from saksi.commands.inputs import Choices
from saksi.options import Options

FILE = "last-read.json"
MOST_PATHS = 200


def state_folder() -> Path:
    """Where the platform wants a program's state of a user."""
    if named := os.environ.get("XDG_STATE_HOME"):
        return Path(named) / "saksi"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", "~")).expanduser() / "saksi"
    if sys.platform == "darwin":
        return Path("~/Library/Application Support/saksi").expanduser()
    return Path("~/.local/state/saksi").expanduser()


def remember(inputs: Sequence[str], choices: Choices) -> None:
    paths = [str(Path(p).absolute()) for p in inputs if p != "-" and Path(p).exists()][:MOST_PATHS]
    if not paths:
        return
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        folder = state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"paths": paths, "date": choices.date, "options": dataclasses.asdict(choices.options)}, indent=1)
        (folder / FILE).write_text(text, encoding="utf-8")


def recall() -> tuple[tuple[str, ...], Choices]:
    """The paths that still exist, and the options; none when nothing is known."""
    with contextlib.suppress(OSError, RuntimeError, ValueError, TypeError, AttributeError):
        data = json.loads((state_folder() / FILE).read_text(encoding="utf-8"))
        paths = tuple(str(p) for p in data.get("paths", ()) if Path(str(p)).exists())
        options = Options(**data.get("options", {}))
        ontology, actors = (path if Path(path).exists() else "" for path in (options.ontology, options.actors))
        return paths, Choices(dataclasses.replace(options, ontology=ontology, actors=actors), str(data.get("date", "")))
    return (), Choices()
