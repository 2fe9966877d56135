# SPDX-License-Identifier: MIT
"""What is done with the sources chosen in the list: reading marks, sets, columns, notes, deleting, erasing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.controllers.reading import Reading
from app.desktop.controllers.session import Session
from app.desktop.long_work import ROWS, LongWork
from app.desktop.panels.sources import SourcesPanel
from app.desktop.wording import counted
from app.editing import source_groups, sources
from database.history import Change

COUNT_MS = 300
"""How long after a change reading and tagging are counted anew: not while one tags."""
COUNTED = ("source", "reading", "annotation")


class Sources(QObject):
    """The commands about sources act on those chosen in the list, or on the open one where none is."""

    def __init__(
        self, session: Session, reading: Reading, panel: SourcesPanel, appearance: Appearance, window: QWidget
    ):
        super().__init__(window)
        self._session = session
        self._reading = reading
        self._panel = panel
        self._look = appearance
        self._window = window
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(COUNT_MS)
        self._count.timeout.connect(self.count)
        session.opened.connect(self.count)
        session.changed.connect(self._on_changed)
        panel.arranging.connect(self._on_arranging)

    @property
    def ids(self) -> Sequence[int]:
        """The sources that a command acts on."""
        chosen = self._panel.ids
        if len(chosen) > 1 or self._reading.source is None:
            return chosen
        return [self._reading.source.id]

    @Slot()
    def count(self) -> None:
        """Say how many sources have been read and tagged."""
        collection = self._session.collection
        if collection is not None:
            self._panel.show_progress(source_groups.progress(collection))

    # Commands

    @Slot()
    def mark_read(self) -> None:
        """Show the chosen sources as read."""
        if self.ids:
            sources.mark_sources(self._session.required, self.ids, read=True)

    @Slot()
    def mark_unread(self) -> None:
        """Show the chosen sources as not read yet."""
        self._reading.hold()
        if self.ids:
            sources.mark_sources(self._session.required, self.ids, read=False)

    @Slot()
    def about(self) -> None:
        """Show sets, columns and note of the chosen sources."""
        from app.desktop.dialogs.source_about import SourceAboutDialog  # noqa: PLC0415  loaded when it is asked for

        if self.ids:
            dialog = SourceAboutDialog(self.ids, self._session.required, self._look, self._window)
            dialog.attributes_asked.connect(self.attributes)
            dialog.open()

    @Slot()
    def delete(self) -> None:
        """Delete the chosen sources; where there are several, show what goes along first."""
        from app.desktop.dialogs.source_delete import DeleteSourcesDialog  # noqa: PLC0415  as above

        ids = list(self.ids)
        if len(ids) == 1:
            self._delete(ids)
        elif ids:
            dialog = DeleteSourcesDialog(ids, self._session.required, self._look, self._window)
            dialog.confirmed.connect(partial(self._delete, ids))
            dialog.open()

    @Slot()
    def erase(self) -> None:
        """Erase the chosen sources for good, once that has been confirmed."""
        from app.desktop.dialogs.erase import EraseDialog  # noqa: PLC0415  as above

        if self.ids:
            EraseDialog(self._session.required, self._look, self._window, sources=self.ids).open()

    @Slot()
    def erase_deleted(self) -> None:
        """Choose among what was deleted, and erase it for good once that has been confirmed."""
        from app.desktop.dialogs.erase_deleted import EraseDeletedDialog  # noqa: PLC0415  as above

        dialog = EraseDeletedDialog(self._session.required, self._window)
        dialog.erase_asked.connect(self._on_erase_asked)
        dialog.open()

    @Slot()
    def sets(self) -> None:
        """Make, rename and delete sets."""
        from app.desktop.dialogs.source_sets import SetsDialog  # noqa: PLC0415  as above

        SetsDialog(self._session.required, self._look, self._window).open()

    @Slot()
    def attributes(self) -> None:
        """Define the columns that sources have."""
        from app.desktop.dialogs.source_attributes import AttributesDialog  # noqa: PLC0415  as above

        AttributesDialog(self._session.required, self._look, self._window).open()

    @Slot()
    def note(self) -> None:
        """Write a note on the collection."""
        from app.desktop.dialogs.note import CollectionNoteDialog  # noqa: PLC0415  as above

        CollectionNoteDialog(self._session.required, self._look, self._window).open()

    # Parts

    def _delete(self, ids: Sequence[int]) -> None:
        """Delete sources; each counts as some rows, and so does each of its annotations."""
        collection = self._session.required
        size = len(ids) + sum(len(collection.annotation_ids(source)) for source in ids)
        work = LongWork(
            f"Deleting {counted(len(ids), 'source')}", partial(Collection.delete_sources, ids=ids), size, ROWS
        )
        self._session.write(work, _forget)

    # Slots

    @Slot(object, object)
    def _on_erase_asked(self, sources: Sequence[int], actors: Sequence[int]) -> None:
        from app.desktop.dialogs.erase import EraseDialog  # noqa: PLC0415  as above

        EraseDialog(self._session.required, self._look, self._window, sources=sources, actors=actors).open()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change.touches(*COUNTED):
            self._count.start()

    @Slot()
    def _on_arranging(self) -> None:
        self._panel.arrange_button.offer(source_groups.groupings(self._session.collection))


def _forget(_result: object) -> None:
    """Want nothing of a result."""
