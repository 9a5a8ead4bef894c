"""A slow query is given up with a message instead of a page that hangs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from saksi.errors import InputError
from saksi.ledger import Ledger

STEPS = 20_000  # SQLite instructions between two looks at the clock


@contextmanager
def limited(ledger: Ledger, seconds: float) -> Iterator[Ledger]:
    """The ledger, whose queries of this thread end after so many seconds. Raises InputError that says how to ask for less."""
    connection = ledger.store.connection
    until = time.monotonic() + seconds
    connection.set_progress_handler(lambda: int(time.monotonic() > until), STEPS)
    try:
        yield ledger
    except Exception as error:
        if time.monotonic() > until and "interrupt" in str(error).lower():
            raise InputError(f"the query took longer than {seconds:g} seconds; ask for fewer days or add another word") from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
