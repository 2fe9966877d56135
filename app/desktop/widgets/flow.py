# SPDX-License-Identifier: MIT
"""A layout that sets its items like words: from the left, in as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of items; the last item takes what is left of its line."""

    def __init__(self, parent: QWidget, *, gap: int = 4, margins: QMargins | None = None, last: int = 60):
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._last = last
        self.setContentsMargins(margins or QMargins(0, 0, 0, 0))

    def set_last(self, width: int) -> None:
        """Say how much room the last item needs."""
        if width != self._last:
            self._last = width
            self.invalidate()
            widget = self.parentWidget()
            if widget is not None:
                widget.updateGeometry()

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def insert_widget(self, place: int, widget: QWidget) -> None:
        """Put a widget before another."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        """Return an item, or None where there is none."""
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return True: fewer pixels across are more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the lines are at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Return the least it can do with."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the room one item needs."""
        margins = self.contentsMargins()
        tallest = max((item.sizeHint().height() for item in self._items), default=0)
        return QSize(80, tallest + margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        inner = rect.marginsRemoved(self.contentsMargins())
        x, y, line = inner.x(), inner.y(), 0
        for number, item in enumerate(self._items):
            size = item.sizeHint()
            last = number == len(self._items) - 1
            width = min(self._last if last else size.width(), inner.width())
            if width and x > inner.x() and x + width > inner.right() + 1:
                x, y, line = inner.x(), y + line + self._gap, 0
            if move:
                rest = max(0, inner.right() + 1 - x)
                item.setGeometry(QRect(x, y, rest if last else width, size.height()))
            x += width + self._gap
            line = max(line, size.height())
        return y + line - rect.y() + self.contentsMargins().bottom()
