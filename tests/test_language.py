"""Language detection and the choice of a pack."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import nasty_texts

from saksi.errors import LanguageError
from saksi.language import UNKNOWN, choose, choose_pack, detect, normal_code
from saksi.reading.lexicon import listed_words
from saksi.records import Article

TEXTS = {
    "id": "Menteri luar negeri mengatakan bahwa kedua negara akan menandatangani perjanjian pada Senin karena perundingan sudah selesai.",
    "ms": "Menteri luar berkata bahawa kedua-dua negara akan menandatangani perjanjian itu pada hari Isnin kerana rundingan sudah selesai.",
    "en": "The foreign minister said that the two countries would sign the treaty on Monday because the talks had been concluded.",
    "es": "El ministro de Relaciones Exteriores dijo que los dos países firmarán el tratado el lunes porque las charlas han terminado.",
    "pt": "O ministro das Relações Exteriores disse que os dois países vão assinar o tratado na segunda-feira, após as negociações.",
    "fr": "Le ministre des Affaires étrangères a dit que les deux pays signeront le traité lundi, car les discussions sont terminées.",
    "de": "Der Außenminister sagte, dass die beiden Länder den Vertrag am Montag unterzeichnen werden, weil die Gespräche beendet sind.",
    "nl": "De minister van Buitenlandse Zaken zei dat de twee landen het verdrag op maandag zullen tekenen, want het overleg is afgerond.",
    "it": "Il ministro degli Esteri ha detto che i due paesi firmeranno il trattato lunedì perché i colloqui sono finiti.",
    "tl": "Sinabi ng ministro na ang dalawang bansa ay pipirma sa kasunduan sa Lunes dahil tapos na ang mga pag-uusap.",
    "tr": "Dışişleri bakanı, iki ülkenin anlaşmayı pazartesi günü imzalayacağını ve görüşmelerin bittiğini söyledi, ancak daha çok.",
    "vi": "Bộ trưởng ngoại giao nói rằng hai nước sẽ ký hiệp ước vào thứ hai vì các cuộc đàm phán đã kết thúc.",
    "ru": "Министр иностранных дел сказал, что обе страны подпишут договор в понедельник, так как переговоры завершены, и это был конец.",
    "uk": "Міністр закордонних справ сказав, що обидві країни підпишуть договір у понеділок, і це було останнє засідання.",
    "ar": "قال وزير الخارجية إن البلدين سيوقعان المعاهدة يوم الاثنين بعد أن انتهت المحادثات في العاصمة",
    "fa": "وزیر خارجه گفت که دو کشور این پیمان را در روز دوشنبه امضا خواهند کرد و گفتگوها به پایان رسیده است",
    "zh": "外交部长说,两国将于星期一签署条约,因为谈判已经结束。",
    "ja": "外相は、協議が終わったため両国が月曜日に条約に署名すると述べた。",
    "ko": "외무장관은 회담이 끝났기 때문에 양국이 월요일에 조약에 서명할 것이라고 말했다.",
    "th": "รัฐมนตรีต่างประเทศกล่าวว่าทั้งสองประเทศจะลงนามในสนธิสัญญาในวันจันทร์",
    "hi": "विदेश मंत्री ने कहा कि दोनों देश सोमवार को संधि पर हस्ताक्षर करेंगे।",
    "el": "Ο υπουργός Εξωτερικών είπε ότι οι δύο χώρες θα υπογράψουν τη συνθήκη τη Δευτέρα.",
    "he": "שר החוץ אמר כי שתי המדינות יחתמו על האמנה ביום שני.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_a_sentence_tells_its_language(code: str, text: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize("text", ["", "   ", "12 345", "!?…", "Xqz Wvk Plm Trd Bnq", "😀😀"])
def test_no_language_is_no_guess(text: str) -> None:
    assert detect(text) == UNKNOWN


def test_names_and_quotes_of_another_language_do_not_sway_it() -> None:
    text = TEXTS["id"] + ' Acara itu bernama "The Future of the Union and of the People".'
    assert detect(text) == "id"


@given(nasty_texts())
def test_any_text_has_a_verdict(text: str) -> None:
    assert detect(text)


@pytest.mark.parametrize(
    ("label", "code"),
    [("id-ID", "id"), ("in_ID", "id"), ("IND", "id"), ("Indonesian", "id"), ("en-GB", "en"), ("eng", "en"), ("", ""), ("xx", "xx")],
)
def test_labels_come_in_many_forms(label: str, code: str) -> None:
    assert normal_code(label) == code


def article(text: str, lang: str = "") -> Article:
    return Article("a", text, lang=lang)


def test_the_text_decides_without_a_label() -> None:
    assert choose_pack(article(TEXTS["en"])).code == "en"
    assert choose_pack(article(TEXTS["id"])).code == "id"
    assert choose_pack(article(TEXTS["ms"])).code == "ms"


def test_a_label_wins_but_a_wrong_one_is_noticed() -> None:
    chosen = choose(article(TEXTS["id"] * 3, "en"))
    assert chosen.pack.code == "en"
    assert chosen.detected == "id"
    assert len(chosen.notes) == 1
    assert "looks like Indonesian" in chosen.notes[0]
    assert choose(article(TEXTS["en"] * 3, "en-US")).notes == ()


def test_too_few_words_do_not_convict_a_label() -> None:
    assert choose(article("Presiden datang ke kota itu.", "en")).notes == ()


def test_a_label_without_a_pack_yields_to_a_text_that_has_one() -> None:
    chosen = choose(article(TEXTS["id"] * 3, "su"))
    assert chosen.pack.code == "id"
    assert "no pack" in chosen.notes[0]


def test_no_pack_is_one_clear_line() -> None:
    with pytest.raises(LanguageError, match=r"^no pack for tl \([A-Z][a-z]+\): packs are .*en.*id.*ms") as caught:
        choose_pack(article(TEXTS["tl"]))
    assert "\n" not in str(caught.value)
    with pytest.raises(LanguageError, match="not recognised"):
        choose_pack(article("12345"))


def test_a_forced_language_is_not_questioned() -> None:
    assert choose(article(TEXTS["en"]), "id").pack.code == "id"
    with pytest.raises(LanguageError, match="no pack for xx"):
        choose(article(TEXTS["en"]), "xx")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Police in Nairobi fired tear gas at protesters.", "en"),  # "at" is "and" in Tagalog
        ("Polisi menangkap dua orang.", "id"),
        ("Polis menahan dua lelaki.", "ms"),
    ],
)
def test_one_sentence_goes_to_the_pack_that_comes_near(text: str, code: str) -> None:
    assert choose(Article("x", text)).pack.code == code


@pytest.mark.parametrize(("text", "code"), [("Iran attacked Israel.", "en"), ("Rusia serang Ukraina.", "id"), ("Rusia atacó Kiev.", "es")])
def test_without_function_words_the_listed_words_decide(text: str, code: str) -> None:
    assert choose(Article("x", text), knows=listed_words).pack.code == code
    with pytest.raises(LanguageError, match="not recognised"):
        choose(Article("x", text))


@pytest.mark.parametrize("text", ["Iran, Israel", "Ali Kartono", "Sojojin Najeriya sun kashe mutane"])
def test_names_alone_and_strange_words_are_no_language(text: str) -> None:
    with pytest.raises(LanguageError):
        choose(Article("x", text), knows=listed_words)


@pytest.mark.parametrize(
    "text", ["Die Polizei in Berlin hat am Montag zwei Männer festgenommen.", "Ang mga pulis at sundalo ay dumating sa Maynila."]
)
def test_one_sentence_of_another_language_is_told(text: str) -> None:
    with pytest.raises(LanguageError):
        choose(Article("x", text))
