"""``saksi watch``."""

from __future__ import annotations

import argparse
import importlib.util
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from saksi.cli import OK, PARTLY, USAGE
from saksi.commands.inputs import Choices, checked, tell, tell_problems
from saksi.errors import InputError, MissingExtra
from saksi.watch import JsonlSink, LedgerSink, Sink, State, Watch, read_config

_NEEDED = ("trafilatura", "feedparser", "protego")


def run(args: argparse.Namespace) -> int:
    """Exit code 3 when something was rejected. Raises MissingExtra before anything is begun."""
    if missing := [name for name in _NEEDED if importlib.util.find_spec(name) is None]:
        raise MissingExtra(f"saksi watch needs {', '.join(missing)}: pip install 'saksi[html,feeds]'")
    try:
        choices, config = checked(args), read_config(args.feeds)
    except InputError as error:
        tell(error)
        return USAGE
    tell_problems(choices.options)
    target = Path(args.ledger or args.out)
    sink = _sink(args, choices)
    state = Path(args.state or f"{target}.watch")
    status = Path(args.status or f"{state}.txt")
    watch = Watch(config, State(state), sink, status=status, tell=tell)
    tell(f"watching {len(config.feeds)} feeds; {status} says how they are; end it with Ctrl-C")
    with _stopping(watch):
        tally = watch.run(once=args.once)
    tell(tally.line())
    return PARTLY if tally.rejected.total() else OK


def _sink(args: argparse.Namespace, choices: Choices) -> Sink:
    return LedgerSink(Path(args.ledger), choices.options) if args.ledger else JsonlSink(Path(args.out))


@contextmanager
def _stopping(watch: Watch) -> Iterator[None]:
    """The first Ctrl-C or termination ends the watch cleanly, the second at once."""

    def stop(number: int, frame: object) -> None:
        for each, old in before.items():
            signal.signal(each, old)
        tell("ending; what is under way is finished first")
        watch.stop()

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, old in before.items():
            signal.signal(each, old)
