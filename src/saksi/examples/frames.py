"""Reads the statement frames of ``rules/*.toml``: examples with the spans drawn in them.

``[Poland]SOURCE [said]CUE [it would leave]CONTENT. = assert``; docs/reference/sentences.md describes the format.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from saksi.errors import PackError
from saksi.examples.compare import describe_statement, is_statement
from saksi.examples.sentences import STANCES
from saksi.examples.wanted import WantedStatement
from saksi.records import Reading, Statement

DRAWN = re.compile(r"\[([^\[\]]*)\](SOURCE|CUE|CONTENT)")
STANCE = re.compile(rf"(.*\S)\s+=\s+({'|'.join(STANCES)})", re.DOTALL)
GROUPS = ("yes", "no", "todo")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A text, the frame it shows, and the statement drawn in it; ``want`` None = nothing of this frame is to be found."""

    text: str
    frame: str
    want: WantedStatement | None
    line: str
    where: str
    todo: bool


def read_frames(content: str, label: str) -> Iterator[Drawing]:
    """All examples of a file. Raises PackError with ``file:line``."""
    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{label}:1: {error}") from None
    if unknown := sorted(set(data) - {"frame"}):
        raise PackError(f"{label}:1: unknown table {unknown[0]!r}; only [[frame]] is known")
    for block in data.get("frame", ()):
        yield from _block(block, content, label)


def _block(block: Mapping[str, Any], content: str, label: str) -> Iterator[Drawing]:
    name = str(block.get("name", ""))
    line = _line_of(content, f'name = "{name}"')
    at = f"{label}:{line}"
    if unknown := sorted(set(block) - {"name", "note", *GROUPS}):
        raise PackError(f"{at}: unknown key {unknown[0]!r}; known are name, note, {', '.join(GROUPS)}")
    for group in GROUPS:
        for example in block.get(group, ()):
            yield _drawing(example, name, group, f"{label}:{_line_of(content, example)}")


def _line_of(content: str, words: str) -> int:
    """tomllib does not tell where a value stands; an example is found again by its words."""
    return content[: max(0, content.find(words))].count("\n") + 1


def _drawing(line: str, frame: str, group: str, where: str) -> Drawing:
    marked = STANCE.fullmatch(line)
    body, stance = (marked[1], marked[2]) if marked else (line, None)
    text = DRAWN.sub(r"\1", body)
    if "[" in text or "]" in text:
        raise PackError(f"{where}: a bracket without SOURCE, CUE or CONTENT behind it in {line!r}")
    spans: dict[str, list[str]] = {"SOURCE": [], "CUE": [], "CONTENT": []}
    for words, role in DRAWN.findall(body):
        spans[role].append(words)
    if group == "no":
        if any(spans.values()):
            raise PackError(f"{where}: a 'no' example has nothing drawn in it: {line!r}")
        return Drawing(text, frame, None, line, where, False)
    if not spans["CONTENT"]:
        raise PackError(f"{where}: no CONTENT is drawn in {line!r}")
    cue = " ".join(spans["CUE"]) or None
    want = WantedStatement(" ".join(spans["SOURCE"]) or None, cue, tuple(spans["CONTENT"]), stance)
    return Drawing(text, frame, want, line, where, group == "todo")


def drawn(drawing: Drawing, reading: Reading) -> bool:
    """Whether the reading comes out as drawn; a statement drawn may have been found through a neighbouring frame ("np" for "person-to")."""
    if drawing.want is None:
        return all(frame_of(s) != drawing.frame for s in reading.statements)
    unnamed = drawing.want.speaker is None
    return any(is_statement(drawing.want, s, reading) and not (unnamed and s.source) for s in reading.statements)


def drawing_fault(drawing: Drawing, reading: Reading) -> str:
    """What was found instead."""
    found = " ; ".join(f"{frame_of(s)} {describe_statement(s, reading)}" for s in reading.statements)
    wanted = "a statement as drawn in" if drawing.want else f"no statement of frame {drawing.frame} in"
    return f"{drawing.where}: expected {wanted} {drawing.line!r}, got {found or 'no statement'}"


def frame_of(statement: Statement) -> str:
    """The frame that read a statement, from its trace."""
    return next((t.rule.removeprefix("frame:") for t in statement.trace.children if t.rule.startswith("frame:")), "")
