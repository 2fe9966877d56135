# SPDX-License-Identifier: MIT
"""What is known about one actor, each field saved as it is left, and the annotations that name it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QScrollArea, QSplitter, QTabBar, QVBoxLayout, QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.controllers.session import Session
from app.desktop.form.chip_field import ChipField
from app.desktop.form.note_field import NoteField
from app.desktop.views.actor_affiliations import Affiliations
from app.desktop.widgets.annotation_list import AnnotationList
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.widgets.fields import Field
from app.desktop.widgets.headline import Headline
from app.desktop.widgets.parts import hairline
from app.desktop.wording import counted
from app.editing import actors
from app.editing.errors import NameTaken
from app.editing.notes import set_note
from database.actors_read import Actor
from database.records import ACTOR_KINDS

LABEL_WIDTH = 96
MOST_WIDTH = 760
KIND_WORDS = {"": "not known", "person": "person", "organisation": "organisation"}


class Part(NamedTuple):
    """A part an actor can have in annotations: its name, and what it is called in the engine."""

    words: str
    names: tuple[str, ...]


PARTS = (
    Part("All", ()),
    Part("Says", ("holder",)),
    Part("Others say for it", ("organisation", "behalf")),
    Part("Passes on", ("bearer",)),
    Part("Addressed", ("addressee",)),
    Part("In a slot", ("slot",)),
)


class ActorDetails(QWidget):
    """``annotation_asked`` carries an annotation to go to; ``merge_asked`` an actor that has a name wanted here."""

    annotation_asked = Signal(int)
    merge_asked = Signal(int)

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._session = session
        self._look = appearance
        self._actor: Actor | None = None
        self._filling = False
        self._parts: list[Part] = list(PARTS)
        self.headline = Headline(appearance, self)
        self._make_fields()
        self._make_list()
        self._lay_out()

    # Methods

    @property
    def actor(self) -> Actor | None:
        """The actor on show."""
        return self._actor

    def show_actor(self, actor: Actor) -> None:
        """Show an actor as it is now; a field that already says the same keeps its cursor."""
        self._filling = True
        other = self._actor is None or self._actor.id != actor.id
        self._actor = actor
        editable = self._session.writable
        self.headline.say(actor.name, f"Named in {counted(actor.annotations, 'annotation')}")
        self.kind.setCurrentIndex(ACTOR_KINDS.index(actor.kind))
        if self.country.text() != actor.country:
            self.country.setText(actor.country)
        self.aliases.show_values(actor.aliases)
        self.affiliations.show_actor(self._collection, actor.id, editable=editable)
        self._order_fields()
        if other:
            self.note.show_source()
        self.note.show_text(actor.note)
        for field in (self.kind, self.country, self.aliases, self.note):
            field.setEnabled(editable)
        self._show_parts(keep=not other)
        self._filling = False

    def commit(self) -> None:
        """Save what has been typed and not been left yet."""
        if self._actor is not None and self._session.writable:
            self.aliases.commit()
            self.note.commit()
            self._on_country_left()

    # Building

    def _make_fields(self) -> None:
        look = self._look
        self.kind = ChoiceBox(self)
        self.kind.addItems([KIND_WORDS[kind] for kind in ACTOR_KINDS])
        self.kind.setAccessibleName("Kind")
        self.kind.setToolTip("Whether this is a person or an organisation")
        self.country = Field("Country", "The country it belongs to", look, parent=self)
        self.aliases = ChipField("Also called", "Other names and spellings; Enter adds one", look, _nothing)
        self.affiliations = Affiliations(look, self._organisations, self)
        self.note = NoteField(look, self, tip="A note on this actor, in Markdown")
        self.kind.activated.connect(self._on_kind_chosen)
        self.country.editingFinished.connect(self._on_country_left)
        self.aliases.edited.connect(self._on_aliases_edited)
        self.note.edited.connect(self._on_note_edited)

    def _make_list(self) -> None:
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("The part the actor has")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.currentChanged.connect(self._on_part_chosen)
        self.list = AnnotationList("Annotations that name this actor", self._look, self)
        self.list.asked.connect(self.annotation_asked)

    def _lay_out(self) -> None:
        fields = QWidget(self)
        fields.setObjectName("paper")
        fields.setMaximumWidth(MOST_WIDTH)
        rows = QFormLayout(fields)
        rows.setContentsMargins(24, 16, 24, 20)
        rows.setHorizontalSpacing(8)
        rows.setVerticalSpacing(8)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.addRow(self.headline)
        for words, field in (
            ("Kind", self._kind_and_country()),
            ("Also called", self.aliases),
            ("Belonged to", self.affiliations),
            ("Note", self.note),
        ):
            rows.addRow(self._label(words, field), field)
        self._area = area = QScrollArea(self)
        area.setObjectName("paper")
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(fields)
        area.setAccessibleName("What is known about this actor")
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tabs = QVBoxLayout()
        tabs.setContentsMargins(24, 0, 24, 0)
        tabs.addWidget(self.tabs)
        column.addLayout(tabs)
        column.addWidget(hairline(below))
        column.addWidget(self.list, 1)
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(area)
        self._split.addWidget(below)
        self._split.setSizes([400, 360])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

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

    def _label(self, words: str, field: QWidget) -> QWidget:
        label = QLabel(words, self)
        label.setObjectName("label")
        label.setFixedWidth(LABEL_WIDTH)
        label.setContentsMargins(0, 5, 0, 0)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setBuddy(field)
        if field is not self.note:
            return label
        cell = QWidget(self)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label)
        column.addWidget(self.note.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return cell

    # Parts

    def _order_fields(self) -> None:
        """Let Tab go through the fields as they stand: lines of affiliations come and go."""
        fields = [self.kind, self.country, self.aliases.line]
        lines = [widget for line in self.affiliations.lines for widget in line.widgets]
        order = [*fields, *lines, self.note.focusProxy(), self.note.toggle, self.tabs, self.list]
        for before, after in pairwise(filter(None, order)):
            QWidget.setTabOrder(before, after)

    @property
    def _collection(self) -> Collection | None:
        return self._session.collection

    def _organisations(self) -> Sequence[str]:
        collection = self._collection
        known = actors.actors(collection, "annotations") if collection is not None else []
        return [actor.name for actor in known if actor.kind != "person"]

    def _show_parts(self, *, keep: bool) -> None:
        """Show the parts that the actor has, and the annotations of the one in front."""
        if self._actor is None or self._collection is None:
            return
        self._touched = actors.touched(self._collection, [self._actor.id])
        before = self._parts[max(0, self.tabs.currentIndex())]
        self._parts = [part for part in PARTS if part is PARTS[0] or self._ids(part)]
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for part in self._parts:
            self.tabs.addTab(f"{part.words}  {len(self._ids(part)):,}")
        self.tabs.setCurrentIndex(self._parts.index(before) if keep and before in self._parts else 0)
        self.tabs.blockSignals(False)
        self._on_part_chosen(self.tabs.currentIndex())

    def _ids(self, part: Part) -> list[int]:
        if not part.names:
            return list(self._touched.annotations)
        wanted = {row for name in part.names for row in self._touched.parts[name]}
        return [row for row in self._touched.annotations if row in wanted]

    # Slots

    @Slot(int)
    def _on_part_chosen(self, place: int) -> None:
        if self._actor is not None and place >= 0:
            names = (self._actor.name, *self._actor.aliases)
            self.list.show_annotations(self._collection, self._ids(self._parts[place]), names)

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
