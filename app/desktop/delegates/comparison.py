# SPDX-License-Identifier: MIT
"""How a difference between two versions of the codebook shows: a sign, the code, and what it was and is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import Paragraph, paint_row_ground
from app.desktop.models.comparison import Difference
from app.desktop.models.roles import RECORD, Index

PAD_X, PAD_Y, GAP, SIGN = 16, 9, 3, 24
LINES = 4
SIGNS = {"added": "+", "removed": "−", "renamed": "↷", "moved": "→", "changed": "≠"}
COLOURS = {"added": "recommendation", "removed": "oppose"}


class DifferenceLayout:
    """The parts of one difference laid out to a width."""

    def __init__(self, row: Difference, look: Appearance, width: int):
        self.head = QFontMetrics(look.font(bold=True)).height()
        small = look.font("small")
        self.parts = []
        for words, text, colour in (("Before: ", row.before, "faint"), ("Now: ", row.after, "ink")):
            if text:
                shown = text if row.sort in {"added", "removed"} else words + text
                self.parts.append((Paragraph(shown, small, width, lines=LINES), colour))

    @property
    def height(self) -> int:
        """The height of the row."""
        return 2 * PAD_Y + self.head + sum(part.height + GAP for part, _ in self.parts)


class DifferenceDelegate(QStyledItemDelegate):
    """Paints differences."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the width that is offered and the height the row then takes."""
        row = index.data(RECORD)
        width = option.rect.width() - 2 * PAD_X - SIGN
        height = DifferenceLayout(row, self._look, width).height if isinstance(row, Difference) else 0
        return QSize(option.rect.width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a difference."""
        row = index.data(RECORD)
        if not isinstance(row, Difference):
            return
        painter.save()
        theme = self._look.theme
        paint_row_ground(painter, option, theme)
        inner = option.rect.adjusted(PAD_X + SIGN, PAD_Y, -PAD_X, -PAD_Y)
        parts = DifferenceLayout(row, self._look, inner.width())
        bold = self._look.font(bold=True)
        painter.setFont(bold)
        painter.setPen(theme.colour(COLOURS.get(row.sort, "accent")))
        line = QRect(inner.x(), inner.y(), inner.width(), parts.head)
        painter.drawText(line.adjusted(-SIGN, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, SIGNS[row.sort])
        painter.setPen(theme.colour("ink"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, row.name)
        after = QFontMetrics(bold).horizontalAdvance(row.name) + 8
        painter.setFont(self._look.font("small"))
        painter.setPen(theme.colour("soft"))
        said = f"{row.sort} {row.what}" if row.sort != "changed" else f"{row.what} changed"
        painter.drawText(line.adjusted(after, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, said.strip())
        y = inner.y() + parts.head + GAP
        for part, colour in parts.parts:
            part.paint(painter, inner.x(), y, theme.colour(colour))
            y += part.height + GAP
        painter.restore()
