# SPDX-License-Identifier: MIT
"""What is known about one actor, each field saved as it is left, and the annotations that name it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.controllers.session import Session
from app.desktop.form.chip_field import ChipField
from app.desktop.form.note_field import NoteField
from app.desktop.views.actor_affiliations import Affiliations
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.widgets.details import Details, Part
from app.desktop.widgets.fields import Field
from app.desktop.wording import counted
from app.editing import actors
from app.editing.errors import NameTaken
from app.editing.notes import set_note
from database.actors_read import Actor
from database.records import ACTOR_KINDS

KIND_WORDS = {"": "not known", "person": "person", "organisation": "organisation"}

PARTS = (
    ("Says", ("holder",)),
    ("Others say for it", ("organisation", "behalf")),
    ("Passes on", ("bearer",)),
    ("Addressed", ("addressee",)),
    ("In a slot", ("slot",)),
)
"""The parts an actor can have in annotations, in words, and as the engine calls them."""


class ActorDetails(Details):
    """``merge_asked`` carries an actor that has a name wanted here."""

    merge_asked = Signal(int)

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget):
        super().__init__("Annotations that name this actor", appearance, parent)
        self._session = session
        self._actor: Actor | None = None
        self._filling = False
        self._make_fields()
        self.lay_out(
            (
                ("Kind", self._kind_and_country()),
                ("Also called", self.aliases),
                ("Belonged to", self.affiliations),
                ("Note", self.note),
            )
        )

    # Methods

    @property
    def actor(self) -> Actor | None:
        """The actor on show."""
        return self._actor

    def show_actor(self, actor: Actor) -> None:
        """Show an actor as it is now; what is being typed stays where what is saved is as it was."""
        self._filling = True
        before, self._actor = self._actor, actor
        other = before is None or before.id != actor.id
        editable = self._session.writable
        self.headline.say(actor.name, f"Named in {counted(actor.annotations, 'annotation')}")
        self.kind.setCurrentIndex(ACTOR_KINDS.index(actor.kind))
        if before is None or other or before.country != actor.country:
            self.country.setText(actor.country)
        self.aliases.show_values(actor.aliases)
        self.affiliations.show_actor(actor.id, editable=editable)
        self._order_fields()
        if other:
            self.note.show_source()
        if before is None or other or before.note != actor.note:
            self.note.show_text(actor.note)
        for field in (self.kind, self.country, self.aliases, self.note):
            field.setEnabled(editable)
        self._show_annotations(actor, keep=not other)
        self._filling = False

    def commit(self) -> None:
        """Save what has been typed and not been left yet."""
        if self._actor is not None and self._session.writable:
            self.aliases.commit()
            self.affiliations.commit()
            self.note.commit()
            self._on_country_left()

    # Building

    def _make_fields(self) -> None:
        look = self.look
        self.kind = ChoiceBox(self)
        self.kind.addItems([KIND_WORDS[kind] for kind in ACTOR_KINDS])
        self.kind.setAccessibleName("Kind")
        self.kind.setToolTip("Whether this is a person or an organisation")
        self.country = Field("Country", "The country it belongs to", look, parent=self)
        self.aliases = ChipField("Also called", "Other names and spellings; Enter adds one", look, _nothing)
        self.affiliations = Affiliations(self._session, look, self._organisations, self)
        self.note = NoteField(look, self, tip="A note on this actor, in Markdown")
        self.kind.activated.connect(self._on_kind_chosen)
        self.country.editingFinished.connect(self._on_country_left)
        self.aliases.edited.connect(self._on_aliases_edited)
        self.note.edited.connect(self._on_note_edited)

    def _kind_and_country(self) -> QWidget:
        """Return both in one row: neither is long."""
        pair = QWidget(self)
        label = QLabel("Country", pair)
        label.setObjectName("label")
        label.setBuddy(self.country)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.kind, 1)
        row.addWidget(label)
        row.addWidget(self.country, 2)
        return pair

    # Parts

    def _order_fields(self) -> None:
        """Let Tab go through the fields as they stand: lines of affiliations come and go."""
        lines = [widget for line in self.affiliations.lines for widget in line.widgets]
        fields = (self.kind, self.country, self.aliases.line)
        self.order([*fields, *lines, self.note.focusProxy(), self.note.toggle])

    @property
    def _collection(self) -> Collection | None:
        return self._session.collection

    def _organisations(self) -> Sequence[str]:
        collection = self._collection
        known = actors.listed(collection) if collection is not None else []
        return [actor.name for actor in known if actor.kind != "person"]

    def _show_annotations(self, actor: Actor, *, keep: bool) -> None:
        """Show the parts that the actor has in annotations."""
        found = actors.touched(self._session.required, [actor.id])
        parts = [Part("All", found.annotations)]
        for words, names in PARTS:
            wanted = {row for name in names for row in found.parts[name]}
            if wanted:
                parts.append(Part(words, [row for row in found.annotations if row in wanted]))
        self.show_parts(self._collection, parts, (actor.name, *actor.aliases), keep=keep)

    # Slots

    @Slot(int)
    def _on_kind_chosen(self, place: int) -> None:
        if self._actor is not None and ACTOR_KINDS[place] != self._actor.kind:
            actors.edit_actor(self._session.required, self._actor.id, kind=ACTOR_KINDS[place])

    @Slot()
    def _on_country_left(self) -> None:
        country = " ".join(self.country.text().split())
        if self._actor is not None and country != self._actor.country:
            actors.edit_actor(self._session.required, self._actor.id, country=country)

    @Slot(object)
    def _on_aliases_edited(self, names: tuple[str, ...]) -> None:
        if self._actor is None or self._filling:
            return
        before = self._actor.aliases
        try:
            for name in (name for name in names if name not in before):
                actors.add_alias(self._session.required, self._actor.id, name)
        except NameTaken as error:
            self.aliases.show_values(before)
            if error.owner != self._actor.id:
                self.merge_asked.emit(error.owner)
            return
        for name in (name for name in before if name not in names):
            actors.remove_alias(self._session.required, self._actor.id, name)

    @Slot(str)
    def _on_note_edited(self, text: str) -> None:
        if self._actor is not None and not self._filling:
            set_note(self._session.required, "actor", self._actor.id, text)


def _nothing(_typed: str) -> Sequence[str]:
    return ()
