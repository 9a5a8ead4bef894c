"""Texts far longer than news: read in chapters, and nothing but what looks back knows."""

from __future__ import annotations

from pathlib import Path

import pytest

import saksi
from saksi import chapters
from saksi.records import Reading

STORY = (Path(saksi.__file__).parent / "demo" / "en_sanctions.txt").read_text(encoding="utf-8").strip() + "\n\n"


def read(text: str) -> Reading:
    return saksi.read_text(text, lang="en", date="2024-06-19", id="long")


def acts(reading: Reading) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(e.type, reading.article.raw[slice(*e.trigger)], tuple(a.name for a in e.actors)) for e in reading.events]


@pytest.fixture
def short_chapters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chapters, "LONGEST", len(STORY) + 200)


def test_an_article_is_one_chapter() -> None:
    segments = chapters.Segments("x", (), (), ())
    assert list(chapters.chapters(segments)) == [segments]


@pytest.mark.usefixtures("short_chapters")
def test_each_chapter_is_read_as_if_it_stood_alone() -> None:
    alone, together = read(STORY), read(STORY * 5)
    assert len(alone.events) > 2
    assert len(together.events) > 3 * len(alone.events)
    assert set(acts(alone)) <= set(acts(together))


@pytest.mark.usefixtures("short_chapters")
def test_records_are_numbered_through_and_point_into_the_whole() -> None:
    reading = read(STORY * 5)
    assert [s.index for s in reading.statements] == list(range(len(reading.statements)))
    assert [e.index for e in reading.events] == list(range(len(reading.events)))
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)
    for claim in reading.claims:
        event = reading.events[claim.event]
        assert claim.evidence.covers(event.trigger)
        if claim.statement is not None:
            content = reading.statements[claim.statement].content
            assert any(span.start <= event.trigger.start < span.end for span in content)
    for statement in reading.statements:
        assert statement.parent is None or statement.parent < len(reading.statements)
    starts = [date.span.start for date in reading.dates]
    assert starts == sorted(set(starts))


@pytest.mark.usefixtures("short_chapters")
def test_a_text_without_paragraphs_is_cut_between_sentences() -> None:
    text = " ".join((STORY * 6).split())
    reading = read(text)
    assert len(reading.events) > 10
    assert reading.article.raw == text
