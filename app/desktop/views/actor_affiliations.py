# SPDX-License-Identifier: MIT
"""Where an actor belonged, and from when to when: one line each, and an empty one for the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.controllers.session import Session
from app.desktop.widgets.fields import Field, NameField, Suggest
from app.desktop.widgets.parts import IconButton
from app.editing import actors
from app.errors import PostilError
from database.actors_read import Affiliation

HEADS = ("Organisation", "Role", "Since", "Until")
TIPS = (
    "The organisation it belonged to",
    "What it was there: director, spokesperson",
    "From when: 2019, 2019-05, about 2019",
    "Until when; empty if it still belongs there",
)
STRETCH = (5, 4, 2, 2)
LEAST = 86
"""The width in which a whole date can be read."""


class AffiliationLine(QObject):
    """The fields of one affiliation, or of one that is to be added. ``left`` comes when one of them was edited."""

    left = Signal()
    dropped = Signal()

    def __init__(self, look: Appearance, suggest: Suggest, parent: QWidget):
        super().__init__(parent)
        self.affiliation: Affiliation | None = None
        self.fields: list[Field] = [NameField(HEADS[0], TIPS[0], look, suggest, parent=parent)]
        self.fields += [Field(head, tip, look, parent=parent) for head, tip in zip(HEADS[1:], TIPS[1:], strict=True)]
        self.fields[0].setPlaceholderText("Add an organisation")
        self.drop = IconButton(look, "close", "Take this affiliation away", "Take this affiliation away", parent)
        self.drop.setIconSize(QSize(14, 14))
        self.drop.clicked.connect(self.dropped)
        for field in self.fields:
            field.editingFinished.connect(self.commit)

    def show_affiliation(self, affiliation: Affiliation | None, *, editable: bool, afresh: bool) -> None:
        """Show an affiliation, or empty fields for a new one.

        Unless all is to be shown ``afresh``, what is being typed stays where what is saved is as it was.
        """
        before, self.affiliation = _values(self.affiliation), affiliation
        for field, value, old in zip(self.fields, _values(affiliation), before, strict=True):
            field.setReadOnly(not editable)
            if field.text() != value and (afresh or value != old):
                field.setText(value)
                field.setCursorPosition(0)
        self.drop.setVisible(editable and affiliation is not None)

    @property
    def values(self) -> tuple[str, str, str, str]:
        """What the fields hold: organisation, role, since, until."""
        name, role, since, until = (" ".join(field.text().split()) for field in self.fields)
        return name, role, since, until

    @property
    def widgets(self) -> Sequence[QWidget]:
        """The parts, in order."""
        return (*self.fields, self.drop)

    @Slot()
    def commit(self) -> None:
        """Say that it was left, if what was typed is news."""
        if self.values != _values(self.affiliation):
            self.left.emit()


class Affiliations(QWidget):
    """The affiliations of one actor; every field is saved as it is left."""

    def __init__(self, session: Session, appearance: Appearance, suggest: Suggest, parent: QWidget):
        super().__init__(parent)
        self._session = session
        self._look = appearance
        self._suggest = suggest
        self._actor = 0
        self._lines: list[AffiliationLine] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(6)
        for column, (head, stretch) in enumerate(zip(HEADS, STRETCH, strict=True)):
            label = QLabel(head, self)
            label.setObjectName("faint")
            label.setFont(appearance.font("small"))
            self._grid.addWidget(label, 0, column)
            self._grid.setColumnStretch(column, stretch)
            self._grid.setColumnMinimumWidth(column, LEAST)
        self._wrong = QLabel(self)
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._wrong.setObjectName("wrong")
        self._wrong.setWordWrap(True)
        self._wrong.hide()

    @property
    def lines(self) -> Sequence[AffiliationLine]:
        """One line an affiliation, and the empty one at the end."""
        return self._lines

    @property
    def mistake(self) -> str:
        """What is wrong with what was typed; empty where nothing is."""
        return "" if self._wrong.isHidden() else self._wrong.text()

    def commit(self) -> None:
        """Save what has been typed and not been left yet."""
        for line in tuple(self._lines):
            line.commit()

    def show_actor(self, actor: int, *, editable: bool) -> None:
        """Show where an actor belonged; lines that say the same already keep their cursor."""
        found = actors.affiliations(self._session.required, actor)
        afresh = actor != self._actor
        if afresh:
            self._say("")
        self._actor = actor
        given: list[Affiliation | None] = [*found, None] if editable else [*found]
        self._fit(len(given))
        for line, affiliation in zip(self._lines, given, strict=True):
            line.show_affiliation(affiliation, editable=editable, afresh=afresh)

    # Parts

    def _fit(self, count: int) -> None:
        """Have so many lines; those that are there stay, and with them the cursor."""
        while len(self._lines) > count:
            line = self._lines.pop()
            for widget in line.widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
            line.deleteLater()
        while len(self._lines) < count:
            line = AffiliationLine(self._look, self._suggest, self)
            line.left.connect(self._on_left)
            line.dropped.connect(self._on_dropped)
            self._lines.append(line)
            for column, widget in enumerate(line.widgets):
                self._grid.addWidget(widget, len(self._lines), column)
        self._grid.addWidget(self._wrong, count + 1, 0, 1, len(HEADS))

    def _say(self, words: str) -> None:
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))

    # Slots

    @Slot()
    def _on_left(self) -> None:
        line = self.sender()
        collection = self._session.collection  # None: what the close could not save is left with the field
        if not isinstance(line, AffiliationLine) or collection is None or not line.values[0]:
            return
        try:
            self._save(collection, line)
        except PostilError as error:
            self._say(str(error))

    def _save(self, collection: Collection, line: AffiliationLine) -> None:
        name, role, since, until = line.values
        if line.affiliation is None:
            actors.add_affiliation(collection, self._actor, name, role=role, since=since, until=until)
        else:
            actors.edit_affiliation(
                collection, line.affiliation, organisation=name, role=role, since=since, until=until
            )
        self._say("")

    @Slot()
    def _on_dropped(self) -> None:
        line = self.sender()
        if isinstance(line, AffiliationLine) and line.affiliation is not None:
            actors.remove_affiliation(self._session.required, line.affiliation.id)


def _values(affiliation: Affiliation | None) -> tuple[str, str, str, str]:
    if affiliation is None:
        return "", "", "", ""
    return affiliation.name, affiliation.role, affiliation.since, affiliation.until
