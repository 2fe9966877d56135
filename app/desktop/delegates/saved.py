# SPDX-License-Identifier: MIT
"""How a saved search shows: its name and count, its query below; and how a query that was asked lately does."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import paint_focus
from app.desktop.models.roles import RECORD, Index
from app.desktop.models.saved import Folder, Heading, Recent

PAD, AIR, GAP, STRIPE = 16, 10, 12, 3


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
                self._paint_ground(painter, option)
                self._write(painter, rect, query, "text", "ink")
            case Folder() as folder:
                self._paint_ground(painter, option)
                self._paint_folder(painter, rect, folder)
                line = QRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1)
                painter.fillRect(line, self._look.theme.colour("line"))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme, rect = self._look.theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("paper"))
            painter.fillRect(QRect(rect.x(), rect.y(), STRIPE, rect.height()), theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(rect), theme, 0)

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
