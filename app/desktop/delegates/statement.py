# SPDX-License-Identifier: MIT
"""How statements show in their list, and how the annotations of one stand along a line of time."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.attribution import sentence
from app.desktop.appearance import Appearance as Look
from app.desktop.delegates.painting import MARK, Paragraph, paint_list_ground, paint_mark, paint_row_ground
from app.desktop.models.roles import RECORD, Index
from app.desktop.models.statements import Appearance, Section, second_line
from app.desktop.wording import joined
from database.statements import Statement

PAD_X, PAD_Y, GAP = 16, 10, 4
LINES = 3
HEAD = 32
DATE, LINE, WORDS = 24, 144, 168
"""Where the date begins, where the line of time runs, and where the words begin, in pixels from the left."""


class StatementDelegate(QStyledItemDelegate):
    """Paints a statement: its words, and how often, where and when it was said."""

    def __init__(self, look: Look, parent: QObject | None = None):
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the width that is offered and the height the row then takes."""
        found = index.data(RECORD)
        if not isinstance(found, Statement):
            return QSize(option.rect.width(), 0)
        small = QFontMetrics(self._look.font("small")).height()
        return QSize(option.rect.width(), 2 * PAD_Y + self._words(found, option.rect).height + GAP + small)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a statement."""
        found = index.data(RECORD)
        if not isinstance(found, Statement):
            return
        painter.save()
        theme, rect = self._look.theme, option.rect
        paint_list_ground(painter, option, theme)
        words = self._words(found, rect)
        words.paint(painter, rect.x() + PAD_X, rect.y() + PAD_Y, theme.colour("ink"))
        foot = QRect(rect.x() + PAD_X, rect.y() + PAD_Y + words.height + GAP, rect.width() - 2 * PAD_X, 0)
        small = self._look.font("small")
        foot.setHeight(QFontMetrics(small).height())
        painter.setFont(small)
        painter.setPen(theme.colour("soft"))
        shown = QFontMetrics(small).elidedText(second_line(found), Qt.TextElideMode.ElideRight, foot.width())
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _words(self, found: Statement, rect: QRect) -> Paragraph:
        font = self._look.font("quote", serif=True)
        return Paragraph(found.text, font, rect.width() - 2 * PAD_X, lines=LINES, leading=1.12)


class MemberDelegate(QStyledItemDelegate):
    """Paints annotations beside a line of time: the date, the mark of the kind, the words, who said them and where."""

    def __init__(self, look: Look, parent: QObject | None = None):
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the width that is offered and the height the row then takes."""
        row, width = index.data(RECORD), option.rect.width()
        if not isinstance(row, Appearance):
            return QSize(width, HEAD)
        parts = self._parts(row, width)
        return QSize(width, 2 * PAD_Y + sum(part.height + GAP for part in parts if part.height) - GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a head or an annotation."""
        row = index.data(RECORD)
        painter.save()
        if isinstance(row, Section):
            self._paint_head(painter, option.rect, row)
        elif isinstance(row, Appearance):
            paint_row_ground(painter, option, self._look.theme)
            self._paint_time(painter, option.rect, row)
            y = float(option.rect.y() + PAD_Y)
            for part, colour in zip(self._parts(row, option.rect.width()), ("ink", "soft", "faint"), strict=True):
                if part.height:
                    part.paint(painter, option.rect.x() + WORDS, y, self._look.theme.colour(colour))
                    y += part.height + GAP
        painter.restore()

    def _parts(self, row: Appearance, width: int) -> tuple[Paragraph, Paragraph, Paragraph]:
        small, inner = self._look.font("small"), width - WORDS - PAD_X
        found = row.annotation
        return (
            Paragraph(found.quote, self._look.font("quote", serif=True), inner, lines=LINES, leading=1.12),
            Paragraph(sentence(found.chain, found.slots), small, inner, lines=2),
            Paragraph(joined((found.source_title, row.related)), small, inner, lines=1),
        )

    def _paint_time(self, painter: QPainter, rect: QRect, row: Appearance) -> None:
        """Paint the date, the line of time, and the mark on it."""
        theme = self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("edge"), 1, Qt.PenStyle.SolidLine if row.role else Qt.PenStyle.DashLine))
        x, y = rect.x() + LINE + 0.5, rect.y() + PAD_Y + 9.0
        painter.drawLine(QPointF(x, rect.y()), QPointF(x, y - MARK))
        painter.drawLine(QPointF(x, y + MARK), QPointF(x, rect.bottom()))
        paint_mark(painter, row.annotation.kind, QRectF(x - MARK / 2, y - MARK / 2, MARK, MARK), theme)
        date = QRect(rect.x() + DATE, rect.y() + PAD_Y, LINE - DATE - MARK - 6, 18)
        small = self._look.font("small")
        painter.setFont(small)
        painter.setPen(theme.colour("soft"))
        shown = QFontMetrics(small).elidedText(row.date or "undated", Qt.TextElideMode.ElideRight, date.width())
        painter.drawText(date, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_head(self, painter: QPainter, rect: QRect, head: Section) -> None:
        theme, small = self._look.theme, self._look.font("small", bold=True)
        painter.fillRect(rect, theme.colour("panel"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        painter.setFont(small)
        painter.setPen(theme.colour("oppose" if head.name.startswith("Contradicted") else "ink"))
        inner = rect.adjusted(DATE, 0, -PAD_X, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, head.name)
        painter.setFont(self._look.font("small"))
        painter.setPen(theme.colour("faint"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{head.annotations:,}")
