# SPDX-License-Identifier: MIT
"""How an answer to a search shows: the source, and its best passages with the hits marked."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import ELLIPSIS, Format, Paragraph, paint_ground, stretch, utf16
from app.desktop.models.results import Passage, ResultRow, annotations_words
from app.desktop.models.roles import RECORD, Index
from app.desktop.wording import joined, meta_line

PAD_X, PAD_Y, GAP = 16, 11, 4
PASSAGES, LINES = 2, 3
WIDE_PASSAGES, WIDE_LINES = 3, 2
META_GAP = 10
BLANKS = str.maketrans("\n\t\u2028", "\u2003  ")
"""Breaks in the canonical text, which a passage shows as spaces, wider where a block ends; lengths stay as they are."""


class ResultDelegate(QStyledItemDelegate):
    """Paints answers. In a ``wide`` list where a source appeared stands beside its title, not below it."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None, *, wide: bool = False):
        super().__init__(parent)
        self._look = appearance
        self._wide = wide

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the width that is offered and the height the passages then take."""
        row = index.data(RECORD)
        width = option.rect.width()
        if not isinstance(row, ResultRow):
            return QSize(width, 0)
        parts = self._paragraphs(row, width)
        return QSize(width, sum(part.height + GAP for part in parts) + self._meta_height(row) + 2 * PAD_Y)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint an answer."""
        row = index.data(RECORD)
        if not isinstance(row, ResultRow):
            return
        painter.save()
        theme, rect = self._look.theme, option.rect
        paint_ground(painter, option, theme, ("panel", "panel") if self._wide else ("paper", "hover"))
        x, y = rect.x() + PAD_X, rect.y() + PAD_Y
        title, *passages = self._paragraphs(row, rect.width())
        title.paint(painter, x, y, theme.colour("ink"))
        room = rect.width() - 2 * PAD_X
        if self._wide:
            beside = title.used + META_GAP
            self._paint_meta(painter, QRect(x + beside, y, room - beside, title.height), row)
        y += title.height
        line = QRect(x, y, room, self._meta_height(row))
        if not self._wide:
            self._paint_meta(painter, line, row)
        y += line.height() + GAP
        for passage in passages:
            passage.paint(painter, x, y, theme.colour("ink"))
            y += passage.height + GAP
        painter.restore()

    def passage_at(self, row: ResultRow, width: int, y: int) -> int:
        """Return which passage of an answer stands at a height below its top; the first where none does."""
        title, *passages = self._paragraphs(row, width)
        below = PAD_Y + title.height + self._meta_height(row) + GAP
        for number, passage in enumerate(passages):
            below += passage.height + GAP
            if y < below:
                return number
        return 0

    def _paint_meta(self, painter: QPainter, line: QRect, row: ResultRow) -> None:
        small = self._look.font("small")
        painter.setFont(small)
        painter.setPen(self._look.theme.colour("soft"))
        shown = QFontMetrics(small).elidedText(_meta(row), Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)

    def _meta_height(self, row: ResultRow) -> int:
        return QFontMetrics(self._look.font("small")).height() + 2 if _meta(row) and not self._wide else 0

    def _paragraphs(self, row: ResultRow, width: int) -> list[Paragraph]:
        inner = width - 2 * PAD_X
        beside = QFontMetrics(self._look.font("small")).horizontalAdvance(_meta(row)) + META_GAP
        room = inner - min(beside, inner // 2) if self._wide else inner
        title = Paragraph(row.source.title, self._look.font(bold=True), room, lines=1 if self._wide else 2)
        serif = self._look.font("quote", serif=True)
        shown = row.passages[: WIDE_PASSAGES if self._wide else PASSAGES]
        lines = WIDE_LINES if self._wide else LINES
        return [
            title,
            *(
                Paragraph(_shown(one), serif, inner, formats=self._marks(one), lines=lines, leading=1.12)
                for one in shown
            ),
        ]

    def _marks(self, passage: Passage) -> list[Format]:
        back = self._look.theme.colour("hit")
        shown, more = _shown(passage), len(ELLIPSIS) * passage.cut
        places = [(start + more, end + more) for start, end in passage.marks]
        return [stretch(utf16(shown[:start]), utf16(shown[start:end]), back=back) for start, end in places]


def _shown(passage: Passage) -> str:
    """Return a passage as it is painted, on one line."""
    return ELLIPSIS * passage.cut + passage.text.translate(BLANKS)


def _meta(row: ResultRow) -> str:
    return joined((meta_line(row.source), annotations_words(row)))
