# SPDX-License-Identifier: MIT
"""The folders that are watched: added, taken away, scanned."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QWidget

from app.desktop.dialogs.frame import Frame
from app.desktop.widgets.parts import push_button
from app.editing.watched import Watched

WIDTH, LIST_HEIGHT = 560, 176
WORDS = (
    "A scan adds what is new in these folders, tells which files have changed, and which are gone. It never deletes or "
    "replaces anything by itself."
)
NONE = "No folder is watched yet."
AWAY = "cannot be reached now"


class WatchedDialog(Frame):
    """``add_asked`` comes when a folder is to be chosen, ``remove_asked`` carries rows, ``scan_asked`` a scan."""

    add_asked = Signal()
    remove_asked = Signal(object)
    scan_asked = Signal()

    def __init__(self, folders: Sequence[Watched], parent: QWidget, *, writable: bool):
        super().__init__("Watched folders", WORDS, parent, width=WIDTH)
        self._writable = writable
        self._list = QListWidget(self)
        self._list.setObjectName("choices")
        self._list.setAccessibleName("Watched folders")
        self._list.setToolTip("The folders that are watched")
        self._list.setFixedHeight(LIST_HEIGHT)
        self._none = QLabel(NONE, self)
        self._none.setObjectName("faint")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setFixedHeight(LIST_HEIGHT)
        self.column.addWidget(self._list)
        self.column.addWidget(self._none)
        self.column.addLayout(self._make_foot())
        self._list.currentRowChanged.connect(self._allow)
        self.show_folders(folders)

    @property
    def list_view(self) -> QListWidget:
        """The list of folders."""
        return self._list

    @property
    def scan_button(self) -> QPushButton:
        """The button that scans."""
        return self._scan

    @property
    def remove_button(self) -> QPushButton:
        """The button that takes a folder away."""
        return self._remove

    def show_folders(self, folders: Sequence[Watched]) -> None:
        """Show the folders that are watched."""
        self._list.clear()
        for folder in folders:
            words = str(folder.path) if folder.there else f"{folder.path}  ({AWAY})"
            item = QListWidgetItem(words, self._list)
            item.setData(Qt.ItemDataRole.UserRole, folder.id)
        self._list.setCurrentRow(0 if folders else -1)
        self._list.setVisible(bool(folders))
        self._none.setVisible(not folders)
        self._allow()

    def _make_foot(self) -> QHBoxLayout:
        self._add = push_button("Add a folder…", "Choose a folder to watch", self, self.add_asked)
        self._remove = push_button(
            "Remove", "Watch this folder no longer; what came from it stays", self, self._on_remove
        )
        self._scan = push_button("Scan now", "Import what is new, and tell what has changed", self, self._on_scan)
        close = push_button("Close", "Close this window", self, self.accept)
        self._scan.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._add)
        foot.addWidget(self._remove)
        foot.addStretch(1)
        foot.addWidget(self._scan)
        foot.addWidget(close)
        return foot

    @Slot()
    def _allow(self) -> None:
        self._add.setEnabled(self._writable)
        self._remove.setEnabled(self._writable and self._list.currentRow() >= 0)
        self._scan.setEnabled(self._writable and self._list.count() > 0)

    @Slot()
    def _on_remove(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.remove_asked.emit([int(item.data(Qt.ItemDataRole.UserRole))])

    @Slot()
    def _on_scan(self) -> None:
        self.accept()
        self.scan_asked.emit()
