"""``saksi watch``: feeds asked again and again, for months. docs/reference/watch.md describes it.

``config`` reads feeds.toml, ``state`` remembers, ``work`` fetches and parses, ``loop`` decides, ``sinks`` take what is found.
"""

from saksi.watch.config import Config, Feed, read_config
from saksi.watch.loop import Tally, Watch
from saksi.watch.sinks import Intake, JsonlSink, LedgerSink, Sink
from saksi.watch.state import State

__all__ = ["Config", "Feed", "Intake", "JsonlSink", "LedgerSink", "Sink", "State", "Tally", "Watch", "read_config"]
