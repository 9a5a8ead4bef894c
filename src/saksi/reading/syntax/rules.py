"""The reader for a language without weights: tags by word lists and affixes, heads by rules of thumb.

Noun phrases are runs of nominal tokens; a preposition marks the phrase behind it; the nearest free phrase left of
a verb is its subject, the phrase right behind it its object; function words say how a clause hangs on the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from saksi.pack import Pack
from saksi.reading.document import Parse
from saksi.reading.syntax.guess import Guesser, Tag, guesser

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM"})
HEADS = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM")
INSIDE = {"DET": "det", "ADJ": "amod", "NUM": "nummod", "PROPN": "flat", "NOUN": "compound", "SYM": "dep"}
CLOSING = frozenset({",", "»", "”", "’", '"', "'", "—", "–", "-", "?", "!"})
LOOSE = {"PUNCT": "punct", "ADV": "advmod", "PART": "advmod", "INTJ": "discourse", "AUX": "aux", "CCONJ": "cc", "ADP": "case"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: first and last token, head, and the preposition in front of it (-1 = none)."""

    first: int
    last: int
    head: int
    prep: int


@dataclass(slots=True)
class Links:
    """A tree under construction. ``heads`` -1 = not yet attached."""

    heads: list[int]
    relations: list[str]
    done: set[int] = field(default_factory=set)

    def put(self, dependent: int, head: int, relation: str) -> None:
        """Attach a token once; what is attached stays."""
        if dependent != head and dependent not in self.done:
            self.heads[dependent], self.relations[dependent] = head, relation
            self.done.add(dependent)


@dataclass(slots=True, eq=False)  # not frozen: the protocol's ``name`` is a plain attribute
class RuleSyntax:
    """Syntax by rules. ``parse`` never fails: what no rule attaches hangs on the root."""

    words: Guesser
    name: str = "rules"

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        return [self._one(s) for s in sentences]

    def _one(self, words: Sequence[str]) -> Parse:
        tags = self.words.tags(words)
        links = Links([-1] * len(words), ["dep"] * len(words))
        phrases = _phrases(tags, self.words)
        verbs = [i for i, t in enumerate(tags) if t.upos == "VERB"]
        root = _root(tags, verbs, phrases)
        if words:
            links.done.add(root)
            links.relations[root] = "root"
        _inside_phrases(tags, phrases, links)
        _possessors(words, tags, phrases, links)
        _clauses(tags, verbs, phrases, root, links)
        if self.words.determiner_first:
            _appositions(words, tags, phrases, links)
            _pairs(words, tags, phrases, links)
        _arguments(words, tags, verbs, phrases, links)
        _coordination(tags, phrases, links)
        _obliques(tags, verbs, phrases, links)
        _rest(tags, verbs, root, links)
        return Parse(tuple(t.upos for t in tags), tuple(links.heads), tuple(links.relations))


def rule_syntax(pack: Pack) -> RuleSyntax:
    return RuleSyntax(guesser(pack))


def _phrases(tags: Sequence[Tag], words: Guesser) -> list[Phrase]:
    head_first = words.head_first
    found: list[Phrase] = []
    i = 0
    while i < len(tags):
        if not _nominal(tags[i]):
            i += 1
            continue
        last = i
        while last + 1 < len(tags) and _goes_on(tags, last, words):
            last += 1
        prep = i - 1 if i and tags[i - 1].upos == "ADP" else -1
        found.append(Phrase(i, last, _head(tags, i, last, head_first), prep))
        i = last + 1
    return found


def _goes_on(tags: Sequence[Tag], last: int, words: Guesser) -> bool:
    """Whether a noun phrase goes on behind a token; "miles de personas" is one, and its head is who they are."""
    following = tags[last + 1]
    if following.has("prep:of") and tags[last].has("quantity", "multiplier"):
        return last + 2 < len(tags) and _nominal(tags[last + 2])
    if following.upos != "ADP" and tags[last].upos == "ADP":
        return _nominal(following)
    return _nominal(following) and not _breaks(tags[last], following, words)


def _nominal(tag: Tag) -> bool:
    return tag.upos in NOMINAL and not tag.has("rel", "comp")


def _breaks(left: Tag, right: Tag, words: Guesser) -> bool:
    """Two nominals side by side that belong to different phrases: "gave him a book"."""
    head_first = words.head_first
    if left.has("time") and right.upos != "ADJ":
        return True  # "lanzó el martes | dos misiles"
    if words.determiner_first and left.upos == "NUM" and right.upos == "PROPN":
        return True  # "en 2023 | Israel"
    if left.upos == "PRON" or right.upos == "PRON":
        return not (right.kind("poss") or right.has("pron:dem") or left.kind("poss") or (head_first and left.upos != "PRON"))
    return right.upos == "DET" and left.upos not in ("DET", "ADJ") and (words.determiner_first or not head_first)


