# SPDX-License-Identifier: MIT
"""The annotations of the open source as cards in text order; the current one opens into its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.session import Session
from app.desktop.delegates.card import CardDelegate
from app.desktop.measures import LEAST_RIGHT
from app.desktop.models.annotations import AnnotationModel
from app.desktop.panels.card_list import CardList
from app.desktop.widgets.empty import EmptyState
from database.records import Span

if TYPE_CHECKING:
    from app.desktop.form.form import AnnotationForm


class AnnotationsPanel(QWidget):
    """Emits ``chosen`` with the id of an annotation the user goes to, and ``edited`` for a field of its form.

    ``place_asked`` wants the selected words for a link of its attribution chain; ``relate_asked``, ``join_asked`` and
    ``evidence_asked`` something to hang together with. ``dropped`` carries a card that was dragged, the one it fell
    on, and where. The signals of ties and statements are those of their rows; a statement comes with the annotation.
    """

    chosen = Signal(int)
    edited = Signal(int, str, object)
    place_asked = Signal()
    relate_asked = Signal()
    join_asked = Signal()
    evidence_asked = Signal()
    dropped = Signal(int, int, QPoint)
    annotation_asked = Signal(int)
    tie_dropped = Signal(int)
    tie_edited = Signal(int, str, str)
    stated_dropped = Signal(int, int)
    stated_edited = Signal(int, int, str)

    def __init__(self, model: AnnotationModel, session: Session, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(LEAST_RIGHT)
        self._model = model
        self._session = session
        self._look = appearance
        self._form: AnnotationForm | None = None
        self._quiet = False
        self._editable = False
        self._open = False
        self._narrowed = False
        self._make_list()
        self._empty = EmptyState(appearance, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self._stack, 1)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._on_rows_changed)
        model.dataChanged.connect(self._on_data_changed)
        self._on_rows_changed()

    # Methods

    def show_source(self, *, there: bool, editable: bool) -> None:
        """Say whether a source is open, and whether it can be tagged."""
        self._open, self._editable = there, editable
        self._list.writable = editable
        self._on_rows_changed()

    def show_narrowed(self, narrowed: bool) -> None:
        """Say whether a filter is on: an empty list means something else then."""
        self._narrowed = narrowed
        self._on_rows_changed()

    def go(self, annotation: int | None) -> None:
        """Make an annotation the current one, without saying that it was chosen; None for none of them."""
        row = self._model.row(annotation) if annotation is not None else -1
        self._quiet = True
        self._list.go(row)
        if row < 0:
            self._close_form()
        self._quiet = False

    @Slot()
    def warm(self) -> None:
        """Make the form before it is needed, so that the first tag is as quick as the others."""
        if self._form is None:
            self._form = self._make_form()
            self._form.hide()

    def edit(self, part: str = "speaker") -> None:
        """Put the cursor into the form of the current annotation: into the field of a part, open or not yet."""
        if self._form is not None and self._list.guest_row >= 0:
            self._form.go_to(part)

    def open_chain(self) -> None:
        """Show the attribution chain of the current annotation link by link, or its simple fields again."""
        if self._form is not None and self._list.guest_row >= 0:
            self._form.open_chain()

    def fill_link(self, part: str, words: str, span: Span) -> None:
        """Put words of the text into a part of the current link of the chain that is open."""
        if self._form is not None:
            self._form.chain.fill(part, words, span)

    def commit(self) -> None:
        """Save what has been typed into the form and not left yet."""
        if self._form is not None and self._list.guest_row >= 0:
            self._form.commit()

    def saved(self, annotation: int, field: str) -> None:
        """Hear that a field of the form was saved."""
        if self._form is not None:
            self._form.saved(annotation, field)

    def gone(self, annotation: int) -> None:
        """Hear that an annotation is not there any more."""
        if self._form is not None:
            self._form.gone(annotation)

    @property
    def form(self) -> AnnotationForm | None:
        """The form, where it has been opened."""
        return self._form

    @property
    def in_form(self) -> bool:
        """Whether the form has the keys."""
        focus = QApplication.focusWidget()
        return self._form is not None and focus is not None and self._form.isAncestorOf(focus)

    @property
    def empty_words(self) -> str:
        """What is said in place of the list; empty while the list shows."""
        return self._empty.words if self._stack.currentWidget() is self._empty else ""

    @property
    def list_view(self) -> CardList:
        """The list of cards."""
        return self._list

    # Building

    def _make_list(self) -> None:
        self._list = CardList(self._model, self._look, self)
        self._list.carried.connect(self.dropped)
        self._list.setAccessibleName("Annotations")
        self._list.setItemDelegate(CardDelegate(self._look, self._list))
        self._list.setViewportMargins(0, 4, 0, 0)
        self._look.codes.changed.connect(self._list.viewport().update)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._list.activated.connect(self._on_activated)

    def _head(self) -> QHBoxLayout:
        title = QLabel("Annotations", self)
        title.setObjectName("title")
        title.setFont(self._look.font(bold=True))
        self._count = QLabel(self)
        self._count.setObjectName("soft")
        row = QHBoxLayout()
        row.setContentsMargins(16, 14, 16, 10)
        row.setSpacing(10)
        row.addWidget(title)
        row.addWidget(self._count)
        row.addStretch(1)
        return row

    # The form

    def _open_form(self, row: int) -> None:
        annotation = self._model.annotation(row)
        if annotation is None or not self._editable:
            self._close_form()
            return
        if self._form is None:
            self._form = self._make_form()
        if self._form.annotation is not None and self._form.annotation.id != annotation.id:
            self._form.commit()
        self._form.show_annotation(annotation, self._model.around(annotation.id))
        self._list.host(self._model.row(annotation.id), self._form)
        self._list.scrollTo(self._model.index(self._model.row(annotation.id)))

    def _make_form(self) -> AnnotationForm:
        from app.desktop.form.form import AnnotationForm  # noqa: PLC0415  not needed until a card is opened
        from app.desktop.form.library import Library  # noqa: PLC0415  as above

        form = AnnotationForm(self._look, Library(self._session), self._list.viewport())
        form.edited.connect(self.edited)
        for mine, its in (
            (self.place_asked, form.place_asked),
            (self.relate_asked, form.relate_asked),
            (self.join_asked, form.join_asked),
            (self.evidence_asked, form.evidence_asked),
            (self.annotation_asked, form.ties.followed),
            (self.tie_dropped, form.ties.tie_dropped),
            (self.tie_edited, form.ties.tie_edited),
        ):
            its.connect(mine)
        form.ties.stated_dropped.connect(self._on_stated_dropped)
        form.ties.stated_edited.connect(self._on_stated_edited)
        form.drag_asked.connect(self._on_drag_asked)
        form.own_asked.connect(self._on_own_asked)
        return form

    def _close_form(self) -> None:
        if self._form is not None and self._list.guest_row >= 0:
            self._form.commit()
            self._list.release()

    # Slots

    @Slot()
    def _on_rows_changed(self) -> None:
        count = self._model.rowCount()
        self._count.setText(f"{count:,} {'shown' if self._narrowed else 'in this source'}" if count else "")
        if count:
            self._stack.setCurrentIndex(0)
            return
        if not self._open:
            self._empty.say("", "The annotations of the source you read stand here.")
        elif self._narrowed:
            self._empty.say("No annotation fits the filter", "Show all of them again above the page.")
        elif self._editable:
            self._empty.say("Nothing tagged here yet", "Select words and press C for a claim, R for a recommendation.")
        else:
            self._empty.say("Nothing tagged here", "")
        self._stack.setCurrentIndex(1)

    @Slot(QModelIndex, QModelIndex)
    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if self._form is not None and first.row() <= self._list.guest_row <= last.row():
            annotation = self._model.annotation(self._list.guest_row)
            if annotation is not None:
                self._form.show_annotation(annotation, self._model.around(annotation.id))

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        annotation = self._model.annotation(index.row()) if index.isValid() else None
        if annotation is None:
            return
        self._open_form(index.row())
        if not self._quiet:
            self.chosen.emit(annotation.id)

    @Slot()
    def _on_activated(self) -> None:
        self.edit()

    @Slot(int)
    def _on_stated_dropped(self, statement: int) -> None:
        if self._form is not None and self._form.annotation is not None:
            self.stated_dropped.emit(statement, self._form.annotation.id)

    @Slot(int, str)
    def _on_stated_edited(self, statement: int, role: str) -> None:
        if self._form is not None and self._form.annotation is not None:
            self.stated_edited.emit(statement, self._form.annotation.id, role)

    @Slot()
    def _on_drag_asked(self) -> None:
        if self._form is not None and self._form.annotation is not None:
            self._list.start_drag(self._form.annotation.id)

    @Slot()
    def _on_own_asked(self) -> None:
        from app.desktop.form.own_part import OwnPartDialog  # noqa: PLC0415  rarely needed

        dialog = OwnPartDialog(self)
        dialog.named.connect(self.edit)
        dialog.open()
