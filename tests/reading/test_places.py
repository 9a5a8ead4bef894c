"""Places of a text: told from persons and actors, from their namesakes, with what the text makes of them."""

from __future__ import annotations

import pytest

from saksi.pipeline import read_article
from saksi.records import Article, Place


def places(text: str, lang: str = "en") -> dict[str, Place]:
    reading = read_article(Article("a", text, "2024-06-19", lang=lang))
    return {text[p.span.start : p.span.end]: p for p in reading.places}


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("Police in Springfield, Illinois, arrested two men.", "Springfield", "USA", "Illinois"),
        ("Police in Springfield, Mass., arrested two men.", "Springfield", "USA", "Massachusetts"),
        ("The fair in Paris, Texas, opened.", "Paris", "USA", "Texas"),
        ("French police closed a street in Paris.", "Paris", "FRA", "Île-de-France"),
        ("Egyptian soldiers left Alexandria for Cairo.", "Alexandria", "EGY", "Alexandria"),
    ],
)
def test_namesakes_are_told_apart(text: str, name: str, country: str, admin1: str) -> None:
    found = places(text)[name]
    assert (found.country, found.admin1, found.precision) == (country, admin1, "city")
    assert found.lat is not None
    assert found.reason


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jordan Smith met Kim Jong Un in the hall.", "Un"),
        ("Jordan Smith met Kim Jong Un in the hall.", "Jordan"),
        ("Paris Hilton opened the hotel.", "Paris"),
        ("Ms Jackson won the race.", "Jackson"),
        ("Mary Lincoln spoke first. Lincoln said the law was old.", "Lincoln"),
    ],
)
def test_persons_are_no_places(text: str, name: str) -> None:
    assert name not in places(text)


@pytest.mark.parametrize(
    ("text", "name", "use", "lang"),
    [
        ("Moscow said the talks had failed.", "Moscow", "actor", "en"),
        ("The talks in Moscow failed.", "Moscow", "place", "en"),
        ("Egypt's army moved.", "Egypt", "modifier", "en"),
        ("Russian troops moved.", "Russian", "modifier", "en"),
        ("She studied at the University of Bonn.", "Bonn", "modifier", "en"),
        ("Perundingan itu digelar di Wina.", "Wina", "place", "id"),
        ("Kairo menolak usulan itu.", "Kairo", "actor", "id"),
    ],
)
def test_the_use_is_said(text: str, name: str, use: str, lang: str) -> None:
    assert places(text, lang)[name].use == use


def test_indonesian_provinces_and_regencies() -> None:
    found = places("Banjir melanda Kabupaten Demak, Jawa Tengah, pada Senin.", "id")
    assert (found["Kabupaten Demak"].admin1, found["Kabupaten Demak"].precision) == ("Jawa Tengah", "region")
    assert found["Jawa Tengah"].country == "IDN"


def test_a_street_takes_the_town_beside_it() -> None:
    street = places("A shop on Elm Street in Tulsa burned.")["Elm Street"]
    tulsa = places("A shop on Elm Street in Tulsa burned.")["Tulsa"]
    assert (street.lat, street.lon, street.precision) == (tulsa.lat, tulsa.lon, "city")
    assert "Tulsa" in street.reason


def test_seas_have_no_state() -> None:
    found = places("Kapal itu berlayar di Laut China Selatan.", "id")["Laut China Selatan"]
    assert (found.country, found.precision) == ("", "region")
    assert found.lat is not None


def test_a_dependency_lies_where_it_lies() -> None:
    found = places("The debt of Puerto Rico grew.")["Puerto Rico"]
    assert found.country == "USA"
    assert found.lat is not None
    assert 17 < found.lat < 19