def _head(tags: Sequence[Tag], first: int, last: int, head_first: bool) -> int:
    order = range(first, last + 1) if head_first else range(last, first - 1, -1)
    for group in (("NOUN", "PROPN"), HEADS):
        for i in order:
            if tags[i].upos in group and not tags[i].kind("poss"):
                return i
    return first if head_first else last


def _root(tags: Sequence[Tag], verbs: Sequence[int], phrases: Sequence[Phrase]) -> int:
    """The first verb that no function word subordinates, else the first noun phrase, else the first word."""
    for verb in (*(v for v in verbs if not tags[v].infinitive), *verbs):
        opener = _opener(tags, verb)
        if opener < 0 or tags[opener].upos == "CCONJ":
            return verb
    if verbs:
        return verbs[0]
    return phrases[0].head if phrases else next((i for i, t in enumerate(tags) if t.upos != "PUNCT"), 0)


def _opener(tags: Sequence[Tag], verb: int) -> int:
    """The word that opens the clause of a verb, -1 if none: looked for up to the verb before."""
    for i in range(verb - 1, -1, -1):
        tag = tags[i]
        if tag.upos == "VERB":
            return -1
        if tag.has("comp", "whcomp", "inf", "rel") or tag.kind("sub"):
            return i
        if tag.upos == "CCONJ" and (verb - i <= 3 or tag.has("adversative")):
            return i
    return -1


def _inside_phrases(tags: Sequence[Tag], phrases: Sequence[Phrase], links: Links) -> None:
    for phrase in phrases:
        for i in range(phrase.first, phrase.last + 1):
            relation = "nmod:poss" if tags[i].kind("poss") else INSIDE.get(tags[i].upos, "det")
            if tags[i].upos == "PROPN" and tags[phrase.head].upos == "NOUN":
                relation = "nmod"
            links.put(i, phrase.head, relation)
            if i == phrase.head:
                links.done.discard(i)
        if phrase.prep >= 0:
            links.put(phrase.prep, phrase.head, "case")


def _possessors(words: Sequence[str], tags: Sequence[Tag], phrases: Sequence[Phrase], links: Links) -> None:
    """ "Iran 's army": the first phrase hangs on the second."""
    for left, right in pairwise(phrases):
        if right.first == left.last + 2 and words[left.last + 1] in ("'s", "’s", "'", "’"):
            links.put(left.last + 1, left.head, "case")
            links.put(left.head, right.head, "nmod:poss")


def _clauses(tags: Sequence[Tag], verbs: Sequence[int], phrases: Sequence[Phrase], root: int, links: Links) -> None:
    previous = root
    for verb in verbs:
        if verb != root:
            opener = _opener(tags, verb)
            above = _joined_to(tags, verbs, verb, previous) if opener >= 0 and tags[opener].upos == "CCONJ" else previous
            head, relation = _clause_link(tags, verb, opener, above, phrases)
            links.put(verb, root if head == verb else head, relation)
            if opener >= 0 and not tags[opener].has("rel"):
                links.put(opener, verb, "cc" if tags[opener].upos == "CCONJ" else "mark")
        previous = verb


def _joined_to(tags: Sequence[Tag], verbs: Sequence[int], verb: int, previous: int) -> int:
    """The verb that one behind "and" is joined to: of the same kind, a finite one to a finite one, a word of speech to one."""
    before = [v for v in reversed(verbs) if v < verb and (tags[verb].infinitive or not tags[v].infinitive)]
    if tags[verb].reports:
        before = [v for v in before if tags[v].reports] or before
    return before[0] if before else previous


def _clause_link(tags: Sequence[Tag], verb: int, opener: int, previous: int, phrases: Sequence[Phrase]) -> tuple[int, str]:
    """(head, relation) of a clause, by the word that opens it."""
    if tags[verb].infinitive and (opener < 0 or tags[opener].has("inf")):
        return previous, "xcomp"
    if opener < 0:
        return previous, "ccomp" if tags[previous].reports else "parataxis"
    tag = tags[opener]
    if tag.has("rel"):
        noun = next((p.head for p in reversed(phrases) if p.last < opener and tags[p.head].upos != "DET"), -1)
        if noun >= 0:
            return noun, "acl:relcl"
    if tag.has("inf"):
        return previous, "xcomp"
    if tag.has("comp", "whcomp"):
        return previous, "ccomp"
    return previous, "conj" if tag.upos == "CCONJ" else "advcl"


