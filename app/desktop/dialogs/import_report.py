# SPDX-License-Identifier: MIT
"""What an import did: what came in, what did not and why, and what a person should look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.report import ReportDelegate
from app.desktop.dialogs import files
from app.desktop.dialogs.frame import Frame
from app.desktop.models.report import DIFFERING, NEAR, SORTS, ReportModel, ReportRow, near_rows, rows_of
from app.desktop.virtual_list import VirtualList
from app.desktop.widgets.empty import EmptyState
from app.desktop.widgets.filter_bar import FilterBar
from app.desktop.widgets.parts import hairline, push_button
from app.desktop.wording import counted
from app.importing.near import Near
from app.importing.report import Differing

if TYPE_CHECKING:
    from app.importing.job import ImportReport

WIDTH, HEIGHT = 800, 560
NOTHING = "Nothing of this sort."


class ImportReportDialog(Frame):
    """Lists what became of each file; the window behind it can be used meanwhile.

    ``source_asked`` carries a source to read, ``replace_asked`` a source and the file whose text is to take its
    place, ``replace_all_asked`` all such pairs, ``import_asked`` a file to import as a source of its own, and
    ``compare_asked`` a :class:`Near`.
    """

    source_asked = Signal(int)
    replace_asked = Signal(int, object)
    replace_all_asked = Signal(object)
    import_asked = Signal(object)
    compare_asked = Signal(object)

    def __init__(self, report: ImportReport, appearance: Appearance, parent: QWidget, title: str = "Import finished"):
        super().__init__(title, summary(report), parent, width=560)
        room = parent.window()
        self.resize(min(WIDTH, room.width() - 80), min(HEIGHT, room.height() - 80))
        self.model = ReportModel(self)
        self.filters = FilterBar("Files shown", self)
        self.filters.chosen.connect(self.choose)
        self._list = self._make_list(appearance)
        self._empty = EmptyState(appearance, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        self.column.addWidget(self.filters)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(hairline(self))
        self.column.addLayout(self._make_foot())
        self.model.add(rows_of(report))
        self._count()
        self.choose(first_sort(self.model))
        self._list.setFocus()

    # Properties

    @property
    def list_view(self) -> VirtualList:
        """The list."""
        return self._list

    @property
    def current(self) -> ReportRow | None:
        """The current row, or None."""
        return self.model.record(self._list.currentIndex().row())

    # Methods

    def show_near(self, found: Sequence[Near]) -> None:
        """Add the sources that are nearly the same as others."""
        if found:
            self.model.add(near_rows(found))
            self._count()
            self.choose(self.model.sort_name)

    def drop(self, source: int, sort: str) -> None:
        """Take out what has been dealt with."""
        for row in [self.model.record(number) for number in range(self.model.rowCount())]:
            if row is not None and row.sort == sort and row.source == source:
                self.model.drop(row)
        self._show_again()

    def show_gone(self, gone: frozenset[int]) -> None:
        """Lead to none of these sources any more."""
        self.model.show_gone(gone)
        self._show_again()

    @Slot(str)
    def choose(self, sort: str) -> None:
        """Show what is of one sort."""
        self.filters.choose(sort)
        self.model.narrow(sort)
        self._list.scrollToTop()
        if self.model.rowCount():
            self._list.setCurrentIndex(self.model.index(0))
        else:
            self._empty.say(NOTHING, "")
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._allow()

    # Building

    def _make_list(self, appearance: Appearance) -> VirtualList:
        delegate = ReportDelegate(appearance, self)
        made = VirtualList(self, estimate=delegate.height)
        made.setAccessibleName("What became of each file")
        made.setToolTip("What became of each file")
        made.setModel(self.model)
        made.setItemDelegate(delegate)
        made.selectionModel().currentChanged.connect(self._on_current_changed)
        made.doubleClicked.connect(self._on_open)
        return made

    def _make_foot(self) -> QHBoxLayout:
        self._open = push_button("Read", "Show this source in the window behind", self, self._on_open)
        self._replace = push_button(
            "Replace text…",
            "Put this file in place of the source; you see first what becomes of it",
            self,
            self._on_replace,
        )
        self._all = push_button(
            "Replace all",
            "Put every changed file in place of its source; doubtful places wait in Review",
            self,
            self._on_all,
        )
        self._import = push_button("Import as new", "Make a source of its own of this file", self, self._on_import)
        self._compare = push_button("Compare…", "Show both texts, and where they differ", self, self._on_compare)
        save = push_button("Save the list…", "Write this list to a text file", self, self._on_save)
        close = push_button("Close", "Close this window", self, self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self._open, self._replace, self._all, self._import, self._compare):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(save)
        foot.addWidget(close)
        return foot

    # Parts

    def _show_again(self) -> None:
        """Show what is left of the sort on show, and stay at the same row of it."""
        row = self._list.currentIndex().row()
        self._count()
        self.choose(self.model.sort_name)
        self._list.setCurrentIndex(self.model.index(max(0, min(row, self.model.rowCount() - 1))))

    def _count(self) -> None:
        counts = self.model.counts
        self.filters.show_sorts([(sort, words, counts[sort]) for sort, words in SORTS.items() if _shows(sort, counts)])

    def _allow(self) -> None:
        row = self.current
        self._open.setVisible(row is not None and bool(row.source))
        for button in (self._replace, self._import):
            button.setVisible(row is not None and row.sort == DIFFERING)
        several = self.model.counts[DIFFERING] > 1
        self._all.setVisible(row is not None and row.sort == DIFFERING and several)
        self._compare.setVisible(row is not None and row.sort == NEAR)

    # Slots

    @Slot(QModelIndex)
    def _on_current_changed(self) -> None:
        self._allow()

    @Slot()
    def _on_open(self) -> None:
        row = self.current
        if row is not None and row.source:
            self.source_asked.emit(row.source)

    @Slot()
    def _on_replace(self) -> None:
        row = self.current
        if row is not None and isinstance(row.item, Differing):
            self.replace_asked.emit(row.source, row.item.file)

    @Slot()
    def _on_all(self) -> None:
        self.replace_all_asked.emit(self.model.differing())

    @Slot()
    def _on_import(self) -> None:
        row = self.current
        if row is not None and isinstance(row.item, Differing):
            self.import_asked.emit(row.item.file)
            self.drop(row.source, DIFFERING)

    @Slot()
    def _on_compare(self) -> None:
        row = self.current
        if row is not None and isinstance(row.item, Near):
            self.compare_asked.emit(row.item)

    @Slot()
    def _on_save(self) -> None:
        path = files.choose_report(self)
        if path is not None:
            files.write_list(path, self.model.listing())


def _shows(sort: str, counts: dict[str, int]) -> bool:
    """Tell whether there is a button for a sort: for those of every import, and for others where there are any."""
    return bool(counts[sort]) or sort in {"imported", "failed", "skipped"}


def first_sort(model: ReportModel) -> str:
    """Return what a person should see first: what has to be decided, then what failed, then what came in."""
    counts = model.counts
    order = (DIFFERING, "failed", "imported", "skipped", "missing", NEAR, "noted")
    return next((sort for sort in order if counts[sort]), "imported")


def summary(report: ImportReport) -> str:
    """Return how an import went, in a sentence or two."""
    parts = [f"{counted(len(report.imported), 'source')} imported" if report.imported else "Nothing imported"]
    if report.differing:
        parts.append(f"{counted(len(report.differing), 'file')} changed since")
    if report.skipped:
        parts.append(f"{counted(len(report.skipped), 'file')} skipped")
    if report.failed:
        parts.append(f"{len(report.failed):,} could not be read")
    if report.missing:
        parts.append(f"{counted(len(report.missing), 'file')} gone")
    if report.left:
        parts.append(f"{counted(report.left, 'file')} not come to")
    return ", ".join(parts) + "." + (f" {report.stopped}" if report.stopped else "")
