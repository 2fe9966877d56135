# SPDX-License-Identifier: MIT
"""How an annotation shows in a list across sources: the quotation, then who said it and where."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF, QTextCharFormat
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.attribution import Piece, pieces
from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import MARK, Format, Paragraph, paint_mark, paint_row_ground, utf16
from app.desktop.models.roles import RECORD, Index
from database.records import Annotation

PAD_X, PAD_Y, GAP = 16, 10, 4
BOX = 16
LINES = 2
TITLE_SHARE, BETWEEN = 0.42, 16


class RowLayout:
    """The parts of one row laid out to a width: the quotation, and below it who said it and, at the right, where."""

    def __init__(self, annotation: Annotation, look: Appearance, width: int, names: Collection[str]):
        serif, small = look.font("quote", serif=True), look.font("small")
        self.quote = Paragraph(annotation.quote, serif, width, lines=LINES, leading=1.12)
        words = pieces(annotation.chain, annotation.slots)
        wanted = QFontMetrics(small).horizontalAdvance(annotation.source_title) + 1
        self.title_width = min(wanted, round(width * TITLE_SHARE) if words else width)
        chain = "".join(text for text, _ in words)
        rest = width - self.title_width - BETWEEN
        self.chain = Paragraph(chain, small, rest, lines=1, formats=_formats(words, chain, look, names))
        self.title = Paragraph(annotation.source_title, small, self.title_width, lines=1)

    @property
    def height(self) -> int:
        """The height of the row."""
        return 2 * PAD_Y + self.quote.height + GAP + self.title.height


class AnnotationRowDelegate(QStyledItemDelegate):
    """Paints annotations as rows; a row that can be ticked has a box. ``names`` are set off where they stand."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance
        self.names: Collection[str] = ()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the width that is offered and the height the row then takes."""
        annotation = index.data(RECORD)
        if not isinstance(annotation, Annotation):
            return QSize(option.rect.width(), 0)
        inner = self._inner(option.rect, index)
        return QSize(option.rect.width(), RowLayout(annotation, self._look, inner.width(), self.names).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        annotation = index.data(RECORD)
        if not isinstance(annotation, Annotation):
            return
        painter.save()
        paint_row_ground(painter, option, self._look.theme)
        if _ticks(index):
            self._paint_box(painter, option.rect, ticked=index.data(Qt.ItemDataRole.CheckStateRole))
        inner = self._inner(option.rect, index)
        parts = RowLayout(annotation, self._look, inner.width(), self.names)
        mark = QRectF(inner.x() - MARK - 10, inner.y() + 4, MARK, MARK)
        paint_mark(painter, annotation.kind, mark, self._look.theme)
        parts.quote.paint(painter, inner.x(), inner.y(), self._look.theme.colour("ink"))
        foot = inner.y() + parts.quote.height + GAP
        if parts.chain.height:
            parts.chain.paint(painter, inner.x(), foot, self._look.theme.colour("soft"))
        left = inner.right() + 1 - parts.title_width if parts.chain.height else inner.x()
        parts.title.paint(painter, left, foot, self._look.theme.colour("faint"))
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, _option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tick a row by a click on it or by Space."""
        if not _ticks(index):
            return False
        click = (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
        )
        space = (
            event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        )
        if not click and not space:
            return False
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        other = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, other, int(Qt.ItemDataRole.CheckStateRole))

    def _inner(self, rect: QRect, index: Index) -> QRect:
        left = PAD_X + MARK + 10 + (BOX + 10 if _ticks(index) else 0)
        return rect.adjusted(left, PAD_Y, -PAD_X, -PAD_Y)

    def _paint_box(self, painter: QPainter, rect: QRect, *, ticked: object) -> None:
        theme = self._look.theme
        box = QRectF(rect.x() + PAD_X, rect.y() + PAD_Y + 1, BOX, BOX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        there = ticked == Qt.CheckState.Checked
        painter.setPen(QPen(theme.colour("accent" if there else "edge"), 1))
        painter.setBrush(theme.colour("accent" if there else "paper"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if there:
            painter.setPen(QPen(theme.colour("accent_ink"), 1.8))
            x, y = box.center().x(), box.center().y()
            painter.drawPolyline(QPolygonF([QPointF(x - 4, y), QPointF(x - 1, y + 3), QPointF(x + 4, y - 3)]))


def _ticks(index: Index) -> bool:
    return bool(index.flags() & Qt.ItemFlag.ItemIsUserCheckable)


def _formats(words: tuple[Piece, ...], chain: str, look: Appearance, names: Collection[str]) -> list[Format]:
    """Return the formats that set off the strong pieces of a chain, and the names that are looked for."""
    made, place = [], 0
    for text, heavy in words:
        if heavy:
            made.append(_stretch(place, text, look, "ink"))
        place += utf16(text)
    for name in names:
        at = chain.find(name) if name else -1
        while at >= 0:
            made.append(_stretch(utf16(chain[:at]), name, look, "accent"))
            at = chain.find(name, at + len(name))
    return made


def _stretch(place: int, text: str, look: Appearance, colour: str) -> Format:
    made = Format()
    made.start, made.length = place, utf16(text)
    style = QTextCharFormat()
    style.setForeground(look.theme.colour(colour))
    style.setFontWeight(QFont.Weight.DemiBold)
    made.format = style
    return made
