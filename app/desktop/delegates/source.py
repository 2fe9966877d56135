# SPDX-License-Identifier: MIT
"""How a source shows in the list: its title, where it appeared, and what has been tagged in it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import MARK, paint_focus, paint_list_ground, paint_mark
from app.desktop.models.roles import RECORD, Index
from app.desktop.models.sources import SHARE, GroupRow, share_words
from app.desktop.wording import meta_line
from database.records import Source

PAD_X, PAD_Y = 16, 10
DOT = 7
HEAD, ARROW, COUNT = 32, 16, 44


class SourceDelegate(QStyledItemDelegate):
    """Paints a source in three lines of even height, and the head of a group in one."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance

    @property
    def height(self) -> int:
        """The height of every row."""
        text, small = QFontMetrics(self._look.font()), QFontMetrics(self._look.font("small"))
        return 2 * PAD_Y + text.height() + 2 * small.height() + 6

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return one size for every source, and one for every head of a group."""
        return QSize(0, HEAD if index.data(RECORD).__class__ is GroupRow else self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a source."""
        source = index.data(RECORD)
        if isinstance(source, GroupRow):
            self._paint_head(painter, option, source)
        if not isinstance(source, Source):
            return
        painter.save()
        paint_list_ground(painter, option, self._look.theme)
        inner = option.rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        self._paint_words(painter, inner, source)
        self._paint_share(painter, inner, index.data(SHARE))
        painter.restore()

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, head: GroupRow) -> None:
        """Paint the head of a group: an arrow, its name, and how many sources it has."""
        theme, rect = self._look.theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.colour("hover" if option.state & QStyle.StateFlag.State_MouseOver else "bar"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        painter.setPen(QPen(theme.colour("soft"), 1.5))
        x, y = rect.x() + PAD_X + 4.0, rect.center().y() + 0.5
        places = [(-2, -3.5), (2, 0), (-2, 3.5)] if head.folded else [(-3.5, -2), (0, 2), (3.5, -2)]
        painter.drawPolyline(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in places]))
        small = self._look.font("small", bold=True)
        painter.setPen(theme.colour("ink"))
        _line(painter, rect.adjusted(PAD_X + ARROW, 0, -PAD_X - COUNT, 0), head.name, small)
        painter.setFont(self._look.font("small"))
        painter.setPen(theme.colour("faint"))
        sides = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(0, 0, -PAD_X, 0), sides, f"{head.sources:,}")
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(rect), theme, 0)
        painter.restore()

    def _paint_share(self, painter: QPainter, rect: QRect, share: object) -> None:
        """Say at the right of the last line which part of the text is annotated."""
        if isinstance(share, float) and share:
            bold, small = QFontMetrics(self._look.font(bold=True)), QFontMetrics(self._look.font("small"))
            line = QRect(rect.x(), rect.y() + bold.height() + small.height() + 4, rect.width(), small.height())
            painter.setFont(self._look.font("small"))
            painter.setPen(self._look.theme.colour("faint"))
            sides = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(line, sides, share_words(share))

    def _paint_words(self, painter: QPainter, rect: QRect, source: Source) -> None:
        theme = self._look.theme
        bold, small = self._look.font(bold=True), self._look.font("small")
        line = QRect(rect.x(), rect.y(), rect.width(), QFontMetrics(bold).height())
        if not source.read:
            line = self._paint_unread(painter, line)
        _line(painter, line, source.title, bold)
        second = QRect(rect.x(), line.bottom() + 2, rect.width(), QFontMetrics(small).height())
        painter.setPen(theme.colour("soft"))
        _line(painter, second, meta_line(source), small)
        third = QRect(rect.x(), second.bottom() + 4, rect.width(), second.height())
        if source.annotations:
            self._paint_counts(painter, third, source)
        else:
            painter.setPen(theme.colour("faint"))
            _line(painter, third, "not tagged yet", small)

    def _paint_unread(self, painter: QPainter, line: QRect) -> QRect:
        theme = self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(QRectF(line.x(), line.center().y() - DOT / 2 + 1, DOT, DOT))
        painter.setPen(theme.colour("ink"))
        return line.adjusted(DOT + 7, 0, 0, 0)

    def _paint_counts(self, painter: QPainter, line: QRect, source: Source) -> None:
        small = self._look.font("small")
        metrics, x = QFontMetrics(small), line.x()
        painter.setFont(small)
        counts = {"claim": source.claims, "recommendation": source.recommendations, "passage": source.passages}
        for kind, count in counts.items():
            if count:
                mark = QRectF(x, line.center().y() - MARK / 2 + 1, MARK, MARK)
                paint_mark(painter, kind, mark, self._look.theme)
                painter.setPen(self._look.theme.colour("soft"))
                x += MARK + 5
                painter.drawText(QRect(x, line.y(), 80, line.height()), Qt.AlignmentFlag.AlignVCenter, f"{count:,}")
                x += metrics.horizontalAdvance(f"{count:,}") + 12


def _line(painter: QPainter, rect: QRect, words: str, font: QFont) -> None:
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
