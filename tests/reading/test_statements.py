"""Who says what: every shape of a report, in both languages, as (source, cue, content, speaker)."""

from __future__ import annotations

import pytest

from saksi.pipeline import read_article
from saksi.records import Article, Reading, Span

Told = tuple[str, str, str, str]


def read(text: str, lang: str) -> Reading:
    return read_article(Article("t", text, "2024-06-19", lang=lang))


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " | ".join(text[s.start : s.end] for s in spans)


def told(text: str, lang: str) -> list[Told]:
    return [
        (words(text, s.source), words(text, s.cue), words(text, s.content), s.speaker.name if s.speaker else "")
        for s in read(text, lang).statements
    ]


ENGLISH: list[tuple[str, Told]] = [
    # quotations and their tags
    ('"We will stay," Anna Berg said.', ("Anna Berg", "said", "We will stay,", "Anna Berg")),
    ('"We will stay," said Anna Berg, a spokeswoman for the ministry.', ("Anna Berg", "said", "We will stay,", "Anna Berg")),
    ('"We will stay," Anna Berg, a spokeswoman for the ministry, said on Monday.', ("Anna Berg", "said", "We will stay,", "Anna Berg")),
    ("“Will they stay?” Berg asked.", ("Berg", "asked", "Will they stay?", "Berg")),  # the mark ends a sentence for the splitter
    ("''We will stay,'' Anna Berg said. ''We never left.''", ("Anna Berg", "said", "We will stay, | We never left.", "Anna Berg")),
    ('Anna Berg said: "We will stay."', ("Anna Berg", "said", "We will stay.", "Anna Berg")),
    ('Anna Berg told reporters on Monday, "We will stay here."', ("Anna Berg", "told", "We will stay here.", "Anna Berg")),
    ('"We will stay," Berg said, "and we will rebuild it."', ("Berg", "said", "We will stay, | and we will rebuild it.", "Berg")),
    ('"We will stay," Berg said. "We never left."', ("Berg", "said", "We will stay, | We never left.", "Berg")),
    (
        '"We will stay," Berg said.\n\n"We never left in all those years."',
        ("Berg", "said", "We will stay, | We never left in all those years.", "Berg"),
    ),
    (
        "“We will stay,” Berg said. “We never left.\n\n“We will rebuild the school.”",
        ("Berg", "said", "We will stay, | We never left. | We will rebuild the school.", "Berg"),
    ),
    ('"They ran away!" screamed Maria Lund.', ("Maria Lund", "screamed", "They ran away!", "Maria Lund")),  # a verb of no table
    ('Berg: "We will stay in the valley this winter."', ("Berg", "", "We will stay in the valley this winter.", "Berg")),
    # clauses
    ("The minister said that the army had left the village.", ("The minister", "said", "the army had left the village", "The minister")),
    ("The minister said the army had left the village.", ("The minister", "said", "the army had left the village", "The minister")),
    ("The minister said the law is wrong.", ("The minister", "said", "the law is wrong", "The minister")),
    ("The army had left the village, the minister said.", ("the minister", "said", "The army had left the village", "the minister")),
    ("The army, the minister said, had left the village.", ("the minister", "said", "The army | had left the village", "the minister")),
    (
        "The army had left the village, said Peter Holm, the minister.",
        ("Peter Holm", "said", "The army had left the village", "Peter Holm"),
    ),
    (
        "The minister denied that soldiers had entered the village.",
        ("The minister", "denied", "soldiers had entered the village", "The minister"),
    ),
    # infinitives, persons, prepositions, objects
    ("The minister vowed to rebuild the school.", ("The minister", "vowed", "to rebuild the school", "The minister")),
    ("The general urged Serbia to withdraw its troops.", ("The general", "urged", "Serbia to withdraw its troops", "The general")),
    ("The general accused Serbia of shelling the town.", ("The general", "accused", "Serbia of shelling the town", "The general")),
    ("The envoy called for talks.", ("The envoy", "called", "talks", "The envoy")),
    ("The president condemned the attack on the village.", ("The president", "condemned", "the attack on the village", "The president")),
    ("Berg described the plan as a disgrace.", ("Berg", "described", "the plan as a disgrace", "Berg")),
    # sources of other kinds
    (
        "According to the report of the bank, prices rose by a third.",
        ("the report of the bank", "According to", "prices rose by a third", "the report of the bank"),
    ),
    (
        "Prices rose by a third, according to the central bank.",
        ("the central bank", "according to", "Prices rose by a third", "the central bank"),
    ),
    ("Anna Berg, who leads the party, said the vote was stolen.", ("Anna Berg", "said", "the vote was stolen", "Anna Berg")),
    ("Holm spoke after Anna Berg, who said the vote was stolen.", ("Anna Berg | who", "said", "the vote was stolen", "Anna Berg")),
    ("The village is reportedly empty.", ("", "reportedly", "The village is | empty", "")),
]

