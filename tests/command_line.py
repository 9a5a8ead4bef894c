"""Runs the program as a user does: another process, its own state folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

DEMO = Path(__file__).resolve().parent.parent / "src" / "saksi" / "demo"
ENGLISH, INDONESIAN = str(DEMO / "en_sanctions.txt"), str(DEMO / "id_visit.txt")


def saksi(*arguments: str, state: Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """The finished process; standard output and error as bytes."""
    environment = {**os.environ, "XDG_STATE_HOME": str(state), "PYTHONUTF8": "1", "NO_COLOR": "1"}
    environment.pop("SAKSI_SHARED", None)
    command = [sys.executable, "-m", "saksi", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, env=environment, cwd=cwd, timeout=300, check=False)


def complaints(process: subprocess.CompletedProcess[bytes]) -> list[str]:
    return process.stderr.decode().splitlines()
