# SPDX-License-Identifier: MIT
"""The bar above the table of annotations: the query, and buttons for columns, groups, editing and export."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from app.desktop.appearance import Appearance
from app.desktop.widgets.query_field import QueryField

HINT = "Words, or fields such as kind:recommendation to:assembly code:trade"


class TableQuery(QueryField):
    """The query of the table. ``entered`` comes with Enter or Down: on to the table."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the table."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class TableBar(QWidget):
    """The query and the buttons. ``asked`` carries a query as it is typed.

    The menus are filled by whoever gives ``set_menus`` what fills them, each time they open.
    """

    asked = Signal(str)
    edit_asked = Signal()
    export_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._fills: dict[QPushButton, Callable[[QMenu], None]] = {}
        self.field = TableQuery("Which annotations", "Show only annotations that match this query", appearance)
        self.field.setObjectName("search")
        self.field.setPlaceholderText(HINT)
        self.field.textEdited.connect(self.asked)
        self.columns_button = self._button("Columns", "Choose which columns show, and by which of them it is sorted")
        self.group_button = self._button("Group", "Put the annotations into groups")
        self.edit_button = self._button("Edit…", "Change all selected annotations at once (E)")
        self.export_button = self._button("Export…", "Write the annotations listed here to a file")
        self.columns_button.clicked.connect(self._on_menu_clicked)
        self.group_button.clicked.connect(self._on_menu_clicked)
        self.edit_button.clicked.connect(self.edit_asked)
        self.export_button.clicked.connect(self.export_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        for button in self._buttons():
            row.addWidget(button)

    # Methods

    def set_menus(self, columns: Callable[[QMenu], None], groups: Callable[[QMenu], None]) -> None:
        """Say what fills the menus of columns and of groups."""
        self._fills = {self.columns_button: columns, self.group_button: groups}

    def show_selected(self, count: int, *, writable: bool) -> None:
        """Say how many annotations are selected, and whether they can be changed."""
        self.edit_button.setText(f"Edit {count:,}…" if count else "Edit…")
        self.edit_button.setAccessibleName(f"Edit {count:,} selected annotations" if count else "Edit")
        self.edit_button.setEnabled(writable and count > 0)

    def show_group(self, title: str) -> None:
        """Say by what the annotations are grouped; nothing where they are not."""
        self.group_button.setText(f"By {title.lower()}" if title else "Group")

    # Parts

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.columns_button, self.group_button, self.edit_button, self.export_button

    def _button(self, words: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(words.rstrip("…"))
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    @Slot()
    def _on_menu_clicked(self) -> None:
        button = self.sender()
        if not isinstance(button, QPushButton) or button not in self._fills:
            return
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fills[button](menu)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))


def checkable(menu: QMenu, words: str, data: str, *, checked: bool) -> QAction:
    """Add an action that is checked or not to a menu."""
    action = menu.addAction(words)
    action.setData(data)
    action.setCheckable(True)
    action.setChecked(checked)
    return action
