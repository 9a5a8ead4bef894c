"""Names for the speakers of statements, in the order of the text.

``ujarnya``, "he said" and bare quotations look back: to who spoke last, or to a person who became a subject since. Whoever is only
talked about, in somebody's words, is not looked back to. Inside somebody's words "I" is the one who says them, and so mostly is "he".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from saksi.frozen import record
from saksi.reading.actors import PLURAL_KINDS, Resolver
from saksi.reading.statements import Draft
from saksi.reading.statements.draft import Party
from saksi.records import Actor

NEAR = 6  # sentences a speaker stays in mind
PERSONS = frozenset({"person", "office", "name"})
BODIES = PLURAL_KINDS - {"member"}


@record(frozen=True, slots=True)
class Last:
    """Who spoke last, and where."""

    speaker: Actor
    sentence: int
    token: int


class Told:
    """The stretches of text that are somebody's words, as one sorted list without overlaps."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted((s for d in drafts for s in d.content), key=lambda s: s.start):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def holds(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]


@dataclass(slots=True)
class Naming:
    """The names found so far, and who spoke last."""

    resolver: Resolver
    told: Told
    parents: Sequence[int | None]
    named: list[Actor | None]
    last: Last | None = None

    def holder(self, parent: int | None) -> Actor | None:
        """The speaker of the statement that this one lies in."""
        return self.named[parent] if parent is not None and parent < len(self.named) else None

    def around(self, parent: int | None) -> set[str]:
        """The names of all whose words these are, one inside the other."""
        names: set[str] = set()
        while parent is not None and parent < len(self.named):
            speaker = self.named[parent]
            names |= {speaker.name} if speaker else set()
            parent = self.parents[parent]
        return names


def name_speakers(statements: Sequence[tuple[Draft, int | None]], resolver: Resolver) -> list[Actor | None]:
    """The speaker of each (statement, index of the statement it lies in), None where nobody is named."""
    naming = Naming(resolver, Told(d for d, _ in statements), [parent for _, parent in statements], [])
    for draft, parent in statements:
        speaker = _speaker(naming, draft, parent)
        naming.named.append(speaker)
        if speaker and not draft.hearsay and (parent is None or _speaks_for_a_body(naming, parent, speaker)):
            naming.last = _who_spoke(naming.last, Last(speaker, draft.sentence, draft.source.last if draft.source else 0))
    return naming.named


def first_persons(
    statements: Sequence[tuple[Draft, int | None]], speakers: Sequence[Actor | None], resolver: Resolver
) -> dict[tuple[int, int], Actor]:
    """Whom "I", "we", "our" mean at (sentence, token): the speaker of the narrowest statement around the word."""
    found: dict[tuple[int, int], Actor] = {}
    for read in resolver.sentences:
        at = read.sentence.index
        for token, classes in enumerate(read.words.classes):
            if not classes or not resolver.is_first_person(at, token) or "hearer" in classes:  # "kita" may be anybody
                continue
            offset = read.sentence.starts[token]
            around = [
                (sum(c.end - c.start for c in draft.content), i)
                for i, (draft, _) in enumerate(statements)
                if any(c.start <= offset < c.end for c in draft.content)
            ]
            speaker = speakers[min(around)[1]] if around else None
            if speaker:
                found[at, token] = speaker
    return found


def _who_spoke(before: Last | None, now: Last) -> Last:
    """A medium that reports between the words of a person, or a thing that shows something, does not take his place."""
    passing = now.speaker.kind == "media" or _is_thing(now.speaker)
    keeps = before is not None and passing and before.speaker.kind in PERSONS and now.sentence - before.sentence <= NEAR
    return before if keeps and before else now


def _speaks_for_a_body(naming: Naming, parent: int, speaker: Actor) -> bool:
    """A person whose words a paper or an office passes on: "he" is that person from here on."""
    holder = naming.holder(parent)
    return holder is not None and holder.kind not in PERSONS and speaker.kind in PERSONS


def _speaker(naming: Naming, draft: Draft, parent: int | None) -> Actor | None:
    source, last = draft.source, naming.last
    if source is None:
        near = draft.follows and last is not None and draft.sentence - last.sentence <= 3
        return replace(last.speaker, span=None, reason="goes on from the statement before") if last and near else None
    if source.clitic:
        return _looking_back(naming, source)
    return _phrase_or_pronoun(naming, source, parent)


def _phrase_or_pronoun(naming: Naming, source: Party, parent: int | None) -> Actor:
    resolver = naming.resolver
    read = resolver.sentences[source.sentence]
    span = read.sentence.span_of(source.first, source.last)
    actors = resolver.phrase(source.sentence, source.first, source.last, source.head)
    if len(actors) > 1:
        named = resolver.is_about_the_pair(source.sentence, source.head, source.last)
        return replace(actors[0], span=span, name=", ".join(dict.fromkeys(a.name for a in actors)) if named else actors[0].text)
    speaker = replace(_as_written(resolver, source, actors[0]), span=span)
    if resolver.is_first_person(source.sentence, source.head):
        back = _who_says_i(naming, source, parent)
        return replace(back, span=span, text=speaker.text, reason=f"the speaker of these words: {back.name}") if back else speaker
    if not resolver.is_pronoun(source.sentence, source.head):
        return speaker
    if resolver.sentences[source.sentence].words.has(source.head, "neut"):
        back = _it(naming, source, parent)
    elif resolver.is_singular(source.sentence, source.head):
        back = _he(naming, source, parent)
    elif _in_quotation(naming, source):  # whom somebody quoted means by "they" is for that person to say
        return Actor(span, speaker.text, speaker.text, reason="unresolved")
    else:
        back = _they(naming, source, parent, speaker)
    return replace(back, span=span, text=speaker.text) if back else speaker


