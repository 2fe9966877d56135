# SPDX-License-Identifier: MIT
"""Prints a report from HTML to PDF: ``python -m app.desktop.pdf REPORT.html REPORT.pdf``.

It is a program of its own because the command line does not load Qt. The HTML comes in parts, each a document of its
own that goes on where the one before it ended; one is in memory at a time. They are set twice: once to learn on which
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
    QTextDocument,
)

from app.desktop import fonts
from app.desktop.pdf_parts import Part, Place, Setter

DPI = 96
"""The document is laid out in CSS pixels and scaled to the paper."""

MARGINS = QMarginsF(26, 24, 26, 24)
"""Left, top, right and bottom, in millimetres."""

FOOTER = 34
"""The height below the text that is kept for the number of the page, in pixels."""

PART = "<!--part-->\n"
"""The line between two parts."""

_MARK = re.compile(r"<!--page:(\d+)-->")


class Parts:
    """The parts of a report in a file, which is read anew each time they are gone through."""

    def __init__(self, path: Path):
        self._path = path

    def __iter__(self) -> Iterator[str]:
        lines: list[str] = []
        with self._path.open(encoding="utf-8") as stream:
            for line in stream:
                if line == PART:
                    yield "".join(lines)
                    lines.clear()
                else:
                    lines.append(line)
        yield "".join(lines)


def main(arguments: list[str]) -> int:
    """Print one report and return the exit status."""
    source, target = map(Path, arguments)
    application = QGuiApplication.instance() or QGuiApplication(arguments[:1])
    families = fonts.install()
    print_report(Parts(source), target, families)
    application.quit()
    return 0


def print_report(parts: Iterable[str], target: Path, families: fonts.Families) -> int:
    """Print a report to a PDF and return how many pages it has. Needs a QGuiApplication.

    Args:
        parts: documents of HTML, which can be gone through twice.
        target: the file to write.
        families: the fonts.
    """
    writer = QPdfWriter(str(target))
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, MARGINS))
    writer.setPageLayout(_in_millimetres(writer.pageLayout()))
    writer.setResolution(600)
    writer.setCreator("Postil")
    scale = writer.resolution() / DPI
    setter = Setter(QSizeF(writer.width() / scale, writer.height() / scale - FOOTER), families)
    plan = _Plan(parts, setter)
    writer.setTitle(plan.title)
    sheets = _Sheets(writer, setter.size, scale, families)
    for html, place, breaks in zip(parts, plan.places, plan.breaks, strict=True):
        sheets.paint(setter.set_again(_numbered(html, plan.headings), place, breaks))
    sheets.end()
    return sheets.count


class _Plan:
    """Where each part begins and is broken, and on which page each heading lies: what setting a report once tells."""

    def __init__(self, parts: Iterable[str], setter: Setter):
        self.title = ""
        self.headings: dict[int, int] = {}
        self.places: list[Place] = []
        self.breaks: list[tuple[int, ...]] = []
        place = Place()
        for html in parts:
            part = setter.set(_numbered(html, {}), place)
            self.title = self.title or part.document.metaInformation(QTextDocument.MetaInformation.DocumentTitle)
            self.headings.update(part.headings())
            self.places.append(place)
            self.breaks.append(part.breaks)
            place = part.end


class _Sheets:
    """Paints parts onto the pages of a PDF."""

    def __init__(self, writer: QPdfWriter, size: QSizeF, scale: float, families: fonts.Families):
        self.count = 0
        self._size = size
        self._writer = writer
        self._footer = QFont(families.sans)
        self._footer.setPixelSize(11)
        self._painter = QPainter(writer)
        self._painter.scale(scale, scale)

    def paint(self, part: Part) -> None:
        """Paint a part, from the page on which it begins."""
        size, last = self._size, part.end
        for page in range(part.place.page, last.page + bool(last.taken)):
            if page >= self.count:
                self._begin()
            self._paint(part.document, QRectF(QPointF(0, (page - part.place.page) * size.height()), size))

    def end(self) -> None:
        """Finish the last page and the file."""
        self._finish()
        self._painter.end()

    def _begin(self) -> None:
        if self.count:
            self._finish()
            self._writer.newPage()
        self.count += 1

    def _finish(self) -> None:
        """Put the number of the page at its foot."""
        self._painter.setFont(self._footer)
        self._painter.setPen(QColor("#676d77"))
        below = QRectF(0, self._size.height(), self._size.width(), FOOTER)
        align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        self._painter.drawText(below, align, str(self.count))

    def _paint(self, document: QTextDocument, view: QRectF) -> None:
        self._painter.save()
        self._painter.translate(0, -view.top())
        self._painter.setClipRect(view)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = view.adjusted(0, 1, 0, -1)  # a line of the next page touches this one
        document.documentLayout().draw(self._painter, context)
        self._painter.restore()


def _in_millimetres(layout: QPageLayout) -> QPageLayout:
    return QPageLayout(layout.pageSize(), layout.orientation(), MARGINS, QPageLayout.Unit.Millimeter)


def _numbered(html: str, pages: dict[int, int]) -> str:
    """Return HTML with the pages of headings in the contents."""

    def number(found: re.Match[str]) -> str:
        return str(pages.get(int(found[1]), "000"))

    return _MARK.sub(number, html)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
