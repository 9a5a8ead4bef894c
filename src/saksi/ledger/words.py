"""Words as the full-text index keeps them: dictionary forms by the affix tables of the packs, so that "pasok" finds "memasok"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from saksi.morphology import Morphology, Rule
from saksi.pack import load_pack, pack_codes

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_QUERY = re.compile(r'"([^"]*)"|(\S+)')
SHORTEST_STEM = 3


def lemmas(text: str, lang: str) -> str:
    """The dictionary forms of the words of a text that are not written so, each once, in order."""
    if lang not in _codes():
        return ""
    found: dict[str, None] = {}
    for word in _WORD.findall(text.casefold()):
        found.update(dict.fromkeys(stems(word, lang)))
    return " ".join(found)


def match_expression(text: str) -> str:
    """An FTS5 expression for what a person types: all words must occur, in any form; "words in quotes" as they stand; ``word*`` as a
    beginning; ``-word`` not at all. "" when there is nothing to look for."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for phrase, word in _QUERY.findall(text.replace("“", '"').replace("”", '"')):
        sign = "-" if word.startswith("-") and len(word) > 1 else ""
        expression = _phrase(phrase) if phrase else _any_form(word.removeprefix(sign))
        if expression:
            (unwanted if sign else wanted).append(expression)
    if not wanted:
        return ""
    whole = " AND ".join(wanted)
    return f"({whole}) NOT ({' OR '.join(unwanted)})" if unwanted else whole


@lru_cache(maxsize=200_000)
def stems(word: str, lang: str) -> tuple[str, ...]:
    """Lemmas that have ``word`` as a form by the tables of a pack, without the word itself."""
    pack = load_pack(lang)
    bare = [word, *(word.removesuffix(e) for e in pack.settings.enclitics if word.endswith(e) and len(word) >= len(e) + SHORTEST_STEM)]
    found = {lemma: None for form in bare for lemma in (form, *_lemmas(form, pack.morphology))}
    found.pop(word, None)
    return tuple(found)


@cache
def _codes() -> frozenset[str]:
    return frozenset(pack_codes())


def _lemmas(form: str, morphology: Morphology) -> Iterator[str]:
    yield from _irregular(morphology).get(form, ())
    half, _, other = form.partition("-")
    if half == other:
        yield half
    for rules in morphology.rules.values():
        for each in rules.values():
            for rule in each:
                yield from (c for c in _undone(form, rule) if len(c) >= SHORTEST_STEM and rule.apply(c) == form)


def _undone(form: str, rule: Rule) -> Iterator[str]:
    """What may have stood before the affixes of a rule were put on; whether it did, ``rule.apply`` tells."""
    row = rule.affix
    if row.double == "word" or not (row.prefix or row.suffix) or not (form.startswith(row.prefix) and form.endswith(row.suffix)):
        return
    middle = form[len(row.prefix) : len(form) - len(row.suffix)]
    if row.double == "yes":
        middle = middle[:-1]
    heads = {a[: row.drop_start] for a in row.start.split("|")} if row.drop_start else {""}
    tails = {a[-row.drop_end :] for a in row.end.split("|")} if row.drop_end else {""}
    yield from (head + middle + tail for head in heads for tail in tails)


@cache
def _irregular(morphology: Morphology) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for (lemma, _), features in morphology.irregular.items():
        for forms in features.values():
            for form in forms:
                found.setdefault(form, []).append(lemma)
    return {form: tuple(dict.fromkeys(lemmas)) for form, lemmas in found.items()}


def _phrase(words: str) -> str:
    found = " ".join(_WORD.findall(words))
    return f'evidence : "{found}"' if found else ""


def _any_form(word: str) -> str:
    pieces = _WORD.findall(word.casefold())
    if not pieces:
        return ""
    if len(pieces) > 1:
        return _phrase(" ".join(pieces))
    if word.endswith("*"):
        return f'"{pieces[0]}" *'
    forms = dict.fromkeys((pieces[0], *(s for code in sorted(_codes()) for s in stems(pieces[0], code))))
    return "(" + " OR ".join(f'"{form}"' for form in forms) + ")"