INDONESIAN: list[tuple[str, Told]] = [
    ('"Kami tetap di sini," kata Budi Santoso.', ("Budi Santoso", "kata", "Kami tetap di sini,", "Budi Santoso")),
    ("”Kami tetap di sini,” kata Budi Santoso.", ("Budi Santoso", "kata", "Kami tetap di sini,", "Budi Santoso")),  # one mark, both sides
    ('Budi Santoso datang pada Senin. "Kami tetap di sini," ujarnya.', ("", "ujarnya", "Kami tetap di sini,", "Budi Santoso")),
    (
        '"Kami tetap di sini," kata Budi Santoso. "Kami tidak pernah pergi."',
        ("Budi Santoso", "kata", "Kami tetap di sini, | Kami tidak pernah pergi.", "Budi Santoso"),
    ),
    (
        'Kementerian Luar Negeri menegaskan, "Perjanjian ini tetap berlaku bagi semua pihak."',
        ("Kementerian Luar Negeri", "menegaskan", "Perjanjian ini tetap berlaku bagi semua pihak.", "Kementerian Luar Negeri"),
    ),
    (
        '"Desa itu kosong," tutur mantan kepala desa Budi Santoso yang kini tinggal di kota.',
        ("mantan kepala desa Budi Santoso", "tutur", "Desa itu kosong,", "Budi Santoso"),
    ),
    (
        "Budi Santoso mengatakan bahwa tentara telah meninggalkan desa itu.",
        ("Budi Santoso", "mengatakan", "tentara telah meninggalkan desa itu", "Budi Santoso"),
    ),
    (
        "Budi Santoso mengatakan, tentara telah meninggalkan desa itu.",
        ("Budi Santoso", "mengatakan", "tentara telah meninggalkan desa itu", "Budi Santoso"),
    ),
    (
        "Menurut Budi Santoso, tentara telah meninggalkan desa itu.",
        ("Budi Santoso", "Menurut", "tentara telah meninggalkan desa itu", "Budi Santoso"),
    ),
    (
        "Tentara telah meninggalkan desa itu, kata Budi Santoso.",
        ("Budi Santoso", "kata", "Tentara telah meninggalkan desa itu", "Budi Santoso"),
    ),
    (
        "Menteri Pertahanan membantah bahwa tentara memasuki desa itu.",
        ("Menteri Pertahanan", "membantah", "tentara memasuki desa itu", "Menteri Pertahanan"),
    ),
    (
        "Menteri Pertahanan mengecam serangan terhadap desa itu.",
        ("Menteri Pertahanan", "mengecam", "serangan terhadap desa itu", "Menteri Pertahanan"),
    ),
    (
        "Menteri Pertahanan meminta Serbia menarik pasukannya.",
        ("Menteri Pertahanan", "meminta", "Serbia menarik pasukannya", "Menteri Pertahanan"),
    ),
    (
        "Menteri Pertahanan menuduh Serbia menembaki kota itu.",
        ("Menteri Pertahanan", "menuduh", "Serbia menembaki kota itu", "Menteri Pertahanan"),
    ),
    (
        "Menteri Pertahanan berjanji untuk membangun kembali sekolah itu.",
        ("Menteri Pertahanan", "berjanji", "untuk membangun kembali sekolah itu", "Menteri Pertahanan"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_reports(text: str, expected: Told) -> None:
    assert told(text, "en")[:1] == [expected]


@pytest.mark.parametrize(("text", "expected"), INDONESIAN)
def test_indonesian_reports(text: str, expected: Told) -> None:
    assert told(text, "id")[:1] == [expected]


def test_a_name_behind_an_office_and_its_abbreviation_belongs_to_the_source() -> None:
    text = "Ketua Komite Petani Desa (KPD) Budi Santoso mengatakan harga beras naik."
    assert told(text, "id")[0][:2] == ("Ketua Komite Petani Desa (KPD) Budi Santoso", "mengatakan")


def test_a_report_inside_a_report_has_it_as_parent() -> None:
    outer, inner = read("Holm said Berg told the court that the vote was stolen.", "en").statements
    assert (outer.parent, inner.parent) == (None, 0)


def test_an_agentless_passive_has_no_speaker() -> None:
    text = "The bridge was said to be safe."
    assert told(text, "en") == [("", "said", "to be safe", "")]


@pytest.mark.parametrize(
    ("lang", "text", "stance"),
    [
        ("en", '"We hope the talks succeed," Berg said.', "express"),
        ("en", '"They must leave the valley," Berg said.', "demand"),
        ("en", '"We will rebuild the school," Berg said.', "promise"),
        ("en", '"We condemn the attack," Berg said.', "criticise"),
        ("en", '"The school is open," Berg said.', "assert"),
        ("en", '"They will rebuild the school," Berg said.', "assert"),
        ("en", "The minister denied that soldiers had entered the village.", "deny"),
        ("id", '"Kami berharap perundingan itu berhasil," kata Budi Santoso.', "express"),
        ("id", '"Mereka harus meninggalkan lembah ini," kata Budi Santoso.', "demand"),
        ("id", '"Kami akan membangun kembali sekolah ini," kata Budi Santoso.', "promise"),
        ("id", '"Sekolah itu sudah dibuka," kata Budi Santoso.', "assert"),
    ],
)
def test_the_content_gives_a_neutral_cue_its_stance(lang: str, text: str, stance: str) -> None:
    assert read(text, lang).statements[0].stance == stance


def test_a_tag_of_the_next_paragraph_takes_no_quotation() -> None:
    text = '"We will stay in the valley," Berg said.\n\nThose listed by Holm left on Monday.'
    assert told(text, "en") == [("Berg", "said", "We will stay in the valley,", "Berg")]


def test_long_articles_stay_linear() -> None:
    """A thousand tagged quotations, each with its own speaker's words and nothing of its neighbours."""
    text = "\n\n".join(f'"We will stay in house {i}," Anna Berg said.' for i in range(1000))
    found = read(text, "en").statements
    assert len(found) == 1000
    assert all(len(s.content) == 1 for s in found)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ('The vote is over.\n\n"They hurried us," Jun wrote.', "Jun", "They hurried us,"),
        ('The vote is over.\n\n"This deal is a great deal for all of us," Read said.', "Read", "This deal is a great deal for all of us,"),
        (
            'The vote is over.\n\n"We will go home," Berg, who has not seen the valley, told reporters in Oslo.',
            "Berg",
            "We will go home,",
        ),
        (
            'The vote is over.\n\n"They know how to use words," said Berg, speaking of the guests, "and leave themselves room."',
            "Berg",
            "They know how to use words, | and leave themselves room.",
        ),
        (
            'The vote is over.\n\n"We will walk into the next winter without any plan.\nJosh Bright, Harbour Institute."\n\nIt rained.',
            "Josh Bright",
            "We will walk into the next winter without any plan.",
        ),
        (
            'A woman asked for a picture and Stone said, "not as long as it breaks the rules."',
            "Stone",
            "not as long as it breaks the rules.",
        ),
        ('Stated Stone: "I know that the stakes are high."', "Stone", "I know that the stakes are high."),
        (
            'A transcript follows.\n\n"BERG: Who pays for the new road?\n\n"REED: The county pays, as it always has.\n\n'
            '"BERG: Why is that?\n\n"REED: It is the law of this state."',
            "BERG",
            "Who pays for the new road?",
        ),
    ],
)
def test_the_speaker_of_an_odd_tag(text: str, source: str, content: str) -> None:
    assert (source, content) in [(who, what) for who, _, what, _ in told(text, "en")]


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "British foreign secretary Jack Straw met envoys.\n\nIt was wrong, the British foreign secretary said.", "Jack Straw"),
        ("en", 'The vote is over.\n\n"Nurses count, for they keep telling us of hunger," Berg said.', "they"),
        ("en", "Harbour Inc (HRBR.N) said that it wants a bank. It said the price was fair.", "Harbour Inc"),
        ("en", "The F-35 program chief, Air Force Lieutenant General Mark Rossi, said the delay was short.", "Mark Rossi"),
        ("en", "Idriss Saleh visited the bridge. The Interior Ministry said nobody was hurt. He said it was old.", "Idriss Saleh"),
        ("en", 'Idriss Saleh left.\n\n"He never asked us," said Maria Lopez. "He said we were few."', "Idriss Saleh"),
        ("en", "President Joe Biden said it was over. I think that it was not.", "I"),
        ("id", "Iran dan Irak bertemu.\n\nPara pejabat dari kedua pihak mengatakan kereta berjalan lagi.", "Para pejabat dari kedua pihak"),
    ],
)
def test_the_name_of_a_speaker_is_no_guess(lang: str, text: str, name: str) -> None:
    assert told(text, lang)[-1][3] == name
