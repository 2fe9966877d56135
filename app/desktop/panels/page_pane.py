# SPDX-License-Identifier: MIT
"""A page with the strip above it, and what floats over it: the bar that finds in it, and hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.desktop.actions import Actions
from app.desktop.appearance import Appearance
from app.desktop.panels.page_head import PageHead
from app.desktop.reading.view import ReadingView

if TYPE_CHECKING:
    from app.desktop.panels.find_bar import FindBar

FIND_WIDTH, FIND_GAP, FIND_CLEAR = 400, 12, 24
"""The bar that finds: its width, the gap around it, and what it leaves clear for the ruler."""

HINT_MS, HINT_GAP = 2500, 32
"""How long a hint is seen, and how far above the lower edge."""


class PagePane(QWidget):
    """Holds a page. The signals are those of the bar that finds in it."""

    find_asked = Signal(object)
    find_stepped = Signal(int)
    find_closed = Signal()

    def __init__(
        self,
        actions: Actions,
        appearance: Appearance,
        buttons: tuple[tuple[str, ...], tuple[str, ...]],
        parent: QWidget | None,
        view: ReadingView | None = None,
    ):
        """Make a strip with the buttons of these commands, at its left end and at the right, and a view or take one."""
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.look = appearance
        self.head = PageHead(actions, appearance, *buttons, self)
        self.view = view or ReadingView(appearance.page_style(), self)
        self.head.pressed.connect(self._on_head_pressed)
        self._find_bar: FindBar | None = None
        self._low = False
        self._hint: QLabel | None = None
        self._hint_time = QTimer(self)
        self._hint_time.setSingleShot(True)
        self._hint_time.setInterval(HINT_MS)
        self._hint_time.timeout.connect(self._on_hint_seen)
        appearance.changed.connect(self._on_appearance_changed)
        appearance.page_changed.connect(self._on_appearance_changed)
        self.view.view_moved.connect(self._place_find_bar)

    # The bar that finds

    @property
    def find_bar(self) -> FindBar:
        """The bar that finds in the page; it is made when it is first asked for."""
        if self._find_bar is None:
            from app.desktop.panels.find_bar import FindBar  # noqa: PLC0415  not needed to begin with

            self._find_bar = FindBar(self.look, self)
            self._find_bar.asked.connect(self.find_asked)
            self._find_bar.stepped.connect(self.find_stepped)
            self._find_bar.closed.connect(self._on_find_closed)
            self._find_bar.grown.connect(self._place_find_bar)
            self._place_find_bar()
        return self._find_bar

    @property
    def finding(self) -> bool:
        """Whether the bar that finds in the page is open."""
        return self._find_bar is not None and self._find_bar.isVisible()

    def keep_clear(self, start: int, end: int) -> None:
        """Let the bar that finds stand in the other corner if it covers a span where it stands."""
        if self._find_bar is not None:
            self._place_find_bar()
            place = self.view.span_rect(start, end).translated(self.view.viewport().mapTo(self, QPoint(0, 0)))
            self._low ^= self._find_bar.geometry().intersects(place)
            self._place_find_bar()

    def hide_find_bar(self) -> None:
        """Take the bar that finds away without a word: what it found is gone."""
        self._low = False
        if self._find_bar is not None:
            self._find_bar.hide()

    # Others

    def show_meant(self, *, among_two: bool, meant: bool) -> None:
        """Say whether there is another page, and whether this one is meant."""
        self.head.show_meant(meant=among_two and meant)

    def anchor(self, wanted: str) -> QWidget:
        """Return what a popover of a command opens under: its button, or the strip where that would be."""
        if self.head.isVisible():
            return self.head.button(wanted)
        self.head.setGeometry(0, 0, self.width(), self.head.height())
        return self.head

    def hint(self, words: str) -> None:
        """Say something at the lower edge of the page for a moment; nothing takes away what is said."""
        if self._hint is None:
            self._hint = QLabel(self)
            self._hint.setTextFormat(Qt.TextFormat.PlainText)
            self._hint.setObjectName("hint")
        self._hint.setText(words)
        self._hint.setAccessibleName(words)
        self._hint.adjustSize()
        self._place_hint()
        self._hint.setVisible(bool(words))
        self._hint.raise_()
        self._hint_time.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bar that finds in the upper corner: opening it must not move the text."""
        super().resizeEvent(event)
        self._place_find_bar()
        self._place_hint()

    # Parts and slots

    @Slot()
    def _place_find_bar(self) -> None:
        if self._find_bar is not None:
            width = min(FIND_WIDTH, self.width() - 2 * FIND_GAP)
            top = self.view.mapTo(self, QPoint(0, 0)).y() + FIND_GAP
            left = self.width() - width - FIND_GAP - FIND_CLEAR
            height = self._find_bar.heightForWidth(width)
            if height < 0:  # none of its parts needs more height on less width
                height = self._find_bar.sizeHint().height()
            if self._low:
                top = self.height() - height - FIND_GAP
            self._find_bar.setGeometry(max(FIND_GAP, left), top, width, height)

    def _place_hint(self) -> None:
        if self._hint is not None:
            low = self.height() - self._hint.height() - HINT_GAP
            self._hint.move((self.width() - self._hint.width()) // 2, low)

    @Slot()
    def _on_find_closed(self) -> None:
        self._low = False
        self.find_closed.emit()

    @Slot()
    def _on_hint_seen(self) -> None:
        if self._hint is not None:
            self._hint.hide()

    @Slot()
    def _on_head_pressed(self) -> None:
        """Take the keys where a button of the strip was pressed by mouse: it is about this page."""
        focus = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self.view.setFocus(Qt.FocusReason.MouseFocusReason)

    @Slot()
    def _on_appearance_changed(self) -> None:
        self.view.set_style(self.look.page_style())
        self.view.viewport().setPalette(self.view.palette())  # a style sheet stops Qt from handing it down
