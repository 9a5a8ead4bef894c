"""What the tables know better than the tagger: words of names and titles, and voice where the form of a verb tells it."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.pack import Pack
from saksi.reading.document import Match, Parse, Sentence

FINITE = frozenset({"s", "past", "act", "pass"})
ACTIVE = frozenset({"act", "s"})
PASSIVE = frozenset({"pass"})
SHORTEST_STEM = 3
VERB_TABLES = frozenset({"events", "reporting", "modality"})
NAMING = frozenset({"titles", "names", "countries", "metonyms", "people"})


def name_tags(parse: Parse, matches: Sequence[Match]) -> Parse:
    """The parse with the words of names and titles of several words as nouns ("juru bicara" holds no verb), and as verbs the forms of
    listed verbs that have a subject ("South Africa backs ...")."""
    upos = list(parse.upos)
    for m in matches:
        if m.last > m.first and m.table in NAMING:
            for i in range(m.first, m.last + 1):
                if upos[i] in ("VERB", "AUX", "ADV"):
                    upos[i] = "NOUN" if m.table == "titles" else "PROPN"
        elif (
            m.feature in FINITE
            and m.table in ("events", "reporting")
            and upos[m.first] in ("NOUN", "PROPN", "ADJ")
            and _has_subject(parse, m.first)
        ):
            upos[m.first] = "VERB"
    tags = tuple(upos)
    return Parse(tags, parse.heads, parse.relations) if tags != parse.upos else parse


def _has_subject(parse: Parse, token: int) -> bool:
    return any(head == token and parse.relations[i].startswith("nsubj") for i, head in enumerate(parse.heads))


def voice_forms(sentence: Sentence, upos: Sequence[str], matches: Sequence[Match], pack: Pack) -> dict[int, str]:
    """token -> active | passive | participle | gerund | base, for verbs whose form decides or hints at it."""
    settings = pack.settings
    found: dict[int, str] = {}
    for i, pos in enumerate(upos if settings.passive_prefixes or settings.active_prefixes else ()):
        if pos != "VERB" or len(word := sentence.lower[i]) < SHORTEST_STEM + 2:
            continue
        if settings.passive_prefixes and word.startswith(settings.passive_prefixes):
            found[i] = "passive"
        elif settings.active_prefixes and word.startswith(settings.active_prefixes):
            found[i] = "active"
    bases: list[int] = []
    for m in matches:
        if m.table not in VERB_TABLES:
            continue
        if m.feature in settings.forms and m.feature != "base":
            found[m.first] = "active"
        elif m.feature in PASSIVE:
            found[m.first] = "passive"
        elif m.feature in ACTIVE:
            found.setdefault(m.first, "active")
        elif m.feature == "ing":
            found[m.first] = "gerund"
        elif m.feature in ("part", "past"):
            found.setdefault(m.first, "participle")
        if m.feature == "base" and m.table == "events" and m.first == m.last and upos[m.first] == "VERB":
            bases.append(m.first)
    for token in bases:
        found.setdefault(token, "base")
    return found
