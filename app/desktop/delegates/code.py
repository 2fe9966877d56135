# SPDX-License-Identifier: MIT
"""How a code shows in the tree: a swatch of its colour, its name, its key, and how much it is used."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import paint_swatch
from app.desktop.models.codes import USAGE
from app.desktop.models.roles import RECORD, Index
from app.desktop.widgets.key_button import CAP, paint_key
from database.code_tree import Usage
from database.codebook import Entry

HEIGHT = 32
SWATCH, GAP, RIGHT = 12, 8, 16


class CodeDelegate(QStyledItemDelegate):
    """Paints a code in one line."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return one height for every row."""
        return QSize(option.rect.width(), HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a code."""
        entry, used = index.data(RECORD), index.data(USAGE)
        if not isinstance(entry, Entry) or not isinstance(used, Usage):
            return
        painter.save()
        rect = option.rect.adjusted(2, 0, -RIGHT, 0)
        middle = rect.center().y() + 1
        paint_swatch(painter, QRectF(rect.x(), middle - SWATCH / 2, SWATCH, SWATCH), entry.colour, self._look.theme)
        right = self._paint_count(painter, rect, used)
        if entry.shortcut is not None:
            cap = QRect(right - CAP - GAP, middle - CAP // 2, CAP, CAP)
            paint_key(painter, cap, str(entry.shortcut), self._look)
            right = cap.x()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        font = self._look.font(bold=chosen)
        painter.setFont(font)
        painter.setPen(self._look.theme.colour("ink"))
        words = QRect(rect.x() + SWATCH + GAP, rect.y(), right - rect.x() - SWATCH - 2 * GAP, rect.height())
        shown = QFontMetrics(font).elidedText(entry.name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _paint_count(self, painter: QPainter, rect: QRect, used: Usage) -> int:
        """Paint how much a code is used, with what lies below it; return where that begins."""
        words = f"{used.own:,}" if used.own == used.below else f"{used.own:,} / {used.below:,}"
        small = self._look.font("small")
        painter.setFont(small)
        painter.setPen(self._look.theme.colour("faint"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        return rect.right() - QFontMetrics(small).horizontalAdvance(words)
