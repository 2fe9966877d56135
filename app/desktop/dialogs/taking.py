# SPDX-License-Identifier: MIT
"""Shows what taking in a file would do, and asks whether to do it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QTabBar, QWidget

from app.desktop.appearance import Appearance
from app.desktop.dialogs import files
from app.desktop.dialogs.frame import Frame
from app.desktop.dialogs.plan_list import PlanList
from app.desktop.dialogs.taking_columns import Columns
from app.desktop.wording import counted
from app.exchange.csv_read import Peek
from app.exchange.plan import GROUPS, Plan

WIDTH, HEIGHT, HEIGHT_WITH_COLUMNS = 760, 520, 660
WAIT_MS = 350
"""How long choosing columns rests before it is tried out."""

TITLES = {"added": "Added", "matched": "Here already", "changed": "Changed", "lost": "Lost"}
OTHER_TIP = "Leave its annotations, and do this with the file"
NOTHING = {
    "added": "Nothing in the file is new here.",
    "matched": "Nothing in the file is here already.",
    "changed": "Nothing that is here would change.",
    "lost": "Everything in the file can be kept.",
}


class TakingDialog(Frame):
    """Asks for a dry run, shows it, and asks whether to go on.

    ``try_wanted`` carries the mapping to try out, ``confirmed`` the one to take in with; ``other_wanted`` comes where
    the other thing is wanted that can be done with such a file.
    """

    try_wanted = Signal(object)
    confirmed = Signal(object)
    other_wanted = Signal()

    def __init__(
        self,
        path: Path,
        kind: str,
        appearance: Appearance,
        parent: QWidget,
        *,
        peek: Peek | None = None,
        other: str = "",
    ):
        super().__init__(f"Take in “{path.name}”", kind, parent, width=WIDTH)
        self._look = appearance
        self._plan: Plan | None = None
        self._make_parts(peek)
        self._lay_out(other)
        self._tabs.currentChanged.connect(self._on_tab)
        self._save.clicked.connect(self._on_save)
        self._rest.timeout.connect(self._on_rested)
        self.accepted.connect(self._on_accepted)
        self.resize(WIDTH, HEIGHT if peek is None else HEIGHT_WITH_COLUMNS)
        self._rest.start(0)

    # Properties

    @property
    def columns(self) -> Columns | None:
        """What says what columns stand for; None where the file is no table."""
        return self._columns

    @property
    def accept_button(self) -> QPushButton:
        """The button that takes in."""
        return self._yes

    @property
    def tabs(self) -> QTabBar:
        """What becomes of the things in the file."""
        return self._tabs

    @property
    def plan(self) -> Plan | None:
        """What taking in would do; None until that is known."""
        return self._plan

    @property
    def words(self) -> str:
        """What is said of the whole, and the lines on show."""
        return f"{self._said.text()}\n{self._list.words}"

    # Methods

    @Slot(int, int)
    def show_progress(self, done: int, _total: int) -> None:
        """Say how far the dry run is."""
        self._said.setText(f"Trying it out on a copy: {counted(done, 'annotation')} so far")

    def show_plan(self, plan: Plan) -> None:
        """Show what would be done."""
        self._plan = plan
        self._bar.hide()
        self._said.setText(plan.sentence(done=False))
        for place, group in enumerate(GROUPS):
            count = sum(line.count for line in plan.groups()[group])
            self._tabs.setTabText(place, f"{TITLES[group]} {count:,}")
        self._tabs.show()
        first = next((group for group in ("added", "changed", "lost") if plan.groups()[group]), "added")
        self._tabs.setCurrentIndex(GROUPS.index(first))
        self._on_tab()
        self._save.setEnabled(True)
        self._yes.setEnabled(plan.does_something)
        if plan.does_something:
            self._yes.setDefault(True)
            if isinstance(self.focusWidget(), QPushButton):
                self._yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, sentence: str) -> None:
        """Say why the file cannot be taken in."""
        self._forget()
        self._bar.hide()
        self._said.setText(sentence)

    # Building

    def _make_parts(self, peek: Peek | None) -> None:
        self._columns = Columns(peek, self._look, self) if peek is not None else None
        if self._columns is not None:
            self._columns.changed.connect(self._on_mapping_changed)
        self._said = self.paragraph("", "ink")
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Trying out")
        self._tabs = QTabBar(self)
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setAccessibleName("What becomes of the things in the file")
        for group in GROUPS:
            self._tabs.addTab(TITLES[group])
        self._list = PlanList(self._look, self)
        self._save = QPushButton("Save the list…", self)
        self._save.setToolTip("Write all four lists to a text file")
        self._save.setAutoDefault(False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)

    def _lay_out(self, other: str) -> None:
        if self._columns is not None:
            label = QLabel("What the columns stand for", self)
            label.setFont(self._look.font(bold=True))
            self.column.addWidget(label)
            self.column.addWidget(self._columns, 2)
        for part in (self._said, self._bar, self._tabs):
            self.column.addWidget(part)
        self.column.addWidget(self._list, 3)
        self._yes, no = self.add_buttons("Take in", "Cancel")
        self._yes.setToolTip("Write it into the collection, as one step that undo takes back")
        self._no = no or self._yes
        self._no.setAutoDefault(False)
        self.add_beside(self._save)
        if other:
            button = QPushButton(other, self)
            button.setToolTip(OTHER_TIP)
            button.setAutoDefault(False)
            button.clicked.connect(self._on_other)
            self.add_beside(button)
        self._forget()

    # Parts

    def _forget(self) -> None:
        self._plan = None
        self._tabs.hide()
        self._list.say("")
        self._save.setEnabled(False)
        self._yes.setEnabled(False)

    def _mapping(self) -> Mapping[str, str]:
        return self._columns.mapping if self._columns is not None else {}

    # Slots

    @Slot()
    def _on_mapping_changed(self) -> None:
        self._forget()
        self._rest.start(WAIT_MS)

    @Slot()
    def _on_rested(self) -> None:
        refusal = self._columns.refusal if self._columns is not None else ""
        if refusal:
            self.show_refusal(refusal)
            return
        self._said.setText("Trying it out on a copy…")
        self._bar.show()
        self.try_wanted.emit(self._mapping())

    @Slot()
    def _on_tab(self) -> None:
        group = GROUPS[max(0, self._tabs.currentIndex())]
        if self._plan is not None:
            lines = self._plan.groups()[group]
            self._list.show_lines(lines) if lines else self._list.say(NOTHING[group])

    @Slot()
    def _on_save(self) -> None:
        path = files.choose_report(self) if self._plan is not None else None
        if path is not None and self._plan is not None:
            files.write_list(path, self._plan.text(done=False))

    @Slot()
    def _on_other(self) -> None:
        self.reject()
        self.other_wanted.emit()

    @Slot()
    def _on_accepted(self) -> None:
        self.confirmed.emit(self._mapping())
