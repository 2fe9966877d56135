# SPDX-License-Identifier: MIT
"""A document layout that sets only what is looked at.

Qt's own layout sets the whole document before it shows anything, which takes over a second for a book. This one
guesses the heights of all blocks, sets those that come into view, and corrects the others in idle moments. Because
it is a QAbstractTextDocumentLayout, selecting, copying, moving by keys and screen readers work as in any QTextEdit.
"""

from __future__ import annotations

from collections import OrderedDict
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QImage,
    QPainter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
)

from app.desktop.reading.album import Album
from app.desktop.reading.furniture import Frame, label_room
from app.desktop.reading.header import PageHeader
from app.desktop.reading.heights import Heights
from app.desktop.reading.lines import Setter
from app.desktop.reading.marks import Mark, margin_width
from app.desktop.reading.masthead import Masthead
from app.desktop.reading.page import Page
from app.desktop.reading.painting import Overlays, PagePainter, Selected
from app.desktop.reading.typeset import Typesetter

KEPT = 400
"""Set blocks kept at most; a set block costs some kilobytes."""
NEAR = 60
NARROWEST_COLUMN = 120


class At(NamedTuple):
    """A line of the page: the number of its block, where that begins in pixels of the page, and the line in it."""

    number: int
    top: int
    line: QTextLine

    @property
    def y(self) -> float:
        """Where the line stands, in pixels of the page."""
        return self.top + self.line.y()


