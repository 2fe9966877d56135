# SPDX-License-Identifier: MIT
"""The relations and statements of an annotation as rows of its form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import Paragraph, paint_focus, stretch
from app.desktop.form.letter_menu import LetterMenu, letters_of
from app.desktop.form.note_field import NoteField
from app.desktop.widgets.parts import IconButton
from app.editing.surroundings import Stated, Surroundings, Tie
from database.records import RELATIONS

LINES, PAD = 6, 3
ROLES = ("repeats", "contradicts", "first")
_DROP = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_OWN = _DROP | {Qt.Key.Key_F2}


class TieButton(QAbstractButton):
    """Some strong words and what follows them. Enter follows it, Space changes the words, F2 notes, Delete drops."""

    followed = Signal()
    noted = Signal()
    dropped = Signal()

    def __init__(self, strong: str, rest: str, tip: str, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._look = appearance
        self._strong = strong
        self._rest = rest
        self.setAccessibleName(f"{strong} {rest}")
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return its height at the width it has."""
        return QSize(80, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        """Return True: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the words are at a width."""
        return self._paragraph(width).height + 2 * PAD

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow it, note, or drop it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.followed.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.noted.emit()
        elif event.key() in _DROP:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Delete and F2: here they are about this, not about the annotation or the text."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN:
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words."""
        painter = QPainter(self)
        theme = self._look.theme
        near = self.underMouse() or self.hasFocus()
        self._paragraph(self.width()).paint(painter, PAD, PAD, theme.colour("accent" if near else "soft"))
        if self.hasFocus():
            paint_focus(painter, self.rect().toRectF(), theme, 4)
        painter.end()

    def _paragraph(self, width: int) -> Paragraph:
        colour = self._look.theme.colour("ink")
        formats = [stretch(0, len(self._strong), colour=colour)] if not self.hasFocus() else []
        return Paragraph(
            f"{self._strong} {self._rest}", self._look.font("small"), width - 2 * PAD, formats=formats, lines=LINES
        )


class TieRow(QWidget):
    """One relation: its words, its note, and buttons for the mouse."""

    def __init__(self, tie: Tie, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self.tie = tie
        tip = "Enter goes there, F2 writes a note, Delete takes the relation away"
        tip = f"{tip}; Space makes it one of another type" if tie.outgoing else tip
        onto = "".join(f", {each.told}" for each in tie.onto)
        self.button = TieButton(tie.words, f"{tie.what}{onto}", tip, appearance, self)
        self.note = NoteField(appearance, self, name="Note on the relation", tip="Why they are so related, in Markdown")
        self.note.show_text(tie.note)
        self.note.setVisible(bool(tie.note))
        self.close_button = IconButton(appearance, "close", "Take the relation away", "Take the relation away", self)
        self.close_button.setIconSize(QSize(12, 12))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.noted.connect(self._on_noted)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.button, 1)
        line.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.note)
        column.addWidget(self.note.toggle, 0, Qt.AlignmentFlag.AlignLeft)

    def show_tie(self, tie: Tie) -> None:
        """Show the same relation with another note."""
        self.tie = tie
        self.note.show_text(tie.note)
        self.note.setVisible(bool(tie.note) or self.note.isAncestorOf(self.focusWidget() or self))

    @Slot()
    def _on_noted(self) -> None:
        self.note.show()
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)


class TieRows(QWidget):
    """``tie_edited`` carries a relation with its type and note, ``stated_edited`` a statement with a role.

    ``followed`` carries the annotation at the other end.
    """

    followed = Signal(int)
    tie_dropped = Signal(int)
    tie_edited = Signal(int, str, str)
    stated_dropped = Signal(int)
    stated_edited = Signal(int, str)

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._look = appearance
        self._shown = Surroundings()
        self._rows: list[TieRow] = []
        self._stated: dict[TieButton, Stated] = {}
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    # Methods

    def show_surroundings(self, found: Surroundings) -> None:
        """Show these relations and statements; where they are the same as before, the cursor stays."""
        same, self._shown = _plain(found) == _plain(self._shown), found
        if same:
            for made, tie in zip(self._rows, found.ties, strict=True):
                made.show_tie(tie)
            return
        had = any(part.isAncestorOf(focus) or part is focus for part in self._parts if (focus := self._focus()))
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._rows = [self._tie(tie) for tie in found.ties]
        self._stated = dict(self._make_stated(stated) for stated in found.stated)
        self._parts = [*self._rows, *self._stated]
        for part in self._parts:
            self._column.addWidget(part)
            part.show()
        self.setVisible(bool(self._parts))
        if had and self._parts:
            self.stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Save the notes that have been typed."""
        for made in self._rows:
            made.note.commit()

    @property
    def rows(self) -> Sequence[TieRow]:
        """One row a relation."""
        return self._rows

    @property
    def statements(self) -> Sequence[TieButton]:
        """One button a statement."""
        return list(self._stated)

    @property
    def stops(self) -> list[QWidget]:
        """Its parts in the order that Tab goes through them."""
        return [*(part for made in self._rows for part in (made.button, *made.note.stops)), *self._stated]

    # Parts

    def _focus(self) -> QWidget | None:
        window = self.window()
        return window.focusWidget() if window is not None else None

    def _tie(self, tie: Tie) -> TieRow:
        made = TieRow(tie, self._look, self)
        made.button.followed.connect(self._on_followed)
        made.button.clicked.connect(self._on_clicked)
        made.button.dropped.connect(self._on_tie_dropped)
        made.close_button.clicked.connect(self._on_tie_dropped)
        made.note.edited.connect(self._on_note)
        return made

    def _make_stated(self, stated: Stated) -> tuple[TieButton, Stated]:
        tip = "A statement that several annotations make. Space changes what this one does there, Delete takes it out"
        words = "says first" if stated.role == "first" else stated.role
        made = TieButton(words, f"the statement “{stated.text}”", tip, self._look, self)
        made.clicked.connect(self._on_stated_clicked)
        made.dropped.connect(self._on_stated_dropped)
        return made, stated

    def _row_of(self, widget: object) -> TieRow | None:
        return next((made for made in self._rows if widget in {made.button, made.close_button, made.note}), None)

    def _menu(self, words: Sequence[str], at: QWidget) -> LetterMenu:
        menu = LetterMenu(at)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word, letter in letters_of(words).items():
            menu.add(word, letter, word)
        menu.popup(at.mapToGlobal(QPoint(0, at.height() + 2)))
        return menu

    # Slots

    @Slot()
    def _on_followed(self) -> None:
        made = self._row_of(self.sender())
        if made is not None and made.tie.other is not None:
            self.followed.emit(made.tie.other)

    @Slot()
    def _on_clicked(self) -> None:
        made = self._row_of(self.sender())
        if made is not None and made.tie.outgoing:
            self._menu(tuple(RELATIONS), made.button).taken.connect(self._on_type_taken)
        elif made is not None and made.tie.other is not None:
            self.followed.emit(made.tie.other)

    @Slot(str)
    def _on_type_taken(self, type_: str) -> None:
        menu = self.sender()
        made = self._row_of(menu.parent()) if menu is not None else None
        if made is not None:
            self.tie_edited.emit(made.tie.relation, type_, made.note.text())

    @Slot(str)
    def _on_note(self, text: str) -> None:
        made = self._row_of(self.sender())
        if made is not None:
            self.tie_edited.emit(made.tie.relation, made.tie.type, text)

    @Slot()
    def _on_tie_dropped(self) -> None:
        made = self._row_of(self.sender())
        if made is not None:
            self.tie_dropped.emit(made.tie.relation)

    @Slot()
    def _on_stated_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, TieButton):
            self._menu(ROLES, button).taken.connect(self._on_role_taken)

    @Slot(str)
    def _on_role_taken(self, role: str) -> None:
        menu = self.sender()
        button = menu.parent() if menu is not None else None
        if isinstance(button, TieButton) and button in self._stated:
            self.stated_edited.emit(self._stated[button].statement, role)

    @Slot()
    def _on_stated_dropped(self) -> None:
        button = self.sender()
        if isinstance(button, TieButton) and button in self._stated:
            self.stated_dropped.emit(self._stated[button].statement)


def _plain(found: Surroundings) -> Surroundings:
    """Return relations and statements without the notes, which change while one types."""
    return replace(found, ties=tuple(replace(tie, note="") for tie in found.ties))
