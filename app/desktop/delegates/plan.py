# SPDX-License-Identifier: MIT
"""How a line of a dry run looks: how many of what, where, and below it why."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.desktop.appearance import Appearance
from app.desktop.models.roles import RECORD, Index
from app.exchange.plan import Line

SIDE, ABOVE, GAP = 12, 6, 2
NUMBER = 44
FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)


class PlanDelegate(QStyledItemDelegate):
    """Paints the number at the left, what it counts beside it, and the reason below, as high as it needs to be."""

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room a line needs at the width of the list."""
        line = index.data(RECORD)
        height = QFontMetrics(self._look.font()).height() + 2 * ABOVE
        if isinstance(line, Line) and line.reason:
            height += self._reason(line, QRect(0, 0, self._width(option), 0)).height() + GAP
        return QSize(0, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        line = index.data(RECORD)
        if not isinstance(line, Line):
            return
        painter.save()
        theme, area = self._look.theme, option.rect
        painter.setPen(theme.colour("line"))
        painter.drawLine(area.left() + SIDE, area.bottom(), area.right() - SIDE, area.bottom())
        top = area.adjusted(SIDE, ABOVE, -SIDE, 0)
        painter.setFont(self._look.font(bold=True))
        painter.setPen(theme.colour("ink"))
        number = f"{line.count:,}" if line.count > 1 else ""
        painter.drawText(QRect(top.left(), top.top(), NUMBER - 12, 40), Qt.AlignmentFlag.AlignRight, number)
        beside = QRect(top.left() + NUMBER, top.top(), self._width(option), QFontMetrics(self._look.font()).height())
        self._paint_what(painter, line, beside)
        if line.reason:
            below = QRect(beside.left(), beside.bottom() + 1 + GAP, beside.width(), area.height())
            painter.setFont(self._look.font("small"))
            painter.setPen(theme.colour("soft"))
            painter.drawText(below, FLAGS, line.reason)
        painter.restore()

    def _paint_what(self, painter: QPainter, line: Line, area: QRect) -> None:
        font = self._look.font()
        painter.setFont(font)
        thing = line.many
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, thing)
        start = QFontMetrics(font).horizontalAdvance(f"{thing}  ")
        rest = area.adjusted(start, 0, 0, 0)
        painter.setPen(self._look.theme.colour("soft"))
        name = QFontMetrics(font).elidedText(line.where, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, name)

    def _reason(self, line: Line, area: QRect) -> QRect:
        room = QRect(0, 0, area.width(), 10_000)
        return QFontMetrics(self._look.font("small")).boundingRect(room, FLAGS, line.reason)

    def _width(self, option: QStyleOptionViewItem) -> int:
        widget = option.widget
        whole = widget.viewport().width() if hasattr(widget, "viewport") else option.rect.width()
        return int(whole) - 2 * SIDE - NUMBER
