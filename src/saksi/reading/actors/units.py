"""The names of a sentence: rows of tables, persons the world knows, and names the article introduces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from saksi.reading.actors.identity import Identity, Names, Role, Unit
from saksi.reading.actors.setting import Setting
from saksi.reading.clauses import ReadSentence
from saksi.reading.document import Match
from saksi.reading.lexicon import NAME_TABLES
from saksi.tables import NameRow, RoleWord

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
ARTICLED = re.compile(r"[a-z]{2,3}-[A-Z]")  # "al-Zoubi"
CLOCK = re.compile(r"\d{1,2}[:.]?\d{2}")
LONGEST_NAME = 6
PERSONAL = frozenset({"person", "name"})
FORMER = "ELI"
NO_STATE = "-"
ROLES = "titles"  # the table of roles
LOCAL_OFFICE = "noun:local-office"
SEAT_AND_NAME = (3, 4)  # words: a seat of one or two and a name of two
QUALIFYING = "noun:qualifying"  # words of a role that are adjectives too: "militer"


def find_names(read: ReadSentence, setting: Setting, aliases: Mapping[str, Unit], bound: Mapping[str, Identity]) -> Names:
    """Names of tables win over names found by their capitals, persons the world knows over both, what the article itself
    introduced over all: ``aliases`` by abbreviation, ``bound`` by short name in lower case."""
    short = [i for i, word in enumerate(read.sentence.words) if word in aliases] if aliases else []
    units = [_alias(i, read.sentence.words[i], aliases) for i in short if not _is_currency(read, i, i)]
    taken = set(short)
    known = [m for m in read.matches if m.table in NAME_TABLES] if any(map(read.of, NAME_TABLES)) else []
    for m in sorted(known, key=lambda m: (m.first - m.last, m.table != "people", m.first)):
        tokens = set(range(m.first, m.last + 1))
        if _is_currency(read, m.first, m.last):
            taken |= tokens
        if tokens & taken or _is_ordinary(read, m):
            continue
        unit = _known(read, m, setting, bound) if m.table == "people" else _of_row(m, setting, bound)
        if unit:
            units.append(unit)
            taken |= tokens
    roles, former, abroad = _roles(read, taken)
    in_role = {i for m in read.of(ROLES) if not _is_part_of_name(read, m) for i in range(m.first, m.last + 1)}
    times = {i for i, classes in enumerate(read.words.classes) if classes and "time" in classes}
    units += (_bound(u, bound) for u in _capitals(read, taken | in_role | times, bound))
    units = _with_nicknames(read, sorted(units, key=lambda u: u.first))
    return Names(tuple(units), tuple(roles), frozenset(former), frozenset(abroad))


def _alias(at: int, word: str, aliases: Mapping[str, Unit]) -> Unit:
    unit = aliases[word]
    return replace(unit, first=at, last=at, reason=f"{word}: the article's own short form of {unit.name}")


def _bound(unit: Unit, bound: Mapping[str, Identity]) -> Unit:
    """A short name that an earlier full name explains."""
    known = bound.get(unit.name.lower())
    if not known or known.name == unit.name:
        return unit
    return replace(unit, kind=known.kind, name=known.name, code=known.code, sector=known.sector, reason=f"{unit.name} = {known.name}")


def _with_nicknames(read: ReadSentence, units: list[Unit]) -> list[Unit]:
    """ "Charles (Chuck) Hagel" is one name."""
    words = read.sentence.words
    found: list[Unit] = []
    for unit in units:
        if (
            len(found) > 1
            and unit.kind in PERSONAL
            and found[-1].kind == "name"
            and found[-2].kind == "name"
            and (found[-2].last + 1, found[-1].last + 1) == (found[-1].first - 1, unit.first - 1)
            and words[found[-1].first - 1] == "("
            and words[unit.first - 1] == ")"
            and not found[-1].name.isupper()
        ):
            unit = replace(unit, first=found[-2].first, name=unit.name if unit.kind == "person" else f"{found[-2].name} {unit.name}")
            del found[-2:]
        found.append(unit)
    return found


def _is_ordinary(read: ReadSentence, m: Match) -> bool:
    """A one-word name at the head of a longer capitalised name is that name's ("Jordan Smith"), unless it is a country's adjective."""
    if m.table == "demonyms" or m.last > m.first or m.last + 1 >= len(read.sentence):
        return False
    following = read.sentence.words[m.last + 1]
    if _is_code(read.sentence.words[m.last]) or _tells_whose(read, m):
        return False
    if read.words.has(m.last + 1, "time"):  # "ke Israel Sabtu dini hari"
        return False
    if any(k.last == m.first - 1 for k in read.of(ROLES)):  # "Presiden Kenya Daudi Mwangi"
        return False
    return (
        following[:1].isupper()
        and following.isalpha()
        and m.table != "people"
        and read.tree.relation(m.last + 1) == "flat"
        and read.tree.head(m.last + 1) == m.last
        and not any(k.first == m.last + 1 for table in (*NAME_TABLES, ROLES) for k in read.of(table))
    )


def _is_code(word: str) -> bool:
    """ "PBB", "AS": no given name."""
    return len(word) > 1 and word.isupper()


def _tells_whose(read: ReadSentence, m: Match) -> bool:
    """ "Perunding utama Jepang Kenichiro Sasae": behind a common noun, and with a whole name behind it."""
    words, before, end = read.sentence.words, m.first - 1, m.last + 2
    whole = end < len(words) and all(w[:1].isupper() and w.isalpha() for w in words[m.last + 1 : end + 1])
    return before >= 0 and whole and words[before].islower() and read.tree.upos(before) in ("NOUN", "ADJ")


def _known(read: ReadSentence, m: Match, setting: Setting, bound: Mapping[str, Identity]) -> Unit | None:
    """A person (or an actor of the user's) with the office that counts at the article's date."""
    row = m.row
    assert isinstance(row, NameRow)
    held, reason = setting.who(row.form)
    if held and _is_namesake(read, m, held.actor.name):
        return None
    if m.first == m.last and (mine := bound.get(row.form.lower())) and (held is None or mine.name != held.actor.name):
        return Unit(m.first, m.last, mine.kind, mine.name, mine.code, mine.sector, f"{row.form} = {mine.name}")
    if held is None:
        return None
    codes = frozenset(o.country for o in held.actor.offices)
    return Unit(m.first, m.last, held.actor.kind or "person", held.actor.name, held.country, held.sector, reason, codes)


def _is_namesake(read: ReadSentence, m: Match, known: str) -> bool:
    """ "Edgard Arevalo" is not the known Bernardo Arevalo: another given name stands before the family name."""
    before = m.first - 1
    if m.first != m.last or before < 0 or any(k.first <= before <= k.last for k in read.matches):
        return False
    given = read.sentence.words[before]
    tied = read.tree.relation(m.first) == "flat" or read.tree.head(before) == m.first
    return tied and read.tree.upos(before) == "PROPN" and given.istitle() and given.isalpha() and given[0] != known[:1]


def _is_currency(read: ReadSentence, first: int, last: int) -> bool:
    """ "5 juta dolar AS", "US$500": the state that prints the money is no party."""
    before, behind = first - 1, last + 1
    money = before >= 0 and read.words.has(before, "noun:money") and read.tree.upos(before) != "VERB"  # "may fund Togo" is a party
    return money or (behind < len(read.sentence) and read.sentence.words[behind] == "$")


def _of_row(m: Match, setting: Setting, bound: Mapping[str, Identity]) -> Unit | None:
    row = m.row
    if not isinstance(row, NameRow):
        return None
    told = bound.get((row.name or row.form).lower())
    if told and told.kind == row.kind == "organisation":
        return Unit(m.first, m.last, row.kind, told.name, told.code, told.sector, f"{told.reason}, as said before")
    code, why = setting.shared(row.code.strip("-"))
    reason = f"{row.where}; {why}" if why else row.where
    return Unit(m.first, m.last, row.kind or m.table.rstrip("s"), row.name or row.form, code, row.sector, reason)


def _roles(read: ReadSentence, taken: set[int]) -> tuple[list[Role], set[int], set[int]]:
    roles: list[Role] = []
    former: set[int] = set()
    abroad: set[int] = set()
    for m in read.of(ROLES):
        if not isinstance(m.row, RoleWord):
            continue
        if m.row.kind == "modifier":
            if m.row.sector == FORMER:
                former.update(range(m.first, m.last + 1))
            elif m.row.code == NO_STATE:
                abroad.update(range(m.first, m.last + 1))
        elif m.row.kind != "honorific" and not (
            taken & set(range(m.first, m.last + 1))
            or _is_verb(read, m)
            or _is_part_of_name(read, m)
            or _counts(read, m)
            or (read.words.has(m.first, QUALIFYING) and _qualifies(read, m, roles))
        ):
            if roles and (roles[-1].first, roles[-1].last) == (m.first, m.last):  # found by two of its forms
                continue
            words = " ".join(read.sentence.words[m.first : m.last + 1])
            plural = m.feature == "pl" or (m.first > 0 and read.words.has(m.first - 1, "det:pl"))  # "para menteri"
            roles.append(Role(m.first, m.last, m.row.kind, m.row.sector, m.row.code, words, m.row.where, plural))
    return roles, former, abroad


def _is_part_of_name(read: ReadSentence, m: Match) -> bool:
    """A word for a relative, with a capital inside a sentence, is somebody's name ("Arnold Putra"); the form of a company is its."""
    if not isinstance(m.row, RoleWord):
        return False
    return m.row.kind == "firm" or (m.row.kind == "kin" and m.first > 0 and read.sentence.words[m.first][:1].isupper())


def _counts(read: ReadSentence, m: Match) -> bool:
    """ "Thousands of soldiers": who they are stands behind "of"; "thousands marched" are people."""
    behind = m.last + 1
    return read.words.has(m.last, "noun:measure") and behind < len(read.sentence) and "of" in read.words.slots_of(behind)


def _qualifies(read: ReadSentence, m: Match, roles: Sequence[Role]) -> bool:
    """ "Operasi [militer]": behind a noun of no role and before no name, the word says what kind of thing the noun is."""
    before, behind = m.first - 1, m.last + 1
    if before < 0 or read.tree.upos(before) != "NOUN" or read.words.has(before, "time") or any(r.last == before for r in roles):
        return False
    return behind >= len(read.sentence) or read.tree.upos(behind) not in ("PROPN", "NOUN") or read.words.has(behind, "time")


def _is_verb(read: ReadSentence, m: Match) -> bool:
    """ "The accord forces Norway to pay": a body by its letters only."""
    return m.first == m.last and read.tree.upos(m.first) in ("VERB", "AUX") and read.words.classes[m.first] == frozenset()


def _capitals(read: ReadSentence, taken: set[int], bound: Mapping[str, Identity]) -> Iterator[Unit]:
    """Runs of capitalised words that no table knows."""
    sentence = read.sentence
    firms = [m for m in read.of(ROLES) if isinstance(m.row, RoleWord) and m.row.kind == "firm"]
    i = 0
    while i < len(sentence):
        capital = sentence.words[i][:1].isupper()  # looked at first: most words have none
        if not (
            (capital and _may_be_name(read, i, taken) and not _is_zone(read, i))
            or (sentence.lower[i] in bound and _is_known_subject(read, i, taken, bound))
        ):
            i += 1
            continue
        last = i
        while last - i < LONGEST_NAME and (step := _name_goes_on(read, last + 1, taken)):
            last += step
        i = max(i, _behind_seat(read, i, last))
        if i == last and len(sentence.words[i]) == 1:  # the letter of "SLM/A"
            i += 1
            continue
        firm = next((m for m in firms if i <= m.first <= last), None)
        if firm and firm.first == i == last and i - 1 in taken:  # "Apple | Inc": the table knows the company without it
            i += 1
            continue
        if firm:
            unit = _firm(read, firm, i, last)
            last = unit.last
        else:
            unit = Unit(i, last, "name", written(read, i, last), reason="a name in capitals")
        yield unit
        i = last + 1


def _behind_seat(read: ReadSentence, first: int, last: int) -> int:
    """Where a person's name begins behind the title of a local office, which has its seat first: "Bupati Kelanis | Herman Suherman"."""
    length, before = last - first + 1, first - 1
    seated = before >= 0 and read.words.has(before, LOCAL_OFFICE) and any(m.last == before for m in read.of(ROLES))
    plain = all(w[:1].isupper() and w[1:].islower() for w in read.sentence.words[first : last + 1])
    return last - 1 if seated and plain and length in SEAT_AND_NAME else first


def _is_zone(read: ReadSentence, at: int) -> bool:
    """Letters right behind the time of a clock: "(0100 GMT)", "at 12:30 CEST"."""
    words = read.sentence.words
    if at < 2 or not words[at].isupper() or not CLOCK.fullmatch(words[at - 1]):
        return False
    return ":" in words[at - 1] or words[at - 2] == "(" or "at" in read.words.slots_of(at - 2)


def _firm(read: ReadSentence, firm: Match, first: int, last: int) -> Unit:
    """A company by the word for its legal form: "Kapiti Shipping Ltd" ends with it, "PT Bank Kapiti" begins with it."""
    assert isinstance(firm.row, RoleWord)
    known = {m.first for table in NAME_TABLES for m in read.of(table)}
    opens = firm.first
    while last + 1 < len(read.sentence) and last - opens < LONGEST_NAME and firm.last == opens and _may_go_on(read, last + 1, known):
        last += 1
        if any(isinstance(m.row, RoleWord) and m.row.kind == "firm" and m.first == last for m in read.of(ROLES)):
            break
    start = first if firm.last == last else firm.first
    return Unit(start, last, "organisation", written(read, start, last), firm.row.code, firm.row.sector, f"a company: {firm.row.where}")


def _may_go_on(read: ReadSentence, at: int, known: set[int]) -> bool:
    """Whether the name of a company goes on with a word in capitals that no table has."""
    word = read.sentence.words[at]
    return word[:1].isupper() and word.isalnum() and at not in known


def _name_goes_on(read: ReadSentence, at: int, taken: set[int]) -> int:
    """How many tokens more belong to the name that ends before ``at``: "Zoubi", "al-Zoubi", "al - Zoubi", "bin Laden"."""
    words = read.sentence.words
    if at >= len(words):
        return 0
    if _may_be_name(read, at, taken) or (at not in taken and ARTICLED.match(words[at])):
        return 1
    if read.sentence.lower[at] not in LINKS:
        return 0
    linked = 3 if at + 1 < len(words) and words[at].isalpha() and words[at + 1] == "-" else 2
    return linked if at + linked - 1 < len(words) and _may_be_name(read, at + linked - 1, taken) else 0


def _is_known_subject(read: ReadSentence, i: int, taken: set[int], bound: Mapping[str, Identity]) -> bool:
    """A short name at the head of a sentence, where a capital alone tells nothing ("Power said")."""
    return i not in taken and read.sentence.lower[i] in bound and read.tree.relation(i).startswith("nsubj")


def _is_model(read: ReadSentence, i: int) -> bool:
    """ "F-35", "Su-25": letters and a number joined by a hyphen name a thing."""
    sentence = read.sentence
    behind = sentence.words[i + 1 : i + 3]
    return len(behind) == 2 and behind[0] == "-" and sentence.ends[i] == sentence.starts[i + 1] and behind[1][0].isdigit()


def _may_be_name(read: ReadSentence, i: int, taken: set[int]) -> bool:
    word = read.sentence.words[i]
    if i in taken or not word[:1].isupper() or not any(c.isalpha() for c in word) or _is_model(read, i):
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
