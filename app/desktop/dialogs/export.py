# SPDX-License-Identifier: MIT
"""Asks in which format, which annotations and where to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.collection import Collection
from app.desktop.dialogs import files
from app.desktop.dialogs.frame import Frame
from app.desktop.wording import counted
from app.exchange.formats import Format, formats

LIST_HEIGHT = 208


class ExportDialog(Frame):
    """``confirmed`` carries format, path and query."""

    confirmed = Signal(str, str, str)

    def __init__(self, collection: Collection, folder: Path, last: str, parent: QWidget):
        counts = collection.counts()
        total = counts["claim"] + counts["recommendation"] + counts["passage"]
        super().__init__("Export annotations", f"{counted(total, 'annotation')} in this collection.", parent, width=520)
        self._formats = formats()
        self._stem = collection.path.stem
        self._folder = folder
        self._list = self._make_list(last)
        self.column.addWidget(self._list)
        self._query = QLineEdit(self)
        self._query.setPlaceholderText("All of them; or a query, such as kind:recommendation to:Europe")
        self._query.setToolTip("Only annotations that match this query")
        self._path = QLineEdit(self)
        self._path.setToolTip("Where the file goes")
        self._add_field("Which annotations", self._query)
        self._add_field("File", self._path, self._browse())
        self._warning = self.paragraph("", "soft")
        self.column.addWidget(self._warning)
        self._yes, _ = self.add_buttons("Export", "Cancel")
        self._list.currentRowChanged.connect(self._on_format_chosen)
        self._path.textChanged.connect(self._on_path_changed)
        self._on_format_chosen()
        self.accepted.connect(self._on_accepted)

    @property
    def path_field(self) -> QLineEdit:
        """The field for the path."""
        return self._path

    @property
    def query_field(self) -> QLineEdit:
        """The field for the query."""
        return self._query

    @property
    def accept_button(self) -> QPushButton:
        """The button that exports."""
        return self._yes

    def choose(self, name: str) -> None:
        """Choose a format by its name."""
        self._list.setCurrentRow(list(self._formats).index(name))

    def _make_list(self, last: str) -> QListWidget:
        made = QListWidget(self)
        made.setObjectName("choices")
        made.setAccessibleName("Format")
        made.setToolTip("What kind of file is written")
        made.setFixedHeight(LIST_HEIGHT)
        made.addItems([known.title for known in self._formats.values()])
        made.setCurrentRow(list(self._formats).index(last) if last in self._formats else 0)
        return made

    def _add_field(self, name: str, field: QLineEdit, button: QPushButton | None = None) -> None:
        label = QLabel(name, self)
        label.setObjectName("soft")
        label.setBuddy(field)
        field.setAccessibleName(name)
        row = QHBoxLayout()
        row.addWidget(field, 1)
        if button is not None:
            row.addWidget(button)
        pair = QVBoxLayout()
        pair.setSpacing(4)
        pair.addWidget(label)
        pair.addLayout(row)
        self.column.addLayout(pair)

    def _browse(self) -> QPushButton:
        button = QPushButton("Choose…", self)
        button.setToolTip("Choose where the file goes")
        button.setAutoDefault(False)
        button.clicked.connect(self._on_browse)
        return button

    def _format(self) -> Format:
        return list(self._formats.values())[max(0, self._list.currentRow())]

    @Slot()
    def _on_format_chosen(self) -> None:
        given = self._path.text()
        path = Path(given) if given else self._folder / self._stem
        self._path.setText(str(path.with_suffix(self._format().suffix)))

    @Slot()
    def _on_path_changed(self) -> None:
        given = self._path.text().strip()
        there = bool(given) and Path(given).is_file()
        self._yes.setEnabled(bool(given))
        self._yes.setText("Replace" if there else "Export")
        self._warning.setText(f"“{Path(given).name}” is there already and will be replaced." if there else "")

    @Slot()
    def _on_browse(self) -> None:
        chosen = files.choose_export(self, Path(self._path.text()), f"*{self._format().suffix}")
        if chosen is not None:
            self._path.setText(str(chosen))

    @Slot()
    def _on_accepted(self) -> None:
        self.confirmed.emit(self._format().name, self._path.text().strip(), self._query.text())
