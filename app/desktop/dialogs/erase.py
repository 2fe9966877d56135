# SPDX-License-Identifier: MIT
"""Erasing for good: what goes and what stays, a word to type, and no way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from app.archive import Archive
from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.dialogs.frame import MARGIN
from app.desktop.dialogs.touching import TouchDialog
from app.desktop.widgets.fields import Field
from app.desktop.widgets.tick import Tick
from app.desktop.wording import counted
from app.editing.actors import actor
from app.editing.erase import ErasePreview, deleted_actors, erase, preview
from app.editing.errors import NotThere
from database.erase_quotes import Mention

WORD = "erase"
WHY = (
    "This is for consent that was withdrawn, and for what should never have been collected. Everything that quotes it "
    "goes, with its history, and afterwards no byte of it is left in the file. It cannot be undone: there is nothing "
    "left to bring back. The history keeps that something was erased, when and by whom."
)
PLACES = {
    "annotation": "note of an annotation",
    "actor": "actor",
    "actor_alias": "other name of an actor",
    "code": "code",
    "codebook_version": "version of the codebook",
    "saved_search": "saved search",
    "statement": "statement",
    "slot": "slot",
    "attribution": "attribution",
    "annotation_span": "quotation",
    "source": "field of a source",
    "collection": "note on the collection",
}
LEAST = 72
"""How high the list of places that stay is at least, where it is so long, in pixels."""


class EraseDialog(TouchDialog):
    """``erased`` comes when it is done."""

    erased = Signal()

    def __init__(
        self,
        collection: Collection,
        look: Appearance,
        parent: QWidget,
        *,
        sources: Sequence[int] = (),
        actors: Sequence[int] = (),
    ):
        self._collection = collection
        self._sources, self._actors = list(sources), list(actors)
        self._also: list[int] = []
        found = preview(collection, sources=sources, actors=actors)
        super().__init__(_title(collection, found, actors), WHY, look, parent)
        self._more = Tick("", "Their texts, originals and annotations go along", look, self)
        self._more.toggled.connect(self._on_more)
        self._stays = QLabel(self)
        self._stays.setObjectName("soft")
        self._stays.setWordWrap(True)
        self._stays.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stays.setTextFormat(Qt.TextFormat.PlainText)
        self._area = QScrollArea(self)
        self.column.addWidget(self._more)
        self.column.addWidget(self._stays_box())
        self.word = Field("Confirmation", f"Type the word {WORD}", look, parent=self)
        self.word.setPlaceholderText(WORD)
        self.word.textChanged.connect(self._on_typed)
        self._mention = found.sources_that_mention
        self._show(found)
        self._yes = self.finish("Erase for good")
        self.list.setMinimumHeight(160)
        self.column.insertLayout(self.column.count() - 2, self._confirmation())
        self._yes.setDefault(False)
        self._yes.setAutoDefault(False)
        self._on_typed()
        self.word.setFocus()

    # Properties

    @property
    def also(self) -> Tick:
        """The box that takes the sources along in which the name stands."""
        return self._more

    @property
    def stays_words(self) -> str:
        """What is said to stay."""
        return self._stays.text()

    # Methods

    def act(self) -> None:
        """Erase it."""
        erase(self._collection, sources=[*self._sources, *self._also], actors=self._actors)
        self.erased.emit()

    # Parts

    def _stays_box(self) -> QWidget:
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidget(self._stays)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return self._area

    def _confirmation(self) -> QVBoxLayout:
        label = QLabel(f"To go on, type the word “{WORD}”.", self)
        label.setBuddy(self.word)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(self.word)
        return column

    def _show(self, found: ErasePreview) -> None:
        parts = [
            counted(found.sources, "source") if found.sources else "",
            counted(found.actors, "actor") if found.actors else "",
            counted(found.statements, "statement") if found.statements else "",
            counted(found.relations, "relation") if found.relations else "",
            counted(found.changes, "entry", "entries") + " of the history",
        ]
        self.show_touched(
            self._collection, found.annotations, found.names, also=[part for part in parts if part], verb="Erases"
        )
        count = len(self._mention)
        self._more.setVisible(bool(count))
        self._more.setText(f"Erase the {counted(count, 'source')} too in which the name stands")
        self._more.setAccessibleName(self._more.text())
        said = self._staying(found)
        self._stays.setText(said)
        self._area.setVisible(bool(said))
        height = self._stays.heightForWidth(self.minimumWidth() - 2 * MARGIN)
        self._area.setMinimumHeight(min(LEAST, height))
        self._area.setMaximumHeight(height)

    def _staying(self, found: ErasePreview) -> str:
        """Say which places hold a name and stay, which lose a quotation, and which copies of the file there are."""
        lines = []
        titles = [self._collection.source(row).title for row in found.sources_that_mention]
        if titles:
            lines.append(f"The name stays in the text of {_listed(titles)}.")
        others = [m for m in found.mentions if not (m.table == "source" and m.column == "text")]
        if others:
            lines.append(f"It also stays in {counted(len(others), 'other place')}: {_kinds(others)}.")
        if found.quoting:
            places = counted(len(found.quoting), "place")
            lines.append(f"Words of it are quoted in {places} and taken out there: {_kinds(found.quoting)}.")
        if found.backups:
            names = ", ".join(path.name for path in found.backups)
            lines.append(f"Copies of the file are not touched; delete them yourself: {names}.")
        return "\n".join(lines)

    # Slots

    @Slot(bool)
    def _on_more(self, along: bool) -> None:
        self._also = list(self._mention) if along else []
        self._show(preview(self._collection, sources=[*self._sources, *self._also], actors=self._actors))

    @Slot()
    def _on_typed(self) -> None:
        self._yes.setEnabled(self.word.text().strip().casefold() == WORD)


def _title(archive: Archive, found: ErasePreview, actors: Sequence[int]) -> str:
    if actors and found.titles:
        return "Erase sources and actors for good"
    names = [_name(archive, row) for row in actors] or found.titles
    thing = f"“{names[0]}”" if len(names) == 1 else f"{len(names)} {'actors' if actors else 'sources'}"
    return f"Erase {thing} for good"


def _name(archive: Archive, row: int) -> str:
    """Return the name of an actor, or that of one who was deleted."""
    try:
        return actor(archive, row).name
    except NotThere:
        return dict(deleted_actors(archive)).get(row, "")


def _kinds(places: Sequence[Mention]) -> str:
    return ", ".join(dict.fromkeys(PLACES.get(place.table, place.table.replace("_", " ")) for place in places))


def _listed(titles: Sequence[str]) -> str:
    shown = ", ".join(title if title.startswith("“") else f"“{title}”" for title in titles[:5])
    return f"{shown} and {counted(len(titles) - 5, 'other source')}" if len(titles) > 5 else shown
