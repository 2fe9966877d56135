# SPDX-License-Identifier: MIT
"""The statements of the open collection, and the annotations one of them is made of, in the order of time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.archive import Archive
from app.attribution import sentence
from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.desktop.wording import counted, date_words, joined
from app.editing import statements
from app.search.folding import fold
from database.records import Annotation
from database.statements import Statement

SORTS = {
    "text": "Words",
    "members": "Most said",
    "first": "First said",
    "last": "Last said",
    "added": "Last added",
}
"""The orders a user can choose, by the name the collection knows."""


class StatementModel(QAbstractListModel):
    """Rows are statements; :data:`RECORD` gives the statement."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._archive: Archive | None = None
        self._shown: list[Statement] = []
        self._sort = "text"
        self._words = ""

    @property
    def words(self) -> str:
        """What was typed to filter the rows."""
        return self._words

    def show(self, archive: Archive | None) -> None:
        """Show the statements of a collection as they are now."""
        self.beginResetModel()
        self._archive = archive
        self._load()
        self.endResetModel()

    def arrange(self, *, sort: str | None = None, words: str | None = None) -> None:
        """Show the statements in another order, or others of them; what is None stays."""
        self.beginResetModel()
        self._sort = self._sort if sort is None else sort
        self._words = self._words if words is None else words
        self._load()
        self.endResetModel()

    def row(self, statement: int) -> int:
        """Return the row of a statement by its id, or -1."""
        return next((row for row, known in enumerate(self._shown) if known.id == statement), -1)

    def statement(self, row: int) -> Statement | None:
        """Return the statement in a row, or None where there is no such row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many statements show."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the words, what a screen reader says, or the statement."""
        found = self.statement(index.row()) if index.isValid() else None
        if found is None:
            return None
        if role == RECORD:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{found.text}. {second_line(found)}."
        return None

    def _load(self) -> None:
        every = statements.all_statements(self._archive, self._sort) if self._archive is not None else []
        wanted = fold(self._words).split()
        self._shown = [each for each in every if all(word in fold(f"{each.text} {each.note}") for word in wanted)]


class Section(NamedTuple):
    """The head of a part: who said it first, who repeats it, who contradicts it, what is related to it."""

    name: str
    annotations: int


class Appearance(NamedTuple):
    """An annotation as a part of a statement, or related to one (then ``related`` says how).

    ``date`` is that of its source in words; ``role`` is ``first``, ``repeats``, ``contradicts`` or nothing.
    """

    annotation: Annotation
    date: str
    role: str
    related: str = ""


class MemberModel(QAbstractListModel):
    """Rows are heads and annotations; :data:`RECORD` gives the :class:`Section` or the :class:`Appearance`."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._rows: list[Section | Appearance] = []

    def show(self, archive: Archive | None, statement: int) -> None:
        """Show what a statement is made of; 0 is none."""
        self.beginResetModel()
        self._rows = _rows(archive, statement) if archive is not None and statement else []
        self.endResetModel()

    def appearance(self, row: int) -> Appearance | None:
        """Return the annotation in a row, or None where a head is."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Appearance) else None

    @property
    def rows(self) -> Sequence[Section | Appearance]:
        """Everything on show."""
        return self._rows

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows show."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that annotations can be chosen, and heads cannot."""
        flags = super().flags(index)
        if index.isValid() and self.appearance(index.row()) is None:
            return flags & ~Qt.ItemFlag.ItemIsSelectable
        return flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the quotation or the head, what a screen reader says, or the row itself."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RECORD:
            return row
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if isinstance(row, Section):
            return f"{row.name}, {counted(row.annotations, 'annotation')}"
        if role == Qt.ItemDataRole.DisplayRole:
            return row.annotation.quote
        found = row.annotation
        said = sentence(found.chain, found.slots)
        return f"{row.date or 'undated'}. {found.quote}. {said}. {found.source_title}. {row.role or row.related}."


def second_line(found: Statement) -> str:
    """Return what is known about a statement in one line: how often, where, against whom, when."""
    against = f"{found.contradictions:,} against" if found.contradictions else ""
    first, last = (found.first or "")[:4], (found.last or "")[:4]
    years = first if first == last else f"{first}–{last}"
    return joined((counted(found.members, "annotation"), counted(found.sources, "source"), against, years))


def _rows(archive: Archive, statement: int) -> list[Section | Appearance]:
    found = statements.appearances(archive, statement)
    related = statements.related(archive, statement)
    members = [*([found.first] if found.first else []), *found.repeated, *found.contradicted]
    wanted = [*(member.annotation for member in members), *(each.annotation for each in related)]
    known = {annotation.id: annotation for annotation in archive.iter_annotations(wanted)}
    sources = {source.id: source for source in archive.sources([each.source for each in known.values()])}
    rows: list[Section | Appearance] = []
    first = [found.first] if found.first else []
    for name, group in (
        ("First said by", first),
        ("Repeated by", found.repeated),
        ("Contradicted by", found.contradicted),
    ):
        if group:
            rows.append(Section(name, len(group)))
            rows += [Appearance(known[m.annotation], date_words(m.date), m.role) for m in group]
    if related:
        rows.append(Section("Related to one of these, not in it yet", len(related)))
    for each in related:
        annotation = known[each.annotation]
        rows.append(Appearance(annotation, date_words(sources[annotation.source].date), "", each.words))
    return rows