def _arguments(words: Sequence[str], tags: Sequence[Tag], verbs: Sequence[int], phrases: Sequence[Phrase], links: Links) -> None:
    free = [p for p in phrases if p.prep < 0]
    for n, verb in enumerate(verbs):
        start = verbs[n - 1] if n else -1
        end = verbs[n + 1] if n + 1 < len(verbs) else len(tags)
        passive = tags[verb].passive and (_has_passive_aux(tags, start, verb) or not _needs_aux(tags, verb))
        opener = _opener(tags, verb)
        _subject(tags, verb, max(start, opener), passive, free, links)
        noun = _noun_of_relative(start, links) if opener < 0 and words[verb - 1] in (",", ")") else -1
        if noun >= 0:
            _subject(tags, verb, noun - 1, passive, [p for p in free if p.head == noun], links)
        if opener >= 0 and tags[opener].has("rel"):
            taken = any(links.heads[p.head] == verb and links.relations[p.head].startswith("nsubj") for p in free)
            links.put(opener, verb, _role_of_relative(tags, opener, taken, passive))
        _object(words, tags, verb, end, passive, phrases, links)


def _role_of_relative(tags: Sequence[Tag], opener: int, taken: bool, passive: bool) -> str:
    """What a relative pronoun is in its clause: "a quien acusa", "a la que acusa" are accused."""
    article = tags[opener - 1].kind("det:def") and opener > 1
    before = tags[opener - 1 - article] if opener else tags[opener]
    if before.has("objmark"):
        return "obj"
    return "obj" if taken else "nsubj:pass" if passive else "nsubj"


def _noun_of_relative(verb: int, links: Links) -> int:
    """The noun whose relative clause a verb stands in, -1 if none: "Francia, que prometió retirar sus tropas, ofreció"."""
    while verb >= 0 and links.relations[verb] in ("xcomp", "conj", "ccomp"):
        verb = links.heads[verb]
    return links.heads[verb] if verb >= 0 and links.relations[verb] == "acl:relcl" else -1


def _has_passive_aux(tags: Sequence[Tag], start: int, verb: int) -> bool:
    return any(tags[i].has("passaux") for i in range(start + 1, verb))


def _needs_aux(tags: Sequence[Tag], verb: int) -> bool:
    """In a language with passive auxiliaries a participle alone may be a past tense: believe an auxiliary only."""
    return any(t.upos == "AUX" for t in tags) or (verb > 0 and tags[verb - 1].upos in ("NOUN", "PROPN", "PRON"))


def _subject(tags: Sequence[Tag], verb: int, start: int, passive: bool, free: Sequence[Phrase], links: Links) -> None:
    relation = "nsubj:pass" if passive else "nsubj"
    for phrase in reversed(free):
        if start < phrase.head < verb and phrase.head not in links.done and not tags[phrase.head].has("time"):
            links.put(phrase.head, verb, relation)
            return


def _object(words: Sequence[str], tags: Sequence[Tag], verb: int, end: int, passive: bool, phrases: Sequence[Phrase], links: Links) -> None:
    behind = _first_behind(tags, verb, end, passive, phrases, links)
    if behind is None:
        return
    if behind.prep >= 0:
        links.put(behind.head, verb, "obl:agent" if passive else "obj")
        return
    has_subject = any(h == verb and r.startswith("nsubj") for h, r in zip(links.heads, links.relations, strict=True))
    if tags[verb].reports and not has_subject and verb and words[verb - 1] in CLOSING:
        links.put(behind.head, verb, "nsubj")
    else:
        links.put(behind.head, verb, "obl:agent" if passive else "obj")


def _first_behind(tags: Sequence[Tag], verb: int, end: int, passive: bool, phrases: Sequence[Phrase], links: Links) -> Phrase | None:
    """The phrase behind a verb that is its object or agent: without a preposition, or with one that marks it. Times are passed over,
    and in a language that marks objects other prepositional phrases too."""
    last, marked = verb, None
    for phrase in (p for p in phrases if verb < p.first < end and p.head not in links.done):
        gap = range(last + 1, phrase.first if phrase.prep < 0 else phrase.prep)
        if any(tags[i].upos not in ("ADV", "PART", "ADP") for i in gap):
            break
        last = phrase.last
        if tags[phrase.head].has("time"):
            continue
        if phrase.prep < 0:
            return phrase
        if passive and tags[phrase.prep].has("prep:by"):
            return phrase
        if not passive and tags[phrase.prep].has("objmark") and not _is_amount(tags, phrase):
            marked = marked or phrase
        elif not any(t.has("objmark") for t in tags):
            break
    return marked


def _is_amount(tags: Sequence[Tag], phrase: Phrase) -> bool:
    """ "a nueve años": a number of units is nobody."""
    return any(tags[i].has("time") for i in range(phrase.first, phrase.last + 1))