class LazyLayout(QAbstractTextDocumentLayout):
    """Sets and paints the blocks of one page. All places are whole pixels of the document.

    ``unsettled`` is raised whenever a height turns out other than guessed: what lies below has moved, and whoever
    scrolls the page has to make up for it.
    """

    def __init__(
        self, document: QTextDocument, page: Page, header: PageHeader | None, types: Typesetter, paper: int
    ) -> None:
        super().__init__(document)
        # Asking Qt for the document would make this object its owner in Python's eyes, and the garbage collector
        # would one day delete a document that is in use
        self._document = document
        self.page = page
        self.album = Album(page)
        self.overlays = Overlays(page.starts, len(page.text))
        self.unsettled = False
        self._header = header
        self._types = types
        self._set: OrderedDict[int, None] = OrderedDict()
        self._fit(paper)

    # Geometry

    def arrange(self, paper: int, types: Typesetter | None = None) -> bool:
        """Fit the column to paper of this width, in a new style if one is given; tell whether lines break anew."""
        before = self.setter
        self._types = types or self._types
        self._fit(paper)
        return self.setter is not before

    def _fit(self, paper: int) -> None:
        em, self._paper = self._types.em, paper
        left = max(min(round(em * 1.6), paper // 8), label_room(self.page, self._types))
        right = margin_width(self._types, paper)
        width = max(NARROWEST_COLUMN, min(self._types.column, paper - left - right))
        self.left = max(left, min((paper - width) // 2, paper - width - right))
        setter: Setter | None = getattr(self, "setter", None)
        if setter is None or setter.width != width or setter.types is not self._types:
            self._begin(width)

    def _begin(self, width: int) -> None:
        """Forget all lines and guess every height anew."""
        self._release(list(self._set))
        self.setter = Setter(self.page, self._types, width, self.album)
        self._masthead = Masthead(self.page, self._header, self._types, width)
        self._painter = PagePainter(self.setter, self.overlays)
        guesses = self.setter.guesses()
        guesses[0] += self._below(0)
        self.heights = Heights(guesses)
        self._exact = bytearray(len(guesses))
        self._next = 0
        self.unsettled = True
        em = self._types.em
        self.origin = round(em * 2.2) + (0 if self._masthead.below_heading else self._masthead.height)
        self._foot = round(em * 5)

    def top(self, number: int) -> int:
        """Return where a block begins; ``top(len(page))`` is the end of the text."""
        return self.origin + self.heights.top(number)

    def find(self, y: float) -> tuple[int, int]:
        """Return the block that covers a height of the page, and its top."""
        number, top = self.heights.find(max(0.0, y - self.origin))
        return number, self.origin + top

    @property
    def head(self) -> int:
        """Where the title and what stands under it ends: the source's own, or the first heading of the text."""
        return self.top(1) if self._masthead.below_heading else self.origin

    @property
    def height(self) -> int:
        """The height of the whole page."""
        return self.origin + self.heights.total + self._foot

    def ensure(self, number: int, block: QTextBlock | None = None) -> QTextBlock:
        """Set a block if it is not set yet; return it."""
        if block is None:
            block = self._document.findBlockByNumber(number)
        lines = block.layout()
        if number in self._set and lines.lineCount():
            self._set.move_to_end(number)
            return block
        lines.setCacheEnabled(True)
        self._correct(number, self.setter.fill(lines, number))
        self._painter.forget(number)
        self._set[number] = None
        if len(self._set) > KEPT:
            self._release([n for n in list(self._set)[: KEPT // 4] if abs(n - number) > NEAR])
        return block

    def show_picture(self, target: str, image: QImage) -> None:
        """Make room for a picture and show it."""
        for number in self.album.put(target, image):
            if number in self._set:
                self._release([number])
            self._correct(number, self.setter.measure(number))

    def refine(self, seconds: float) -> bool:
        """Measure more blocks for about this long; tell whether any are left."""
        until = perf_counter() + seconds
        number, last = self._next, len(self.page)
        while number < last:
            if not self._exact[number]:
                self._correct(number, self.setter.measure(number))
                if perf_counter() >= until:
                    break
            number += 1
        self._next = number
        return number < last

    def _correct(self, number: int, height: int) -> None:
        self._exact[number] = 1
        if self.heights.change(number, height + self._below(number)):
            self.unsettled = True

    def _below(self, number: int) -> int:
        return self._masthead.height if number == 0 and self._masthead.below_heading else 0

    def _release(self, numbers: list[int]) -> None:
        """Let go of set blocks. Qt keeps a block's glyphs until it is set again without its cache."""
        for number in numbers:
            del self._set[number]
            self._painter.forget(number)
            lines = self._document.findBlockByNumber(number).layout()
            lines.setCacheEnabled(False)
            lines.clearFormats()
            lines.beginLayout()
            lines.endLayout()

    # Places

    def position(self, number: int) -> int:
        """Return the position in the document at which a block begins."""
        return self._document.findBlockByNumber(number).position()

    def line_at(self, position: int) -> At:
        """Return the line a position is in."""
        block = self._document.findBlock(position)
        number = max(0, block.blockNumber())
        block = self.ensure(number)
        lines = block.layout()
        line = lines.lineForTextPosition(max(0, position - block.position()))
        if not line.isValid():
            line = lines.lineAt(max(0, lines.lineCount() - 1))
        return At(number, self.top(number), line)

    def line_below(self, y: float) -> At:
        """Return the first line that ends below a height of the page."""
        number, top = self.find(y)
        while True:
            lines = self.ensure(number).layout()
            for n in range(lines.lineCount()):
                line = lines.lineAt(n)
                if top + line.y() + line.height() > y:
                    return At(number, top, line)
            if number + 1 == len(self.page):
                return At(number, top, lines.lineAt(lines.lineCount() - 1))
            top += self.heights[number]
            number += 1

    def marks(self, number: int) -> list[Mark]:
        """Return the marks beside a block, placed on the page."""
        frame = self._frame(number, self.top(number))
        return [mark.moved(frame.x + frame.width, frame.y) for mark in self._painter.marks(self.ensure(number), frame)]

    def mark_at(self, point: QPointF) -> Mark | None:
        """Return the mark in the margin under a point, with a few pixels of grace."""
        marks = self.marks(self.find(point.y())[0])
        return next((mark for mark in marks if mark.box.adjusted(-3, -4, 3, 4).contains(point)), None)

    # What Qt asks of a layout

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return where a block stands, setting it first."""
        number = block.blockNumber()
        if not block.isValid() or not 0 <= number < len(self.page):
            return QRectF()
        self.ensure(number, block)
        return QRectF(self.left, self.top(number), self.setter.width, self.heights[number])

    def documentChanged(self, _from: int, _removed: int, _added: int) -> None:
        """Do nothing: the text of a page never changes."""

    def documentSize(self) -> QSizeF:
        """Return the size of the page: as wide as the paper, so that it never scrolls sideways."""
        return QSizeF(max(1, self._paper), self.height)

    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:
        """Return the whole page: it has no other frames."""
        return QRectF(QPointF(0, 0), self.documentSize())

    def pageCount(self) -> int:
        """Return 1: the page is one long sheet."""
        return 1

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override]  # see below
        """Return the position under a point; for an exact hit outside any text, -1.

        The stubs let a caller pass whatever converts to a QPointF; Qt itself passes nothing else.
        """
        number, top = self.find(point.y())
        block = self.ensure(number)
        at = QPointF(point.x() - self.left, point.y() - top)
        line = _nearest(block.layout(), at, beside=bool(self.page.block(number).cells))
        if line is None:
            return block.position()
        if accuracy == Qt.HitTestAccuracy.ExactHit and not line.naturalTextRect().adjusted(-1, -4, 1, 4).contains(at):
            return -1
        between = QTextLine.CursorPosition.CursorBetweenCharacters
        on = QTextLine.CursorPosition.CursorOnCharacter
        unit = line.xToCursor(at.x(), on if accuracy == Qt.HitTestAccuracy.ExactHit else between)
        if unit == line.textStart() + line.textLength() and unit < block.length() - 1:
            unit = block.layout().previousCursorPosition(
                unit
            )  # the place after the last character of a line is the start of the next line
        return block.position() + unit

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Paint what the clip of the context covers."""
        clip = context.clip
        selected = [
            Selected(s.cursor.selectionStart(), s.cursor.selectionEnd(), QTextCharFormat(s.format))
            for s in context.selections
        ]
        caret = context.cursorPosition
        reach = self._types.em
        number, y = self.find(clip.top() - reach)
        if number == 0:
            self._draw_masthead(painter)
        block, last = self._document.findBlockByNumber(number), len(self.page)
        while number < last and y <= clip.bottom() + reach:
            self.ensure(number, block)
            frame = self._frame(number, y)
            self._painter.draw(painter, frame, block, clip, selected, caret)
            y += self.heights[number]
            number += 1
            block = block.next()

    def _frame(self, number: int, y: int) -> Frame:
        gap = self.setter.gap(number, self.page.block(number))
        height = self.heights[number]
        room = self._paper - self.left - self.setter.width
        return Frame(self.left, y, self.setter.width, height - self._below(number), gap, room)

    def _draw_masthead(self, painter: QPainter) -> None:
        if self._masthead.below_heading:
            self.ensure(0)
            self._masthead.draw(painter, self.left, self.top(1) - self._masthead.height)
        else:
            self._masthead.draw(painter, self.left, self.origin - self._masthead.height)


def _nearest(lines: QTextLayout, at: QPointF, *, beside: bool) -> QTextLine | None:
    """Return the line nearest to a point; where cells stand side by side, the column counts before the height."""
    best: tuple[float, float] | None = None
    found = None
    for number in range(lines.lineCount()):
        line = lines.lineAt(number)
        box = line.rect()
        down = max(box.top() - at.y(), at.y() - box.bottom(), 0.0)
        across = max(box.left() - at.x(), at.x() - box.right(), 0.0) if beside else 0.0
        if best is None or (across, down) < best:
            best, found = (across, down), line
    return found
