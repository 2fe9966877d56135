# SPDX-License-Identifier: MIT
"""How a heading shows in the outline: set in by its depth, with its page at the right."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.models.outline import Heading
from app.desktop.models.roles import RECORD, Index

HEIGHT, PAD, STEP, GAP = 32, 8, 16, 8


class OutlineDelegate(QStyledItemDelegate):
    """Paints headings."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of a row."""
        return QSize(option.rect.width(), HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading."""
        found = index.data(RECORD)
        if not isinstance(found, Heading):
            return
        painter.save()
        paint_row_ground(painter, option, self._look)
        theme = self._look.theme
        line = option.rect.adjusted(PAD + STEP * found.depth, 0, -PAD, 0)
        painter.setFont(self._look.font("small"))
        painter.setPen(theme.colour("faint"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        if found.page and not found.words.endswith(f" {found.page}"):
            painter.drawText(line, right, found.page)
            line.adjust(0, 0, -QFontMetrics(painter.font()).horizontalAdvance(found.page) - GAP, 0)
        painter.setFont(self._look.font(bold=not found.depth))
        painter.setPen(theme.colour("ink" if found.depth < 2 else "soft"))
        words = QFontMetrics(painter.font()).elidedText(found.words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem, look: Appearance) -> None:
    """Paint the ground of a row of a popover: where the arrows are, and where the mouse is."""
    state = option.state
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    if chosen or state & QStyle.StateFlag.State_MouseOver:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.theme.colour("accent_soft" if chosen else "hover"))
        painter.drawRoundedRect(QRectF(option.rect), 6, 6)
