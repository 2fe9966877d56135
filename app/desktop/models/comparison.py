# SPDX-License-Identifier: MIT
"""What differs between two versions of the codebook, one row a difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.editing.codebook_versions import Comparison
from database.codebook_versions import CodeState

WORDS = {"shortcut": "key"}
"""What fields are called where the engine has another word."""


class Difference(NamedTuple):
    """One difference: its sort (added, removed, renamed, moved, changed), the code, and what it was and is."""

    sort: str
    name: str
    what: str = ""
    before: str = ""
    after: str = ""


class ComparisonModel(QAbstractListModel):
    """Rows are differences; :data:`RECORD` gives the :class:`Difference`."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._rows: Sequence[Difference] = ()

    def show(self, rows: Sequence[Difference]) -> None:
        """Show other differences."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def rows(self) -> Sequence[Difference]:
        """The differences on show."""
        return self._rows

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many differences there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the name of the code, the words a screen reader says, or the difference."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RECORD:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{row.sort}: {row.name} {row.what}".strip()
            return f"{said}. Before: {row.before or 'nothing'}. After: {row.after or 'nothing'}."
        return None


def differences(found: Comparison, old: Sequence[CodeState], new: Sequence[CodeState]) -> list[Difference]:
    """Return a comparison as rows; ``old`` and ``new`` are the two states, which name the codes above."""
    return list(_differences(found, _names(old), _names(new)))


def _differences(found: Comparison, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    for code in found.added:
        yield Difference("added", code.name, _under(code, new), after=code.definition)
    for code in found.removed:
        yield Difference("removed", code.name, _under(code, old), before=code.definition)
    for was, now in found.renamed:
        yield Difference("renamed", now.name, "", was.name, now.name)
    for was, now in found.moved:
        yield Difference("moved", now.name, "", _under(was, old), _under(now, new))
    for was, now, fields in found.changed:
        for field in fields:
            before, after = getattr(was, field), getattr(now, field)
            yield Difference("changed", now.name, WORDS.get(field, field), str(before or ""), str(after or ""))


def _names(codes: Sequence[CodeState]) -> dict[str, str]:
    return {code.uid: code.name for code in codes}


def _under(code: CodeState, names: Mapping[str, str]) -> str:
    return f"under {names[code.parent]}" if code.parent in names else "at the top"
