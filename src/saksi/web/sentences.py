"""A claim in a sentence that a person would say: "US officials say North Korea supplied missiles to Russia (alleged; 2024)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Protocol

from saksi.ledger import Party, StoredClaim
from saksi.pack import lang_root
from saksi.tables import NameRow, Row, read_table
from saksi.world import load_world

NOBODY = "somebody"
MODAL = {"planned": "will", "possible": "may", "demanded": "should", "conditional": "would"}
ENGLISH = "en"
EACH = "each"  # of phrases.tsv: several who act need nobody else
MOST_NAMES = 4  # of one side


@dataclass(frozen=True, slots=True)
class Phrase(Row):
    """phrases.tsv: how an act is told; ``link`` stands before whom it is done to, ``nobody`` in their place when nobody is named."""

    act: str
    past: str
    base: str
    doing: str
    link: str = ""
    nobody: str = ""

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("act",)


class Act(Protocol):
    """What a claim and an incident say of their act."""

    @property
    def type(self) -> str: ...
    @property
    def mode(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def actors(self) -> tuple[Party, ...]: ...
    @property
    def recipients(self) -> tuple[Party, ...]: ...


def sentence(claim: StoredClaim) -> str:
    """Who says that who did what to whom, and in brackets what the verb does not say: alleged, when, where."""
    own = claim.status == "conditional" or (claim.status == "ongoing" and not claim.actors)
    words, place = _words(claim), in_english(claim.place, claim.lang)
    where = place if place not in words else ""
    tail = "; ".join(part for part in (claim.status if own else "", "alleged" if claim.alleged else "", claim.date_value, where) if part)
    return f"{_capital(words)}{f' ({tail})' if tail else ''}"


def headline(act: Act) -> str:
    """An act without who tells it: "Norway imposed sanctions on Iceland"."""
    return _capital(_act(act, act.type, ""))


def names(parties: Sequence[Party], lang: str = ENGLISH) -> str:
    """ "A, B and C"; countries by their English names."""
    found = list(dict.fromkeys(_inside(in_english(party.name, lang)) for party in parties if party.name))
    found = [*found[:MOST_NAMES], "others"] if len(found) > MOST_NAMES + 1 else found
    return f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else found[0] if found else ""


def _inside(name: str) -> str:
    """A name as it stands inside a sentence: "the army" where the text begins with "The army"."""
    first, space, rest = name.removesuffix("'s").removesuffix("’s").partition(" ")
    small = space and first.istitle() and first.lower() in _words_of("link")
    return f"{first.lower() if small else first}{space}{rest}"


def in_english(name: str, lang: str) -> str:
    """The English name of a country whose name in another language is given; any other name as it is."""
    return _countries(lang).get(name, name)


def _words(claim: StoredClaim) -> str:
    chain = [_inside(in_english(name, claim.lang)) for name in claim.chain]
    if claim.status == "denied" and chain:  # the last of the chain denies what all before tell
        *tellers, last = chain
        did = _act(claim, claim.raw_type, claim.sense, "happened", claim.lang)
        return f"{_told(tellers)}{last or 'a source not named'} {'deny' if is_plural(last) else 'denies'} that {did}"
    return f"{_told(chain)}{_own_words(claim) or _act(claim, claim.raw_type, claim.sense, lang=claim.lang)}"


def _told(chain: Sequence[str]) -> str:
    """Each teller once, who may stand in the chain for a statement inside their own."""
    return "".join(f"{name or 'a source not named'} {'say' if is_plural(name) else 'says'} " for name, _ in groupby(chain))


def _act(act: Act, kind: str, sense: str, status: str = "", lang: str = ENGLISH) -> str:
    """ "Russia may attack Ukraine", "the village was attacked"."""
    phrase, status = _phrase(kind, act.mode, sense), status or act.status
    actors, recipients = names(act.actors, lang), names(act.recipients, lang)
    if recipients and not actors and not phrase.link:
        return f"{recipients} {_suffers(phrase, status, is_plural(recipients))}"
    several = len({party.name for party in act.actors}) > 1
    verb = _verb(phrase, status, several or is_plural(actors))
    return " ".join(part for part in (actors or NOBODY, verb, _whom(phrase, recipients, several)) if part)


def _whom(phrase: Phrase, recipients: str, several: bool) -> str:
    """To whom it is done, as it stands behind the verb."""
    if recipients:
        return f"{phrase.link} {recipients}".strip()
    nobody = phrase.nobody if phrase.nobody != EACH else "" if several else NOBODY
    return f"{phrase.link} {nobody}".strip() if nobody else ""


def _verb(phrase: Phrase, status: str, plural: bool) -> str:
    if status in MODAL:
        return f"{MODAL[status]} {phrase.base}"
    if status == "ongoing":
        return f"{'are' if plural else 'is'} {phrase.doing}"
    return f"did not {phrase.base}" if status == "denied" else phrase.past


def _suffers(phrase: Phrase, status: str, plural: bool) -> str:
    """The verb for whoever it is done to by nobody that is named."""
    if status in MODAL:
        return f"{MODAL[status]} be {phrase.past}"
    if status == "ongoing":
        return f"{'are' if plural else 'is'} being {phrase.past}"
    return f"{'were' if plural else 'was'} {'not ' if status == 'denied' else ''}{phrase.past}"


def _own_words(claim: StoredClaim) -> str:
    """The verb of the text itself where it stands as the sentence needs it: right behind who does it, right before whom it is done to."""
    if claim.lang != ENGLISH or claim.status != "happened" or not claim.actors or not claim.recipients:
        return ""
    at, end = claim.trigger.start - claim.span.start, claim.trigger.end - claim.span.start
    before, verb, after = claim.evidence[:at].rstrip(), claim.evidence[at:end], claim.evidence[end:]
    actor, recipient = claim.actors[-1].text, claim.recipients[0].text
    found = after.find(recipient) if recipient else -1
    between = after[: max(found, 0)].split()
    if found < 1 or not actor or not before.endswith(actor) or not _is_past(verb) or not set(between) <= _words_of("link"):
        return ""
    return f"{names(claim.actors)} {' '.join((verb, *between))} {names(claim.recipients)}"


def _is_past(verb: str) -> bool:
    first = verb.split()[0] if verb.split() else ""
    return verb.islower() and (first.endswith("ed") or first in _words_of("past"))


def is_plural(name: str) -> bool:
    """Whether a name takes "say": several joined, or a common noun in the plural."""
    last = name.split()[-1] if name else ""
    common = last.islower() and last.endswith("s") and not last.endswith(("ss", "us", "is"))
    return " and " in name or last in _words_of("plural") or common


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _phrase(kind: str, mode: str, sense: str) -> Phrase:
    known, plain = _phrases(), kind.lower().replace("_", " ")
    found = known.get(sense) or known.get(f"{kind}/{mode}") or known.get(kind)
    return found or Phrase("", kind, f"did “{plain}”", f"do “{plain}”", f"doing “{plain}”", "to")


@cache
def _phrases() -> dict[str, Phrase]:
    return {row.act: row for row in read_table(files("saksi") / "web" / "phrases.tsv", Phrase, "web/phrases.tsv")}


@cache
def _countries(lang: str) -> dict[str, str]:
    """Names of countries in a language -> their English names."""
    table = lang_root() / lang / "lexicon" / "countries.tsv"
    if lang == ENGLISH or not table.is_file():
        return {}
    states = load_world().countries
    rows = read_table(table, NameRow, f"lang/{lang}/lexicon/countries.tsv")
    return {row.form: states[row.code].name for row in rows if row.kind == "country" and row.code in states and not row.note}


@dataclass(frozen=True, slots=True)
class Word(Row):
    """words.tsv: ``kind`` plural, past or link."""

    word: str
    kind: str


@cache
def _words_of(kind: str) -> frozenset[str]:
    rows = read_table(files("saksi") / "web" / "words.tsv", Word, "web/words.tsv")
    return frozenset(row.word for row in rows if row.kind == kind)
