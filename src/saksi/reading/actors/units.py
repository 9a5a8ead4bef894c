"""The names of a sentence: rows of tables, persons the world knows, and names the article introduces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from saksi.reading.clauses import ReadSentence
from saksi.reading.document import Match
from saksi.reading.lexicon import NAME_TABLES
from saksi.tables import NameRow, RoleWord
from saksi.world import World

PLACE_KINDS = frozenset({"place", "region"})
LINKS = frozenset(
    {
        "al",
        "bin",
        "binti",
        "ibn",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "el",
        "-",
        "'",
        "abu",
    }
)
LONGEST_NAME = 6
FORMER = "ELI"


@dataclass(frozen=True, slots=True)
class Unit:
    """A name in the text and what it stands for."""

    first: int
    last: int
    kind: str  # country | demonym | metonym | organisation | region | media | group | person | place | name
    name: str
    code: str = ""
    sector: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A title or body word in the text ("menteri luar negeri", "army")."""

    first: int
    last: int
    kind: str  # office | member | body
    sector: str
    code: str
    words: str
    where: str


@dataclass(frozen=True, slots=True)
class Names:
    """All names and roles of one sentence, left to right."""

    units: tuple[Unit, ...]
    roles: tuple[Role, ...]
    former: frozenset[int]  # tokens of words that mean a former office


def find_names(read: ReadSentence, world: World, date: str) -> Names:
    """Table names win over names found by their capitals; a person the world knows wins over both."""
    taken: set[int] = set()
    units: list[Unit] = []
    known = [m for m in read.matches if m.table in NAME_TABLES]
    for m in sorted(known, key=lambda m: (m.first - m.last, m.table != "people", m.first)):
        tokens = set(range(m.first, m.last + 1))
        if _is_currency(read, m):
            taken |= tokens
        if tokens & taken or _is_ordinary(read, m):
            continue
        unit = _known(m, world, date) if m.table == "people" else _of_row(m)
        if unit:
            units.append(unit)
            taken |= tokens
    roles, former = _roles(read, taken)
    in_role = {i for m in read.matches if isinstance(m.row, RoleWord) for i in range(m.first, m.last + 1)}
    times = {i for i in range(len(read.sentence)) if read.words.has(i, "time")}
    units += _capitals(read, taken | in_role | times)
    return Names(tuple(sorted(units, key=lambda u: u.first)), tuple(roles), frozenset(former))


def _is_ordinary(read: ReadSentence, m: Match) -> bool:
    """A one-word name at the head of a longer capitalised name is that name's ("Jordan Smith"), unless it is a country's adjective."""
    if m.table == "demonyms" or m.last > m.first or m.last + 1 >= len(read.sentence):
        return False
    following = read.sentence.words[m.last + 1]
    if read.words.has(m.last + 1, "time"):  # "ke Israel Sabtu dini hari"
        return False
    if any(k.table == "titles" and k.last == m.first - 1 for k in read.matches):  # "Presiden Kenya Daudi Mwangi"
        return False
    return (
        following[:1].isupper()
        and following.isalpha()
        and m.table != "people"
        and read.tree.relation(m.last + 1) == "flat"
        and read.tree.head(m.last + 1) == m.last
        and not any(k.table in (*NAME_TABLES, "titles") and k.first == m.last + 1 for k in read.matches)
    )


def _known(m: Match, world: World, date: str) -> Unit | None:
    """A person (or an actor of the user's) with the office that counts at the article's date."""
    row = m.row
    assert isinstance(row, NameRow)
    held = world.find(row.form, date)
    if held is None:
        return None
    return Unit(
        m.first, m.last, held.actor.kind or "person", held.actor.name, held.country, held.sector, f"{held.reason}; {held.office.where}"
    )


def _is_currency(read: ReadSentence, m: Match) -> bool:
    """ "5 juta dolar AS", "US$500": the state that prints the money is no party."""
    before, behind = m.first - 1, m.last + 1
    return (before >= 0 and read.words.has(before, "noun:money")) or (behind < len(read.sentence) and read.sentence.words[behind] == "$")


def _of_row(m: Match) -> Unit | None:
    row = m.row
    if not isinstance(row, NameRow):
        return None
    kind = row.kind or m.table.rstrip("s")
    return Unit(m.first, m.last, kind, row.name or row.form, row.code.strip("-"), row.sector, row.where)


def _roles(read: ReadSentence, taken: set[int]) -> tuple[list[Role], set[int]]:
    roles: list[Role] = []
    former: set[int] = set()
    for m in read.matches:
        if not isinstance(m.row, RoleWord):
            continue
        if m.row.kind == "modifier":
            if m.row.sector == FORMER:
                former.update(range(m.first, m.last + 1))
        elif m.row.kind != "honorific" and not taken & set(range(m.first, m.last + 1)):
            roles.append(
                Role(
                    m.first, m.last, m.row.kind, m.row.sector, m.row.code, " ".join(read.sentence.words[m.first : m.last + 1]), m.row.where
                )
            )
    return roles, former


def _capitals(read: ReadSentence, taken: set[int]) -> Iterator[Unit]:
    """Runs of capitalised words that no table knows."""
    sentence = read.sentence
    i = 0
    while i < len(sentence):
        if not _may_be_name(read, i, taken):
            i += 1
            continue
        last = i
        while last + 1 < len(sentence) and last - i < LONGEST_NAME:
            if _may_be_name(read, last + 1, taken):
                last += 1
            elif sentence.lower[last + 1] in LINKS and last + 2 < len(sentence) and _may_be_name(read, last + 2, taken):
                last += 2
            else:
                break
        yield Unit(i, last, "name", written(read, i, last), reason="a name in capitals")
        i = last + 1


def _may_be_name(read: ReadSentence, i: int, taken: set[int]) -> bool:
    word = read.sentence.words[i]
    if i in taken or not word[:1].isupper() or not any(c.isalpha() for c in word):
        return False
    if i == 0 or (
        not read.sentence.words[i - 1][-1:].isalnum() and read.sentence.words[i - 1] in "\"“”'‘(.:"
    ):  # a capital that the position explains
        return read.tree.upos(i) == "PROPN" and not read.words.classes[i]
    return (
        read.tree.upos(i) in ("PROPN", "NOUN", "X", "ADJ", "VERB")
        and not read.words.any(i, "pron")
        and not any(c for c in read.words.classes[i] if c.startswith("prep"))
    )


def written(read: ReadSentence, first: int, last: int) -> str:
    """The tokens as they stand, single spaces between."""
    parts: list[str] = []
    for i in range(first, last + 1):
        glued = i > first and read.sentence.starts[i] == read.sentence.ends[i - 1]
        parts.append(read.sentence.words[i] if glued or i == first else " " + read.sentence.words[i])
    return "".join(parts)
