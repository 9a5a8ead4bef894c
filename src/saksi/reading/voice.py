"""What the tables know better than the tagger: words of names and titles, and voice where the form of a verb tells it."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.pack import Pack
from saksi.reading.document import Match, Parse, Sentence

FINITE = frozenset({"s", "past", "act", "pass"})
ACTIVE = frozenset({"act", "s"})
PASSIVE = frozenset({"pass"})
SHORTEST_STEM = 3
NAMING = frozenset({"titles", "names", "countries", "metonyms", "people"})


def name_tags(parse: Parse, matches: Sequence[Match]) -> Parse:
    """The parse with the words of names and titles of several words as nouns ("juru bicara" holds no verb), and as verbs the forms of
    listed verbs that have a subject ("South Africa backs ...")."""
    upos = list(parse.upos)
    having_subject = {head for head, relation in zip(parse.heads, parse.relations, strict=True) if relation.startswith("nsubj")}
    for m in matches:
        if m.last > m.first and m.table in NAMING:
            for i in range(m.first, m.last + 1):
                if upos[i] in ("VERB", "AUX", "ADV"):
                    upos[i] = "NOUN" if m.table == "titles" else "PROPN"
        elif (
            m.table in ("events", "reporting")
            and m.feature in FINITE
            and m.first in having_subject
            and upos[m.first] in ("NOUN", "PROPN", "ADJ")
        ):
            upos[m.first] = "VERB"
    return Parse(tuple(upos), parse.heads, parse.relations) if tuple(upos) != parse.upos else parse


def voice_forms(sentence: Sentence, upos: Sequence[str], matches: Sequence[Match], pack: Pack) -> dict[int, str]:
    """token -> active | passive | participle | gerund | base, for verbs whose form decides or hints at it."""
    settings = pack.settings
    found: dict[int, str] = {}
    for i, word in enumerate(sentence.lower if settings.passive_prefixes or settings.active_prefixes else ()):
        if upos[i] != "VERB" or len(word) < SHORTEST_STEM + 2:
            continue
        if settings.passive_prefixes and word.startswith(settings.passive_prefixes):
            found[i] = "passive"
        elif settings.active_prefixes and word.startswith(settings.active_prefixes):
            found[i] = "active"
    for m in matches:
        if m.table not in ("events", "reporting", "modality"):
            continue
        if m.feature in pack.settings.forms:
            found[m.first] = "active"
        elif m.feature in PASSIVE:
            found[m.first] = "passive"
        elif m.feature in ACTIVE:
            found.setdefault(m.first, "active")
        elif m.feature == "ing":
            found[m.first] = "gerund"
        elif m.feature in ("part", "past"):
            found.setdefault(m.first, "participle")
    for m in matches:
        if m.table == "events" and m.feature == "base" and m.first == m.last and upos[m.first] == "VERB":
            found.setdefault(m.first, "base")
    return found
