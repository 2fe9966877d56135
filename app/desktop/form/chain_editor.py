# SPDX-License-Identifier: MIT
"""The attribution chain, link by link: each in words, the current one opened into its fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QToolButton, QVBoxLayout, QWidget

from app.attribution import HOLDERS, is_empty, moved, with_link, without_link
from app.desktop.appearance import Appearance
from app.desktop.form.chain_model import ChainModel
from app.desktop.form.library import Library
from app.desktop.form.link_fields import LinkFields
from app.desktop.widgets.parts import IconButton
from database.records import Link, Span

_DROP = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_OPEN = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right})
_MOVE = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ChainList(QListView):
    """As high as its rows. Enter opens a link, Delete takes it out, Alt with Up and Down moves it."""

    opened = Signal()
    dropped = Signal()
    moved = Signal(int)

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setObjectName("choices")
        self.setAccessibleName("Links of the attribution chain")
        self.setToolTip("Enter opens a link, Delete takes it out, Alt Up and Alt Down move it")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.clicked.connect(self.opened)

    def fit(self) -> None:
        """Take the height of the rows."""
        model = self.model()
        rows = model.rowCount() if model is not None else 0
        self.setFixedHeight(rows * max(20, self.sizeHintForRow(0)) + 2 * 5)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, take out, or move the current link."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() in _DROP:
            self.dropped.emit()
        elif alt and event.key() in _MOVE:
            self.moved.emit(_MOVE[Qt.Key(event.key())])
        elif event.key() in _OPEN:
            self.opened.emit()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Delete: it takes out a link here, not the annotation."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _DROP:
            event.accept()
            return True
        return super().event(event)


class ChainEditor(QWidget):
    """``edited`` carries the whole chain. A new link is part of it as soon as it says anything."""

    edited = Signal(object)
    place_asked = Signal()

    def __init__(self, appearance: Appearance, library: Library, parent: QWidget):
        super().__init__(parent)
        self._model = ChainModel(self)
        self._settling = False
        self._draft: Link | None = None
        self._chain: tuple[Link, ...] = ()
        self.list_view = ChainList(self)
        self.list_view.setModel(self._model)
        self.fields = LinkFields(appearance, library, self)
        self._buttons = self._make_buttons(appearance)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.list_view)
        column.addWidget(self.fields)
        column.addLayout(self._foot())
        self.list_view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list_view.opened.connect(self._on_opened)
        self.list_view.dropped.connect(self._on_dropped)
        self.list_view.moved.connect(self._on_moved)
        self.fields.edited.connect(self._on_edited)
        self.fields.place_asked.connect(self.place_asked)

    # Methods

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Its parts in the order that Tab goes through them."""
        return (self.list_view, *self.fields.stops, *self._buttons.values())

    @property
    def place(self) -> int:
        """The place in the chain of the link whose fields show; that behind the last one is a new link."""
        return self._row() if self._model.link(self._row()) is not None else len(self._chain)

    def show_chain(self, chain: Sequence[Link], *, fresh: bool) -> None:
        """Show a chain; ``fresh`` where it is that of another annotation."""
        row = 0 if fresh else self._row()
        if fresh:
            self._draft = None
        self._chain = tuple(chain)
        self._show(row)

    def enter(self) -> None:
        """Take the keys: the first link's, or those of a new one where there is none."""
        if not self._model.links:
            self._add()
        else:
            self.list_view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go(self, part: str) -> None:
        """Put the cursor into a field of the current link."""
        if self._model.link(self._row()) is None:
            self._add()
        self.fields.go(part)

    def fill(self, part: str, words: str, span: Span) -> None:
        """Put words of the text into a part of the current link, and their place where it has none."""
        self.commit()
        link = self._model.link(self._row()) or self._new()
        if part == "actor":
            made = replace(link, voice="actor", actor=words, span=span, quote=words)
        elif part == "place":
            made = replace(link, span=span, quote=words)
        else:
            made = _with_words(link, part, words)
            made = made if made.span else replace(made, span=span, quote=words)
        place, self._draft = self.place, None
        self._give(with_link(self._chain, place, made), place)

    def commit(self) -> None:
        """Say what has been typed and not been left yet."""
        if not self.isHidden() and self._model.link(self._row()) is not None:
            self.fields.commit()

    # Parts

    def _show(self, row: int) -> None:
        self._settling = True
        shown = self._chain if self._draft is None else (*self._chain, self._draft)
        if shown != self._model.links:
            self._model.show(shown)
        self.list_view.fit()
        last = max(0, len(shown) - 1)
        self.list_view.setCurrentIndex(self._model.index(min(max(0, row), last)))
        self._settling = False
        self._show_fields()

    def _show_fields(self) -> None:
        link = self._model.link(self._row())
        self.fields.setVisible(link is not None)
        if link is not None:
            self.fields.show_link(link)
        for name, button in self._buttons.items():
            button.setEnabled(name == "add" or link is not None)

    def _row(self) -> int:
        return self.list_view.currentIndex().row()

    def _new(self) -> Link:
        held = any(link.role in HOLDERS for link in self._chain)
        return Link(role="quoted by" if held else "holder")

    def _add(self) -> None:
        self._draft = self._draft or self._new()
        self._show(len(self._chain))
        self.fields.go()

    def _give(self, chain: Sequence[Link], row: int) -> None:
        self._chain = tuple(chain)
        self._show(row)
        self.edited.emit(self._chain)

    def _make_buttons(self, look: Appearance) -> dict[str, QToolButton]:
        made: dict[str, QToolButton] = {}
        for name, icon, title, tip, handler in (
            ("add", "add", "Add a link", "Add a link at the end of the chain", self._on_add),
            ("up", "up", "Move inwards", "Move this link towards the holder (Alt Up)", self._on_up),
            ("down", "down", "Move outwards", "Move this link away from the holder (Alt Down)", self._on_down),
            ("drop", "delete", "Take out", "Take this link out of the chain (Delete)", self._on_dropped),
        ):
            button = IconButton(look, icon, title, tip, self)
            button.clicked.connect(handler)
            made[name] = button
        return made

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addStretch(1)
        for button in self._buttons.values():
            line.addWidget(button)
        return line

    # Slots

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, _now: QModelIndex, before: QModelIndex) -> None:
        """Leave a new link that says nothing behind. Rows that only come and go must not take the keys from a field."""
        if self._settling:
            return
        if self._draft is not None and before.row() == len(self._chain) and is_empty(self._draft):
            self._draft = None
            self._model.show(self._chain)
            self.list_view.fit()
        self._show_fields()

    @Slot()
    def _on_opened(self) -> None:
        if self._model.link(self._row()) is None:
            self._add()
        else:
            self.fields.go()

    @Slot()
    def _on_add(self) -> None:
        self._add()

    @Slot()
    def _on_dropped(self) -> None:
        row = self._row()
        if row == len(self._chain):
            self._draft = None
            self._show(row - 1)
        elif self._model.link(row) is not None:
            self._give(without_link(self._chain, row), row)
        self.list_view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        row = self._row()
        if row < len(self._chain) and 0 <= row + step < len(self._chain):
            self._give(moved(self._chain, row, step), row + step)

    @Slot()
    def _on_up(self) -> None:
        self._on_moved(-1)

    @Slot()
    def _on_down(self) -> None:
        self._on_moved(1)

    @Slot(object)
    def _on_edited(self, link: object) -> None:
        if not isinstance(link, Link):
            return
        row = self._row()
        if row == len(self._chain) and is_empty(link):
            self._draft = link
            self._show(row)
            return
        self._draft = None if row == len(self._chain) else self._draft
        self._give(with_link(self._chain, row, link), row)


def _with_words(link: Link, part: str, words: str) -> Link:
    match part:
        case "organisation":
            return replace(link, organisation=words)
        case "work":
            return replace(link, work=words)
        case "cue":
            return replace(link, cue=words)
    raise KeyError(part)
