"""Runs the pages of the documentation as a reader would. ``python tests/doc_pages.py [PAGE...]`` rewrites the output they show.

A page is one session in an empty folder. What its fences mean:

- ``<!-- file: port.txt -->`` above a fence: its content is written to that file;
- ``console``: lines that begin with ``$ `` are typed at a terminal of 100 columns without colour, ``> `` goes on with the line before;
  what stands below a command is what it prints. A line ``...`` stands for any lines, ``...`` inside a line for any characters;
- ``python``: run in one namespace a page; a ``text`` fence right behind it is what it prints;
- ``<!-- not run: why -->`` above a fence: shown only.
"""

from __future__ import annotations

import contextlib
import io
import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
_MARK = r"(?:<!-- (?P<mark>file|not run): (?P<note>[^\n]*?) -->\n)?"
_FENCE = re.compile(_MARK + r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.M | re.S)
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_LINE_NUMBER = re.compile(r"(\\.(?:tsv|toml)):\d+")  # a row moves with every row above it: its number may differ
ANY = "..."


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block of a page; ``start`` and ``end`` are the offsets of its body."""

    kind: str
    body: str
    start: int
    end: int
    mark: str
    note: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page says that a command or program prints, and what it prints."""

    command: str
    expected: str
    printed: str

    @property
    def holds(self) -> bool:
        pattern = "".join(_line_pattern(line) for line in self.expected.splitlines())
        return re.fullmatch(pattern, self.printed) is not None


def _line_pattern(line: str) -> str:
    if line.strip() == ANY:
        return r"(?:.*\n)*?"
    exact = ".*?".join(re.escape(part) for part in line.split(ANY)) + r"\n"
    return _LINE_NUMBER.sub(r"\1:\\d+", exact)


def runnable() -> list[Path]:
    """Pages with something to run."""
    return [page for page in sorted(DOCS.rglob("*.md")) if any(map(_runs, fences(page.read_text("utf-8"))))]


def _runs(fence: Fence) -> bool:
    return fence.kind in ("console", "python") and fence.mark != "not run"


def fences(text: str) -> list[Fence]:
    return [
        Fence(m["kind"], m["body"], m.start("body"), m.end("body"), m["mark"] or "", (m["note"] or "").strip())
        for m in _FENCE.finditer(text)
    ]


class Session:
    """A reader who works through one page in an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, object] = {"__name__": "__main__"}
        programs = str(Path(sys.executable).parent)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SAKSI_")},
            "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
            "XDG_STATE_HOME": str(folder / ".state"),
            "HOME": str(folder),
            "PYTHONPATH": str(ROOT / "src"),
            "COLUMNS": "100",
            "LINES": "40",
            "NO_COLOR": "1",
            "PYTHONUTF8": "1",
            "LC_ALL": "C.UTF-8",
            "EXAMPLES": str(ROOT / "examples"),
        }
        if "XDG_CACHE_HOME" not in self.environment:  # compiled tables of the user's real cache: a fresh one costs seconds a page
            self.environment["XDG_CACHE_HOME"] = str(Path.home() / ".cache")

    def run(self, text: str) -> tuple[str, list[Shown]]:
        """The page with what is really printed, and each comparison. Where ``...`` makes the two equal the page stays as it is."""
        out, seen, done = [], [], 0
        found = fences(text)
        for index, fence in enumerate(found):
            body = fence.body
            if fence.mark == "file":
                self._write(fence)
            elif fence.mark == "not run":
                pass
            elif fence.kind == "console":
                shown = [self._typed(command, expected) for command, expected in _commands(fence.body)]
                seen += shown
                body = "".join(f"{_prompted(one.command)}{one.expected if one.holds else one.printed}" for one in shown)
            elif fence.kind == "python":
                after = found[index + 1] if index + 1 < len(found) and found[index + 1].kind == "text" else None
                follows = after is not None and not text[fence.end + 3 : after.start - len("```text\n")].strip()
                seen.append(Shown(fence.body, after.body if after and follows else "", self._program(fence.body)))
            elif fence.kind == "text" and index and found[index - 1].kind == "python" and found[index - 1].mark != "not run":
                body = fence.body if seen[-1].holds or seen[-1].expected != fence.body else seen[-1].printed
            out += [text[done : fence.start], body]
            done = fence.end
        return "".join([*out, text[done:]]), seen

    def _write(self, fence: Fence) -> None:
        path = self.folder / fence.note
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(fence.body, encoding="utf-8")

    def _typed(self, command: str, expected: str) -> Shown:
        return Shown(command, expected, at_terminal(command, self.folder, self.environment))

    def _program(self, source: str) -> str:
        printed = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(printed):
            exec(compile(source, "page", "exec"), self.names)
        return printed.getvalue()


def at_terminal(command: str, folder: Path, environment: dict[str, str]) -> str:
    """What a command prints at a terminal, without colours, trailing spaces and the folder's own name."""
    master, slave = pty.openpty()
    shell = ["bash", "-c", f"stty cols 100 -onlcr 2>/dev/null; {command}"]
    with subprocess.Popen(shell, stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=environment, start_new_session=True) as process:
        os.close(slave)
        printed = b"".join(_chunks(master))
        process.wait(timeout=300)
    os.close(master)
    text = _ANSI.sub("", printed.decode("utf-8", "replace")).replace(str(folder), "~").replace(str(ROOT), "~/saksi").replace("\r\n", "\n")
    text = "\n".join(line.rpartition("\r")[2].rstrip() for line in text.split("\n")).rstrip("\n")
    return f"{text}\n" if text else ""


def _chunks(terminal: int) -> Iterator[bytes]:
    with contextlib.suppress(OSError):  # EIO: the other end of a terminal was closed
        while chunk := os.read(terminal, 65536):
            yield chunk


def _commands(body: str) -> Iterator[tuple[str, str]]:
    """Commands of a console fence with what stands below each."""
    command, expected = "", ""
    for line in body.splitlines(keepends=True):
        if line.startswith("$ "):
            if command:
                yield command, expected
            command, expected = line[2:].rstrip("\n"), ""
        elif line.startswith("> ") and not expected:
            command += "\n" + line[2:].rstrip("\n")
        else:
            expected += line
    if command:
        yield command, expected


def _prompted(command: str) -> str:
    return "$ " + command.replace("\n", "\n> ") + "\n"


def _rewrite(pages: list[Path]) -> None:
    import tempfile

    for page in pages:
        with tempfile.TemporaryDirectory() as folder:
            text, seen = Session(Path(folder)).run(page.read_text("utf-8"))
        page.write_text(text, encoding="utf-8")
        print(f"{shlex.quote(str(page))}: {len(seen)} run, {sum(not one.holds for one in seen)} rewritten")


if __name__ == "__main__":
    _rewrite([Path(name).resolve() for name in sys.argv[1:]] or runnable())
