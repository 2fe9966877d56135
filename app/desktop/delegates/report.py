# SPDX-License-Identifier: MIT
"""How a line of an import report shows: what it is about, and below it what is said of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import Paragraph, paint_list_ground
from app.desktop.models.report import FAILED, ReportRow
from app.desktop.models.roles import RECORD, Index

PAD_X, PAD_Y, GAP = 16, 8, 2
LINES = 4


class ReportDelegate(QStyledItemDelegate):
    """Paints the lines of a report."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance

    @property
    def height(self) -> int:
        """The height of most rows."""
        return 2 * PAD_Y + self._head() + GAP + QFontMetrics(self._look.font("small")).height()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the width that is offered and the height the words then take."""
        row, width = index.data(RECORD), option.rect.width()
        if not isinstance(row, ReportRow):
            return QSize(width, 0)
        return QSize(width, 2 * PAD_Y + self._head() + GAP + self._words(row, width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        row = index.data(RECORD)
        if not isinstance(row, ReportRow):
            return
        theme, rect = self._look.theme, option.rect
        painter.save()
        paint_list_ground(painter, option, theme)
        x, y, width = rect.x() + PAD_X, rect.y() + PAD_Y, rect.width() - 2 * PAD_X
        font = self._look.font(bold=True)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        head = QFontMetrics(font).elidedText(row.head, Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(QRect(x, y, width, self._head()), Qt.AlignmentFlag.AlignVCenter, head)
        colour = theme.colour("oppose" if row.sort == FAILED else "soft")
        self._words(row, rect.width()).paint(painter, x, y + self._head() + GAP, colour)
        painter.restore()

    def _head(self) -> int:
        return QFontMetrics(self._look.font(bold=True)).height()

    def _words(self, row: ReportRow, width: int) -> Paragraph:
        return Paragraph(row.words, self._look.font("small"), width - 2 * PAD_X, lines=LINES)
