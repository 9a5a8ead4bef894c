"""Whom forms mean by the article around them: its time, its abbreviations, its pairs, its states. Invented articles."""

from __future__ import annotations

import pytest

from saksi.pipeline import read_article
from saksi.records import Actor, Article, Reading


def read(text: str, lang: str = "en", date: str = "2015-06-19") -> Reading:
    return read_article(Article("t", text, date, lang=lang))


def doers(text: str, type_: str, lang: str = "en", date: str = "2015-06-19") -> list[Actor]:
    return [a for e in read(text, lang, date).events if e.raw_type == type_ for a in e.actors]


def test_without_a_date_the_time_is_that_of_the_people_named() -> None:
    text = "President George W. Bush met Chancellor Angela Merkel. Secretary of State Condoleezza Rice condemned Iran."
    (rice,) = doers(text, "ACCUSE", date="")
    assert (rice.country, rice.sector) == ("USA", "GOV")
    (merkel,) = [a for a in doers(text, "CONSULT", date="") if a.country == "DEU"]
    assert merkel.sector == "GOV"


def test_the_reason_says_how_the_time_was_told() -> None:
    text = "President George W. Bush arrived. Condoleezza Rice condemned Iran."
    (rice,) = doers(text, "ACCUSE", date="")
    assert "no date in the text: about 200" in rice.reason


def test_without_people_the_last_year_named_is_the_time() -> None:
    (putin,) = doers("Reserves fell in 2014. Vladimir Putin condemned Poland.", "ACCUSE", date="")
    assert putin.sector == "GOV"


def test_the_time_told_is_not_the_date_of_the_article() -> None:
    reading = read("President George W. Bush condemned Iran. He praised Poland.", date="")
    assert reading.article.date == ""


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Green Party condemned the strike. Paris and the rest of France watched.", "FRA"),
        ("The Green Party condemned the strike. Berlin and the rest of Germany watched.", "DEU"),
        ("The Green Party condemned Norway.", "USA"),
        ("The Supreme Court condemned Pakistan's government. Pakistan and its ministers in Islamabad waited.", "PAK"),
    ],
)
def test_a_name_that_states_share_goes_to_the_one_spoken_of(text: str, country: str) -> None:
    assert [a.country for a in doers(text, "ACCUSE")] == [country]


def test_money_is_no_state_even_where_the_state_has_an_abbreviation() -> None:
    text = "Pemerintah Amerika Serikat (AS) mengecam Peru. Chile memberikan bantuan 5 juta dolar AS kepada Bolivia."
    reading = read(text, "id")
    assert all(a.country != "USA" for e in reading.events if e.raw_type == "AID" for a in (*e.actors, *e.recipients))


def test_an_abbreviation_keeps_its_name_to_the_end_of_the_article() -> None:
    text = "The Kapiti Farmers' Front (KFF) met Fiji's envoy.\n\nRain fell.\n\nThe KFF condemned Norway."
    assert [a.name for a in doers(text, "ACCUSE")] == ["Kapiti Farmers' Front"]


def test_a_party_behind_a_person_is_not_his_short_name() -> None:
    (actor,) = doers("Anna Muster (SPD) met envoys. The SPD condemned Norway.", "ACCUSE")
    assert (actor.country, actor.sector) == ("DEU", "PTY")


def test_a_pair_counts_where_it_is_named_again() -> None:
    text = "Peru and Chile met in Lima. Both sides praised Norway. The two countries condemned Iceland."
    assert [a.country for a in doers(text, "ACCUSE")] == ["PER", "CHL"]


def test_an_ordinal_is_no_pair() -> None:
    reading = read("Peru bertemu Chile. Serangan kedua itu menewaskan tiga orang.", "id")
    assert all(len(e.actors) < 2 for e in reading.events if e.raw_type == "ASSAULT")


def test_an_object_is_not_the_subject_of_its_own_verb() -> None:
    text = "Menteri Peru Rosa Quispe bertemu Menteri Kenya Daudi Mwangi. Quispe mendesaknya untuk mundur."
    (request,) = [e for e in read(text, "id").events if e.raw_type == "REQUEST"]
    assert [a.name for a in request.recipients] == ["Daudi Mwangi"]


def test_whoever_stands_behind_in_is_no_party() -> None:
    assert {a.country for a in doers("Peru and Chile held talks in Norway.", "CONSULT")} == {"PER", "CHL"}


def test_a_nickname_in_brackets_is_part_of_the_name() -> None:
    (actor,) = doers("Defense Secretary Charles (Chuck) Hagel condemned Iran.", "ACCUSE", date="2014-01-01")
    assert actor.name == "Chuck Hagel"


def test_a_name_that_nobody_knows_is_said_to_be_one() -> None:
    reading = read("Norway condemned Zorbel Kandu.")
    assert [(a.name, a.country, a.reason) for e in reading.events for a in e.recipients] == [("Zorbel Kandu", "", "a name in capitals")]


def test_a_thing_is_no_party() -> None:
    assert [e.recipients for e in read("Norway condemned the frobnication.").events] == [()]
