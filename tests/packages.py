"""Tries the built packages as a user gets them: ``python tests/packages.py FOLDER``.

The wheel and the sdist of the folder are each installed into a new virtual environment, the wheel of every Python of 3.11 and newer
that is on this machine; then the program runs from an empty folder, and its size and dependencies are told.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

VERSIONS = ("3.11", "3.12", "3.13", "3.14")
MEGABYTE = 1 << 20
LARGEST = 25  # megabytes of our own files in an installation
DEPENDENCIES = {"numpy"}


def main(folder: str) -> int:
    built = Path(folder)
    wheel, sdist = sorted(built.glob("*.whl"))[-1], sorted(built.glob("*.tar.gz"))[-1]
    print(f"{wheel.name}: {wheel.stat().st_size / MEGABYTE:.1f} MB; {sdist.name}: {sdist.stat().st_size / MEGABYTE:.1f} MB")
    faults = [fault for python in _pythons() for fault in _tried(python, wheel)] + _tried(sys.executable, sdist)
    print("\n".join(faults) or "installed and run, no faults")
    return bool(faults)


def _pythons() -> Iterator[str]:
    """One interpreter for each version: this one, those on the path, those of pyenv."""
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    for version in VERSIONS:
        kept = sorted(Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{version}.*/bin/python"))
        found = sys.executable if version == here else next((str(p) for p in kept), None) or shutil.which(f"python{version}")
        if found and subprocess.run([found, "-c", "import venv"], capture_output=True, check=False).returncode == 0:
            yield found


def _tried(python: str, package: Path) -> list[str]:
    """Faults of one installation."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        subprocess.run([python, "-m", "venv", room / "venv"], check=True)
        bin_ = room / "venv" / "bin"
        subprocess.run([bin_ / "pip", "install", "--quiet", "--disable-pip-version-check", package.resolve()], check=True)
        installed = _site_packages(room)
        ours = sum(f.stat().st_size for f in (installed / "saksi").rglob("*") if f.is_file() and f.suffix != ".pyc") / MEGABYTE
        all_ = sum(f.stat().st_size for f in installed.rglob("*") if f.is_file() and "pip" not in f.parts) / MEGABYTE
        needed = {path.name.split("-")[0] for path in installed.glob("*.dist-info")} - {"pip", "setuptools", "wheel", "saksi"}
        name = f"{package.name} on {subprocess.run([python, '-V'], capture_output=True, text=True, check=True).stdout.strip()}"
        print(f"{name}: {ours:.1f} MB of ours, {all_:.0f} MB with {', '.join(sorted(needed))}")
        faults = [
            f"{name}: {command} failed: {error}" for command in ("demo", "doctor", "--version") if (error := _failure(bin_, command, room))
        ]
        if needed != DEPENDENCIES:
            faults.append(f"{name}: installs {sorted(needed)}, not {sorted(DEPENDENCIES)}")
        if ours > LARGEST:
            faults.append(f"{name}: our own files take {ours:.1f} MB, more than {LARGEST}")
        if not (installed / "saksi" / "py.typed").exists():
            faults.append(f"{name}: the typed marker is missing")
        return faults


def _failure(bin_: Path, command: str, room: Path) -> str:
    """What the program says when it fails, run from an empty folder without the variables of this shell; "" when it does not."""
    empty = room / "empty"
    empty.mkdir(exist_ok=True)
    environment = {"PATH": str(bin_), "HOME": str(room), "LC_ALL": "C.UTF-8"}
    done = subprocess.run([bin_ / "saksi", command], cwd=empty, env=environment, capture_output=True, text=True, timeout=300, check=False)
    return "" if done.returncode == 0 else (done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}")[-300:]


def _site_packages(room: Path) -> Path:
    return next((room / "venv" / "lib").glob("python3.*")) / "site-packages"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
