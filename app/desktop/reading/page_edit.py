# SPDX-License-Identifier: MIT
"""A page of text in a scroll area: opened, selected, moved about and dressed; what lies over the text comes on top.

Offsets here are code points of the canonical text and spans are half-open; the document inside counts UTF-16 units.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget
from shiboken6 import Shiboken

from app.desktop.reading.clipboard import plain_text
from app.desktop.reading.footing import TOP, Footing, Place
from app.desktop.reading.header import PageHeader
from app.desktop.reading.lazy_layout import LazyLayout
from app.desktop.reading.page import Page
from app.desktop.reading.style import PageStyle
from app.desktop.reading.typeset import Typesetter
from app.text.layout import HARD_BREAK, Layout
from database.records import Span

IDLE_EVERY = 8
IDLE_FOR = 0.004
PAUSE = 250
EMPTY = Layout("", ())


class PageEdit(QTextEdit):
    """A read-only page of one text."""

    selection_changed = Signal()
    place_changed = Signal()
    """The reader has moved."""
    leaving = Signal()
    """The page is about to jump; the reader is still where he was."""
    view_moved = Signal()
    """Other blocks may be in view than before, whoever moved them there."""
    zoom_asked = Signal(int)
    """The reader turned the wheel with Ctrl held: 1 for larger, -1 for smaller letters."""

    def __init__(self, style: PageStyle | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._types = Typesetter(style or PageStyle())
        self._document: QTextDocument | None = None
        self._idle = QTimer(self)
        self._idle.setInterval(IDLE_EVERY)
        self._idle.timeout.connect(self._on_idle)
        self._set_up()
        self._dress()
        self._open(Page("", EMPTY), None)
        self.selectionChanged.connect(self.selection_changed)

    def _set_up(self) -> None:
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Text of the source")

    # Properties

    @property
    def text(self) -> str:
        """The canonical text on the page; empty when no source is open."""
        return self._layout.page.text

    @property
    def layout_of_text(self) -> Layout:
        """The layout of the text on the page."""
        return self._layout.page.layout

    @property
    def page_layout(self) -> LazyLayout:
        """What sets and paints the page."""
        return self._layout

    @property
    def footing(self) -> Footing:
        """What holds the reader's place."""
        return self._footing

    @property
    def style_of_page(self) -> PageStyle:
        """The style the page is shown in."""
        return self._types.style

    @property
    def head_room(self) -> int:
        """The space above a heading that stands at the top of the window, in pixels."""
        return 2 * self._types.em

    # Opening and closing

    def load(self, text: str, layout: Layout, header: PageHeader | None = None) -> None:
        """Show a text from its beginning. A layout that is not of this text is not used: plain paragraphs are shown."""
        self._open(Page(text, layout), header)
        self._idle.start()

    def clear_page(self) -> None:
        """Show nothing."""
        self._idle.stop()
        self._open(Page("", EMPTY), None)

    def _open(self, page: Page, header: PageHeader | None) -> None:
        before, document = self._document, QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setDefaultFont(self._types.body)
        self._layout = LazyLayout(document, page, header, self._types, self.viewport().width())
        document.setDocumentLayout(self._layout)
        document.setPlainText(page.shown())
        self._footing = Footing(self.verticalScrollBar(), self._layout)
        with self._footing.held():
            self.setDocument(document)
        self._document = document
        if before is not None:
            # Qt deletes only the document it made itself; left to Python, this one would go at some odd moment
            Shiboken.delete(before)
        self._footing.go(0)
        self._refresh()

    # Selection

    def selection(self) -> Span | None:
        """Return the selected span without the white space at its ends; None where nothing else is selected."""
        start, end = self.raw_selection()
        chosen = self.text[start:end]
        start += len(chosen) - len(chosen.lstrip())
        end = start + len(chosen.strip())
        return (start, end) if start < end else None

    def raw_selection(self) -> Span:
        """Return the selected span as it is; empty, at the caret, where nothing is selected."""
        cursor, utf16 = self.textCursor(), self._layout.page.utf16
        return utf16.to_code_point(cursor.selectionStart()), utf16.to_code_point(cursor.selectionEnd())

    def select(self, start: int, end: int) -> None:
        """Select a span, cut to the text; the page does not move."""
        utf16, length = self._layout.page.utf16, len(self.text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(utf16.to_utf16(min(max(0, start), length)))
        cursor.setPosition(utf16.to_utf16(min(max(0, end), length)), QTextCursor.MoveMode.KeepAnchor)
        self.put_cursor(cursor)

    def put_cursor(self, cursor: QTextCursor) -> None:
        """Take over a caret and selection; the page does not move."""
        with self._footing.held():
            value = self.verticalScrollBar().value()
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(value)

    def caret(self) -> int:
        """Return the offset of the caret."""
        return self._layout.page.utf16.to_code_point(self.textCursor().position())

    # Moving

    def reveal(self, start: int, end: int | None = None, *, select: bool = False, margin: int | None = None) -> None:
        """Scroll so that the line of ``start`` stands ``margin`` pixels (a quarter of the window) below the edge.

        A span that is in view already, clear of both edges, is left where it is, so that stepping through
        neighbours does not make the page jump. ``select`` selects the span as well.
        """
        end = start if end is None else end
        if not self.in_view(start, end) or margin is not None:
            self.leaving.emit()
            above = self.viewport().height() // 4 if margin is None else margin
            at = self._layout.line_at(self._position(start))
            self._footing.cover_above(at.number, above)
            self._footing.go(round(self._layout.top(at.number) + at.line.y()) - above)
            self._refresh()
            self.place_changed.emit()
        if select:
            self.select(start, end)

    def in_view(self, start: int, end: int) -> bool:
        """Tell whether a span is in view as a whole, a line clear of both edges."""
        height, clear = self.viewport().height(), 2 * self._types.em
        first, last = self.rect_of(start), self.rect_of(max(start, end - 1))
        return first.top() >= clear and last.bottom() <= height - clear

    def rect_of(self, offset: int) -> QRect:
        """Return where the line of an offset stands in the viewport, over the whole column."""
        at = self._layout.line_at(self._position(offset))
        y = round(at.y - self.verticalScrollBar().value())
        return QRect(self._layout.left, y, self._layout.setter.width, round(at.line.height()))

    def span_rect(self, start: int, end: int) -> QRect:
        """Return where a span stands in the viewport: from its first letter to its last, over all of its lines."""
        cursor, found = QTextCursor(self.document()), QRect()
        for offset in (start, end):
            cursor.setPosition(self._position(offset))
            found = found.united(self.cursorRect(cursor))
        return found

    def place(self) -> Place:
        """Return where the reader is; as two numbers it can be kept and given back in another session."""
        return self._footing.place()

    def restore_place(self, place: tuple[int, float] = TOP) -> None:
        """Go to where a reader was, whatever the window's size and the style were then."""
        self._footing.put(Place(*place))
        self._refresh()

    # Style

    def set_style(self, style: PageStyle) -> None:
        """Show the page in another style at once; the line at the top stays there."""
        place = self.place()
        self._types = Typesetter(style)
        with self._footing.held():
            self._dress()
            self._layout.arrange(self.viewport().width(), self._types)
            self._footing.put(place)
        self._idle.start()
        self._refresh()

    def _dress(self) -> None:
        style, palette, roles = self._types.style, self.palette(), QPalette.ColorRole
        for role, colour in (
            (roles.Base, style.paper),
            (roles.Text, style.ink),
            (roles.Highlight, style.selection),
            (roles.HighlightedText, style.selection_ink),
        ):
            palette.setColor(role, QColor(colour))  # in every group: a selection stays when the form has the focus
        self.setPalette(palette)
        self.setFont(self._types.body)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line at the top."""
        place = self.place()
        with self._footing.held():
            super().resizeEvent(event)
            if self._layout.arrange(self.viewport().width()):
                self._idle.start()
            self._layout.unsettled = True
            self._footing.put(place)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Set what is to be painted first, where the reader was: Qt scrolls to the caret when a page is first shown."""
        place = self.place()
        with self._footing.held():
            super().showEvent(event)
            self._footing.put(place)
        self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Set the blocks in view, then paint."""
        self._footing.prepare(self.viewport().height())
        super().paintEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Set what comes into view; hold the place where heights turn out other than guessed."""
        if not self._footing.busy:
            if self._idle.isActive():
                self._idle.start(PAUSE)  # measuring waits until the reader does
            self._footing.follow(dy, self.viewport().height())
            self.view_moved.emit()
            self.place_changed.emit()
        super().scrollContentsBy(dx, dy)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ask for larger or smaller letters with Ctrl held; else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the page's own font, whatever font the program takes on."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.document().defaultFont() != self._types.body:
            self.document().setDefaultFont(self._types.body)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the canonical text itself: no-break spaces stay, a hard break becomes a line feed."""
        start, end = self.raw_selection()
        return plain_text(self.text[start:end].replace(HARD_BREAK, "\n"))

    # Pictures

    def pictures_in_view(self) -> list[str]:
        """Return the targets of the pictures in view, as far as the original may hold them."""
        top, album = self.verticalScrollBar().value(), self._layout.album
        first, _ = self._layout.find(top)
        last, _ = self._layout.find(top + self.viewport().height())
        return [
            target for number in range(first, last + 1) if number in album.blocks for target in album.targets(number)
        ]

    def show_picture(self, target: str, image: QImage) -> None:
        """Show a picture of the text; the line at the top stays there."""
        self._layout.show_picture(target, image)
        self._footing.settle()
        self._refresh()

    # Helpers

    @Slot()
    def _on_idle(self) -> None:
        self._idle.setInterval(IDLE_EVERY)
        if not self._layout.refine(IDLE_FOR):
            self._idle.stop()
        self._footing.settle()

    def _on_page(self, point: QPointF | QPoint) -> QPointF:
        return QPointF(point.x(), point.y() + self.verticalScrollBar().value())

    def _position(self, offset: int) -> int:
        return self._layout.page.utf16.to_utf16(min(max(0, offset), len(self.text)))

    def _refresh(self) -> None:
        """Set what is in view and paint it again."""
        self._footing.prepare(self.viewport().height())
        self.view_moved.emit()
        self.viewport().update()

    def masthead_gone(self) -> bool:
        """Tell whether the head of the page has been scrolled out of sight."""
        return bool(self.text) and self.verticalScrollBar().value() >= self._layout.head

    def seen(self) -> Span:
        """Return the span of the blocks in view."""
        page, top = self._layout.page, self.verticalScrollBar().value()
        first, _ = self._layout.find(top)
        last, _ = self._layout.find(top + self.viewport().height())
        return page.starts[first], page.starts[last] + page.layout.lengths[last]
