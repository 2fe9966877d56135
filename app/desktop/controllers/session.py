# SPDX-License-Identifier: MIT
"""The open collection: opening another, telling of its changes, and who tags."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.collection import Collection
from app.desktop.long_work import Done, LongWork
from app.desktop.waiting import waiting
from app.errors import PostilError
from app.settings import Settings, State, documents_path
from database.errors import CollectionError
from database.history import Change

SUFFIX = ".postil"


class NoCollection(PostilError):
    """A command needs an open collection."""

    def __init__(self) -> None:
        super().__init__("No collection is open.")


class AlreadyThere(PostilError):
    """A new collection would take the place of a file; no file is ever thrown away for one."""

    def __init__(self, path: Path):
        super().__init__(f"There is a file “{path.name}” already. Choose another name, or open that one.")


class Session(QObject):
    """Holds the open collection. ``closing`` and ``closed`` come around its end, ``opened`` when another came.

    ``work_asked`` carries long work and what to do after it; ``busy_changed`` comes when that begins and ends.
    ``saving`` comes before, and before something is undone: whoever holds typed words saves them now.
    """

    closing = Signal()
    closed = Signal()
    opened = Signal()
    changed = Signal(object)
    quit_asked = Signal()
    busy_changed = Signal()
    saving = Signal()
    work_asked = Signal(object, object)

    def __init__(self, settings: Settings, state: State, parent: QWidget):
        super().__init__(parent)
        self._window = parent
        self.settings = settings
        self.state = state
        self._collection: Collection | None = None

    # Properties

    @property
    def collection(self) -> Collection | None:
        """The open collection, or None."""
        return self._collection

    @property
    def required(self) -> Collection:
        """The open collection.

        Raises:
            NoCollection: there is none.
        """
        if self._collection is None:
            raise NoCollection
        return self._collection

    @property
    def writable(self) -> bool:
        """Whether there is a collection that can be changed now."""
        return self._collection is not None and self._collection.writable and not self.busy

    @property
    def busy(self) -> bool:
        """Whether something long is being written, so that nothing else can be."""
        return self._collection is not None and self._collection.store.busy

    # Methods

    def open_path(self, path: Path, *, create: bool = False) -> None:
        """Open a collection in place of the one that is open; where that fails, the old one stays.

        Raises:
            CollectionError: the file is missing, foreign, newer, damaged or locked.
        """
        same = self._collection is not None and self._collection.path.absolute() == path.absolute()
        if same:
            return
        fresh = Collection.open(path, create=create, annotator=self.settings.annotator)
        self.close()
        self._collection = fresh
        fresh.subscribe(self.changed.emit)
        self.state.opened(path)
        self.opened.emit()

    def close(self) -> None:
        """Close the open collection, if there is one."""
        if self._collection is None:
            return
        self.closing.emit()
        self._collection.close()
        self._collection = None
        self.closed.emit()

    def announce(self, change: Change) -> None:
        """Tell of a change that a job made on a connection of its own."""
        if self._collection is not None:
            self._collection.announce(change)

    def write(self, work: LongWork, done: Done) -> None:
        """Do a piece of writing, then ``done`` with what it returned: at once, or, where it is long, in another thread.

        Raises:
            PostilError: it cannot be done; of long work that is told later.
            CollectionError: the collection cannot be changed.
        """
        self.required.store.require_writable()
        if work.long:
            self.saving.emit()
            self.work_asked.emit(work, done)
            return
        with waiting():
            result = work.work(self.required)
        done(result)

    def set_busy(self, *, busy: bool) -> None:
        """Say whether something long is being written by another thread."""
        self.required.store.busy = busy
        self.busy_changed.emit()

    def recent(self) -> list[tuple[str, Callable[[], None]]]:
        """Return the collections opened last, with what opens each."""
        shown = [path for path in self.state.recent if path.exists()]
        return [(path.stem, partial(self._open_recent, path)) for path in shown]

    def set_name(self, name: str) -> None:
        """Say who tags from now on, here and in the settings.

        Raises:
            NotKept: it holds, but cannot be remembered for the next time.
        """
        self.settings.annotator = name
        self.settings.asked = True
        if self._collection is not None:
            self._collection.set_annotator(self.settings.annotator)
        self.settings.save()

    # Commands

    @Slot()
    def new(self) -> None:
        """Ask where an empty collection should lie, and open it."""
        from app.desktop.dialogs import files  # noqa: PLC0415  loaded when it is asked for

        path = files.choose_new_collection(self._window, self._folder() / f"Untitled{SUFFIX}")
        if path is None:
            return
        if path.exists():
            raise AlreadyThere(path)
        self.open_path(path, create=True)

    @Slot()
    def open(self) -> None:
        """Ask for a collection and open it."""
        from app.desktop.dialogs import files  # noqa: PLC0415  as above

        path = files.choose_collection(self._window, self._folder())
        if path is not None:
            self.open_path(path)

    @Slot()
    def ask_name(self) -> None:
        """Ask who tags."""
        from app.desktop.dialogs.name import NameDialog  # noqa: PLC0415  as above

        dialog = NameDialog(self.settings.annotator, self._window, first=False)
        dialog.named.connect(self._on_named)
        dialog.open()

    @Slot()
    def quit(self) -> None:
        """Close the window."""
        self.quit_asked.emit()

    # Parts

    def _folder(self) -> Path:
        return self._collection.path.parent if self._collection is not None else documents_path()

    def _open_recent(self, path: Path) -> None:
        try:
            self.open_path(path)
        except CollectionError:
            self.state.forget(path)
            raise

    @Slot(str)
    def _on_named(self, name: str) -> None:
        self.set_name(name)
