# SPDX-License-Identifier: MIT
"""What can be done to many annotations at once: one page each, with its fields, its preview, and what does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.widgets.fields import Field, NameField
from app.editing import actors, bulk, codebook
from app.editing.errors import Refused
from database.bulk import Preview
from database.records import KINDS, STATUSES

STANCES = {"neutral": "neutral", "supports": "supports it", "opposes": "opposes it"}

NOTHING = Preview(())


class Page(QWidget):
    """One thing to do. ``changed`` comes when its fields are filled in otherwise."""

    title = ""
    accept = "Change"
    stays = "of another kind"
    changed = Signal()

    def __init__(self, ids: Sequence[int], collection: Collection, look: Appearance, parent: QWidget):
        super().__init__(parent)
        self.ids = ids
        self.collection = collection
        self.look = look
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self.build()

    def build(self) -> None:
        """Make the fields."""

    def preview(self) -> Preview:
        """Say which of the annotations it would change."""
        raise NotImplementedError

    def work(self) -> Callable[[Collection], object]:
        """Return what does it, as its fields are now; that raises a PostilError where it cannot be done.

        Raises:
            PostilError: something that it needs is not there.
        """
        raise NotImplementedError

    def choice(self, name: str, words: Sequence[str], stretch: int = 1) -> ChoiceBox:
        """Add a choice under its name."""
        box = ChoiceBox(self)
        box.addItems(list(words))
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setMaxVisibleItems(14)
        box.currentIndexChanged.connect(self.changed)
        self._add(name, box, stretch)
        return box

    def name_field(self, name: str, tip: str) -> Field:
        """Add a field for the name of an actor."""
        field = NameField(name, tip, self.look, self.collection.actor_names, parent=self)
        field.textChanged.connect(self.changed)
        self._add(name, field, 1)
        return field

    def _add(self, name: str, field: QWidget, stretch: int) -> None:
        label = QLabel(name, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setObjectName("soft")
        label.setBuddy(field)
        pair = QVBoxLayout()
        pair.setSpacing(4)
        pair.addWidget(label)
        pair.addWidget(field)
        self._row.addLayout(pair, stretch)


class AddCode(Page):
    """Gives a code."""

    title = "Add a code"

    def build(self) -> None:
        """Make a choice of codes and one of stances."""
        self._codes = codebook.tree(self.collection)
        self.code = self.choice("Code", [" › ".join(entry.path) for entry in self._codes], 2)
        self.stance = self.choice("Stance", list(STANCES.values()))

    def preview(self) -> Preview:
        """Say which would get the code, or another stance towards it."""
        return (
            bulk.preview_add_code(self.collection, self.ids, self.code_id, self.stance_name) if self._codes else NOTHING
        )

    def work(self) -> Callable[[Collection], object]:
        """Give the code."""
        return partial(bulk.add_code, ids=self.ids, code=self.code_id, stance=self.stance_name)

    @property
    def code_id(self) -> int:
        """The id of the code that is chosen."""
        return self._codes[self.code.currentIndex()].id

    @property
    def stance_name(self) -> str:
        """The stance that is chosen."""
        return list(STANCES)[self.stance.currentIndex()]


class RemoveCode(Page):
    """Takes a code away."""

    title = "Remove a code"
    accept = "Remove"

    def build(self) -> None:
        """Make a choice of codes."""
        self._codes = codebook.tree(self.collection)
        self.code = self.choice("Code", [" › ".join(entry.path) for entry in self._codes])

    def preview(self) -> Preview:
        """Say which would lose the code."""
        return bulk.preview_remove_code(self.collection, self.ids, self._code_id()) if self._codes else NOTHING

    def work(self) -> Callable[[Collection], object]:
        """Take the code away."""
        return partial(bulk.remove_code, ids=self.ids, code=self._code_id())

    def _code_id(self) -> int:
        return self._codes[self.code.currentIndex()].id


class SetStatus(Page):
    """Sets the state."""

    title = "Set the status"

    def build(self) -> None:
        """Make a choice of states."""
        present = [status for kind in bulk.kinds(self.collection, self.ids) for status in STATUSES[kind] if status]
        self.status = self.choice("Status", present)

    def preview(self) -> Preview:
        """Say which would get the state."""
        chosen = self.status.currentText()
        return bulk.preview_status(self.collection, self.ids, chosen) if chosen else NOTHING

    def work(self) -> Callable[[Collection], object]:
        """Set the state."""
        return partial(bulk.set_status, ids=self.ids, status=self.status.currentText())


class SetKind(Page):
    """Changes the kind."""

    title = "Change the kind"

    def build(self) -> None:
        """Make a choice of kinds."""
        self.kind = self.choice("Kind", [kind.capitalize() for kind in KINDS])

    def preview(self) -> Preview:
        """Say which would become of another kind."""
        return bulk.preview_kind(self.collection, self.ids, KINDS[self.kind.currentIndex()])

    def work(self) -> Callable[[Collection], object]:
        """Change the kind."""
        return partial(bulk.set_kind, ids=self.ids, kind=KINDS[self.kind.currentIndex()])


class AddSpeaker(Page):
    """Adds a speaker."""

    title = "Add a speaker"
    accept = "Add"

    def build(self) -> None:
        """Make a field for the name."""
        self.name = self.name_field("Speaker", "Who says it; a new name is added, one that is unattributed gives way")

    def preview(self) -> Preview:
        """Say which would get the speaker."""
        typed = self.name.text().strip()
        return bulk.preview_add_speaker(self.collection, self.ids, typed) if typed else NOTHING

    def work(self) -> Callable[[Collection], object]:
        """Add the speaker."""
        return partial(bulk.add_speaker, ids=self.ids, name=self.name.text())


class AddAddressee(Page):
    """Adds an addressee."""

    title = "Add an addressee"
    accept = "Add"

    def build(self) -> None:
        """Make a field for the name."""
        self.name = self.name_field("Addressed to", "Whom it addresses; a new name is added")

    def preview(self) -> Preview:
        """Say which would get the addressee."""
        typed = self.name.text().strip()
        return bulk.preview_add_addressee(self.collection, self.ids, typed) if typed else NOTHING

    def work(self) -> Callable[[Collection], object]:
        """Add the addressee."""
        return partial(bulk.add_addressee, ids=self.ids, name=self.name.text())


class ReplaceActor(Page):
    """Names another actor."""

    title = "Replace an actor"
    accept = "Replace"
    stays = "without the name"

    def build(self) -> None:
        """Make two fields for names."""
        self.old = self.name_field("Named now", "The actor that is named now, in whatever part")
        self.new = self.name_field("Instead", "The actor to name instead")

    def preview(self) -> Preview:
        """Say which name the actor; none would change where the other is the same."""
        old, new = (actors.find(self.collection, field.text()) for field in (self.old, self.new))
        if old is None or (new is not None and new.id == old.id):
            return NOTHING
        return bulk.preview_replace_actor(self.collection, self.ids, old.id)

    def work(self) -> Callable[[Collection], object]:
        """Name the other actor."""
        old, new = (actors.find(self.collection, field.text()) for field in (self.old, self.new))
        if old is None or new is None:
            missing = self.old if old is None else self.new
            raise Refused(f"There is no actor “{missing.text().strip()}”.")
        return partial(bulk.replace_actor, old=old.id, new=new.id, ids=self.ids)


class Delete(Page):
    """Deletes."""

    title = "Delete"
    accept = "Delete"

    def build(self) -> None:
        """Say what goes."""
        words = QLabel("They go with their attribution, slots, codes, notes and relations.", self)
        words.setObjectName("soft")
        words.setWordWrap(True)
        self._row.addWidget(words)

    def preview(self) -> Preview:
        """Say which are there."""
        return bulk.preview_delete(self.collection, self.ids)

    def work(self) -> Callable[[Collection], object]:
        """Delete them."""
        return partial(bulk.delete, ids=self.ids)


PAGES: tuple[type[Page], ...] = (
    AddCode,
    RemoveCode,
    SetStatus,
    SetKind,
    AddSpeaker,
    AddAddressee,
    ReplaceActor,
    Delete,
)
