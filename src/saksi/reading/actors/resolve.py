"""Resolution over a whole article: short names, pronouns, "the minister", "both leaders", "that country".

The article is read once from top to bottom into a list of mentions; a question about a later place looks back through it.
Nothing is guessed silently: each answer carries its reason, and no answer is an answer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from saksi.reading.actors.compose import Identity, identify
from saksi.reading.actors.units import Names, Role, Unit, find_names, written
from saksi.reading.clauses import ReadSentence
from saksi.records import Actor, Span
from saksi.world import World

STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "REB", "OPP", "CVL", "LAB", "REF", "EDU", "JRN", "PTY", "AGR", "MED"})
HOME_SHARE = 0.5  # share of country mentions that makes a country the article's own
SENTENCES_BACK = 8
PLURAL_KINDS = frozenset({"member", "body", "organisation", "group", "media", "country", "demonym", "metonym"})


@dataclass(frozen=True, slots=True)
class Mention:
    """An identity at a place of the text; ``subject`` = it was a subject, which pronouns prefer."""

    sentence: int
    token: int
    identity: Identity
    subject: bool


@dataclass(frozen=True)
class Resolver:
    """Answers who a phrase, pronoun or clitic means."""

    sentences: Sequence[ReadSentence]
    names: Sequence[Names]
    mentions: Sequence[Mention]
    home: str  # the country most of the article is about, "" when none stands out
    full_names: dict[str, Identity] = field(default_factory=dict)

    def phrase(self, sentence: int, first: int, last: int, head: int) -> tuple[Actor, ...]:
        """Actors of a noun phrase; one unresolved actor with the words when nothing is known."""
        read = self.sentences[sentence]
        last = max([last, *(u.last for u in self.names[sentence].units if u.first <= last < u.last)])  # never half a name
        span = read.sentence.span_of(first, last)
        text = written(read, first, last)
        found = self._identities(read, first, last, head)
        if not found:
            return (Actor(span, text, text, reason="unresolved"),)
        return tuple(_actor(self._span(read, i, span, len(found)), text, i) for i in found)

    def _span(self, read: ReadSentence, identity: Identity, whole: Span, count: int) -> Span:
        return read.sentence.span_of(identity.first, identity.last) if count > 1 and identity.first >= 0 else whole

    def _identities(self, read: ReadSentence, first: int, last: int, head: int) -> list[Identity]:
        sentence = read.sentence.index
        before = (sentence, first)
        if first == last or read.tree.upos(head) == "PRON":
            by_pronoun = self._pronoun(read, head, before)
            if by_pronoun:
                return by_pronoun
        pair = self._pair(read, first, last, before)
        if pair:
            return pair
        found = identify(read, self.names[sentence], first, last, head)
        if found:
            return [self._complete(i, read, first, last, before) for i in found]
        return self._definite(read, first, last, head, before)

    def _complete(self, identity: Identity, read: ReadSentence, first: int, last: int, before: tuple[int, int]) -> Identity:
        """A short name takes the full name's identity; a role without a country takes the antecedent's or the article's."""
        if identity.kind in ("name", "person") and not identity.code:
            known = self.full_names.get(identity.name.lower())
            if known:
                return replace(known, reason=f"{identity.name} = {known.name}", first=identity.first, last=identity.last)
            return identity
        if identity.name or identity.code or not identity.role:
            known = self.full_names.get(identity.name.lower()) if identity.kind == "person" else None
            return replace(identity, name=known.name) if known and len(known.name) > len(identity.name) else identity
        holder = self._last(before, lambda m: m.identity.role.lower() == identity.role.lower() and bool(m.identity.code))
        possessor = self._possessor(read, first, last, before)
        if possessor:
            return replace(identity, code=possessor.code, reason=f"{identity.role} of {possessor.name}")
        if holder:
            return replace(
                holder,
                sector=identity.sector or holder.sector,
                reason=f"{identity.role}: as named before",
                first=identity.first,
                last=identity.last,
            )
        if self.home and identity.sector in STATE_SECTORS:
            return replace(identity, code=self.home, reason=f"{identity.role} in an article about {self.home}")
        return identity

    def _possessor(self, read: ReadSentence, first: int, last: int, before: tuple[int, int]) -> Identity | None:
        """ "its army", "tentaranya": the last country or organisation."""
        if any(read.words.any(i, "poss:3") for i in range(first, min(last + 2, len(read.sentence)))):
            return self._last(before, lambda m: bool(m.identity.code))
        return None

    def _pronoun(self, read: ReadSentence, token: int, before: tuple[int, int]) -> list[Identity]:
        words = read.words
        if words.has(token, "pron:3sg") or words.has(token, "poss:3sg"):
            neuter = words.has(token, "neut") and not words.has(token, "masc")
            wanted: Callable[[Mention], bool] = (lambda m: m.identity.kind != "person") if neuter else (lambda m: _is_person(m.identity))
            found = self._last(before, wanted)
        elif words.has(token, "pron:3pl"):
            found = self._last(before, lambda m: m.identity.kind in PLURAL_KINDS)
        else:
            return []
        reason = f"{read.sentence.words[token]} = {found.name or found.role}" if found else ""
        return [replace(found, reason=reason, first=token, last=token)] if found else []

    def _pair(self, read: ReadSentence, first: int, last: int, before: tuple[int, int]) -> list[Identity]:
        """ "both leaders", "kedua negara", "the two sides": the two countries, or leaders, that were named most so far."""
        if not any(read.words.has(i, "pair") for i in range(first, last + 1)) or any(
            first <= u.first <= last for u in self.names[read.sentence.index].units
        ):
            return []
        roles = [r for r in self.names[read.sentence.index].roles if first <= r.first <= last]
        people = bool(roles) and roles[0].kind == "office"
        earlier = [
            m
            for m in self.mentions
            if (m.sentence, m.token) < before and len(m.identity.code) == 3 and m.identity.kind not in ("place", "region")
        ]
        fitting = [m for m in earlier if _is_person(m.identity)] if people else []
        codes = [code for code, _ in Counter(m.identity.code for m in fitting or earlier).most_common(2)]
        if len(codes) < 2:
            return []
        found = [next(m.identity for m in reversed(fitting or earlier) if m.identity.code == code) for code in codes]
        sector = roles[0].sector if roles else ""
        reason = f"{written(read, first, last)} = {codes[0]} and {codes[1]}, named most so far"
        return [replace(f, sector=sector or f.sector, reason=reason, first=-1) for f in found]

    def _definite(self, read: ReadSentence, first: int, last: int, head: int, before: tuple[int, int]) -> list[Identity]:
        """ "the country", "negara tersebut", "the group": the last of that kind."""
        wanted = "country" if read.words.has(head, "noun:country") else "organisation" if read.words.has(head, "noun:group") else ""
        if not any(read.words.has(i, "det:def") or read.words.has(i, "det:dem") for i in range(first, last + 1)):
            return []
        if not wanted:
            return []
        kinds = {"country", "demonym", "metonym"} if wanted == "country" else {"organisation", "group"}
        found = self._last(before, lambda m: m.identity.kind in kinds)
        return [replace(found, reason=f"{written(read, first, last)} = {found.name or found.code}", first=-1)] if found else []

    def _up_to(self, before: tuple[int, int]) -> list[Mention]:
        start = bisect_left(self.mentions, before[0] - SENTENCES_BACK, key=lambda m: m.sentence)
        end = bisect_right(self.mentions, before[0], key=lambda m: m.sentence)
        return [m for m in self.mentions[start:end] if (m.sentence, m.token) < before]

    def _last(self, before: tuple[int, int], wanted: Callable[[Mention], bool]) -> Identity | None:
        """The latest fitting mention, one that was a subject first within two sentences."""
        fitting = [m for m in self._up_to(before) if wanted(m)]
        subjects = [m for m in fitting if m.subject and before[0] - m.sentence <= 2]
        chosen = subjects or fitting
        return chosen[-1].identity if chosen else None

    def is_pronoun(self, sentence: int, token: int) -> bool:
        """Whether the token is a third person pronoun."""
        return self.sentences[sentence].words.any(token, "pron:3")

    def is_singular(self, sentence: int, token: int) -> bool:
        return self.sentences[sentence].words.has(token, "pron:3sg")

    def is_first_person(self, sentence: int, token: int) -> bool:
        """ "I", "kami"; not "US"."""
        read = self.sentences[sentence]
        word = read.sentence.words[token]
        return read.words.any(token, "pron:1") and not (len(word) > 1 and word.isupper())

    def person_since(self, sentence: int, token: int, place: tuple[int, int], told: Callable[[int], bool]) -> Actor | None:
        """A person who became a subject between ``place`` and the token in the writer's own words, or None. ``told``: whether a
        body offset lies in somebody's words."""
        newer = [
            m
            for m in self._up_to((sentence, token))
            if _after(m, place) and m.subject and _is_person(m.identity) and not told(self._offset(m))
        ]
        return _actor(None, "", replace(newer[-1].identity, reason=f"the person named last: {newer[-1].identity.name}")) if newer else None

    def speaker_before(self, sentence: int, token: int, told: Callable[[int], bool]) -> Actor | None:
        """Whom a clitic or an unnamed tag means: the last person outside others' words, else the last person, else the last body."""
        before = (sentence, token)
        found = (
            self._last(before, lambda m: _is_person(m.identity) and not told(self._offset(m)))
            or self._last(before, lambda m: _is_person(m.identity))
            or self._last(before, lambda m: bool(m.identity.name))
        )
        return _actor(None, "", replace(found, reason=f"the person named last: {found.name or found.role}")) if found else None

    def _offset(self, mention: Mention) -> int:
        return self.sentences[mention.sentence].sentence.starts[mention.token]


