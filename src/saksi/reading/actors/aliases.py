"""Abbreviations that an article defines: "Free Farmers' Front (FFF)", "FFF (Free Farmers' Front)", "Rosa Quispe (RQ)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from saksi.frozen import record
from saksi.reading.actors.identity import Names, Role, Unit
from saksi.reading.actors.units import written
from saksi.reading.clauses import ReadSentence

LONGEST = 12  # words of a name in front of its abbreviation
BODIES = frozenset({"organisation", "group", "media"})
NAMED = BODIES | {"person", "name"}


@record(frozen=True, slots=True)
class Definition:
    """An abbreviation and the name it stands for, which covers tokens ``unit.first``..``unit.last`` (bracket included)."""

    form: str
    unit: Unit


def definitions(read: ReadSentence, names: Names) -> Iterator[Definition]:
    """The abbreviations defined in a sentence, left to right."""
    words = read.sentence.words
    if "(" not in words:
        return
    for i in range(1, len(words) - 2):
        if words[i] == "(" and words[i + 2] in (")", ",", ";") and _is_abbreviation(words[i + 1]):
            last = i + 2 if words[i + 2] == ")" else i + 1
            unit = _named_before(read, names, i, words[i + 1])
            if unit:
                yield Definition(words[i + 1], replace(unit, last=last))


def _is_abbreviation(word: str) -> bool:
    return (
        2 <= len(word) <= 10 and word[0].isupper() and sum(c.isupper() for c in word) >= 2 and all(c.isalnum() or c in "-&/" for c in word)
    )


def _named_before(read: ReadSentence, names: Names, bracket: int, form: str) -> Unit | None:
    """The name that ends at the bracket: one a table has, else the words that the letters stand for."""
    standing = next((u for u in names.units if u.last == bracket - 1), None)
    first = _spelt(read, bracket, form)
    if standing is None or (first is not None and first < standing.first):
        return _composed(read, names, first, bracket - 1) if first is not None else None
    if first is not None:
        return standing if standing.kind in NAMED or standing.first == first else None
    known = any(u.first == bracket + 1 and u.kind != "name" for u in names.units)  # "Golkar (PDIP)": PDIP is another
    return standing if standing.kind in BODIES and not known else None


def _spelt(read: ReadSentence, bracket: int, form: str) -> int | None:
    """Where the name begins whose initials are the letters of the abbreviation: the words right before it ("pekerja migran Indonesia"),
    else words with capitals; words in lower case may stand between, but no verb."""
    letters = [c for c in form if c.isalnum()]
    if not all(c.isupper() for c in letters):
        return None
    near = bracket - len(letters)
    if near >= 0 and [w[:1].upper() for w in read.sentence.words[near:bracket]] == letters:
        return near
    at = bracket
    for _ in range(LONGEST):
        at -= 1
        if at < 0 or not read.sentence.words[at][:1].isalnum():
            if at >= 0 and read.sentence.words[at] in ("-", "'s", "'"):
                continue
            return None
        word = read.sentence.words[at]
        if word[0] == letters[-1]:
            letters.pop()
            if not letters:
                return at
        elif word[0].isupper() or read.tree.upos(at) == "VERB":
            return None
    return None


def _composed(read: ReadSentence, names: Names, first: int, last: int) -> Unit | None:
    """An organisation named by words that no table holds: its sector from what it is, its country from a name inside."""
    inside = [u for u in names.units if first <= u.first and u.last <= last]
    roles: Sequence[Role] = [r for r in names.roles if first <= r.first and r.last <= last]
    if not roles and not inside:
        return None
    if not roles and len(inside) == 1 and inside[0].first == first and inside[0].last == last:
        return inside[0]
    code = next((u.code for u in inside if u.code), "") or next((r.code for r in roles if r.code), "")
    sector = next((r.sector for r in roles if r.sector), "") or next((u.sector for u in inside if u.sector), "")
    return Unit(first, last, "organisation", written(read, first, last), code, sector, "named with its abbreviation")


def with_definition(names: Names, unit: Unit) -> Names:
    """The names of the sentence once the words of the unit are one name."""

    def free(at: Unit | Role) -> bool:
        return at.last < unit.first or unit.last < at.first

    units = sorted([*(u for u in names.units if free(u)), unit], key=lambda u: u.first)
    return Names(tuple(units), tuple(r for r in names.roles if free(r)), names.former, names.abroad)
