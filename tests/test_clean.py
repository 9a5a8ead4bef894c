"""Cleaning: what is cut, what is mended, what must stay, and that every offset still maps."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from strategies import nasty_texts

from saksi.clean import CAPTION_BEFORE_CREDIT, CAPTION_BEFORE_DATELINE, Cleaned, clean
from saksi.errors import PackError
from saksi.hints import first_letters, hints_of
from saksi.noise import NoiseRules, noise_rules
from saksi.pack import load_pack
from saksi.records import Span
from saksi.tables import NoiseRule

ID = noise_rules(load_pack("id"))
EN = noise_rules(load_pack("en"))


def cut_texts(raw: str, cleaned: Cleaned) -> list[str]:
    return [raw[c.span.start : c.span.end] for c in cleaned.cuts]


LEAD_ID = "Kepala desa mengatakan pada Rabu bahwa jembatan baru akan dibuka pekan depan."
LEAD_EN = "The mayor said on Wednesday that the new bridge would open next week."

CUT_ID = [
    ("MEMBACA\xa0 Harga beras naik lagi di pasar kota", "related"),
    ("Baca juga: Harga beras naik lagi", "related"),
    ("BACA JUGA: Harga beras naik lagi", "related"),
    ("Simak juga Video: Panen raya di lereng gunung", "related"),
    ('Tonton juga video "Panen raya" di sini:', "related"),
    ("Baca selengkapnya di sini.", "related"),
    ("SCROLL TO CONTINUE WITH CONTENT", "ad"),
    ("ADVERTISEMENT", "ad"),
    (r"\[img.2\]", "markup"),
    (r"\[video.1\]", "markup"),
    ("[Gambas:Video 20detik]", "markup"),
    ("------------", "markup"),
    ("(Foto: Dok. Balai Desa)", "credit"),
    ("Sari Pemotret | Via Reuters", "credit"),
    ("Sari Pemotret/AFP", "credit"),
    ("Ilustrasi jembatan gantung.", "caption"),
    ("(Reporter: Sari Contoh | Editor: Budi Contoh)", "byline"),
    ("Artikel ini telah tayang di Contoh.co.id dengan judul Jembatan Dibuka", "boilerplate"),
    ("Ikuti kami di WhatsApp Channel untuk kabar terbaru", "boilerplate"),
    ("Selasa, 14 Mei 2024 09:12 WIB", "boilerplate"),
    ("Beranda / Nasional / Daerah", "boilerplate"),
    ("Bagikan", "boilerplate"),
    ("3 jam lalu", "boilerplate"),
    ("Sari Contoh - detikNews", "byline"),
    ("(sar/bud)", "byline"),
]
CUT_EN = [
    ("READ ALSO: Rice gets dearer", "related"),
    ("Read more: Rice gets dearer", "related"),
    ("Related: Rice gets dearer", "related"),
    ("Continue reading the main story", "related"),
    ("Advertisement", "ad"),
    ("(Photo by Ann Example/Getty Images)", "credit"),
    ("Ann Example/AFP/Getty Images", "credit"),
    ("(Reporting by Ann Example in Oslo; Editing by Bob Example)", "byline"),
    ("By Ann Example and Bob Sample", "byline"),
    ("The Associated Press contributed to this report.", "byline"),
    ("Follow Ann Example on Twitter: @annexample", "byline"),
    ("Published 14 May 2024, 09:12 AM", "boilerplate"),
    ("Last updated on Tuesday at 9:12", "boilerplate"),
    ("May 14, 2024 9:12 p.m. ET", "boilerplate"),
    ("5 min read", "boilerplate"),
    ("2 hours ago", "boilerplate"),
    ("Copy link", "boilerplate"),
    ("Home > World > Asia", "boilerplate"),
    ("[Photo: The new bridge at dawn. Ann Example]", "caption"),
    ("Sign up for our morning newsletter", "boilerplate"),
    ("Copyright 2024 Example Press. All rights reserved. This material may not be published.", "boilerplate"),
    ("Correction: An earlier version misspelled the mayor's name.", "boilerplate"),
    ("###", "markup"),
]
KEPT_ID = [
    "Foto itu diambil oleh tentara pada malam hari.",
    "Membaca buku adalah kegemaran menteri itu.",
    "Ilustrasi itu dibuat oleh seniman desa.",
    "Iklan rokok dilarang di kota itu sejak tahun lalu.",
    "Ia meminta warga melihat juga sisi lain dari rencana itu.",
    "Menurut Reuters, kedua pihak sepakat berunding lagi.",
    "Editor koran itu ditahan polisi (Selasa).",
    "Komite Nasional Olahraga (KNO)",
    "- Harga cabai: Rp 40.000",
]
KEPT_EN = [
    "Read more widely, the minister told students.",
    "The photo by the soldier was shown in court.",
    "Reuters reported that both sides had agreed.",
    "Related companies were also fined by the court.",
    "Follow the money, the prosecutor said.",
    "Advertisement spending fell in May, the ministry said.",
    "By Tuesday both armies had left the town.",
    "He asked voters to sign up for the new list.",
    "Correction officers went on strike on Monday.",
    "The source said the talks had failed (AP was not told).",
]


@pytest.mark.parametrize(("line", "kind"), CUT_ID)
def test_indonesian_page_furniture_is_cut(line: str, kind: str) -> None:
    raw = f"{LEAD_ID}\n\n{line}\n\n{LEAD_ID}"
    cleaned = clean(raw, ID)
    assert [(raw[c.span.start : c.span.end], c.kind) for c in cleaned.cuts] == [(line, kind)]
    assert cleaned.body.split() == f"{LEAD_ID} {LEAD_ID}".split()


@pytest.mark.parametrize(("line", "kind"), CUT_EN)
def test_english_page_furniture_is_cut(line: str, kind: str) -> None:
    raw = f"{LEAD_EN}\n\n{line}\n\n{LEAD_EN}"
    cleaned = clean(raw, EN)
    assert [(raw[c.span.start : c.span.end], c.kind) for c in cleaned.cuts] == [(line, kind)]
    assert cleaned.body.split() == f"{LEAD_EN} {LEAD_EN}".split()


@pytest.mark.parametrize("line", KEPT_ID)
def test_indonesian_prose_stays(line: str) -> None:
    assert clean(f"{LEAD_ID}\n\n{line}\n\n{LEAD_ID}", ID).cuts == ()


@pytest.mark.parametrize("line", KEPT_EN)
def test_english_prose_stays(line: str) -> None:
    assert clean(f"{LEAD_EN}\n\n{line}\n\n{LEAD_EN}", EN).cuts == ()


def test_a_cut_names_the_row_that_made_it() -> None:
    cut = clean(f"{LEAD_EN}\n\nAdvertisement\n", EN).cuts[0]
    file, line = cut.rule.rsplit(":", 1)
    assert file == "lang/base/noise.tsv"
    assert next(r.kind for r in EN if r.where == f"{file}:{line}") == "ad"


@pytest.mark.parametrize(
    ("rules", "heading", "titles", "lead"),
    [
        (EN, "Most Popular", ["1. Storm hits coast", "2. Town wins cup"], LEAD_EN),
        (ID, "Berita Terkait", ["Harga beras naik", "Jalan desa longsor"], LEAD_ID),
        (ID, "Tag Terkait:", ["jembatan", "desa"], LEAD_ID),
    ],
)
def test_links_and_tags_under_their_heading_are_cut(rules: NoiseRules, heading: str, titles: list[str], lead: str) -> None:
    raw = "\n".join([lead, heading, *titles])
    assert cut_texts(raw, clean(raw, rules)) == [heading, *titles]
    inside = "\n".join([lead, heading, *titles, lead])
    assert cut_texts(inside, clean(inside, rules)) == [heading]


@pytest.mark.parametrize(
    ("rules", "raw"), [(EN, "2 hours ago"), (EN, "May 14, 2024 9:12 p.m. ET"), (ID, "3 jam lalu\n"), (ID, "Bagikan\nKomentar")]
)
def test_a_text_is_never_all_furniture(rules: NoiseRules, raw: str) -> None:
    assert clean(raw, rules).cuts == ()


def test_the_title_behind_a_link_word_is_cut() -> None:
    raw = f"{LEAD_ID}\nBaca juga:\nHarga beras naik\n{LEAD_ID}"
    assert cut_texts(raw, clean(raw, ID)) == ["Baca juga:", "Harga beras naik"]
    raw = f"{LEAD_ID}\nBaca juga:\n{LEAD_ID}"
    assert cut_texts(raw, clean(raw, ID)) == ["Baca juga:"]


def test_initials_of_the_desk_are_cut_at_the_end_only() -> None:
    raw = f"{LEAD_ID} (abc/xyz)"
    assert cut_texts(raw, clean(raw, ID)) == ["(abc/xyz)"]
    assert clean("Grup musik (abc/xyz) tampil di alun-alun. " + LEAD_ID, ID).cuts == ()


def test_what_another_program_appended_is_cut_to_the_end() -> None:
    for tail in (
        "---\nBerikut ringkasan berita tersebut: jembatan dibuka.\n\nItu saja.",
        "---\n\nnull",
        "---\n## Ringkasan\n\n- Jembatan dibuka.",
    ):
        raw = f"{LEAD_ID}\n\n{LEAD_ID}\n\n{tail}"
        cleaned = clean(raw, ID)
        assert cut_texts(raw, cleaned) == [tail]
        assert cleaned.cuts[0].kind == "tail"


def test_a_summary_does_not_eat_an_article_that_starts_with_a_rule() -> None:
    raw = "---\nRingkasan\n" + "\n\n".join([LEAD_ID] * 30)
    assert LEAD_ID in clean(raw, ID).body


def test_front_matter_is_cut_and_its_date_is_kept_for_later() -> None:
    raw = f'title: "Jembatan dibuka"\ndate: "2024-05-03"\nauthor: "Sari Contoh"\n\n{LEAD_ID}'
    cleaned = clean(raw, ID)
    assert [c.kind for c in cleaned.cuts] == ["boilerplate", "boilerplate", "byline"]
    assert [(d.kind, d.text) for d in cleaned.dates] == [("head", 'date: "2024-05-03"')]


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("JAKARTA, CONTOH.com - Kepala desa datang.", "JAKARTA, CONTOH.com -"),
        ("Contoh.com, Jakarta -- Kepala desa datang.", "Contoh.com, Jakarta --"),
        ("Jakarta (ANTARA) - Kepala desa datang.", "Jakarta (ANTARA) -"),
        ("Jakarta, CNN Indonesia -- Kepala desa datang.", "Jakarta, CNN Indonesia --"),
    ],
)
def test_indonesian_datelines_stay_and_are_marked(line: str, dateline: str) -> None:
    cleaned = clean(line, ID)
    assert cleaned.body == line
    assert [cleaned.body[d.start : d.end] for d in cleaned.datelines] == [dateline]


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("OSLO (Reuters) - The mayor came.", "OSLO (Reuters) -"),
        ("NEW YORK, Nov. 19 (UPI) — The mayor came.", "NEW YORK, Nov. 19 (UPI) —"),
        ("MOSCOW, May 26. /TASS/. The mayor came.", "MOSCOW, May 26. /TASS/."),
        ("Monrovia — The mayor came.", "Monrovia —"),
        ("ST. PAUL, Minn. — The mayor came.", "ST. PAUL, Minn. —"),
        ("UNITED NATIONS A group of states met.", "UNITED NATIONS"),
        ("TOKYO: The mayor said on Wednesday that the new bridge would open to traffic next week.", "TOKYO:"),
        ("ANALYSIS: The mayor said on Wednesday that the new bridge would open to traffic next week.", ""),
        ("NATO Secretary General came.", ""),
        ("The mayor - a former judge - came.", ""),
    ],
)
def test_english_datelines_stay_and_are_marked(line: str, dateline: str) -> None:
    cleaned = clean(line, EN)
    assert cleaned.body == line
    assert [cleaned.body[d.start : d.end] for d in cleaned.datelines] == ([dateline] if dateline else [])


def test_the_date_of_a_dateline_is_handed_on() -> None:
    assert [(d.kind, d.text) for d in clean("NEW YORK, Nov. 19 (UPI) — The mayor came.", EN).dates] == [
        ("dateline", "NEW YORK, Nov. 19 (UPI) —")
    ]


def test_captions_above_the_dateline_are_cut_and_a_headline_is_not() -> None:
    raw = f"Jembatan dibuka\n\nKepala desa memotong pita di jembatan, Jumat (3/5/2024).\n\nBOGOR, CONTOH.com - {LEAD_ID}"
    cleaned = clean(raw, ID)
    assert [(c.kind, c.rule) for c in cleaned.cuts] == [("caption", CAPTION_BEFORE_DATELINE)]
    assert cleaned.body.startswith("Jembatan dibuka")
    assert [d.kind for d in cleaned.dates] == ["caption"]


def test_a_caption_above_its_credit_is_cut_unless_it_holds_the_only_date() -> None:
    credit = "Sari Pemotret | Via Reuters"
    undated = f"Jembatan dibuka\n\nKepala desa memotong pita.\n\n{credit}\n\n{LEAD_ID}"
    first = clean(undated, ID).cuts[0]
    assert (first.kind, first.rule) == ("caption", CAPTION_BEFORE_CREDIT)
    dated = f"Jembatan dibuka\n\nKepala desa memotong pita pada 3 Mei 2024.\n\n{credit}\n\n{LEAD_ID}"
    cleaned = clean(dated, ID)
    assert cut_texts(dated, cleaned) == [credit]
    assert [(d.kind, dated[d.span.start : d.span.end]) for d in cleaned.dates] == [
        ("caption", "Kepala desa memotong pita pada 3 Mei 2024.")
    ]


MENDED = [
    (r"Ia menyebutnya \”teman lama\” di depan pers.", "Ia menyebutnya ”teman lama” di depan pers."),
    (r"\"Ya,\" katanya.", '"Ya," katanya.'),
    (r"Wali kota\'s", "Wali kota's"),
    ("The mayoru2019s plan", "The mayor’s plan"),
    ("She said u201cyesu201d.", "She said “yes”."),
    (r"one\n\ntwo", "one\n\ntwo"),
    (r"caf\u00e9", "café"),
    ("Salt &amp; pepper, it&#8217;s&nbsp;late", "Salt & pepper, it’s late"),
    ("the mayorâ€™s cafÃ© â€“ open", "the mayor’s café – open"),
    ("so\xadlution\u200b here", "solution here"),
    ("a\x00b", "a b"),
    ("We \x93agree\x94", "We “agree”"),
    ("**Bold** and *soft* words", "Bold and soft words"),
    ("## A heading\ntext", "A heading\ntext"),
    ("see [the plan](https://example.org/a_(b)) now", "see the plan now"),
    ("one<br />two <i>three</i>", "one\ntwo three"),
    ("one\r\ntwo", "one\ntwo"),
    ("“Stop,\ufffd she said", "“Stop,” she said"),
]


@pytest.mark.parametrize(("raw", "body"), MENDED)
def test_damage_is_mended(raw: str, body: str) -> None:
    assert clean(raw, EN).body == body


@pytest.mark.parametrize(
    "raw",
    [
        "C:\\new\\table",
        "5 * 3 * 2",
        "snake_case_name",
        "AT&T; R&D",
        "a < b and c > d",
        "É”",
        "#u2019 tag",
        "[sic] (so)",
        "2 # 3",
        "price: $1,45 &c;",
    ],
)
def test_what_only_looks_like_damage_stays(raw: str) -> None:
    assert clean(raw + "\nA second line.\nA third.", EN).body == raw + "\nA second line.\nA third."


def test_spans_of_mended_text_cover_the_damage() -> None:
    raw = r"Ia berkata \”ya\” kepada pers."
    cleaned = clean(raw, ID)
    quote = cleaned.map.to_raw(Span(cleaned.body.index("”ya"), cleaned.body.index(" kepada")))
    assert raw[quote.start : quote.end] == r"\”ya\”"


def test_a_cut_within_a_line_parts_the_paragraph() -> None:
    raw = "The queen spoke. Advertisement Supported by The king left."
    assert clean(raw, EN).body == "The queen spoke. \n\n The king left."


@settings(max_examples=300)
@given(nasty_texts())
def test_any_text_is_cleaned_and_maps_back(raw: str) -> None:
    for rules in (ID, EN):
        cleaned = clean(raw, rules)
        last = 0
        for cut in cleaned.cuts:
            assert last <= cut.span.start < cut.span.end <= len(raw)
            last = cut.span.end
        for at, character in enumerate(cleaned.body):
            span = cleaned.map.to_raw(Span(at, at + 1))
            assert 0 <= span.start < span.end <= len(raw)
            if span.end - span.start == 1 and not any(c.span.start <= span.start < c.span.end for c in cleaned.cuts):
                assert (
                    raw[span.start] == character
                    or character in " \n’”“‘—–•"
                    or raw[span.start] in "\r\x00"
                    or "\x80" <= raw[span.start] <= "\x9f"
                )
        for dateline in cleaned.datelines:
            assert cleaned.body[dateline.start : dateline.end].strip()


@given(nasty_texts())
def test_cleaning_a_clean_body_again_mends_nothing_new(raw: str) -> None:
    """Not idempotent by design (``&amp;amp;`` holds two layers), but a body must never grow."""
    body = clean(raw, EN).body
    assert len(clean(body, EN).body) <= len(body) + 2 * body.count("\n\n") + 2


@given(nasty_texts())
def test_hints_never_hide_a_rule(raw: str) -> None:
    """A rule that matches a line or passage of whole words is among the live ones."""
    for rules in (ID, EN):
        live = {c.rule.where for scope in rules.live(raw).values() for c in scope}
        for compiled in rules.compiled:
            if compiled.rule.kind == "dateline" or compiled.rule.where in live:
                continue
            if compiled.rule.scope == "line":
                assert not any(compiled.pattern.fullmatch(line.strip()) for line in raw.split("\n"))


def test_hints() -> None:
    assert hints_of(r"Baca[^\S\n](?:[Jj]uga|JUGA)").any_of == ("baca",)
    assert set(hints_of(r"(?:Simak|Lihat) juga video").any_of) == {"video"}
    assert set(hints_of(r"foto: .{1,9}|photo by").any_of) == {"foto", "photo"}
    assert hints_of(r"!\[[^\]]{1,9}\]").any_of == ("![",)
    assert hints_of(r"[Rr]eserved").any_of == ("reserved",)
    assert hints_of(r"Tags?").any_of == ()  # "tag" is no whole word of "tags"
    assert first_letters(r"\(?(?:Foto|[Pp]hoto)") == {"(", "f", "p"}
    assert first_letters(r"[^.]x") == frozenset()


def test_a_faulty_rule_names_its_line() -> None:
    for row, words in (
        (NoiseRule("t.tsv:2", "advert", "line", "x"), "unknown kind 'advert'"),
        (NoiseRule("t.tsv:3", "ad", "page", "x"), "unknown scope 'page'"),
        (NoiseRule("t.tsv:4", "ad", "line", "("), "faulty pattern"),
        (NoiseRule("t.tsv:5", "ad", "line", "x?"), "matches nothing"),
    ):
        with pytest.raises(PackError, match=rf"^{row.where}: .*{words}"):
            NoiseRules([row])


@pytest.mark.parametrize(
    "unit",
    ["a", "A. ", "\\", '\\"', "[a](", "**a ", "(Foto: ", "Baca juga: ", "By Ann ", "Ann | ", "Get x sent to your inbox ", "---\n", "â€"],
)
def test_long_litter_of_one_kind_is_read_to_its_end(unit: str) -> None:
    """How the time grows with the length is measured by ``saksi bench speed``."""
    text = (unit * (200_000 // len(unit) + 1))[:200_000]
    for rules in (ID, EN):
        found = clean(text, rules)
        assert all(0 <= c.span.start < c.span.end <= len(text) for c in found.cuts)
