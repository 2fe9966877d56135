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
        self._changes = QLabel(self)
        self._changes.setWordWrap(True)
        self._changes.setTextFormat(Qt.TextFormat.PlainText)
        self._changes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._changes.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._changes.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        page = plain("paper", self)
        inside = QVBoxLayout(page)
        inside.setContentsMargins(MARGIN, 0, MARGIN, 16)
        inside.addWidget(self._changes)
        inside.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setAccessibleName("What was changed")
        self._touched = QLabel(self)
        self._touched.setObjectName("title")
        self.list = AnnotationList("Annotations that were changed", appearance, self)
        self.list.asked.connect(self.asked)
        self._line = hairline(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 20, MARGIN, 12)
        head.addWidget(self._head)
        column.addLayout(head)
        column.addWidget(area, 2)
        column.addWidget(self._line)
        title = QVBoxLayout()
        title.setContentsMargins(MARGIN, 12, MARGIN, 8)
        title.addWidget(self._touched)
        column.addLayout(title)
        column.addWidget(self.list, 3)

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
