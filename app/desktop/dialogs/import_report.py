# SPDX-License-Identifier: MIT
"""What an import left out, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from app.desktop.dialogs import files
from app.desktop.dialogs.frame import Frame
from app.desktop.wording import counted

if TYPE_CHECKING:
    from app.importing.job import ImportReport


class ImportReportDialog(Frame):
    """Lists the files that were skipped or failed; the list can be saved."""

    def __init__(self, report: ImportReport, parent: QWidget):
        super().__init__("Import finished", summary(report), parent, width=560)
        self._list = QPlainTextEdit(listing(report), self)
        self._list.setReadOnly(True)
        self._list.setAccessibleName("Files that were left out")
        self._list.setToolTip("Files that were left out, each with the reason")
        self._list.setMinimumHeight(220)
        self.column.addWidget(self._list)
        save = QPushButton("Save the list…", self)
        save.setToolTip("Write this list to a text file")
        save.clicked.connect(self._on_save)
        self.column.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_buttons("Close")

    @Slot()
    def _on_save(self) -> None:
        path = files.choose_report(self)
        if path is not None:
            path.write_text(self._list.toPlainText() + "\n", encoding="utf-8")


def summary(report: ImportReport) -> str:
    """Return how an import went, in a sentence or two."""
    parts = [f"{counted(len(report.imported), 'source')} imported"]
    if report.skipped:
        parts.append(f"{counted(len(report.skipped), 'file')} skipped")
    if report.failed:
        parts.append(f"{len(report.failed):,} could not be read")
    if report.left:
        parts.append(f"{counted(report.left, 'file')} not come to")
    return ", ".join(parts) + "." + (f" {report.stopped}" if report.stopped else "")


def listing(report: ImportReport) -> str:
    """Return one line a file that was left out."""
    failed = [f"{problem.path}\n    {problem.reason}" for problem in report.failed]
    skipped = [f"{problem.path}\n    {problem.reason}" for problem in report.skipped]
    return "\n".join((*failed, *skipped))
