# SPDX-License-Identifier: MIT
"""How a list of formats looks: headings, and names with the ending of their files at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.desktop.appearance import Appearance
from app.desktop.models.roles import RECORD, Index
from app.exchange.formats import Format

HEADING, FIRST_HEADING, ROW = 34, 26, 26
SIDE = 10
RADIUS = 5.0


class FormatDelegate(QStyledItemDelegate):
    """Paints headings in bold and formats in two tones."""

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; headings stand off from what is above them."""
        if isinstance(index.data(RECORD), Format):
            return QSize(0, ROW)
        return QSize(0, HEADING if index.row() else FIRST_HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        known = index.data(RECORD)
        if isinstance(known, Format):
            self._paint_format(painter, option, known)
        else:
            painter.setFont(self._look.font("small", bold=True))
            painter.setPen(self._look.theme.colour("soft"))
            line = option.rect.adjusted(SIDE, 0, -SIDE, -5)
            painter.drawText(line, Qt.AlignmentFlag.AlignBottom, str(index.data()))
        painter.restore()

    def _paint_format(self, painter: QPainter, option: QStyleOptionViewItem, known: Format) -> None:
        theme = self._look.theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        near = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or near:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(option.rect), RADIUS, RADIUS)
        line = option.rect.adjusted(SIDE, 0, -SIDE, 0)
        painter.setFont(self._look.font(bold=chosen))
        painter.setPen(theme.colour("accent" if chosen else "ink"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, known.label)
        painter.setFont(self._look.font("small"))
        painter.setPen(theme.colour("accent" if chosen else "faint"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, known.suffix)
