"""What a chain of pairs connects is one group, whose smallest member stands for it."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from saksi.ledger.copies import components
from saksi.ledger.joined import Joined

PAIRS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=40)


@given(PAIRS)
def test_groups_are_those_that_walking_finds(pairs: list[tuple[int, int]]) -> None:
    joined = Joined(range(31))
    for one, other in pairs:
        joined.join(one, other)
    for item, stands in joined.groups().items():
        reached = {item}
        while more := {b for pair in pairs for a, b in (pair, pair[::-1]) if a in reached} - reached:
            reached |= more
        assert stands == min(reached)


def test_copies_of_more_articles_than_a_statement_takes_values() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE alike (article, other, relation, share)")
    many = range(1, 40_001)
    connection.executemany("INSERT INTO alike VALUES (?, ?, 'copy', 1)", [(n, n - 1) for n in many if n % 2 == 0])
    connection.execute("INSERT INTO alike VALUES (50000, 3, 'copy', 1)")
    found = components(connection, many)
    assert len(found) == 40_000
    assert all(found[n] == n - (n % 2 == 0) for n in many)
