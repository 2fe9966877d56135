# SPDX-License-Identifier: MIT
"""How a place in context shows: the words found in the middle, one below the other, and around them the others."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import paint_focus
from app.desktop.models.roles import RECORD, Index
from app.search.concordance import Line

PAD, GAP, NEAR, AIR = 16, 10, 4, 10
BEFORE = 0.42
"""The part of the width that is for the words before a place."""
LONGEST = 0.4
"""The part of the width that the words found may take."""


class ContextDelegate(QStyledItemDelegate):
    """Paints places in context."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return one line and some air; all rows are alike."""
        return QSize(option.rect.width(), QFontMetrics(self._look.font("quote", serif=True)).height() + AIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a place."""
        line = index.data(RECORD)
        if not isinstance(line, Line):
            return
        painter.save()
        self._paint_ground(painter, option)
        self._paint_words(painter, option.rect.adjusted(PAD, 0, -PAD, -1), line)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme, rect = self._look.theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(rect), theme, 0)

    def _paint_words(self, painter: QPainter, rect: QRect, line: Line) -> None:
        theme = self._look.theme
        plain, strong = self._look.font("quote", serif=True), self._look.font("quote", bold=True, serif=True)
        metrics = QFontMetrics(strong)
        hit = metrics.elidedText(line.words, Qt.TextElideMode.ElideMiddle, round(rect.width() * LONGEST))
        middle = rect.x() + round(rect.width() * BEFORE)
        wide = metrics.horizontalAdvance(hit)
        before = QRect(rect.x(), rect.y(), middle - GAP - rect.x(), rect.height())
        on = middle + wide + (GAP if line.after[:1].isspace() else NEAR)
        after = QRect(on, rect.y(), rect.right() - on, rect.height())
        centred = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        mark = QRectF(middle - 3, rect.center().y() - metrics.height() / 2, wide + 6, metrics.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hit"))
        painter.drawRoundedRect(mark, 3, 3)
        painter.setFont(strong)
        painter.setPen(theme.colour("ink"))
        painter.drawText(QRect(middle, rect.y(), wide + 2, rect.height()), centred, hit)
        painter.setFont(plain)
        painter.setPen(theme.colour("soft"))
        left = QFontMetrics(plain).elidedText(line.before.rstrip(), Qt.TextElideMode.ElideLeft, before.width())
        right = QFontMetrics(plain).elidedText(line.after.lstrip(), Qt.TextElideMode.ElideRight, after.width())
        painter.drawText(before, centred | Qt.AlignmentFlag.AlignRight, left)
        painter.drawText(after, centred, right)
