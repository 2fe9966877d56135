# SPDX-License-Identifier: MIT
"""Copying what is read, with where it is from."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from app.desktop.controllers.annotating import Annotating
from app.desktop.controllers.comparing import Comparing
from app.desktop.controllers.reading import Reading
from app.desktop.reading.clipboard import plain_text
from app.desktop.reading.view import ReadingView
from app.text.pages import pages_of
from database.records import Source, Span

ELLIPSIS = " … "


class Citing(QObject):
    """Copies quotations with their citation; ``said`` carries a word to the user."""

    said = Signal(str)

    def __init__(self, reading: Reading, annotating: Annotating, view: ReadingView, parent: QObject):
        super().__init__(parent)
        self._reading = reading
        self._annotating = annotating
        self._view = view
        self._comparing: Comparing | None = None

    def beside(self, comparing: Comparing) -> None:
        """Copy from the second page while that has the keys."""
        self._comparing = comparing

    @Slot()
    def copy(self) -> None:
        """Copy the selected words, or else those of the current annotation, with their citation."""
        view, source, spans = self._second() or (self._view, self._reading.source, self._spans())
        if source is None or not spans:
            self.said.emit("Select the words to copy first")
            return
        quote = ELLIPSIS.join(" ".join(view.text[start:end].split()) for start, end in spans)
        pages = pages_of(view.layout_of_text, spans)
        QGuiApplication.clipboard().setMimeData(plain_text(quotation(quote, source, pages)))
        self.said.emit("Copied with its citation")

    def _second(self) -> tuple[ReadingView, Source | None, list[Span]] | None:
        """Return what to copy from the second page; None while the keys are elsewhere."""
        comparing = self._comparing
        if comparing is None or comparing.page is None or not comparing.in_second:
            return None
        chosen = comparing.page.view.selection()
        return comparing.page.view, comparing.source, [chosen] if chosen is not None else []

    def _spans(self) -> list[Span]:
        chosen, current = self._view.selection(), self._annotating.current
        if chosen is not None:
            return [chosen]
        return [(span.start, span.end) for span in current.spans] if current is not None else []


def quotation(quote: str, source: Source, pages: str) -> str:
    """Return a quotation with author, title, publication, date and page in brackets."""
    from app.exchange.report import cited  # noqa: PLC0415  loaded when something is cited

    where = ", ".join(part for part in (cited(source), pages) if part)
    return f"“{quote}” ({where})" if where else f"“{quote}”"
