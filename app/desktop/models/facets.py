# SPDX-License-Identifier: MIT
"""Facets as a tree of two levels: groups, and below each its values with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt, Signal

from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.desktop.wording import counted

SHOWN = 6
"""How many values of a group show before the rest is asked for."""

_GROUP = 0


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value one can narrow by: what stands for it, how it is shown, how many have it, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A facet: its name, its title, its values with the commonest first, and how many values there are in all."""

    name: str
    title: str
    values: tuple[FacetValue, ...]
    distinct: int


@dataclass(frozen=True, slots=True)
class FacetMore:
    """The last row of a group with more values than are shown: how many it holds back, 0 where all show."""

    hidden: int


class FacetModel(QAbstractItemModel):
    """Rows of the first level are groups, those below are values; :data:`RECORD` gives the group, value or more.

    ``toggled`` carries group and value when a value is checked or unchecked. What is chosen is for the owner to say,
    by showing groups afresh.
    """

    toggled = Signal(str, str)

    def __init__(self, what: str, parent: QObject | None = None):
        """Make an empty model; ``what`` is what the counts count, in the singular (“annotation”)."""
        super().__init__(parent)
        self._what = what
        self._groups: Sequence[FacetGroup] = ()
        self._whole: set[str] = set()
        self._rows: list[list[FacetValue | FacetMore]] = []

    # Methods

    def show(self, groups: Sequence[FacetGroup]) -> None:
        """Show other groups; those without a value are left out."""
        self.beginResetModel()
        self._groups = [group for group in groups if group.values]
        self._lay_out()
        self.endResetModel()

    def unfold(self, name: str) -> None:
        """Show all values of a group, or its commonest alone where all show."""
        self.beginResetModel()
        self._whole ^= {name}
        self._lay_out()
        self.endResetModel()

    @property
    def groups(self) -> Sequence[FacetGroup]:
        """The groups on show."""
        return self._groups

    def place(self, name: str, value: str | None = None) -> QModelIndex:
        """Return where a group or one of its values stands; an invalid index where it does not."""
        for row, group in enumerate(self._groups):
            if group.name == name:
                above = self.index(row, 0)
                if value is None:
                    return above
                known = [each.value if isinstance(each, FacetValue) else None for each in self._rows[row]]
                return self.index(known.index(value), 0, above) if value in known else QModelIndex()
        return QModelIndex()

    def group_of(self, index: Index) -> FacetGroup:
        """Return the group that a row is, or belongs to."""
        return self._groups[index.row() if index.internalId() == _GROUP else index.internalId() - 1]

    # Qt's own

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """Return a row; the number inside it is that of its group plus one, or 0 for a group itself."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _GROUP)

    @overload
    def parent(self, /) -> QObject | None: ...

    @overload
    def parent(self, index: Index, /) -> QModelIndex: ...

    def parent(self, index: Index | None = None, /) -> QObject | QModelIndex | None:
        """Return the group of a value; without an index, who owns the model."""
        if index is None:
            return super().parent()
        if not index.isValid() or index.internalId() == _GROUP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _GROUP)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many groups there are, or values of a group."""
        if not parent.isValid():
            return len(self._groups)
        return len(self._rows[parent.row()]) if parent.internalId() == _GROUP else 0

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        """Return 1."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row: values can be checked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if isinstance(index.data(RECORD), FacetValue):
            flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemNeverHasChildren
        return flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the label, whether it is chosen, the words a screen reader says, or the record."""
        if not index.isValid():
            return None
        group = self.group_of(index)
        record = group if index.internalId() == _GROUP else self._rows[index.internalId() - 1][index.row()]
        if role == RECORD:
            return record
        if role == Qt.ItemDataRole.DisplayRole:
            return _label(record)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(record, FacetValue):
            return f"{record.label}: {counted(record.count, self._what)}"
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(record, FacetValue):
            return Qt.CheckState.Checked if record.chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(group, record)
        return None

    def setData(self, index: Index, _value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Ask for a value to be chosen, or not any more."""
        record = index.data(RECORD)
        if role != Qt.ItemDataRole.CheckStateRole or not isinstance(record, FacetValue):
            return False
        self.toggled.emit(self.group_of(index).name, record.value)
        return True

    # Parts

    def _lay_out(self) -> None:
        self._rows = [self._laid_out(group) for group in self._groups]

    def _laid_out(self, group: FacetGroup) -> list[FacetValue | FacetMore]:
        """Return the rows of a group: the commonest values, and any that is chosen."""
        if len(group.values) <= SHOWN + 1:
            return list(group.values)
        if group.name in self._whole:
            return [*group.values, FacetMore(0)]
        kept = [each for place, each in enumerate(group.values) if place < SHOWN or each.chosen]
        hidden = max(len(group.values), group.distinct) - len(kept)
        return [*kept, FacetMore(hidden)] if hidden else list(kept)

    def _said(self, group: FacetGroup, record: FacetGroup | FacetValue | FacetMore) -> str:
        if isinstance(record, FacetValue):
            chosen = ", chosen" if record.chosen else ""
            return f"{group.title}: {record.label}, {counted(record.count, self._what)}{chosen}"
        return f"{group.title}: {_label(record)}" if isinstance(record, FacetMore) else group.title


def _label(record: FacetGroup | FacetValue | FacetMore) -> str:
    match record:
        case FacetGroup():
            return record.title
        case FacetValue():
            return record.label
    return f"{record.hidden:,} more…" if record.hidden else "Fewer"
