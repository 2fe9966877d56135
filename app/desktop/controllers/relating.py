# SPDX-License-Identifier: MIT
"""Relating the current annotation to others, grouping it with what says the same, and pointing at its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.annotating import Annotating
from app.desktop.controllers.session import Session
from app.desktop.form.letter_menu import LetterMenu, letters_of
from app.desktop.form.targets import NEW, RELATION, AnnotationTargets, StatementTargets, Target
from app.desktop.panels.annotations import AnnotationsPanel
from app.editing import relations, statements
from database.records import RELATIONS, Annotation
from database.records import Slot as Part

if TYPE_CHECKING:
    from app.desktop.form.finder import Find, Finder

EVIDENCE = "evidence"
ROLES = ("repeats", "contradicts", "first")


class Relating(QObject):
    """``annotation_asked`` carries an annotation to show in its source, in whatever source it stands."""

    annotation_asked = Signal(int)

    def __init__(
        self,
        session: Session,
        annotating: Annotating,
        panel: AnnotationsPanel,
        appearance: Appearance,
        parent: QWidget,
    ):
        super().__init__(parent)
        self._session = session
        self._annotating = annotating
        self._panel = panel
        self._look = appearance
        self._window = parent
        self._from = 0
        self._to = 0
        self._finder: Finder | None = None
        panel.relate_asked.connect(self.relate)
        panel.join_asked.connect(self.join)
        panel.evidence_asked.connect(self.point_at_evidence)
        panel.dropped.connect(self._on_dropped)
        panel.tie_dropped.connect(self._on_tie_dropped)
        panel.tie_edited.connect(self._on_tie_edited)
        panel.stated_dropped.connect(self._on_stated_dropped)
        panel.stated_edited.connect(self._on_stated_edited)
        panel.annotation_asked.connect(self.annotation_asked)

    @property
    def finder(self) -> Finder | None:
        """The panel that finds, while it is open."""
        return self._finder

    # Commands

    @Slot()
    def relate(self) -> None:
        """Ask how the current annotation relates to another, and then to which."""
        annotation = self._current()
        if annotation is not None:
            self._from, self._to = annotation.id, 0
            self._ask_type(self._panel.list_view.mapToGlobal(QPoint(0, 0)))

    @Slot()
    def join(self) -> None:
        """Ask which statement the current annotation makes together with others."""
        annotation = self._current()
        if annotation is not None:
            self._from = annotation.id
            finder = self._open(annotation, StatementTargets(self._session.required, annotation))
            finder.show_word("It says what others say: it", ROLES, ROLES[0])
            finder.field.setPlaceholderText("Words of the statement; or words for a new one")
            finder.found.connect(self._on_statement_found)

    @Slot()
    def point_at_evidence(self) -> None:
        """Ask for the annotation that is evidence for the current one."""
        annotation = self._current()
        if annotation is not None:
            self._from = annotation.id
            finder = self._open(annotation, AnnotationTargets(self._session.required, annotation, onto=False))
            finder.show_word("rests on", (), "")
            finder.found.connect(self._on_evidence_found)

    # Parts

    def _current(self) -> Annotation | None:
        found = self._annotating.current
        if found is None:
            self._annotating.said.emit("Choose an annotation first")
            return None
        self._panel.commit()
        return self._session.required.annotation(found.id)

    def _ask_type(self, at: QPoint) -> None:
        menu = LetterMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.head("This")
        for word, letter in letters_of(RELATIONS).items():
            menu.add(word, letter, word)
        menu.taken.connect(self._on_type_taken)
        menu.popup(at)

    def _open(self, annotation: Annotation, find: Find) -> Finder:
        from app.desktop.form.finder import Finder  # noqa: PLC0415  loaded when it is asked for

        finder = Finder(annotation.quote, find, self._look, self._window)
        finder.finished.connect(self._on_finished)
        self._finder = finder
        finder.open()
        return finder

    # Slots

    @Slot(str)
    def _on_type_taken(self, type_: str) -> None:
        collection = self._session.required
        if self._to:
            relations.relate(collection, self._from, type_, self._to)
            return
        annotation = collection.annotation(self._from)
        finder = self._open(annotation, AnnotationTargets(collection, annotation, onto=True))
        finder.show_word(f"This {annotation.kind}", tuple(RELATIONS), type_)
        finder.found.connect(self._on_target_found)

    @Slot(str, object)
    def _on_target_found(self, type_: str, target: Target) -> None:
        relate = relations.relate_to_relation if target.what == RELATION else relations.relate
        relate(self._session.required, self._from, type_, target.id)

    @Slot(str, object)
    def _on_statement_found(self, role: str, target: Target) -> None:
        collection = self._session.required
        if target.what == NEW:
            statements.create_statement(collection, [self._from], target.words)
        else:
            statements.add_members(collection, target.id, [self._from], role)

    @Slot(str, object)
    def _on_evidence_found(self, _word: str, target: Target) -> None:
        collection = self._session.required
        uid = collection.annotation(target.id).uid
        slots = collection.annotation(self._from).slots
        if all(slot.target != uid for slot in slots):
            collection.edit(self._from, slots=[*slots, Part(EVIDENCE, "", target=uid)], label="Set evidence")

    @Slot(int, int, QPoint)
    def _on_dropped(self, from_: int, to: int, at: QPoint) -> None:
        """Ask how the card that was dragged relates to the one it was dropped on."""
        self._panel.commit()
        self._from, self._to = from_, to
        self._ask_type(at)

    @Slot(int)
    def _on_tie_dropped(self, relation: int) -> None:
        relations.remove_relation(self._session.required, relation)

    @Slot(int, str, str)
    def _on_tie_edited(self, relation: int, type_: str, note: str) -> None:
        relations.edit_relation(self._session.required, relation, type_=type_, note=note)

    @Slot(int, int)
    def _on_stated_dropped(self, statement: int, annotation: int) -> None:
        statements.remove_members(self._session.required, statement, [annotation])

    @Slot(int, int, str)
    def _on_stated_edited(self, statement: int, annotation: int, role: str) -> None:
        statements.add_members(self._session.required, statement, [annotation], role)

    @Slot()
    def _on_finished(self) -> None:
        self._finder = None
