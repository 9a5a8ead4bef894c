"""Types as PLOVER's gold sentences have them: an act only announced, refused or demanded is the announcement, refusal or demand.

The gold articles mark the act itself and its status, so this is no reading of its own but another way to write the same one. It goes
further than the manual's folding (section 3.1), which the records carry as ``type``: the gold sentences also fold announced retreats and
concessions, announced hostile acts, and refusals.
"""

from __future__ import annotations

from saksi.records import Event

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
HOSTILE = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
REFUSING = frozenset({"refuse", "negative", "fail"})


INTERNATIONAL = frozenset({"UNO", "EUR", "NGO"})  # PLOVER 2.0 tells these apart, its older gold sentences do not


def folded_code(country: str) -> str:
    """The code of a party in the scheme of the gold sentences, where every international body is an IGO."""
    return "IGO" if country in INTERNATIONAL else country


def folded_type(event: Event) -> str:
    """The type of the speech act that an unreal act amounts to; its own when it is real or merely possible."""
    effects = {t.rule.removeprefix("effect:") for t in event.trace.children if t.rule.startswith("effect:")}
    if event.raw_type in COOPERATIVE:
        if event.status == "planned":
            return "AGREE"
        if event.status == "denied" and effects & REFUSING:
            return "REJECT"
    if event.raw_type in HOSTILE and (event.status == "planned" or "threat" in effects):
        return "THREATEN"
    return "REQUEST" if event.status == "demanded" else event.raw_type
