# SPDX-License-Identifier: MIT
"""The typography of a page: which font, measure and space each kind of block gets.

All spaces are shares of the letters' size, so that the page keeps its proportions at any size.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QTextCharFormat, QTextOption

from app.desktop.reading.page import ROWS
from app.desktop.reading.style import PageStyle, blend
from app.text.layout import Block, Kind, Style

HEADING_SIZES = {1: 1.67, 2: 1.33, 3: 1.14, 4: 1.0, 5: 0.92, 6: 0.92}
HEADING_LINE = 1.28
HEADING_SPACE = {1: 2.4, 2: 2.0, 3: 1.6}
SMALLER = {Kind.CODE: 0.84, Kind.ROW: 0.9, Kind.HEADER_ROW: 0.78, Kind.NOTE: 0.86}
INLINE_CODE = 0.88
FALLBACKS = ("Noto Serif", "Noto Serif Hebrew", "PT Serif", "Times New Roman", "DejaVu Serif")
"""Where letters the page's own font lacks are looked for first; Qt would take any sans."""
TYPICAL = "The council will meet again in spring, though few of its members say what they expect of it. "
"""Ordinary words: their mean width is the character a column is measured in."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How one kind of block is set: line pitch, ascent and descent in whole pixels, and padding inside the block."""

    font: QFont
    pitch: int
    ascent: int
    descent: int
    pad: int
    format: QTextCharFormat | None
    """The format over the whole block; none where the document's own font is right."""

    @property
    def baseline(self) -> int:
        """How far below the top of its line the letters stand."""
        return (self.pitch - self.ascent - self.descent) // 2 + self.ascent


