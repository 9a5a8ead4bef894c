"""What the trained reader sees of a word: its normalised form, and hashed affixes, letter groups and shape.

Everything depends on the word type alone, so that a reader may compute it once and keep it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from zlib import crc32

PLAIN = {'"': "“”„«»", "'": "‘’`", "-": "–—‑", " ": "\xa0"}
QUOTES = str.maketrans({mark: plain for plain, marks in PLAIN.items() for mark in marks})
DIGITS = re.compile(r"[0-9]")
LISTED = 3  # weight of a word list beside the letter groups, of which there are dozens
LONGEST = 40  # letters of a word that are looked at: a URL or garbage may run on for thousands


def normalise(word: str) -> str:
    """The word with straight quotes and plain dashes, every digit a 0."""
    plain = word[:LONGEST].translate(QUOTES).replace("''", '"').replace("…", "...")
    return DIGITS.sub("0", plain)


def shape(plain: str) -> str:
    """Runs of capitals, small letters, digits and the rest: ``Xx`` for "Kiev", ``0,0`` for "1,45"."""
    marks = ["X" if c.isupper() else "x" if c.isalpha() else c for c in plain]
    kept = [m for i, m in enumerate(marks) if i == 0 or m != marks[i - 1]]
    if plain.isupper() and len(plain) > 1 and plain.isalpha():
        return "XX"
    return "".join(kept[:8])


def traits(plain: str) -> list[str]:
    """Names of the hashed features of a normalised word."""
    lower = plain.lower()
    marked = f"<{lower}>"
    found = [f"s {shape(plain)}"]
    found += [f"p {lower[:n]}" for n in range(1, min(5, len(lower)) + 1)]
    found += [f"e {lower[-n:]}" for n in range(1, min(5, len(lower)) + 1)]
    found += [f"g {marked[i : i + n]}" for n in (3, 4, 5) for i in range(len(marked) - n + 1)]
    return found


def trait_rows(plain: str, buckets: int, lexicon: Mapping[str, Sequence[str]]) -> list[int]:
    """Rows of the trait table, one a feature. ``buckets``: rows of the table; ``lexicon``: what word lists say of a word."""
    listed = [f"l {entry}" for entry in lexicon.get(plain.lower(), ())]
    return [crc32(t.encode()) % buckets for t in traits(plain) + listed * LISTED]
