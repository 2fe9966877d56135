# SPDX-License-Identifier: MIT
"""A list of rows of different heights that measures only what it shows.

QListView asks every row for its size, or at least for its place, before it paints one. With 5,000 cards, each a
small page of text, that is seconds; with 100,000 sources it is still too long. Here a row that has not been seen
yet counts with an estimate, and becomes exact when it comes into view; the row at the top stays where it is
meanwhile. One row can hold a widget, such as a form.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from app.desktop.layout_watch import LayoutWatch
from app.desktop.models.roles import NOWHERE, Index
from app.desktop.row_heights import RowHeights, after_move

ESTIMATE = 120
STEP = 40


class VirtualList(QListView):
    """A vertical list whose rows are as high as their delegate says.

    It is a QListView by name, since Qt tells screen readers of the rows of those; but its layout is never used, and
    what that would do is left to QAbstractItemView, by name.
    """

    def __init__(self, parent: QWidget | None = None, *, estimate: int = ESTIMATE):
        super().__init__(parent)
        self._heights = RowHeights(estimate)
        self._guest: QWidget | None = None
        self._guest_row = -1
        self._settling = False
        self._watch = LayoutWatch(self)
        self._watch.asked.connect(self._on_guest_asked)
        self.setFrameShape(self.Shape.NoFrame)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(STEP)
        self.setObjectName("list")
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    # A widget in a row

    def host(self, row: int, widget: QWidget) -> None:
        """Show a widget in place of a row; it takes the height it asks for."""
        self.release()
        self._guest, self._guest_row = widget, row
        widget.setParent(self.viewport())
        widget.installEventFilter(self._watch)
        self._remeasure(row)
        self._place_guest()
        widget.show()

    def release(self) -> None:
        """Show the row itself again instead of the widget, which is hidden and kept."""
        if self._guest is None:
            return
        row, self._guest_row = self._guest_row, -1
        self._guest.removeEventFilter(self._watch)
        self._guest.hide()
        self._guest = None
        self._remeasure(row)

    @property
    def guest_row(self) -> int:
        """The row that shows a widget, or -1."""
        return self._guest_row

    # Geometry

    def visualRect(self, index: Index) -> QRect:
        """Return where a row is in the viewport."""
        if not index.isValid() or index.row() >= len(self._heights):
            return QRect()
        top = self._heights.top(index.row()) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._heights[index.row()])

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the row at a point of the viewport."""
        row = self._row_at(point.y() + self.verticalOffset())
        return self._index(row) if 0 <= row < len(self._heights) else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into view, with as little movement as will do."""
        if not index.isValid() or index.row() >= len(self._heights):
            return
        row, height = index.row(), self.viewport().height()
        self._measure(row)
        top, bottom = self._heights.top(row), self._heights.top(row) + self._heights[row]
        bar, now = self.verticalScrollBar(), self.verticalOffset()
        if hint == self.ScrollHint.PositionAtTop or top < now or bottom - top > height:
            bar.setValue(top)
        elif hint == self.ScrollHint.PositionAtCenter:
            bar.setValue(top - (height - (bottom - top)) // 2)
        elif bottom > now + height:
            bar.setValue(bottom - height)
        self._settle()

    def horizontalOffset(self) -> int:
        """Return 0: rows are as wide as the list."""
        return 0

    def verticalOffset(self) -> int:
        """Return how far the list is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        """Return False: every row shows."""
        return False

    def moveCursor(self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return the row a movement key leads to."""
        row, last = self.currentIndex().row(), len(self._heights) - 1
        actions = self.CursorAction
        match action:
            case actions.MoveUp | actions.MoveLeft | actions.MovePrevious:
                row -= 1
            case actions.MoveDown | actions.MoveRight | actions.MoveNext:
                row += 1
            case actions.MoveHome:
                row = 0
            case actions.MoveEnd:
                row = last
            case actions.MovePageUp:
                row = self._row_at(self._heights.top(max(0, row)) - self.viewport().height())
            case actions.MovePageDown:
                row = self._row_at(self._heights.top(max(0, row)) + self.viewport().height())
        return self._index(min(max(row, 0), last)) if last >= 0 else QModelIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the rows a rectangle of the viewport touches."""
        first = self._row_at(rect.top() + self.verticalOffset())
        last = self._row_at(rect.bottom() + self.verticalOffset())
        self.selectionModel().select(QItemSelection(self._index(first), self._index(last)), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return what has to be painted again when a selection changes."""
        region = QRegion()
        for index in selection.indexes():
            region = region.united(QRegion(self.visualRect(index)))
        return region

    def doItemsLayout(self) -> None:
        """Lay out nothing: rows are measured as they come into view."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Set the range of the scroll bar."""
        QAbstractItemView.updateGeometries(self)
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, self._heights.total - self.viewport().height()))
        self._place_guest()

    # Events

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show the rows of a model."""
        super().setModel(model)
        if model is not None:
            model.rowsMoved.connect(self._on_rows_moved)
        self._forget()

    def reset(self) -> None:
        """Start afresh: the model has changed as a whole. The list stays scrolled as far as it was."""
        self._guest_row = -1
        if self._guest is not None:
            self._guest.hide()
        scrolled = self.verticalOffset()
        QAbstractItemView.reset(self)
        self._forget()
        self.verticalScrollBar().setValue(scrolled)

    def go(self, row: int, *, scroll: bool = True) -> None:
        """Make a row the current one, or none where there is no such row; bring it into view if that is wanted."""
        self.setAutoScroll(scroll)
        if 0 <= row < len(self._heights):  # not setCurrentIndex: with Ctrl held down it would add to what is chosen
            command = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._index(row), command)
        else:
            self.setCurrentIndex(NOWHERE)
            self.clearSelection()
        self.setAutoScroll(True)

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """Make room for new rows; what is at the top stays there."""
        row, hidden = self._anchor()
        self._heights.insert(start, end - start + 1)
        if self._guest_row >= start:
            self._guest_row += end - start + 1
        QAbstractItemView.rowsInserted(self, parent, start, end)
        if self.verticalOffset():
            self._hold((row + (end - start + 1 if row >= start else 0), hidden))
        self._settle()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        """Close the gap rows leave; what is at the top stays there."""
        if start <= self._guest_row <= end:
            self.release()
        QAbstractItemView.rowsAboutToBeRemoved(self, parent, start, end)
        row, hidden = self._anchor()
        self._heights.remove(start, end - start + 1)
        if self._guest_row > end:
            self._guest_row -= end - start + 1
        self._hold((row - (end - start + 1), hidden) if row > end else (min(row, start), hidden))
        self.viewport().update()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Measure changed rows again when they are next seen, and paint as little as will do."""
        rows = range(first.row(), last.row() + 1)
        for row in rows:
            self._heights.doubt(row)
        QAbstractItemView.dataChanged(self, first, last, roles)
        before = self._heights.total
        self._settle()
        if len(rows) > 1 or self._heights.total != before:
            self.viewport().update()
        else:
            self.viewport().update(self.visualRect(first))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again where the width has changed, and keep the top row where it is."""
        QAbstractItemView.resizeEvent(self, event)
        if event.size().width() != event.oldSize().width():
            anchor = self._anchor()
            self._heights.doubt()
            self._hold(anchor)
        self._settle()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Follow the scroll bar."""
        if not self._settling:
            self._settle()
        self._place_guest()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in view."""
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        hovered = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())) if self.underMouse() else NOWHERE
        row = self._row_at(event.rect().top() + self.verticalOffset())
        while 0 <= row < len(self._heights):
            index = self._index(row)
            option.rect = self.visualRect(index)
            if option.rect.top() > event.rect().bottom():
                break
            if row != self._guest_row:
                option.state = self._state(index, hovered=index == hovered)
                self.itemDelegateForIndex(index).paint(painter, option, index)
            row += 1
        if self.hasFocus() and not self.currentIndex().isValid():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keys. Qt would make the first row the current one, which here may open it: the user decides that."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the keys go."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters to the commands: rows are not looked up by typing."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and event.text().isprintable() and event.text() and event.key() != Qt.Key.Key_Space:
            event.ignore()
            return
        super().keyPressEvent(event)

    # Parts

    @Slot(QModelIndex, int, int, QModelIndex, int)
    def _on_rows_moved(self, _from: QModelIndex, row: int, _last: int, _to: QModelIndex, before: int) -> None:
        """Let one row change its place, and what is shown in it with it; the list stays scrolled as far as it was."""
        place = before - (before > row)
        self._heights.move(row, place)
        self._guest_row = after_move(self._guest_row, row, place)
        self._settle()
        self._place_guest()
        self.viewport().update()

    @Slot()
    def _on_guest_asked(self) -> None:
        """Give the hosted widget the height it asks for."""
        if self._guest_row >= 0:
            if (
                self._heights.is_measured(self._guest_row)
                and self._asked_height(self._guest_row) == self._heights[self._guest_row]
            ):
                return
            self._remeasure(self._guest_row)
            if self._guest_row == self.currentIndex().row():
                self.scrollTo(self.currentIndex())
            self._place_guest()

    def _state(self, index: QModelIndex, *, hovered: bool) -> QStyle.StateFlag:
        state = QStyle.StateFlag.State_Enabled
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if index == self.currentIndex() and self.hasFocus():
            state |= QStyle.StateFlag.State_HasFocus
        if hovered:
            state |= QStyle.StateFlag.State_MouseOver
        return state

    def _index(self, row: int) -> QModelIndex:
        model = self.model()
        return model.index(row, 0) if model is not None else QModelIndex()

    def _forget(self) -> None:
        count = self.model().rowCount() if self.model() is not None else 0
        self._heights.fill(count)
        self.updateGeometries()
        self._settle()
        self.viewport().update()

    def _row_at(self, y: int) -> int:
        return self._heights.row_at(y) if len(self._heights) else -1

    def _measure(self, row: int) -> None:
        """Make the height of a row exact."""
        if not self._heights.is_measured(row):
            self._heights.measure(row, self._asked_height(row))

    def _asked_height(self, row: int) -> int:
        width = self.viewport().width()
        if row == self._guest_row and self._guest is not None:
            guest = self._guest
            return guest.heightForWidth(width) if guest.hasHeightForWidth() else guest.sizeHint().height()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = QRect(0, 0, width, ESTIMATE)
        hint: QSize = self.itemDelegate().sizeHint(option, self._index(row))
        return hint.height()

    def _remeasure(self, row: int) -> None:
        if 0 <= row < len(self._heights):
            self._heights.doubt(row)
            self._settle()
            self.viewport().update()

    def _anchor(self) -> tuple[int, int]:
        """Return the row at the top of the viewport, and how much of it is above."""
        row = min(max(0, self._row_at(self.verticalOffset())), max(0, len(self._heights) - 1))
        return row, self.verticalOffset() - self._heights.top(row)

    def _hold(self, anchor: tuple[int, int]) -> None:
        self.updateGeometries()
        row, hidden = anchor
        if row < len(self._heights):
            self.verticalScrollBar().setValue(self._heights.top(row) + hidden)

    def _settle(self) -> None:
        """Measure every row in view, until none of them moves another out of it."""
        if self._settling or not len(self._heights):
            return
        self._settling = True
        anchor = self._anchor()
        row, end = anchor[0], self.viewport().height()
        below = -anchor[1]
        while row < len(self._heights) and below < end:
            self._measure(row)
            below += self._heights[row]
            row += 1
        self._hold(anchor)
        self._settling = False
        self._place_guest()

    def _place_guest(self) -> None:
        if self._guest is not None and self._guest_row >= 0:
            self._guest.setGeometry(self.visualRect(self._index(self._guest_row)))
