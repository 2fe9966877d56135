# SPDX-License-Identifier: MIT
"""Adding, renaming, merging, splitting and deleting actors, each with every annotation it touches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.dialogs.renaming import NamingDialog
from app.desktop.models.actors import second_line
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.widgets.fields import NameField
from app.desktop.widgets.tick import Tick
from app.desktop.wording import counted, joined
from app.editing import actors
from app.editing.errors import NameTaken
from database.actors_read import Actor
from database.records import ACTOR_KINDS

ROW = 27
"""The height of a line of a list of choices."""

MERGE = (
    "One of them stays. The names of the others become its aliases, and every annotation that names one of them names "
    "it instead. Undo takes this back."
)
IN_USE = (
    "Views that nobody else holds become unattributed, and the name leaves every other place. If it is somebody you "
    "have twice, merge the two instead."
)
UNUSED = "No annotation names it."
KIND_WORDS = {"": "Kind not known", "person": "Person", "organisation": "Organisation"}


class NewActorDialog(NamingDialog):
    """Asks for a name and a kind."""

    def __init__(self, name: str, collection: Collection, look: Appearance, parent: QWidget):
        super().__init__("New actor", "A person or an organisation that statements can name.", collection, look, parent)
        self.name = self.name_field(name)
        self.kind = ChoiceBox(self)
        self.kind.addItems([KIND_WORDS[kind] for kind in ACTOR_KINDS])
        self.kind.setCurrentIndex(1)
        self.kind.setAccessibleName("Kind")
        self.kind.setToolTip("Whether it is a person or an organisation")
        self.add_field("Name", self.name)
        self.add_field("Kind", self.kind)
        self.finish("Add")
        self._touched.hide()
        self._box.hide()
        self.name.setFocus()

    def act(self) -> None:
        """Add the actor."""
        self.edited.emit(
            actors.add_actor(self.collection, self.name.text(), kind=ACTOR_KINDS[self.kind.currentIndex()])
        )


class RenameActorDialog(NamingDialog):
    """Asks for another name, and whether the old one stays as an alias."""

    def __init__(self, actor: Actor, collection: Collection, look: Appearance, parent: QWidget):
        super().__init__(
            "Rename actor", "The name changes in every annotation that names it.", collection, look, parent
        )
        self._actor = actor
        self.name = self.name_field(actor.name)
        tip = "It can then still be found under the old name"
        self.keep = Tick(f"Keep “{actor.name}” as another name", tip, look, self)
        self.keep.setChecked(True)
        self.add_field("Name", self.name)
        self.column.addWidget(self.keep)
        self.column.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_touched(collection, actors.touched(collection, [actor.id]).annotations, (actor.name,))
        self.finish("Rename")
        self.name.setFocus()

    def act(self) -> None:
        """Rename the actor."""
        try:
            actors.rename_actor(self.collection, self._actor.id, self.name.text(), keep=self.keep.isChecked())
        except NameTaken as error:
            raise self.taken(error) from error
        self.edited.emit(self._actor.id)


class MergeActorsDialog(NamingDialog):
    """Asks which of several actors stays, and shows what the others are named in. More can be looked for and added.

    It is the one named most often that is proposed, unless ``stays`` is the id of another.
    """

    def __init__(
        self, chosen: Sequence[Actor], collection: Collection, look: Appearance, parent: QWidget, *, stays: int = 0
    ):
        super().__init__("Merge actors", MERGE, collection, look, parent)
        self._chosen = sorted(chosen, key=_most_named)
        self._chosen.sort(key=lambda actor: actor.id != stays)
        self.more = NameField("Another actor", "An actor to merge with these; Enter adds it", look, self._names)
        self.more.setPlaceholderText("Add another by name")
        self.more.returnPressed.connect(self._on_added)
        self.which = QListWidget(self)
        self.which.setObjectName("choices")
        self.which.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.which.setAccessibleName("The actor that stays")
        self.which.setToolTip("Choose the actor that stays")
        self.which.currentRowChanged.connect(self._on_chosen)
        self.add_field("Which one stays?", self.which)
        self.column.addWidget(self.more)
        self._yes = self.finish("Merge")
        self._list_chosen()
        (self.which if len(chosen) > 1 else self.more).setFocus()

    @property
    def target(self) -> Actor:
        """The actor that stays."""
        return self._chosen[max(0, self.which.currentRow())]

    def act(self) -> None:
        """Merge the actors."""
        rest = [actor.id for actor in self._rest()]
        self.write(f"Merging {len(rest) + 1} actors", partial(_merge, target=self.target.id, others=rest))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter in the field of another name add it, and not merge unseen."""
        if not (self.more.hasFocus() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}):
            super().keyPressEvent(event)

    def _names(self) -> Sequence[str]:
        known = {actor.id for actor in self._chosen}
        every = actors.listed(self.collection)
        return [name for each in every if each.id not in known for name in (each.name, *each.aliases)]

    def _rest(self) -> list[Actor]:
        return [actor for actor in self._chosen if actor is not self.target]

    def _list_chosen(self) -> None:
        row = max(0, self.which.currentRow())
        self.which.clear()
        for actor in self._chosen:
            line = joined((second_line(actor), counted(actor.annotations, "annotation")))
            self.which.addItem(f"{actor.name}  –  {line}")
        self.which.setFixedHeight(min(5, max(2, len(self._chosen))) * ROW + 12)
        self.which.setCurrentRow(row)

    @Slot()
    def _on_chosen(self) -> None:
        rest = self._rest()
        found = actors.touched(self.collection, [actor.id for actor in rest])
        names = [name for actor in rest for name in (actor.name, *actor.aliases)]
        also = [counted(found.affiliations, "affiliation")] if found.affiliations else []
        self.show_touched(self.collection, found.annotations, names, also=also)
        self._yes.setEnabled(bool(rest))
        self._yes.setText(f"Merge {len(self._chosen)} actors" if rest else "Merge")

    @Slot()
    def _on_added(self) -> None:
        name = self.more.text().strip()
        found = actors.find(self.collection, name) if name else None
        if found is None or found.id in {actor.id for actor in self._chosen}:
            self.say(f"There is no other actor “{name}”." if name else "")
            return
        self.say("")
        self.more.clear()
        self._chosen.append(found)
        self._list_chosen()


