"""Where the words of a party begin and end: noun phrases of a sentence, cut before what does not belong to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from saksi.reading.actors import Names
from saksi.reading.clauses import ReadSentence, prepositions
from saksi.reading.events.triggers import Trigger
from saksi.tables import CalendarWord, ReportingCue

CIRCUMSTANCE = ("sub:after", "sub:before", "sub:cause")
REACH = 14  # tokens right of a word in which a preposition still speaks of it


def core(read: ReadSentence, names: Names, first: int, last: int, head: int) -> tuple[int, int]:
    """The phrase up to its first preposition: "talks in Qatar" names no party. A role keeps what follows ("officials in Tehran")."""
    openers = (i for i in range(head + 1, last + 1) if read.words.any(i, "prep:") and "of" not in read.words.slots_of(i))
    end = next(openers, last + 1) - 1
    return (first, last) if any(first <= r.first <= end for r in names.roles) else (first, end)


def before_time(read: ReadSentence, first: int, last: int, head: int) -> int:
    """The last token of a phrase before a time or circumstance: "the soldiers [on Tuesday]", "police [after rebels struck]", "polisi
    Liberia [hari Kamis]"."""
    last = _before_weekday(read, last, head)
    for i in range(max(head, first) + 1, last):
        if any(read.words.has(i, kind) for kind in CIRCUMSTANCE) and read.tree.upos(i) in ("ADP", "SCONJ"):
            return i - 1
        if read.words.any(i, "prep:"):
            noun = next((k for k in range(i + 1, last + 1) if read.tree.upos(k) not in ("DET", "NUM", "ADJ")), i)
            if read.words.has(noun, "time"):
                return i - 1
    return last


def _before_weekday(read: ReadSentence, last: int, head: int) -> int:
    """The last token before a day of the week that ends a phrase with no preposition."""
    end = last
    while end > head and read.words.has(end, "time"):
        end -= 1
    days = any(end < m.first <= last and isinstance(m.row, CalendarWord) and m.row.kind == "weekday" for m in read.of("calendar"))
    return end if days and not read.words.any(end, "prep:") else last


def without_source(read: ReadSentence, first: int, last: int, head: int) -> list[tuple[int, int, int]]:
    """The phrase up to a preposition that names who tells it ("thirty people, [according to the ministry]"); none if that governs it."""
    cited = (i for i in range(max(first - 1, 0), last + 1) if cites(read, i))
    at = min(cited, default=last + 1)
    return [(first, at - 1, head)] if at > head else []


def cites(read: ReadSentence, token: int) -> bool:
    """Whether a preposition names who tells what stands beside it: "menurut", "according to"."""
    rows = (m.row for m in read.of("reporting") if m.first == token)
    return any(isinstance(row, ReportingCue) and row.pos == "prep" and row.frames[0].startswith("bare") for row in rows)


def below(read: ReadSentence, tokens: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """Slots of the prepositions that hang on nouns and on what they are joined with."""
    found: dict[str, tuple[int, ...]] = {}
    stack, seen = list(tokens), set[int]()
    while stack:
        token = stack.pop()
        seen.add(token)
        for kid in read.tree.kids[token]:
            named = list(prepositions(read.tree, read.words, kid)) if read.tree.relation(kid).startswith(("nmod", "obl")) else []
            for slot in named:
                found[slot] = (*found.get(slot, ()), kid)
            if kid not in seen and (read.tree.relation(kid) in ("compound", "conj", "flat") or "of" in named):
                stack.append(kid)
    return found


def of_object(read: ReadSentence, trigger: Trigger, slots: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Slots of the prepositions that the parser tied to the object or to a noun of the trigger: "gave [arms to Mali]"."""
    inside = [i for i in range(trigger.match.first, trigger.match.last + 1) if trigger.match.holds(i) and i != trigger.clause.head]
    return below(read, (*slots.get("patient", ()), *slots.get("second", ()), *inside))


def hull(read: ReadSentence, token: int) -> tuple[int, int]:
    """The unbroken run of the token's subtree around it."""
    tree = read.tree.subtree(token, without=[i for i in range(len(read.sentence)) if read.tree.relation(i) == "acl:relcl"])
    first = last = token
    while first - 1 in tree:
        first -= 1
    while last + 1 in tree:
        last += 1
    return first, last


def noun_phrases(read: ReadSentence, tokens: Sequence[int]) -> list[tuple[int, int, int]]:
    """(first, last, head) of the phrases of a slot; what touches is one phrase that the parser cut ("Minister | Kari Nes")."""
    found: list[tuple[int, int, int]] = []
    for token in sorted(tokens):
        first, last = extent(read, token)
        if found and found[-1][0] <= first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]), found[-1][2])
        else:
            found.append((first, last, token))
    return found


def extent(read: ReadSentence, token: int, seen: frozenset[int] = frozenset()) -> tuple[int, int]:
    """The noun phrase of a token with what stands right behind it in apposition or beside it ("X, the A, and Y, the B"), be that tied
    to a name inside it ("President X of Peru, Minister Y of Chile, and Z")."""
    first, last = read.tree.phrase(token)
    inside = [i for i in range(token, last + 1) if i == token or read.tree.upos(i) == "PROPN"]
    for kid in sorted(k for i in inside for k in read.tree.dependents(i, "appos", "conj", "list")):
        if kid > last and kid not in seen:
            a, b = extent(read, kid, seen | {token})
            if 0 < a - last <= 3 and all(read.tree.upos(i) in ("PUNCT", "CCONJ") for i in range(last + 1, a)):
                last = b
    return first, last
