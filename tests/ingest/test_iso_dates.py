"""Dates as they are written, to ISO; zones by name; nothing guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.ingest.dates import in_utc, iso_date


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("Wed, 19 Jun 2024 14:05:00 WIB", "2024-06-19T14:05:00+07:00"),
        ("Rab, 19 Jun 2024 14:05:00 +0700", "2024-06-19T14:05:00+07:00"),
        ("Rab, 19 Jun 2024", "2024-06-19"),
        ("Rabu, 19 Juni 2024 | 14.05 WITA", "2024-06-19T14:05:00+08:00"),
        ("Kamis, 1 Agustus 2024, 08:00 WIT", "2024-08-01T08:00:00+09:00"),
        ("19 Agu 2024 - 06:07", "2024-08-19T06:07:00"),
        ("Wednesday, 19-Jun-24 08:00:00 GMT", "2024-06-19T08:00:00+00:00"),
        ("Wed Jun 19 14:05:00 2024", "2024-06-19T14:05:00"),
        ("Wed Jun 19 14:05:00 WIB 2024", "2024-06-19T14:05:00+07:00"),
        ("June 19, 2024, 2:05 p.m.", "2024-06-19T14:05:00"),
        ("June 19th, 2024 at 12:30 AM EST", "2024-06-19T00:30:00-05:00"),
        ("Published 19 June 2024 14:05 (GMT+7)", "2024-06-19T14:05:00+07:00"),
        ("19 June 2024 14:05 UTC+05:30", "2024-06-19T14:05:00+05:30"),
        ("19/06/2024 14:05 WIB", "2024-06-19T14:05:00+07:00"),
        ("06/19/2024", "2024-06-19"),
        ("05/05/2024", "2024-05-05"),
        ("2024-06-19 14:05:00 WIB", "2024-06-19T14:05:00+07:00"),
        ("2024-06-19T14:05:00+07", "2024-06-19T14:05:00+07"),
        ("Wed, 19 Jun 2024 14:05:00 IST", "2024-06-19T14:05:00"),
        ("05/06/2024", ""),
        ("31 Juni 2024", ""),
        ("19 Wednesday 2024", ""),
        ("yesterday", ""),
        ("Rp 1.450", ""),
    ],
)
def test_dates_as_feeds_and_pages_write_them(value: str, date: str) -> None:
    assert iso_date(value) == date


def test_moments_of_different_zones_compare_in_utc() -> None:
    assert in_utc("2024-06-19T14:05:00+07:00") == in_utc("2024-06-19T07:05:00Z") == "2024-06-19T07:05:00+00:00"
    assert in_utc("2024-06-19") == "2024-06-19"
    assert in_utc("0001-01-01T00:00:00+07:00") == "0001-01-01T00:00:00+07:00"


@given(st.text("0123456789 ,:.-/+TZJunWIB()apm", max_size=60))
def test_any_text_is_a_date_or_none(value: str) -> None:
    assert isinstance(iso_date(value), str)
    assert isinstance(in_utc(iso_date(value)), str)
