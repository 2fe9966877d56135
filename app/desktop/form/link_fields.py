# SPDX-License-Identifier: MIT
"""The fields of one link of an attribution chain."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.attribution import named, speaker
from app.desktop.appearance import Appearance
from app.desktop.form.choice_field import ChoiceField
from app.desktop.form.library import Library
from app.desktop.form.offer_line import OfferLine, offer_of
from app.desktop.form.place_field import PlaceField
from app.desktop.form.rows import order_tabs, row
from database.records import MODES, ROLES, Link

LINES = (
    ("actor", "Actor", "Who it is; “unattributed”, “anonymous source” and “the author” are answers too", "speakers"),
    ("organisation", "Organisation", "Where they belonged when it was said", "actors"),
    ("work", "Work", "The article, letter or speech it was said in", "works"),
    ("cue", "Cue", "The words that show it: “argues”, “according to”", ""),
)


class LinkFields(QWidget):
    """``edited`` carries the link as it is wanted; ``place_asked`` wants the selected words for its place."""

    edited = Signal(object)
    place_asked = Signal()

    def __init__(self, appearance: Appearance, library: Library, parent: QWidget):
        super().__init__(parent)
        self._link = Link()
        self.role = ChoiceField("Role", "What this link did with the statement", appearance, ROLES, self)
        self.mode = ChoiceField("Mode", "How the words are given", appearance, MODES[1:], self)
        self.lines = {
            name: OfferLine(label, tip, appearance, offer_of(library, offered), parent=self)
            for name, label, tip, offered in LINES
        }
        self.place = PlaceField(appearance, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        labels = {name: label for name, label, _, _ in LINES}
        for name, label, field in (
            ("actor", labels["actor"], self.lines["actor"]),
            ("role", "Role", self.role),
            *((name, labels[name], self.lines[name]) for name in ("organisation", "work")),
            ("mode", "Mode", self.mode),
            ("cue", labels["cue"], self.lines["cue"]),
            ("place", "Words", self.place),
        ):
            made = row(label, field, self)
            made.setObjectName(name)
            column.addWidget(made)
        order_tabs(self.stops)
        self._connect()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """The fields in the order that Tab goes through them."""
        actor, organisation, work, cue = (self.lines[name] for name, *_ in LINES)
        return (actor, self.role, organisation, work, self.mode, cue, self.place)

    def show_link(self, link: Link) -> None:
        """Show another link, or this one as it is now; what is being typed in a line stays."""
        before, self._link = self._link, link
        for name, line in self.lines.items():
            if _words(link, name) != _words(before, name) or not line.hasFocus():
                line.setText(_words(link, name))
                line.setCursorPosition(0)
        self.role.show_value(ROLES, link.role)
        self.mode.show_value(MODES[1:], link.mode)
        self.place.show_words(link.quote)

    def go(self, part: str = "actor") -> None:
        """Put the cursor into a field: ``role``, ``mode``, ``place``, or one of :data:`LINES`."""
        others: dict[str, QWidget] = {"role": self.role, "mode": self.mode, "place": self.place}
        target = others.get(part) or self.lines[part]
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def commit(self) -> None:
        """Say what the link is now, if that is news."""
        voice, actor = named(self._typed("actor"))
        self._give(
            replace(
                self._link,
                voice=voice,
                actor=actor,
                organisation=self._typed("organisation"),
                work=self._typed("work"),
                cue=self._typed("cue"),
            )
        )

    def _connect(self) -> None:
        for line in self.lines.values():
            line.left.connect(self.commit)
            line.returnPressed.connect(self._on_entered)
        self.role.chosen.connect(self._on_role_chosen)
        self.mode.chosen.connect(self._on_mode_chosen)
        self.place.clicked.connect(self.place_asked)
        self.place.cleared.connect(self._on_place_cleared)

    def _typed(self, name: str) -> str:
        return " ".join(self.lines[name].text().split())

    def _give(self, link: Link) -> None:
        if link != self._link:
            self._link = link
            self.edited.emit(link)

    @Slot()
    def _on_entered(self) -> None:
        self.commit()
        self.focusNextChild()

    @Slot(str)
    def _on_role_chosen(self, role: str) -> None:
        self._give(replace(self._link, role=role or "holder"))

    @Slot(str)
    def _on_mode_chosen(self, mode: str) -> None:
        self._give(replace(self._link, mode=mode))

    @Slot()
    def _on_place_cleared(self) -> None:
        self._give(replace(self._link, span=None, quote=""))


def _words(link: Link, name: str) -> str:
    if name == "actor":
        return speaker(link)
    return {"organisation": link.organisation, "work": link.work, "cue": link.cue}[name]
