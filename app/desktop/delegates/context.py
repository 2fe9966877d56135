# SPDX-License-Identifier: MIT
"""How a place in context shows: the words found in the middle, one below the other, and around them the others."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import paint_row_ground
from app.desktop.models.roles import RECORD, Index
from app.desktop.reading.page import runs_right_to_left
from app.search.concordance import Line

_LEFT, _RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
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
        paint_row_ground(painter, option, self._look.theme)
        self._paint_words(painter, option.rect.adjusted(PAD, 0, -PAD, -1), line)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, line: Line) -> None:
        theme = self._look.theme
        plain, strong = self._look.font("quote", serif=True), self._look.font("quote", bold=True, serif=True)
        metrics = QFontMetrics(strong)
        hit = metrics.elidedText(line.words, Qt.TextElideMode.ElideMiddle, round(rect.width() * LONGEST))
        near = GAP if line.after[:1].isspace() else NEAR
        backwards = runs_right_to_left(f"{line.before}{line.words}{line.after}")
        before, middle, after = boxes(rect, metrics.horizontalAdvance(hit), near, backwards=backwards)
        painter.setLayoutDirection(_RIGHT if backwards else _LEFT)
        mark = QRectF(middle.x() - 3, rect.center().y() - metrics.height() / 2, middle.width() + 6, metrics.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hit"))
        painter.drawRoundedRect(mark, 3, 3)
        centred = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(strong)
        painter.setPen(theme.colour("ink"))
        painter.drawText(middle.adjusted(-2 * backwards, 0, 2 * (not backwards), 0), centred, hit)
        painter.setFont(plain)
        painter.setPen(theme.colour("soft"))
        left = QFontMetrics(plain).elidedText(line.before.rstrip(), Qt.TextElideMode.ElideLeft, before.width())
        right = QFontMetrics(plain).elidedText(line.after.lstrip(), Qt.TextElideMode.ElideRight, after.width())
        painter.drawText(before, centred | Qt.AlignmentFlag.AlignRight, left)
        painter.drawText(after, centred, right)


def boxes(rect: QRect, wide: int, near: int, *, backwards: bool) -> tuple[QRect, QRect, QRect]:
    """Return where the words before a place stand, the words found, so wide, and the words after, so near to them.

    What is written from right to left is read so: its words before stand at the right.
    """
    middle = rect.x() + round(rect.width() * BEFORE)
    on = middle + wide + near
    found = (
        QRect(rect.x(), rect.y(), middle - GAP - rect.x(), rect.height()),
        QRect(middle, rect.y(), wide, rect.height()),
        QRect(on, rect.y(), rect.right() - on, rect.height()),
    )
    before, hit, after = (QStyle.visualRect(_RIGHT if backwards else _LEFT, rect, each) for each in found)
    return before, hit, after
