# SPDX-License-Identifier: MIT
"""Changing many annotations at once: what to do, and before it is done, every annotation it touches."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.dialogs.bulk_pages import PAGES, Page
from app.desktop.dialogs.touching import TouchDialog
from app.desktop.long_work import ROWS, LongWork
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.wording import counted
from app.editing.errors import Refused
from database.bulk import Preview


class BulkDialog(TouchDialog):
    """Asks what to do with some annotations. ``work_asked`` carries what is to be done with how many."""

    work_asked = Signal(object)

    def __init__(self, ids: Sequence[int], collection: Collection, look: Appearance, parent: QWidget):
        selected = f"{counted(len(ids), 'annotation')} selected. Undo takes the change back in one step."
        super().__init__("Edit annotations", selected, look, parent)
        self._collection = collection
        self.what = ChoiceBox(self)
        self.what.addItems([page.title for page in PAGES])
        self.what.setAccessibleName("What to do")
        self.what.setToolTip("What to do with the selected annotations")
        self._pages = QStackedWidget(self)
        self._pages.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for kind in PAGES:
            page = kind(ids, collection, look, self._pages)
            page.changed.connect(self._on_changed)
            self._pages.addWidget(page)
        self.add_field("What to do", self.what)
        self.column.addWidget(self._pages)
        self.yes = self.finish("Change")
        self.what.currentIndexChanged.connect(self._on_chosen)
        self._on_changed()
        self.what.setFocus()

    @property
    def page(self) -> Page:
        """What is chosen to be done."""
        page = self._pages.currentWidget()
        if not isinstance(page, Page):
            raise TypeError(page)
        return page

    def choose(self, title: str) -> None:
        """Choose what to do."""
        self.what.setCurrentIndex([page.title for page in PAGES].index(title))

    def act(self) -> None:
        """Ask for it.

        Raises:
            PostilError: it cannot be done, or would change nothing.
        """
        changes = self.page.preview().changes
        if not changes:
            raise Refused("This would change no annotation.")
        words = f"{self.page.title}: {counted(len(changes), 'annotation')}"
        self.work_asked.emit(LongWork(words, self.page.work(), len(changes), ROWS))

    @Slot(int)
    def _on_chosen(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        self.yes.setText(self.page.accept)
        self.yes.setAccessibleName(self.page.accept)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        """Show what it would touch."""
        self.say("")
        preview = self.page.preview()
        self.show_touched(self._collection, preview.changes)
        self._touched.setText(f"{self._touched.text()}{_left_out(preview, self.page.stays)}")
        self._box.show()
        self.yes.setEnabled(bool(preview.changes))


def _left_out(preview: Preview, stays: str) -> str:
    """Say how many annotations are left out, and why."""
    left = ""
    if preview.already:
        left += f"; {preview.already:,} {'is' if preview.already == 1 else 'are'} so already"
    if preview.impossible:
        left += f"; {preview.impossible:,} {stays} {'stays' if preview.impossible == 1 else 'stay'}"
    return left
