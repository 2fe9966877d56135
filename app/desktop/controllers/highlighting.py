# SPDX-License-Identifier: MIT
"""The annotations under the mouse or the caret: which one is meant where several share words, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QToolTip

from app.attribution import sentence
from app.desktop.appearance import Appearance
from app.desktop.controllers.annotating import Annotating
from app.desktop.models.annotations import AnnotationModel
from app.desktop.reading.view import ReadingView
from app.desktop.wording import joined
from database.records import Annotation

if TYPE_CHECKING:
    from app.desktop.widgets.list_popover import ListPopover

WIDTH = 420
MOST = 4
"""Annotations that are told of where the mouse rests; the others are counted."""

SIGNS = {"supports": "+ ", "opposes": "− "}


class Highlighting(QObject):
    """Chooses among annotations that share words."""

    def __init__(self, annotating: Annotating, view: ReadingView, appearance: Appearance, parent: QObject):
        super().__init__(parent)
        self._annotating = annotating
        self._view = view
        self._look = appearance
        self._popover: ListPopover | None = None
        self._offered = AnnotationModel(self)
        view.highlight_clicked.connect(self._on_highlight_clicked)
        view.hover_asked.connect(self._on_hover_asked)

    @property
    def popover(self) -> ListPopover | None:
        """The list of annotations under the mouse or the caret, where it is open."""
        return self._popover

    # Commands

    @Slot()
    def next_here(self) -> None:
        """Go to the next of the annotations that share the words at the caret, or those of the current one."""
        found = self._here()
        if not found:
            self._annotating.said.emit("No annotation here; put the caret into one")
            return
        current = self._annotating.current
        ids = [annotation.id for annotation in found]
        place = ids.index(current.id) + 1 if current is not None and current.id in ids else 0
        self._annotating.go(ids[place % len(ids)], reveal=False)
        if len(ids) > 1:
            self._annotating.said.emit(f"Annotation {place % len(ids) + 1} of {len(ids)} here")

    # Parts

    def _here(self) -> list[Annotation]:
        found, current = self._annotating.named(self._view.highlights_at(self._view.caret())), self._annotating.current
        if found or current is None:
            return found
        return self._annotating.named(self._view.highlights_at(current.start))

    def _offer(self, found: Sequence[Annotation]) -> None:
        from app.desktop.delegates.under import UnderDelegate  # noqa: PLC0415  loaded when it is first wanted
        from app.desktop.widgets.list_popover import ListPopover  # noqa: PLC0415

        self._offered.show(found)
        name = f"{len(found)} annotations share these words"
        delegate = UnderDelegate(self._look)
        self._popover = ListPopover(name, self._offered, delegate, self._look, self._view, width=WIDTH)
        self._popover.taken.connect(self._on_taken)
        self._popover.closed.connect(self._on_closed)
        self._popover.open_under(self._view.asked_at)
        current = self._annotating.current
        self._popover.go(max(0, self._offered.row(current.id) if current is not None else 0))
        self._popover.setFocus(Qt.FocusReason.PopupFocusReason)

    # Slots

    @Slot(object)
    def _on_highlight_clicked(self, uids: Sequence[str]) -> None:
        found = self._annotating.named(uids)
        if len(found) == 1:
            self._annotating.go(found[0].id, reveal=False)
        elif found:
            self._offer(found)

    @Slot(int)
    def _on_taken(self, row: int) -> None:
        chosen = self._offered.annotation(row)
        if chosen is not None:
            self._annotating.go(chosen.id, reveal=False)

    @Slot()
    def _on_closed(self) -> None:
        if self._popover is not None:
            self._popover.deleteLater()
            self._popover = None
            self._view.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(object, object)
    def _on_hover_asked(self, uids: Sequence[str], place: QPoint) -> None:
        found = self._annotating.named(uids)
        if found:
            QToolTip.showText(place, told(found), self._view.viewport())
        else:
            QToolTip.hideText()


def told(annotations: Sequence[Annotation]) -> str:
    """Return what a hover says about some annotations: who says it, to whom, and the codes, as rich text."""
    parts = [_told(annotation) for annotation in annotations[:MOST]]
    rest = len(annotations) - MOST
    if rest > 0:
        parts.append(f"<p>and {rest} more</p>")
    return "".join(parts)


def _told(annotation: Annotation) -> str:
    head = joined((f"<b>{annotation.kind.capitalize()}</b>", escape(annotation.status)))
    codes = ", ".join(f"{SIGNS.get(use.stance, '')}{escape(use.code)}" for use in annotation.codes)
    who = escape(sentence(annotation.chain, annotation.slots))
    lines = [head, who or "nobody named", codes, f"tagged by {escape(annotation.annotator)}"]
    return "<p>" + "<br>".join(line for line in lines if line) + "</p>"
