# SPDX-License-Identifier: MIT
"""Heights of rows: where each begins, whatever was inserted, removed and measured."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.desktop.row_heights import RowHeights

changes = st.lists(
    st.tuples(st.sampled_from(["insert", "remove", "measure"]), st.integers(0, 30), st.integers(1, 40)), max_size=30
)


@given(st.integers(1, 20), changes)
def test_rows_stand_on_one_another(count: int, steps: list[tuple[str, int, int]]) -> None:
    heights, plain = RowHeights(10), [10] * count
    heights.fill(count)
    for what, row, number in steps:
        if what == "insert" and row <= len(plain):
            heights.insert(row, number)
            plain[row:row] = [10] * number
        elif what == "remove" and row + number <= len(plain):
            heights.remove(row, number)
            del plain[row : row + number]
        elif what == "measure" and row < len(plain):
            heights.measure(row, number)
            plain[row] = number
    assert [heights[row] for row in range(len(heights))] == plain
    assert [heights.top(row) for row in range(len(plain) + 1)] == [sum(plain[:row]) for row in range(len(plain) + 1)]
    for row in range(len(plain)):
        assert heights.row_at(heights.top(row)) == heights.row_at(heights.top(row + 1) - 1) == row
    assert heights.row_at(heights.total) == len(plain)


def test_a_measured_row_can_be_doubted() -> None:
    heights = RowHeights(10)
    heights.fill(2)
    heights.measure(1, 33)
    assert heights.is_measured(1)
    heights.doubt(1)
    assert not heights.is_measured(1)
    assert heights[1] == 33
    heights.measure(0, 5)
    heights.doubt()
    assert not heights.is_measured(0)
