"""Regular expressions that are compiled when they are first used: a pack has hundreds, an article needs a few dozen.

A faulty expression is only noticed then. Whoever takes expressions from a table calls ``checked`` where the table is checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

_METHODS = ("match", "fullmatch", "search", "finditer", "findall")
Matching = Callable[..., re.Match[str] | None]


class Regex:
    """Behaves like ``re.compile(pattern, flags)`` for the methods listed. Raises re.error at the first use of a faulty pattern."""

    __slots__ = ("flags", "pattern", *_METHODS)
    pattern: str
    flags: int
    match: Matching
    fullmatch: Matching
    search: Matching
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Callable[..., object]:
        """Only asked for a method that is not there yet: from now on the compiled pattern's own."""
        if name not in _METHODS:
            raise AttributeError(f"a Regex has no attribute {name!r}")
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        method_: Callable[..., object] = getattr(compiled, name)
        return method_

    def __reduce__(self) -> tuple[type[Regex], tuple[str, int]]:
        return Regex, (self.pattern, self.flags)

    def __repr__(self) -> str:
        return f"Regex({self.pattern!r})"


def checked(pattern: str, flags: int = 0) -> Regex:
    """A Regex whose pattern is known to be sound. Raises re.error."""
    re.compile(pattern, flags)
    return Regex(pattern, flags)
