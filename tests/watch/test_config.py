"""feeds.toml: what stands in it, and one clear line for what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from saksi.errors import InputError
from saksi.watch.config import read_config, seconds

GOOD = """
[watch]
contact = "desk@example.org"
interval = "10m"
shortest = "2m"
longest = "6h"
delay = 1.5
allow_networks = ["10.0.0.0/8"]

[[feed]]
url = "https://news.example/rss"
name = "Example"
lang = "id"
source = "Example News"
interval = "5m"
content = "feed"

[[feed]]
url = "https://other.example/feed.json"
"""


def config(text: str, folder: Path) -> object:
    file = folder / "feeds.toml"
    file.write_text(text, encoding="utf-8")
    return read_config(str(file))


def test_what_is_written_is_what_is_meant(tmp_path: Path) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(GOOD, encoding="utf-8")
    made = read_config(str(file))
    assert (made.interval, made.shortest, made.longest, made.delay) == (600.0, 120.0, 21_600.0, 1.5)
    assert made.policy.agent.endswith("desk@example.org")
    first, second = made.feeds
    assert (first.name, first.lang, first.source, first.content, first.interval) == ("Example", "id", "Example News", "feed", 300.0)
    assert (second.name, second.content) == ("https://other.example/feed.json", "page")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "names no feeds"),
        ("[watch", "no TOML"),
        ("[wach]\n", "'wach' is not known here"),
        ("[watch]\nintervall = 5\n", "'intervall' is not known here"),
        ("[watch]\ninterval = 'often'\n", "'often' is no time"),
        ("[watch]\nthreads = 0\n[[feed]]\nurl = 'https://a.example'", "from 1 to 64"),
        ("[watch]\nallow_networks = ['home']\n[[feed]]\nurl = 'https://a.example'", "no network"),
        ("[watch]\nshortest = '2h'\nlongest = '1h'\n[[feed]]\nurl = 'https://a.example'", "shortest is longer"),
        ("[watch]\nagent = \"a\\nb\"\n[[feed]]\nurl = 'https://a.example'", "one line"),
        ("[[feed]]\nurl = 'news.example'\n", "give the address of a feed"),
        ("[[feed]]\nurl = 'https://a.example'\ncontent = 'all'\n", "choose page, feed"),
        ("[[feed]]\nurl = 'https://a.example'\n[[feed]]\nurl = 'https://a.example'\n", "two feeds are called"),
        ("feed = 5", "names no feeds"),
        ("watch = 5\n[[feed]]\nurl = 'https://a.example'", "[watch] is no table"),
    ],
)
def test_faults_are_one_line_with_the_file(text: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        config(text, tmp_path)
    message = str(caught.value)
    assert fault in message
    assert message.startswith(str(tmp_path / "feeds.toml"))
    assert "\n" not in message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_config(str(tmp_path / "none.toml"))


def test_times() -> None:
    assert [seconds(value, "x") for value in (30, 1.5, "90s", "2 h", "1.5m", "90d")] == [30.0, 1.5, 90.0, 7200.0, 90.0, 7_776_000.0]
    for wrong in ("", "5", "5 weeks", -1, True, None):
        with pytest.raises(InputError):
            seconds(wrong, "x")
