"""Which language a text is in, and which pack reads it.

The detector is small and knows no corpus: first the script, then, for scripts that several languages share, how
much of the text the function words of each language account for (``lang/base/languages.tsv``). Function words are
a third to a half of running prose, so a few hundred words decide; close relatives (Indonesian and Malay) are told
apart by words that only one of them has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from saksi.errors import LanguageError
from saksi.pack import Pack, lang_root, load_pack, pack_codes
from saksi.records import Article
from saksi.regexes import Regex
from saksi.tables import Row, read_table

Knows = Callable[[str, Sequence[str]], int]  # code of a pack, words -> how many of them stand in its tables
UNKNOWN = "und"  # ISO 639-2 for "undetermined"

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 1500  # characters from the start, and as many from the middle: the ends are where page furniture stands
_STRONG, _WEAK = 3.0, 1.0
_LEAST_SHARE = 0.08  # of the words must be function words of the language: a list of names is no language
_SURE_WORDS = 25  # fewer words than this do not convict a label of being wrong
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("kana", "\u3041-\u30ff"),
    ("hangul", "\u1100-\u11ff\uac00-\ud7af"),
    ("han", "\u3400-\u4dbf\u4e00-\u9fff"),
    ("latin", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"),
    ("cyrillic", "\u0400-\u052f"),
    ("arabic", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"),
    ("greek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("hebrew", "\u0590-\u05ff"),
    ("devanagari", "\u0900-\u097f"),
    ("bengali", "\u0980-\u09ff"),
    ("tamil", "\u0b80-\u0bff"),
    ("telugu", "\u0c00-\u0c7f"),
    ("malayalam", "\u0d00-\u0d7f"),
    ("sinhala", "\u0d80-\u0dff"),
    ("thai", "\u0e00-\u0e7f"),
    ("lao", "\u0e80-\u0eff"),
    ("myanmar", "\u1000-\u109f"),
    ("georgian", "\u10a0-\u10ff"),
    ("ethiopic", "\u1200-\u137f"),
    ("khmer", "\u1780-\u17ff"),
    ("armenian", "\u0530-\u058f"),
)
_SCRIPT_CHARACTERS = tuple((name, Regex(f"[{ranges}]")) for name, ranges in _SCRIPTS)
_LATIN_RUN = Regex(f"[{dict(_SCRIPTS)['latin']}]+")
# What feeds and pages write instead of the two-letter code.
_OLD_CODES = {"in": "id", "ind": "id", "eng": "en", "msa": "ms", "may": "ms", "zsm": "ms", "iw": "he", "nb": "no", "nn": "no", "fil": "tl"}


@dataclass(frozen=True, slots=True)
class LanguageRow(Row):
    """languages.tsv: ``=word`` weighs three times, ``-word`` counts against the language."""

    code: str
    name: str
    script: str
    words: tuple[str, ...]

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        return ("code",)


@dataclass(frozen=True, slots=True)
class Choice:
    """The pack for an article, the language its text looks like, and what a reader should know about the choice."""

    pack: Pack
    detected: str
    notes: tuple[str, ...] = ()


def detect(text: str) -> str:
    """ISO 639-1 code of the language of ``text``, "und" when too little of it is known words."""
    sample = _sample(text)
    script = _script(sample)
    codes = _codes_of(script)
    if len(codes) <= 1:
        return codes[0] if codes else UNKNOWN
    scores = _scores(sample, script)
    best = max(scores, key=lambda code: scores[code][0])
    points, share = scores[best]
    return best if points > 0 and share >= _LEAST_SHARE else UNKNOWN


def _scores(sample: str, script: str) -> dict[str, tuple[float, float]]:
    """For each language of the script: points, and the share of the words that are its function words."""
    counts = Counter(_WORD.findall(sample.lower()))
    points = dict.fromkeys(_codes_of(script), 0.0)
    known = dict.fromkeys(points, 0)
    weights = _weights(script)
    for word in counts.keys() & weights.keys():
        count = counts[word]
        for code, weight in weights[word].items():
            points[code] += weight * count
            known[code] += count if weight > 0 else 0
    return {code: (points[code], known[code] / max(counts.total(), 1)) for code in points}


def _of_a_few_words(text: str, detected: str, knows: Knows | None) -> str:
    """A sentence or two hold few function words, and one that two languages share decides nothing ("at", English and Tagalog): then the
    language with a pack that comes near the best. Where none is met ("Iran attacked Israel"), the words that the packs list decide."""
    sample = _sample(text)
    words = _WORD.findall(sample)
    if detected in _packs() or len(words) >= _SURE_WORDS:
        return detected
    if detected == UNKNOWN and knows and _script(sample) == "latin":
        return _by_listed_words(words, knows)
    scores = _scores(sample, _script(sample))
    near = [code for code in _packs() if scores.get(code, (0.0, 0.0))[0] > 0]
    found = max(near, key=lambda code: scores[code][0], default="")
    return found if found and 2 * scores[found][0] >= max(points for points, _ in scores.values()) else detected


def _by_listed_words(words: Sequence[str], knows: Knows) -> str:
    """The pack that lists most of the words, half of them or more; names that all packs list ("Iran, Israel") tell nothing."""
    listed = {code: knows(code, words) for code in _packs()}
    best = max(listed, key=listed.__getitem__, default=UNKNOWN)
    return best if listed and listed[best] > min(listed.values()) and 2 * listed[best] >= len(words) else UNKNOWN


def choose(article: Article, forced: str = "", knows: Knows | None = None) -> Choice:
    """The pack that reads ``article``: the ``forced`` one, else that of its ``lang`` field, else what the text looks like.
    ``knows`` counts the words that a pack lists, for texts without function words.

    Raises LanguageError when there is no such pack.
    """
    if forced:
        return Choice(_pack(normal_code(forced)), "")
    detected = _of_a_few_words(article.raw, detect(article.raw), knows)
    label = normal_code(article.lang)
    if label in _packs():
        return Choice(load_pack(label), detected, _doubt(article, label, detected))
    if label and detected in _packs() and detected != label:
        note = f"labelled {article.lang!r}, for which there is no pack; read as {detected}, which the text looks like"
        return Choice(load_pack(detected), detected, (note,))
    return Choice(_pack(label or detected), detected)


def choose_pack(article: Article, forced: str = "") -> Pack:
    """The pack of ``choose``, without its notes."""
    return choose(article, forced).pack


def normal_code(label: str) -> str:
    """``id`` for "id-ID", "in_ID", "ind" and "Indonesian"; the label itself, cut at the region, when it is unknown."""
    primary = re.split(r"[-_;, ]", label.strip().lower(), maxsplit=1)[0]
    return _OLD_CODES.get(primary) or _by_name().get(primary, primary)


def language_name(code: str) -> str:
    """English name of a language, the code itself when it is not in the table."""
    return next((row.name for row in _rows() if row.code == code), code)


def _doubt(article: Article, label: str, detected: str) -> tuple[str, ...]:
    wrong = detected not in (label, UNKNOWN) and len(_WORD.findall(_sample(article.raw))) >= _SURE_WORDS
    if not wrong:
        return ()
    return (f"labelled {article.lang!r} but looks like {language_name(detected)}; read as {label}, mend the label if that is wrong",)


def _pack(code: str) -> Pack:
    if code in _packs():
        return load_pack(code)
    packs = ", ".join(_packs())
    if code in (UNKNOWN, ""):
        raise LanguageError(f"language not recognised; packs are {packs}; name one with --lang")
    name = language_name(code)
    named = f"{code} ({name})" if name != code else code
    raise LanguageError(f"no pack for {named}: packs are {packs}; name one with --lang if the text is in one of them")


def _sample(text: str) -> str:
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:_SAMPLE]} {text[middle : middle + _SAMPLE]}"


def _script(sample: str) -> str:
    """The script of most letters. Any good share of kana makes Chinese characters Japanese, of hangul Korean."""
    if sample.isascii():
        return "latin"
    if sum(map(len, _LATIN_RUN.findall(sample))) > len(sample) // 2:
        return "latin"
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPT_CHARACTERS}
    total = sum(counts.values())
    for mixed in ("kana", "hangul"):
        if counts[mixed] > 0.1 * total:
            return mixed
    return max(counts, key=counts.__getitem__) if total else ""


@cache
def _packs() -> tuple[str, ...]:
    return pack_codes()


@cache
def _rows() -> tuple[LanguageRow, ...]:
    return read_table(lang_root() / "base" / "languages.tsv", LanguageRow, "lang/base/languages.tsv")


@cache
def _codes_of(script: str) -> tuple[str, ...]:
    return tuple(row.code for row in _rows() if row.script == script)


@cache
def _by_name() -> Mapping[str, str]:
    return {row.name.lower(): row.code for row in _rows()}


@cache
def _weights(script: str) -> Mapping[str, Mapping[str, float]]:
    """Word -> language -> weight."""
    weights: dict[str, dict[str, float]] = {}
    for row in _rows():
        for entry in row.words if row.script == script else ():
            weight = _STRONG if entry[0] == "=" else -_STRONG if entry[0] == "-" else _WEAK
            weights.setdefault(entry.lstrip("=-"), {})[row.code] = weight
    return weights
