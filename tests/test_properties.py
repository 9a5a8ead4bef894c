"""Any text in, no exception out; every span of every record lies in the text and quotes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import PROSE, nasty_texts

import saksi
from saksi.export.rows import one_line
from saksi.records import Actor, Reading, Span

LANGUAGES = st.sampled_from(("en", "id"))
SENTENCES = (
    "Chad attacked Mali on Monday, the mayor said. ",
    "Peru denied that it had arrested two Fijian sailors. ",
    "“We will send aid to Togo,” she said. ",
    "Presiden Kenya akan mengunjungi Jakarta pada 3 Mei 2024. ",
    "Chad mengecam serangan itu, kata juru bicara militer. ",
    "Sudan membantah menahan tiga warga Mali.\n\n",
)


def _spans(reading: Reading) -> Iterator[Span]:
    for statement in reading.statements:
        yield from (*statement.source, *statement.cue, *statement.content)
    for event in reading.events:
        yield from (event.trigger, *event.mentions)
        yield from (item.span for item in (event.date, event.place) if item)
    for item in (*reading.dates, *reading.places, *reading.cuts):
        yield item.span
    yield from (claim.evidence for claim in reading.claims)
    yield from (actor.span for actor in _actors(reading) if actor.span)


def _actors(reading: Reading) -> Iterator[Actor]:
    yield from (statement.speaker for statement in reading.statements if statement.speaker)
    for event in reading.events:
        yield from (*event.actors, *event.recipients)


def _check(reading: Reading) -> None:
    length = len(reading.article.raw)
    for span in _spans(reading):
        assert 0 <= span.start < span.end <= length
    for claim in reading.claims:
        event = reading.events[claim.event]
        assert any(claim.evidence.covers(mention) for mention in event.mentions)
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)
    for i, statement in enumerate(reading.statements):
        assert statement.index == i
        assert statement.parent is None or 0 <= statement.parent < len(reading.statements)
        _check_ancestors(reading, i)


def _check_ancestors(reading: Reading, index: int) -> None:
    """Statements stand inside one another, never in a circle."""
    seen = {index}
    at = reading.statements[index].parent
    while at is not None:
        assert at not in seen
        seen.add(at)
        at = reading.statements[at].parent


@settings(max_examples=150)
@given(nasty_texts(), LANGUAGES)
def test_any_text_is_read(text: str, lang: str) -> None:
    _check(saksi.read_text(text, lang=lang, date="2024-06-19"))


@settings(max_examples=150)
@given(st.lists(st.sampled_from((*SENTENCES, *PROSE)), max_size=8).map("".join), LANGUAGES)
@example(text="U.S.‘Chad attacked Mali on Monday, the mayor said. ", lang="en")
def test_an_actor_is_quoted_as_it_stands(text: str, lang: str) -> None:
    reading = saksi.read_text(text, lang=lang, date="2024-06-19")
    _check(reading)
    for actor in _actors(reading):
        if actor.span:
            assert one_line(text[actor.span.start : actor.span.end]) == one_line(actor.text)


@settings(max_examples=60)
@given(nasty_texts(), LANGUAGES)
def test_reading_twice_gives_the_same(text: str, lang: str) -> None:
    assert saksi.read_text(text, lang=lang) == saksi.read_text(text, lang=lang)


@settings(max_examples=40)
@given(nasty_texts())
def test_without_a_language_an_article_is_read_or_refused(text: str) -> None:
    try:
        _check(saksi.read_text(text))
    except saksi.LanguageError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("date", ["", "2024", "2024-06", "2024-06-19", "2024-06-19T10:00:00+07:00"])
def test_any_precision_of_the_article_date_is_borne(date: str) -> None:
    reading = saksi.read_text("Chad attacked Mali on Monday, 3 May, the mayor said last week.", lang="en", date=date)
    assert reading.events


def test_two_statements_of_one_size_do_not_hold_each_other() -> None:
    text = "Menurut Raden, tanpa persiapan matang di bidang kesehatan, penutupan pasar dikhawatirkan akan membawa dampak lebih bahaya."
    _check(saksi.read_text(text, lang="id"))