def _after(mention: Mention, place: tuple[int, int]) -> bool:
    return (mention.sentence, mention.token) > place


def _is_person(identity: Identity) -> bool:
    return identity.kind in ("person", "office", "name")


def _actor(span: Span | None, text: str, identity: Identity) -> Actor:
    name = identity.name or text or identity.role  # somebody known by office alone is named by it
    return Actor(span, text or name, name, identity.code, identity.sector, identity.kind, identity.reason)


def read_actors(sentences: Sequence[ReadSentence], world: World, date: str) -> Resolver:
    """Reads the article (of ISO ``date``, "" if unknown) from top to bottom: names, then who they are, then the mentions in order."""
    names = [find_names(read, world, date) for read in sentences]
    full: dict[str, Identity] = {}
    mentions: list[Mention] = []
    for read, found in zip(sentences, names, strict=True):
        mentions += _mentions(read, found, full)
    counts = Counter(u.code for n in names for u in n.units if u.code and u.kind in ("country", "demonym", "metonym", "person"))
    top = counts.most_common(1)
    home = top[0][0] if top and top[0][1] >= HOME_SHARE * sum(counts.values()) and len(top[0][0]) == 3 else ""
    return Resolver(sentences, names, mentions, home, full)


def _mentions(read: ReadSentence, names: Names, full: dict[str, Identity]) -> list[Mention]:
    found: list[Mention] = []
    done: set[int] = set()
    places: list[Unit | Role] = [*names.units, *names.roles]
    for at in sorted(places, key=lambda u: u.first):
        if at.first in done:
            continue
        first, last, head = _around(read, at)
        for identity in identify(read, names, first, last, head):
            identity = _learn(identity, full)
            subject = read.tree.relation(head).startswith("nsubj")
            if identity.first >= 0 and identity.first not in done:
                found.append(Mention(read.sentence.index, identity.first, identity, subject))
                done.update(range(max(first, min(identity.first, at.first)), max(identity.last, at.last) + 1))
    return found


