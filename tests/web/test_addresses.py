"""Numbers in addresses: what is none is a page with one line, never a fault of the site."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


TAKEN = ("claims?before=9999999999999999999", "incidents?from=9", "article/chad-1?version=1", "api/v1/claims?limit=3")
NUMBERED = ("claims?before=", "incidents?from=", "incidents?witnesses=", "article/chad-1?version=", "api/v1/claims?limit=")


@pytest.mark.parametrize("number", ["%C2%B2", "-1", "x", "99999999999999999999"])
@pytest.mark.parametrize("place", NUMBERED)
def test_what_is_no_number_is_told(site: str, place: str, number: str) -> None:
    assert status(f"{site}/{place}{number}") == 400


@pytest.mark.parametrize("place", TAKEN)
def test_numbers_are_taken(site: str, place: str) -> None:
    assert status(f"{site}/{place}") == 200
