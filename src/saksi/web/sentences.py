"""A claim in a sentence that a person would say: "US officials say North Korea supplied missiles to Russia (alleged; 2024)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from saksi.ledger import Party, StoredClaim
from saksi.tables import Row, read_table

NOBODY = "somebody"
MODAL = {"planned": "will", "possible": "may", "demanded": "should", "conditional": "would"}
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Phrase(Row):
    """phrases.tsv: how an act is told; ``link`` stands before whom it is done to, ``alone`` whether it needs nobody."""

    type: str
    past: str
    base: str
    doing: str
    mode: str = ""
    link: str = ""
    alone: str = "no"

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("type", "mode")


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
    """Who says that who did what to whom, and in brackets how sure, when and where."""
    sure = claim.status if claim.status != "happened" and not (claim.status == "denied" and claim.chain) else ""
    tail = "; ".join(part for part in (sure, "alleged" if claim.alleged else "", claim.date_value, claim.place) if part)
    return f"{_capital(_words(claim))}{f' ({tail})' if tail else ''}"


def headline(act: Act) -> str:
    """An act without who tells it: "Norway imposed sanctions on Iceland"."""
    return _capital(_act(act, act.type))


def names(parties: Sequence[Party]) -> str:
    """ "A, B and C"."""
    found = list(dict.fromkeys(party.name for party in parties if party.name))
    return f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else found[0] if found else ""


def _words(claim: StoredClaim) -> str:
    if claim.status == "denied" and claim.chain:  # the last of the chain denies what all before tell
        *tellers, last = claim.chain
        did = _act(claim, claim.raw_type, "happened")
        return f"{_told(tellers)}{last or 'a source not named'} {'deny' if is_plural(last) else 'denies'} that {did}"
    return f"{_told(claim.chain)}{_own_words(claim) or _act(claim, claim.raw_type)}"


def _told(chain: Sequence[str]) -> str:
    return "".join(f"{name or 'a source not named'} {'say' if is_plural(name) else 'says'} " for name in chain)


def _act(act: Act, kind: str, status: str = "") -> str:
    """ "Russia may attack Ukraine"."""
    phrase = _phrase(kind, act.mode)
    actors, recipients = names(act.actors), names(act.recipients)
    several = len({party.name for party in act.actors}) > 1
    if not recipients and several and phrase.link == "with":
        whom = "with each other" if " to " not in phrase.past else ""
    elif recipients:
        whom = f"{phrase.link} {recipients}".strip()
    else:
        whom = "" if phrase.alone == "yes" else NOBODY
    verb = _verb(phrase, status or act.status, several or is_plural(actors))
    return " ".join(part for part in (actors or NOBODY, verb, whom) if part)


def _verb(phrase: Phrase, status: str, plural: bool) -> str:
    if status in MODAL:
        return f"{MODAL[status]} {phrase.base}"
    if status == "ongoing":
        return f"{'are' if plural else 'is'} {phrase.doing}"
    return f"did not {phrase.base}" if status == "denied" else phrase.past


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


def _phrase(kind: str, mode: str) -> Phrase:
    found = _phrases().get((kind, mode)) or _phrases().get((kind, ""))
    plain = kind.lower().replace("_", " ")
    return found or Phrase("", kind, f"did “{plain}”", f"do “{plain}”", f"doing “{plain}”", mode, "to", "yes")


@cache
def _phrases() -> dict[tuple[str, str], Phrase]:
    rows = read_table(files("saksi") / "web" / "phrases.tsv", Phrase, "web/phrases.tsv")
    return {(row.type, row.mode): row for row in rows}


@dataclass(frozen=True, slots=True)
class Word(Row):
    """words.tsv: ``kind`` plural, past or link."""

    word: str
    kind: str


@cache
def _words_of(kind: str) -> frozenset[str]:
    rows = read_table(files("saksi") / "web" / "words.tsv", Word, "web/words.tsv")
    return frozenset(row.word for row in rows if row.kind == kind)
