# SPDX-License-Identifier: MIT
"""Two sources side by side: the open one, which can be tagged, and a second one to compare it with.

The second is for reading, finding and copying. Its annotations show; to tag there, the two sides are exchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QSplitter, QToolTip, QWidget

from app.desktop.actions import Actions
from app.desktop.appearance import Appearance
from app.desktop.controllers.highlighting import told
from app.desktop.controllers.linking import Linking
from app.desktop.controllers.pages import Pages
from app.desktop.controllers.picturing import Picturing
from app.desktop.controllers.reading import Reading
from app.desktop.controllers.session import Session
from app.desktop.controllers.shown_page import ShownPage
from app.desktop.measures import LEAST_BESIDE, LEAST_PAGE
from app.desktop.panels.reading import ReadingPane
from app.desktop.reading.footing import TOP, Place
from app.desktop.reading.header import header
from app.desktop.reading.highlights import from_rows
from app.desktop.reading.view import ReadingView
from app.desktop.widgets.popover import on_screen
from app.errors import UnknownSource
from app.text.anchors import followed
from database.history import Change
from database.records import Source

if TYPE_CHECKING:
    from app.desktop.panels.choose_source import ChooseSource
    from app.desktop.panels.second_page import SecondPage

NAME = "Compare with"


class Comparing(QObject):
    """Shows the second source."""

    made = Signal(object)
    """A page that is there for the first time: what takes its keys."""
    leads_out = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        session: Session,
        reading: Reading,
        pages: Pages,
        pane: ReadingPane,
        splitter: QSplitter,
        aside: QWidget,
        actions: Actions,
        appearance: Appearance,
        parent: QObject,
    ):
        super().__init__(parent)
        self._session = session
        self._reading = reading
        self._pages = pages
        self._pane = pane
        self._splitter = splitter
        self._aside = aside
        self._actions = actions
        self._look = appearance
        self._page: SecondPage | None = None
        self._second: ShownPage | None = None
        self._sizes: list[int] = []
        self._popover: ChooseSource | None = None
        session.closing.connect(self.end)
        session.changed.connect(self._on_changed)
        reading.opened.connect(self._on_opened)

    # Properties

    @property
    def on(self) -> bool:
        """Whether there is a second source."""
        return self.source is not None

    @property
    def page(self) -> SecondPage | None:
        """The second page, once there was one."""
        return self._page

    @property
    def source(self) -> Source | None:
        """The second source."""
        return self._second.source if self._second is not None else None

    @property
    def popover(self) -> ChooseSource | None:
        """The list of sources to choose from, where it is open."""
        return self._popover

    # Methods

    def show(self, source: int, place: Place = TOP) -> None:
        """Show a source beside the open one."""
        collection = self._session.required
        found = collection.source(source)
        text, layout = collection.text(source)
        page, second = self._both()
        before = second.source
        second.take(found)
        if before is None:
            self._make_room(page)
        if before is None or before.id != source:
            page.hide_find_bar()
        page.say(found.title)
        page.view.load(text, layout, header(found))
        self._show_highlights()
        page.view.restore_place(place)
        self._pages.put_beside(second)
        (second.reloaded if before is not None and before.id == source else second.opened).emit()

    # Commands

    @Slot()
    def choose(self) -> None:
        """Ask which source to compare with."""
        from app.desktop.panels.choose_source import ChooseSource  # noqa: PLC0415  loaded when it is asked for

        self._popover = ChooseSource(NAME, self._session.required, self._look, self._pane)
        self._popover.taken.connect(self._on_taken)
        self._popover.closed.connect(self._on_popover_closed)
        self._popover.open_under(on_screen(self._pane.anchor("compare.choose")), right=True)
        self._popover.setFocus()

    @Slot()
    def exchange(self) -> None:
        """Let the two sources change sides, each where it is: the one that was second can be tagged now."""
        first, second, page = self._reading.source, self.source, self._page
        if first is None or second is None or page is None:
            return
        place, other = self._pane.view.place(), page.view.place()
        selected = page.view.raw_selection()
        self.show(first.id, place)
        self._reading.open_source(second.id)
        self._pane.view.restore_place(other)
        self._pane.view.select(*selected)
        self._pane.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def end(self) -> None:
        """Take the second source away."""
        if self._page is None or self._second is None or self._second.source is None:
            return
        had_keys = self._page.isAncestorOf(QApplication.focusWidget() or self._pane)
        place = self._pane.view.place()
        self._second.take(None)
        self._page.hide_find_bar()
        self._second.opened.emit()
        self._pages.drop_second()
        self._page.hide()
        self._page.view.clear_page()
        self._aside.show()
        self._pane.setMinimumWidth(LEAST_PAGE)
        self._splitter.setSizes(self._sizes)
        self._pane.view.restore_place(place)
        if had_keys:
            self._pane.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # Parts

    def _both(self) -> tuple[SecondPage, ShownPage]:
        """Return the second page and what is known of it; they are made when they are first wanted."""
        if self._page is None or self._second is None:
            self._page, self._second = self._make_page()
        return self._page, self._second

    def _make_page(self) -> tuple[SecondPage, ShownPage]:
        from app.desktop.panels.second_page import SecondPage  # noqa: PLC0415  as above

        page = SecondPage(self._actions, self._look, self._splitter)
        page.hide()
        second = ShownPage(page, page)
        self._splitter.insertWidget(self._splitter.indexOf(self._pane) + 1, page)
        Picturing(self._session, page.view, second.present, page)
        page.view.hover_asked.connect(self._on_hover_asked)
        linking = Linking(second, self._look, page)
        linking.leads_out.connect(self.leads_out)
        linking.said.connect(self.said)
        self.made.emit(page.view)
        return page, second

    def _make_room(self, page: SecondPage) -> None:
        """Put the list of sources aside, and share the room between the two pages."""
        place = self._pane.view.place()
        self._sizes = self._splitter.sizes()
        left, first, _, right = self._sizes
        self._aside.hide()
        self._pane.setMinimumWidth(LEAST_BESIDE)
        page.show()
        room = left + first
        self._splitter.setSizes([0, room - room // 2, room // 2, right])
        self._pane.view.restore_place(place)

    def _followed(self, source: int, view: ReadingView) -> Place:
        """Return where the reader's words stand in the text as it is now."""
        place, text = view.place(), self._session.required.text(source)[0]
        return place._replace(offset=followed(view.text, text, place.offset))

    def _show_highlights(self) -> None:
        if self.source is not None and self._page is not None:
            rows = self._session.required.span_rows(self.source.id)
            self._page.view.set_highlights(from_rows(rows))

    # Slots

    @Slot(int)
    def _on_taken(self, source: int) -> None:
        self.show(source, Place(*(self._session.state.place(self._session.required.source(source).uid) or TOP)))

    @Slot()
    def _on_popover_closed(self) -> None:
        if self._popover is not None:
            self._popover.deleteLater()
            self._popover = None
            self._pane.view.setFocus()

    @Slot(object, object)
    def _on_hover_asked(self, uids: Sequence[str], place: QPoint) -> None:
        """Say what the annotations under the mouse are: they show here, though they cannot be changed."""
        asked = (self._session.required.find_annotation(uid) for uid in uids)
        found = [annotation for annotation in asked if annotation is not None]
        QToolTip.showText(place, told(found) if found else "", self._page)

    @Slot()
    def _on_opened(self) -> None:
        """With nothing on the left there is nothing to compare, and the list of sources is wanted."""
        if self._reading.source is None:
            self.end()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        """Follow a change of the collection: other annotations, another text, or a source that is gone."""
        before = self.source
        if before is None or self._page is None:
            return
        if change.touches("source") and before.id in change.sources:
            try:
                found = self._session.required.source(before.id)
            except UnknownSource:
                self.end()
                return
            if (found.content, header(found)) != (before.content, header(before)):
                self.show(found.id, self._followed(found.id, self._page.view))
        if change.touches("annotation"):
            self._show_highlights()
