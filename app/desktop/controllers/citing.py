# SPDX-License-Identifier: MIT
"""Copying what is read, with where it is from."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from app.desktop.controllers.annotating import Annotating
from app.desktop.controllers.pages import Pages
from app.desktop.controllers.shown_page import ShownPage
from app.desktop.reading.clipboard import plain_text
from app.text.pages import pages_of
from database.records import Source, Span

ELLIPSIS = " … "


class Citing(QObject):
    """Copies quotations with their citation; ``said`` carries a word to the user."""

    said = Signal(str)

    def __init__(self, pages: Pages, annotating: Annotating, parent: QObject):
        super().__init__(parent)
        self._pages = pages
        self._annotating = annotating

    @Slot()
    def copy(self) -> None:
        """Copy the selected words, or else those of the current annotation, with their citation."""
        page = self._pages.meant
        view, source, spans = page.view, page.source, self._spans(page)
        if source is None or not spans:
            self.said.emit("Select the words to copy first")
            return
        quote = ELLIPSIS.join(" ".join(view.text[start:end].split()) for start, end in spans)
        pages = pages_of(view.layout_of_text, spans)
        QGuiApplication.clipboard().setMimeData(plain_text(quotation(quote, source, pages)))
        self.said.emit("Copied with its citation")

    def _spans(self, page: ShownPage) -> list[Span]:
        chosen, current = page.view.selection(), self._annotating.current
        if chosen is not None:
            return [chosen]
        if page is not self._pages.first:
            return []  # nothing is current there
        return [(span.start, span.end) for span in current.spans] if current is not None else []


def quotation(quote: str, source: Source, pages: str) -> str:
    """Return a quotation with author, title, publication, date and page in brackets."""
    from app.exchange.report import cited  # noqa: PLC0415  loaded when something is cited

    where = ", ".join(part for part in (cited(source), pages) if part)
    return f"“{quote}” ({where})" if where else f"“{quote}”"
