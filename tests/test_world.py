"""The world's tables as they ship, and offices by date."""

from __future__ import annotations

from importlib.resources import files

import pytest

from saksi import tables
from saksi.world import World, fold, load_world

LANGUAGES = ("en", "id")
NAME_TABLES = ("countries", "names", "metonyms", "demonyms")


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def names(language: str, table: str) -> tuple[tables.NameRow, ...]:
    path = files("saksi") / "lang" / language / "lexicon" / f"{table}.tsv"
    return tables.read_table(path, tables.NameRow, f"lang/{language}/lexicon/{table}.tsv")


def test_every_country_is_coded_under_a_state_of_plover(world: World) -> None:
    assert len(world.countries) > 240
    assert all(world.is_code(c.plover) for c in world.countries.values())
    assert {c: world.countries[c].plover for c in ("PRI", "GRL", "MAC", "ESH", "KOS", "HKG", "PSE", "VAT")} == {
        "PRI": "USA", "GRL": "DNK", "MAC": "CHN", "ESH": "MAR", "KOS": "KOS", "HKG": "HKG", "PSE": "PSE", "VAT": "VAT",
    }  # fmt: skip
    assert world.country("ID") is world.countries["IDN"]
    assert world.countries["IDN"].capital == "Jakarta"


def test_capitals_have_coordinates(world: World) -> None:
    placed = [c for c in world.countries.values() if c.capital]
    assert len(placed) > 235
    assert all(-90 <= c.lat <= 90 and -180 <= c.lon <= 180 and (c.lat or c.lon) for c in placed)


def test_plover_and_crosswalk_agree(world: World) -> None:
    types = {code for kind, code in world.terms if kind == "type"}
    modes = {(t.parent, t.code) for t in tables_of_modes()}
    assert len(types) == 16
    assert all(t.parent in {"1", "2", "3", "4"} for t in world.terms.values() if t.kind == "type")
    for row in world.crosswalk.values():
        assert row.type in types | {""}, row.where
        assert not row.mode or (row.type, row.mode) in modes, row.where
        assert all(("context", c) in world.terms for c in row.contexts), row.where
    assert world.crosswalk["190"].type == "ASSAULT"


