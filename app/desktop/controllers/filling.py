# SPDX-License-Identifier: MIT
"""Filling the parts of the current annotation from the selected words, by one letter each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Slot

from app import slots
from app.desktop.controllers.annotating import Annotating
from app.desktop.controllers.session import Session
from app.desktop.form.edits import Edit, choice_in, choose_edit, fill_edit
from app.desktop.form.letter_menu import LetterMenu, letters_of
from app.desktop.form.slot_words import ATTRIBUTION, ELSEWHERE, LINK, LINK_PARTS, OWN, Part, label, parts, slot_parts
from app.desktop.panels.annotations import AnnotationsPanel
from app.desktop.reading.view import ReadingView
from database.records import Annotation, Span

SHOWN = 32
"""How many characters of the selected words the menu names."""


class Filling(QObject):
    """Shows which parts there are; a letter fills one, or goes to its field where no words are selected."""

    def __init__(
        self,
        session: Session,
        annotating: Annotating,
        panel: AnnotationsPanel,
        view: ReadingView,
        parent: QObject,
    ):
        super().__init__(parent)
        panel.place_asked.connect(self._on_place_asked)
        self._session = session
        self._annotating = annotating
        self._panel = panel
        self._view = view
        self._pending: tuple[int, str, Span] | None = None
        self._menu: LetterMenu | None = None

    @property
    def menu(self) -> LetterMenu | None:
        """The menu of parts or choices, while it is open."""
        return self._menu if self._menu is not None and self._menu.isVisible() else None

    # Commands

    @Slot()
    def choose(self) -> None:
        """Ask which part the selected words are."""
        annotation = self._annotating.current
        if annotation is None:
            self._annotating.said.emit("Choose an annotation first, then select the words of a part")
        elif not parts(annotation.kind):
            self._annotating.said.emit("A passage has codes and a note only; make it a claim or a recommendation")
        else:
            self._open(annotation)

    @Slot()
    def add_speaker(self) -> None:
        """Make the selected words a speaker of the current annotation."""
        self._fill_directly("speaker")

    @Slot()
    def add_addressee(self) -> None:
        """Make the selected words an addressee of the current annotation."""
        self._fill_directly("addressee")

    def fill(self, part: str) -> None:
        """Make the selected words a part of the current annotation, or go to its field where none are selected."""
        self._panel.commit()
        annotation, span = self._annotating.current, self._view.selection()
        if annotation is None:
            return
        if span is None:
            self._panel.edit(part)
            return
        words = " ".join(self._view.text[slice(*span)].split())
        if part.startswith(LINK):
            self._panel.fill_link(part.removeprefix(LINK), words, span)
            self._view.select(span[1], span[1])
            return
        known = slots.find(part)
        if known is not None and known.takes is slots.Takes.CHOICE and not choice_in(part, words):
            self._ask_choice(annotation, part, span)
        else:
            self._edit(annotation, fill_edit(annotation, part, words, span), span)

    # Parts

    def _open(self, annotation: Annotation) -> None:
        span = self._view.selection()
        menu = self._new_menu()
        words = " ".join(self._view.text[slice(*span)].split()) if span else ""
        shown = words if len(words) <= SHOWN else f"{words[: SHOWN - 1].rstrip()}…"
        menu.head(f"“{shown}” is the" if span else "Go to")
        for part in self._parts(annotation, selected=span is not None):
            menu.add(part.label, part.letter, part.name, part.tip)
        menu.taken.connect(self._on_part_taken)
        menu.popup(self._place(span))

    def _parts(self, annotation: Annotation, *, selected: bool) -> Sequence[Part]:
        """Return what can be filled now: parts of the current link while the chain is open, else of the statement."""
        form = self._panel.form
        if form is not None and form.chain_open:
            return LINK_PARTS
        elsewhere = (ELSEWHERE,) if annotation.kind == "claim" else ()
        own = () if selected else (*elsewhere, OWN)
        attribution = [part for part in ATTRIBUTION if selected or part.name != "cue"]
        return (*attribution, *slot_parts(annotation.kind), *own)

    def _ask_choice(self, annotation: Annotation, part: str, span: Span) -> None:
        known = slots.find(part)
        self._pending = (annotation.id, part, span)
        menu = self._new_menu()
        menu.head(label(part))
        for word, letter in letters_of(known.choices if known else ()).items():
            menu.add(word, letter, word)
        menu.taken.connect(self._on_choice_taken)
        menu.popup(self._place(span))

    def _new_menu(self) -> LetterMenu:
        menu = LetterMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.destroyed.connect(self._on_menu_gone)
        self._menu = menu
        return menu

    def _place(self, span: Span | None) -> QPoint:
        """Return where the menu opens: below the selected words, or at the top of the form."""
        if span is None:
            return self._panel.list_view.mapToGlobal(QPoint(0, 0))
        rect = self._view.rect_of(max(span[0], span[1] - 1))
        return self._view.viewport().mapToGlobal(rect.bottomLeft() + QPoint(0, 4))

    def _fill_directly(self, part: str) -> None:
        if self._annotating.current is None:
            self._annotating.said.emit(f"Choose an annotation first, then select its {part}")
        elif self._view.selection() is None:
            self._annotating.said.emit(f"Select the words that name the {part} first")
        else:
            self.fill(part)

    def _edit(self, annotation: Annotation, edit: Edit, span: Span) -> None:
        """Save, and drop the selection: the words are marked as the part they are now."""
        self._annotating.save(annotation, edit)
        self._view.select(span[1], span[1])

    @Slot()
    def _on_place_asked(self) -> None:
        if self._view.selection() is None:
            self._annotating.said.emit("Select the words that show this link first")
        else:
            self.fill(f"{LINK}place")

    @Slot(str)
    def _on_part_taken(self, part: str) -> None:
        self.fill(part)

    @Slot(str)
    def _on_choice_taken(self, value: str) -> None:
        if self._pending is not None:
            number, part, span = self._pending
            self._pending = None
            annotation = self._session.required.annotation(number)
            self._edit(annotation, choose_edit(annotation, part, value, span), span)

    @Slot()
    def _on_menu_gone(self) -> None:
        self._menu = None
