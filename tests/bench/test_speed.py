"""The measuring of speed measures what it says. How fast it is, is no matter of a test."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from saksi.bench import stories
from saksi.bench.stages import seconds_of_stages

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks the system what Windows does not tell")


def test_invented_articles_are_the_same_every_time() -> None:
    some, more = list(stories.invented(4)), list(stories.invented(6))
    assert some == more[:4]
    assert {a.lang for a in some} == {"en", "id"}
    assert all(len(a.raw.split()) > 100 for a in some)


def test_every_stage_has_its_time() -> None:
    seconds = seconds_of_stages(stories.invented(4))
    assert {"segment", "lexicon", "syntax", "statements", "events", "assemble", "write"} <= seconds.keys()
    assert all(spent >= 0 for spent in seconds.values())


def test_all_figures_are_there_and_drawn(tmp_path: Path) -> None:
    from saksi.bench import report, speed

    found = speed.run(list(stories.invented(48)), "invented", lengths=(2000, 4000))
    data, page = report.write(found, tmp_path)
    read = json.loads(data.read_text(encoding="utf-8"))
    for name in ("ratio_to_tokenizer", "words_per_s", "articles_per_s", "peak_rss_mb", "jobs2_speedup", "seconds_by_length"):
        assert name in read
    assert set(read["seconds_by_length"]) == {"2000", "4000"}
    assert page.read_text(encoding="utf-8").count("<svg") == 3
