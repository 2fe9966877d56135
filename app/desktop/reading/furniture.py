# SPDX-License-Identifier: MIT
"""What is painted around the words of a block: bars, rules, bullets, grounds of code, lines of tables, page numbers."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextLayout

from app.desktop.reading.lines import Setter
from app.desktop.reading.page import Page
from app.desktop.reading.typeset import Typesetter
from app.text.layout import Block, Kind

BAR = 3
LABEL_EDGE, LABEL_GAP = 4, 0.4
"""What is clear at both sides of a page's number where there is no more room: pixels, and sizes of a letter."""
WIDEST_LABEL = 4
"""The room a page's number gets at most, in sizes of a letter."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a block stands on the page: its top left corner, the column's width and its height, in pixels.

    ``gap`` is the space above the block, which is a part of its height; ``room`` is the margin beside the column.
    """

    x: int
    y: int
    width: int
    height: int
    gap: int
    room: int

    @property
    def body(self) -> QRectF:
        """The block without the space above it."""
        return QRectF(self.x, self.y + self.gap, self.width, self.height - self.gap)


class Furniture:
    """Paints what surrounds the words of one page's blocks."""

    def __init__(self, setter: Setter) -> None:
        self._setter = setter
        self._page = setter.page
        self._types = setter.types
        style = setter.types.style
        self._line, self._soft, self._faint = QColor(style.line), QColor(style.soft), QColor(style.faint)
        self._code, self._ink = QColor(style.code_bg), QColor(style.ink)
        self._labels = dict(self._page.layout.pages)

    def draw(self, painter: QPainter, number: int, block: Block, frame: Frame, lines: QTextLayout) -> None:
        """Paint the furniture of one block."""
        mirrored = self._page.right_to_left(block)
        if block.quote:
            self._draw_bars(painter, number, block, frame, mirrored)
        if block.kind == Kind.CODE:
            self._draw_ground(painter, block, frame, mirrored)
        elif block.kind == Kind.RULE:
            painter.fillRect(
                QRectF(frame.x + frame.width * 3 // 8, frame.body.center().y() // 1, frame.width // 4, 1), self._line
            )
        elif block.cells:
            self._draw_row(painter, number, block, frame)
        if block.marker and lines.lineCount():
            self._draw_marker(painter, block, frame, lines, mirrored)
        if number in self._labels:
            self._draw_label(painter, frame, lines, self._labels[number])

    def _draw_bars(self, painter: QPainter, number: int, block: Block, frame: Frame, mirrored: bool) -> None:
        """Paint a bar a level of quotation, on through the gap where the quotation goes on."""
        quoted = self._page.layout.quotes.get(number - 1, 0)
        if quoted and self._page.right_to_left(self._page.block(number - 1)) != mirrored:
            quoted = 0
        for level in range(block.quote):
            joined = quoted > level
            top = frame.y if joined else frame.y + frame.gap
            inset = level * self._types.quote_indent
            x = frame.x + frame.width - inset - BAR if mirrored else frame.x + inset
            painter.fillRect(QRectF(x, top, BAR, frame.y + frame.height - top), self._line)

    def _draw_ground(self, painter: QPainter, block: Block, frame: Frame, mirrored: bool) -> None:
        inset = self._types.indent(block, frame.width) - self._types.setting(block).pad
        ground = frame.body.adjusted(0 if mirrored else inset, 0, -inset if mirrored else 0, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._code)
        painter.drawRoundedRect(ground, 4, 4)

    def _draw_row(self, painter: QPainter, number: int, block: Block, frame: Frame) -> None:
        """Paint hairlines below the row, above the first, and a stronger one below the header."""
        left, width = self._setter.box(block)
        body = QRectF(frame.x + left, frame.body.top(), width, frame.body.height())
        kinds = self._page.layout.kinds
        header = block.kind == Kind.HEADER_ROW
        if header:
            painter.fillRect(body, self._code)
        if number == 0 or Kind(kinds[number - 1]) not in (Kind.ROW, Kind.HEADER_ROW) or header:
            painter.fillRect(QRectF(body.left(), body.top(), width, 1), self._line)
        painter.fillRect(QRectF(body.left(), body.bottom() - 1, width, 1), self._faint if header else self._line)

    def _draw_marker(self, painter: QPainter, block: Block, frame: Frame, lines: QTextLayout, mirrored: bool) -> None:
        """Paint a bullet as a round dot, anything else as text, right-aligned before the words."""
        first = lines.lineAt(0)
        baseline = frame.y + first.y() + first.ascent()
        left, width = self._setter.box(block)
        em, font = self._types.em, self._types.setting(block).font
        if block.marker in "•-*+◦":
            radius = max(2, round(em * 0.14))
            x = frame.x + (left + width + em * 0.6 if mirrored else left - em * 0.6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ink if block.level <= 1 else self._soft)
            painter.drawEllipse(QPointF(x, baseline - em * 0.29), radius, radius)
            return
        advance = QFontMetricsF(font).horizontalAdvance(block.marker)
        x = frame.x + (left + width + em * 0.4 if mirrored else left - em * 0.4 - advance)
        painter.setFont(font)
        painter.setPen(self._soft)
        painter.drawText(QPointF(round(x), baseline), block.marker)

    def _draw_label(self, painter: QPainter, frame: Frame, lines: QTextLayout, label: str) -> None:
        """Paint the number of a page in the left margin, where that page begins."""
        if not lines.lineCount():
            return
        metrics, em = QFontMetricsF(self._types.sans), self._types.em
        shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, em * WIDEST_LABEL)
        x = max(LABEL_EDGE, frame.x - em - metrics.horizontalAdvance(shown))
        first = lines.lineAt(0)
        painter.setFont(self._types.sans)
        painter.setPen(self._faint)
        painter.drawText(QPointF(round(x), frame.y + first.y() + first.ascent()), shown)


def label_room(page: Page, types: Typesetter) -> int:
    """Return how wide the left margin has to be for the numbers of the pages; 0 for a text without pages."""
    longest = max((label for _, label in page.layout.pages), key=len, default="")
    if not longest:
        return 0
    advance = QFontMetricsF(types.sans).horizontalAdvance(longest)
    return ceil(min(advance, types.em * WIDEST_LABEL) + types.em * LABEL_GAP) + LABEL_EDGE
