# SPDX-License-Identifier: MIT
"""Going back to a point of the history: what would be taken back, before it is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.desktop.dialogs.frame import Frame
from app.desktop.models.steps import StepRow, day_words, local, title_of
from app.desktop.wording import counted
from database.history_list import Since

WORDS = (
    "Everything becomes as it was right after this. What was done since is taken back in one step, which undo can do "
    "again; the history keeps all of it."
)


class GoBackDialog(Frame):
    """Says what was done since a point, and asks whether to take it back; accepted is yes."""

    def __init__(self, row: StepRow, since: Since, parent: QWidget):
        super().__init__(f"Go back to “{row.title}”?", WORDS, parent, width=520)
        touched = [counted(since.annotations, "annotation")] if since.annotations else []
        touched += [counted(since.sources, "source")] if since.sources else []
        self.told = f"{counted(since.count, 'action')} since{', on ' if touched else ''}{' and '.join(touched)}:"
        self.column.addWidget(self.paragraph(self.told, "title"))
        lines = []
        for entry in since.latest:
            at = local(entry.at)
            lines.append(f"{title_of(entry)} – {entry.annotator}, {day_words(at.date()).lower()} {at:%H:%M}")
        if since.count > len(since.latest):
            lines.append(f"… and {since.count - len(since.latest):,} before these")
        self.column.addWidget(self.paragraph("\n".join(lines), "soft"))
        self.yes, _ = self.add_buttons("Go back", "Cancel")
