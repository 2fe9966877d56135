# SPDX-License-Identifier: MIT
"""What the delegates share: marks, wrapped text and rows of chips."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.desktop.theme import Theme

MARK = 10
"""The side of a mark in pixels: a disc for a claim, a square for a recommendation, a diamond for a passage."""

STRIPE = 3
"""The width of the stripe beside a chosen row."""

ELLIPSIS = "…"

Format = QTextLayout.FormatRange


def paint_mark(painter: QPainter, kind: str, rect: QRectF, theme: Theme) -> None:
    """Paint the mark of a kind of annotation as the page's margin does; shape tells it apart as well as colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(kind))
    if kind == "claim":
        painter.drawEllipse(rect)
    elif kind == "recommendation":
        painter.drawRoundedRect(rect, 2, 2)
    else:
        middle = rect.center()
        corners = (rect.left(), middle.y()), (middle.x(), rect.top()), (rect.right(), middle.y())
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in (*corners, (middle.x(), rect.bottom()))]))
    painter.restore()


def mark_icon(kind: str, theme: Theme) -> QIcon:
    """Return the mark of a kind as an icon."""
    icon = QIcon()
    for scale in (1.0, 2.0):
        pixels = QPixmap(QSize(MARK, MARK) * scale)
        pixels.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixels)
        paint_mark(painter, kind, QRectF(0, 0, MARK * scale, MARK * scale), theme)
        painter.end()
        pixels.setDevicePixelRatio(scale)
        icon.addPixmap(pixels)
    return icon


def stretch(start: int, length: int, *, colour: QColor | None = None, back: QColor | None = None) -> Format:
    """Return a format for part of a text; ``start`` and ``length`` count UTF-16 units, as Qt does."""
    made = Format()
    made.start, made.length = start, length
    style = QTextCharFormat()
    if colour is not None:
        style.setForeground(colour)
    if back is not None:
        style.setBackground(back)
    made.format = style
    return made


