"""The API as its own description says, whatever it is asked."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import HealthCheck, given, settings

pytest.importorskip("uvicorn")
pytest.importorskip("schemathesis")
import schemathesis
from schemathesis.specs.openapi.checks import positive_data_acceptance

from saksi.web.openapi import specification

OPERATIONS = [(path, method) for path, methods in specification()["paths"].items() for method in methods]


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_answers_are_as_described(site: str, path: str, method: str) -> None:
    operation = schemathesis.openapi.from_url(f"{site}/api/v1/openapi.json")[path][method.upper()]

    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=[positive_data_acceptance])  # a day may be no day, a text in no language we read

    ask()


def test_a_reading_of_the_ledger_comes_whole(site: str) -> None:
    found = httpx.get(f"{site}/api/v1/articles/chad-1").json()
    assert found["article"]["raw"].startswith("Chad attacked Mali")
    assert len(found["claims"]) >= 3


def test_pages_of_claims_follow_each_other(site: str) -> None:
    first = httpx.get(f"{site}/api/v1/claims", params={"limit": 3}).json()
    second = httpx.get(f"{site}/api/v1/claims", params={"limit": 3, "before": first["next"]}).json()
    assert len(first["claims"]) == 3 and first["claims"][-1]["number"] > second["claims"][0]["number"]


def test_halves_of_surrogate_pairs_are_no_error(site: str) -> None:
    answer = httpx.post(f"{site}/api/v1/read", content=b'{"text": "Chad \\ud800 attacked Mali on Monday.", "lang": "en"}')
    assert answer.status_code == 200 and len(answer.json()["article"]["raw"]) == 31


@pytest.mark.parametrize(
    "path", ["/claims?since=yesterday", "/claims?dyad=RUS", "/claims?text=%22", "/incidents?witnesses=many", "/article/%00"]
)
def test_senseless_questions_are_told_in_a_line(site: str, path: str) -> None:
    answer = httpx.get(site + path)
    assert answer.status_code in (400, 404) and 'role="alert"' in answer.text


def test_a_site_without_ledger_reads_texts_only() -> None:
    from own_site import served

    from saksi.web import Settings, create_app

    with served(create_app(Settings())) as address:
        found = {path: httpx.get(address + path).status_code for path in ("/", "/read", "/help", "/claims", "/timeline", "/map", "/dyads")}
        assert httpx.get(f"{address}/api/v1/claims").status_code == 404
    assert found == {"/": 200, "/read": 200, "/help": 200, "/claims": 503, "/timeline": 503, "/map": 503, "/dyads": 503}
