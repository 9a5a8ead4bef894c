"""Time expressions: the packs' own examples, the offsets, and what the pipeline builds on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.pack import load_pack, pack_codes
from saksi.reading.dates import check_dates, date_from_text, find_dates, re_anchor

WEDNESDAY = "2024-06-19"


@pytest.mark.parametrize("code", pack_codes())
def test_examples_of_the_pack(code: str) -> None:
    assert check_dates(load_pack(code)) == ()


WORDS = [
    "Rabu",
    "(5/11)",
    "19 Juni",
    "2024",
    "tahun lalu",
    "1",
    "/",
    "Friday",
    "last week",
    "in",
    "two",
    "ago",
    "99",
    "e",
    "İ",
    "\n",
    ".",
    "31 February",
]


@given(
    st.sampled_from(["id", "en"]),
    st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)),
    st.sampled_from(["", WEDNESDAY, "0001-01-01", "9999-12-31", "?"]),
)
def test_any_text_in_no_exception_out(code: str, text: str, anchor: str) -> None:
    end = 0
    for found in find_dates(text, load_pack(code), anchor):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end
        assert found.value or found.reason


def test_first_full_date_is_the_articles() -> None:
    assert date_from_text("Jakarta, Rabu (19/6/2024) - pekan lalu", load_pack("id")) == WEDNESDAY
    assert date_from_text("Kim on June 19. (Photo, June 18, 2024)", load_pack("en")) == "2024-06-18"
    assert date_from_text("Pada 1945 dan pekan lalu", load_pack("id")) == ""


def test_a_weekday_moves_to_the_future_when_the_clause_does() -> None:
    (found,) = find_dates("on Tuesday", load_pack("en"), WEDNESDAY)
    assert found.value == "2024-06-18"
    assert re_anchor(found, WEDNESDAY, future=True).value == "2024-06-25"
    assert re_anchor(re_anchor(found, WEDNESDAY, future=True), WEDNESDAY, future=False) == found


def test_the_own_day_and_what_is_fixed_stay() -> None:
    for text in ("on Wednesday", "last Tuesday", "19 May 2023", "last week"):
        (found,) = find_dates(text, load_pack("en"), WEDNESDAY)
        assert re_anchor(found, WEDNESDAY, future=True) == found


def test_without_a_date_of_the_article_there_is_a_reason() -> None:
    (found,) = find_dates("pekan lalu", load_pack("id"), "")
    assert (found.value, found.reason) == ("", "relative, and the article has no date")


def rows(code: str) -> list[tuple[str, str, str]]:
    lines = (Path(__file__).parent / f"dates_{code}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [(cells[0], cells[1], cells[2]) for cells in (line.split("\t") for line in lines)]


@pytest.mark.parametrize(("code", "text", "anchor", "value"), [(code, *row) for code in ("id", "en") for row in rows(code)])
def test_values(code: str, text: str, anchor: str, value: str) -> None:
    assert " ; ".join(d.value for d in find_dates(text, load_pack(code), anchor)) == value
