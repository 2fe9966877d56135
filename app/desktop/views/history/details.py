# SPDX-License-Identifier: MIT
"""What one entry of the history changed: old and new values in words, and the annotations it touched."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.archive import Archive
from app.desktop.appearance import Appearance
from app.desktop.models.steps import StepRow, day_words
from app.desktop.widgets.annotation_list import AnnotationList
from app.desktop.widgets.headline import Headline
from app.desktop.widgets.parts import hairline, plain
from app.desktop.wording import counted, joined
from app.editing import history

LIMIT = 200
MARGIN = 24


class StepDetails(QWidget):
    """Shows one entry. ``asked`` carries an annotation whose place is wanted."""

    asked = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self.touched: list[int] = []
        """The annotations that the entry changed and that are still there."""
        self._head = Headline(appearance, self)
        self._changes = self._make_changes()
        self._line = hairline(self)
        self._touched = QLabel(self)
        self._touched.setTextFormat(Qt.TextFormat.PlainText)
        self._touched.setObjectName("title")
        self.list = AnnotationList("Annotations that were changed", appearance, self)
        self.list.asked.connect(self.asked)
        self._lay_out()

    # Building

    def _make_changes(self) -> QLabel:
        changes = QLabel(self)
        changes.setWordWrap(True)
        changes.setTextFormat(Qt.TextFormat.PlainText)
        changes.setAlignment(Qt.AlignmentFlag.AlignTop)
        changes.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        changes.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return changes

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(_framed(self._head, above=20, below=12))
        column.addWidget(self._scrolled(self._changes), 2)
        column.addWidget(self._line)
        column.addLayout(_framed(self._touched, above=12, below=8))
        column.addWidget(self.list, 3)

    def _scrolled(self, changes: QLabel) -> QScrollArea:
        page = plain("paper", self)
        inside = QVBoxLayout(page)
        inside.setContentsMargins(MARGIN, 0, MARGIN, 16)
        inside.addWidget(changes)
        inside.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setAccessibleName("What was changed")
        return area

    # Methods

    def show_step(self, archive: Archive, row: StepRow, annotation: int | None) -> None:
        """Show what an entry changed, or what it changed of one annotation."""
        taken_back = "taken back since" if row.undone else ""
        self._head.say(
            row.title, joined((row.entry.annotator, f"{day_words(row.at.date())} at {row.time}", taken_back))
        )
        entry = row.entry.action
        self.touched = history.touched(archive, entry)
        if annotation is None:
            told, shown = history.step_details(archive, entry, LIMIT), self.touched
        else:
            told, shown = history.annotation_details(archive, entry, annotation), []
            self.touched = [annotation] if annotation in self.touched else []
        more = f"\n… and more: only the first {LIMIT} changes are told." if len(told) >= LIMIT else ""
        self._changes.setText(
            "\n".join(f"{each[:1].upper()}{each[1:]}" for each in told) + more or "Nothing that shows."
        )
        self._touched.setText(f"{counted(len(shown), 'annotation')} changed and still there")
        self.list.show_annotations(archive, shown)
        for part in (self._line, self._touched, self.list):
            part.setVisible(bool(shown))

    @property
    def words(self) -> str:
        """What is said of the entry."""
        return f"{self._head.words}\n{self._changes.text()}"


def _framed(part: QWidget, *, above: int, below: int) -> QVBoxLayout:
    """Return a part with room around it."""
    box = QVBoxLayout()
    box.setContentsMargins(MARGIN, above, MARGIN, below)
    box.addWidget(part)
    return box
