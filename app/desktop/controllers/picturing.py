# SPDX-License-Identifier: MIT
"""The pictures of a page, read when they come into sight, from the original in the collection alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage

from app.desktop.controllers.session import Session
from app.desktop.reading.view import ReadingView
from database.records import Source

if TYPE_CHECKING:
    from app.desktop.controllers.picture_thread import PictureThread, Wish


class Picturing(QObject):
    """Asks for the pictures in sight, and puts them on the page as they come."""

    def __init__(self, session: Session, view: ReadingView, source: Callable[[], Source | None], parent: QObject):
        """Serve one page; ``source`` gives the source it shows."""
        super().__init__(parent)
        self._session = session
        self._view = view
        self._source = source
        self._thread: PictureThread | None = None
        self._page: object = None
        self._asked: set[str] = set()
        view.view_moved.connect(self._on_view_moved)
        session.closing.connect(self._on_closing)

    def _start(self) -> PictureThread:
        if self._thread is None:
            from app.desktop.controllers.picture_thread import PictureThread  # noqa: PLC0415  few sources have pictures

            self._thread = PictureThread(partial(self._session.required.store.connect, write=False), self)
            self._thread.read.connect(self._on_read)
            self._thread.start()
        return self._thread

    @Slot()
    def _on_view_moved(self) -> None:
        layout = self._view.page_layout
        if not layout.album.blocks:
            return
        source = self._source()
        if layout is not self._page:
            self._page, self._asked = layout, set()
        wanted = [target for target in self._view.pictures_in_view() if target not in self._asked]
        if wanted and source is not None:
            from app.desktop.controllers.picture_thread import Wish  # noqa: PLC0415  as above

            self._asked.update(wanted)
            self._start().ask([Wish(source.id, target) for target in wanted])

    @Slot(object, object)
    def _on_read(self, wish: Wish, image: QImage) -> None:
        source = self._source()
        if source is not None and source.id == wish.source and self._view.page_layout is self._page:
            self._view.show_picture(wish.target, image)

    @Slot()
    def _on_closing(self) -> None:
        if self._thread is not None:
            self._thread.end()
            self._thread.deleteLater()
            self._thread = None
        self._page = None
