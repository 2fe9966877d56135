# SPDX-License-Identifier: MIT
"""The list of targets: a model of them, and how each is painted."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import MARK, Paragraph, paint_mark
from app.desktop.form.targets import NEW, RELATION, Target
from app.desktop.models.records import RecordModel
from app.desktop.models.roles import RECORD, Index

PAD_X, PAD_Y, GAP, INDENT, LINES = 16, 8, 10, 20, 2


class TargetModel(RecordModel[Target]):
    """Rows are targets."""

    def said(self, record: Target, role: int) -> object:
        """Return the words of a target."""
        if role == Qt.ItemDataRole.DisplayRole:
            return record.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(part for part in (record.kind.capitalize(), record.words, record.about) if part)
        return None


class TargetDelegate(QStyledItemDelegate):
    """Paints a target: its mark, its words in serif, and what is known about it."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the width that is offered and the height the target takes."""
        target = index.data(RECORD)
        if not isinstance(target, Target):
            return QSize(option.rect.width(), 0)
        return QSize(option.rect.width(), self._words(target, option.rect.width()).height + self._line() + 2 * PAD_Y)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a target."""
        target = index.data(RECORD)
        if not isinstance(target, Target):
            return
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.colour("accent_soft" if selected else "hover"))
        left = option.rect.x() + PAD_X + (INDENT if target.what == RELATION else 0)
        top = option.rect.y() + PAD_Y
        self._paint_sign(painter, target, left, top)
        words = self._words(target, option.rect.width())
        words.paint(painter, left + MARK + GAP, top, theme.colour("ink"))
        font = self._look.font("small")
        painter.setFont(font)
        painter.setPen(theme.colour("faint"))
        room = option.rect.right() - PAD_X - left - MARK - GAP
        about = QFontMetrics(font).elidedText(target.about, Qt.TextElideMode.ElideRight, room)
        line = QRectF(left + MARK + GAP, top + words.height, room, self._line())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, about)
        painter.restore()

    def _paint_sign(self, painter: QPainter, target: Target, left: int, top: int) -> None:
        place = QRectF(left, top + 5, MARK, MARK)
        if target.what in {NEW, RELATION}:
            painter.setPen(QPen(self._look.theme.colour("accent"), 1.6))
            middle = place.center()
            painter.drawLine(QPointF(place.left(), middle.y()), QPointF(place.right(), middle.y()))
            if target.what == NEW:
                painter.drawLine(QPointF(middle.x(), place.top()), QPointF(middle.x(), place.bottom()))
            else:
                painter.drawLine(QPointF(place.right() - 3, middle.y() - 3), QPointF(place.right(), middle.y()))
                painter.drawLine(QPointF(place.right() - 3, middle.y() + 3), QPointF(place.right(), middle.y()))
        elif target.kind:
            paint_mark(painter, target.kind, place, self._look.theme)

    def _words(self, target: Target, width: int) -> Paragraph:
        room = width - 2 * PAD_X - MARK - GAP - (INDENT if target.what == RELATION else 0)
        return Paragraph(target.words, self._look.font("quote", serif=True), room, lines=LINES)

    def _line(self) -> int:
        return QFontMetrics(self._look.font("small")).height() + 2
