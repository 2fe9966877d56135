# SPDX-License-Identifier: MIT
"""The filter of the annotations that are shown, on the page and among the cards, and the sign that one is on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.desktop.appearance import Appearance
from app.desktop.controllers.annotating import Annotating
from app.desktop.controllers.reading import Reading
from app.desktop.controllers.session import Session
from app.desktop.models.annotations import AnnotationModel
from app.desktop.models.shown import EVERYTHING, Shown, counts
from app.desktop.panels.reading import ReadingPane
from app.desktop.widgets.popover import on_screen

if TYPE_CHECKING:
    from app.desktop.panels.filter import FilterPopover


class Narrowing(QObject):
    """Keeps the filter while one goes from source to source."""

    def __init__(
        self,
        session: Session,
        reading: Reading,
        annotating: Annotating,
        model: AnnotationModel,
        appearance: Appearance,
        pane: ReadingPane,
        parent: QObject,
    ):
        super().__init__(parent)
        self._session = session
        self._reading = reading
        self._annotating = annotating
        self._look = appearance
        self._pane = pane
        self._model = model
        self._shown = EVERYTHING
        self._popover: FilterPopover | None = None
        pane.narrowed.acted.connect(self.widen)
        annotating.widened.connect(self.widen)
        session.closed.connect(self.widen)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._say)

    @property
    def shown(self) -> Shown:
        """What is shown."""
        return self._shown

    @property
    def popover(self) -> FilterPopover | None:
        """The popover, where it is open."""
        return self._popover

    # Commands

    @Slot()
    def open(self) -> None:
        """Open the popover under its button."""
        from app.desktop.panels.filter import FilterPopover  # noqa: PLC0415  loaded when it is asked for

        source = self._reading.source
        if source is None:
            return
        found = counts(self._session.required.annotations(source.id), self._shown)
        self._popover = FilterPopover(found, self._shown, self._look, self._pane)
        self._popover.chosen.connect(self._on_chosen)
        self._popover.closed.connect(self._on_closed)
        self._popover.open_under(on_screen(self._pane.anchor("read.filter")), right=True)
        self._popover.setFocus()

    @Slot()
    def widen(self) -> None:
        """Show all annotations again."""
        self._on_chosen(EVERYTHING)

    # Slots

    @Slot(object)
    def _on_chosen(self, shown: Shown) -> None:
        if shown == self._shown or (shown.everything and self._shown.everything):
            return
        newest = max(self._session.required.annotation_ids(), default=0) if not shown.everything else 0
        self._shown = replace(shown, newest=newest)
        self._annotating.narrow(None if shown.everything else self._shown)
        self._pane.head.button("read.filter").mark(on=not shown.everything)
        self._say()

    @Slot()
    def _say(self) -> None:
        source = self._reading.source
        if self._shown.everything or source is None:
            self._pane.narrowed.say("")
            return
        total = len(self._session.required.annotation_ids(source.id))
        words = f"Showing {self._model.rowCount():,} of {total:,} annotations: {self._shown.words()}"
        self._pane.narrowed.say(words, "Show all")

    @Slot()
    def _on_closed(self) -> None:
        if self._popover is not None:
            self._popover.deleteLater()
            self._popover = None
            self._pane.view.setFocus()
