"""Resolution over a whole article: short names, pronouns, "the minister", "both leaders", "that country".

The article is read once from top to bottom into a list of mentions; a question about a later place looks back through it.
Nothing is guessed silently: each answer carries its reason, and no answer is an answer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from saksi.reading.actors.compose import identify, whole_names
from saksi.reading.actors.gather import Gathered, gather
from saksi.reading.actors.groups import Mention, them, they
from saksi.reading.actors.identity import HOME, PLACE_KINDS, Identity, Names, is_one_person, is_person
from saksi.reading.actors.neuter import bound_to, in_sentence, is_neuter, joined_owner
from saksi.reading.actors.states import STATES, doers_of, objects_of, of_same_noun, own_words, state_meant
from saksi.reading.actors.teller import teller_of
from saksi.reading.actors.units import FORMER, written
from saksi.reading.clauses import ReadSentence
from saksi.records import Actor, Span
from saksi.world import World

STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "REB", "OPP", "CVL", "LAB", "REF", "EDU", "JRN", "PTY", "AGR", "MED"})
SENTENCES_BACK = 8
OFFICIAL = frozenset({"GOV", "MIL", "COP", "LEG", "JUD"})
BODIES = frozenset({"organisation", "group", "media"})
FIRMS = frozenset({"BUS", "JRN"})  # "the group", "the alliance" is none of these while another body is near
ACTED_ON = frozenset({"obj", "iobj", "obl"})
CLIMB = 3  # verbs above a possessive whose subject may own it
PERSONAL = ("", "ELI", "PTY")  # sectors that a person has of his own, whatever his title
BODY_BACK = 5  # sentences in which "the group" looks for its name


@dataclass(frozen=True)
class Resolver:
    """Answers who a phrase, pronoun or clitic means."""

    sentences: Sequence[ReadSentence]
    gathered: Gathered
    spoken: Mapping[tuple[int, int], Actor] = field(default_factory=dict)  # (sentence, token of "I", "our") -> who says it
    answers: dict[tuple[int, int, int, int], tuple[Actor, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def names(self) -> Sequence[Names]:
        return self.gathered.names

    @property
    def mentions(self) -> Sequence[Mention]:
        return self.gathered.mentions

    def phrase(self, sentence: int, first: int, last: int, head: int) -> tuple[Actor, ...]:
        """Actors of a noun phrase; one unresolved actor with the words when nothing is known. Answers are kept, since slots share."""
        known = self.answers.get((sentence, first, last, head))
        if known is None:
            known = self.answers[sentence, first, last, head] = self._phrase(sentence, first, last, head)
        return known

    def _phrase(self, sentence: int, first: int, last: int, head: int) -> tuple[Actor, ...]:
        read = self.sentences[sentence]
        first, last = whole_names(self.names[sentence], first, last)
        span = read.sentence.span_of(first, last)
        text = written(read, first, last)
        found = self._identities(read, first, last, head)
        if not found:
            return (Actor(span, text, text, reason="unresolved"),)
        if len(found) == 1 and first <= found[0].first <= last:
            first, last = own_words(read, self.names[sentence], found[0], first, last, head)
            return (_actor(read.sentence.span_of(first, last), written(read, first, last), found[0]),)
        return tuple(_actor(self._span(read, i, span, len(found)), _text_of(read, i, text), i) for i in found)

    def _span(self, read: ReadSentence, identity: Identity, whole: Span, count: int) -> Span:
        return read.sentence.span_of(identity.first, identity.last) if count > 1 and identity.first >= 0 else whole

    def _identities(self, read: ReadSentence, first: int, last: int, head: int) -> list[Identity]:
        sentence = read.sentence.index
        before = (sentence, first)
        if first == last or read.tree.upos(head) == "PRON":
            by_pronoun = self._pronoun(read, head, before)
            if by_pronoun:
                return by_pronoun + self._joined(read, head, last)
        pair = next((p for i in range(first, last + 1) if (p := self.gathered.pairs.get((sentence, i)))), None)
        if pair:
            return pair
        found = identify(read, self.names[sentence], first, last, head)
        if found:
            return [self._complete(i, read, first, last, before) for i in found]
        pointed = self._definite(read, first, last, head, before) or self._same_noun(read, first, last, head)
        return pointed or self._owner(read, head, before)

    def _joined(self, read: ReadSentence, pronoun: int, last: int) -> list[Identity]:
        """Who is joined to a pronoun: "he and [Minister X]"."""
        if pronoun + 2 > last or not read.words.has(pronoun + 1, "cc"):
            return []
        found = identify(read, self.names[read.sentence.index], pronoun + 2, last, pronoun + 2)
        return [self._complete(i, read, pronoun + 2, last, (read.sentence.index, pronoun)) for i in found]

    def _owner(self, read: ReadSentence, head: int, before: tuple[int, int]) -> list[Identity]:
        """ "its air strike", "serangan udaranya": whose act it is that a phrase without a name speaks of."""
        clause = read.clauses.get(head)
        if clause and clause.kind == "noun":
            for token in read.tree.kids[head]:
                if read.words.any(token, "poss:3") or (before[0], token) in self.spoken:
                    return self._pronoun(read, token, (before[0], token))
        return []

    def _complete(self, identity: Identity, read: ReadSentence, first: int, last: int, before: tuple[int, int]) -> Identity:
        """A short name takes the full name's identity; a role without a country takes the antecedent's or the article's."""
        if identity.kind in ("name", "person") and identity.name:
            return self._at_home(self._introduced(identity), read, first, last)
        if identity.name or not identity.role:
            return identity
        if identity.code:
            return self._title_of_state(identity, read, first, last, before) or identity
        possessor = self._possessor(read, first, last, before)
        another = read.words.has(identity.last, "noun:another")  # "its neighbours" are of other states
        if possessor and not another:
            return replace(identity, code=possessor.code, reason=f"{identity.role} of {possessor.name or possessor.role or possessor.code}")
        state = self._state_inside(read, first, last, identity, before)
        if state:
            return replace(identity, code=state.code, reason=f"{identity.role} of {state.name or state.code}")
        meant = self._body_before(identity, read, first, before) or self._holder(identity, read, first, last, before)
        if meant:
            return meant
        home = self.gathered.home
        strange = another or read.words.has(identity.last, "noun:hostage")  # nor does who holds somebody say whose he is
        if home and not strange and identity.sector in STATE_SECTORS and not self._elsewhere(read, first, last):
            return replace(identity, code=home, reason=f"{identity.role} {HOME} {home}")
        return identity

    def _state_inside(self, read: ReadSentence, first: int, last: int, identity: Identity, before: tuple[int, int]) -> Identity | None:
        """ "Three generals of [that country]", "tiga jenderal [negara itu]"."""
        for token in range(identity.last + 1, last + 1):
            if read.words.has(token, "noun:country"):
                return next(iter(self._definite(read, token, min(token + 1, last), token, before)), None)
        return None

    def _at_home(self, person: Identity, read: ReadSentence, first: int, last: int) -> Identity:
        """ "Foreign Minister Ito", whom no table knows, is the minister of the article's own state; where another is named nearly as often,
        only if that state does something in front of the name ("Peru will send doctors to Chile, Minister Ito said")."""
        home, known = self.gathered.home, self.gathered.full.get(person.name.lower(), person)
        role = person.role or known.role
        if person.code or not role or not home or person.sector not in OFFICIAL or self._elsewhere(read, first, last):
            return person
        if self.gathered.rival:
            at = next(((m.sentence, m.token) for m in self.mentions if m.identity.name == person.name), (read.sentence.index, first))
            doers = [m.identity.code for m in self._up_to(at) if m.subject and m.sentence == at[0] and len(m.identity.code) == 3]
            if doers != [home]:
                return person
        return replace(person, code=home, reason=f"{role} {HOME} {home}")

    def _elsewhere(self, read: ReadSentence, first: int, last: int) -> bool:
        """ "Western governments", "world leaders": the words say that they are not the article's own state's."""
        names = self.names[read.sentence.index]
        nowhere = any(first <= u.first <= last and u.kind in PLACE_KINDS and not u.code for u in names.units)
        return nowhere or any(first <= i <= last for i in names.abroad)

    def _introduced(self, identity: Identity) -> Identity:
        """What the article said of that name where it introduced it; that outweighs the tables."""
        known = self.gathered.full.get(identity.name.lower())
        if not known or identity.told:
            return identity
        if not identity.code and known.name != identity.name:
            return replace(known, reason=f"{identity.name} = {known.name}", first=identity.first, last=identity.last)
        if not identity.code or (known.told and known.code != identity.code):
            sector = identity.sector if identity.role and identity.sector else known.sector
            return replace(identity, name=known.name, code=known.code, sector=sector, reason=known.reason)
        return replace(identity, name=known.name) if identity.kind == "person" and len(known.name) > len(identity.name) else identity

    def _holder(self, identity: Identity, read: ReadSentence, first: int, last: int, before: tuple[int, int]) -> Identity | None:
        """Who bore the same title before: "the president". A phrase that says more than the title keeps to the country."""
        role = identity.role.lower()
        if any(read.words.has(i, "det:indef") or read.words.has(i, "quant") for i in range(first, last + 1)):
            return None  # "an official" is another one
        if identity.kind == "member" and any(read.tree.upos(i) == "NUM" for i in range(first, identity.first)):
            return None  # "65,000 people" are not those counted before

        met = {u.name for u in self.names[read.sentence.index].units if u.first > last}  # "the president thanked President Ito"

        def holds(m: Mention) -> bool:
            of_old = m.identity.sector == FORMER and identity.sector != FORMER
            return m.identity.role.lower() == role and bool(m.identity.code) and m.identity.name not in met and not of_old

        held = self._last(before, lambda m: holds(m) and m.subject) or self._last(before, holds)
        if not held:
            return None
        bare = all(
            identity.first <= i <= identity.last or read.tree.upos(i) in ("DET", "PUNCT", "PRON", "ADP") for i in range(first, last + 1)
        )
        reason = f"{identity.role}: as named before"
        if bare:
            return replace(held, sector=identity.sector or held.sector, reason=reason, first=identity.first, last=identity.last)
        return replace(identity, code=held.code, reason=reason) if len(held.code) == 3 and identity.sector in STATE_SECTORS else None

    def _title_of_state(self, identity: Identity, read: ReadSentence, first: int, last: int, before: tuple[int, int]) -> Identity | None:
        """ "The British foreign secretary", "Wakil Presiden AS tersebut": who was named with that title of that state before."""
        role = identity.role.lower()
        if identity.kind != "office" or identity.plural or any(read.words.has(i, "det:indef") for i in range(first, last + 1)):
            return None
        if identity.sector not in STATE_SECTORS and not self._points_back(read, first, last):  # one of many spokesmen
            return None
        own = {t for u in self.names[read.sentence.index].units for t in range(u.first, u.last + 1) if u.code == identity.code}
        own.update(range(identity.first, identity.last + 1))
        own.update(i for r in self.names[read.sentence.index].roles if r.words.lower() == role for i in range(r.first, r.last + 1))
        if any(i not in own and read.tree.upos(i) not in ("DET", "PUNCT", "PRON", "ADP", "PART") for i in range(first, last + 1)):
            return None
        alike = (role, identity.code)
        sectors = {identity.sector, *PERSONAL}  # the spokesman of the rebels is not that of the police

        def holds(m: Mention) -> bool:
            return (m.identity.role.lower(), m.identity.code) == alike and m.identity.sector in sectors and bool(m.identity.name)

        held = self._last(before, holds)
        if not held or held.kind not in ("person", "name", "office"):
            return None
        reason = f"{identity.role}: as named before"
        return replace(held, sector=identity.sector or held.sector, reason=reason, first=identity.first, last=identity.last)

    def _body_before(self, identity: Identity, read: ReadSentence, first: int, before: tuple[int, int]) -> Identity | None:
        """ "the group", "perusahaan itu": the last body of that kind, when the phrase points back."""
        sector = identity.sector
        namesake = self._namesake(identity.role.lower(), before)
        vague = not namesake and not sector and not read.words.has(identity.last, "noun:group")
        counted = any(read.tree.upos(i) == "NUM" for i in range(first, identity.first))
        short = namesake is not None and read.words.has(identity.last, "noun:short-name")  # "Junta" where no article points back
        if identity.plural or vague or counted or not (short or self._points_back(read, first, identity.last)):
            return None
        named = any(first <= u.first < identity.first for u in self.names[read.sentence.index].units)
        if named or (identity.kind != "body" and not namesake):
            return None

        def fits(m: Mention) -> bool:
            return m.identity.kind in BODIES and (not sector or m.identity.sector == sector) and before[0] - m.sentence <= BODY_BACK

        found = namesake or self._last(before, lambda m: fits(m) and (bool(sector) or m.identity.sector not in FIRMS))
        found = found or (None if sector else self._body_of_a_title(before)) or self._last(before, fits)
        if found is None:
            return None
        if not namesake and not read.words.has(identity.last, "noun:group"):  # "the army" is of that state, not its ministry itself
            return replace(identity, code=found.code, reason=f"{identity.role}: of the state of {found.name}") if found.code else None
        reason = f"{written(read, first, identity.last)} = {found.name}"
        return replace(found, reason=reason, first=identity.first, last=identity.last)

    def _body_of_a_title(self, before: tuple[int, int]) -> Identity | None:
        """ "NATO Secretary General Ito said the alliance ...": the last body that is only named in somebody's title."""
        for sentence in range(before[0], max(before[0] - BODY_BACK, -1), -1):
            for unit in reversed(self.names[sentence].units):
                if unit.kind in BODIES and unit.sector not in FIRMS and (sentence, unit.first) < before:
                    return Identity(unit.name, unit.code, unit.sector, unit.kind, unit.reason)
        return None

    def _namesake(self, word: str, before: tuple[int, int]) -> Identity | None:
        """ "the Commission": the last body anywhere before that has the word in its name."""
        earlier = reversed(self.mentions[: bisect_right(self.mentions, before[0], key=lambda m: m.sentence)])
        fits = (m.identity for m in earlier if (m.sentence, m.token) < before and m.identity.kind in BODIES)
        return next((i for i in fits if word in i.name.lower().split()), None)

    def _points_back(self, read: ReadSentence, first: int, last: int) -> bool:
        """Whether "the", "that", "tersebut" marks the phrase."""
        end = min(last + 2, len(read.sentence))
        return any(read.words.has(i, "det:def") or read.words.has(i, "det:dem") for i in range(first, end))

    def _possessor(self, read: ReadSentence, first: int, last: int, before: tuple[int, int]) -> Identity | None:
        """ "its army", "tentaranya": whom the possessive means."""
        for token in range(first, min(last + 2, len(read.sentence))):
            if read.words.any(token, "poss:3") or (before[0], token) in self.spoken:
                meant = self._pronoun(read, token, (before[0], token))
                return next((i for i in meant if i.code), None) or self._last(before, lambda m: m.identity.kind in STATES | BODIES)
        return None

    def _pronoun(self, read: ReadSentence, token: int, before: tuple[int, int]) -> list[Identity]:
        words = read.words
        if speaker := self.spoken.get((read.sentence.index, token)):
            reason = f"{read.sentence.words[token]} = the speaker of these words, {speaker.name}"
            return [Identity(speaker.name, speaker.country, speaker.sector, speaker.kind, reason, first=token, last=token)]
        if words.has(token, "pron:3sg") or words.has(token, "poss:3sg"):
            found = self._one(read, token, before)
            meant = [found] if found else []
        elif words.has(token, "pron:3pl") or words.has(token, "poss:3pl"):
            own, earlier = doers_of(read, token) if read.tree.relation(token) in ACTED_ON else [], self._up_to(before)
            meant = [i for i in them(earlier, before[0], own) or they(earlier, before[0]) if i.code or i.name]
        else:
            return []
        names = " and ".join(i.name or i.role or i.code for i in meant)
        return [replace(i, reason=f"{read.sentence.words[token]} = {names}", first=token, last=token) for i in meant]

    def _one(self, read: ReadSentence, token: int, before: tuple[int, int]) -> Identity | None:
        """Whom a singular pronoun means: not the subject of its own verb ("Abbas urged him"), unless it is a possessor ("its raid")."""
        words = read.words
        neuter = is_neuter(read, token)
        here = [m for m in self._up_to(before) if m.sentence == before[0]] if neuter else []
        if joined := joined_owner(read, token, here):
            return joined
        own = self._subject_of(read, token)
        if own[0] < 0 and not neuter and read.tree.relation(token) in ACTED_ON:  # "[Boric] called X to congratulate him"
            own = next(iter(doers_of(read, token)), own)
        if words.any(token, "poss:3") and read.tree.relation(token).startswith(("nmod", "det")):
            owner = self._in(
                before[0], own, lambda m: bool(m.identity.code) and not (words.any(token, "masc") or (neuter and is_person(m.identity)))
            )
            if owner:
                return owner
            own = (-1, -1)
        elif neuter:
            own = bound_to(read, token)

        doer = self._as_titled(self._in(before[0], own, lambda m: bool(m.identity.name or m.identity.code or m.identity.role)))
        if words.has(token, "pron:refl"):  # "blew himself up"
            return doer
        if words.has(token, "side"):
            speaker = self._speaker_above(read, token) or self._last(before, lambda m: m.subject and bool(m.identity.code) and not m.place)
            if speaker:
                return speaker
        others = objects_of(read, self.names[before[0]], token) | self._quoting(read, token)

        def fits(m: Mention) -> bool:
            inside = m.sentence == before[0] and own[0] <= m.token <= own[1]
            if inside or m.place or (doer and doer.name and m.identity.name == doer.name) or m.identity.name in others:
                return False
            return m.identity.kind != "person" if neuter else is_person(m.identity)

        if teller := self._in(before[0], teller_of(read, token), fits):
            return teller
        if neuter and (near := in_sentence(token, here, self.names[before[0]].units, own)):
            return near
        acted_on = not neuter and own[0] >= 0 and read.tree.relation(token) in ACTED_ON  # rather one of here: "met X and thanked him"
        beside = self._last(before, lambda m: acted_on and m.sentence == before[0] and fits(m) and bool(m.identity.code))
        known = None if neuter else beside or self._last(before, lambda m: fits(m) and m.identity.kind != "name")
        return self._as_titled(known or self._last(before, fits))

    def _as_titled(self, found: Identity | None) -> Identity | None:
        """Whom a bare title that a pronoun points back to means itself: "[President Ito met X.] The president spoke. He ..."."""
        if found is None or found.name or found.code or not found.role or found.first < 0:
            return found
        place = next((m.sentence for m in reversed(self.mentions) if m.identity is found), -1)
        if place < 0:
            return found
        return self._holder(found, self.sentences[place], found.first, found.last, (place, found.first)) or found

    def _speaker_above(self, read: ReadSentence, token: int) -> Identity | None:
        """ "Peru said [its side] would leave": the subject of the verb above the one that the token is the subject of."""
        verbs = [above for above in read.tree.ancestors(token) if read.tree.upos(above) == "VERB"]
        spans = [read.tree.phrase(kid) for verb in verbs[1:CLIMB] for kid in read.tree.dependents(verb, "nsubj") if kid < token]
        found = (self._in(read.sentence.index, span, lambda m: bool(m.identity.name or m.identity.code)) for span in spans)
        return next((i for i in found if i), None)

    def _subject_of(self, read: ReadSentence, token: int) -> tuple[int, int]:
        """First and last token of the subject of the verb above a token; (-1, -1) if it has none or the token is in it."""
        verbs = [above for above in read.tree.ancestors(token) if read.tree.upos(above) == "VERB"]
        owner = read.words.any(token, "poss:3") and not read.tree.relation(token).startswith("nsubj")  # "dia" is he and his
        for verb in verbs[: CLIMB if owner else 1]:
            if owner and read.tree.relation(verb) == "xcomp":  # "ordered Chad to withdraw [its] troops"
                asked = [k for k in read.tree.dependents(read.tree.head(verb), "obj") if k < verb]
                if asked and read.tree.upos(asked[0]) == "PROPN":
                    return read.tree.phrase(asked[0])
            for kid in read.tree.dependents(verb, "nsubj"):
                first, last = read.tree.phrase(kid)
                if not first <= token <= last:
                    return first, last
                if not owner:  # "Mali said [its troops] left": whoever is said to own them stands higher
                    return -1, -1
        return -1, -1

    def _quoting(self, read: ReadSentence, token: int) -> frozenset[str]:
        """Names of whoever speaks the quoted sentence a pronoun stands in: "he" of it is somebody else."""
        quoted = read.sentence.quoted
        if quoted[token] < 0 or not read.sentence.words[quoted.index(quoted[token])][:1].isupper():
            return frozenset()
        start = bisect_left(self.gathered.mentions, read.sentence.index, key=lambda m: m.sentence)
        end = bisect_right(self.gathered.mentions, read.sentence.index, key=lambda m: m.sentence)
        return frozenset(m.identity.name for m in self.mentions[start:end] if m.subject and quoted[m.token] < 0) - {""}

    def _in(self, sentence: int, span: tuple[int, int], wanted: Callable[[Mention], bool]) -> Identity | None:
        """The first fitting mention inside a stretch of a sentence."""
        inside = (m for m in self._up_to((sentence, span[1] + 1)) if m.sentence == sentence and span[0] <= m.token)
        return next((m.identity for m in inside if wanted(m)), None) if span[0] >= 0 else None

    def _definite(self, read: ReadSentence, first: int, last: int, head: int, before: tuple[int, int]) -> list[Identity]:
        """ "the country", "negara tersebut", "the group": the last of that kind."""
        wanted = STATES if read.words.has(head, "noun:country") else BODIES if read.words.has(head, "noun:group") else frozenset()
        if not wanted or not self._points_back(read, first, last):
            return []
        own = self._subject_of(read, head)
        doers = doers_of(read, head)
        theirs = {m.identity.code for m in self._up_to(before) if m.sentence == before[0] and any(a <= m.token <= b for a, b in doers)}

        def fits(m: Mention) -> bool:
            inside = m.sentence == before[0] and own[0] <= m.token <= own[1]
            return m.identity.kind in wanted and not inside and not (wanted is STATES and m.identity.code in theirs)

        fitting = [m for m in self._up_to(before) if fits(m)]
        found = state_meant(fitting) if wanted is STATES else None
        found = found or (fitting[-1].identity if fitting else None)
        return [replace(found, reason=f"{written(read, first, last)} = {found.name or found.code}", first=-1)] if found else []

    def _same_noun(self, read: ReadSentence, first: int, last: int, head: int) -> list[Identity]:
        """ "the ship", "kapal itu" behind "a Norwegian survey ship": the state that the last phrase with that noun named."""
        if read.tree.upos(head) != "NOUN" or read.words.any(head, "noun:place") or not self._points_back(read, first, last):
            return []
        found = of_same_noun(read, head, self._up_to((read.sentence.index, first)), self.sentences)
        return [replace(found, reason=f"{written(read, first, last)} = {found.reason}")] if found else []

    def _up_to(self, before: tuple[int, int]) -> list[Mention]:
        start = bisect_left(self.gathered.mentions, before[0] - SENTENCES_BACK, key=lambda m: m.sentence)
        end = bisect_right(self.gathered.mentions, before[0], key=lambda m: m.sentence)
        return [m for m in self.mentions[start:end] if (m.sentence, m.token) < before]

    def _last(self, before: tuple[int, int], wanted: Callable[[Mention], bool]) -> Identity | None:
        found = self._latest(before, wanted)
        return found.identity if found else None

    def _latest(self, before: tuple[int, int], wanted: Callable[[Mention], bool]) -> Mention | None:
        """The latest fitting mention, one that was a subject first within two sentences; of two that one phrase means ("both
        leaders") the first."""
        fitting = [m for m in self._up_to(before) if wanted(m)]
        subjects = [m for m in fitting if m.subject and before[0] - m.sentence <= 2]
        chosen = subjects or fitting
        place = (chosen[-1].sentence, chosen[-1].token) if chosen else ()
        return next((m for m in chosen if (m.sentence, m.token) == place), None)

    def is_pronoun(self, sentence: int, token: int) -> bool:
        """Whether the token is a third person pronoun."""
        return self.sentences[sentence].words.any(token, "pron:3")

    def is_singular(self, sentence: int, token: int) -> bool:
        return self.sentences[sentence].words.has(token, "pron:3sg")

    def is_about_the_pair(self, sentence: int, head: int, last: int) -> bool:
        """ "Both leaders" are the two; "officials from both sides" are neither of the two."""
        words = self.sentences[sentence].words
        return not any(words.has(i, "pair") for i in range(head + 1, last + 1))

    def is_first_person(self, sentence: int, token: int) -> bool:
        """ "I", "kami"; not "US"."""
        read = self.sentences[sentence]
        if not (read.words.any(token, "pron:1") or read.words.any(token, "poss:1")):
            return False
        word = read.sentence.words[token]
        return not (len(word) > 1 and word.isupper())

    def hearing(self, spoken: Mapping[tuple[int, int], Actor]) -> Resolver:
        """The resolver that knows whose words "I" and "our" stand in."""
        return replace(self, spoken=spoken)

    def person_since(self, sentence: int, token: int, place: tuple[int, int], told: Callable[[int], bool]) -> Actor | None:
        """A person who became a subject between ``place`` and the token in the writer's own words, or None. ``told``: whether a
        body offset lies in somebody's words."""
        newer = [
            m
            for m in self._up_to((sentence, token))
            if (m.sentence, m.token) > place and m.subject and is_one_person(m.identity) and not told(self._offset(m))
        ]
        return self._named_last(newer[-1]) if newer else None

    def speaker_before(self, sentence: int, token: int, told: Callable[[int], bool]) -> Actor | None:
        """Whom a clitic or an unnamed tag means: the last person outside others' words, else the last person, else the last body."""
        before = (sentence, token)
        found = (
            self._latest(before, lambda m: is_one_person(m.identity) and not told(self._offset(m)))
            or self._latest(before, lambda m: is_person(m.identity))
            or self._latest(before, lambda m: bool(m.identity.name) and not m.place)
        )
        return self._named_last(found) if found else None

    def person_before(self, sentence: int, token: int, told: Callable[[int], bool], own: Collection[str]) -> Actor | None:
        """The last person in the writer's own words, of another name than ``own``; None where there is none."""
        found = self._latest(
            (sentence, token), lambda m: is_one_person(m.identity) and m.identity.name not in own and not told(self._offset(m))
        )
        return self._named_last(found) if found else None

    def _named_last(self, mention: Mention) -> Actor:
        """Whom a pronoun goes back to; somebody known by office alone has the words that tell whose office it is."""
        identity, tree = mention.identity, self.sentences[mention.sentence].tree
        reason = f"the person named last: {identity.name or identity.role}"
        if not identity.name:
            found = self.phrase(mention.sentence, *tree.phrase(mention.token), mention.token)
            if len(found) == 1 and found[0].kind == identity.kind:
                return replace(found[0], span=None, reason=reason)
        return _actor(None, "", replace(identity, reason=reason))

    def _offset(self, mention: Mention) -> int:
        return self.sentences[mention.sentence].sentence.starts[mention.token]


def _text_of(read: ReadSentence, identity: Identity, whole: str) -> str:
    """The words of one of several: of somebody of no name those of his part of the phrase."""
    return whole if identity.name or identity.last <= identity.first or identity.first < 0 else written(read, identity.first, identity.last)


def _actor(span: Span | None, text: str, identity: Identity) -> Actor:
    name = identity.name or text or identity.role  # somebody known by office alone is named by it
    return Actor(span, text or name, name, identity.code, identity.sector, identity.kind, identity.reason)


def read_actors(sentences: Sequence[ReadSentence], world: World, date: str) -> Resolver:
    """Reads the article (of ISO ``date``, "" if unknown) from top to bottom: names, then who they are, then the mentions in order."""
    return Resolver(sentences, gather(sentences, world, date))
