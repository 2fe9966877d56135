# SPDX-License-Identifier: MIT
"""Coding by one key: the codes that have a key from 1 to 9."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from app.desktop.actions import Actions
from app.desktop.commands.coding import KEYS, PREFIX
from app.desktop.controllers.annotating import Annotating
from app.desktop.controllers.reading import Reading
from app.desktop.controllers.session import Session
from app.desktop.panels.annotations import AnnotationsPanel
from app.desktop.reading.view import ReadingView
from app.editing import codebook
from database.codebook import Entry
from database.history import Change
from database.records import STANCES, Annotation, CodeUse, Span


class Coding(QObject):
    """Gives a code to the current annotation, or tags the selected words with it.

    The key of a code that is there already goes on to the next stance. Words selected outside the current annotation
    become a passage of their own.
    """

    def __init__(
        self,
        session: Session,
        reading: Reading,
        annotating: Annotating,
        panel: AnnotationsPanel,
        view: ReadingView,
        actions: Actions,
        parent: QObject,
    ):
        super().__init__(parent)
        self._session = session
        self._reading = reading
        self._annotating = annotating
        self._panel = panel
        self._view = view
        self._actions = actions
        session.opened.connect(self._name_keys)
        session.changed.connect(self._on_changed)

    # Commands

    @Slot()
    def use(self) -> None:
        """Give the code whose command asks for it."""
        sender = self.sender()
        name = sender.objectName() if sender is not None else ""
        self.give(int(name.removeprefix(PREFIX)))

    def give(self, key: int) -> None:
        """Give the code that has a key."""
        code = codebook.by_shortcut(self._session.required).get(key)
        annotation, span = self._annotating.current, self._view.selection()
        if code is None:
            self._annotating.said.emit(f"No code has the key {key}; the codebook gives it one")
        elif span is not None and (annotation is None or not _holds(annotation, span)):
            self._tag(code, span)
        elif annotation is not None:
            self._code(annotation, code)
        else:
            self._annotating.said.emit(f"Select the words to code as “{code.name}” first, or choose an annotation")

    # Parts

    def _tag(self, code: Entry, span: Span) -> None:
        source = self._reading.source
        if source is None:
            return
        self._panel.commit()
        uses = [CodeUse(code.name, under=code.path[:-1])]
        made = self._session.required.tag(source.id, "passage", [span], codes=uses, label=f"Code as {code.name}")
        self._view.select(span[1], span[1])
        self._annotating.go(made.id, reveal=False)

    def _code(self, annotation: Annotation, code: Entry) -> None:
        self._panel.commit()
        given = self._session.required.annotation(annotation.id).codes
        there = [_is(use, code) for use in given]
        if any(there):
            use = given[there.index(True)]
            stance = STANCES[(STANCES.index(use.stance) + 1) % len(STANCES)]
            codes = [replace(each, stance=stance) if mine else each for each, mine in zip(given, there, strict=True)]
        else:
            stance = "neutral"
            codes = [*given, CodeUse(code.name, stance, code.path[:-1])]
        self._session.required.edit(annotation.id, codes=codes, label=f"Code as {code.name}")
        self._annotating.said.emit(f"{code.name}: {stance}")

    @Slot()
    def _name_keys(self) -> None:
        """Let the menu say which code each key gives."""
        collection = self._session.collection
        known = codebook.by_shortcut(collection) if collection is not None else {}
        for key in KEYS:
            self._actions.rename(f"{PREFIX}{key}", known[key].name if key in known else f"Code {key}")

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change.touches("code"):
            self._name_keys()


def _holds(annotation: Annotation, span: Span) -> bool:
    return any(part.start <= span[0] and span[1] <= part.end for part in annotation.spans)


def _is(use: CodeUse, code: Entry) -> bool:
    return use.code == code.name and (use.under is None or use.under == code.path[:-1])
