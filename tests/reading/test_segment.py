"""Sentences and tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import nasty_texts

from saksi.pack import load_pack
from saksi.reading.segment import segment


def sentences(text: str, lang: str = "en") -> list[str]:
    return [text[s.span.start : s.span.end] for s in segment(text, load_pack(lang)).sentences]


def words(text: str, lang: str = "en") -> list[str]:
    return [w for s in segment(text, load_pack(lang)).sentences for w in s.words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in the U.S. on Monday. Talks failed.", ["They met in the U.S. on Monday.", "Talks failed."]),
        ("J. Smith agreed. He left.", ["J. Smith agreed.", "He left."]),
        ('"We go," he said. "Now."', ['"We go," he said.', '"Now."']),
        ("Oil rose 2.5 percent. Gas fell.", ["Oil rose 2.5 percent.", "Gas fell."]),
        ("One line\nAnother line", ["One line", "Another line"]),
        ("a line that was\nwrapped by a mailer", ["a line that was\nwrapped by a mailer"]),
    ],
)
def test_sentences_end_where_they_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_english_tokens_follow_universal_dependencies() -> None:
    assert words("Russia's U.S.-led foes didn't pay $1,945.") == [
        "Russia",
        "'s",
        "U.S.",
        "-",
        "led",
        "foes",
        "did",
        "n't",
        "pay",
        "$",
        "1,945",
        ".",
    ]


def test_indonesian_splits_the_clitic_and_joined_names_but_no_reduplication() -> None:
    text = "Negara-negara itu, kata Rusia-Korea Utara, memuji kunjungannya sebelumnya."
    assert words(text, "id") == [
        "Negara-negara", "itu", ",", "kata", "Rusia", "-", "Korea", "Utara", ",", "memuji", "kunjungan", "nya", "sebelumnya", ".",
    ]  # fmt: skip


@given(nasty_texts())
def test_any_text_gives_tokens_that_quote_it(text: str) -> None:
    apostrophes = str.maketrans("’‘‛", "'''")
    for lang in ("en", "id"):
        for s in segment(text, load_pack(lang)).sentences:
            assert len(s.words) == len(s.starts) == len(s.quoted)
            for word, start, end in zip(s.words, s.starts, s.ends, strict=True):
                assert text[start:end].translate(apostrophes) == word.translate(apostrophes)
