"""Charts say what their tables say."""

from __future__ import annotations

import pytest

pytest.importorskip("starlette")
from saksi.ledger import Dyad, Month
from saksi.web.charts.bars import by_side, by_status
from saksi.web.charts.matrix import matrix, shade
from saksi.web.charts.world_map import countries, project

MONTHS = [
    Month("2024-01", "ASSAULT", "happened", 4),
    Month("2024-03", "AID", "happened", 2),
    Month("2024-03", "AID", "planned", 3),
    Month("", "AID", "happened", 5),
]


def test_bars_are_as_high_as_their_counts_and_gaps_stay() -> None:
    chart = by_status(MONTHS)
    assert chart.rows[0] == ("2024-01", (4, 0, 0, 0, 0, 0, 0)) and len(chart.rows) == 2
    assert [tick.label for tick in chart.across] == ["2024-01", "2024-02", "2024-03"]
    heights = {(bar.says, bar.height) for bar in chart.bars}
    (four,) = (h for says, h in heights if says == "2024-01: 4 happened")
    (two,) = (h for says, h in heights if says == "2024-03: 2 happened")
    assert four == pytest.approx(2 * two)
    assert chart.left_out == 5


def test_conflict_hangs_below_the_line_and_only_what_is_real_counts() -> None:
    chart = by_side(MONTHS)
    assert {bar.kind: bar.y >= chart.zero for bar in chart.bars} == {"conflict": True, "cooperation": False}
    assert ("2024-03", (2, 0)) in chart.rows


def test_no_claims_no_bars() -> None:
    assert by_status([]).bars == () and by_side([]).rows == ()


def test_the_matrix_keeps_the_countries_that_occur_most() -> None:
    found = matrix([Dyad("RUS", "UKR", 90), Dyad("UKR", "RUS", 10), Dyad("PER", "TGO", 1)])
    assert found.codes == ("PER", "RUS", "TGO", "UKR")
    assert found.shown == found.total == 101
    cells = {(c.actor, c.recipient): c.shade for _, row in found.rows for c in row}
    assert cells["RUS", "UKR"] == 5 > cells["UKR", "RUS"] > cells["PER", "TGO"] == 1 and cells["UKR", "PER"] == 0


def test_shades_are_bounded() -> None:
    assert [shade(n, 1000) for n in (0, 1, 1000)] == [0, 1, 5]


def test_countries_are_drawn_and_small_ones_are_dots() -> None:
    shapes = {shape.code: shape for shape in countries({"IDN": 3, "SGP": 1})}
    assert shapes["IDN"].path.startswith("M") and shapes["IDN"].n == 3 and shapes["IDN"].shade == 5
    assert shapes["SGP"].dot is not None and shapes["SGP"].dot == pytest.approx(project(1.29, 103.85), abs=1)
    assert shapes["FRA"].n == 0 and shapes["FRA"].shade == 0
