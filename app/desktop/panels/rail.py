# SPDX-License-Identifier: MIT
"""The rail at the far left: one button a view."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.commands import command, tip
from app.desktop.views import READ, VIEWS, ViewRow
from app.desktop.widgets.parts import hairline, plain

LEAST, USUAL, STRETCH = 40, 52, 100
"""How high a button is in a low window and in others, and how much more it may grow than the space below the last."""


class Rail(QWidget):
    """Shows the views there are, and which of them is in front; ``chosen`` carries the id of the one that is wanted."""

    chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self._look = appearance
        self.setFixedWidth(appearance.theme.size("rail"))
        bar = plain("bar", self)
        column = QVBoxLayout(bar)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(4)
        self._group = QButtonGroup(self)
        for number, view in enumerate(VIEWS):
            button = self._button(view, bar)
            self._group.addButton(button, number)
            column.addWidget(button, STRETCH)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(bar)
        row.addWidget(hairline(self, upright=True))
        self._group.idClicked.connect(self._on_clicked)
        self.mark(READ)
        appearance.changed.connect(self._on_appearance_changed)
        self._on_appearance_changed()

    def mark(self, wanted: str) -> None:
        """Show which view is in front."""
        for number, view in enumerate(VIEWS):
            self._group.button(number).setChecked(view.id == wanted)
        self._on_appearance_changed()

    def _button(self, view: ViewRow, parent: QWidget) -> QToolButton:
        button = QToolButton(parent)
        button.setObjectName("rail")
        button.setText(view.name)
        button.setAccessibleName(f"View: {view.name}")
        button.setToolTip(tip(command(f"view.{view.id}")))
        button.setIconSize(QSize(20, 20))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        button.setMinimumHeight(LEAST)
        button.setMaximumHeight(USUAL)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(VIEWS[number].id)

    @Slot()
    def _on_appearance_changed(self) -> None:
        for number, view in enumerate(VIEWS):
            button = self._group.button(number)
            button.setIcon(self._look.icon(view.icon, "accent" if button.isChecked() else "soft"))
