# SPDX-License-Identifier: MIT
"""Prints a report from HTML to PDF: ``python -m app.desktop.pdf REPORT.html REPORT.pdf``.

It is a program of its own because the command line does not load Qt. The report is set twice: once to learn on which
page each heading lands, and once with those numbers in the contents.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from app.desktop import fonts, pages
from app.desktop.pages import Stretch

DPI = 96
"""The document is laid out in CSS pixels and scaled to the paper."""

MARGINS = QMarginsF(26, 24, 26, 24)
"""Left, top, right and bottom, in millimetres."""

FOOTER = 34
"""The height below the text that is kept for the number of the page, in pixels."""

ANCHOR = "group"
"""What the names of headings begin with; their number follows."""

_MARK = re.compile(r"<!--page:(\d+)-->")
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


def main(arguments: list[str]) -> int:
    """Print one report and return the exit status."""
    source, target = map(Path, arguments)
    application = QGuiApplication.instance() or QGuiApplication(arguments[:1])
    families = fonts.install()
    print_report(source.read_text(encoding="utf-8"), target, families)
    application.quit()
    return 0


def print_report(html: str, target: Path, families: fonts.Families) -> int:
    """Print a report to a PDF and return how many pages it has. Needs a QGuiApplication."""
    writer = QPdfWriter(str(target))
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, MARGINS))
    writer.setPageLayout(_in_millimetres(writer.pageLayout()))
    writer.setResolution(600)
    writer.setCreator("Postil")
    scale = writer.resolution() / DPI
    size = QSizeF(writer.width() / scale, writer.height() / scale - FOOTER)
    first = _paged(_numbered(html, {}), size, families)
    document = _paged(_numbered(html, _pages(first)), size, families)
    writer.setTitle(document.metaInformation(QTextDocument.MetaInformation.DocumentTitle))
    _paint(document, writer, scale, families)
    return document.pageCount()


def _paged(html: str, size: QSizeF, families: fonts.Families) -> QTextDocument:
    """Return a report cut into pages, with passages whole where they are not long."""
    document = _document(html, size.width(), families)
    _break(document, pages.breaks(list(_stretches(document)), size.height()))
    document.setPageSize(size)
    _keep_together(document)
    return document


def _stretches(document: QTextDocument) -> Iterator[Stretch]:
    """Yield headings and passages with their heights, of a document that is one long page."""
    layout = document.documentLayout()
    starts, bottom = [], 0.0
    block = document.begin()
    while block.isValid():
        names = _names(block)
        if names:
            starts.append((block.blockNumber(), layout.blockBoundingRect(block).top(), bool(_anchors(block))))
        bottom = layout.blockBoundingRect(block).bottom()
        block = block.next()
    if not starts:
        return
    ends = [top for _, top, _ in starts[1:]] + [bottom]
    yield Stretch(-1, starts[0][1], heading=False)
    for (number, top, heading), end in zip(starts, ends, strict=True):
        yield Stretch(number, end - top, heading)


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


def _in_millimetres(layout: QPageLayout) -> QPageLayout:
    return QPageLayout(layout.pageSize(), layout.orientation(), MARGINS, QPageLayout.Unit.Millimeter)


def _document(html: str, width: float, families: fonts.Families) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    font = QFont([families.sans, families.serif])
    font.setPointSizeF(9.5)
    document.setDefaultFont(font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setDefaultStyleSheet(_STYLE.format(serif=families.serif.replace("'", "")))
    document.setHtml(html)
    document.setTextWidth(width)
    return document


def _numbered(html: str, pages: dict[int, int]) -> str:
    """Return a report with the pages of its headings in the contents."""

    def number(found: re.Match[str]) -> str:
        return str(pages.get(int(found[1]), "000"))

    return _MARK.sub(number, html)


def _pages(document: QTextDocument) -> dict[int, int]:
    """Return on which page each heading lies, from 1."""
    height = document.pageSize().height()
    layout = document.documentLayout()
    document.pageCount()
    pages: dict[int, int] = {}
    block = document.begin()
    while block.isValid():
        for name in _anchors(block):
            pages[int(name.removeprefix(ANCHOR))] = int(layout.blockBoundingRect(block).top() // height) + 1
        block = block.next()
    return pages


def _keep_together(document: QTextDocument) -> None:
    """Begin a new page before a heading or a kind that would stand alone at the foot of one: Qt cannot by itself."""
    height = document.pageSize().height()
    layout = document.documentLayout()
    document.pageCount()  # the layout is lazy: this finishes it, and blocks have no place before
    block = document.begin()
    while block.isValid():
        following = block.next()
        if following.isValid() and _names(block):
            top = layout.blockBoundingRect(block).top() // height
            below = layout.blockBoundingRect(following)
            line = following.layout().lineAt(0).height() if following.layout().lineCount() else 0
            if (below.top() + line) // height > top:
                cursor = QTextCursor(block)
                shape = block.blockFormat()
                shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                cursor.setBlockFormat(shape)
                document.pageCount()
        block = following


def _anchors(block: QTextBlock) -> list[str]:
    """Return the names of headings that begin in a block."""
    return [name for name in _names(block) if name.startswith(ANCHOR)]


def _names(block: QTextBlock) -> list[str]:
    """Return the names of what begins in a block: headings, and the kinds of passages."""
    names: list[str] = []
    part = block.begin()
    while not part.atEnd():
        names += part.fragment().charFormat().anchorNames()
        part += 1
    return names


def _paint(document: QTextDocument, writer: QPdfWriter, scale: float, families: fonts.Families) -> None:
    size = document.pageSize()
    painter = QPainter(writer)
    painter.scale(scale, scale)
    footer = QFont(families.sans)
    footer.setPixelSize(11)
    for page in range(document.pageCount()):
        if page:
            writer.newPage()
        painter.save()
        view = QRectF(QPointF(0, page * size.height()), size)
        painter.translate(0, -view.top())
        painter.setClipRect(view)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = view
        document.documentLayout().draw(painter, context)
        painter.restore()
        painter.setFont(footer)
        painter.setPen(QColor("#676d77"))
        below = QRectF(0, size.height(), size.width(), FOOTER)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, str(page + 1))
    painter.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
