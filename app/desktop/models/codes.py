# SPDX-License-Identifier: MIT
"""The codebook of the open collection as a tree; codes are moved in it by dragging them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QByteArray, QMimeData, QModelIndex, QObject, Qt, Signal

from app.archive import Archive
from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.desktop.wording import counted, joined
from app.editing import codebook
from app.search.folding import fold
from database.code_tree import Usage
from database.codebook import Entry

USAGE = RECORD + 1
"""The role under which the model gives how much a code is used."""

MIME = "application/x-postil-codes"
BETWEEN = " › "
UNUSED = Usage(0, 0)


class CodeModel(QAbstractItemModel):
    """Items are codes; :data:`RECORD` gives the entry, :data:`USAGE` how much it is used.

    ``move_asked`` carries the ids of the codes that were dropped, the one they are to lie under (0: the top), and their
    place there among those that stay (-1: the last).
    """

    move_asked = Signal(object, int, int)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._archive: Archive | None = None
        self._entries: dict[int, Entry] = {}
        self._below: dict[int, list[int]] = {0: []}
        self._usage: dict[int, Usage] = {}
        self._words = ""
        self._movable = False

    # Properties

    @property
    def words(self) -> str:
        """What was typed to filter the codes."""
        return self._words

    @property
    def entries(self) -> Sequence[Entry]:
        """The codes on show, in tree order."""
        return tuple(self._entries.values())

    # Methods

    def show(self, archive: Archive | None, *, movable: bool = False) -> None:
        """Show the codebook of a collection as it is now."""
        self.beginResetModel()
        self._archive, self._movable = archive, movable
        self._load()
        self.endResetModel()

    def filter(self, words: str) -> None:
        """Show the codes whose name or definition hold some words, and those above them."""
        self.beginResetModel()
        self._words = words
        self._load()
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        """Return the code at an index, or None."""
        return self._entries.get(index.internalId()) if index.isValid() else None

    def find(self, code: int) -> QModelIndex:
        """Return where a code stands; an invalid index where it is not on show."""
        entry = self._entries.get(code)
        if entry is None:
            return QModelIndex()
        return self.createIndex(self._below[entry.parent or 0].index(code), 0, code)

    def siblings(self, code: int) -> Sequence[int]:
        """Return the ids of the codes that lie where a code does, in order."""
        return self._below[self._entries[code].parent or 0]

    # The contract of Qt

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """Return the index of a code by its place under another."""
        rows = self._below.get(self._id(parent), [])
        if column != 0 or not 0 <= row < len(rows):
            return QModelIndex()
        return self.createIndex(row, column, rows[row])

    def parent(self, index: Index = NOWHERE) -> QModelIndex:  # type: ignore[override]  # Qt has two of this name
        """Return the index of the code above."""
        entry = self.entry(index)
        return self.find(entry.parent) if entry is not None and entry.parent is not None else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many codes lie right under one, or at the top."""
        return len(self._below.get(self._id(parent), [])) if parent.column() <= 0 else 0

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        """Return that there is one column."""
        return 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the name, the words a screen reader says, how much it is used, or the entry."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == RECORD:
            return entry
        if role == USAGE:
            return self._usage.get(entry.id, UNUSED)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.ToolTipRole:
            used = self._usage.get(entry.id, UNUSED)
            below = f"{used.below:,} with the codes below" if used.below != used.own else ""
            return "\n".join((BETWEEN.join(entry.path), joined((counted(used.own, "annotation"), below))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            used = self._usage.get(entry.id, UNUSED)
            key = f" Key {entry.shortcut}." if entry.shortcut is not None else ""
            return f"{entry.name}. {counted(used.own, 'annotation')}.{key}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that codes can be chosen, and moved where the collection can be changed."""
        flags = super().flags(index)
        if not self._movable:
            return flags
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that dragging moves."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return what can be dropped here."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return what is dragged: the codes that are chosen, without those that go along with one above them."""
        chosen = {int(index.internalId()) for index in indexes}
        moved = [code for code in self._entries if code in chosen and not chosen & set(self._above(code)[1:])]
        data = QMimeData()
        data.setData(MIME, QByteArray(" ".join(map(str, moved)).encode()))
        return data

    def canDropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index) -> bool:
        """Tell whether a code may lie here: anywhere but under itself."""
        dragged = _dragged(data)
        known = bool(dragged) and self._entries.keys() >= set(dragged)
        return known and not self._words.strip() and not set(dragged) & set(self._above(self._id(parent)))

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        """Ask for codes to be moved; False, since the rows follow when they have been."""
        dragged, under = _dragged(data), self._id(parent)
        if not dragged or not self._entries.keys() >= set(dragged):
            return False
        before = self._below.get(under, [])[: max(row, 0)]
        self.move_asked.emit(dragged, under, row - len(set(before) & set(dragged)))
        return False

    # Parts

    def _id(self, index: Index) -> int:
        return int(index.internalId()) if index.isValid() else 0

    def _above(self, code: int) -> list[int]:
        """Return the ids of a code and of those it lies under; none for the top."""
        found: list[int] = []
        while code:
            found.append(code)
            code = self._entries[code].parent or 0
        return found

    def _load(self) -> None:
        every = codebook.tree(self._archive) if self._archive is not None else []
        self._usage = codebook.usage(self._archive) if self._archive is not None else {}
        shown = _matching(every, self._words)
        self._entries = {entry.id: entry for entry in every if entry.id in shown}
        self._below = {0: []}
        for entry in self._entries.values():
            self._below.setdefault(entry.parent or 0, []).append(entry.id)


def _matching(every: Sequence[Entry], words: str) -> set[int]:
    """Return the ids of the codes that hold all of some words, however accented, and of those above them."""
    wanted = fold(words).split()
    parents = {entry.id: entry.parent for entry in every}
    found: set[int] = set()
    for entry in every:
        text = fold(f"{entry.name} {entry.definition}") if wanted else ""
        if all(word in text for word in wanted):
            code: int | None = entry.id
            while code is not None and code not in found:
                found.add(code)
                code = parents[code]
    return found


def _dragged(data: QMimeData) -> list[int]:
    given = bytes(data.data(MIME).data()).decode() if data.hasFormat(MIME) else ""
    return [int(code) for code in given.split() if code.isdigit()]
