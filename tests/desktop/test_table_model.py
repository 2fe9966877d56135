# SPDX-License-Identifier: MIT
"""The model of the table: whatever the groups and what is folded, rows and annotations find each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester

from app.desktop.models.table import TableModel
from app.editing.table import Table, Wanted
from app.search.engine import Listing

COUNTS = st.lists(st.integers(1, 6), max_size=6)


def shown(counts: list[int], *, grouped: bool = True) -> TableModel:
    """Return a model of so many annotations in each group."""
    groups = [(f"g{number}", count) for number, count in enumerate(counts)] if grouped else []
    model = TableModel()
    ids = [100 + place for place in range(sum(counts))]
    model.show(None, Table(Wanted(group="code" if grouped else ""), ids, groups, len(ids), Listing(None)))
    return model


@given(COUNTS, st.sets(st.integers(0, 5)), st.booleans())
def test_rows_and_ids_find_each_other(counts: list[int], folded: set[int], grouped: bool) -> None:
    model = shown(counts, grouped=grouped)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for group in sorted(folded):
        if grouped and group < len(counts):
            heads = [row for row in range(model.rowCount()) if model.heading(row) is not None]
            model.fold(heads[group], folded=True)
    seen = [(row, model.annotation_id(row)) for row in range(model.rowCount())]
    found = {row: known for row, known in seen if known is not None}
    assert model.rows_of(found.values()) == list(found)
    hidden = sum(count for group, count in enumerate(counts) if grouped and group in folded)
    assert len(found) == sum(counts) - hidden
    assert tester.model() is model


@given(COUNTS, st.integers(0, 40), st.integers(0, 40), st.booleans())
def test_ids_between_rows_are_those_in_the_rows(counts: list[int], one: int, other: int, grouped: bool) -> None:
    model = shown(counts, grouped=grouped)
    last = model.rowCount() - 1
    first, end = sorted((min(one, last), min(other, last)))
    if last >= 0:
        wanted = [model.annotation_id(row) for row in range(first, end + 1)]
        assert model.ids_between(first, end) == [known for known in wanted if known is not None]
        assert model.count_between(first, end) == len(model.ids_between(first, end))


def test_folding_comes_back(qtbot: object) -> None:
    model = shown([2, 3])
    model.fold(0, folded=True)
    assert [model.annotation_id(row) for row in range(model.rowCount())] == [None, None, 102, 103, 104]
    assert model.index(0, 0).data() == "G0, 2 annotations"
    model.fold_all(folded=True)
    assert model.rowCount() == 2
    model.fold(1, folded=False)
    assert model.ids_between(0, 4) == [102, 103, 104]
