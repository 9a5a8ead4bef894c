"""One walk through an article, top to bottom: names, then whom they name, then what later forms will mean by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from saksi.frozen import record
from saksi.reading.actors.aliases import definitions, with_definition
from saksi.reading.actors.compose import identify, whole_names
from saksi.reading.actors.compounds import only_qualifies
from saksi.reading.actors.groups import PARTY_NOUNS, Mention, pair_word, they, two_bodies, two_parties
from saksi.reading.actors.identity import PLACE_KINDS, Identity, Names, Role, Unit
from saksi.reading.actors.setting import Setting, setting_of
from saksi.reading.actors.units import find_names, written
from saksi.reading.clauses import ReadSentence
from saksi.world import Country, World

HOME_SHARE = 0.5  # share of country mentions that makes a country the article's own
DATELINE = 14  # tokens of a dateline at most
LOCATIVE = frozenset({"in", "at", "from", "near"})
STATED = frozenset({"country", "demonym", "metonym", "person"})


@record(frozen=True, slots=True)
class Gathered:
    """What an article names. ``full``: forms in lower case, full and short, and whom they mean; ``home``: the state most of it is about."""

    names: tuple[Names, ...]
    mentions: tuple[Mention, ...]
    full: dict[str, Identity]
    pairs: dict[tuple[int, int], list[Identity]]  # (sentence, token of the word for two) -> the two
    home: str
    countries: Mapping[str, Country]  # code -> state, of the world
    rival: bool = False  # whether another state is named at least half as often as home


@dataclass(slots=True)
class _Walk:
    """The state of the walk."""

    setting: Setting
    aliases: dict[str, Unit] = field(default_factory=dict)
    full: dict[str, Identity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    pairs: dict[tuple[int, int], list[Identity]] = field(default_factory=dict)


def gather(sentences: Sequence[ReadSentence], world: World, date: str) -> Gathered:
    """``date``: ISO, "" if the article has none."""
    walk = _Walk(setting_of(sentences, world, date))
    names = tuple(_read(read, walk) for read in sentences)
    counts = Counter(
        u.code
        for read, n in zip(sentences, names, strict=True)
        for u in n.units
        if u.code and u.kind in STATED and not only_qualifies(read, u)
    )
    home = _home(counts, sentences, world)
    return Gathered(names, tuple(walk.mentions), walk.full, walk.pairs, home, world.countries, _has_rival(counts, home))


def _home(counts: Counter[str], sentences: Sequence[ReadSentence], world: World) -> str:
    """The state that most mentions are of; else one of the two named most, if the article was written in its capital."""
    top = [code for code, _ in counts.most_common(2) if len(code) == 3]
    if top and counts[top[0]] >= HOME_SHARE * sum(counts.values()):
        return top[0]
    datelines = [" ".join(read.sentence.lower) for read in sentences if _is_dateline(read)]
    capitals = {code: world.countries[code].capital.lower() for code in top if code in world.countries}
    return next((code for code in top if capitals.get(code) and any(line.startswith(capitals[code]) for line in datelines)), "")


def _has_rival(counts: Counter[str], home: str) -> bool:
    return any(2 * count >= counts[home] for code, count in counts.items() if code != home)


def _read(read: ReadSentence, walk: _Walk) -> Names:
    names = find_names(read, walk.setting, walk.aliases, walk.full)
    for found in definitions(read, names):
        names = with_definition(names, found.unit)
        walk.aliases[found.form] = found.unit
    here = _mentions(read, names, walk.full)
    for token, two in _pairs(read, names, [*walk.mentions, *here], walk.setting.world):
        walk.pairs[read.sentence.index, token] = two
        subject = read.tree.relation(token).startswith("nsubj") or read.tree.relation(read.tree.head(token)).startswith("nsubj")
        here += [Mention(read.sentence.index, token, identity, subject) for identity in two]
    here += _plural_subjects(read, [*walk.mentions, *here])
    walk.mentions += sorted(here, key=lambda m: m.token)
    return names


def _plural_subjects(read: ReadSentence, before: Sequence[Mention]) -> list[Mention]:
    """ "They" as a subject names again whom it means, so that the next "they" finds them."""
    at = read.sentence.index
    found = []
    for token in read.words.tokens("pron:3pl"):
        if read.tree.relation(token).startswith("nsubj"):
            meant = they([m for m in before if (m.sentence, m.token) < (at, token)], at)
            found += [Mention(at, token, replace(i, first=token, last=token), True) for i in meant]
    return found


def _pairs(read: ReadSentence, names: Names, before: Sequence[Mention], world: World) -> list[tuple[int, list[Identity]]]:
    """The words for two of a sentence, and whom they mean."""
    found = []
    for token in read.words.tokens("pair"):
        if _is_ordinal(read, token):
            continue
        head = token if read.tree.upos(token) in ("PRON", "NOUN") else max(read.tree.head(token), token)
        first, last = min(token, head), max(token, head)
        roles = [r for r in names.roles if first <= r.first and r.last <= last + 1]
        if any(first <= u.first <= last for u in names.units) or not pair_word(read, first, last, head, (r.kind for r in roles)):
            continue
        kind = roles[0].kind if roles else ""
        only = token == head  # "the leaders" is a pair only if two have been named
        if only and roles and read.tree.has(token, "nmod", "acl", "compound", "amod"):
            continue  # "the leaders of Europe"
        states = any(read.words.has(head, noun) for noun in PARTY_NOUNS[:2])
        here = [m for m in before if (m.sentence, m.token) < (read.sentence.index, token)]
        if kind == "office" and read.tree.relation(head) in ("obj", "obl"):  # "Anwar spoke with both leaders": with two others
            own = {m.identity.code for m in here if m.subject and m.sentence == read.sentence.index}
            here = [m for m in here if m.identity.code not in own]
        if kind == "body" and not states:
            two = two_bodies(here)
        else:
            two = two_parties(here, read.sentence.index, world, people=kind == "office", states=states, only=only)
        if two:
            sector = roles[0].sector if roles else ""
            reason = f"{written(read, first, last)} = {two[0].code} and {two[1].code}, named most so far"
            found.append((token, [replace(i, sector=sector or i.sector, reason=reason, first=-1) for i in two]))
    return found


def _is_ordinal(read: ReadSentence, token: int) -> bool:
    """ "serangan kedua": behind its noun the word for two counts, it does not join."""
    return 0 <= read.tree.head(token) < token and not read.tree.relation(token).startswith(("nsubj", "obj", "obl", "cc"))


def _mentions(read: ReadSentence, names: Names, full: dict[str, Identity]) -> list[Mention]:
    found: list[Mention] = []
    done: set[int] = set()
    places: list[Unit | Role] = [*names.units, *names.roles]
    dateline = _is_dateline(read)
    for at in sorted(places, key=lambda u: u.first):
        if at.first in done:
            continue
        first, last, head = _around(read, at)
        first, last = whole_names(names, first, last)
        for identity in identify(read, names, first, last, head):
            identity = identity if dateline else _learn(identity, full)
            subject = read.tree.relation(head).startswith("nsubj")
            if identity.first >= 0 and identity.first not in done:
                found.append(Mention(read.sentence.index, identity.first, identity, subject, dateline or _is_where(read, identity)))
                done.update(range(max(first, min(identity.first, at.first)), max(identity.last, at.last) + 1))
    return found


def _is_dateline(read: ReadSentence) -> bool:
    """ "CIANJUR, iNews.id –": where and by whom it was written; the place is not of the newspaper."""
    words = read.sentence.words
    return len(words) <= DATELINE and words[-1] in ("-", "–", "—", "--")


def _is_where(read: ReadSentence, identity: Identity) -> bool:
    """Whether it only says where: a place, or a state behind "in"."""
    before = identity.first - 1
    if identity.kind in PLACE_KINDS:
        return True
    return identity.kind in ("country", "metonym") and before >= 0 and bool(LOCATIVE & set(read.words.slots_of(before)))


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


def _learn_body(identity: Identity, full: dict[str, Identity]) -> None:
    """ "The Defense Ministry" is from here on that of the state whose ministry was named ("Russian Defense Ministry")."""
    words = identity.name.lower().split()
    if identity.told:
        full[" ".join(words)] = identity
    if len(words) > 2:
        for short in (words[1:], words[:-1]):
            full.setdefault(" ".join(short), identity)


def _learn(identity: Identity, full: dict[str, Identity]) -> Identity:
    """Binds the parts of a full name to it, so that "Cha" is Victor Cha from here on; a short form is answered by what is bound."""
    if identity.kind == "organisation" and identity.name:
        _learn_body(identity, full)
    if identity.kind not in ("person", "name") or not identity.name:
        return identity
    key = identity.name.lower()
    known = full.get(key)
    if known:
        told = known if known.told or not identity.told else identity
        better = replace(
            known,
            code=told.code or known.code or identity.code,
            sector=told.sector or known.sector or identity.sector,
            told=told.told,
            role=known.role or identity.role,
            kind="person" if "person" in (known.kind, identity.kind) else known.kind,
        )
        for name, value in list(full.items()):
            if value.name == known.name:
                full[name] = better
        return replace(better, first=identity.first, last=identity.last)
    full[key] = identity
    parts = key.replace("-", " ").split()
    if len(parts) > 1:
        for part in parts:
            if len(part) > 2:
                full.setdefault(part, identity)
        full.setdefault(" ".join(key.split()[-2:]), identity)
    return identity
