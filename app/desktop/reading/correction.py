# SPDX-License-Identifier: MIT
"""A small editor over one paragraph of the page, to correct words of the text by hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from app.desktop.reading.view import ReadingView
from app.desktop.widgets.parts import ElidedLabel
from app.text.layout import HARD_BREAK, Kind

OUTSET, LEAST, CLEAR = 16, 132, 12
NAMES = {Kind.HEADING: "heading", Kind.ITEM: "list item", Kind.ROW: "row", Kind.HEADER_ROW: "row", Kind.CODE: "lines"}
HINT = "Annotations keep their places. One undo takes it back."
DROP = "Esc once more drops what you have changed."
_BLOCK, _LINE = "\u2029", "\u2028"


class CorrectionEditor(QFrame):
    """Stands over a block of the page until it is saved or given up. ``saved`` carries the number and the new text."""

    saved = Signal(int, str)
    given_up = Signal()

    def __init__(self, view: ReadingView, number: int):
        super().__init__(view.viewport())
        self.setObjectName("floating")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._view = view
        self._number = number
        block = view.layout_of_text[number]
        self._whole = view.text
        self._name = NAMES.get(block.kind, "paragraph")
        self._before = view.text[block.start : block.end].replace(HARD_BREAK, "\n")
        self._warned = False
        self._make_editor()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self._editor, 1)
        column.addLayout(self._make_foot())
        view.view_moved.connect(self.place)
        self.place()

    # Properties

    @property
    def number(self) -> int:
        """The number of the block."""
        return self._number

    @property
    def editor(self) -> QPlainTextEdit:
        """Where the words are typed."""
        return self._editor

    @property
    def hint(self) -> str:
        """What is said below."""
        return DROP if self._warned else HINT

    @property
    def text(self) -> str:
        """What has been typed. Qt's own way to ask would turn no-break spaces into spaces."""
        return self._editor.document().toRawText().replace(_BLOCK, "\n").replace(_LINE, "\n")

    @property
    def changed(self) -> bool:
        """Whether anything was typed that is not in the text."""
        return self.text != self._before

    @property
    def fits(self) -> bool:
        """Whether the page still shows the text that it was opened over."""
        return self._view.text == self._whole

    # Methods

    def start(self, offset: int) -> None:
        """Show the editor with the caret at an offset within the block, and give it the keys."""
        self.show()
        self.raise_()
        self._editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        cursor = self._editor.textCursor()
        units = len(self._before[:offset].encode("utf-16-le")) // 2
        cursor.setPosition(min(units, max(0, self._editor.document().characterCount() - 1)))
        self._editor.setTextCursor(cursor)

    @Slot()
    def place(self) -> None:
        """Stay over the block while the page moves, as far as there is room."""
        layout, viewport = self._view.page_layout, self._view.viewport()
        if self._number >= len(layout.page):
            return  # another text has taken the page, and the editor is about to go
        layout.ensure(self._number)
        top = layout.top(self._number) - self._view.verticalScrollBar().value()
        height = max(LEAST, layout.heights[self._number] + 64)
        height = min(height, viewport.height() - 2 * CLEAR)
        room = viewport.height() - height - CLEAR
        width = min(layout.setter.width + 2 * OUTSET, viewport.width() - 2 * CLEAR)
        left = max(CLEAR, layout.left - OUTSET)
        self.setGeometry(left, min(max(CLEAR, top - 8), max(CLEAR, room)), width, height)

    @Slot()
    def save(self) -> None:
        """Hand over what was typed; where nothing was, just go."""
        if self.changed:
            self.saved.emit(self._number, self.text)
        else:
            self.given_up.emit()

    def give_up(self) -> None:
        """Go, after a word of warning where something was typed."""
        if self.changed and not self._warned:
            self._warned = True
            self._hint.say(DROP)
            return
        self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Ctrl Enter, go with Escape."""
        if _saves(event):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
        event.accept()  # nothing typed here is for the page

    # Building

    def _make_editor(self) -> None:
        self._editor = _Editor(self)
        self._editor.setPlainText(self._before)
        self._editor.document().setModified(False)
        self._editor.setFont(self._view.document().defaultFont())
        self._editor.setAccessibleName(f"Text of the {self._name}")
        self._editor.setToolTip("Correct the words; everything else of the source stays as it is")

    def _make_foot(self) -> QHBoxLayout:
        self._hint = ElidedLabel(self)
        self._hint.setObjectName("small")
        self._hint.say(HINT)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._hint, 1)
        for words, tip, does in (
            ("Save", "Save the correction (Ctrl Enter)", self.save),
            ("Cancel", "Leave the text as it is (Esc)", self.give_up_at_once),
        ):
            button = QPushButton(words, self)
            button.setToolTip(tip)
            button.setAccessibleName(words)
            button.clicked.connect(does)
            foot.addWidget(button)
        return foot

    @Slot()
    def give_up_at_once(self) -> None:
        """Go, whatever was typed."""
        self.given_up.emit()


class _Editor(QPlainTextEdit):
    """Leaves the two keys that end it to the frame around it, and keeps the others from the window's commands."""

    def __init__(self, parent: CorrectionEditor):
        super().__init__(parent)
        self._frame = parent

    def event(self, event: QEvent) -> bool:
        """Keep the keys that end it from the commands of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _ends(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, save or go."""
        if _ends(event):
            self._frame.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


def _ends(event: QKeyEvent) -> bool:
    """Tell whether a key saves the correction or gives it up."""
    return event.key() == Qt.Key.Key_Escape or _saves(event)


def _saves(event: QKeyEvent) -> bool:
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
