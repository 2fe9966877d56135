# SPDX-License-Identifier: MIT
"""How the place of an annotation shows: its state, and the passage in either text, one under the other."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import MARK, Format, Paragraph, paint_list_ground, paint_mark, stretch
from app.desktop.models.places import PlaceRow, state_words
from app.desktop.models.roles import RECORD, Index
from app.editing.comparison import Line, compared
from app.text.offsets import Utf16Map

PAD_X, PAD_Y = 16, 12
GAP = 6
LABEL = 56
LINES, LEAST = 5, 22
LEADING = 1.14
COLOURS = {"exact": "recommendation", "moved": "accent", "changed": "warning_ink", "orphan": "oppose"}
NO_PLACE = "Its words are not there."


class _Parts(NamedTuple):
    head: int
    before: Paragraph
    after: Paragraph

    @property
    def height(self) -> int:
        return 2 * PAD_Y + self.head + GAP + self.before.height + GAP + max(self.after.height, LEAST)


class PlaceDelegate(QStyledItemDelegate):
    """Paints where annotations go."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the width that is offered and the height both passages then take."""
        row, width = index.data(RECORD), option.rect.width()
        return QSize(width, self._parts(row, width).height if isinstance(row, PlaceRow) else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row = index.data(RECORD)
        if not isinstance(row, PlaceRow):
            return
        painter.save()
        paint_list_ground(painter, option, self._look.theme)
        parts = self._parts(row, option.rect.width())
        inner = option.rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        self._paint_head(painter, QRect(inner.x(), inner.y(), inner.width(), parts.head), row)
        y = inner.y() + parts.head + GAP
        for label, part in (("before", parts.before), ("after", parts.after)):
            self._paint_label(painter, QRect(inner.x(), y, LABEL, self._quote_line()), label)
            lost = label == "after" and not row.placement.placed
            drop = (self._quote_line() - part.height) // 2 if lost else 0
            part.paint(painter, inner.x() + LABEL, y + drop, self._look.theme.colour("oppose" if lost else "faint"))
            y += part.height + GAP
        painter.restore()

    # Parts

    def _parts(self, row: PlaceRow, width: int) -> _Parts:
        room = width - 2 * PAD_X - LABEL
        before, after = compared(row.placement)
        head = QFontMetrics(self._look.font("small", bold=True)).height()
        return _Parts(head, self._paragraph(before, room), self._paragraph(after, room))

    def _paragraph(self, line: Line, width: int) -> Paragraph:
        if not line.text:
            return Paragraph(NO_PLACE, self._look.font("small"), width)
        font = self._look.font("quote", serif=True)
        return Paragraph(line.text, font, width, formats=self._formats(line), lines=LINES, leading=LEADING)

    def _formats(self, line: Line) -> list[Format]:
        """Return what sets the passage off from what stands around it, and the changed words from the others."""
        theme, units = self._look.theme, Utf16Map(line.text)
        made = []
        for spans, back in ((line.passage, None), (line.changed, theme.colour("hit"))):
            for start, end in spans:
                first = units.to_utf16(start)
                made.append(stretch(first, units.to_utf16(end) - first, colour=theme.colour("ink"), back=back))
        return made

    def _quote_line(self) -> int:
        return round(QFontMetrics(self._look.font("quote", serif=True)).height() * LEADING)

    def _paint_head(self, painter: QPainter, line: QRect, row: PlaceRow) -> None:
        theme, bold, small = self._look.theme, self._look.font("small", bold=True), self._look.font("small")
        mark = QRectF(line.x(), line.center().y() - MARK / 2 + 0.5, MARK, MARK)
        paint_mark(painter, row.placement.kind, mark, theme)
        x = line.x() + MARK + 7
        for words, font, colour in (
            (row.placement.kind.capitalize(), bold, "ink"),
            (state_words(row.placement), bold, COLOURS[row.placement.state]),
            (row.decision, small, "soft"),
        ):
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            painter.drawText(QRect(x, line.y(), line.right() - x, line.height()), Qt.AlignmentFlag.AlignVCenter, words)
            x += QFontMetrics(font).horizontalAdvance(words) + 12
        painter.setFont(small)
        painter.setPen(theme.colour("faint"))
        room = QRect(x, line.y(), max(0, line.right() - x), line.height())
        title = QFontMetrics(small).elidedText(row.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, title)

    def _paint_label(self, painter: QPainter, line: QRect, words: str) -> None:
        painter.setFont(self._look.font("small"))
        painter.setPen(self._look.theme.colour("faint"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
