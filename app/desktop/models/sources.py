# SPDX-License-Identifier: MIT
"""The sources of the open collection, in the order, the groups and with the filter the user chose.

The model knows every id, and reads the sources themselves a page at a time, when a row is first asked for: a
list of 100,000 opens as fast as one of ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QObject, Qt, QTimer, Slot

from app.collection import Collection
from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.desktop.wording import counted, meta_line
from app.editing.source_groups import OWN, Arrangement, Group, arranged, covered
from database.history import Change
from database.records import Source

SHARE = RECORD + 1
"""The role under which the model gives which part of a source lies in annotations, from 0 to 1."""

PAGE = 64
"""How many sources are read at once."""

REST_MS = 300
"""How long after a change the shares of the sources it touched are counted again: in a book that takes a while."""

SORTS = {
    "newest": "Newest",
    "oldest": "Oldest",
    "title": "Title",
    "publication": "Publication",
    "added": "Last added",
}
"""The orders a user can choose, by the name the collection knows."""

ONLY = {"": "All sources", "unread": "Not read yet", "untagged": "Not tagged yet", "tagged": "Tagged"}
"""What the list can be narrowed to, by the name the collection knows."""


class GroupRow(NamedTuple):
    """The head of a group: its name, how many sources it has, and whether they are folded away."""

    name: str
    sources: int
    folded: bool


class SourceModel(QAbstractListModel):
    """Rows are sources and the heads of their groups; :data:`RECORD` gives the source, or the :class:`GroupRow`."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._collection: Collection | None = None
        self._wanted = Arrangement()
        self._groups: list[Group] = []
        self._folded: set[str] = set()
        self._ids: list[int] = []
        self._rows: dict[int, list[int]] | None = None
        self._known: dict[int, Source] = {}
        self._covered: dict[int, int] = {}
        self._recount: set[int] = set()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rest)

    # Properties

    @property
    def arrangement(self) -> Arrangement:
        """The order, the groups and the filter."""
        return self._wanted

    @property
    def sort_name(self) -> str:
        """The order of the rows, one of :data:`SORTS`."""
        return self._wanted.sort

    @property
    def words(self) -> str:
        """The words every row holds."""
        return self._wanted.words

    @property
    def narrowed(self) -> bool:
        """Whether there may be more sources than the rows show."""
        return bool(self.words.strip() or self._wanted.only)

    @property
    def loaded(self) -> int:
        """How many sources have been read."""
        return len(self._known)

    @property
    def grouped(self) -> bool:
        """Whether there are groups, each with a head."""
        return any(group.name for group in self._groups)

    # Methods

    def show(self, collection: Collection | None) -> None:
        """Show the sources of a collection."""
        self.beginResetModel()
        self._collection = collection
        self._folded.clear()
        self._wanted = self._wanted.but(words="", only="")
        self._load()
        self.endResetModel()

    def arrange(self, wanted: Arrangement) -> None:
        """Show the sources in another order, in other groups, or others of them."""
        if wanted.group != self._wanted.group:
            self._folded.clear()
        self._wanted = wanted
        self._reload()

    def fold(self, row: int) -> None:
        """Fold the group whose head is in a row away, or show it again."""
        head = self.group(row)
        if head is not None:
            self._folded ^= {head.name}
            self._reload()

    def refresh(self, change: Change) -> None:
        """Follow a change of the collection."""
        if change.touches("source", *self._grouping_tables()):
            self._reload()
            return
        shown = [source for source in change.sources if self.row(source) >= 0]
        if len(shown) > PAGE:
            self._forget(shown)
            return
        if self._collection is not None and shown:
            self._known.update((source.id, source) for source in self._collection.sources(shown))
            self._recount.update(shown)
            self._rest.start()
        self._tell(shown)

    def row(self, source: int) -> int:
        """Return the first row of a source by its id, or -1."""
        return next(iter(self._rows_of(source)), -1)

    def group(self, row: int) -> GroupRow | None:
        """Return the head of a group that is in a row, or None where a source is."""
        if not 0 <= row < len(self._ids) or self._ids[row] > 0:
            return None
        group = self._groups[-self._ids[row] - 1]
        return GroupRow(group.name, len(group.ids), group.name in self._folded)

    def head(self, row: int) -> int:
        """Return the row of the head of the group that a row belongs to, or -1."""
        return next((above for above in range(row, -1, -1) if self._ids[above] < 0), -1)

    def source(self, row: int) -> Source | None:
        """Return the source in a row, or None where there is none, or it has just been deleted."""
        wanted = self._ids[row] if 0 <= row < len(self._ids) else 0
        if wanted > 0 and wanted not in self._known and self._collection is not None:
            start = row - row % PAGE
            self._read([known for known in self._ids[start : start + PAGE] if known > 0])
        return self._known.get(wanted)

    def sources(self, rows: Iterable[int]) -> list[int]:
        """Return the ids of the sources in some rows, each once."""
        found = (self._ids[row] for row in rows if 0 <= row < len(self._ids))
        return list(dict.fromkeys(known for known in found if known > 0))

    # The contract of Qt

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows show."""
        return 0 if parent.isValid() else len(self._ids)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that sources can be chosen, and heads only gone to."""
        flags = super().flags(index)
        if index.isValid() and index.row() < len(self._ids) and self._ids[index.row()] < 0:
            return flags & ~Qt.ItemFlag.ItemIsSelectable
        return flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the title, the words a screen reader says, or the source; or those of the head of a group."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        head = self.group(index.row())
        if head is not None:
            return _of_head(head, role)
        if role == RECORD:
            return self.source(index.row())
        if role not in {SHARE, *_SAID}:
            return None
        source = self.source(index.row())
        if source is None:
            return None
        return self._share(source) if role == SHARE else _text(source, self._share(source), role)

    # Parts

    def _reload(self) -> None:
        self.beginResetModel()
        self._load()
        self.endResetModel()

    def _load(self) -> None:
        self._rows = None
        self._known.clear()
        self._covered.clear()
        self._groups = arranged(self._collection, self._wanted) if self._collection else []
        if not self.grouped:
            self._ids = [source for group in self._groups for source in group.ids]
            return
        self._ids = []
        for number, group in enumerate(self._groups):
            self._ids.append(-number - 1)
            if group.name not in self._folded:
                self._ids += group.ids

    def _read(self, ids: Sequence[int]) -> None:
        if self._collection is not None and ids:
            self._known.update((source.id, source) for source in self._collection.sources(ids))
            self._count([source for source in ids if source not in self._covered])

    def _tell(self, sources: Iterable[int]) -> None:
        for row in (row for source in sources for row in self._rows_of(source)):
            self.dataChanged.emit(self.index(row), self.index(row))

    @Slot()
    def _on_rest(self) -> None:
        """Count which part of the sources that have changed lies in annotations."""
        sources = [source for source in self._recount if source in self._known]
        self._recount.clear()
        self._count(sources)
        self._tell(sources)

    def _count(self, sources: Sequence[int]) -> None:
        if self._collection is not None and sources:
            self._covered.update(dict.fromkeys(sources, 0) | covered(self._collection, sources))

    def _forget(self, ids: Sequence[int]) -> None:
        """Read these sources again when they are next in sight; those in sight are counted anew in a moment."""
        for source in ids:
            self._known.pop(source, None)
        self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
        for source in ids:
            if source in self._known:
                self._recount.add(source)
            else:
                self._covered.pop(source, None)
        self._rest.start()

    def _rows_of(self, source: int) -> Sequence[int]:
        if self._rows is None:
            self._rows = {}
            for row, known in enumerate(self._ids):
                self._rows.setdefault(known, []).append(row)
        return self._rows.get(source, ()) if source > 0 else ()

    def _share(self, source: Source) -> float:
        return self._covered.get(source.id, 0) / source.characters if source.characters else 0.0

    def _grouping_tables(self) -> tuple[str, ...]:
        if self._wanted.group == "set":
            return ("source_set", "source_set_member")
        return ("attribute", "source_attribute") if self._wanted.group.startswith(OWN) else ()


_SAID = frozenset(
    {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole},
)


def share_words(share: float) -> str:
    """Return which part of a source lies in annotations, in words: “12 %”."""
    return "" if not share else "under 1 %" if share < 0.01 else f"{round(share * 100)} %"


def _of_head(head: GroupRow, role: int) -> object:
    if role == RECORD:
        return head
    if role in _SAID:
        return f"{head.name}, {counted(head.sources, 'source')}{', folded' if head.folded else ''}"
    return None


def _text(source: Source, share: float, role: int) -> str:
    if role == Qt.ItemDataRole.DisplayRole:
        return source.title
    tagged = f"{counted(source.claims, 'claim')}, {counted(source.recommendations, 'recommendation')}"
    annotated = f"{share_words(share)} of the text annotated" if share else ""
    if role == Qt.ItemDataRole.ToolTipRole:
        return "\n".join(part for part in (source.title, meta_line(source), annotated) if part)
    read = "Read" if source.read else "Not read yet"
    return ". ".join(part for part in (source.title, meta_line(source), tagged, annotated, read) if part) + "."
