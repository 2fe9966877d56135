# SPDX-License-Identifier: MIT
"""Which page is meant where two sources are side by side. Every command about the page asks here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.controllers.shown_page import ShownPage


class Pages(QObject):
    """Knows the page that has the keys, or had them last. ``changed`` comes when that may be another, or its title.

    The first page is always there; what else ``belongs`` to it stands for it, as the cards of its annotations do.
    """

    changed = Signal()

    def __init__(self, first: ShownPage, belongs: Sequence[QWidget], parent: QObject):
        super().__init__(parent)
        self._first = first
        self._second: ShownPage | None = None
        self._meant = first
        self._belongs = belongs
        first.opened.connect(self.changed)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    # Properties

    @property
    def meant(self) -> ShownPage:
        """The page that commands are about."""
        return self._meant

    @property
    def first(self) -> ShownPage:
        """The page on the left: the one that can be tagged."""
        return self._first

    @property
    def two(self) -> bool:
        """Whether there are two."""
        return self._second is not None

    @property
    def second_meant(self) -> bool:
        """Whether commands are about the second page."""
        return self._meant is self._second

    # Methods

    def put_beside(self, page: ShownPage) -> None:
        """Take a page as the second one."""
        self._second = page
        self._tell()

    def drop_second(self) -> None:
        """Forget the second page: the first is meant from now on."""
        if self._second is not None:
            self._second.pane.show_meant(among_two=False, meant=False)
        self._second, self._meant = None, self._first
        self._tell()

    # Parts

    def _tell(self) -> None:
        for page in (self._first, self._second):
            if page is not None:
                page.pane.show_meant(among_two=self.two, meant=page is self._meant)
        self.changed.emit()

    def _under(self, focus: QWidget) -> ShownPage | None:
        """Return the page that a widget belongs to."""
        if any(part.isAncestorOf(focus) for part in (self._first.pane, *self._belongs)):
            return self._first
        second = self._second
        return second if second is not None and second.pane.isAncestorOf(focus) else None

    # Slots

    @Slot()
    def _on_focus_changed(self) -> None:
        focus = QApplication.focusWidget()
        page = self._under(focus) if focus is not None and self._second is not None else None
        if page is not None and page is not self._meant:
            self._meant = page
            self._tell()
