# SPDX-License-Identifier: MIT
"""The history: what changed, when and by whom, in words; and going back to any point of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from app.archive import Archive
from app.collection import Collection
from app.editing.errors import NotThere
from app.editing.history_words import Words
from database import history as actions
from database import history_list, history_read
from database.errors import HistoryConflict
from database.history import Change, Entry
from database.history_list import Since
from database.history_read import Filter, RowChange


@dataclass(frozen=True, slots=True)
class Event:
    """What one action did to an annotation: when (UTC), by whom, and what, one sentence each."""

    entry: Entry
    sentences: tuple[str, ...]


def log(archive: Archive, wanted: Filter | None = None, limit: int = 100) -> list[Entry]:
    """Return the latest actions that are wanted, newest first; for the next page give ``before``."""
    return history_read.entries(archive.connection, wanted or Filter(), limit)


def who(archive: Archive) -> list[str]:
    """Return the names of those who changed anything, those with most actions first."""
    return history_read.who(archive.connection)


def details(archive: Archive, action: int, limit: int = 200) -> tuple[str, ...]:
    """Return what an action changed, in sentences; the first so many changes of a long one."""
    changes = history_read.of_action(archive.connection, action, limit)
    return tuple(Words(archive.connection).sentences(changes))


def step_details(archive: Archive, entry: int, limit: int = 200) -> tuple[str, ...]:
    """Return what an entry of the list changed, in sentences: of an import, what all its actions did."""
    actions = history_list.actions_of(archive.connection, entry)
    changes = history_read.of_actions(archive.connection, actions, limit)
    return tuple(Words(archive.connection).sentences(changes))


def annotation_details(archive: Archive, entry: int, annotation: int) -> tuple[str, ...]:
    """Return what an entry changed of one annotation, in sentences."""
    actions = set(history_list.actions_of(archive.connection, entry))
    changes = [each for each in history_read.of_annotation(archive.connection, annotation) if each.action in actions]
    return tuple(Words(archive.connection).sentences(changes))


def touched(archive: Archive, entry: int) -> list[int]:
    """Return the annotations that an entry changed and that are still there."""
    return history_list.annotations_of(archive.connection, history_list.actions_of(archive.connection, entry))


def since(archive: Archive, entry: int) -> Since:
    """Say what going back to an entry would take back."""
    return history_list.since(archive.connection, entry)


def undo_size(archive: Archive) -> int:
    """Return how many changes undo would take back."""
    step = actions.next_undo(archive.connection, archive.running)
    return actions.changes_of(archive.connection, step) if step else 0


def redo_size(archive: Archive) -> int:
    """Return how many changes redo would make again."""
    step = actions.next_redo(archive.connection)
    return actions.changes_of(archive.connection, step) if step else 0


def go_back_size(archive: Archive, action: int) -> int:
    """Return about how many changes going back to an action would invert."""
    return actions.changes_since(archive.connection, action)


def annotation_history(archive: Archive, annotation: int) -> list[Event]:
    """Return what was done to an annotation, oldest first, also where it has been deleted."""
    words = Words(archive.connection)
    made = []
    for action, changes in groupby(history_read.of_annotation(archive.connection, annotation), _action):
        entry = history_read.entry(archive.connection, action)
        sentences = tuple(words.sentences(changes))
        if entry is not None and sentences:
            made.append(Event(entry, sentences))
    return made


def go_back(collection: Collection, action: int) -> Change | None:
    """Make the collection as it was right after an action, in one undo step; None where it is so already.

    What was done since can be had again by undo. Reading marks stay.

    Raises:
        NotThere: the history has no such action.
        HistoryConflict: an import is still running, or a row is not as the history says.
    """
    entry = history_read.entry(collection.connection, action)
    if entry is None:
        raise NotThere("action", action)
    label = f"Go back to “{entry.label}”"
    if collection.running:
        raise HistoryConflict(label, "an import is still running")
    return collection.go_back(action, label)


def _action(change: RowChange) -> int:
    return change.action
