# SPDX-License-Identifier: MIT
"""The window: its parts put together, and joined to the controllers. What they do is theirs. It lives in a frame."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.desktop.actions import Actions, MainMenu
from app.desktop.appearance import Appearance
from app.desktop.controllers.allowing import Allowing
from app.desktop.controllers.annotating import Annotating
from app.desktop.controllers.around_page import AroundPage
from app.desktop.controllers.code_colours import Colouring
from app.desktop.controllers.coding import Coding
from app.desktop.controllers.comparing import Comparing
from app.desktop.controllers.counting import Counting
from app.desktop.controllers.exporting import Exporting
from app.desktop.controllers.filling import Filling
from app.desktop.controllers.finding import Finding
from app.desktop.controllers.full_page import FullPage
from app.desktop.controllers.gathering import Gathering
from app.desktop.controllers.helping import Helping
from app.desktop.controllers.keeping import Keeping
from app.desktop.controllers.letters import Letters
from app.desktop.controllers.long_writing import LongWriting
from app.desktop.controllers.pages import Pages
from app.desktop.controllers.panes import Panes
from app.desktop.controllers.reading import Reading
from app.desktop.controllers.relating import Relating
from app.desktop.controllers.searching import Searching
from app.desktop.controllers.session import Session
from app.desktop.controllers.sources import Sources
from app.desktop.controllers.stepping import Stepping
from app.desktop.controllers.surveying import Surveying
from app.desktop.controllers.taking import Taking
from app.desktop.controllers.telling import Telling
from app.desktop.controllers.text_work import TextWork
from app.desktop.controllers.undoing import Undoing
from app.desktop.controllers.unopened import say_nothing_open
from app.desktop.controllers.views import Views
from app.desktop.first_page import FirstPage
from app.desktop.frame import Frame, wanted_widths
from app.desktop.measures import HANDLE, pane_widths
from app.desktop.models.annotations import AnnotationModel
from app.desktop.models.results import ResultModel
from app.desktop.models.sources import SourceModel
from app.desktop.panels.annotations import AnnotationsPanel
from app.desktop.panels.left import LeftPanel
from app.desktop.panels.rail import Rail
from app.desktop.panels.reading import ReadingPane
from app.desktop.panels.results import ResultsPanel
from app.desktop.panels.sources import SourcesPanel
from app.desktop.panels.status_line import StatusLine
from app.desktop.panels.top_bar import TopBar
from app.desktop.views.view import View
from app.errors import UnknownSource
from app.settings import Settings, State
from database.history import Change

OUTSIDE = ("annotation.edit", "go.search", "go.pane", "go.pane_back")
"""Commands that lead away from the page: they bring the window back where there was nothing but the page."""


class Window(QWidget):
    """Everything in the frame of the main window."""

    def __init__(
        self, frame: Frame, appearance: Appearance, settings: Settings, state: State, page: FirstPage | None = None
    ):
        super().__init__(frame)
        self.setAcceptDrops(True)
        self.frame = frame
        self.appearance = appearance
        self.settings = settings
        self.state = state
        self.session = Session(settings, state, self)
        self.actions_by_id = Actions(self, appearance)
        self._make_panels(page)
        self._make_controllers()
        self._lay_out()
        self._connect()
        self.sources.arrange(state.text("sort"), state.text("group"))
        self._show_session()

    # Building

    def _make_panels(self, page: FirstPage | None) -> None:
        look, actions = self.appearance, self.actions_by_id
        self.source_model = SourceModel(self)
        self.result_model = ResultModel(self)
        self.annotation_model = AnnotationModel(self)
        self.top_bar = TopBar(actions, look, self)
        self.rail = Rail(look, self)
        self.sources = SourcesPanel(self.source_model, actions, look, self)
        self.results = ResultsPanel(self.result_model, look, self)
        self.left = LeftPanel(self.sources, self.results, look, self)
        self.pane = ReadingPane(actions, look, self, page)
        self.cards = AnnotationsPanel(self.annotation_model, self.session, look, self)
        self.status = StatusLine(look, self)

    def _make_controllers(self) -> None:
        self._make_page_work()
        self._make_tagging_work()
        self._make_file_work()
        self._make_views()
        self._make_search_work()
        self._make_surroundings()
        self._bind()

    def _make_page_work(self) -> None:
        self.reading = Reading(self.session, self.pane, self)
        self.pages = Pages(self.reading, (self.cards,), self)
        self.finding = Finding(self.session, self.pages, self)
        self.annotating = Annotating(
            self.session, self.reading, self.annotation_model, self.cards, self.pane.view, self
        )
        model, look = self.annotation_model, self.appearance
        known = (self.session, self.pages, self.reading, self.annotating)
        self.around = AroundPage(*known, self.cards, model, look, self.pane, self)

    def _make_tagging_work(self) -> None:
        self.filling = Filling(self.session, self.annotating, self.cards, self.pane.view, self)
        self.relating = Relating(self.session, self.annotating, self.cards, self.appearance, self)
        self.coding = Coding(
            self.session, self.reading, self.annotating, self.cards, self.pane.view, self.actions_by_id, self
        )
        self.colouring = Colouring(self.session, self.appearance.codes, self)

    def _make_file_work(self) -> None:
        self.source_work = Sources(self.session, self.reading, self.sources, self.appearance, self)
        self.text_work = TextWork(
            self.session, self.reading, self.pages, self.pane.view, self.source_work, self.status, self.appearance, self
        )
        self.importing = self.text_work.importing
        self.exporting = Exporting(self.session, self.appearance, self.status, self)
        self.taking = Taking(self.session, self.appearance, self.status, self)

    def _make_views(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.views = Views(self.session, self.appearance, QStackedWidget(self), self.rail, self.splitter)
        known, look = (self.session, self.reading, self.pages, self.pane), self.appearance
        self.comparing = Comparing(*known, self.splitter, self.left, self.actions_by_id, look, self)

    def _make_search_work(self) -> None:
        look, field, page = self.appearance, self.top_bar.search, self.pane.view
        self.searching = Searching(self.session, self.reading, field, self.left, self.results, page, self)
        self.surveying = Surveying(self.session, self.searching, self.views, field, page, self)
        self.gathering = Gathering(self.session, self.searching, self.surveying, self.status, look, self)
        self.keeping = Keeping(self.session, self.searching, self.exporting, self.left, field, look, self)
        self.stepping = Stepping(self.searching, self.pages, self.views, self.results, self)

    def _make_surroundings(self) -> None:
        self.counting = Counting(self.session, self.top_bar, self.status, self.actions_by_id, self)
        self.helping = Helping(self.appearance, self)
        self.long_writing = LongWriting(self.session, self.status, self)
        self.undoing = Undoing(self.session, self.cards, self.views, self)
        self.telling = Telling(self.annotating, self.views, self)
        self.letters = Letters(self.settings, self.appearance, self.pane, self)
        others = (self.top_bar, self.rail, self.left, self.cards, self.status)
        self.full_page = FullPage(self.frame, self.pane, others, self)
        panes = (self.sources.list_view, self.results.list_view, self.pane.view, self.cards.list_view)
        self.panes = Panes((self.top_bar.search, *panes), self.pages, self.views, self.full_page, self)
        parts = (self.pages, self.views, self.annotating, self.around.going_back)
        self.allowing = Allowing(self.session, *parts, self.actions_by_id, self)

    def _bind(self) -> None:
        for wanted in OUTSIDE:
            self.actions_by_id.action(wanted).triggered.connect(self.full_page.leave)
        self.actions_by_id.bind(
            {
                "session": self.session,
                "reading": self.reading,
                "finding": self.finding,
                "sources": self.source_work,
                "annotating": self.annotating,
                "undoing": self.undoing,
                "telling": self.telling,
                "filling": self.filling,
                "coding": self.coding,
                "relating": self.relating,
                "searching": self.searching,
                **self.text_work.by_name(),
                "surveying": self.surveying,
                "stepping": self.stepping,
                "gathering": self.gathering,
                "keeping": self.keeping,
                "exporting": self.exporting,
                "taking": self.taking,
                "helping": self.helping,
                "letters": self.letters,
                "full_page": self.full_page,
                **self.around.handlers,
                "comparing": self.comparing,
                "panes": self.panes,
                "views": self.views,
            }
        )

    def _lay_out(self) -> None:
        self.splitter.setHandleWidth(HANDLE)
        self.splitter.setChildrenCollapsible(False)
        for place, part in enumerate((self.left, self.pane, self.cards)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(place, 1 if part is self.pane else 0)
        theme = self.appearance.theme
        room = self.frame.width() - theme.size("rail")
        self.splitter.setSizes(pane_widths(room, wanted_widths(theme, self.state)))
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addWidget(self.views.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(body, 1)
        column.addWidget(self.status)

    def _connect(self) -> None:
        self.session.opened.connect(self._on_opened)
        self.frame.closing.connect(self._on_closing)
        self.session.closing.connect(self._on_session_closing)
        self.session.closed.connect(self._show_session)
        self.session.changed.connect(self._on_changed)
        self.session.quit_asked.connect(self.frame.close)
        self.reading.opened.connect(self._on_source_opened)
        self.views.made.connect(self._on_view_made)
        self.views.text_wanted.connect(self._on_text_wanted)
        self.sources.chosen.connect(self.reading.open_source)
        self.sources.entered.connect(self._on_text_wanted)
        self.text_work.source_asked.connect(self._on_source_asked)
        self.taking.import_wanted.connect(self._on_import_wanted)
        self.importing.started.connect(self._on_sources_reset)
        self.importing.finished.connect(self._on_sources_reset)
        self.source_model.modelReset.connect(self._on_sources_reset)
        self.results.whole_wanted.connect(self.surveying.show)
        self.surveying.save_asked.connect(self.keeping.save)
        speakers = (self.annotating, self.stepping, self.gathering, self.keeping, self.undoing)
        for speaker in (*speakers, self.text_work, self.comparing):
            speaker.said.connect(self.status.say)
        self.comparing.leads_out.connect(self.helping.follow)
        self.comparing.made.connect(self.panes.add_beside)
        self.relating.annotation_asked.connect(self._on_annotation_asked)
        self.searching.annotation_asked.connect(self.annotating.go)
        self.status.undo_asked.connect(self.undoing.undo)
        self.undoing.moved.connect(self.annotating.show_change)
        self.top_bar.menu_asked.connect(self._on_menu_asked)
        self.appearance.changed.connect(self._on_appearance_changed)
        self.around.linking.leads_out.connect(self.helping.follow)

    # State

    @Slot()
    def _on_closing(self) -> None:
        """Save what is being typed, and remember the place for the next time; the frame keeps its own."""
        self.cards.commit()
        self.views.commit()
        self.full_page.leave()
        self.comparing.end()
        self.reading.keep_place()
        self.state.put("sort", self.source_model.sort_name)
        self.state.put("group", self.source_model.arrangement.group)
        self.state.put("panes", [int(width) for width in self.splitter.sizes()])
        self.settings.theme = self.appearance.choice
        self.settings.keep()
        self.session.close()

    # Dropping files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if event.mimeData().hasUrls() and self.session.writable:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Offer to take in what was dropped of other tools' files, and import the rest."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            taken, rest = self.taking.split(paths)
            if rest:
                self.importing.bring(rest)
            self.taking.offer_all(taken)

    # Parts

    @Slot()
    def _show_session(self) -> None:
        """Say which collection is open, what it holds, and whether it can be changed."""
        collection = self.session.collection
        self.sources.show_collection(collection is not None)
        if collection is None:
            self.frame.setWindowTitle("Postil")
            self.top_bar.show_collection("Postil", None)
            self.status.show_saved("")
            self.pane.banner.say("")
            self._say_nothing_open()
        else:
            self.frame.setWindowTitle(f"{collection.title} – Postil")
            self.status.show_saved("Saved" if collection.writable else "Read-only")
            self.pane.banner.say(str(collection.refusal) if collection.refusal else "")
        self.counting.show()
        self.allowing.allow()

    def _say_nothing_open(self) -> None:
        model, running = self.source_model, self.importing.running
        say_nothing_open(self.pane, self.session, model, self.actions_by_id, importing=running)

    # Slots

    @Slot()
    def _on_opened(self) -> None:
        collection = self.session.required
        self.source_model.show(collection)
        self._show_session()
        try:
            self.reading.open_source(collection.find_source(self.state.last_source(collection.path)).id)
            self.pane.view.setFocus(Qt.FocusReason.OtherFocusReason)
        except UnknownSource:
            self._say_nothing_open()
            self.sources.list_view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_session_closing(self) -> None:
        self.cards.commit()
        self.source_model.show(None)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        self.source_model.refresh(change)
        self.reading.refresh(change)
        self.annotating.refresh(change)
        self.views.refresh(change)
        self.keeping.refresh(change)
        self.counting.refresh(change)
        self.searching.refresh(change)

    @Slot()
    def _on_source_opened(self) -> None:
        source = self.reading.source
        if source is None:
            self._say_nothing_open()
        else:
            self.sources.mark(source.id)
        self.allowing.allow()

    @Slot()
    def _on_sources_reset(self) -> None:
        source = self.reading.source
        if source is not None:
            self.sources.mark(source.id, scroll=False)
        elif self.session.collection is not None:
            self._say_nothing_open()

    @Slot(object)
    def _on_import_wanted(self, path: Path) -> None:
        self.importing.start([path])

    @Slot()
    def _on_text_wanted(self) -> None:
        self.pane.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object)
    def _on_view_made(self, view: View) -> None:
        view.annotation_asked.connect(self._on_annotation_asked)
        view.source_asked.connect(self._on_source_asked)
        view.query_asked.connect(self.views.list_annotations)
        view.export_asked.connect(self.exporting.ask_for)
        view.history_asked.connect(self.telling.tell)
        view.file_asked.connect(self.taking.offer)
        view.said.connect(self.status.say)
        self.panes.add(view.panes())

    @Slot(int)
    def _on_annotation_asked(self, annotation: int) -> None:
        """Show an annotation in its source."""
        self.views.read()
        self.reading.open_source(self.session.required.annotation(annotation).source)
        self.annotating.go(annotation)

    @Slot(int)
    def _on_source_asked(self, source: int) -> None:
        self.views.read()
        self.reading.open_source(source)

    @Slot()
    def _on_menu_asked(self) -> None:
        menu = MainMenu(self.actions_by_id, self.appearance, self.session.recent, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.top_bar.menu_button.mapToGlobal(QPoint(0, self.top_bar.menu_button.height() + 2)))

    @Slot()
    def _on_appearance_changed(self) -> None:
        self.settings.theme = self.appearance.choice
        self.settings.keep()
