# SPDX-License-Identifier: MIT
"""Sets the parts of a report one after another, each from where the one before it ends on its page.

One document of a whole report would take memory for every passage of it. Qt cannot begin a document in the middle of a
page, so an empty line stands for what is taken of the page already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument, QTextFormat, QTextOption
from PySide6.QtGui import QTextTable as Table

from app.desktop import pages
from app.desktop.fonts import Families
from app.desktop.pages import Stretch

ANCHOR = "group"
"""What the names of headings begin with; their number follows."""

LEAST = 4.0
"""What is left of a page when nothing more is put there, in pixels."""

_ROW_END = 4.0
"""From the last line of a row to the end of its table: padding and spacing."""

_SPACING = 2.0
"""The spacing of rows: a table that goes on with another one lays its own over it."""

_STYLE = """
body {{ color: #20242b; }}
.title {{ font-family: '{serif}'; font-size: 22pt; font-weight: 600; margin: 0 0 6px 0; }}
.about {{ color: #525964; font-size: 9pt; margin: 0 0 6px 0; }}
.tally {{ margin: 0 0 2px 0; }}
p.contents {{ font-weight: 600; margin: 18px 0 4px 0; }}
table.contents td {{ padding: 2px 0; }}
td.count {{ color: #525964; }}
h1 {{ font-family: '{serif}'; font-size: 15pt; font-weight: 600; margin: 28px 0 4px 0; }}
.kind {{ font-size: 9pt; font-weight: 600; margin: 14px 0 2px 0; }}
.claim {{ color: #96600f; }} .recommendation {{ color: #1f6a44; }} .passage {{ color: #55488c; }}
.status {{ color: #676d77; font-weight: 400; }}
.quote {{ font-family: '{serif}'; font-size: 11pt; margin: 0 0 4px 18px; }}
.said {{ margin: 0 0 2px 18px; }}
.detail {{ color: #525964; font-size: 8.5pt; margin: 0 0 1px 18px; }}
.note {{ margin: 3px 0 2px 18px; font-size: 9pt; }} .note p {{ margin: 2px 0 2px 0; }}
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part begins: its page, from 0, and how much of that page is taken, in pixels.

    The margin below what ended there is not told: that above a heading or a passage is larger, and the larger counts.
    """

    page: int = 0
    taken: float = 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is set: its document, where it begins, and the blocks before which a page was made to begin."""

    document: QTextDocument
    place: Place
    breaks: tuple[int, ...]

    @property
    def end(self) -> Place:
        """Where the next part begins."""
        height = self.document.pageSize().height()
        page, taken = divmod(_bottom(self.document), height)
        if height - taken < LEAST:
            return Place(self.place.page + int(page) + 1)
        return Place(self.place.page + int(page), taken)

    def headings(self) -> dict[int, int]:
        """Return on which page each heading lies, from 1."""
        height = self.document.pageSize().height()
        layout = self.document.documentLayout()
        return {
            int(name.removeprefix(ANCHOR)): self.place.page + int(layout.blockBoundingRect(block).top() // height) + 1
            for block in _blocks(self.document)
            for name in anchors(block)
        }


class Setter:
    """Sets parts on pages of one size."""

    def __init__(self, size: QSizeF, families: Families):
        self.size = size
        self._families = families

    def set(self, html: str, place: Place) -> Part:
        """Return a part cut into pages, with passages whole where they are not long."""
        document = self._document(html, place)
        document.setTextWidth(self.size.width())
        breaks = list(pages.breaks(list(_stretches(document)), self.size.height()))
        _break(document, breaks)
        document.setPageSize(self.size)
        return Part(document, place, (*breaks, *_keep_together(document)))

    def set_again(self, html: str, place: Place, breaks: Iterable[int]) -> Part:
        """Return a part whose breaks are known."""
        document = self._document(html, place)
        _break(document, breaks)
        document.setPageSize(self.size)
        document.pageCount()
        return Part(document, place, tuple(breaks))

    def _document(self, html: str, place: Place) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(0)
        font = QFont([self._families.sans, self._families.serif])
        font.setPointSizeF(9.5)
        document.setDefaultFont(font)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setDefaultStyleSheet(_STYLE.format(serif=self._families.serif.replace("'", "")))
        document.setHtml(html)
        if place != Place():
            _space(document, place)
        return document


def anchors(block: QTextBlock) -> list[str]:
    """Return the names of headings that begin in a block."""
    return [name for name in names(block) if name.startswith(ANCHOR)]


def names(block: QTextBlock) -> list[str]:
    """Return the names of what begins in a block: headings, and the kinds of passages."""
    found: list[str] = []
    part = block.begin()
    while not part.atEnd():
        found += part.fragment().charFormat().anchorNames()
        part += 1
    return found


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _space(document: QTextDocument, place: Place) -> None:
    """Put an empty line before everything, as high as what is taken of the page; it may be of no height.

    Without it, the margin above the first block would not count.
    """
    table = document.rootFrame().childFrames()
    begins = bool(table) and table[0].firstPosition() <= 1
    shape = QTextBlockFormat()
    shape.setLineHeight(place.taken - (_SPACING if begins else 0), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.insertBlock()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.setBlockFormat(shape)
    cursor.endEditBlock()


def _bottom(document: QTextDocument) -> float:
    """Return where a document ends; after a table Qt keeps a block of its own, which is not counted."""
    layout, last = document.documentLayout(), document.lastBlock()
    frames = document.rootFrame().childFrames()
    table = frames[-1] if frames else None
    if isinstance(table, Table) and table.lastPosition() + 1 == last.position() and last.length() == 1:
        cells = [table.cellAt(table.rows() - 1, column) for column in range(table.columns())]
        ends = [layout.blockBoundingRect(cell.lastCursorPosition().block()).bottom() for cell in cells]
        return max(ends) + _ROW_END
    return layout.blockBoundingRect(last).bottom()


def _stretches(document: QTextDocument) -> Iterator[Stretch]:
    """Yield headings and passages with their heights, of a document that is one long page."""
    layout = document.documentLayout()
    number, start, heading, margin = -1, 0.0, False, 0.0
    lines: list[tuple[float, float]] = []
    for block in _blocks(document):
        top = layout.blockBoundingRect(block).top()
        if names(block):
            yield Stretch(number, top - start, heading, margin, lines)
            number, start, heading, lines = block.blockNumber(), top, bool(anchors(block)), []
            margin = block.blockFormat().topMargin()
        lines += [(y - start, y - start + height) for y, height in _lines(block, top)]
    yield Stretch(number, lines[-1][1] if lines else 0.0, heading, margin, lines)


def _lines(block: QTextBlock, top: float) -> Iterator[tuple[float, float]]:
    """Yield where each line of a block lies, and how high it is."""
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        yield top + line.y(), line.height()


def _break(document: QTextDocument, numbers: Iterable[int]) -> None:
    """Begin a page before each of these blocks."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for number in numbers:
        cursor.setPosition(document.findBlockByNumber(number).position())
        shape = cursor.blockFormat()
        shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        cursor.setBlockFormat(shape)
    cursor.endEditBlock()


def _keep_together(document: QTextDocument) -> Iterator[int]:
    """Begin a page before a heading or a kind that would stand alone at the foot of one, and yield each such block."""
    height = document.pageSize().height()
    layout = document.documentLayout()
    document.pageCount()  # the layout is lazy: this finishes it, and blocks have no place before
    for block in _blocks(document):
        following = block.next()
        if following.isValid() and names(block):
            top = layout.blockBoundingRect(block).top() // height
            below = layout.blockBoundingRect(following)
            line = following.layout().lineAt(0).height() if following.layout().lineCount() else 0
            if (below.top() + line) // height > top:
                _break(document, [block.blockNumber()])
                document.markContentsDirty(0, document.characterCount())  # what Qt sets anew by itself can go wrong
                document.pageCount()
                yield block.blockNumber()
