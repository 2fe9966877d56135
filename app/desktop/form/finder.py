# SPDX-License-Identifier: MIT
"""A panel in which one finds, as one types, what something is to point at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.form.quote import Quote
from app.desktop.form.target_list import TargetDelegate, TargetModel
from app.desktop.form.targets import Target
from app.desktop.virtual_list import VirtualList
from app.desktop.widgets.choice import WordChoice
from app.desktop.widgets.empty import EmptyState
from app.desktop.widgets.fields import Field
from app.desktop.widgets.parts import hairline

WIDTH, HEIGHT, PAUSE_MS = 560, 480, 90
_LIST_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

Find = Callable[[str], Sequence[Target]]
"""Gives the targets for what has been typed."""


class Finder(QDialog):
    """Enter or a click takes the chosen target; ``found`` carries the word on show (a type, a role) and the target."""

    found = Signal(str, object)

    def __init__(self, words: str, find: Find, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Find")
        self._look = appearance
        self._find = find
        self._words: Sequence[str] = ()
        self._model = TargetModel(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_paused)
        self.word = WordChoice("How", "How they hang together", appearance, self)
        self.field = Field("Find", "Words of it, or a query: by:Dantov kind:claim", appearance, parent=self)
        self.field.setPlaceholderText("Words of it, or a query such as by:Dantov")
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._on_typed)
        self.list_view = self._make_list()
        self._empty = EmptyState(appearance, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list_view)
        self._stack.addWidget(self._empty)
        self._quote = Quote(appearance, self)
        self._quote.show_words(words)
        self._lay_out()
        self.resize(WIDTH, min(HEIGHT, max(320, parent.window().height() - 96)))
        self.field.setFocus()
        self._on_paused()

    # Methods

    def show_word(self, title: str, words: Sequence[str], word: str) -> None:
        """Say what is looked for, and offer words of which one goes along with what is found."""
        self._title.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.word.show_value(words, word)
        self.word.chosen.connect(self._on_word_chosen)
        self._words = words

    def choose(self) -> None:
        """Take the chosen target."""
        if self._pause.isActive():
            self._pause.stop()
            self._on_paused()
        target = self._model.record(self.list_view.currentIndex().row())
        if target is not None:
            self.found.emit(self.word.value, target)
            self.accept()

    @property
    def targets(self) -> Sequence[Target]:
        """What is offered now."""
        return self._model.rows

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys of the field move in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _LIST_KEYS:
                QApplication.sendEvent(self.list_view, event)
                return True
            if event.key() in _ENTER:
                self.choose()
                return True
        return super().eventFilter(watched, event)

    # Parts

    def _make_list(self) -> VirtualList:
        made = VirtualList(self)
        made.setObjectName("rows")
        made.setAccessibleName("What was found")
        made.setModel(self._model)
        made.setItemDelegate(TargetDelegate(self._look, made))
        made.activated.connect(self._on_activated)
        made.clicked.connect(self._on_activated)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made

    def _lay_out(self) -> None:
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(self._look.font(bold=True))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self.word)
        head.addStretch(1)
        top = QVBoxLayout()
        top.setContentsMargins(16, 16, 16, 12)
        top.setSpacing(8)
        top.addWidget(self._quote)
        top.addLayout(head)
        top.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(hairline(self))
        column.addWidget(self._stack, 1)

    @Slot()
    def _on_typed(self) -> None:
        self._pause.start()

    @Slot()
    def _on_paused(self) -> None:
        self._model.show(self._find(self.field.text()))
        if self._model.rowCount():
            self._stack.setCurrentIndex(0)
            self.list_view.go(0)
        else:
            self._empty.say("Nothing found", "Other words, or fewer of them, may find it.")
            self._stack.setCurrentIndex(1)

    @Slot(str)
    def _on_word_chosen(self, word: str) -> None:
        self.word.show_value(self._words, word)
        self.field.setFocus()

    @Slot()
    def _on_activated(self) -> None:
        self.choose()
