"""How a text uses the name of a place: for the place, for whoever acts from it, or to say which of many things is meant."""

from __future__ import annotations

from saksi.reading.clauses import ReadSentence

ACTING = frozenset({"country", "region", "metonym", "demonym"})
NOMINAL = ("NOUN", "PROPN")


def use_of(read: ReadSentence, first: int, last: int, kind: str) -> str:
    """place | actor | modifier of the tokens; ``kind`` is the kind that a table gives them, "" when none does."""
    if kind == "demonym":
        return "modifier"
    before = first - 1
    while before >= 0 and read.words.has(before, "det"):
        before -= 1
    slots = set(read.words.slots_of(before)) if before >= 0 else set()
    if slots & {"in", "at", "near", "from", "to", "into", "via"}:
        return "place"
    if _owns(read, last) or _qualifies(read, first, last):
        return "modifier"
    if kind in ACTING and (slots & {"with", "against", "between", "by", "for"} or _is_party(read, first, last)):
        return "actor"
    return "place"


def _head(read: ReadSentence, first: int, last: int) -> int:
    """The token of the name that the rest of the sentence hangs on."""
    return next((i for i in range(first, last + 1) if not first <= read.tree.head(i) <= last), last)


def _owns(read: ReadSentence, last: int) -> bool:
    return last + 1 < len(read.sentence) and read.sentence.lower[last + 1] in ("'s", "'")


def _qualifies(read: ReadSentence, first: int, last: int) -> bool:
    """ "Florida man", "pasukan Israel": tied to the noun beside it."""
    head = _head(read, first, last)
    above = read.tree.head(head)
    relation = read.tree.relation(head)
    return above >= 0 and relation in ("compound", "amod", "nmod:poss", "nmod", "flat") and read.tree.upos(above) in NOMINAL


def _is_party(read: ReadSentence, first: int, last: int) -> bool:
    """Subject, doer or object; in "Britain and France said" the second is what the first is."""
    head = _head(read, first, last)
    if read.tree.relation(head) == "conj" and read.tree.head(head) >= 0:
        head = read.tree.head(head)
    return read.tree.relation(head).startswith(("nsubj", "obl:agent")) or read.tree.relation(head) in ("obj", "iobj")
