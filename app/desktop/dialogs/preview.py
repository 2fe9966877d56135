# SPDX-License-Identifier: MIT
"""Shows the beginning of what an export would write: text, a table, pages, or a text as its reader sees it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QImage, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.desktop.appearance import Appearance
from app.desktop.models.rows import RowsModel
from app.desktop.widgets.parts import plain
from app.exchange.preview import Picture, Preview

WIDEST = 320
PAGE_GAP = 12
HTML_MARGIN = 14

_SHEET = """
.title {{ font-family: '{serif}'; font-size: {large}px; font-weight: 600; margin: 0 0 4px 0; }}
h2, h3, .heading {{ font-family: '{serif}'; font-size: {page}px; font-weight: 600; margin: 14px 0 2px 0; }}
p, li {{ font-family: '{serif}'; font-size: {text}px; margin: 4px 0; }}
.about, .detail {{ font-family: '{sans}'; font-size: {small}px; color: {soft}; margin: 0 0 2px 0; }}
.plain {{ font-family: '{sans}'; font-size: {small}px; margin: 0; }}
.kind {{ font-family: '{sans}'; font-size: {small}px; font-weight: 600; margin: 10px 0 0 0; }}
.said {{ font-family: '{sans}'; font-size: {small}px; margin: 0 0 2px 14px; }}
.detail {{ margin-left: 14px; }} .quote {{ margin: 2px 0 2px 14px; }}
.claim {{ background-color: {claim}; }} .recommendation {{ background-color: {recommendation}; }}
.passage {{ background-color: {passage}; }} .pageno {{ color: {faint}; }}
"""


class PreviewPane(QWidget):
    """One preview at a time, or words in its place."""

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._look = appearance
        self._stack = QStackedWidget(self)
        self._words = self._message()
        self._text = self._plain_text()
        self._rows = RowsModel(self)
        self._table = self._table_view()
        self._html = QTextBrowser(self)
        self._html.setOpenLinks(False)
        self._pages, self._sheets = self._scroll_area()
        for part in (self._words, self._text, self._table, self._html, self._pages):
            part.setAccessibleName("Preview")
            part.setToolTip("The beginning of what will be written")
            part.setObjectName("preview")
            self._stack.addWidget(part)
        self._note = QLabel(self)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setObjectName("small")
        self._note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._stack, 1)
        column.addWidget(self._note)
        self.say("")

    @property
    def words(self) -> str:
        """Everything on show, as text."""
        front = self._stack.currentWidget()
        if front is self._table:
            rows, columns = self._rows.rowCount(), self._rows.columnCount()
            return "\n".join(
                "\t".join(str(self._rows.index(row, column).data()) for column in range(columns)) for row in range(rows)
            )
        if front is self._text:
            return self._text.toPlainText()
        return self._html.toPlainText() if front is self._html else self._words.text()

    @property
    def pages(self) -> int:
        """How many pages are on show."""
        return self._sheets.count() if self._stack.currentWidget() is self._pages else 0

    def say(self, words: str) -> None:
        """Show words in the place of a preview."""
        self._words.setText(words)
        self._note.hide()
        self._stack.setCurrentWidget(self._words)

    def show_preview(self, shown: Preview) -> None:
        """Show the beginning of a file."""
        if shown.pages:
            self._show_pages(shown.pages)
        elif shown.rows:
            self._rows.show(shown.rows)
            self._table.resizeColumnsToContents()
            self._stack.setCurrentWidget(self._table)
        elif shown.html:
            self._html.document().setDefaultStyleSheet(self._sheet())
            self._html.setHtml(shown.html)
            self._html.document().setDocumentMargin(HTML_MARGIN)
            self._stack.setCurrentWidget(self._html)
        elif shown.text.strip():
            self._text.setPlainText(shown.text)
            self._stack.setCurrentWidget(self._text)
        else:
            self.say("The file would be empty.")
        self._note.setText(shown.note)
        self._note.setVisible(bool(shown.note))

    # Parts

    def _message(self) -> QLabel:
        made = QLabel(self)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setWordWrap(True)
        made.setMargin(24)
        made.setTextFormat(Qt.TextFormat.PlainText)
        return made

    def _plain_text(self) -> QPlainTextEdit:
        made = QPlainTextEdit(self)
        made.setReadOnly(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(self._look.theme.size("small"))
        made.setFont(font)
        made.setTabChangesFocus(True)
        return made

    def _table_view(self) -> QTableView:
        made = QTableView(self)
        made.setModel(self._rows)
        made.setShowGrid(False)
        made.setAlternatingRowColors(True)
        made.setFont(self._look.font("small"))
        made.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setWordWrap(False)
        made.setTabKeyNavigation(False)
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(24)
        made.horizontalHeader().setMaximumSectionSize(WIDEST)
        made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        made.horizontalHeader().setHighlightSections(False)
        return made

    def _scroll_area(self) -> tuple[QScrollArea, QVBoxLayout]:
        area, inner = QScrollArea(self), plain("bar", self)
        sheets = QVBoxLayout(inner)
        sheets.setSpacing(PAGE_GAP)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        return area, sheets

    def _show_pages(self, pages: tuple[Picture, ...]) -> None:
        while (item := self._sheets.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for number, page in enumerate(pages, 1):
            label = QLabel(self)
            label.setPixmap(_pixmap(page, self._look.theme.size("left") * 2, self.devicePixelRatioF()))
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setAccessibleName(f"Page {number}")
            self._sheets.addWidget(label)
        self._stack.setCurrentWidget(self._pages)
        self._pages.verticalScrollBar().setValue(0)

    def _sheet(self) -> str:
        theme, serif = self._look.theme, self._look.font(serif=True)
        return _SHEET.format(
            serif=serif.family(),
            sans=self._look.font().family(),
            large=theme.size("page") + 3,
            page=theme.size("page"),
            text=theme.size("text") + 1,
            small=theme.size("small"),
            soft=theme.hex("soft"),
            faint=theme.hex("faint"),
            claim=theme.hex("claim_back"),
            recommendation=theme.hex("recommendation_back"),
            passage=theme.hex("passage_back"),
        )


def _pixmap(page: Picture, width: int, ratio: float) -> QPixmap:
    """Return a page as wide as is wanted; smooth, since it is letters."""
    image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    scaled = image.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
    scaled.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(scaled)
