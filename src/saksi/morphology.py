"""Forms of a lemma from a pack's affix table, and back: the one place where words are inflected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from saksi.regexes import Regex
from saksi.tables import Affix, Irregular

LETTERS = {"V": "[aeiou]", "C": r"[^\W\d_aeiou]"}


@dataclass(frozen=True, slots=True)
class Rule:
    """An affix row with its conditions compiled."""

    affix: Affix
    starts: Regex | None
    ends: Regex | None

    def apply(self, lemma: str) -> str:
        """The form, "" when the row does not fit the lemma."""
        row = self.affix
        if (self.starts and not self.starts.match(lemma)) or (self.ends and not self.ends.search(lemma)):
            return ""
        stem = lemma[row.drop_start : len(lemma) - row.drop_end]
        if row.double == "yes":
            stem += stem[-1:]
        elif row.double == "word":  # reduplication: negara-negara
            stem = f"{stem}-{stem}"
        return row.prefix + stem + row.suffix


@dataclass(frozen=True, slots=True, eq=False)
class Morphology:
    """Affix rules by part of speech and feature, most specific first, and irregular forms. Hashed by identity."""

    rules: Mapping[str, Mapping[str, tuple[Rule, ...]]] = field(default_factory=dict)
    irregular: Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def forms(self, lemma: str, pos: str) -> tuple[tuple[str, str], ...]:
        """All (form, feature) of a lemma; the lemma itself has the feature ``base``."""
        return _forms(self, lemma, pos)


@lru_cache(maxsize=100_000)
def _forms(morphology: Morphology, lemma: str, pos: str) -> tuple[tuple[str, str], ...]:
    found = [(lemma, "base")]
    special = morphology.irregular.get((lemma, pos), {})
    for feature, forms in special.items():
        found += [(form, feature.partition(".")[0]) for form in forms]
    for feature, rules in morphology.rules.get(pos, {}).items():
        form = "" if feature in special else next((f for f in (rule.apply(lemma) for rule in rules) if f), "")
        if form:
            found.append((form, feature.partition(".")[0]))
    return tuple(dict.fromkeys(found))


def build(affixes: Iterable[Affix], irregular: Iterable[Irregular]) -> Morphology:
    rules: dict[str, dict[str, list[Affix]]] = {}
    for row in affixes:
        rules.setdefault(row.pos, {}).setdefault(row.feature, []).append(row)
    special: dict[tuple[str, str], dict[str, list[str]]] = {}
    for item in irregular:
        special.setdefault((item.lemma, item.pos), {}).setdefault(item.feature, []).append(item.form)
    return Morphology(
        {pos: {f: _compiled(rows) for f, rows in by.items()} for pos, by in rules.items()},
        {key: {f: tuple(forms) for f, forms in by.items()} for key, by in special.items()},
    )


def _compiled(rows: Iterable[Affix]) -> tuple[Rule, ...]:
    """Rules, the most specific first."""
    ordered = sorted(rows, key=_specificity, reverse=True)
    return tuple(Rule(row, _pattern(row.start), _pattern(row.end, r"\Z")) for row in ordered)


def _pattern(alternatives: str, behind: str = "") -> Regex | None:
    if not alternatives:
        return None
    spelled = ("".join(LETTERS.get(c, re.escape(c)) for c in a) for a in alternatives.split("|"))
    return Regex(f"(?:{'|'.join(spelled)}){behind}")


def _specificity(row: Affix) -> int:
    longest = [max((len(a) - 0.5 * sum(c in "CV" for c in a) for a in s.split("|")), default=0) for s in (row.start, row.end)]
    return int(2 * sum(longest))
