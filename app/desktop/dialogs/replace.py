# SPDX-License-Identifier: MIT
"""What replacing the text of a source would do to its annotations: looked at and changed before it is done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.dialogs.frame import Frame
from app.desktop.models.places import ACCEPTED, REFUSED, PlaceRow
from app.desktop.widgets.empty import EmptyState
from app.desktop.widgets.parts import hairline, push_button
from app.desktop.widgets.places_list import PlacesList
from app.desktop.wording import counted
from app.editing.replacement import Replacement

WIDTH, HEIGHT = 880, 600
READING = "Reading the text and finding the places of the annotations…"
WRITING = "Replacing the text…"


class ReplaceDialog(Frame):
    """``confirmed`` carries the plan as the user left it; the dialog is there while the plan is still being made."""

    confirmed = Signal(object)

    def __init__(self, title: str, words: str, appearance: Appearance, parent: QWidget):
        super().__init__(title, words, parent, width=640)
        self.resize(WIDTH, min(HEIGHT, parent.window().height() - 40))
        self._plan: Replacement | None = None
        self._sent = False
        self._list = PlacesList(appearance, self)
        self._list.went.connect(self._allow)
        self._empty = EmptyState(appearance, self)
        self._stack = QStackedWidget(self)
        for page in (self._make_waiting(), self._list, self._empty):
            self._stack.addWidget(page)
        self._summary = self.paragraph("", "")
        self._summary.hide()
        self.column.addWidget(self._summary)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(hairline(self))
        self.column.addLayout(self._make_foot())

    # Properties

    @property
    def plan(self) -> Replacement | None:
        """The plan as the user left it; None while it is being made."""
        return self._decided() if self._plan is not None else None

    @property
    def places(self) -> PlacesList:
        """The list of places."""
        return self._list

    @property
    def replace_button(self) -> QPushButton:
        """The button that replaces the text."""
        return self._yes

    @property
    def summary(self) -> str:
        """What the plan comes to, in words."""
        return self._summary.text()

    # Methods

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """Say how many annotations have been placed."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def show_plan(self, plan: Replacement) -> None:
        """Show what would become of the annotations; the doubtful ones first of all, if there are any."""
        self._plan = plan
        self._summary.setText(summary(plan))
        self._summary.show()
        if plan.placements:
            worst = max((p.state for p in plan.doubtful), key=list(plan.counts).index, default="")
            self._list.show_rows([PlaceRow(placement) for placement in plan.placements], worst)
            self._stack.setCurrentWidget(self._list)
            self._list.setFocus()
        else:
            self._empty.say("Nothing is tagged in this source", "The text can be replaced as it is.")
            self._stack.setCurrentWidget(self._empty)
        self._yes.setEnabled(True)
        self._allow()

    @Slot()
    def accept(self) -> None:
        """Ask for the replacement; the dialog stays until :meth:`finish`, since a long text takes a moment."""
        if self._sent or self._plan is None:
            return
        self._sent = True
        self._say(WRITING)
        self._summary.hide()
        self._progress.setRange(0, 0)
        self._stack.setCurrentIndex(0)
        self.confirmed.emit(self._decided())

    @Slot()
    def reject(self) -> None:
        """Leave the text as it is, unless it is being replaced already."""
        if not self._sent:
            super().reject()

    def finish(self) -> None:
        """Close: the text has been replaced, or could not be."""
        super().accept()

    def accept_place(self) -> None:
        """Take the place of the current annotation as right; a second time takes that back."""
        self._decide(ACCEPTED)

    def refuse_place(self) -> None:
        """Leave the current annotation without a place; a second time takes that back."""
        self._decide(REFUSED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the two decisions; Enter in the list decides, too, rather than replacing the text."""
        listed = self._list.list_view.hasFocus()
        if listed and event.key() in {Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.accept_place()
        elif listed and event.key() == Qt.Key.Key_D:
            self.refuse_place()
        else:
            super().keyPressEvent(event)

    # Building

    def _make_waiting(self) -> QWidget:
        page = QWidget(self)
        self._progress = QProgressBar(page)
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(280)
        self._progress.setAccessibleName("Progress")
        self._waiting = QLabel(READING, page)
        self._waiting.setObjectName("soft")
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(self._waiting, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        column.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _make_foot(self) -> QHBoxLayout:
        self._accept = push_button(
            "Accept (A)", "Take this place as right: it is exact from then on", self, self.accept_place
        )
        self._refuse = push_button(
            "No place (D)", "Leave this annotation without a place; its words stay", self, self.refuse_place
        )
        no = push_button("Cancel", "Leave the text as it is", self, self.reject)
        tip = "Put the new text in place of the old, with the annotations as shown"
        self._yes = push_button("Replace text", tip, self, self.accept)
        self._yes.setDefault(True)
        self._yes.setEnabled(False)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self._accept, self._refuse):
            button.setEnabled(False)
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self._yes)
        foot.addWidget(no)
        return foot

    # Parts

    def _decide(self, decision: str) -> None:
        row, found = self._list.list_view.currentIndex().row(), self._list.current
        if found is None or not _can(found, decision):
            return
        self._list.model.decide(row, "" if found.decision == decision else decision)
        if found.decision != decision:
            self._list.step()
        self._allow()

    def _decided(self) -> Replacement | None:
        if self._plan is None:
            return None
        by = {word: {r.placement.annotation for r in self._list.model.rows if r.decision == word} for word in _WORDS}
        return self._plan.accepting(by[ACCEPTED]).rejecting(by[REFUSED])

    @Slot()
    def _allow(self) -> None:
        found = self._list.current
        self._accept.setEnabled(found is not None and _can(found, ACCEPTED))
        self._refuse.setEnabled(found is not None and _can(found, REFUSED))

    def _say(self, words: str) -> None:
        self._waiting.setText(words)
        for button in (self._yes, self._accept, self._refuse):
            button.setEnabled(False)


_WORDS = (ACCEPTED, REFUSED)


def _can(row: PlaceRow, decision: str) -> bool:
    """Tell whether a decision makes sense: what has no place cannot be refused one, and what is exact is accepted."""
    state = row.placement.state
    return state != "orphan" and (decision == REFUSED or state != "exact")


def summary(plan: Replacement) -> str:
    """Return what becomes of the annotations in a sentence or two, and what of the file was not read."""
    return " ".join(filter(None, (_placed(plan), *plan.new.warnings)))


def _placed(plan: Replacement) -> str:
    counts, total = plan.counts, len(plan.placements)
    if not total:
        return ""
    parts = [
        f"{counts[state]:,} {words}"
        for state, words in (
            ("exact", "stay with their words"),
            ("moved", "found elsewhere in the text"),
            ("changed", "with changed words"),
            ("orphan", "without a place"),
        )
        if counts[state]
    ]
    lost = f" {counted(plan.lost, 'link or slot', 'links and slots')} would keep words but lose the place."
    return f"{counted(total, 'annotation')}: {', '.join(parts)}." + (lost if plan.lost else "")
