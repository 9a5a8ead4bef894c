"""Voice from the form of a verb, where the form tells: affixes named in pack.toml, features of the lexicon."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.pack import Pack
from saksi.reading.document import Match, Sentence

ACTIVE = frozenset({"act", "s"})
PASSIVE = frozenset({"pass"})
SHORTEST_STEM = 3


def voice_forms(sentence: Sentence, upos: Sequence[str], matches: Sequence[Match], pack: Pack) -> dict[int, str]:
    """token -> active | passive | participle | gerund, for verbs whose form decides or hints at it."""
    settings = pack.settings
    found: dict[int, str] = {}
    for i, word in enumerate(sentence.lower):
        if upos[i] != "VERB" or len(word) < SHORTEST_STEM + 2:
            continue
        if word.startswith(settings.passive_prefixes) if settings.passive_prefixes else False:
            found[i] = "passive"
        elif word.startswith(settings.active_prefixes) if settings.active_prefixes else False:
            found[i] = "active"
    for m in matches:
        if m.table not in ("events", "reporting", "modality"):
            continue
        if m.feature in PASSIVE:
            found[m.first] = "passive"
        elif m.feature in ACTIVE:
            found.setdefault(m.first, "active")
        elif m.feature == "ing":
            found[m.first] = "gerund"
        elif m.feature in ("part", "past"):
            found.setdefault(m.first, "participle")
    return found