def _around(read: ReadSentence, at: Unit | Role) -> tuple[int, int, int]:
    """The noun phrase that a name or role stands in."""
    head = next((i for i in range(at.first, at.last + 1) if not at.first <= read.tree.head(i) <= at.last), at.last)
    for above in read.tree.ancestors(head):
        if (
            read.tree.relation(head) in ("flat", "compound", "amod", "nmod", "nmod:poss", "appos")
            and read.tree.upos(above) in ("NOUN", "PROPN")
            and abs(above - head) < 8
        ):
            if read.tree.relation(head) == "nmod" and any(read.words.any(k, "prep:") for k in read.tree.dependents(head, "case")):
                break
            head = above
        else:
            break
    first, last = read.tree.phrase(head)
    first, last = min(first, at.first), max(last, at.last)
    for kid in read.tree.dependents(head, "appos"):
        a, b = read.tree.phrase(kid)
        if 0 <= a - last <= 2:
            last = b
    return first, last, head


def _learn(identity: Identity, full: dict[str, Identity]) -> Identity:
    """Binds the parts of a full name to it, so that "Cha" is Victor Cha from here on; a short form is answered by what is bound."""
    if identity.kind not in ("person", "name") or not identity.name:
        return identity
    key = identity.name.lower()
    known = full.get(key)
    if known:
        better = replace(
            known,
            code=known.code or identity.code,
            sector=known.sector or identity.sector,
            role=known.role or identity.role,
            kind="person" if "person" in (known.kind, identity.kind) else known.kind,
        )
        for name, value in list(full.items()):
            if value.name == known.name:
                full[name] = better
        return replace(better, first=identity.first, last=identity.last)
    full[key] = identity
    parts = [p for p in key.replace("-", " ").split() if len(p) > 2]
    if len(parts) > 1:
        for part in parts:
            full.setdefault(part, identity)
        full.setdefault(" ".join(key.split()[-2:]), identity)
    return identity
