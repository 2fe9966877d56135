# SPDX-License-Identifier: MIT
"""How an entry of the history shows: what was done, by whom and when; the first of a day under its date."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import paint_focus
from app.desktop.models.roles import RECORD, Index
from app.desktop.models.steps import StepRow

PAD_X, PAD_Y, GAP = 16, 8, 2
DAY = 36
TIME = 48


class StepDelegate(QStyledItemDelegate):
    """Paints entries of the history."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance

    @property
    def height(self) -> int:
        """The height of a row without a date above it."""
        lines = QFontMetrics(self._look.font()).height() + QFontMetrics(self._look.font("small")).height()
        return lines + GAP + 2 * PAD_Y

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the width that is offered, and the height of the row."""
        row = index.data(RECORD)
        return QSize(option.rect.width(), self.height + (DAY if isinstance(row, StepRow) and row.day else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row = index.data(RECORD)
        if not isinstance(row, StepRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        if row.day:
            self._paint_day(painter, QRect(rect.x(), rect.y(), rect.width(), DAY), row.day)
            rect.setTop(rect.top() + DAY)
        self._paint_ground(painter, rect, option.state)
        self._paint_words(painter, rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y), row)
        painter.restore()

    def _paint_day(self, painter: QPainter, rect: QRect, day: str) -> None:
        painter.setFont(self._look.font("small", bold=True))
        painter.setPen(self._look.theme.colour("soft"))
        painter.drawText(rect.adjusted(PAD_X, 8, -PAD_X, -4), Qt.AlignmentFlag.AlignBottom, day)

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        theme = self._look.theme
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = QRectF(rect).adjusted(8, 1, -8, -1)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(ground, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, ground, theme, 6)

    def _paint_words(self, painter: QPainter, rect: QRect, row: StepRow) -> None:
        theme = self._look.theme
        font = QFont(self._look.font())
        font.setStrikeOut(row.undone)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QPen(theme.colour("faint" if row.undone else "ink")))
        title = QRect(rect.x(), rect.y(), rect.width() - TIME, metrics.height())
        shown = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, title.width())
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, shown)
        small = self._look.font("small")
        painter.setFont(small)
        painter.setPen(theme.colour("faint"))
        line = QRect(rect.x(), rect.y(), rect.width(), metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.time)
        below = QRect(rect.x(), title.bottom() + 1 + GAP, rect.width(), QFontMetrics(small).height())
        painter.setPen(theme.colour("soft"))
        who = row.entry.annotator + (" · taken back" if row.undone else "")
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, who)
