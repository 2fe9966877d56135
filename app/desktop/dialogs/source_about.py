# SPDX-License-Identifier: MIT
"""Sets, columns and note of one source or of several, in a dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.dialogs.frame import Frame
from app.desktop.widgets.source_extras import SourceExtras
from app.desktop.wording import counted, meta_line

SEVERAL = "What you say here is said of all of them, in one step each. Every change can be undone."


class SourceAboutDialog(Frame):
    """``attributes_asked`` comes when columns are to be defined."""

    attributes_asked = Signal()

    def __init__(self, ids: Sequence[int], collection: Collection, appearance: Appearance, parent: QWidget):
        first = collection.source(ids[0])
        title = first.title if len(ids) == 1 else counted(len(ids), "source")
        super().__init__(title, meta_line(first) if len(ids) == 1 else SEVERAL, parent, width=560)
        self.extras = SourceExtras(ids, collection, appearance, self)
        self.column.addWidget(self.extras)
        columns = QPushButton("Attributes…", self)
        columns.setToolTip("Define the columns that sources have")
        columns.setAutoDefault(False)
        columns.clicked.connect(self.attributes_asked)
        self.column.addWidget(columns, 0, Qt.AlignmentFlag.AlignLeft)
        self.snug = self.live = True
        self.add_buttons("Close")

    @Slot(int)
    def done(self, result: int) -> None:
        """Save what is being typed, and close."""
        self.extras.commit()
        if not self.extras.mistake:
            super().done(result)
