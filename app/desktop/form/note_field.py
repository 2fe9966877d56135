# SPDX-License-Identifier: MIT
"""A note in Markdown: written as text, read as a page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.widgets.markdown import html_of

PAUSE_MS = 2000
"""How long a pause in typing is before the note is saved as it stands."""

MOST_LINES = 12


class NoteEdit(QPlainTextEdit):
    """A text field as high as its text, from one line up to a dozen."""

    left = Signal()

    def __init__(self, parent: QWidget | None):
        super().__init__(parent)
        self.setAccessibleName("Note")
        self.setPlaceholderText("Markdown")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)
        self.document().contentsChanged.connect(self._on_contents_changed)
        self._on_contents_changed()

    def sizeHint(self) -> QSize:
        """Return the height of the text."""
        line = self.fontMetrics().lineSpacing()
        lines = min(max(1, round(self.document().size().height())), MOST_LINES)
        return QSize(80, lines * line + 11)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where the text wraps otherwise."""
        super().resizeEvent(event)
        self._on_contents_changed()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the note was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Let the window have undo where there is nothing typed to undo, and Escape."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    @Slot()
    def _on_contents_changed(self) -> None:
        height = self.sizeHint().height()
        full = self.document().size().height() > MOST_LINES
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policies.ScrollBarAsNeeded if full else policies.ScrollBarAlwaysOff)
        if height != self.minimumHeight():
            self.setFixedHeight(height)
            self.updateGeometry()


class NoteField(QWidget):
    """The note and its preview; ``edited`` is emitted when the field is left, and after a pause in typing."""

    edited = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        parent: QWidget | None = None,
        *,
        name: str = "Note",
        tip: str = "A note on this annotation, in Markdown",
    ):
        super().__init__(parent)
        self._look = appearance
        self._saved = ""
        self._saving = False
        self._edit = NoteEdit(self)
        self._edit.setAccessibleName(name)
        self._edit.setToolTip(tip)
        self._page: QLabel | None = None
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._edit)
        self._toggle = self._make_toggle()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self._edit.textChanged.connect(self._on_text_changed)
        self._edit.left.connect(self.commit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setFocusProxy(self._edit)

    @property
    def toggle(self) -> QToolButton:
        """The button that turns the preview on and off; the form puts it where there is room."""
        return self._toggle

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Its parts in the order that Tab goes through them."""
        return (self._edit, self._toggle)

    @property
    def showing_page(self) -> bool:
        """Whether the note is shown as it reads."""
        return self._stack.currentIndex() == 1

    def text(self) -> str:
        """Return the note as it stands in the field."""
        return self._edit.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a note instead, unless the field already holds it or has just given it.

        What is saved may differ from what is being typed by a blank at its end; the cursor must not jump for that.
        """
        self._saved = self.text() if self._saving else text
        if text != self.text() and not self._saving:
            self._edit.setPlainText(text)
            self._pause.stop()
        self._toggle.setVisible(bool(text.strip()))
        if self._toggle.isChecked():
            self._render()

    def show_source(self) -> None:
        """Go back from the preview to the text."""
        self._toggle.setChecked(False)

    @Slot()
    def commit(self) -> None:
        """Say what the note is now, if that is news. It counts as saved when it is shown again."""
        self._pause.stop()
        if self.text() != self._saved:
            self._saving = True
            self.edited.emit(self.text())
            self._saving = False

    def _make_toggle(self) -> QToolButton:
        toggle = QToolButton(self)
        toggle.setText("Preview")
        toggle.setAccessibleName("Preview of the note")
        toggle.setToolTip("Show the note as it reads, or as it is written")
        toggle.setObjectName("link")
        toggle.setCheckable(True)
        toggle.setFont(self._look.font("tiny"))
        toggle.setVisible(False)
        toggle.toggled.connect(self._on_toggled)
        return toggle

    def _render(self) -> None:
        if self._page is None:
            self._page = QLabel()
            self._page.setWordWrap(True)
            self._page.setTextFormat(Qt.TextFormat.RichText)
            self._page.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._page.setAccessibleName("Note, as it reads")
            self._page.setContentsMargins(9, 4, 9, 4)
            self._stack.addWidget(self._page)
        self._page.setText(html_of(self.text()))

    @Slot()
    def _on_text_changed(self) -> None:
        self._pause.start()
        self._toggle.setVisible(bool(self.text().strip()) or self._toggle.isChecked())

    @Slot(bool)
    def _on_toggled(self, shown: bool) -> None:
        if shown:
            self.commit()
            self._render()
        self._toggle.setText("Write" if shown else "Preview")
        self._stack.setCurrentIndex(1 if shown else 0)
        self.updateGeometry()
