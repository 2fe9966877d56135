# SPDX-License-Identifier: MIT
"""The reading view: one source's text as a page, to be read, selected, searched and annotated.

Offsets are code points of the canonical text and spans are half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.desktop.reading.handles import Grip, grip_at
from app.desktop.reading.header import PageHeader
from app.desktop.reading.highlights import Highlight
from app.desktop.reading.hits import Hits
from app.desktop.reading.keyboard import MOVES, caret_into_view, press, show_head
from app.desktop.reading.page_edit import PageEdit
from app.desktop.reading.ruler import WIDTH as RULER_WIDTH
from app.desktop.reading.ruler import Ruler
from app.desktop.reading.style import PageStyle
from app.desktop.reading.word import word_at
from app.text.layout import Inline, Layout, Style
from database.records import Span

CLICK = 4
"""Pixels the mouse may move between press and release of a click."""
PULL_MS = 50
"""How often the page moves while an end is held beyond its edge: each time as far as the mouse is away from it."""


TURNS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}


class ReadingView(PageEdit):
    """A page with annotations and search hits. It reports what the reader does; it changes nothing itself."""

    highlight_clicked = Signal(object)
    """A list of annotation uids: those under the mouse or, on Enter, at the caret; the shortest first."""
    link_activated = Signal(str)
    note_asked = Signal(str)
    """The label of a footnote whose figure was clicked, or at the caret on Enter."""
    inline_hovered = Signal(object, object)
    """The mouse rests on a link or on the figure of a note: the inline span, and the point of the screen."""
    span_moved = Signal(str, object, object)
    """The uid of an annotation, one of its spans, and the span its reader has dragged it to."""
    turned = Signal(int)
    """A button at the side of the mouse was pressed: -1 for back, 1 for forward."""
    hover_asked = Signal(object, object)
    """The mouse rests: the uids of the annotations under it, and the point of the screen."""

    def __init__(self, style: PageStyle | None = None, parent: QWidget | None = None) -> None:
        self._pressed: QPoint | None = None
        self._grip: Grip | None = None
        self._held_at = QPointF()
        self._adjustable = False
        self._asked_at = QRect()
        super().__init__(style, parent)
        self._pull = QTimer(self)
        self._pull.setInterval(PULL_MS)
        self._pull.timeout.connect(self._on_pull)
        self._ruler = Ruler(self._types.style, self)
        self._ruler.asked.connect(self._on_ruler_asked)
        self.view_moved.connect(self._on_view_moved)
        self.setViewportMargins(0, 0, RULER_WIDTH, 0)

    @property
    def asked_at(self) -> QRect:
        """Where on the screen highlights were asked for last, by click or by key."""
        return self._asked_at

    @property
    def ruler(self) -> Ruler:
        """The overview beside the scroll bar."""
        return self._ruler

    def set_style(self, style: PageStyle) -> None:
        """Show the page in another style at once; the line at the top stays there."""
        super().set_style(style)
        self._ruler.set_style(style)

    def load(self, text: str, layout: Layout, header: PageHeader | None = None) -> None:
        """Show a text from its beginning, with no highlights. A layout of another text is not used."""
        self.drop_grip()
        super().load(text, layout, header)
        self._layout.overlays.adjustable = self._adjustable
        self._ruler.set_length(len(text))
        self._on_view_moved()

    def clear_page(self) -> None:
        """Show nothing."""
        super().clear_page()
        self._ruler.set_length(0)

    # Highlights and hits

    def set_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Show these highlights and no others. Those that lie outside the text are left out."""
        given = list(highlights)
        index = self._layout.overlays.highlights
        index.replace_all(given)
        index.current = next((h.uid for h in given if h.current), None)
        self._ruler.set_highlights(index)
        self.viewport().update()

    def put_highlight(self, *parts: Highlight) -> None:
        """Add annotations, or show them as they are now: give every span of an annotation in one call."""
        index = self._layout.overlays.highlights
        uids = {part.uid for part in parts}
        before = [_ticks(index.of(uid)) for uid in uids]
        touched = index.put(parts)
        index.current = next((part.uid for part in parts if part.current), index.current)
        if not any(before):
            for part in (part for uid in uids for part in index.of(uid)):
                self._ruler.add_highlight(part)
        elif before != [_ticks(index.of(uid)) for uid in uids]:
            self._ruler.set_highlights(index)
        self._repaint_blocks(touched)

    def drop_highlight(self, uid: str) -> None:
        """Take an annotation off the page; one that is not there is no error."""
        index = self._layout.overlays.highlights
        touched = index.drop(uid)
        if touched:
            self._ruler.set_highlights(index)
            self._repaint_blocks(touched)

    def set_current(self, uid: str | None, slots: Sequence[Span] = ()) -> None:
        """Bring out one annotation, and with it the spans of its parts; None for no annotation."""
        overlays = self._layout.overlays
        touched = overlays.highlights.blocks_of(overlays.highlights.current) | overlays.highlights.blocks_of(uid)
        touched |= self._blocks_of(overlays.slots.spans) | self._blocks_of(slots)
        overlays.highlights.current = uid
        overlays.slots = Hits(slots)
        self._repaint_blocks(touched)

    def set_hits(self, spans: Sequence[Span], active: int = -1) -> None:
        """Mark what a search has found; ``active`` is the number of the span that is looked at."""
        hits = self._layout.overlays.hits = Hits(spans, active)
        self._ruler.set_hits(start for start, _ in hits.spans)
        self.viewport().update()

    def set_adjustable(self, adjustable: bool) -> None:
        """Say whether the spans of the current annotation can be made longer and shorter."""
        self._adjustable = self._layout.overlays.adjustable = adjustable
        self.viewport().update()

    def highlights_at(self, offset: int) -> list[str]:
        """Return the annotations over a code point, the shortest first."""
        return self._layout.overlays.highlights.at(offset)

    def highlights_under(self, point: QPointF | QPoint) -> list[str]:
        """Return the annotations at a point of the viewport: under the words there, or of the mark there."""
        at = self._on_page(point)
        mark = self._layout.mark_at(at)
        if mark is not None:
            return list(dict.fromkeys(highlight.uid for highlight in mark.highlights))
        offset = self.offset_under(point)
        return [] if offset is None else self.highlights_at(offset)

    def offset_under(self, point: QPointF | QPoint) -> int | None:
        """Return the offset of the character at a point of the viewport; None where there is none."""
        position = self._layout.hitTest(self._on_page(point), Qt.HitTestAccuracy.ExactHit)
        return None if position < 0 else self._layout.page.utf16.to_code_point(position)

    def link_at(self, offset: int) -> str:
        """Return the target of the link, or the label of the footnote, at an offset; nothing where there is none."""
        inline = self._inline_at(offset)
        return inline.target if inline is not None else ""

    def _inline_at(self, offset: int) -> Inline | None:
        page = self._layout.page
        block = page.block(page.layout.block_at(offset))
        inside = offset - block.start
        links = (inline for inline in block.inlines if inline.style & (Style.LINK | Style.NOTE))
        return next((inline for inline in links if inline.start <= inside < inline.end), None)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line at the top, and the ruler beside the page."""
        super().resizeEvent(event)
        area = self.viewport().geometry()
        self._ruler.setGeometry(area.right() + 1, area.top(), RULER_WIDTH, area.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret, or follow what it stands on; see ``keyboard``."""
        if not press(self, event):
            super().keyPressEvent(event)
            self._footing.prepare(self.viewport().height())
            if event.key() in MOVES:
                show_head(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Bring the caret into view when the page is reached by key."""
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            caret_into_view(self)
        super().focusInEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell where the mouse rests."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            offset = self.offset_under(event.pos())
            inline = self._inline_at(offset) if offset is not None else None
            if inline is not None:
                self.inline_hovered.emit(inline, event.globalPos())
            else:
                self.hover_asked.emit(self.highlights_under(event.pos()), event.globalPos())
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an end of the current annotation, or remember where a click began; go back or forward."""
        if event.button() in TURNS:
            self.turned.emit(TURNS[event.button()])
            return
        left = event.button() == Qt.MouseButton.LeftButton
        self._grip = self._grip_under(event.position()) if left else None
        if self._grip is not None:
            return
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of an end; or follow a link or report highlights, where the mouse was clicked."""
        if self._grip is not None:
            self._let_go()
            return
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        still = pressed is not None and (event.position().toPoint() - pressed).manhattanLength() < CLICK
        if still and not self.textCursor().hasSelection():
            self._clicked(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word under the mouse, without the quotation marks around it."""
        super().mouseDoubleClickEvent(event)
        offset = self.offset_under(event.position())
        word = word_at(self.text, offset) if offset is not None else None
        if word is not None and event.button() == Qt.MouseButton.LeftButton:
            self.select(*word)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the end that is held; or show a hand over what can be clicked."""
        if self._grip is not None:
            self._drag(event.position())
            return
        super().mouseMoveEvent(event)
        if not event.buttons():
            self.viewport().setCursor(self._cursor_over(event.position()))

    # Dragging an end

    def _grip_under(self, point: QPointF) -> Grip | None:
        return grip_at(self, self._layout.overlays.highlights, point) if self._adjustable else None

    def _drag(self, point: QPointF) -> None:
        """Move the end that is held to a point; beyond an edge, let the page come after it."""
        self._held_at = point
        if not self._beyond():
            self._pull.stop()
        elif not self._pull.isActive():
            self._pull.start()
        position = self._layout.hitTest(self._on_page(point), Qt.HitTestAccuracy.FuzzyHit)
        if self._grip is not None:
            self._show_grip(self._grip.moved(self._layout.page.utf16.to_code_point(position)))

    def _show_grip(self, grip: Grip) -> None:
        """Show the annotation as it would be."""
        before, self._grip = self._grip, grip
        held = before.now if before is not None else grip.span
        if held != grip.now:
            parts = self._layout.overlays.highlights.of(grip.uid)
            changed = (p._replace(start=grip.now[0], end=grip.now[1]) if (p.start, p.end) == held else p for p in parts)
            self.put_highlight(*changed)

    def _beyond(self) -> int:
        """Return how many pixels above the page (below 0) or under it the mouse is."""
        y = round(self._held_at.y())
        return min(0, y) + max(0, y - self.viewport().height())

    def _let_go(self) -> None:
        self._pull.stop()
        grip, self._grip = self._grip, None
        if grip is not None and grip.now != grip.span:
            self.span_moved.emit(grip.uid, grip.span, grip.now)

    def drop_grip(self) -> bool:
        """Put an end that is held back where it was; tell whether there was one."""
        grip = self._grip
        self._pull.stop()
        if grip is not None:
            self._show_grip(replace(grip, now=grip.span))
            self._grip = None
        return grip is not None

    # Slots and helpers

    @Slot()
    def _on_pull(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._beyond())
        self._drag(self._held_at)

    @Slot(object)
    def _on_ruler_asked(self, offset: int) -> None:
        self.reveal(offset, margin=self.viewport().height() // 3)

    def activate_at(self, offset: int) -> bool:
        """Follow the link or footnote at an offset, else report the highlights there; tell if there was anything."""
        caret = self.cursorRect()
        return self._activate(offset, QRect(caret.topLeft(), QSize(1, caret.height())))

    def _activate(self, offset: int, place: QRect) -> bool:
        inline, uids = self._inline_at(offset), self.highlights_at(offset)
        self._asked_at = QRect(self.viewport().mapToGlobal(place.topLeft()), place.size())
        if inline is not None and inline.style & Style.NOTE:
            self.note_asked.emit(inline.target)
        elif inline is not None:
            self.link_activated.emit(inline.target)
        elif uids:
            self.highlight_clicked.emit(uids)
        return bool(inline or uids)

    def _clicked(self, point: QPointF) -> None:
        offset, pitch = self.offset_under(point), self._types.pitch // 2
        place = QRect(point.toPoint() - QPoint(0, pitch), QSize(1, 2 * pitch))
        if offset is not None and self.link_at(offset):
            self._activate(offset, place)
            return
        uids = self.highlights_under(point)
        if uids:
            self._asked_at = QRect(self.viewport().mapToGlobal(place.topLeft()), place.size())
            self.highlight_clicked.emit(uids)

    def _cursor_over(self, point: QPointF) -> Qt.CursorShape:
        if self._grip_under(point) is not None:
            return Qt.CursorShape.SizeHorCursor
        offset = self.offset_under(point)
        if offset is not None:
            return Qt.CursorShape.PointingHandCursor if self.link_at(offset) else Qt.CursorShape.IBeamCursor
        marked = self._layout.mark_at(self._on_page(point)) is not None
        return Qt.CursorShape.PointingHandCursor if marked else Qt.CursorShape.IBeamCursor

    def _blocks_of(self, spans: Iterable[Span]) -> set[int]:
        at = self._layout.page.layout.block_at
        return {number for start, end in spans for number in range(at(start), at(max(start, end - 1)) + 1)}

    def _repaint_blocks(self, numbers: Iterable[int]) -> None:
        """Paint these blocks again, from margin to margin, as far as they are in view."""
        height, value = self.viewport().height(), self.verticalScrollBar().value()
        for number in numbers:
            top = self._layout.top(number) - value
            bottom = top + self._layout.heights[number]
            if top < height and bottom > 0:
                self.viewport().update(0, top, self.viewport().width(), bottom - top + self._types.em)

    @Slot()
    def _on_view_moved(self) -> None:
        self._ruler.set_seen(*self.seen())


def _ticks(highlights: Iterable[Highlight]) -> list[tuple[int, str]]:
    """Return what the overview shows of highlights."""
    return [(highlight.start, highlight.kind) for highlight in highlights]
