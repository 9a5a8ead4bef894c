"""Numbers in addresses: what is none is a page with one line, never a fault of the site."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path

import pytest

from saksi.ledger import Ledger


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def test_a_beginning_that_several_claims_share_is_told(site: str, ledger_path: Path) -> None:
    with Ledger(ledger_path, readonly=True) as ledger:
        first, _ = Counter(claim.id[0] for claim in ledger.iterate()).most_common(1)[0]
    for place in ("claim", "api/v1/claims"):
        assert status(f"{site}/{place}/{first}") == 400
        assert status(f"{site}/{place}/nobody") == 404


TAKEN = ("claims?before=9999999999999999999", "incidents?from=9", "article/chad-1?version=1", "api/v1/claims?limit=3")
NUMBERED = ("claims?before=", "incidents?from=", "incidents?witnesses=", "article/chad-1?version=", "api/v1/claims?limit=")


@pytest.mark.parametrize("number", ["%C2%B2", "-1", "x", "99999999999999999999"])
@pytest.mark.parametrize("place", NUMBERED)
def test_what_is_no_number_is_told(site: str, place: str, number: str) -> None:
    assert status(f"{site}/{place}{number}") == 400


@pytest.mark.parametrize("place", TAKEN)
def test_numbers_are_taken(site: str, place: str) -> None:
    assert status(f"{site}/{place}") == 200
