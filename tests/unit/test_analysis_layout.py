# SPDX-License-Identifier: MIT
"""Networks are drawn inside their square, the same way each time, with what is joined side by side."""

from __future__ import annotations

import math
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.layout import placed

NAMES = [f"n{number}" for number in range(9)]
EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.floats(0.1, 100)), max_size=12)


@given(st.integers(0, 9), EDGES)
@settings(max_examples=40)
def test_every_node_has_a_place_of_its_own_in_the_square(count: int, edges: list[tuple[str, str, float]]) -> None:
    found = placed(NAMES[:count], edges, turns=40)
    assert list(found) == NAMES[:count]
    assert all(0 <= each <= 1 for point in found.values() for each in point)
    assert found == placed(NAMES[:count], edges, turns=40)
    assert all(math.dist(found[a], found[b]) > 1e-3 for a, b in combinations(NAMES[:count], 2))


def test_what_is_joined_lies_nearer_than_what_is_not() -> None:
    left, right = NAMES[:4], NAMES[4:8]
    edges = [(a, b, 1.0) for side in (left, right) for a, b in combinations(side, 2)]
    found = placed([*left, *right], edges)
    inside = [math.dist(found[a], found[b]) for a, b, _ in edges]
    across = [math.dist(found[a], found[b]) for a, b in product(left, right)]
    assert max(inside) < min(across)