class Typesetter:
    """Fonts, formats and spaces for one style; made anew when the style changes."""

    def __init__(self, style: PageStyle) -> None:
        self.style = style
        self.body = QFont()
        self.body.setFamilies([style.serif, *FALLBACKS])
        self.body.setPointSizeF(style.size)
        self.sans = QFont(style.sans)
        self.sans.setPointSizeF(style.small_size)
        self.em = QFontInfo(self.body).pixelSize()
        self.character = QFontMetricsF(self.body).horizontalAdvance(TYPICAL) / len(TYPICAL)
        self.column = round(self.character * style.column)
        self.options = {False: _option(Qt.LayoutDirection.LeftToRight), True: _option(Qt.LayoutDirection.RightToLeft)}
        self._settings: dict[tuple[Kind, int], Setting] = {}
        self._formats: dict[tuple[Style, Kind, int], QTextCharFormat] = {}

    def setting(self, block: Block) -> Setting:
        """Return how a block is set."""
        key = (block.kind, block.level if block.kind == Kind.HEADING else 0)
        if key not in self._settings:
            self._settings[key] = self._make_setting(*key)
        return self._settings[key]

    def format(self, block: Block, style: Style) -> QTextCharFormat:
        """Return the format of an inline span in a block."""
        key = (style, block.kind, block.level if block.kind == Kind.HEADING else 0)
        if key not in self._formats:
            self._formats[key] = self._make_format(style, self.setting(block).font)
        return self._formats[key]

    def indent(self, block: Block, width: int) -> int:
        """Return how far a block is set in from the side it begins at."""
        deep = self.quote_indent * block.quote + self.list_indent * (0 if block.kind == Kind.HEADING else block.level)
        if block.kind == Kind.NOTE:
            deep += self.list_indent
        if block.kind == Kind.CODE:
            deep += self.setting(block).pad
        return min(deep, width * 3 // 5)

    @property
    def pitch(self) -> int:
        """The height of a line of ordinary text."""
        return self.setting(Block(Kind.PARAGRAPH, 0, 0)).pitch

    @property
    def list_indent(self) -> int:
        """How far each level of a list is set in."""
        return round(self.em * 1.25)

    @property
    def quote_indent(self) -> int:
        """How far each level of quotation is set in; its bar stands at the outer edge."""
        return round(self.em * 1.15)

    def gap(self, before: Kind | None, block: Block) -> int:
        """Return the space above a block, given the kind of the one before (None at the top of the page)."""
        return round(self.em * self._gap(before, block))

    def _gap(self, before: Kind | None, block: Block) -> float:
        kind = block.kind
        if before is None or (before in ROWS and kind == Kind.ROW):
            return 0.0
        if kind == Kind.HEADING:
            return HEADING_SPACE.get(block.level, 1.3) * (0.5 if before == Kind.HEADING else 1)
        if before == Kind.HEADING:
            return 0.55
        if before == kind and kind in (Kind.ITEM, Kind.NOTE):
            return 0.5
        return 1.0

    def _make_setting(self, kind: Kind, level: int) -> Setting:
        font = self._font(kind, level)
        metrics = QFontMetricsF(font)
        line = {Kind.HEADING: HEADING_LINE, Kind.CODE: 1.5}.get(kind, self.style.line_height)
        size = QFontInfo(font).pixelSize()
        ascent, descent = round(metrics.ascent()), round(metrics.descent())
        pad = round(self.em * {Kind.CODE: 0.7, Kind.ROW: 0.36, Kind.HEADER_ROW: 0.3}.get(kind, 0.0))
        whole = None
        if font != self.body or kind in (Kind.HEADER_ROW, Kind.NOTE):
            whole = QTextCharFormat()
            whole.setFont(font)
            if kind in (Kind.HEADER_ROW, Kind.NOTE):
                whole.setForeground(QColor(self.style.readable(self.style.soft)))
        return Setting(font, max(round(size * line), ascent + descent), ascent, descent, pad, whole)

    def _font(self, kind: Kind, level: int) -> QFont:
        font = QFont(self.body)
        if kind == Kind.HEADING:
            font.setPointSizeF(self.style.size * HEADING_SIZES.get(level, 1.0))
            font.setWeight(QFont.Weight.DemiBold)
        elif kind in SMALLER:
            if kind in (Kind.CODE, Kind.HEADER_ROW):
                font.setFamilies([self.style.mono if kind == Kind.CODE else self.style.sans])
            font.setPointSizeF(self.style.size * SMALLER[kind])
            font.setWeight(QFont.Weight.DemiBold if kind == Kind.HEADER_ROW else QFont.Weight.Normal)
        return font

    def _make_format(self, style: Style, font: QFont) -> QTextCharFormat:
        made = QTextCharFormat()
        if style & Style.BOLD:
            made.setFontWeight(QFont.Weight.Bold)
        if style & (Style.ITALIC | Style.IMAGE):
            made.setFontItalic(True)
        if style & Style.STRIKE:
            made.setFontStrikeOut(True)
        if style & Style.CODE:
            made.setFontFamilies([self.style.mono])
            made.setFontPointSize(font.pointSizeF() * INLINE_CODE)
            made.setBackground(QColor(self.style.code_bg))
        if style & Style.IMAGE:
            made.setForeground(QColor(self.style.readable(self.style.soft)))
        self._link(made, style)
        return made

    def _link(self, made: QTextCharFormat, style: Style) -> None:
        raised = style & (Style.RAISED | Style.NOTE)
        if raised or style & Style.LOWERED:
            alignment = QTextCharFormat.VerticalAlignment
            made.setVerticalAlignment(alignment.AlignSuperScript if raised else alignment.AlignSubScript)
        if style & (Style.LINK | Style.NOTE):
            made.setForeground(QColor(self.style.readable(self.style.accent)))
        if style & Style.LINK:
            made.setFontUnderline(True)
            made.setUnderlineColor(QColor(blend(self.style.paper, self.style.accent, 0.55)))


def _option(direction: Qt.LayoutDirection) -> QTextOption:
    """Return how lines are broken and from which side they are set.

    The direction is said outright: left to itself Qt asks the keyboard for that of an empty block, and sets a
    right-to-left paragraph from the left.
    """
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(direction)
    if direction == Qt.LayoutDirection.RightToLeft:
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    return option
