"""Who takes part in an act, and when two words tell one act: what the parser does not tie together."""

from __future__ import annotations

import pytest

from saksi.pipeline import read_article
from saksi.records import Article, Event


def events(text: str, lang: str = "id") -> list[Event]:
    return list(read_article(Article("x", text, "2024-06-19", lang=lang)).events)


def dyads(text: str, lang: str = "id") -> list[tuple[str, str, str]]:
    """(type, actors' countries, recipients' countries) of each event, in the order of the text."""
    return [(e.raw_type, "+".join(a.country for a in e.actors), "+".join(a.country for a in e.recipients)) for e in events(text, lang)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru memperkuat armadanya, dan Chile pekan ini melarang kapal Bolivia.", ("COERCE", "CHL", "BOL")),
        ("Kenya memperingatkan Uganda agar tidak menyerang Rwanda.", ("ASSAULT", "UGA", "RWA")),
        ("Pasukan Turki mengebom sebuah pangkalan di dekat Basra, Irak, menewaskan dua tentara.", ("ASSAULT", "TUR", "IRQ")),
        ("Polandia menghukum seorang warga Belarus karena membantu Rusia.", ("AID", "BLR", "RUS")),
        ("Seratus prajurit Malaysia tiba di Lebanon untuk melatih tentara Suriah.", ("AID", "MYS", "SYR")),
    ],
)
def test_subjects_that_are_understood(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in dyads(text)


def test_a_clitic_on_the_noun_of_an_act_is_the_subject_above() -> None:
    found = dyads("Militer Turki mengatakan bahwa serangan udaranya terhadap Suriah menewaskan 20 komandan.")
    assert ("ASSAULT", "TUR", "SYR") in found
    assert all(actor == "TUR" for _, actor, _ in found)


def test_an_act_aimed_at_an_act_is_aimed_at_whoever_does_it() -> None:
    assert ("ACCUSE", "NOR", "ERI") in dyads("Norwegia mengecam serangan Eritrea terhadap Etiopia.")


def test_a_verb_that_carries_a_noun_is_no_second_act() -> None:
    assert dyads("Serangan itu dilakukan oleh tentara Eritrea terhadap Etiopia.") == [("ASSAULT", "ERI", "ETH")]


def test_talks_that_a_meeting_is_held_for_are_the_meeting() -> None:
    assert dyads("Presiden Peru bertemu Presiden Chile untuk mengadakan pembicaraan.") == [("CONSULT", "PER+CHL", "")]


def test_an_act_without_a_doer_is_kept_only_as_a_hostile_passive() -> None:
    assert dyads("Georgia diserang.") == [("ASSAULT", "", "GEO")]
    assert dyads("Georgia dituduh.") == []


def test_a_place_does_nothing() -> None:
    assert dyads("Tiga orang tewas dalam ledakan di Peru.") == []


def test_a_condition_before_the_subject_holds_for_the_act() -> None:
    (act,) = [e for e in events("Kalau Sudan menyerang Chad, Niger akan bereaksi.") if e.raw_type == "ASSAULT"]
    assert act.status == "conditional"


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Kenya menggugat Rp 3 miliar.", ""),
        ("Dalam kunjungannya ke Hanoi, Presiden Kuba meminta beras.", "VNM"),
        ("Chile memuji Peru dan berjanji mengirim gandum.", "PER"),
    ],
)
def test_a_party_is_somebody_and_may_be_named_beside_the_act(text: str, recipients: str) -> None:
    assert recipients in {codes for _, _, codes in dyads(text)}


def test_who_tells_an_act_does_not_suffer_it() -> None:
    (event,) = events("Polisi Kenya menewaskan sedikitnya 12 orang, menurut kementerian kesehatan Uganda.")
    assert [a.text for a in event.recipients] == ["sedikitnya 12 orang"]


def test_a_thing_is_no_party() -> None:
    named = [a.name for e in events("Kenya menolak usul itu dan mengabaikan kritik pada pukul 2.") for a in e.recipients]
    assert named == []


def test_a_state_that_tells_of_the_attack_of_another_accuses_it() -> None:
    assert ("ACCUSE", "COL", "VEN") in dyads("Kolombia mengatakan bahwa tentara Venezuela menyerang desa perbatasan.")
    assert not any(kind == "ACCUSE" for kind, _, _ in dyads("Kolombia mengatakan bahwa tentaranya menyerang desa perbatasan."))


def test_in_reports_of_markets_only_states_act() -> None:
    market = "Kurs rupiah, saham dan harga minyak turun. Investor di bursa menjual saham dan obligasi. Dolar naik terhadap rupiah. "
    assert dyads(market + "Bank Chile mendukung pasar.") == []
    assert dyads(market + "Chile menuduh Peru.") == [("ACCUSE", "CHL", "PER")]
