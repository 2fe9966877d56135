# SPDX-License-Identifier: MIT
"""The title and the byline of a page. They are painted, never a part of the text: no offset counts them."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontInfo, QPainter, QTextLayout

from app.desktop.reading.header import PageHeader
from app.desktop.reading.page import Page, runs_right_to_left
from app.desktop.reading.typeset import HEADING_LINE, HEADING_SIZES, Typesetter
from app.text.layout import Kind

NOTHING = PageHeader()
BYLINE_LINE = 1.5


class Masthead:
    """Stands above the text; or, where the text begins with its own heading, the byline right under that.

    It stands at the right where its title runs from the right.
    """

    def __init__(self, page: Page, header: PageHeader | None, types: Typesetter, width: int) -> None:
        self._types = types
        self.below_heading = page.layout.kinds.startswith(Kind.HEADING)
        title = (header or NOTHING).title if not self.below_heading else ""
        self._mirrored = (
            runs_right_to_left(title) if title else self.below_heading and page.right_to_left(page.block(0))
        )
        byline = header.byline(len(page.text)) if header else ""
        em = types.em
        self._lines: list[tuple[QTextLayout, QColor]] = []
        y = round(em * 0.55) if self.below_heading and byline else 0
        if title:
            y = self._add(title, _title_font(types), HEADING_LINE, width, y, types.style.ink) + round(em * 0.55)
        if byline:
            y = self._add(byline, types.sans, BYLINE_LINE, width, y, types.style.soft)
        after = em * (0.45 if self.below_heading else 1.4)
        self.height = y + round(after) if y else 0

    def draw(self, painter: QPainter, x: int, y: int) -> None:
        """Paint the masthead with its upper left corner at this point."""
        for lines, colour in self._lines:
            painter.setPen(colour)
            lines.draw(painter, QPointF(x, y))

    def _add(self, text: str, font: QFont, pitch: float, width: int, y: int, colour: str) -> int:
        lines = QTextLayout(text, font)
        lines.setTextOption(self._types.options[self._mirrored])
        lines.beginLayout()
        line = lines.createLine()
        step = round(QFontInfo(font).pixelSize() * pitch)
        while line.isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y + round((step - line.height()) / 2)))
            y += step
            line = lines.createLine()
        lines.endLayout()
        self._lines.append((lines, QColor(colour)))
        return y


def _title_font(types: Typesetter) -> QFont:
    font = QFont(types.body)
    font.setPointSizeF(types.style.size * HEADING_SIZES[1])
    font.setWeight(QFont.Weight.DemiBold)
    return font
