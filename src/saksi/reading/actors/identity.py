"""What the stage hands on inside: names and roles of a sentence, and whom a phrase names."""

from __future__ import annotations

from saksi.frozen import record

PLACE_KINDS = frozenset({"place", "region"})

HOME = "in an article about"  # the reason of whoever has no state but that of the article


@record(frozen=True, slots=True)
class Unit:
    """A name in the text and what it stands for."""

    first: int
    last: int
    kind: str  # country | demonym | metonym | organisation | region | media | group | person | place | name
    name: str
    code: str = ""
    sector: str = ""
    reason: str = ""
    codes: frozenset[str] = frozenset()  # of a known person: the codes of all offices ever held
    told: bool = False  # the text beside it says the state


@record(frozen=True, slots=True)
class Role:
    """A title or body word in the text ("menteri luar negeri", "army")."""

    first: int
    last: int
    kind: str  # office | member | body | kin
    sector: str
    code: str
    words: str
    where: str
    plural: bool = False


@record(frozen=True, slots=True)
class Names:
    """All names and roles of one sentence, left to right."""

    units: tuple[Unit, ...]
    roles: tuple[Role, ...]
    former: frozenset[int]  # tokens of words that mean a former office
    abroad: frozenset[int] = frozenset()  # tokens of words that mean no state in particular ("world leaders")


@record(frozen=True, slots=True)
class Identity:
    """Whom a phrase names, as far as it says."""

    name: str
    code: str
    sector: str
    kind: str
    reason: str
    role: str = ""  # the title words, for "the minister" later on
    first: int = -1
    last: int = -1
    plural: bool = False
    told: bool = False  # the text itself says the country or body ("the British prime minister"), which outweighs the tables


def is_person(identity: Identity) -> bool:
    return identity.kind in ("person", "office", "name") and not identity.plural


def is_one_person(identity: Identity) -> bool:
    """A single person: a name in capitals that nothing explains is one only if it has two words ("BBM", "Vista" are none)."""
    known = identity.kind == "person" or (identity.kind == "office" and not identity.plural)
    return known or (identity.kind == "name" and " " in identity.name and not identity.name.isupper())
