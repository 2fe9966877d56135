# SPDX-License-Identifier: MIT
"""The persons and organisations of the open collection, filtered and in an order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.archive import Archive
from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.desktop.wording import counted, joined
from app.editing import actors
from database.actors_read import Actor

SORTS = {"name": "Name", "annotations": "Most named", "kind": "Kind", "country": "Country"}
"""The orders a user can choose, by the name the collection knows."""

COUNTED = "annotations"
"""The order for which all have to be counted."""

KINDS = {"": "All", "person": "Persons", "organisation": "Organisations", "unknown": "Kind unknown"}
"""What the list can be narrowed to."""

MOST = 100_000
"""How many actors a filter can find."""

PAGE = 64
"""How many actors are counted at once, when one of them comes into sight."""


class ActorModel(QAbstractListModel):
    """Rows are actors; :data:`RECORD` gives the actor."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._archive: Archive | None = None
        self._all: list[Actor] = []
        self._shown: list[Actor] = []
        self._rows: dict[int, int] = {}
        self._counted: dict[int, Actor] = {}
        self._sort = "name"
        self._words = ""
        self._kind = ""

    # Properties

    @property
    def sort_name(self) -> str:
        """The order of the rows, one of :data:`SORTS`."""
        return self._sort

    @property
    def words(self) -> str:
        """What was typed to filter the rows."""
        return self._words

    @property
    def actors(self) -> Sequence[Actor]:
        """The actors on show, as yet without their counts."""
        return self._shown

    # Methods

    def show(self, archive: Archive | None) -> None:
        """Show the actors of a collection as they are now."""
        self.beginResetModel()
        self._archive = archive
        self._load()
        self.endResetModel()

    def arrange(self, *, sort: str | None = None, words: str | None = None, kind: str | None = None) -> None:
        """Show the actors in another order, or others of them; what is None stays."""
        self.beginResetModel()
        self._words = self._words if words is None else words
        self._kind = self._kind if kind is None else kind
        if sort is not None:
            self._sort = sort
            self._load()
        else:
            self._narrow()
        self.endResetModel()

    def counts(self) -> dict[str, int]:
        """Return how many actors there are of each of :data:`KINDS`, whatever the filter."""
        made = dict.fromkeys(KINDS, 0)
        made[""] = len(self._all)
        for actor in self._all:
            made[actor.kind or "unknown"] += 1
        return made

    def row(self, actor: int) -> int:
        """Return the row of an actor by its id, or -1."""
        return self._rows.get(actor, -1)

    def actor(self, row: int) -> Actor | None:
        """Return the actor in a row, with its counts, or None where there is no such row."""
        if not 0 <= row < len(self._shown):
            return None
        found = self._shown[row]
        if self._sort == COUNTED or self._archive is None:
            return found
        if found.id not in self._counted:
            start = row - row % PAGE
            page = actors.counted(self._archive, [actor.id for actor in self._shown[start : start + PAGE]])
            self._counted.update((actor.id, actor) for actor in page)
        return self._counted.get(found.id, found)

    # The contract of Qt

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many actors show."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the name, the words a screen reader says, or the actor."""
        found = self.actor(index.row()) if index.isValid() else None
        if found is None:
            return None
        if role == RECORD:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{found.name}. {second_line(found)}. Named in {counted(found.annotations, 'annotation')}."
        return None

    # Parts

    def _load(self) -> None:
        self._counted.clear()
        if self._archive is None:
            self._all = []
        elif self._sort == COUNTED:
            self._all = actors.actors(self._archive, self._sort)
        else:
            self._all = actors.listed(self._archive, self._sort)
        self._narrow()

    def _narrow(self) -> None:
        kind = self._kind
        shown = [actor for actor in self._all if not kind or (actor.kind or "unknown") == kind]
        if self._archive is not None and self._words.strip():
            found = set(actors.matching_ids(self._archive, self._words, limit=MOST))
            shown = [actor for actor in shown if actor.id in found]
        self._shown = shown
        self._rows = {actor.id: row for row, actor in enumerate(shown)}


def second_line(actor: Actor) -> str:
    """Return what is known about an actor in one line: kind, country, other names."""
    return joined((actor.kind or "kind unknown", actor.country, ", ".join(actor.aliases)))
