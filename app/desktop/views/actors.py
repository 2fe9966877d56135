# SPDX-License-Identifier: MIT
"""The view of persons and organisations: a list, and what is known about the one chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.commands.within import ACTORS
from app.desktop.controllers.session import Session
from app.desktop.delegates.actor import ActorDelegate
from app.desktop.dialogs import actor_edit
from app.desktop.dialogs.renaming import NamingDialog
from app.desktop.models.actors import KINDS, SORTS, ActorModel
from app.desktop.views.actor_details import ActorDetails
from app.desktop.views.detailed import DetailedView, same
from app.desktop.views.own import buttons, own_actions
from app.desktop.virtual_list import VirtualList
from app.desktop.widgets.list_pane import ListPane, side_by_side
from app.desktop.widgets.sort_button import SortButton
from app.desktop.wording import quoted
from app.editing import actors
from database.actors_read import Actor

BESIDE = ("actor.list", "actor.erase", "actor.edit")
"""Commands that have no button in the strip."""


class ActorsView(DetailedView):
    """Persons and organisations, each with all it says one click away."""

    touching = ("actor", "actor_alias", "affiliation", "attribution", "slot", "annotation", "source")

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget):
        super().__init__(session, appearance, parent)
        self.model = ActorModel(self)
        delegate = ActorDelegate(appearance, self)
        self.list = VirtualList(self, estimate=delegate.height)
        self.pane = ListPane(self.list, appearance, self)
        self.sort = SortButton("Order of the actors", "Choose the order of the actors", SORTS, self)
        self.kinds = SortButton("Actors on show", "Choose which actors to show", KINDS, self)
        self.pane.name("Actors", "Show the actors with a name that begins so, in any spelling", "Filter by name")
        self.pane.fill(self.model, delegate, (self.kinds, self.sort))
        self.actions_by_id = own_actions(self, ACTORS, self.list)
        self.details = ActorDetails(session, appearance, self)
        tools = [action for name, action in self.actions_by_id.items() if name not in BESIDE]
        side_by_side(self.pane, buttons(tools, self), self._stack(self.details), self)
        self._connect()

    # What every view does

    def reload(self) -> None:
        """Show the actors of the open collection."""
        kept = [actor.id for actor in self.chosen]
        current, row = self.current.id if self.current is not None else 0, self.list.currentIndex().row()
        self.model.show(self.session.collection)
        counts = self.model.counts()
        self.kinds.offer({kind: f"{words} {counts[kind]:,}" for kind, words in KINDS.items()})
        self._choose(current, kept, row)

    def commit(self) -> None:
        """Save what is being typed."""
        self.details.commit()

    def panes(self) -> Sequence[QWidget]:
        """Return the list, and the annotations of the actor."""
        return (self.list, self.details.list)

    # Methods

    @property
    def chosen(self) -> list[Actor]:
        """The actors that are chosen, in the order of the list."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        found = [self.model.actor(row) for row in rows]
        return [actor for actor in found if actor is not None]

    @property
    def current(self) -> Actor | None:
        """The actor whose details are shown."""
        return self.model.actor(self.list.currentIndex().row())

    def show_actor(self, actor: int) -> None:
        """Go to an actor, taking away a filter that hides it."""
        if self.model.row(actor) < 0:
            self.pane.clear()
            self.kinds.show_value("")
            self.model.arrange(words="", kind="")
        self._choose(actor, [])

    def edited(self, row: int) -> None:
        """Go to what a dialog has changed."""
        if row:
            self.show_actor(row)
        self.list.setFocus()

    # Commands

    @Slot()
    def add(self) -> None:
        """Add an actor, named as it was looked for."""
        words = self.pane.filter.text().strip() if not self.model.rowCount() else ""
        self._open(actor_edit.NewActorDialog(words, self.session.required, self.look, self))

    @Slot()
    def edit(self) -> None:
        """Go to the fields of the current actor."""
        self.details.kind.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def rename(self) -> None:
        """Rename the current actor."""
        self.commit()
        if self.current is not None:
            self._open(actor_edit.RenameActorDialog(self.current, self.session.required, self.look, self))

    @Slot()
    def merge(self) -> None:
        """Merge the chosen actors; with one chosen, the dialog asks for another."""
        self.commit()
        self._merge(self.chosen)

    @Slot()
    def split(self) -> None:
        """Give some annotations of the current actor to a new one."""
        self.commit()
        if self.current is not None:
            self._open(actor_edit.SplitActorDialog(self.current, self.session.required, self.look, self))

    @Slot()
    def delete(self) -> None:
        """Delete the chosen actors."""
        self.commit()
        if self.chosen:
            self._open(actor_edit.DeleteActorsDialog(self.chosen, self.session.required, self.look, self))

    @Slot()
    def erase(self) -> None:
        """Erase the chosen actors and all they said for good, once that has been confirmed."""
        from app.desktop.dialogs.erase import EraseDialog  # noqa: PLC0415  rarely needed

        self.commit()
        if self.chosen:
            ids = [actor.id for actor in self.chosen]
            EraseDialog(self.session.required, self.look, self, actors=ids).open()

    @Slot()
    def list_annotations(self) -> None:
        """Show all statements of the current actor in the table of annotations."""
        if self.current is not None:
            self.query_asked.emit(f"by:{quoted(self.current.name)}")

    # Parts

    def _connect(self) -> None:
        self.pane.filtered.connect(self._on_filtered)
        self.pane.moved.connect(self._on_moved)
        self.sort.chosen.connect(self._on_sort_chosen)
        self.kinds.chosen.connect(self._on_kind_chosen)
        self.details.annotation_asked.connect(self.annotation_asked)
        self.details.list_asked.connect(self.list_annotations)
        self.details.merge_asked.connect(self._on_merge_asked)

    def _merge(self, chosen: Sequence[Actor], stays: int = 0) -> None:
        if chosen:
            self._open(actor_edit.MergeActorsDialog(chosen, self.session.required, self.look, self, stays=stays))

    def _open(self, dialog: NamingDialog) -> None:
        dialog.edited.connect(self._on_edited)
        dialog.work_asked.connect(self._on_work_asked)
        dialog.merge_asked.connect(self._on_merge_wanted)
        dialog.merge_instead.connect(self.merge)
        dialog.open()

    def _choose(self, current: int, ids: Sequence[int], instead: int = 0) -> None:
        """Make an actor the current one and choose some more, as far as they are on show.

        Where it is gone, that in the row ``instead`` is: the next one, or the last.
        """
        row = self.model.row(current)
        self.list.go(row if row >= 0 else min(max(instead, 0), self.model.rowCount() - 1), scroll=row >= 0)
        model = self.list.selectionModel()
        for shown in (self.model.row(actor) for actor in ids):
            if shown >= 0:
                model.select(self.model.index(shown), model.SelectionFlag.Select)
        self._show_current()

    def _show_current(self) -> None:
        actor, writable = self.current, self.session.writable
        for name, action in self.actions_by_id.items():
            there = name == "actor.add" or actor is not None
            action.setEnabled(there and (writable or name == "actor.list"))
        if actor is not None:
            self._right.setCurrentWidget(self.details)
            self.details.show_actor(actor)
        else:
            self._right.setCurrentWidget(self._empty)
            self._say_why_empty()

    def _say_why_empty(self) -> None:
        if self.session.collection is None:
            self._empty.say("No collection is open", "")
        elif self.model.words.strip():
            self._empty.say("No actor matches", "Accents, and spellings in another alphabet, do not matter.")
        else:
            add = [self.actions_by_id["actor.add"]] if self.session.writable else []
            self._empty.say("No actors yet", "They come when you say in an annotation who speaks, and to whom.", add)

    def _arrange(self, *, sort: str | None = None, words: str | None = None, kind: str | None = None) -> None:
        self.commit()
        current = self.current.id if self.current is not None else 0
        self.model.arrange(sort=sort, words=words, kind=kind)
        self._choose(current, [])

    # Slots

    @Slot()
    def _on_moved(self) -> None:
        if not same(self.details.actor, self.current):
            self.details.commit()
        self._show_current()

    @Slot(str)
    def _on_filtered(self, words: str) -> None:
        self._arrange(words=words)

    @Slot(str)
    def _on_sort_chosen(self, sort: str) -> None:
        self._arrange(sort=sort)

    @Slot(str)
    def _on_kind_chosen(self, kind: str) -> None:
        self._arrange(kind=kind)

    @Slot(int)
    def _on_merge_asked(self, other: int) -> None:
        """Offer to merge the current actor with one that has a name it was to get as well."""
        if self.current is not None:
            self._merge([self.current, actors.actor(self.session.required, other)])

    @Slot(int)
    def _on_merge_wanted(self, other: int) -> None:
        """Offer to make the current actor one with that whose name it was to get, which stays."""
        if self.current is not None:
            self._merge([self.current, actors.actor(self.session.required, other)], stays=other)
