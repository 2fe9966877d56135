# SPDX-License-Identifier: MIT
"""A line to type a name in that offers what it may become, asked of the collection at every letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from app.desktop.appearance import Appearance
from app.desktop.form.library import Library
from app.desktop.widgets.fields import OFFER_WIDTH, Field

Offer = Callable[[str], Sequence[str]]
"""Gives the names that what has been typed may become."""


def offer_of(library: Library, what: str) -> Offer:
    """Return what offers one kind of name; see :meth:`Library.offer`."""
    return partial(library.offer, what)


class OfferLine(Field):
    """``left`` comes when the cursor leaves the line, but not for its own list of names."""

    left = Signal()

    def __init__(self, name: str, tip: str, appearance: Appearance, offer: Offer, *, parent: QWidget | None = None):
        super().__init__(name, tip, appearance, parent=parent)
        self._offer = offer
        self._names: QStringListModel | None = None
        self.textEdited.connect(self._on_text_edited)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter: for the list of cards behind, it means to open the form."""
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the line was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        offered = list(self._offer(text))
        names = self._model()
        names.setStringList([] if offered == [text] else offered)

    def _model(self) -> QStringListModel:
        if self._names is None:
            self._names = QStringListModel(self)
            completer = QCompleter(self._names, self)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setMaxVisibleItems(8)
            popup = QListView(self)
            popup.setObjectName("popup")
            popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            popup.setMinimumWidth(OFFER_WIDTH)
            completer.setPopup(popup)
            self.setCompleter(completer)
        return self._names