def utf16(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


class Paragraph:
    """Text wrapped to a width, cut off with an ellipsis after so many lines."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: int,
        *,
        formats: Sequence[Format] = (),
        lines: int = 100,
        leading: float = 1.0,
    ):
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(list(formats))
        self._cut: QTextLayout | None = None
        self._font = font
        self._width = width
        self.height = self._lay_out(text, width, lines, leading)

    def paint(self, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        """Paint the lines with their top left corner at a point."""
        painter.setPen(colour)
        if self._cut is None:
            self._layout.draw(painter, QPointF(x, y))
            return
        count = self._layout.lineCount()
        for number in range(count - 1):
            self._layout.lineAt(number).draw(painter, QPointF(x, y))
        self._cut.draw(painter, QPointF(x, y + self._layout.lineAt(count - 1).y()))

    @property
    def used(self) -> int:
        """How wide the widest line is."""
        if self._cut:
            return self._width
        return round(
            max((self._layout.lineAt(n).naturalTextWidth() for n in range(self._layout.lineCount())), default=0)
        )

    def _lay_out(self, text: str, width: int, lines: int, leading: float) -> int:
        if not text:
            return 0
        height = 0.0
        self._layout.beginLayout()
        for _ in range(lines):
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height() * leading
        self._layout.endLayout()
        self._cut = self._rest(text, width)
        return round(height)

    def _rest(self, text: str, width: int) -> QTextLayout | None:
        """Return the last line with an ellipsis where the text goes on below it; else nothing."""
        count = self._layout.lineCount()
        if not count:
            return None
        last = self._layout.lineAt(count - 1)
        units = text.encode("utf-16-le")
        if last.textStart() + last.textLength() >= len(units) // 2:
            return None
        start = last.textStart() * 2
        words = units[start : start + (last.textLength() + 80) * 2].decode("utf-16-le", "ignore")
        shown = QFontMetrics(self._font).elidedText(words + ELLIPSIS, Qt.TextElideMode.ElideRight, width)
        return self._one_line(shown, last.textStart())

    def _one_line(self, words: str, start: int) -> QTextLayout:
        """Return words as one line, with the formats of the text they are cut from at ``start``."""
        made = QTextLayout(words, self._font)
        formats = []
        for known in self._layout.formats():
            first, end = max(0, known.start - start), known.start + known.length - start
            if end > 0:
                piece = Format()
                piece.start, piece.length, piece.format = first, end - first, known.format
                formats.append(piece)
        made.setFormats(formats)
        made.beginLayout()
        made.createLine()
        made.endLayout()
        return made


Chip = tuple[str, str, str]
"""A code, the stance towards it, and its colour, if it has one."""

SWATCH = 10
"""The side of the swatch of a code on its chip."""


class ChipRow:
    """Chips in as many rows as they need."""

    GAP = 6
    PAD = 9

    def __init__(self, chips: Iterable[Chip], font: QFont, width: int):
        self._font = font
        metrics = QFontMetrics(font)
        self._row = metrics.height() + 4
        self._placed: list[tuple[QRectF, str, str, str]] = []
        x, y = 0, 0
        for label, stance, colour in chips:
            sign = {"supports": "+ ", "opposes": "− "}.get(stance, "")
            shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, width - 2 * self.PAD - 16 - SWATCH)
            wide = metrics.horizontalAdvance(sign + shown) + 2 * self.PAD + (SWATCH + 5 if colour else 0)
            if x and x + wide > width:
                x, y = 0, y + self._row + self.GAP
            self._placed.append((QRectF(x, y, wide, self._row), sign, shown, colour))
            x += wide + self.GAP
        self.height = y + self._row if self._placed else 0

    def paint(self, painter: QPainter, x: float, y: float, theme: Theme) -> None:
        """Paint the chips with their top left corner at a point."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        metrics = QFontMetrics(self._font)
        for rect, sign, label, colour in self._placed:
            place = rect.translated(x, y)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("chip"))
            painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
            inner = place.adjusted(self.PAD, 0, 0, 0)
            if colour:
                paint_swatch(painter, QRectF(inner.x(), place.center().y() - SWATCH / 2, SWATCH, SWATCH), colour, theme)
                inner.adjust(SWATCH + 5, 0, 0, 0)
            if sign:
                painter.setPen(theme.colour("recommendation" if sign[0] == "+" else "oppose"))
                painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, sign)
                inner.adjust(metrics.horizontalAdvance(sign), 0, 0, 0)
            painter.setPen(theme.colour("soft"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, label)
        painter.restore()


def paint_swatch(painter: QPainter, rect: QRectF, colour: str, theme: Theme) -> None:
    """Paint the swatch of a code; a hollow one where it has no colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("edge"), 1))
    painter.setBrush(QColor(colour) if colour else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.restore()


def paint_focus(painter: QPainter, rect: QRectF, theme: Theme, radius: float) -> None:
    """Paint the accent ring that says where the keys go."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def paint_list_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme, *, line: bool = True) -> None:
    """Paint what lies behind a row of a list at the left: a hairline, if wanted, and whether the row is chosen."""
    paint_ground(painter, option, theme, ("paper", "hover"), line=line)


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """Paint what lies behind a row of a list on paper: a hairline under it, and whether it is chosen."""
    paint_ground(painter, option, theme, ("accent_soft", "hover"), stripe=False)


def paint_ground(
    painter: QPainter,
    option: QStyleOptionViewItem,
    theme: Theme,
    colours: tuple[str, str],
    *,
    stripe: bool = True,
    line: bool = True,
) -> None:
    """Paint what lies behind a row, in one colour where it is chosen and in another where the mouse is over it."""
    rect = option.rect
    chosen, near = colours
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, theme.colour(chosen))
        if stripe:
            painter.fillRect(QRect(rect.x(), rect.y(), STRIPE, rect.height()), theme.colour("accent"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.colour(near))
    if line:
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("line"))
    if option.state & QStyle.StateFlag.State_HasFocus:
        paint_focus(painter, QRectF(rect), theme, 0)
