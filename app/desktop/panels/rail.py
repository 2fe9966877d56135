# SPDX-License-Identifier: MIT
"""The rail at the far left: one button a view."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.widgets.parts import hairline, plain


class View(NamedTuple):
    """One of the window's views."""

    name: str
    icon: str
    tip: str


VIEWS = (View("Read", "read", "Read and tag sources"),)


class Rail(QWidget):
    """Shows the views there are, and which of them is in front."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self._look = appearance
        self.setFixedWidth(appearance.theme.size("rail"))
        bar = plain("bar", self)
        column = QVBoxLayout(bar)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(4)
        self._buttons = [self._button(view, bar) for view in VIEWS]
        for button in self._buttons:
            column.addWidget(button)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(bar)
        row.addWidget(hairline(self, upright=True))
        self._buttons[0].setChecked(True)
        appearance.changed.connect(self._on_appearance_changed)
        self._on_appearance_changed()

    def _button(self, view: View, parent: QWidget) -> QToolButton:
        button = QToolButton(parent)
        button.setObjectName("rail")
        button.setText(view.name)
        button.setAccessibleName(f"View: {view.name}")
        button.setToolTip(view.tip)
        button.setIconSize(QSize(20, 20))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFixedHeight(52)
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @Slot()
    def _on_appearance_changed(self) -> None:
        for view, button in zip(VIEWS, self._buttons, strict=True):
            button.setIcon(self._look.icon(view.icon, "accent" if button.isChecked() else "soft"))
