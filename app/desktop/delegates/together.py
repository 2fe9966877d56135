# SPDX-License-Identifier: MIT
"""How codes that stand together show: their names and count, and below them the words that mark them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import paint_focus
from app.desktop.models.roles import RECORD, Index
from app.desktop.models.together import TogetherRow

PAD, AIR, GAP = 16, 4, 12


class TogetherDelegate(QStyledItemDelegate):
    """Paints codes and their words."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return one line, or two where there are words."""
        row = index.data(RECORD)
        line = QFontMetrics(self._look.font("small")).height() + 2
        lines = 2 if isinstance(row, TogetherRow) and row.words else 1
        return QSize(option.rect.width(), lines * line + 2 * AIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row = index.data(RECORD)
        if not isinstance(row, TogetherRow):
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self._look.theme.colour("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(option.rect), self._look.theme, 0)
        metrics = QFontMetrics(self._look.font("small"))
        rect = option.rect.adjusted(PAD, AIR, -PAD, -AIR)
        line = QRect(rect.x(), rect.y(), rect.width(), metrics.height() + 2)
        number = f"{row.count:,}"
        self._write(painter, line, number, "faint", Qt.AlignmentFlag.AlignRight)
        room = line.adjusted(0, 0, -metrics.horizontalAdvance(number) - GAP, 0)
        self._write(painter, room, row.name, "ink", Qt.AlignmentFlag.AlignLeft)
        if row.words:
            self._write(painter, line.translated(0, line.height()), row.words, "soft", Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, words: str, colour: str, side: Qt.AlignmentFlag) -> None:
        font = self._look.font("small")
        painter.setFont(font)
        painter.setPen(self._look.theme.colour(colour))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
