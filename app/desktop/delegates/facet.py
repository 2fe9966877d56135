# SPDX-License-Identifier: MIT
"""How facets show: titles of groups, and below each its values with faint counts at the right."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import paint_focus
from app.desktop.models.facets import FacetGroup, FacetMore, FacetValue
from app.desktop.models.roles import RECORD, Index

MARGIN = 16
INSET = 8
ROW, TITLE = 24, 36
GAP = 8


class FacetDelegate(QStyledItemDelegate):
    """Paints facets."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a height by what the row is."""
        return QSize(option.rect.width(), TITLE if isinstance(index.data(RECORD), FacetGroup) else ROW)

    def editorEvent(
        self, _event: QEvent, _model: QAbstractItemModel, _option: QStyleOptionViewItem, _index: Index
    ) -> bool:
        """Leave clicks to the list: the whole row is the box to check."""
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        record = index.data(RECORD)
        ground = QRectF(option.rect).adjusted(INSET, 0, -INSET, 0)
        if isinstance(record, FacetGroup):
            ground.setTop(ground.bottom() - ROW)
            self._paint_title(painter, option, ground, record)
        else:
            self._paint_ground(painter, option, ground, record)
            self._paint_words(painter, option.rect.adjusted(MARGIN, 0, -MARGIN, 0), record)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, ground, self._look.theme, 6)
        painter.restore()

    def _paint_title(self, painter: QPainter, option: QStyleOptionViewItem, ground: QRectF, group: FacetGroup) -> None:
        theme = self._look.theme
        painter.setFont(self._look.font("small", bold=True))
        painter.setPen(theme.colour("soft"))
        words = ground.adjusted(MARGIN - INSET, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, group.title)
        folded = not option.state & QStyle.StateFlag.State_Open
        if folded or option.state & QStyle.StateFlag.State_MouseOver:
            _paint_arrow(painter, QPointF(ground.right() - 12, ground.center().y()), theme.colour("faint"), folded)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, ground: QRectF, record: FacetValue | FacetMore
    ) -> None:
        chosen = isinstance(record, FacetValue) and record.chosen
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.theme.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(ground, 6, 6)

    def _paint_words(self, painter: QPainter, line: QRect, record: FacetValue | FacetMore) -> None:
        theme = self._look.theme
        if isinstance(record, FacetMore):
            painter.setFont(self._look.font("small"))
            painter.setPen(theme.colour("accent"))
            more = f"{record.hidden:,} more…" if record.hidden else "Fewer"
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, more)
            return
        font = self._look.font("small", bold=record.chosen)
        metrics, count = QFontMetrics(font), f"{record.count:,}"
        painter.setFont(font)
        painter.setPen(theme.colour("accent" if record.chosen else "faint"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        room = line.width() - metrics.horizontalAdvance(count) - GAP
        painter.setPen(theme.colour("accent" if record.chosen else "ink"))
        shown = metrics.elidedText(record.label, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_arrow(painter: QPainter, at: QPointF, colour: QColor, folded: bool) -> None:
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if folded:
        points = [QPointF(at.x() - 1.5, at.y() - 3), QPointF(at.x() + 1.5, at.y()), QPointF(at.x() - 1.5, at.y() + 3)]
    else:
        points = [QPointF(at.x() - 3, at.y() - 1.5), QPointF(at.x(), at.y() + 1.5), QPointF(at.x() + 3, at.y() - 1.5)]
    painter.drawPolyline(QPolygonF(points))
