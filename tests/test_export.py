"""JSON without loss, rows without tabs, tables that fit."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from command_line import ENGLISH, INDONESIAN
from hypothesis import given, settings
from strategies import nasty_texts

import saksi
from saksi.bench.standoff import standoff
from saksi.errors import InputError
from saksi.export import jsonl, table, tsv
from saksi.export.rows import around, claim_rows, one_line
from saksi.export.schema import schema
from saksi.export.table import Style, width_of
from saksi.records import Reading, Span

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module", params=[ENGLISH, INDONESIAN], ids=["en", "id"])
def reading(request: pytest.FixtureRequest) -> Reading:
    return saksi.read(str(request.param))


def test_json_loses_nothing(reading: Reading) -> None:
    assert jsonl.loads(jsonl.dumps(reading)) == reading


@settings(max_examples=60)
@given(nasty_texts())
def test_json_loses_nothing_whatever_the_text(text: str) -> None:
    reading = saksi.read_text(text, lang="en")
    line = jsonl.dumps(reading)
    assert jsonl.loads(line) == reading
    assert "\n" not in line
    line.encode()


def test_the_schema_of_the_documentation_is_that_of_the_records() -> None:
    assert json.loads((ROOT / "docs/reference/schema.json").read_text(encoding="utf-8")) == schema(), "run make schema"


def test_readings_fit_the_schema(reading: Reading) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(jsonl.to_dict(reading))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "other/9"}, "format is 'other/9'"),
        ({"claims": 3}, "claims: an array should stand here"),
        ({"claims": [{}]}, r"claims\[0\]: field 'alleged' is missing"),
        ({"pack": None}, "pack: None stands where str should"),
        ({"bogus": 1}, "field 'bogus' is unknown"),
        ({"cuts": [{"span": [1], "kind": "", "rule": ""}]}, r"cuts\[0\]\.span: an array of 2"),
    ],
)
def test_faults_are_named_by_their_place(reading: Reading, change: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        jsonl.from_dict({**jsonl.to_dict(reading), **change})


def test_what_is_no_json_is_an_input_error() -> None:
    with pytest.raises(InputError, match="character 2"):
        jsonl.loads("{")
    with pytest.raises(InputError, match="object"):
        jsonl.loads("[]")


def test_tsv_rows_have_all_columns(reading: Reading) -> None:
    rows = [line.split("\t") for line in tsv.lines(reading)]
    assert len(rows) == len(reading.claims)
    assert {len(row) for row in rows} == {len(tsv.COLUMNS)}
    for row in rows:
        cells = dict(zip(tsv.COLUMNS, row, strict=True))
        start, end = int(cells["evidence_start"]), int(cells["evidence_end"])
        assert one_line(reading.article.raw[start:end]) == cells["evidence"]
        assert len(cells["actors"].split("; ")) == len(cells["actor_codes"].split("; "))


@pytest.mark.parametrize("width", [60, 80, 132])
def test_a_table_keeps_to_its_width(reading: Reading, width: int) -> None:
    lines = list(table.render(reading, Style(width), noise=True))
    assert [line for line in lines if width_of(line) > width] == []
    told = [line for line in lines if "told by" in line]
    assert len(told) == len(reading.claims)


def test_colour_adds_nothing_but_colour(reading: Reading) -> None:
    coloured = "\n".join(table.render(reading, Style(100, colour=True)))
    for code in ("\x1b[0m", *(f"\x1b[{n}m" for n in ("1", "2", "31", "32", "33", "34", "35", "36"))):
        coloured = coloured.replace(code, "")
    assert coloured == "\n".join(table.render(reading, Style(100)))


def test_text_cannot_command_a_terminal() -> None:
    reading = saksi.read_text("Chad attacked \x1b[2JMali on Monday.\x07", date="2024-05-01", lang="en")
    assert "\x1b" not in "\n".join(table.render(reading, Style(100)))
    assert "\x1b" not in "\n".join(tsv.lines(reading))


def test_a_long_sentence_is_cut_around_its_trigger() -> None:
    raw = "one two three four five six seven eight nine ten"
    short = around(raw, Span(0, len(raw)), Span(raw.index("seven"), raw.index("eight")), 24)
    assert len(short) <= 24
    assert "seven" in short
    assert around(raw, Span(0, 13), Span(4, 7), 24) == "one two three"


def test_the_exchange_form_points_into_the_input(reading: Reading) -> None:
    row = json.loads(json.dumps(standoff(reading)))
    length = len(reading.article.raw)
    spans = [span for s in row["statements"] for part in ("source", "cue", "content") for span in s[part]]
    spans += [span for e in row["events"] for span in (e["predicate"], *e["mentions"])]
    spans += [[item["start"], item["end"]] for name in ("dates", "places", "cuts") for item in row[name]]
    assert spans
    assert all(0 <= start < end <= length for start, end in spans)
    for statement in row["statements"]:
        assert statement["parent"] is None or 0 <= statement["parent"] < len(row["statements"])
    assert all(event["date"][:1].isdigit() for event in row["events"] if event["date"])


def test_rows_join_what_a_claim_points_at(reading: Reading) -> None:
    for row in claim_rows(reading):
        assert row.event is reading.events[row.claim.event]
        assert (row.statement is None) == (row.claim.statement is None)
