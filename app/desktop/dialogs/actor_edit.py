# SPDX-License-Identifier: MIT
"""Adding, renaming, merging, splitting and deleting actors, each with every annotation it touches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.dialogs.merging import MergingDialog
from app.desktop.dialogs.renaming import NamingDialog
from app.desktop.models.actors import second_line
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.widgets.tick import Tick
from app.desktop.wording import counted, joined
from app.editing import actors
from app.editing.errors import NameTaken
from database.actors_read import Actor, Touched
from database.records import ACTOR_KINDS

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


class MergeActorsDialog(MergingDialog[Actor]):
    """Asks which of several actors stays, and shows what the others are named in.

    It is the one named most often that is proposed, unless ``stays`` is the id of another.
    """

    noun, article = "actor", "An"

    def __init__(
        self, chosen: Sequence[Actor], collection: Collection, look: Appearance, parent: QWidget, *, stays: int = 0
    ):
        proposed = sorted(sorted(chosen, key=_most_named), key=lambda actor: actor.id != stays)
        super().__init__(MERGE, proposed, actors.merge_actors, collection, look, parent)

    def lines(self, chosen: Sequence[Actor]) -> list[str]:
        """Return each with what is known about it."""
        known = [joined((second_line(actor), counted(actor.annotations, "annotation"))) for actor in chosen]
        return [f"{actor.name}  –  {line}" for actor, line in zip(chosen, known, strict=True)]

    def show_rest(self, rest: Sequence[Actor]) -> None:
        """Show the annotations that name them, and say how many affiliations they have."""
        _show_touched(self, rest, actors.touched(self.collection, [actor.id for actor in rest]))

    def names(self) -> Sequence[str]:
        """Return the names and aliases of all other actors."""
        known = self.known
        every = actors.listed(self.collection)
        return [name for each in every if each.id not in known for name in (each.name, *each.aliases)]

    def named(self, name: str) -> Actor | None:
        """Return another actor of this name or alias, or None."""
        found = actors.find(self.collection, name)
        return found if found is not None and found.id not in self.known else None


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
        _show_touched(self, chosen, found)
        if found.annotations:
            self.add_instead("Keep what it says under another actor")
        self.finish("Delete").setFocus()

    def act(self) -> None:
        """Delete the actors."""
        chosen = [actor.id for actor in self._chosen]
        self.write(f"Deleting {counted(len(chosen), 'actor')}", partial(_delete, ids=chosen))


def _show_touched(dialog: NamingDialog, chosen: Sequence[Actor], found: Touched) -> None:
    names = [name for actor in chosen for name in (actor.name, *actor.aliases)]
    also = [counted(found.affiliations, "affiliation")] if found.affiliations else []
    dialog.show_touched(dialog.collection, found.annotations, names, also=also)


def _delete(collection: Collection, ids: Sequence[int]) -> int:
    actors.delete_actors(collection, ids)
    return 0


def _most_named(actor: Actor) -> tuple[int, str]:
    return -actor.annotations, actor.name
