# SPDX-License-Identifier: MIT
"""How an annotation shows in the list of those that share words: its mark, its words, and who says them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.attribution import sentence
from app.desktop.appearance import Appearance
from app.desktop.delegates.outline import paint_row_ground
from app.desktop.delegates.painting import MARK, paint_mark
from app.desktop.models.roles import RECORD, Index
from app.desktop.wording import joined
from database.records import Annotation

PAD_X, PAD_Y, GAP = 8, 6, 2


class UnderDelegate(QStyledItemDelegate):
    """Paints annotations in two lines."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of two lines."""
        quote, told = (QFontMetrics(font) for font in (self._look.font("quote", serif=True), self._look.font("small")))
        return QSize(option.rect.width(), quote.height() + told.height() + GAP + 2 * PAD_Y)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint an annotation."""
        found = index.data(RECORD)
        if not isinstance(found, Annotation):
            return
        painter.save()
        paint_row_ground(painter, option, self._look)
        theme, inner = self._look.theme, option.rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        quote, small = self._look.font("quote", serif=True), self._look.font("small")
        first = QRect(inner.x() + MARK + 8, inner.y(), inner.width() - MARK - 8, QFontMetrics(quote).height())
        paint_mark(painter, found.kind, QRectF(inner.x(), first.center().y() - MARK / 2 + 0.5, MARK, MARK), theme)
        painter.setFont(quote)
        painter.setPen(theme.colour("ink"))
        words = " ".join(found.quote.split())
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, _elided(words, painter, first))
        second = QRect(first.x(), first.bottom() + 1 + GAP, first.width(), QFontMetrics(small).height())
        painter.setFont(small)
        painter.setPen(theme.colour("soft"))
        told = joined((found.kind.capitalize(), sentence(found.chain, found.slots)))
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, _elided(told, painter, second))
        painter.restore()


def _elided(words: str, painter: QPainter, line: QRect) -> str:
    return QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
