# SPDX-License-Identifier: MIT
"""How a saved search shows: its name and count, its query below; and how a query that was asked lately does."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import paint_list_ground
from app.desktop.models.roles import RECORD, Index
from app.desktop.models.saved import Folder, Heading, Recent

PAD, AIR, GAP = 16, 10, 12


class SavedDelegate(QStyledItemDelegate):
    """Paints saved searches and recent queries."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return two lines for a folder, one for the others."""
        text = QFontMetrics(self._look.font()).height()
        small = QFontMetrics(self._look.font("small")).height()
        match index.data(RECORD):
            case Folder():
                return QSize(option.rect.width(), text + 2 + small + 2 * AIR)
            case Heading():
                return QSize(option.rect.width(), small + 2 * AIR + 4)
        return QSize(option.rect.width(), text + AIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        painter.save()
        rect = option.rect.adjusted(PAD, 0, -PAD, 0)
        match index.data(RECORD):
            case Heading(words):
                self._write(painter, rect.adjusted(0, AIR + 4, 0, -AIR), words, "small", "soft", bold=True)
            case Recent(query):
                paint_list_ground(painter, option, self._look.theme, line=False)
                self._write(painter, rect, query, "text", "ink")
            case Folder() as folder:
                paint_list_ground(painter, option, self._look.theme, line=False)
                self._paint_folder(painter, rect, folder)
                line = QRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1)
                painter.fillRect(line, self._look.theme.colour("line"))
        painter.restore()

    def _paint_folder(self, painter: QPainter, rect: QRect, folder: Folder) -> None:
        high = QFontMetrics(self._look.font()).height()
        line = QRect(rect.x(), rect.y() + AIR, rect.width(), high)
        number = "" if folder.sources is None else f"{folder.sources:,}"
        wide = QFontMetrics(self._look.font("small")).horizontalAdvance(number)
        self._write(painter, line, number, "small", "faint", right=True)
        self._write(painter, line.adjusted(0, 0, -wide - GAP, 0), folder.search.name, "text", "ink", bold=True)
        below = QRect(rect.x(), line.bottom() + 3, rect.width(), rect.bottom() - line.bottom() - AIR)
        self._write(painter, below, folder.search.query, "small", "soft")

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        words: str,
        size: str,
        colour: str,
        *,
        bold: bool = False,
        right: bool = False,
    ) -> None:
        font = self._look.font(size, bold=bold)
        painter.setFont(font)
        painter.setPen(self._look.theme.colour(colour))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
