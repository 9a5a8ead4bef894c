"""Who is meant: titles, countries, names, groups and pronouns of invented articles."""

from __future__ import annotations

import pytest

from saksi.pipeline import read_article
from saksi.records import Article, Reading


def read(text: str, lang: str, date: str = "2024-06-19") -> Reading:
    return read_article(Article("t", text, date, lang=lang))


def actors(text: str, lang: str, type_: str) -> list[tuple[str, str]]:
    return [(a.country, a.sector) for e in read(text, lang).events if e.raw_type == type_ for a in e.actors]


@pytest.mark.parametrize(
    ("text", "lang", "type_", "expected"),
    [
        ("The Peruvian army attacked a camp in Bolivia.", "en", "ASSAULT", [("PER", "MIL")]),
        ("Tentara Peru menyerang sebuah kamp di Bolivia.", "id", "ASSAULT", [("PER", "MIL")]),
        ("Presiden Kenya Daudi Mwangi mengecam Uganda.", "id", "ACCUSE", [("KEN", "GOV")]),
        ("Norway's Foreign Minister Kari Nes condemned Iceland.", "en", "ACCUSE", [("NOR", "GOV")]),
        ("Former Norwegian Prime Minister Kari Nes condemned Iceland.", "en", "ACCUSE", [("NOR", "ELI")]),
        ("Peru dan Chile mengecam Bolivia.", "id", "ACCUSE", [("PER", ""), ("CHL", "")]),
        ("The White House condemned Norway.", "en", "ACCUSE", [("USA", "GOV")]),
        ("Kenya's Supreme Court convicted Uganda's envoy.", "en", "SANCTION", [("KEN", "JUD")]),
    ],
)
def test_titles_countries_and_bodies_compose_actors(text: str, lang: str, type_: str, expected: list[tuple[str, str]]) -> None:
    assert actors(text, lang, type_) == expected


def test_a_short_name_is_the_person_introduced_before() -> None:
    reading = read("Peruvian Defence Minister Rosa Quispe arrived. Quispe condemned Bolivia.", "en")
    (accused,) = [e for e in reading.events if e.raw_type == "ACCUSE"]
    assert [(a.name, a.country) for a in accused.actors] == [("Rosa Quispe", "PER")]


def test_the_clitic_of_ujarnya_is_the_last_speaker() -> None:
    text = '"Kami siap," kata Menteri Pertahanan Peru Rosa Quispe.\n\n"Kapal itu tiba besok," ujarnya.'
    assert [s.speaker.name for s in read(text, "id").statements if s.speaker] == ["Rosa Quispe", "Rosa Quispe"]


def test_money_of_a_state_is_not_the_state() -> None:
    reading = read("Peru memberikan bantuan 5 juta dolar AS kepada Bolivia.", "id")
    assert all(a.country != "USA" for e in reading.events for a in (*e.actors, *e.recipients))


def test_every_actor_says_why() -> None:
    reading = read("The Peruvian army attacked a camp in Bolivia.", "en")
    assert all(a.reason for e in reading.events for a in (*e.actors, *e.recipients))


def test_a_speaker_known_only_by_office_is_named_by_it() -> None:
    text = "Kapal itu tiba, kata ketua komite pelabuhan.\nMuatannya lengkap, katanya."
    assert all(s.speaker and s.speaker.name for s in read(text, "id").statements)
