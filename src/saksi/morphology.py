"""Forms of a lemma from a pack's affix table, and back: the one place where words are inflected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from saksi.tables import Affix, Irregular

VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Morphology:
    """Affix rules by part of speech and feature, most specific first, and irregular forms."""

    rules: Mapping[str, Mapping[str, tuple[Affix, ...]]] = field(default_factory=dict)
    irregular: Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def forms(self, lemma: str, pos: str) -> list[tuple[str, str]]:
        """All (form, feature) of a lemma; the lemma itself has the feature ``base``."""
        found = [(lemma, "base")]
        special = self.irregular.get((lemma, pos), {})
        for feature, forms in special.items():
            found += [(form, feature) for form in forms]
        for feature, affixes in self.rules.get(pos, {}).items():
            if feature in special:
                continue
            form = _first_fit(lemma, affixes)
            if form:
                found.append((form, feature))
        return found


def build(affixes: Iterable[Affix], irregular: Iterable[Irregular]) -> Morphology:
    rules: dict[str, dict[str, list[Affix]]] = {}
    for row in affixes:
        rules.setdefault(row.pos, {}).setdefault(row.feature, []).append(row)
    special: dict[tuple[str, str], dict[str, list[str]]] = {}
    for item in irregular:
        special.setdefault((item.lemma, item.pos), {}).setdefault(item.feature, []).append(item.form)
    return Morphology(
        {pos: {f: tuple(sorted(rows, key=_specificity, reverse=True)) for f, rows in by.items()} for pos, by in rules.items()},
        {key: {f: tuple(forms) for f, forms in by.items()} for key, by in special.items()},
    )


def _specificity(row: Affix) -> int:
    longest = [max((len(a) - 0.5 * sum(c in "CV" for c in a) for a in s.split("|")), default=0) for s in (row.start, row.end)]
    return int(2 * sum(longest))


def _first_fit(lemma: str, affixes: Sequence[Affix]) -> str:
    for row in affixes:
        if _fits(lemma, row.start, at_end=False) and _fits(lemma, row.end, at_end=True):
            stem = lemma[row.drop_start : len(lemma) - row.drop_end]
            if row.double == "yes":
                stem += stem[-1:]
            elif row.double == "word":  # reduplication: negara-negara
                return f"{row.prefix}{stem}-{stem}{row.suffix}"
            return row.prefix + stem + row.suffix
    return ""


def _fits(lemma: str, pattern: str, *, at_end: bool) -> bool:
    return not pattern or any(_matches(lemma, alternative, at_end) for alternative in pattern.split("|"))


def _matches(lemma: str, pattern: str, at_end: bool) -> bool:
    if len(lemma) < len(pattern):
        return False
    part = lemma[len(lemma) - len(pattern) :] if at_end else lemma[: len(pattern)]
    return all(_same(letter, mark) for letter, mark in zip(part, pattern, strict=True))


def _same(letter: str, mark: str) -> bool:
    if mark == "V":
        return letter in VOWELS
    if mark == "C":
        return letter.isalpha() and letter not in VOWELS
    return letter == mark
