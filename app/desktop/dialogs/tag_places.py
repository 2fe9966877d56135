# SPDX-License-Identifier: MIT
"""Asks as what the places that were found are to be tagged, and shows every passage before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QListWidget, QPushButton, QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.session import Session
from app.desktop.dialogs.frame import Frame
from app.desktop.form.code_field import CodeField
from app.desktop.form.library import Library
from app.desktop.form.offer_line import offer_of
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.wording import counted
from app.editing.tag_places import Extent, Place, TagPlan, plan_tags
from database.records import KINDS

EXTENTS = {
    Extent.SENTENCE: "The sentence around each",
    Extent.PARAGRAPH: "The paragraph around each",
    Extent.WORDS: "Only the words found",
}
WIDTH, LIST_HEIGHT, SHOWN = 620, 216, 200


class TagPlacesDialog(Frame):
    """``confirmed`` carries the plan and the codes."""

    confirmed = Signal(object, object)

    def __init__(
        self, session: Session, everything: Sequence[Place], chosen: Sequence[Place], look: Appearance, parent: QWidget
    ):
        super().__init__("Tag what was found", "", parent, width=WIDTH)
        self._session = session
        self._places = {f"The {counted(len(chosen), 'chosen place')}": chosen} if chosen else {}
        self._places[f"All {counted(len(everything), 'place')}"] = everything
        self.scope = self._box("Which places", list(self._places))
        self.kind = self._box("As", [kind.capitalize() for kind in KINDS])
        self.extent = self._box("How much", list(EXTENTS.values()))
        self.codes = CodeField(
            "Codes", "Codes that each of them gets", look, offer_of(Library(session), "codes"), parent=self
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (name, field) in enumerate(
            (("Which places", self.scope), ("As", self.kind), ("How much", self.extent), ("Codes", self.codes))
        ):
            grid.addWidget(self._label(name, field), row, 0)
            grid.addWidget(field, row, 1)
        self.column.addLayout(grid)
        self._counts = QLabel(self)
        self._counts.setFont(look.font(bold=True))
        self._counts.setWordWrap(True)
        self.column.addWidget(self._counts)
        self.preview = self._make_preview(look)
        self.column.addWidget(self.preview, 1)
        self._yes, _ = self.add_buttons("Tag", "Cancel")
        self._plan = TagPlan(KINDS[0], ())
        for box in (self.scope, self.kind, self.extent):
            box.currentIndexChanged.connect(self._on_changed)
        self.accepted.connect(self._on_accepted)
        self._on_changed()

    @property
    def plan(self) -> TagPlan:
        """What would be tagged."""
        return self._plan

    @property
    def counts(self) -> str:
        """What is said of how many there are."""
        return self._counts.text()

    @property
    def accept_button(self) -> QPushButton:
        """The button that tags."""
        return self._yes

    # Parts

    def _box(self, name: str, choices: Sequence[str]) -> ChoiceBox:
        made = ChoiceBox(self)
        made.addItems(list(choices))
        made.setAccessibleName(name)
        made.setToolTip(name)
        return made

    def _label(self, name: str, field: QWidget) -> QLabel:
        label = QLabel(name, self)
        label.setObjectName("soft")
        label.setBuddy(field)
        return label

    def _make_preview(self, look: Appearance) -> QListWidget:
        made = QListWidget(self)
        made.setObjectName("choices")
        made.setAccessibleName("Passages that would be tagged")
        made.setToolTip("What would be tagged")
        made.setFont(look.font("quote", serif=True))
        made.setWordWrap(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setMinimumHeight(LIST_HEIGHT)
        made.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        return made

    def _made_plan(self) -> TagPlan:
        places = self._places[self.scope.currentText()]
        extent = list(EXTENTS)[self.extent.currentIndex()]
        return plan_tags(self._session.required, places, KINDS[self.kind.currentIndex()], extent)

    # Slots

    @Slot()
    def _on_changed(self) -> None:
        self._plan = plan = self._made_plan()
        number = len(plan.passages)
        said = f"{counted(number, plan.kind)} in {counted(plan.sources, 'source')}" if number else "Nothing new to tag"
        already = f"{plan.already:,} {'is' if plan.already == 1 else 'are'} tagged so already" if plan.already else ""
        self._counts.setText("; ".join(part for part in (said, already) if part))
        self.preview.clear()
        self.preview.addItems([" ".join(passage.quote.split()) for passage in plan.passages[:SHOWN]])
        if number > SHOWN:
            self.preview.addItem(f"… and {number - SHOWN:,} more")
        self._yes.setText(f"Tag {counted(number, plan.kind)}")
        self._yes.setEnabled(bool(number))

    @Slot()
    def _on_accepted(self) -> None:
        self.confirmed.emit(self._plan, self.codes.codes())
