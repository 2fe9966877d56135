# SPDX-License-Identifier: MIT
"""The button that says how the list of sources is arranged, with all that can be changed about it in one menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.desktop.models.sources import ONLY, SORTS
from app.editing.source_groups import Arrangement


class ArrangeButton(QToolButton):
    """``chosen`` carries the arrangement that is wanted; ``opening`` comes before the menu shows."""

    chosen = Signal(object)
    opening = Signal()

    def __init__(self, more: Sequence[QAction], parent: QWidget):
        super().__init__(parent)
        self._wanted = Arrangement()
        self._groups: Mapping[str, str] = {"": "No groups"}
        self._more = list(more)
        self.setToolTip("Choose the order of the sources, what they are grouped by, and which of them to show")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._on_about_to_show)
        self.setMenu(menu)
        self.show_value(self._wanted)

    def offer(self, groups: Mapping[str, str]) -> None:
        """Say what sources can be grouped by."""
        self._groups = groups

    def show_value(self, wanted: Arrangement) -> None:
        """Show how the list is arranged."""
        self._wanted = wanted
        words = ONLY[wanted.only] if wanted.only else SORTS[wanted.sort]
        self.setText(words)
        grouped = self._groups.get(wanted.group, "") if wanted.group else ""
        said = [SORTS[wanted.sort], f"by {grouped.lower()}" if grouped else "", ONLY[wanted.only]]
        self.setAccessibleName("Order of the sources: " + ", ".join(part for part in said if part))

    def fill(self) -> None:
        """Put everything that can be chosen into the menu."""
        self.opening.emit()
        menu = self.menu()
        menu.clear()
        for field, title, choices in (
            ("sort", "Order", SORTS),
            ("group", "Group by", self._groups),
            ("only", "Show", ONLY),
        ):
            if not menu.isEmpty():
                menu.addSeparator()
            menu.addAction(title).setEnabled(False)
            for value, words in choices.items():
                action = menu.addAction(words)
                action.setData((field, value))
                action.setCheckable(True)
                action.setChecked(getattr(self._wanted, field) == value)
                action.triggered.connect(self._on_triggered)
        menu.addSeparator()
        menu.addActions(self._more)

    @Slot()
    def _on_about_to_show(self) -> None:
        self.fill()

    @Slot()
    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            field, value = action.data()
            self.show_value(self._wanted.but(**{field: value}))
            self.chosen.emit(self._wanted)
