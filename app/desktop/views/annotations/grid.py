# SPDX-License-Identifier: MIT
"""The grid of the table of annotations: rows of one height, whatever their number, chosen by mouse and key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.table import TableDelegate
from app.desktop.models.table import TableModel
from app.desktop.models.table_columns import AT_FIRST, BY_NAME, QUOTE

LEAST_QUOTE = 200
LEAST, LEAST_FREE = 56, 76
HEADER = 36


class Grid(QTableView):
    """Shows a :class:`TableModel`.

    ``opened`` carries an annotation to go to, ``chosen`` comes when others are selected, and ``arranged`` when a
    column was moved or made wider.
    """

    opened = Signal(int)
    chosen = Signal()
    arranged = Signal()

    def __init__(self, model: TableModel, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self._table = model
        self._look = appearance
        self._quiet = False
        self._widths: dict[str, int] = {}
        self._cells = TableDelegate(appearance, self)
        self.setObjectName("table")
        self.setAccessibleName("Annotations")
        self.setFrameShape(self.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(self.SelectionBehavior.SelectRows)
        self.setSelectionMode(self.SelectionMode.ExtendedSelection)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setModel(model)
        self.setItemDelegate(self._cells)
        self._set_up_headers()
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        self.clicked.connect(self._on_clicked)
        appearance.changed.connect(self._on_appearance_changed)
        self.show_columns(AT_FIRST, {})

    # Properties

    @property
    def selected_ids(self) -> list[int]:
        """The ids of the selected annotations, in the order of the table."""
        return [each for first, last in self._selected_rows() for each in self._table.ids_between(first, last)]

    @property
    def selected_count(self) -> int:
        """How many annotations are selected."""
        return sum(self._table.count_between(first, last) for first, last in self._selected_rows())

    @property
    def current_id(self) -> int | None:
        """The id of the annotation the user is at, or None."""
        index = self.currentIndex()
        return self._table.annotation_id(index.row()) if index.isValid() else None

    @property
    def column_names(self) -> list[str]:
        """The columns on show, in the order the user put them."""
        header = self.horizontalHeader()
        return [self._table.columns[header.logicalIndex(place)].name for place in range(header.count())]

    @property
    def widths(self) -> dict[str, int]:
        """The widths the user gave to columns, in pixels."""
        return dict(self._widths)

    # Methods

    def show_columns(self, names: Sequence[str], widths: Mapping[str, int]) -> None:
        """Show these columns, as wide as they are given, or else as they are at first; the quotation takes the rest."""
        current, chosen = self.current_id, self.selected_ids
        self._widths.update(widths)
        self._quiet = True
        self._table.set_columns(names)
        self._cells.set_columns(tuple(self._table.columns))
        header = self.horizontalHeader()
        for place in range(header.count()):
            header.moveSection(header.visualIndex(place), place)
        self._fit()
        self._quiet = False
        self.restore(current, chosen)

    def select_ids(self, ids: Iterable[int]) -> None:
        """Select these annotations, where they show."""
        last = self._table.columnCount() - 1
        selection = QItemSelection()
        for first, end in _runs(self._table.rows_of(ids)):
            selection.append(QItemSelectionRange(self._table.index(first, 0), self._table.index(end, last)))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def restore(self, current: int | None, chosen: Sequence[int], instead: int = -1) -> None:
        """After the rows have changed, be at the same annotation with the same ones selected; nothing scrolls.

        Where that annotation is gone, be in the row ``instead``, or in the last; -1 is nowhere.
        """
        rows = self._table.rows_of([current]) if current is not None else []
        row = rows[0] if rows else min(instead, self._table.rowCount() - 1)
        if row >= 0:
            index = self._table.index(row, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if chosen:
            self.select_ids(chosen)

    def open_current(self) -> None:
        """Open the current annotation, or fold or unfold the current group."""
        row = self.currentIndex().row()
        heading, annotation = self._table.heading(row), self._table.annotation_id(row)
        if heading is not None:
            self._table.fold(row, folded=not heading.folded)
        elif annotation is not None:
            self.opened.emit(annotation)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, fold and unfold; letters are left to the commands of the window."""
        index = self.currentIndex()
        heading = self._table.heading(index.row()) if index.isValid() else None
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.open_current()
        elif event.key() == Qt.Key.Key_Space and heading is not None:
            self._table.fold(index.row(), folded=not heading.folded)
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and self._table.heading_row(index.row()) >= 0:
            self._step_aside(index.row(), left=event.key() == Qt.Key.Key_Left)
        elif event.text().isprintable() and event.text() and event.key() != Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the quotation the room there is."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, and a ring around the row the keys are at."""
        header = self.horizontalHeader()
        self._cells.line = (-header.offset(), max(header.length(), self.viewport().width()))
        super().paintEvent(event)
        index = self.currentIndex()
        if not self.hasFocus():
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self._look.theme.colour("accent"), 2))
        if index.isValid():
            ring = self.visualRect(index)
            ring.setLeft(max(0, -header.offset()))
            ring.setRight(min(self.viewport().width(), header.length() - header.offset()) - 1)
            painter.drawRect(ring.adjusted(1, 1, -1, -2))
        elif not self._table.rowCount():
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    # Parts

    def _selected_rows(self) -> list[tuple[int, int]]:
        """Return the first and the last row of each run of selected rows, from the top."""
        selection = self.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        return sorted((part.top(), part.bottom()) for part in parts)

    def _set_up_headers(self) -> None:
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(20)
        rows.setDefaultSectionSize(self._cells.row_height)
        self.verticalScrollBar().setSingleStep(self._cells.row_height)
        header.setFixedHeight(HEADER)
        header.setMinimumSectionSize(LEAST)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(False)
        header.setSelectionModel(QItemSelectionModel(self._table, header))  # none: it would ask every row for its own
        header.sectionClicked.connect(self._on_section_clicked)
        header.sectionResized.connect(self._on_section_resized)
        header.sectionMoved.connect(self._on_section_moved)

    def _fit(self) -> None:
        """Set the widths of the columns: the quotation takes what is left over.

        Where that is too little, the columns the user has not set give way, the wide ones most.
        """
        header, quiet = self.horizontalHeader(), self._quiet
        self._quiet = True
        names = [column.name for column in self._table.columns]
        asked = {name: self._widths.get(name, BY_NAME[name].width) for name in names if name != QUOTE}
        lacking = max(0, sum(asked.values()) + LEAST_QUOTE - self.viewport().width())
        free = sorted((name for name in asked if name not in self._widths), key=asked.__getitem__)
        left = sum(asked[name] for name in free)
        for name in free:
            given = min(max(0, asked[name] - LEAST_FREE), ceil(lacking * asked[name] / left))
            lacking, left = lacking - given, left - asked[name]
            asked[name] -= given
        rest = self.viewport().width() - sum(asked.values())
        for place, name in enumerate(names):
            header.resizeSection(place, asked.get(name, max(LEAST_QUOTE, rest)))
        self._quiet = quiet

    def _step_aside(self, row: int, *, left: bool) -> None:
        """Go from a row to the heading of its group, and fold it; or unfold it."""
        head = self._table.heading_row(row)
        if left and row != head:
            self.setCurrentIndex(self._table.index(head, 0))
        else:
            self._table.fold(head, folded=left)

    # Slots

    @Slot()
    def _on_selection_changed(self) -> None:
        self.chosen.emit()

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        annotation = self._table.annotation_id(index.row())
        if annotation is not None:
            self.opened.emit(annotation)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        heading = self._table.heading(index.row())
        if heading is not None:
            self._table.fold(index.row(), folded=not heading.folded)

    @Slot(int)
    def _on_section_clicked(self, section: int) -> None:
        self._table.sort(section)

    @Slot(int, int, int)
    def _on_section_resized(self, section: int, _old: int, width: int) -> None:
        if self._quiet:
            return
        column = self._table.columns[section]
        if column.name != QUOTE:
            self._widths[column.name] = width
        self._fit()
        self.arranged.emit()

    @Slot()
    def _on_section_moved(self) -> None:
        if not self._quiet:
            self.arranged.emit()

    @Slot()
    def _on_appearance_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._cells.row_height)
        self.viewport().update()


def _runs(rows: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Return the first and the last of each run of rows without a gap."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return [(first, last) for first, last in runs]