def _who_says_i(naming: Naming, source: Party, parent: int | None) -> Actor | None:
    """ "I": whose words these are; outside all quotations the writer, who has no name here."""
    if parent is not None:
        return naming.holder(parent)
    return naming.last.speaker if naming.last and _in_quotation(naming, source) else None


def _as_written(resolver: Resolver, source: Party, actor: Actor) -> Actor:
    """The name as long as the source writes it ("Suara Irak"); people whose country or body alone is known by name are called by their
    words ("sumber-sumber keamanan Palestina" is not Palestine)."""
    read, names = resolver.sentences[source.sentence], resolver.names[source.sentence]
    inside = [u for u in names.units if source.first <= u.first and u.last <= source.last]
    if actor.kind in PERSONS:
        unit = next((u for u in inside if u.kind == "name" and u.name == actor.name), None)
        return replace(actor, name=unit.name + _rest(read.sentence.words, unit.last, source.last)) if unit else actor
    body = next((u for u in inside if u.name == actor.name and u.kind == "organisation"), None)
    state = next((u for u in inside if body and u.first == body.last + 1 and u.code and u.code == actor.country), None)
    if body and state:  # "Kementerian Kesehatan Thailand"
        return replace(actor, name=f"{body.name} {' '.join(read.sentence.words[state.first : state.last + 1])}")
    headed = any(u.first <= source.head <= u.last for u in inside) or any(r.first <= source.head <= r.last for r in names.roles)
    return actor if headed or not inside or actor.name not in {u.name for u in inside} else replace(actor, name=actor.text)


def _rest(words: Sequence[str], last: int, end: int) -> str:
    """The capitalised words right behind a name, up to the end of the source."""
    start = last + 1
    while last < end and words[last + 1][:1].isupper() and words[last + 1].isalpha():
        last += 1
    return "".join(f" {word}" for word in words[start : last + 1])


def _he(naming: Naming, source: Party, parent: int | None) -> Actor | None:
    """Inside a person's words "he" is mostly that person, inside quotation marks never; else who spoke last, or became a subject
    since."""
    holder = naming.holder(parent)
    if holder and holder.kind in PERSONS and not _in_quotation(naming, source):
        return replace(holder, reason=f"the speaker of these words: {holder.name}")
    back = _looking_back(naming, source)
    own = naming.around(parent) if _in_quotation(naming, source) else set()
    if back is None or back.name not in own:
        return back
    other = naming.resolver.person_before(source.sentence, source.first, naming.told.holds, own)
    word = _text(naming, source)
    return other or Actor(None, word, word, reason="unresolved")


def _text(naming: Naming, source: Party) -> str:
    return " ".join(naming.resolver.sentences[source.sentence].sentence.words[source.first : source.last + 1])


def _it(naming: Naming, source: Party, parent: int | None) -> Actor | None:
    """ "It": the body whose words these are or that spoke last; None leaves what the text around says."""
    holder, last = naming.holder(parent), naming.last
    if holder and holder.kind in BODIES and not _in_quotation(naming, source):
        return replace(holder, reason=f"the speaker of these words: {holder.name}")
    if last and last.speaker.kind in BODIES and source.sentence - last.sentence <= NEAR and parent is None:
        return replace(last.speaker, span=None, reason=f"the speaker before: {last.speaker.name}")
    return None


def _they(naming: Naming, source: Party, parent: int | None, resolved: Actor) -> Actor | None:
    """ "They": the body or group whose words these are or that spoke last, else the last one named."""
    holder = naming.holder(parent)
    if holder and holder.kind in PLURAL_KINDS and not _in_quotation(naming, source):
        return replace(holder, reason=f"the speaker of these words: {holder.name}")
    last = naming.last
    if last and last.speaker.kind in PLURAL_KINDS and source.sentence - last.sentence <= NEAR:
        return replace(last.speaker, reason=f"the speaker before: {last.speaker.name}")
    return None if resolved.kind in PLURAL_KINDS else Actor(None, resolved.text, resolved.text, reason="unresolved")


def _in_quotation(naming: Naming, source: Party) -> bool:
    return naming.resolver.sentences[source.sentence].sentence.quoted[source.first] >= 0


def _looking_back(naming: Naming, source: Party) -> Actor | None:
    """The last speaker, unless another person became a subject since."""
    resolver, last = naming.resolver, naming.last
    place = (last.sentence, last.token) if last else (-1, -1)
    newer = resolver.person_since(source.sentence, source.first, place, naming.told.holds)
    if newer:
        return newer
    if last and source.sentence - last.sentence <= NEAR and not _is_of_a_person(naming, source, last.speaker):
        return replace(last.speaker, span=None, reason=f"the speaker before: {last.speaker.name}")
    return resolver.speaker_before(source.sentence, source.first, naming.told.holds)


def _is_of_a_person(naming: Naming, source: Party, speaker: Actor) -> bool:
    """ "He", "she" cannot be the body, state or thing that spoke last."""
    words = naming.resolver.sentences[source.sentence].words
    return (speaker.kind in BODIES or _is_thing(speaker)) and (words.has(source.head, "masc") or words.has(source.head, "fem"))


def _is_thing(speaker: Actor) -> bool:
    """Words in small letters of which no word has a role: "a statement", "a dire scene"."""
    return not speaker.kind and not any(word[:1].isupper() for word in speaker.name.split()[1:]) and speaker.name[:1].islower()
