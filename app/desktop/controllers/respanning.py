# SPDX-License-Identifier: MIT
"""Where the current annotation lies: its ends moved by words or with the mouse, parts added and taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Slot

from app.desktop.controllers.annotating import Annotating, highlights
from app.desktop.controllers.session import Session
from app.desktop.panels.annotations import AnnotationsPanel
from app.desktop.reading.view import ReadingView
from app.text.passages import joined, nearest, replaced, trimmed, with_end, with_start
from database.records import Annotation, Span

FIRST = "Choose an annotation first"
LOST = "A part of this annotation has lost its place; see to it in Review first"


class Respanning(QObject):
    """Each change is one undo step."""

    def __init__(
        self, session: Session, annotating: Annotating, panel: AnnotationsPanel, view: ReadingView, parent: QObject
    ):
        super().__init__(parent)
        self._session = session
        self._annotating = annotating
        self._panel = panel
        self._view = view
        session.opened.connect(self._on_session)
        session.closed.connect(self._on_session)
        view.span_moved.connect(self._on_span_moved)

    # Commands

    @Slot()
    def add(self) -> None:
        """Make the selected words one more part of the current annotation."""
        found, span = self._current(), self._view.selection()
        if found is not None and span is None:
            self._say(f"Select the words to add to the {found.kind} first")
        elif found is not None and span is not None:
            self._set(found, joined([*_spans(found), span]), f"Add words to {found.kind}")
            self._view.select(span[1], span[1])

    @Slot()
    def drop(self) -> None:
        """Take the part at the caret away from the current annotation; its last part stays."""
        found = self._current()
        if found is not None and len(found.spans) == 1:
            self._say(f"The {found.kind} has one part only; X deletes it whole")
        elif found is not None:
            gone = nearest(_spans(found), self._view.caret())
            self._set(found, [span for span in _spans(found) if span != gone], f"Take words from {found.kind}")

    @Slot()
    def put(self) -> None:
        """Give the current annotation the selected words, in place of the part they touch or are nearest to."""
        found, span = self._current(), self._view.selection()
        if found is not None and span is None:
            self._say(f"Select the words the {found.kind} should have first")
        elif found is not None and span is not None:
            self._move(found, nearest(_spans(found), span[0]), span)
            self._view.select(span[1], span[1])

    @Slot()
    def end_later(self) -> None:
        """Let the current annotation end a word later."""
        self._nudge(with_end, 1)

    @Slot()
    def end_earlier(self) -> None:
        """Let the current annotation end a word earlier."""
        self._nudge(with_end, -1)

    @Slot()
    def start_later(self) -> None:
        """Let the current annotation begin a word later."""
        self._nudge(with_start, 1)

    @Slot()
    def start_earlier(self) -> None:
        """Let the current annotation begin a word earlier."""
        self._nudge(with_start, -1)

    # Parts

    def _current(self) -> Annotation | None:
        """Return the current annotation, or say why it cannot be put elsewhere."""
        found = self._annotating.current
        if found is None:
            self._say(FIRST)
        elif any(span.state == "orphan" for span in found.spans):
            self._say(LOST)
            return None
        return found

    def _nudge(self, moved: Callable[[str, Span, int], Span], step: int) -> None:
        found = self._current()
        if found is not None:
            span = nearest(_spans(found), self._view.caret())
            self._move(found, span, moved(self._view.text, span, step))

    def _move(self, found: Annotation, old: Span, new: Span) -> None:
        self._set(found, replaced(_spans(found), old, new), f"Adjust {found.kind}")

    def _set(self, found: Annotation, spans: Sequence[Span], label: str) -> None:
        if list(spans) != sorted(_spans(found)):
            self._panel.commit()
            self._session.required.edit(found.id, spans=spans, label=label)

    def _say(self, words: str) -> None:
        self._annotating.said.emit(words)

    # Slots

    @Slot(str, object, object)
    def _on_span_moved(self, uid: str, old: Span, new: Span) -> None:
        found = self._session.required.find_annotation(uid)
        if found is not None and old in _spans(found):
            self._view.put_highlight(*highlights(found))  # as it is, in case nothing comes of it
            self._move(found, old, trimmed(self._view.text, new))

    @Slot()
    def _on_session(self) -> None:
        self._view.set_adjustable(self._session.writable)


def _spans(annotation: Annotation) -> list[Span]:
    return [(span.start, span.end) for span in annotation.spans]