class SplitActorDialog(NamingDialog):
    """Asks for the name of a new actor, and which annotations it takes."""

    def __init__(self, actor: Actor, collection: Collection, look: Appearance, parent: QWidget):
        super().__init__(
            f"Split “{actor.name}”",
            "The annotations you tick name a new actor instead, of the same kind and country. Undo takes this back.",
            collection,
            look,
            parent,
            ticks=True,
        )
        self._actor = actor
        self.name = ChoiceBox(self)
        self.name.setEditable(True)
        self.name.addItems(actor.aliases)
        self.name.setCurrentText("")
        self.name.setAccessibleName("Name of the new actor")
        self.name.setToolTip("The name of the new actor; it may be one of the aliases, which then goes along")
        self.add_field("Name of the new actor", self.name)
        self._found = actors.touched(collection, [actor.id]).annotations
        self.show_touched(collection, self._found, (actor.name, *actor.aliases))
        self.list.rows.ticked.connect(self._on_ticked)
        self._yes = self.finish("Split")
        self._on_ticked()
        self.name.setFocus()

    def act(self) -> None:
        """Split the actor."""
        chosen, name = list(self.list.rows.chosen), self.name.currentText()
        work = partial(actors.split_actor, row=self._actor.id, ids=chosen, name=name)
        self.write(f"Splitting “{self._actor.name}”", work)

    @Slot()
    def _on_ticked(self) -> None:
        chosen = len(self.list.rows.chosen)
        self._yes.setEnabled(chosen > 0)
        self._touched.setText(f"{chosen:,} of {counted(len(self._found), 'annotation')} go to the new actor")


class DeleteActorsDialog(NamingDialog):
    """Says what deleting actors touches, and offers a merge instead."""

    def __init__(self, chosen: Sequence[Actor], collection: Collection, look: Appearance, parent: QWidget):
        title = f"Delete “{chosen[0].name}”" if len(chosen) == 1 else f"Delete {len(chosen)} actors"
        found = actors.touched(collection, [actor.id for actor in chosen])
        words = IN_USE if found.annotations else "No annotation names them." if len(chosen) > 1 else UNUSED
        super().__init__(title, f"{words} Undo takes this back.", collection, look, parent)
        self._chosen = chosen
        names = [name for actor in chosen for name in (actor.name, *actor.aliases)]
        also = [counted(found.affiliations, "affiliation")] if found.affiliations else []
        self.show_touched(collection, found.annotations, names, also=also)
        if found.annotations:
            self.add_instead("Keep what it says under another actor")
        self.finish("Delete").setFocus()

    def act(self) -> None:
        """Delete the actors."""
        chosen = [actor.id for actor in self._chosen]
        self.write(f"Deleting {counted(len(chosen), 'actor')}", partial(_delete, ids=chosen))


def _merge(collection: Collection, target: int, others: Sequence[int]) -> int:
    actors.merge_actors(collection, target, others)
    return target


def _delete(collection: Collection, ids: Sequence[int]) -> int:
    actors.delete_actors(collection, ids)
    return 0


def _most_named(actor: Actor) -> tuple[int, str]:
    return -actor.annotations, actor.name