def _appositions(words: Sequence[str], tags: Sequence[Tag], phrases: Sequence[Phrase], links: Links) -> None:
    """Who somebody is, between commas: "la ministra de Chile, Lucía Arteaga, viajó", "Catar, mediador en el conflicto, dijo"."""
    for n, phrase in enumerate(phrases[1:], 1):
        before = _top(phrases, n - 1)
        if phrase.prep >= 0 or words[phrase.first - 1] != "," or phrases[n - 1].last != phrase.first - 2:
            continue
        named = any(tags[i].upos == "PROPN" for i in range(phrase.first, phrase.last + 1)) and tags[before.head].upos == "NOUN"
        described = tags[phrase.first].upos == "NOUN" and tags[before.head].upos == "PROPN"
        if (named or described) and _closed(words, tags, phrases[n:]) and not tags[before.head].has("time"):
            links.put(phrase.head, before.head, "appos")


def _top(phrases: Sequence[Phrase], n: int) -> Phrase:
    """The phrase that the prepositional ones up to the ``n``-th hang on."""
    while n and phrases[n].prep >= 0 and phrases[n - 1].last == phrases[n].prep - 1:
        n -= 1
    return phrases[n]


def _closed(words: Sequence[str], tags: Sequence[Tag], phrases: Sequence[Phrase]) -> bool:
    """Whether a mark or the end follows the first of the phrases and the prepositional ones right behind it."""
    last = phrases[0].last
    for phrase in phrases[1:]:
        if phrase.prep != last + 1:
            break
        last = phrase.last
    return last + 1 >= len(words) or tags[last + 1].upos == "PUNCT"


def _pairs(words: Sequence[str], tags: Sequence[Tag], phrases: Sequence[Phrase], links: Links) -> None:
    """Several subjects in front of their verb: "México y Guatemala acordaron", "España, Irlanda y Noruega reconocieron"."""
    for n, (left, right) in enumerate(pairwise(phrases)):
        owner = left.prep >= 0 and tags[left.prep].has("prep:of")
        joined = right.first == left.last + 2 and tags[left.last + 1].upos == "CCONJ" and right.prep < 0 and (left.prep < 0 or owner)
        verb_before = next((i for i in range(left.first - 1, -1, -1) if tags[i].upos in ("VERB", "PUNCT")), -1)
        if not joined or (verb_before >= 0 and tags[verb_before].upos == "VERB"):
            continue
        links.put(left.last + 1, right.head, "cc")
        links.put(right.head, left.head, "conj")
        while n and words[phrases[n].first - 1] == "," and phrases[n - 1].last == phrases[n].first - 2 and _is_name(tags, phrases[n - 1]):
            links.put(phrases[n].head, phrases[n - 1].head, "conj")
            n -= 1


def _is_name(tags: Sequence[Tag], phrase: Phrase) -> bool:
    return phrase.prep < 0 and tags[phrase.head].upos == "PROPN"


def _coordination(tags: Sequence[Tag], phrases: Sequence[Phrase], links: Links) -> None:
    for left, right in pairwise(phrases):
        between = range(left.last + 1, right.first)
        if len(between) in (1, 2) and tags[between[-1]].upos == "CCONJ" and not tags[between[-1]].has("adversative"):
            links.put(between[-1], right.head, "cc")
            links.put(right.head, left.head, "conj")


def _obliques(tags: Sequence[Tag], verbs: Sequence[int], phrases: Sequence[Phrase], links: Links) -> None:
    """What stands in a prepositional phrase, or free: "of" hangs on the noun before it, the rest on the verb before it."""
    for n, phrase in enumerate(phrases):
        before = phrases[n - 1] if n else None
        verb = next((v for v in reversed(verbs) if v < phrase.first), verbs[0] if verbs else -1)
        adjacent = before is not None and phrase.prep >= 0 and before.last == phrase.prep - 1
        if before is not None and adjacent and (tags[phrase.prep].has("prep:of") or verb < 0):
            links.put(phrase.head, before.head, "nmod")
        elif verb >= 0:
            links.put(phrase.head, verb, "obl" if phrase.prep >= 0 else "dep")
        elif before is not None:
            links.put(phrase.head, before.head, "nmod" if phrase.prep >= 0 else "appos")


def _rest(tags: Sequence[Tag], verbs: Sequence[int], root: int, links: Links) -> None:
    for i, tag in enumerate(tags):
        if i in links.done:
            continue
        relation = LOOSE.get(tag.upos, "dep")
        if tag.upos == "AUX" and tag.has("passaux"):
            relation = "aux:pass"
        near = min(verbs, key=lambda v, i=i: (abs(v - i), v < i)) if verbs else root  # type: ignore[misc]
        if tag.upos == "AUX":
            near = next((v for v in verbs if v > i), near)
        links.put(i, root if tag.upos == "PUNCT" or near == i else near, relation)
