# SPDX-License-Identifier: MIT
"""A dialog that shows every annotation an action touches before it is done, and says in place what prevents it."""

from __future__ import annotations

from collections.abc import Collection as Container
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.archive import Archive
from app.desktop.appearance import Appearance
from app.desktop.dialogs.frame import Frame
from app.desktop.form.note_field import NoteField
from app.desktop.widgets.annotation_list import AnnotationList
from app.desktop.widgets.parts import plain
from app.desktop.wording import counted
from app.errors import PostilError
from database.errors import CollectionError

WIDTH, LIST_HEIGHT = 620, 232


class TouchDialog(Frame):
    """The parts such dialogs have in common; what is done is :meth:`act`, on the default button."""

    def __init__(self, title: str, words: str, appearance: Appearance, parent: QWidget, *, ticks: bool = False):
        super().__init__(title, words, parent, width=WIDTH)
        self._look = appearance
        self.touched_count = 0
        self._touched = QLabel(self)
        self._touched.setTextFormat(Qt.TextFormat.PlainText)
        self._touched.setFont(appearance.font(bold=True))
        self._touched.setWordWrap(True)
        self.list = AnnotationList("Annotations that this touches", appearance, self, ticks=ticks)
        self.list.setMinimumHeight(LIST_HEIGHT)
        self._box = plain("framed", self)
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.list)
        self._wrong = QLabel(self)
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._wrong.setObjectName("wrong")
        self._wrong.setWordWrap(True)
        self._wrong.hide()

    # Methods

    def act(self) -> None:
        """Do what the dialog is for.

        Raises:
            PostilError: it cannot be done; the dialog stays and says so.
        """
        raise NotImplementedError

    @Slot()
    def accept(self) -> None:
        """Do it, and close where that went well."""
        try:
            self.act()
        except (PostilError, CollectionError) as error:
            self.say(str(error))
            return
        super().accept()

    def say(self, words: str) -> None:
        """Say what is wrong, or nothing."""
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))

    @property
    def mistake(self) -> str:
        """What is said to be wrong."""
        return "" if self._wrong.isHidden() else self._wrong.text()

    @property
    def touched_words(self) -> str:
        """What the dialog says it touches."""
        return self._touched.text()

    def show_touched(
        self,
        archive: Archive,
        ids: Iterable[int],
        names: Container[str] = (),
        *,
        also: Sequence[str] = (),
        verb: str = "Touches",
    ) -> None:
        """Show the annotations that are touched, and say what else is."""
        rows = tuple(ids)
        self.touched_count = len(rows)
        said = [counted(len(rows), "annotation"), *also] if rows else list(also)
        self._touched.setText(f"{verb} {_series(said)}" if said else f"{verb} no annotation")
        self.list.show_annotations(archive, rows, names)
        self._box.setVisible(bool(rows))

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the wrapped words need; with a list, as high as Qt would have it at least."""
        before = self.height()
        self.snug = True
        super().showEvent(event)
        if not self._box.isHidden():
            self.resize(self.width(), max(self.height(), before))

    # Building

    def finish(self, accept: str) -> QPushButton:
        """Put the list and the buttons at the foot; return the one that does it."""
        self.column.addWidget(self._touched)
        self.column.addWidget(self._box, 1)
        self.column.addWidget(self._wrong)
        yes, _ = self.add_buttons(accept, "Cancel")
        yes.setAccessibleName(accept)
        return yes

    def add_field(self, words: str, field: QWidget) -> None:
        """Put a field under its name."""
        self.column.addLayout(under_its_name(words, field, self))


def under_its_name(words: str, field: QWidget, parent: QWidget) -> QVBoxLayout:
    """Return a field with its name above it, and beside that, for a note, the switch to how it reads."""
    label = QLabel(words, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName("soft")
    label.setBuddy(field)
    head = QHBoxLayout()
    head.addWidget(label)
    if isinstance(field, NoteField):
        head.addStretch(1)
        head.addWidget(field.toggle)
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
    pair = QVBoxLayout()
    pair.setSpacing(4)
    pair.addLayout(head)
    pair.addWidget(field)
    return pair


def _series(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
