# SPDX-License-Identifier: MIT
"""Rows of different heights: measured when seen, still where they were after a change."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.virtual_list import VirtualList


class Tall(QStyledItemDelegate):
    """Every row is as high as its text is long, times ten; it counts what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        self.asked += 1
        return QSize(option.rect.width(), 10 * len(str(index.data())))


class Box(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(50, 333)


@pytest.fixture
def rows() -> VirtualList:
    view = VirtualList()
    delegate = Tall()
    delegate.setParent(view)
    view.setItemDelegate(delegate)
    view.resize(200, 300)
    return view


def fill(view: VirtualList, texts: list[str]) -> QStringListModel:
    model = QStringListModel(texts, view)
    view.setModel(model)
    return model


def heights(view: VirtualList, count: int) -> list[int]:
    model = view.model()
    assert model is not None
    return [view.visualRect(model.index(row, 0)).height() for row in range(count)]


def test_only_rows_in_view_are_measured(qtbot: QtBot, rows: VirtualList) -> None:
    qtbot.addWidget(rows)
    fill(rows, ["x" * 5] * 5000)
    rows.show()
    delegate = rows.itemDelegate()
    assert isinstance(delegate, Tall)
    assert delegate.asked < 40
    assert heights(rows, 2) == [50, 50]


def test_the_row_under_a_point_is_found(qtbot: QtBot, rows: VirtualList) -> None:
    qtbot.addWidget(rows)
    fill(rows, ["xxx", "xxxxx", "xx"])
    rows.show()
    assert [rows.indexAt(QPoint(5, y)).row() for y in (0, 29, 30, 79, 80, 99, 100)] == [0, 0, 1, 1, 2, 2, -1]


def test_the_top_row_stays_when_rows_above_it_change(qtbot: QtBot, rows: VirtualList) -> None:
    qtbot.addWidget(rows)
    model = fill(rows, ["x" * 8] * 100)
    rows.show()
    rows.scrollTo(model.index(50, 0), VirtualList.ScrollHint.PositionAtTop)
    shown = rows.indexAt(QPoint(5, 0)).row()
    assert shown == 50
    model.insertRows(10, 3)
    assert rows.indexAt(QPoint(5, 0)).row() == 53


def test_a_row_gives_way_to_a_widget_and_comes_back(qtbot: QtBot, rows: VirtualList) -> None:
    qtbot.addWidget(rows)
    model = fill(rows, ["x" * 5] * 10)
    rows.show()
    box = Box()
    rows.host(1, box)
    assert heights(rows, 3) == [50, 333, 50]
    assert box.geometry().top() == 50
    model.insertRows(0, 1)
    assert rows.guest_row == 2
    rows.release()
    assert box.isHidden()
    assert heights(rows, 3)[2] == 50


@pytest.mark.parametrize(("row", "before", "guest"), [(1, 4, 3), (1, 0, 0), (0, 3, 0), (3, 0, 2), (3, 5, 1)])
def test_a_row_that_moves_takes_its_height_and_its_widget_along(
    qtbot: QtBot, rows: VirtualList, row: int, before: int, guest: int
) -> None:
    qtbot.addWidget(rows)
    model = fill(rows, ["x" * n for n in range(1, 6)])
    rows.show()
    rows.host(1, Box())
    model.moveRows(QModelIndex(), row, 1, QModelIndex(), before)
    assert rows.guest_row == guest
    texts = model.stringList()
    assert heights(rows, 5) == [333 if number == guest else 10 * len(texts[number]) for number in range(5)]


def test_removing_the_row_of_a_widget_lets_it_go(qtbot: QtBot, rows: VirtualList) -> None:
    qtbot.addWidget(rows)
    model = fill(rows, ["x" * 5] * 10)
    rows.show()
    box = Box()
    rows.host(1, box)
    model.removeRows(1, 1)
    assert rows.guest_row == -1
    assert box.isHidden()


def test_keys_move_through_rows(qtbot: QtBot, rows: VirtualList) -> None:
    qtbot.addWidget(rows)
    model = fill(rows, ["x" * 5] * 50)
    rows.show()
    rows.setCurrentIndex(model.index(0, 0))
    visited = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Home):
        QTest.keyClick(rows, key)
        visited.append(rows.currentIndex().row())
    assert visited == [1, 7, 49, 48, 0]
    assert rows.visualRect(rows.currentIndex()).top() == 0


def test_letters_are_left_to_the_commands(qtbot: QtBot, rows: VirtualList) -> None:
    qtbot.addWidget(rows)
    model = fill(rows, ["alpha", "beta"])
    rows.show()
    rows.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(rows, Qt.Key.Key_B)
    assert rows.currentIndex().row() == 0


def test_a_reset_keeps_the_list_scrolled(qtbot: QtBot, rows: VirtualList) -> None:
    qtbot.addWidget(rows)
    model = fill(rows, ["x" * 12] * 100)
    rows.show()
    rows.scrollTo(model.index(40, 0), VirtualList.ScrollHint.PositionAtTop)
    before = rows.verticalOffset()
    model.setStringList(["x" * 12] * 101)
    assert rows.verticalOffset() == before


def test_a_row_can_become_current_without_scrolling(qtbot: QtBot, rows: VirtualList) -> None:
    qtbot.addWidget(rows)
    fill(rows, ["x" * 12] * 100)
    rows.show()
    rows.go(70, scroll=False)
    assert (rows.currentIndex().row(), rows.verticalOffset()) == (70, 0)
    rows.go(70)
    rows.go(71)
    assert rows.verticalOffset() > 0
    rows.go(-1)
    assert not rows.currentIndex().isValid()
