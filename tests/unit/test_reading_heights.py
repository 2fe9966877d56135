# SPDX-License-Identifier: MIT
"""Heights of blocks: the tree agrees with plain sums, whatever is changed."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desktop.reading.heights import Heights

some_heights = st.lists(st.integers(0, 500), min_size=1, max_size=80)


@given(some_heights)
def test_tops_are_running_sums(heights: list[int]) -> None:
    tree = Heights(heights)
    assert [tree.top(n) for n in range(len(heights) + 1)] == list(accumulate(heights, initial=0))


@given(some_heights, st.data())
def test_changes_move_everything_below(heights: list[int], data: st.DataObject) -> None:
    tree = Heights(heights)
    for _ in range(6):
        number = data.draw(st.integers(0, len(heights) - 1))
        height = data.draw(st.integers(0, 900))
        assert tree.change(number, height) == height - heights[number]
        heights[number] = height
    assert [tree.top(n) for n in range(len(heights) + 1)] == list(accumulate(heights, initial=0))
    assert tree.total == sum(heights)


@given(some_heights, st.integers(-10, 50_000))
def test_a_place_lies_in_the_block_that_is_found(heights: list[int], y: int) -> None:
    tree = Heights(heights)
    number, top = tree.find(y)
    assert top == tree.top(number)
    if 0 <= y < tree.total:
        assert top <= y < top + tree[number]


def test_a_place_below_the_end_is_in_the_last_block() -> None:
    assert Heights([10, 20]).find(99) == (1, 10)


def test_no_blocks_have_no_places() -> None:
    with pytest.raises(IndexError):
        Heights([]).find(0)
