"""Which words of a sentence name acts, and in which sense: conditions on the slots choose among the rows of a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from saksi.frozen import record
from saksi.reading.clauses import ReadSentence
from saksi.reading.document import Match
from saksi.reading.predicates import Clause
from saksi.tables import NO_ACT, EventWord, Sense

FillerTest = Callable[[int, str], bool]  # (head token of the filler, class) -> holds
VERB_FORMS = frozenset({"past", "part", "act", "pass", "ter", "ing"})
ATTRIBUTIVE = frozenset({"past", "part", "pass"})
OWN = frozenset({"agent", "patient", "subject", "object"})  # slots of one clause alone
NOUNS = frozenset({"NOUN", "PROPN"})
CONDITIONS = 4096  # conditions of rows kept taken apart


@record(frozen=True, slots=True)
class Trigger:
    """A word that names an act here: the row chosen, the tokens, and the slots of verb and noun together."""

    match: Match
    row: EventWord
    clause: Clause
    slots: Mapping[str, tuple[int, ...]]


def find_triggers(read: ReadSentence, holds: FillerTest, senses: Mapping[str, Sense]) -> list[Trigger]:
    """The triggers of a sentence, left to right, one a place; a longer one hides those inside it, but for the acts it speaks of."""
    by_place: dict[tuple[int, int], list[Match]] = {}
    names = [m for m in read.of("names") if m.last > m.first]
    for match in read.matches:
        if match.table in ("events", "nouns") and _fits(read, match) and not _within_name(names, match) and not _spans_clause(read, match):
            by_place.setdefault((match.first, match.last), []).append(match)
    found: list[Trigger] = []
    for _, matches in sorted(by_place.items(), key=lambda item: (item[0][0] - item[0][1], item[0])):
        clause = _clause(read, matches[0])
        if clause is None or _hidden(matches[0], clause, found, senses):
            continue
        slots = _slots(read, clause, matches[0], holds)
        chosen = _choose(matches, slots, read, holds, clause)
        if chosen:
            assert isinstance(chosen.row, EventWord)
            found.append(Trigger(chosen, chosen.row, clause, slots))
    return sorted((t for t in found if t.row.sense != NO_ACT), key=lambda t: t.match.first)


def _within_name(names: Sequence[Match], match: Match) -> bool:
    """Whether the words are part of a longer name ("Pasukan Bantuan Keamanan Internasional"), which names no act."""
    length = match.last - match.first
    return any(m.first <= match.first and match.last <= m.last and m.last - m.first > length for m in names)


def _spans_clause(read: ReadSentence, match: Match) -> bool:
    """Whether the gap of a phrase holds a clause with a subject: "decides that [the army keeps up] contact" cuts none;
    nor does one that somebody is asked to do: "asks [the army to withdraw] troops"."""
    inside = (read.clauses[i] for i in match.skipped if i in read.clauses and read.clauses[i].kind == "verb")
    return any(c.link == "ccomp" or any(read.tree.dependents(c.head, "nsubj")) or _asked(read, c, match) for c in inside)


def _asked(read: ReadSentence, clause: Clause, match: Match) -> bool:
    """Whether the verb of a phrase asks its own object to do what a verb in the gap says to the rest of the phrase."""
    whom = any(match.first < k < clause.head for k in read.tree.dependents(match.first, "obj", "iobj"))
    return whom and clause.link == "xcomp" and clause.governor == match.first and read.tree.head(match.last) == clause.head


def _hidden(match: Match, clause: Clause, longer: Sequence[Trigger], senses: Mapping[str, Sense]) -> bool:
    """Whether a longer trigger owns the word already. "Threatened to attack" is a threat, and beside it the attack that is threatened."""
    for trigger in longer:
        inside = trigger.match.first <= match.first and match.last <= trigger.match.last
        if not inside and not trigger.match.holds(clause.head):
            continue
        if trigger.row.sense == NO_ACT:
            if inside:
                return True
            continue
        if clause.head == trigger.clause.head or clause.kind != "verb":
            return True
        governed = clause.governor >= 0 and trigger.match.holds(clause.governor)
        if trigger.match.holds(clause.head) and not (governed and senses[trigger.row.sense].effect):
            return True
    return False


def _fits(read: ReadSentence, match: Match) -> bool:
    """Whether the part of speech of the row can be that of the token."""
    row = match.row
    assert isinstance(row, EventWord)
    upos = read.tree.upos(match.first)
    if row.pos == "noun":
        return upos in NOUNS or read.tree.upos(match.last) in NOUNS
    if row.pos in ("verb", "intrans"):
        return (
            upos == "VERB"
            or (upos in ("AUX", "ADJ") and match.feature in VERB_FORMS)
            or (match.feature in ("act", "pass") and upos in NOUNS)
        )
    if row.pos == "phrase" and _attribute_of_own_noun(read, match):
        return False  # "Mali's [planned attack]" plans nothing itself
    if upos == "AUX" and any(read.tree.upos(i) == "VERB" for i in match.skipped):
        return False  # "[has] suspended [talks with] Peru" is no "has talks with"
    return not (row.pos == "phrase" and upos in ("ADP", "DET", "PRON", "PROPN"))


def _attribute_of_own_noun(read: ReadSentence, match: Match) -> bool:
    """Whether the verb of a phrase is a participle before its noun, with an article or owner in front of both."""
    tree, verb = read.tree, match.first
    noun = tree.head(verb)
    if match.feature not in ATTRIBUTIVE or tree.relation(verb) != "amod" or not (verb < noun <= match.last):
        return False
    return any(k < verb and tree.relation(k) in ("det", "nmod:poss") for k in tree.kids[noun])


def event_nouns(read_matches: Sequence[Match], upos: Sequence[str]) -> Iterator[int]:
    """Tokens that the event tables list as nouns: they get clauses of their own."""
    for match in read_matches:
        if match.table in ("events", "nouns", "reporting"):
            for i in range(match.first, match.last + 1):
                if upos[i] in NOUNS or upos[i] == "ADJ":
                    yield i


def _clause(read: ReadSentence, match: Match) -> Clause | None:
    """The clause of the trigger: of its verb if it has one, else of the noun that heads it ("serangan udara", "air strike")."""
    inside = [read.clauses[i] for i in range(match.first, match.last + 1) if match.holds(i) and i in read.clauses]
    verbs = [c for c in inside if c.kind == "verb" and match.table != "nouns"]  # "bom bunuh diri" is no killing by somebody
    heads = [c for c in inside if not match.holds(read.tree.head(c.head))]
    chosen = verbs or heads[-1:] or inside[-1:]
    return chosen[0] if chosen else None


def _slots(read: ReadSentence, clause: Clause, match: Match, holds: FillerTest) -> dict[str, tuple[int, ...]]:
    """Slots of the clause, and for a phrase those of its nouns too; a word of the trigger fills a slot only when it names somebody
    ("hosted the prime minister")."""
    merged: dict[str, list[int]] = {}
    clauses = [clause] + [
        read.clauses[i] for i in range(match.first, match.last + 1) if match.holds(i) and i in read.clauses and i != clause.head
    ]
    for part in clauses:
        for slot, tokens in part.slots.items():
            name = slot if part is clause or slot not in OWN else "inner" if slot == "patient" and part.governor == clause.head else ""
            if name:
                merged.setdefault(name, []).extend(t for t in tokens if not match.holds(t) or (slot == "patient" and holds(t, "actor")))
    return {slot: tuple(dict.fromkeys(tokens)) for slot, tokens in merged.items() if tokens}


def _choose(
    matches: Sequence[Match], slots: Mapping[str, tuple[int, ...]], read: ReadSentence, holds: FillerTest, clause: Clause
) -> Match | None:
    """The first row whose conditions hold, rows with a need before those without."""
    rows = [m for m in matches if isinstance(m.row, EventWord)]
    for match in sorted(rows, key=lambda m: not getattr(m.row, "need", ())):
        row = match.row
        assert isinstance(row, EventWord)
        if all(_condition(c, slots, read, holds, clause) for c in row.need) and not any(
            _condition(c, slots, read, holds, clause) for c in row.veto
        ):
            return match
    return None


def _condition(condition: str, slots: Mapping[str, tuple[int, ...]], read: ReadSentence, holds: FillerTest, clause: Clause) -> bool:
    slot, names = _parsed(condition)
    fillers = _fillers(slot, slots, read, clause)
    if "none" in names and not fillers:
        return True
    if "some" in names and fillers:
        return True
    return any(holds(token, name) for token in fillers for name in names)


@lru_cache(CONDITIONS)
def _parsed(condition: str) -> tuple[str, tuple[str, ...]]:
    """Slot and classes of a condition."""
    slot, _, wanted = condition.partition(":")
    return slot, tuple(wanted.split("|"))


def _fillers(slot: str, slots: Mapping[str, tuple[int, ...]], read: ReadSentence, clause: Clause) -> tuple[int, ...]:
    if slot == "any":
        return tuple(i for i, pos in enumerate(read.tree.parse.upos) if pos in NOUNS and i != clause.head)
    if slot == "head":
        return (clause.governor,) if clause.governor >= 0 else ()
    if slot == "xcomp":
        return slots.get("xcomp", ())
    if clause.kind == "noun" and slot in ("agent", "patient"):
        return slots.get(slot, ()) + slots.get("genitive", ()) + slots.get("of", ()) + slots.get("compound", ())
    return slots.get(slot, ())