def tables_of_modes() -> list[tables.Row]:
    from saksi.world import PloverTerm

    rows = tables.read_table(files("saksi") / "world" / "plover.tsv", PloverTerm, "world/plover.tsv")
    return [r for r in rows if r.kind == "mode"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_carry_known_codes_and_sectors_and_stand_once(world: World, language: str) -> None:
    seen: dict[tuple[str, str], str] = {}
    for table in NAME_TABLES:
        for row in names(language, table):
            assert all(code in ("-", "*") or world.is_code(code) for code in row.code.split("|")), row.where
            assert not row.sector or world.is_sector(row.sector), row.where
            assert seen.setdefault((row.form, row.kind), row.where) == row.where, row.where
            assert any(c.isupper() for c in row.form) or row.kind in ("group", "organisation", "media", "region"), row.where


@pytest.mark.parametrize(
    ("language", "form", "code", "kind"),
    [
        ("id", "AS", "USA", "country"), ("id", "Korut", "PRK", "country"), ("id", "PBB", "UNO", "organisation"),
        ("id", "Negeri Tirai Bambu", "CHN", "metonym"), ("id", "Barat", "-", "group"), ("id", "KKB", "IDN", "group"),
        ("id", "Tepi Barat", "PSE", "place"), ("en", "the West", "-", "region"), ("en", "Dutch", "NLD", "demonym"),
        ("en", "Frenchman", "FRA", "demonym"), ("en", "Turks", "TUR", "demonym"), ("en", "Seoul", "KOR", "metonym"),
        ("en", "Knesset", "ISR", "metonym"), ("en", "Brussels", "EUR", "metonym"), ("en", "Hamas", "PSE", "group"),
        ("en", "Islamic State", "IMG", "group"), ("en", "Burma", "MMR", "country"), ("en", "Puerto Rico", "USA", "country"),
        ("en", "Reuters", "GBR", "media"), ("en", "Kashmir", "IND", "place"),
    ],
)  # fmt: skip
def test_forms_that_news_uses(language: str, form: str, code: str, kind: str) -> None:
    assert (form, code, kind) in {(r.form, r.code, r.kind) for t in NAME_TABLES for r in names(language, t)}


@pytest.mark.parametrize(
    ("form", "date", "country", "sector"),
    [
        ("Putin", "2023-01-01", "RUS", "GOV"), ("Zelenskiy", "2024", "UKR", "GOV"), ("Erdoğan", "2020-05", "TUR", "GOV"),
        ("Prabowo", "2015", "IDN", "PTY"), ("Prabowo", "2020-01-01", "IDN", "GOV"), ("Prabowo", "2025-06-01", "IDN", "GOV"),
        ("Jokowi", "2025-05-01", "IDN", "ELI"), ("Anwar Ibrahim", "2010-01-01", "MYS", "OPP"), ("Anwar Ibrahim", "2024", "MYS", "GOV"),
        ("Osama bin Laden", "2015", "IMG", "REB"), ("Kofi Annan", "1999", "UNO", ""), ("SBY", "2009-07-17", "IDN", "GOV"),
        ("Raja Charles", "2023-05-06", "GBR", "GOV"), ("Yasser Arafat", "1988", "PSE", "PTY"), ("Gorbachev", "1987", "RUS", "GOV"),
    ],
)  # fmt: skip
def test_the_office_is_that_of_the_date(world: World, form: str, date: str, country: str, sector: str) -> None:
    held = world.find(form, date)
    assert held is not None
    assert (held.country, held.sector) == (country, sector)


def test_one_name_two_people_is_told_by_the_date(world: World) -> None:
    assert [h.actor.name for h in (world.find("Bush", d) for d in ("1990", "2005")) if h] == ["George H. W. Bush", "George W. Bush"]
    assert world.find("King Abdullah", "2010") is None
    assert {h.country for h in world.candidates("King Abdullah", "2010")} == {"JOR", "SAU"}


def test_a_weak_form_counts_only_in_office(world: World) -> None:
    held = world.find("Sugiono", "2025-01-01")
    assert held is not None
    assert held.country == "IDN"
    assert world.find("Sugiono", "2007-01-01") is None
    assert world.find("Sugiono") is None


def test_before_the_first_office_no_sector_is_claimed(world: World) -> None:
    held = world.find("Emmanuel Macron", "2010")
    assert held is not None
    assert (held.country, held.sector, held.former) == ("FRA", "", False)
    assert held.reason.startswith("later")


def test_people_have_dates_in_order_and_known_codes(world: World) -> None:
    offices = [o for form in world.forms() for h in world.candidates(form, "2020") for o in h.actor.offices]
    assert offices
    assert [o.where for o in offices if not world.is_code(o.country) or (o.sector and not world.is_sector(o.sector))] == []
    assert all(o.start and (not o.end or o.end[:4] >= o.start[:4]) for o in offices)


def test_the_arabic_article_may_be_written_in_four_ways(world: World) -> None:
    forms = ("Moqtada al-Sadr", "Moqtada Al-Sadr", "Moqtada al Sadr", "Moqtada Al Sadr")
    assert {h.actor.name for f in forms if (h := world.find(f, "2008"))} == {"Moqtada al-Sadr"}
    assert all(world.find(f, "2008") for f in forms)


def test_capitals_matter_accents_do_not() -> None:
    assert fold("Recep  Tayyip Erdoğan’s") == "Recep Tayyip Erdogan's"
    assert load_world().candidates("putin") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_is_a_name_or_a_metonym_but_not_both(language: str) -> None:
    metonyms = {r.form for r in names(language, "metonyms")}
    others = {r.form: r.where for t in ("countries", "names") for r in names(language, t)}
    assert {f: others[f] for f in metonyms & set(others)} == {}
