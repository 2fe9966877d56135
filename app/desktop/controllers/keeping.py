# SPDX-License-Identifier: MIT
"""Keeping searches: the folders at the left, and what was asked lately."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.exporting import Exporting
from app.desktop.controllers.questions import Tallied
from app.desktop.controllers.searching import Searching, may_be_asked
from app.desktop.controllers.session import Session
from app.desktop.panels.left import LeftPanel
from app.desktop.panels.top_bar import SearchField
from app.editing import searches
from app.editing.searches import SavedSearch
from database.history import Change

if TYPE_CHECKING:
    from app.desktop.panels.saved import SavedPanel

OFFERED = 12
"""How many queries the list under the empty field has."""


class Keeping(QObject):
    """Shows and changes saved searches. ``said`` carries a word for the status line."""

    said = Signal(str)

    def __init__(
        self,
        session: Session,
        searching: Searching,
        exporting: Exporting,
        left: LeftPanel,
        field: SearchField,
        look: Appearance,
        window: QWidget,
    ):
        super().__init__(window)
        self._session = session
        self._searching = searching
        self._exporting = exporting
        self._left = left
        self._field = field
        self._look = look
        self._window = window
        self._panel: SavedPanel | None = None
        self._menu: QMenu | None = None
        left.saved_wanted.connect(self._on_saved_wanted)
        field.history_asked.connect(self._on_history_asked)
        searching.used.connect(self._on_used)
        searching.tallied.connect(self._on_tallied)
        session.opened.connect(self._on_session)
        session.closed.connect(self._on_session)

    # Properties

    @property
    def panel(self) -> SavedPanel | None:
        """The list of saved searches, once it has been wanted."""
        return self._panel

    @property
    def menu(self) -> QMenu | None:
        """The list under the empty field, once it has been asked for."""
        return self._menu

    # Methods

    def refresh(self, change: Change) -> None:
        """Follow a change: of the saved searches, or of what they find."""
        if change.touches("saved_search"):
            self._fill()
        elif may_be_asked(change) and self._left.saved_shown:
            self._count()

    # Commands

    @Slot()
    def save(self) -> None:
        """Ask by which name what stands in the search field is to be kept."""
        query = self._searching.finished.strip()
        if not query:
            self._searching.focus()
            self.said.emit("Search for something first")
            return
        self._ask("Save this search", query[:60], query, self._keep)

    # Parts

    def _ask(self, title: str, name: str, query: str, keep: object) -> None:
        from app.desktop.dialogs.save_search import SaveSearchDialog  # noqa: PLC0415  loaded when it is asked for

        if callable(keep):
            SaveSearchDialog(title, name, query, keep, self._window).open()

    def _keep(self, name: str, query: str) -> None:
        made = searches.save_search(self._session.required, name, query)
        self._session.state.keep_query(query)
        self._left.show_saved()
        if self._panel is not None:
            self._panel.go(made)
        self.said.emit(f"Saved as “{name.strip()}”")

    def _change(self, found: SavedSearch, name: str, query: str) -> None:
        changed = query if query != found.query else None
        searches.edit_search(self._session.required, found.id, name=name, query=changed)

    def _fill(self) -> None:
        if self._panel is None:
            return
        collection = self._session.collection
        saved = searches.saved_searches(collection) if collection is not None else []
        at = self._panel.list_view.currentIndex().row()
        self._panel.model.show(saved, self._session.state.queries if collection is not None else [])
        self._panel.list_view.setCurrentIndex(self._panel.model.index(min(at, self._panel.model.rowCount() - 1)))
        self._count()

    def _count(self) -> None:
        collection = self._session.collection
        if collection is not None:
            self._searching.tally([each.query for each in searches.saved_searches(collection)])

    # Slots

    @Slot()
    def _on_saved_wanted(self) -> None:
        if self._panel is None:
            from app.desktop.panels.saved import SavedPanel  # noqa: PLC0415  not needed to begin with

            self._panel = panel = SavedPanel(self._look, self._left)
            panel.asked.connect(self._on_asked)
            panel.edit_asked.connect(self._on_edit_asked)
            panel.export_asked.connect(self._on_export_asked)
            panel.delete_asked.connect(self._on_delete_asked)
            panel.moved.connect(self._on_moved)
            panel.forgotten.connect(self._on_forgotten)
            self._left.set_saved(panel)
        self._fill()

    @Slot()
    def _on_history_asked(self) -> None:
        queries = self._session.state.queries[:OFFERED]
        if not queries or self._session.collection is None:
            return
        self._menu = QMenu(self._field)
        self._menu.setAccessibleName("Asked lately")
        self._menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._menu.setMinimumWidth(self._field.width())
        for query in queries:
            self._menu.addAction(query.replace("&", "&&")).setData(query)
        self._menu.triggered.connect(self._on_chosen)
        self._menu.aboutToHide.connect(self._on_menu_hidden)
        self._menu.setActiveAction(self._menu.actions()[0])
        self._menu.popup(self._field.mapToGlobal(QPoint(0, self._field.height() + 2)))

    @Slot()
    def _on_menu_hidden(self) -> None:
        self._menu = None

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        self._searching.put(str(action.data()), typing=True)

    @Slot(str)
    def _on_asked(self, query: str) -> None:
        """Search again: what is kept as it stands, what was asked lately as it was being typed."""
        kept = {each.query for each in searches.saved_searches(self._session.required)}
        self._searching.put(query, typing=query not in kept)

    @Slot(str)
    def _on_used(self, query: str) -> None:
        self._session.state.keep_query(query)

    @Slot(object)
    def _on_tallied(self, tallied: Tallied) -> None:
        if self._panel is not None:
            self._panel.model.count(tallied.counts)

    @Slot(object)
    def _on_edit_asked(self, found: SavedSearch) -> None:
        self._ask("Change this search", found.name, found.query, partial(self._change, found))

    @Slot(object)
    def _on_export_asked(self, found: SavedSearch) -> None:
        self._exporting.ask_for(found.query)

    @Slot(object)
    def _on_delete_asked(self, found: SavedSearch) -> None:
        searches.delete_search(self._session.required, found.id)
        self.said.emit(f"“{found.name}” deleted")

    @Slot(object, int)
    def _on_moved(self, found: SavedSearch, place: int) -> None:
        searches.move_search(self._session.required, found.id, place)
        if self._panel is not None:
            self._panel.go(found.id)

    @Slot(str)
    def _on_forgotten(self, query: str) -> None:
        self._session.state.forget_query(query)
        self._fill()

    @Slot()
    def _on_session(self) -> None:
        if self._left.saved_shown:
            self._on_saved_wanted()
