# SPDX-License-Identifier: MIT
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from database import packing

PAGE = 8192
ROW_HEADER = 6


def pages_of(sizes: Sequence[int]) -> int:
    """Return how many pages SQLite takes for a table of rows of these sizes, in bytes, in this order."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute("CREATE TABLE row (content BLOB)")
        before = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.executemany("INSERT INTO row VALUES (zeroblob(?))", ((size - ROW_HEADER,) for size in sizes))
        return int(connection.execute("PRAGMA page_count").fetchone()[0] - before)


@given(st.lists(st.integers(10, 60_000), max_size=60))
def test_the_order_has_every_row_once(sizes: list[int]) -> None:
    assert sorted(packing.order(sizes, PAGE)) == list(range(len(sizes)))


@given(st.lists(st.integers(10, 30_000), min_size=1, max_size=40))
def test_sqlite_takes_no_more_pages_than_the_bound_of_best_fit(sizes: list[int]) -> None:
    assert pages_of([sizes[row] for row in packing.order(sizes, PAGE)]) <= pages_of(sizes) * 11 / 9 + 2


@pytest.mark.parametrize(("least", "most"), [(1_000, 4_000), (2_000, 8_000), (4_000, 16_000)])
def test_little_of_the_pages_stays_empty(least: int, most: int) -> None:
    dice = Random(5)
    sizes = [dice.randrange(least, most) for _ in range(200)]
    packed = pages_of([sizes[row] for row in packing.order(sizes, PAGE)]) * PAGE / sum(sizes)
    assert packed < 1.14
    assert packed < pages_of(sizes) * PAGE / sum(sizes) - 0.07
