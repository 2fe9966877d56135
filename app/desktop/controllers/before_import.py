# SPDX-License-Identifier: MIT
"""What is asked before an import: what the columns of tables hold, and what the names of files mean."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from app.desktop.appearance import Appearance
from app.importing.look import Seen, SeenTable, look
from app.importing.name_pattern import NamePattern, propose
from app.importing.rules import Rules
from app.importing.table import Mapping, Sheet, with_heading
from app.importing.table import propose as propose_columns
from app.settings import Json, State

if TYPE_CHECKING:
    from app.desktop.controllers.task_thread import TaskThread

COLUMNS, PATTERNS = "columns", "name_patterns"
KEPT = 50
"""How many mappings, and patterns, are remembered."""

_ONCE = ("title", "authors", "publication", "date", "language", "url", "licence")


class BeforeImport(QObject):
    """Looks at what is to be imported and asks.

    ``asked`` comes with each question, ``answered`` carries the paths and the rules, ``dropped`` comes where the user
    thought better of it, and ``refused`` carries a sentence where it could not be looked.
    """

    asked = Signal()
    answered = Signal(object, object)
    dropped = Signal()
    refused = Signal(str)

    def __init__(self, state: State, appearance: Appearance, window: QWidget):
        super().__init__(window)
        self._state = state
        self._look = appearance
        self._window = window
        self._thread: TaskThread | None = None
        self._dialog: QDialog | None = None
        self._paths: Sequence[Path] = ()
        self._scan = False
        self._seen = Seen((), 0, ())
        self._tables: list[SeenTable] = []
        self._columns: dict[Path, Mapping] = {}

    @property
    def busy(self) -> bool:
        """Whether it is being looked what there is to ask, or being asked."""
        return self._thread is not None or self._dialog is not None

    # Methods

    def ask(self, paths: Sequence[Path], *, scan: bool = False) -> None:
        """Look at files and folders, and ask what there is to ask; a scan of watched folders goes by what was said."""
        from app.desktop.controllers.task_thread import TaskThread  # noqa: PLC0415  loaded when it is asked for

        self._paths, self._scan = list(paths), scan
        self._columns = {}
        self._thread = TaskThread(partial(look, self._paths), self)
        self._thread.done.connect(self._on_seen)
        self._thread.refused.connect(self._on_refused)
        self._thread.finished.connect(self._thread.deleteLater)
        self._thread.start()

    @Slot()
    def stop(self) -> None:
        """Ask nothing any more."""
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.done(QDialog.DialogCode.Accepted)
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.done.disconnect(self._on_seen)
            thread.cancel()
            thread.wait()

    # Parts

    def _next(self) -> None:
        """Ask about the next table; after the last, about the names of files."""
        while self._tables:
            table = self._tables[0]
            known = recall(self._state, table.sheet)
            if not self._scan and (table.named or not (known or table.columns).text):
                self._ask_columns(table, known or table.columns)
                return
            self._columns[table.path] = known or table.columns
            self._tables.pop(0)
        self._ask_names()

    def _ask_columns(self, table: SeenTable, columns: Mapping) -> None:
        from app.desktop.dialogs.columns import ColumnsDialog  # noqa: PLC0415  as above

        dialog = ColumnsDialog(table.path, table.sheet, columns, self._look, self._window, self._proposed)
        dialog.confirmed.connect(self._on_columns)
        self._open(dialog)

    def _proposed(self, sheet: Sheet) -> Mapping:
        """Return what columns were said to hold, or seem to, whether or not their first row is a heading."""
        known = recall(self._state, sheet)
        return known if known is not None and known.headed in {None, sheet.headed} else propose_columns(sheet)

    def _ask_names(self) -> None:
        from app.desktop.dialogs.names import NamesDialog  # noqa: PLC0415  as above

        template = propose(self._seen.names, self._state.texts(PATTERNS))
        if not template or self._scan:
            known = template in self._state.texts(PATTERNS)
            self._answer(NamePattern(template) if known else None)
            return
        dialog = NamesDialog(self._seen.names, self._seen.count, template, self._look, self._window)
        dialog.confirmed.connect(self._answer)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog
        self.asked.emit()
        dialog.finished.connect(self._on_dialog_finished)
        dialog.rejected.connect(self.dropped)
        dialog.open()

    @Slot(object)
    def _answer(self, pattern: NamePattern | None) -> None:
        if pattern is not None:
            others = [known for known in self._state.texts(PATTERNS) if known != pattern.template]
            self._state.put(PATTERNS, [pattern.template, *others][:KEPT])
        watched = tuple(self._paths) if self._scan else ()
        label = "Scan watched folders" if self._scan else ""
        self.answered.emit(self._paths, Rules(self._columns, pattern, True, watched, label))

    # Slots

    @Slot(object)
    def _on_seen(self, seen: Seen) -> None:
        self._thread = None
        self._seen = seen
        self._tables = list(seen.tables)
        self._next()

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._dialog = None

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        self._thread = None
        self.refused.emit(sentence)

    @Slot(object)
    def _on_columns(self, columns: Mapping) -> None:
        """Take the columns for this table, and for the others that have the same ones."""
        sheet = self._tables[0].sheet
        remember(self._state, sheet, columns)
        for table in self._tables:
            if table.sheet.columns == sheet.columns:
                self._columns[table.path] = columns
        self._tables = [table for table in self._tables if table.sheet.columns != sheet.columns]
        self._next()


def remember(state: State, sheet: Sheet, columns: Mapping) -> None:
    """Remember what the columns of tables with these names hold; the mappings used longest ago are let go.

    Where somebody says that the first row is a heading or is none, the table is known again by either look of it.
    """
    said = sheet if columns.headed is None else with_heading(sheet, columns.headed)
    names = said.columns
    kept: dict[str, Json] = {
        "text": [names[number] for number in columns.text],
        "attributes": [names[number] for number, _ in columns.attributes],
        **{name: names[number] for name in _ONCE if (number := getattr(columns, name)) >= 0},
        **({} if columns.headed is None else {"heading": columns.headed}),
    }
    new = dict.fromkeys((_key(said), _key(sheet)), kept)
    known = {key: value for key, value in state.table(COLUMNS).items() if key not in new}
    state.put(COLUMNS, dict([*known.items(), *new.items()][-KEPT:]))


def recall(state: State, sheet: Sheet) -> Mapping | None:
    """Return what the columns of a table with these names were said to hold; None where nobody has said."""
    kept = state.table(COLUMNS).get(_key(sheet))
    if not isinstance(kept, dict):
        return None
    heading = kept.get("heading")
    headed = heading if isinstance(heading, bool) else None
    names = (sheet if headed is None else with_heading(sheet, headed)).columns
    place = {name: number for number, name in enumerate(names)}

    def several(use: str) -> list[int]:
        value = kept.get(use)
        return [place[name] for name in value if name in place] if isinstance(value, list) else []

    def one(use: str) -> int:
        value = kept.get(use)
        return place.get(value, -1) if isinstance(value, str) else -1

    attributes = tuple((number, names[number]) for number in several("attributes"))
    title, authors, publication, date, language, url, licence = map(one, _ONCE)
    return Mapping(
        tuple(several("text")), title, authors, publication, date, language, url, licence, attributes, headed
    )


def _key(sheet: Sheet) -> str:
    """Return what a table is known by: its columns; numbered ones are not those of a table that calls them so."""
    return "\x1f".join(sheet.columns if sheet.headed else ("", *sheet.columns))
