"""A claim in a sentence that a person would say: "US officials say North Korea supplied missiles to Russia (alleged; 2024)"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from saksi.ledger import Party

# What an act of a type is called when its own words are not at hand: (done, to be done).
VERBS = {
    "AGREE": ("agreed to cooperate with", "agree to cooperate with"),
    "CONSULT": ("met or spoke with", "meet or speak with"),
    "SUPPORT": ("supported", "support"),
    "CONCEDE": ("yielded to", "yield to"),
    "COOPERATE": ("cooperated with", "cooperate with"),
    "AID": ("gave aid to", "give aid to"),
    "RETREAT": ("withdrew before", "withdraw before"),
    "REQUEST": ("asked something of", "ask something of"),
    "ACCUSE": ("accused or criticised", "accuse or criticise"),
    "REJECT": ("rejected something of", "reject something of"),
    "THREATEN": ("threatened", "threaten"),
    "PROTEST": ("protested against", "protest against"),
    "SANCTION": ("took measures against", "take measures against"),
    "MOBILIZE": ("mobilised against", "mobilise against"),
    "COERCE": ("coerced", "coerce"),
    "ASSAULT": ("attacked", "attack"),
}
MODES = {
    ("CONSULT", "visit"): ("visited", "visit"),
    ("CONSULT", "phone"): ("telephoned with", "telephone with"),
    ("ASSAULT", "abduct"): ("abducted", "abduct"),
    ("ASSAULT", "aerial"): ("bombed from the air", "bomb from the air"),
    ("ASSAULT", "explosives"): ("bombed", "bomb"),
    ("ASSAULT", "firearms"): ("shot at", "shoot at"),
    ("COERCE", "arrest"): ("arrested", "arrest"),
    ("COERCE", "deport"): ("deported", "deport"),
    ("COERCE", "seize"): ("seized from", "seize from"),
    ("RETREAT", "release"): ("released", "release"),
    ("RETREAT", "withdraw"): ("withdrew from", "withdraw from"),
    ("SANCTION", "discontinue"): ("sanctioned", "sanction"),
    ("SANCTION", "expel"): ("expelled", "expel"),
    ("SANCTION", "convict"): ("convicted", "convict"),
    ("REQUEST", "change"): ("demanded something of", "demand something of"),
}
MODAL = {"planned": "will", "possible": "may", "demanded": "should", "conditional": "would, on a condition,"}


class Told(Protocol):
    """What a stored claim says of its act."""

    @property
    def type(self) -> str: ...
    @property
    def raw_type(self) -> str: ...
    @property
    def mode(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def alleged(self) -> bool: ...
    @property
    def chain(self) -> tuple[str, ...]: ...
    @property
    def actors(self) -> tuple[Party, ...]: ...
    @property
    def recipients(self) -> tuple[Party, ...]: ...
    @property
    def date_value(self) -> str: ...
    @property
    def place(self) -> str: ...


def sentence(claim: Told) -> str:
    """Who says that who did what to whom, and in brackets how sure, when and where."""
    sure = claim.status if claim.status != "happened" else ""
    tail = "; ".join(part for part in (sure, "alleged" if claim.alleged else "", claim.date_value, claim.place) if part)
    words = f"{_told(claim.chain)}{act(claim)}"
    return f"{words[:1].upper()}{words[1:]}{f' ({tail})' if tail else ''}"


def act(claim: Told) -> str:
    """The act alone: "Russia may attack Ukraine"."""
    done, to_do = MODES.get((claim.raw_type, claim.mode)) or VERBS.get(claim.raw_type) or ((claim.raw_type.lower().replace("_", " "),) * 2)
    actors, recipients = names(claim.actors), names(claim.recipients)
    if not recipients and len(claim.actors) > 1:  # an act of all parties together
        recipients = "each other"
    verb = f"did not {to_do}" if claim.status == "denied" else f"{MODAL[claim.status]} {to_do}" if claim.status in MODAL else done
    if claim.status == "ongoing":
        verb = f"is going on: {done}"
    return " ".join(part for part in (actors or "somebody not named", verb, recipients or "somebody not named") if part)


def names(parties: Sequence[Party]) -> str:
    """ "A, B and C"."""
    found = [party.name for party in parties]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}" if found else ""


def _told(chain: Sequence[str]) -> str:
    return "".join(f"{name or 'a source not named'} says that " for name in chain)
