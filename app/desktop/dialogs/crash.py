# SPDX-License-Identifier: MIT
"""What to do when the program has a fault: a report that can be copied, and the assurance that nothing is lost."""

from __future__ import annotations

import platform
import sys
import traceback

from PySide6.QtCore import Qt, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from app import __version__
from app.desktop.dialogs.frame import Frame

WORDS = (
    "This is a fault of the program, not of yours. Everything you had done is saved. You can go on; if something "
    "looks wrong, start Postil again. The report below says what happened; read it before you send it to anyone."
)


class CrashDialog(Frame):
    """Shows the report of one fault."""

    def __init__(self, report: str, parent: QWidget):
        super().__init__("Something went wrong", WORDS, parent, width=620)
        self._report = QPlainTextEdit(report, self)
        self._report.setReadOnly(True)
        self._report.setAccessibleName("Report")
        self._report.setToolTip("What happened, for those who mend it")
        self._report.setMinimumHeight(220)
        self.column.addWidget(self._report)
        copy = QPushButton("Copy the report", self)
        copy.setToolTip("Copy the report, to send it to those who mend it")
        copy.clicked.connect(self._on_copy)
        self.column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_buttons("Go on")

    @property
    def report(self) -> str:
        """The report on show."""
        return self._report.toPlainText()

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)


def report_of(error: BaseException) -> str:
    """Return what happened: the versions in use and the trace."""
    versions = f"Postil {__version__} · Python {platform.python_version()} · Qt {qVersion()} · {sys.platform}"
    trace = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    return f"{versions}\n\n{trace}"
