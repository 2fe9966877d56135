# SPDX-License-Identifier: MIT
"""The table of annotations: it knows every id, and reads the annotations a page at a time, when a row is first seen.

Where it is grouped, each group begins with a heading, and can be folded.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from app.collection import Collection
from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.desktop.models.table_columns import AT_FIRST, BY_NAME, Column, TableRow, value_words
from app.desktop.wording import counted
from app.editing.table import Table, Wanted

PAGE = 64
"""How many annotations are read at once."""

KEPT = 24
"""How many pages are kept: those shown last."""


_OF_HEADING = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_OF_ROW = _OF_HEADING | Qt.ItemFlag.ItemIsSelectable


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group: what its rows have in common, how many there are, and whether they are folded away."""

    group: str
    label: str
    count: int
    folded: bool


class TableModel(QAbstractTableModel):
    """Rows are annotations and headings of groups; :data:`RECORD` gives the :class:`TableRow` or :class:`Heading`.

    ``sort_asked`` carries the column by which the user wants the table sorted.
    """

    sort_asked = Signal(str)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._collection: Collection | None = None
        self._wanted = Wanted()
        self._ids: Sequence[int] = ()
        self._groups: list[tuple[str, int]] = []
        self._folded: set[str] = set()
        self._firsts: list[int] = []
        self._heads: list[int] = []
        self._rows = 0
        self._pages: OrderedDict[int, dict[int, TableRow]] = OrderedDict()
        self._columns: list[Column] = [BY_NAME[name] for name in AT_FIRST]

    # Properties

    @property
    def columns(self) -> Sequence[Column]:
        """The columns on show, in order."""
        return self._columns

    @property
    def ids(self) -> Sequence[int]:
        """The ids of all annotations listed, those of folded groups too, in order."""
        return self._ids

    @property
    def loaded(self) -> int:
        """How many annotations are held in memory."""
        return sum(map(len, self._pages.values()))

    # Methods

    def show(self, collection: Collection | None, table: Table | None) -> bool:
        """Show other annotations; return whether the rows are others than before."""
        ids, groups = (table.ids, table.groups) if table is not None else ([], [])
        same = collection is self._collection and ids == self._ids and groups == self._groups
        if table is not None and table.wanted.group != self._wanted.group:
            self._folded.clear()
        self._wanted = table.wanted if table is not None else Wanted()
        self._pages.clear()
        if same:
            self._tell_all_changed()
            return False
        self.beginResetModel()
        self._collection, self._ids, self._groups = collection, ids, groups
        self._lay_out()
        self.endResetModel()
        return True

    def forget(self) -> None:
        """Read the annotations on show again: some have changed."""
        self._pages.clear()
        self._tell_all_changed()

    def set_columns(self, names: Iterable[str]) -> None:
        """Show these columns, in this order."""
        self.beginResetModel()
        self._columns = [BY_NAME[name] for name in names if name in BY_NAME]
        self.endResetModel()

    def fold(self, row: int, *, folded: bool) -> None:
        """Fold the group that a row belongs to away, or show its rows again."""
        group = self._group_at(row)
        if group < 0 or (self._groups[group][0] in self._folded) == folded:
            return
        first, count = self._heads[group] + 1, self._groups[group][1]
        if folded:
            self.beginRemoveRows(NOWHERE, first, first + count - 1)
            self._folded.add(self._groups[group][0])
            self._lay_out()
            self.endRemoveRows()
        else:
            self.beginInsertRows(NOWHERE, first, first + count - 1)
            self._folded.discard(self._groups[group][0])
            self._lay_out()
            self.endInsertRows()
        self.dataChanged.emit(self.index(first - 1, 0), self.index(first - 1, len(self._columns) - 1))

    def fold_all(self, *, folded: bool) -> None:
        """Fold every group away, or show all rows again."""
        self.beginResetModel()
        self._folded = {label for label, _ in self._groups} if folded else set()
        self._lay_out()
        self.endResetModel()

    def heading(self, row: int) -> Heading | None:
        """Return the heading in a row, or None where an annotation is."""
        group = self._group_at(row)
        if group < 0 or self._heads[group] != row:
            return None
        label, count = self._groups[group]
        return Heading(self._wanted.group, label, count, label in self._folded)

    def heading_row(self, row: int) -> int:
        """Return the row of the heading above a row, or -1."""
        group = self._group_at(row)
        return self._heads[group] if group >= 0 else -1

    def annotation_id(self, row: int) -> int | None:
        """Return the id of the annotation in a row, or None where there is none."""
        place = self._place(row)
        return None if place is None else self._ids[place]

    def ids_between(self, first: int, last: int) -> list[int]:
        """Return the ids of the annotations in some rows, both ends included."""
        if not self._groups:
            return list(self._ids[first : last + 1])
        found: list[int] = []
        for group in range(max(0, self._group_at(first)), self._group_at(last) + 1):
            head, start = self._heads[group], self._firsts[group]
            shown = 0 if self._groups[group][0] in self._folded else self._groups[group][1]
            low, high = max(first - head - 1, 0), min(last - head, shown)
            found += self._ids[start + low : start + max(low, high)]
        return found

    def count_between(self, first: int, last: int) -> int:
        """Return how many annotations are in some rows, both ends included."""
        return last - first + 1 - (bisect_right(self._heads, last) - bisect_left(self._heads, first))

    def rows_of(self, ids: Iterable[int]) -> list[int]:
        """Return the rows in which these annotations show, in order; those that do not are left out."""
        wanted = set(ids)
        places = [place for place, known in enumerate(self._ids) if known in wanted] if wanted else []
        rows = (self._row(place) for place in places)
        return [row for row in rows if row >= 0]

    def row_record(self, row: int) -> TableRow | None:
        """Return what a row shows, or None where it is a heading or has just been deleted."""
        place = self._place(row)
        if place is None or self._collection is None:
            return None
        page = self._pages.get(place // PAGE)
        if page is None:
            page = self._pages[place // PAGE] = self._read(self._collection, place // PAGE)
            while len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        return page.get(self._ids[place])

    # Qt's own

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns show."""
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell: annotations can be selected, headings cannot."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _OF_HEADING if self._is_heading(index.row()) else _OF_ROW

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        """Return the title of a column, with an arrow where the table is sorted by it; rows have none."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            arrow = (" ↓" if self._wanted.descending else " ↑") if column.name == self._wanted.column else ""
            return column.title + arrow
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"Sort by {column.title.lower()}; once more turns the order round"
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what a cell says, also to a screen reader, or the record behind its row."""
        if not index.isValid() or index.row() >= self._rows:
            return None
        if self._is_heading(index.row()):
            return self._heading_data(index, role)
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, RECORD}:
            return None
        row = self.row_record(index.row())
        return row if role == RECORD or row is None else self._columns[index.column()].tell(row)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:  # noqa: ARG002
        """Ask for another order; who asks again for the column it is sorted by wants it the other way round."""
        if 0 <= column < len(self._columns):
            self.sort_asked.emit(self._columns[column].name)

    # Parts

    def _heading_data(self, index: Index, role: int) -> object:
        heading = self.heading(index.row())
        if heading is None or role == RECORD:
            return heading
        if role == Qt.ItemDataRole.DisplayRole and index.column() == 0:
            return f"{heading_words(heading)}, {counted(heading.count, 'annotation')}"
        return None

    def _lay_out(self) -> None:
        """Work out where each group begins, among the ids and among the rows."""
        counts = [count for _, count in self._groups]
        self._firsts = list(accumulate(counts, initial=0))[:-1]
        shown = [1 + (0 if label in self._folded else count) for label, count in self._groups]
        self._heads = list(accumulate(shown, initial=0))[:-1]
        self._rows = sum(shown) if self._groups else len(self._ids)

    def _group_at(self, row: int) -> int:
        """Return the number of the group that a row belongs to, or -1 where there are no groups."""
        return bisect_right(self._heads, row) - 1

    def _is_heading(self, row: int) -> bool:
        return bool(self._heads) and self._heads[self._group_at(row)] == row

    def _place(self, row: int) -> int | None:
        """Return where the annotation in a row stands among the ids."""
        if not 0 <= row < self._rows or self._is_heading(row):
            return None
        group = self._group_at(row)
        return row if group < 0 else self._firsts[group] + row - self._heads[group] - 1

    def _row(self, place: int) -> int:
        """Return the row of the annotation at a place among the ids, or -1 where its group is folded."""
        if not self._groups:
            return place
        group = bisect_right(self._firsts, place) - 1
        if self._groups[group][0] in self._folded:
            return -1
        return self._heads[group] + 1 + place - self._firsts[group]

    def _read(self, collection: Collection, page: int) -> dict[int, TableRow]:
        wanted = self._ids[page * PAGE : (page + 1) * PAGE]
        found = list(collection.iter_annotations(wanted))
        sources = collection.sources(list(dict.fromkeys(each.source for each in found)))
        by_id = {source.id: source for source in sources}
        return {each.id: TableRow(each, by_id[each.source]) for each in found}

    def _tell_all_changed(self) -> None:
        if self._rows and self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, len(self._columns) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)


def heading_words(heading: Heading) -> str:
    """Return what the rows of a group have in common, in words, with a capital."""
    words = value_words(heading.group, heading.label)
    return words[:1].upper() + words[1:]
