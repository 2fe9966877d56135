# SPDX-License-Identifier: MIT
"""How the table of annotations shows: two lines a row, the quotation in serif, codes as chips."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import MARK, ChipRow, Paragraph, paint_mark
from app.desktop.models.roles import RECORD, Index
from app.desktop.models.table import Heading, heading_words
from app.desktop.models.table_columns import QUOTE, Column, TableRow
from app.desktop.wording import counted

PAD_X, PAD_Y = 10, 9
INDENT = PAD_X + MARK + 10
LINES = 2


class TableDelegate(QStyledItemDelegate):
    """Paints one cell: what its column says, or its part of the heading of a group."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance
        self._columns: tuple[Column, ...] = ()
        self.line = (0, 0)
        """Where a row begins in the viewport, and how wide it is, in pixels."""

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Say which columns there are."""
        self._columns = columns

    @property
    def row_height(self) -> int:
        """The height every row has: two lines of the quotation, and the space around them."""
        return LINES * QFontMetrics(self._look.font("quote", serif=True)).lineSpacing() + 2 * PAD_Y

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of a cell of any column."""
        return QSize(120, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        record = index.data(RECORD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(record, Heading):
            self._paint_heading(painter, option, record)
        elif isinstance(record, TableRow):
            self._paint_ground(painter, option)
            self._paint_cell(painter, option.rect, self._columns[index.column()], record)
        painter.setPen(QPen(self._look.theme.colour("line"), 1))
        bottom = option.rect.bottom() + 0.5
        painter.drawLine(QPointF(option.rect.left(), bottom), QPointF(option.rect.right() + 1, bottom))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._look.theme.colour("accent_soft"))

    def _paint_cell(self, painter: QPainter, rect: QRect, column: Column, row: TableRow) -> None:
        theme = self._look.theme
        x, y, width = rect.x() + PAD_X, rect.y() + PAD_Y, rect.width() - 2 * PAD_X
        if column.name == QUOTE:
            mark = QRectF(x, y + 4, MARK, MARK)
            paint_mark(painter, row.annotation.kind, mark, theme)
            font = self._look.font("quote", serif=True)
            words = Paragraph(row.annotation.quote, font, width + PAD_X - INDENT, lines=LINES)
            words.paint(painter, rect.x() + INDENT, y, theme.colour("ink"))
        elif column.name == "code":
            self._paint_codes(painter, rect, row)
        else:
            words = Paragraph(column.tell(row), self._look.font("small"), width, lines=LINES)
            words.paint(painter, x, y + 1, theme.colour("ink"))

    def _paint_codes(self, painter: QPainter, rect: QRect, row: TableRow) -> None:
        inner = rect.adjusted(PAD_X, 6, -4, -4)
        uses = ((use.code, use.stance, self._look.codes.of(use)) for use in row.annotation.codes)
        chips = ChipRow(uses, self._look.font("tiny"), inner.width())
        painter.setClipRect(inner)
        chips.paint(painter, inner.x(), inner.y(), self._look.theme)
        painter.setClipping(False)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, heading: Heading) -> None:
        """Paint the part of a heading that lies in one cell: it goes across all of them."""
        theme = self._look.theme
        left, width = self.line
        whole = QRect(left, option.rect.y(), width, option.rect.height())
        painter.setClipRect(option.rect)
        painter.fillRect(option.rect, theme.colour("panel"))
        line = whole.adjusted(INDENT, 0, -PAD_X, 0)
        bold, small = self._look.font(bold=True), self._look.font("small")
        words, count = heading_words(heading), counted(heading.count, "annotation")
        _paint_arrow(painter, QPointF(PAD_X + left + MARK / 2, whole.center().y() + 0.5), heading.folded, self._look)
        painter.setFont(bold)
        painter.setPen(theme.colour("ink"))
        room = line.width() - QFontMetrics(small).horizontalAdvance(count) - 2 * PAD_X
        shown = QFontMetrics(bold).elidedText(words, Qt.TextElideMode.ElideRight, max(40, room))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        line.adjust(QFontMetrics(bold).horizontalAdvance(shown) + PAD_X, 0, 0, 0)
        painter.setFont(small)
        painter.setPen(theme.colour("faint"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, count)
        painter.setClipping(False)


def _paint_arrow(painter: QPainter, at: QPointF, folded: bool, look: Appearance) -> None:
    painter.setPen(QPen(look.theme.colour("soft"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = [(-2, -4), (2, 0), (-2, 4)] if folded else [(-4, -2), (0, 2), (4, -2)]
    painter.drawPolyline(QPolygonF([at + QPointF(x, y) for x, y in points]))
