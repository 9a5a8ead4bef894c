"""Which act a date or a place belongs to."""

from __future__ import annotations

import pytest

from saksi.pipeline import read_article
from saksi.records import Article, Event


def events(text: str, lang: str = "en") -> dict[str, Event]:
    reading = read_article(Article("a", text, "2024-06-19", lang=lang))
    return {text[e.trigger.start : e.trigger.end].split()[0]: e for e in reading.events}


@pytest.mark.parametrize(
    ("text", "trigger", "value", "lang"),
    [
        ("Ghana attacked Togo on Monday.", "attacked", "2024-06-17", "en"),
        ("On Monday Ghana's army attacked Togo.", "attacked", "2024-06-17", "en"),
        ("Ghana arrested two Togolese spies who met Kenyan diplomats in May.", "arrested", "", "en"),
        ("Ghana has attacked Togo since May.", "attacked", "", "en"),
        ("Ghana condemned Togo for a 2014 attack on Kenya.", "condemned", "", "en"),
        ("Ghana menyerang Togo pada Senin.", "menyerang", "2024-06-17", "id"),
        ("Pada Senin, Ghana menyerang Togo.", "menyerang", "2024-06-17", "id"),
        ("Ghana menyerang Togo yang merdeka pada 1960.", "menyerang", "", "id"),
    ],
)
def test_the_date_of_an_act(text: str, trigger: str, value: str, lang: str) -> None:
    date = events(text, lang)[trigger].date
    assert (date.value if date else "") == value


@pytest.mark.parametrize(
    ("text", "trigger", "name", "lang"),
    [
        ("Ghana's minister met his Togolese counterpart in Nairobi.", "met", "Nairobi", "en"),
        ("In Nairobi, Ghana's minister met his Togolese counterpart.", "met", "Nairobi", "en"),
        ("Ghana condemned Togo over killings that took place in Nairobi.", "condemned", "", "en"),
        ("NAIROBI (News) - Ghana condemned Togo on Monday.", "condemned", "", "en"),
        ("Menteri Ghana bertemu Menteri Togo di Nairobi.", "bertemu", "Nairobi", "id"),
    ],
)
def test_the_place_of_an_act(text: str, trigger: str, name: str, lang: str) -> None:
    place = events(text, lang)[trigger].place
    assert (place.name if place else "") == name


def test_the_date_in_a_name_may_lie_ahead() -> None:
    text = "Ghana welcomed the July 2 visit of Togo's president to Accra."
    dated = {e.date.value for e in events(text).values() if e.date}
    assert dated <= {"2024-07-02"}
