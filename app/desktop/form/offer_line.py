# SPDX-License-Identifier: MIT
"""A line to type a name in that offers what it may become, asked of the collection at every letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from app.desktop.appearance import Appearance
from app.desktop.form.library import Library
from app.desktop.widgets.fields import OfferingField

Offer = Callable[[str], Sequence[str]]
"""Gives the names that what has been typed may become."""


def offer_of(library: Library, what: str) -> Offer:
    """Return what offers one kind of name; see :meth:`Library.offer`."""
    return partial(library.offer, what)


class OfferLine(OfferingField):
    """A field whose names are found by the collection, and shown as they come."""

    def __init__(self, name: str, tip: str, appearance: Appearance, offer: Offer, *, parent: QWidget | None = None):
        super().__init__(name, tip, appearance, parent=parent)
        self._offer = offer
        self.textEdited.connect(self._on_text_edited)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter: for the list of cards behind, it means to open the form."""
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()

    def new_completer(self, names: QStringListModel) -> QCompleter:
        """Return what offers all names there are: they have been chosen already."""
        completer = super().new_completer(names)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        return completer

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        offered = list(self._offer(text))
        self.offer([] if offered == [text] else offered)
