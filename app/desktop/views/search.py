# SPDX-License-Identifier: MIT
"""The whole answer to a search: facets, sources with their passages, every place in context, and counts over time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QListView,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.analysis.cooccurrence import Together
from app.desktop.appearance import Appearance
from app.desktop.controllers.session import Session
from app.desktop.delegates.together import TogetherDelegate
from app.desktop.measures import HANDLE
from app.desktop.models.facets import FacetGroup, FacetValue
from app.desktop.models.results import ResultModel
from app.desktop.models.roles import RECORD
from app.desktop.models.together import TogetherModel, TogetherRow, code_row, pair_row
from app.desktop.panels.context import ContextPanel
from app.desktop.panels.results import ResultsPanel
from app.desktop.views.view import View
from app.desktop.widgets.bars import HEIGHT, Bar, Bars
from app.desktop.widgets.facets import FacetList
from app.desktop.widgets.parts import hairline, plain, push_button
from app.desktop.widgets.tick import Tick
from app.errors import UnknownSource
from app.search import facets
from app.search.facets import Facet

TITLES = {
    "publication": "Publication",
    "year": "Year",
    "author": "Author",
    "language": "Language",
    "kind": "Kind",
    "speaker": "Speaker",
    "addressee": "Addressed to",
    "code": "Code",
}
FACETS, RESULTS, CONTEXT = 208, 520, 420
"""How wide the columns are to begin with."""
PANES = "search panes"
"""Under which name the widths are remembered."""
LEAST_FACETS, LEAST_RESULTS, LEAST_CONTEXT = 168, 320, 264


class SearchView(View):
    """Three columns.

    ``narrowed`` carries a piece of query that was chosen, ``pieces_chosen`` several, ``names_wanted`` whether names are
    also searched in the other script; ``tag_asked`` and ``save_asked`` say what is to be done with the answer, and
    ``survey_wanted`` comes when the view is to show it afresh.
    """

    narrowed = Signal(str)
    pieces_chosen = Signal(object)
    names_wanted = Signal(bool)
    tag_asked = Signal()
    save_asked = Signal()
    survey_wanted = Signal()

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget):
        super().__init__(session, appearance, parent)
        self.results = ResultsPanel(ResultModel(self), appearance, self, wide=True)
        self.results.list_view.setSelectionMode(self.results.list_view.SelectionMode.ExtendedSelection)
        tag = push_button("Tag…", "Tag every place, or the chosen ones (Ctrl T)", self, self.tag_asked)
        save = push_button("Save…", "Keep this search (Ctrl D)", self, self.save_asked)
        for button in (tag, save):
            button.setObjectName("quiet")
        self.results.add_tools([tag, save])
        self.context = ContextPanel(self._title, appearance, self)
        self.together = TogetherModel(self)
        self.bars = Bars("source", appearance, self)
        self.bars.chosen.connect(self.narrowed)
        self.facets = FacetList("source", appearance, self)
        self.facets.toggled.connect(self._on_toggled)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(HANDLE)
        self._splitter.setChildrenCollapsible(False)
        for part, least in (
            (self._facet_column(), LEAST_FACETS),
            (self.results, LEAST_RESULTS),
            (self._context_column(), LEAST_CONTEXT),
        ):
            part.setMinimumWidth(least)
            self._splitter.addWidget(part)
        self._splitter.setStretchFactor(1, 3)
        self._splitter.setStretchFactor(2, 2)
        kept = session.state.numbers(PANES)
        self._splitter.setSizes(kept if len(kept) == 3 else [FACETS, RESULTS, CONTEXT])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)

    # A view

    def allow(self) -> None:
        """Nothing here changes the collection."""

    def reload(self) -> None:
        """Ask again what is in sight: the collection may have changed."""
        self.survey_wanted.emit()

    def commit(self) -> None:
        """Remember how wide the columns are."""
        self.session.state.put(PANES, [int(width) for width in self._splitter.sizes()])

    def panes(self) -> Sequence[QWidget]:
        """Return the three lists."""
        return self.results.list_view, self.context.list_view, self.facets

    # Methods

    def clear(self) -> None:
        """Show nothing: nothing is asked."""
        self.facets.show_groups(())
        self.bars.show_bars(())
        self.together.show(())
        self.context.show_lines((), first=True)
        self.context.say("")

    def show_facets(self, found: Sequence[Facet], query: str) -> None:
        """Show facets, with those that the query has already as chosen."""
        pieces = [each.fragment for facet in found for each in facet.values]
        chosen = [piece for piece in pieces if facets.has(query, piece)]
        self.facets.show_groups([_group(facet, chosen) for facet in found])
        years = next((facet.values for facet in found if facet.name == "year"), ())
        self.bars.show_bars([Bar(each.label, each.count, each.fragment) for each in years])

    def show_together(self, found: Together) -> None:
        """Show codes that stand together, and their words."""
        self.together.show([*(pair_row(*pair) for pair in found.pairs), *(code_row(*each) for each in found.words)])

    def toggled(self, query: str, piece: str) -> str:
        """Return a query with a piece added, or without it where it has it."""
        return facets.widened(query, piece) if facets.has(query, piece) else facets.narrowed(query, piece)

    def narrowed_by(self, query: str, pieces: Sequence[str]) -> str:
        """Return a query with all of some pieces; those it has already stay."""
        for piece in pieces:
            query = facets.narrowed(query, piece)
        return query

    def show_names(self, wanted: bool) -> None:
        """Show whether names are also searched in the other script."""
        self._names.setChecked(wanted)

    @property
    def names_box(self) -> QCheckBox:
        """The box for names in the other script."""
        return self._names

    # Parts

    def _facet_column(self) -> QWidget:
        made = plain("panel", self)
        tip = "Lukashenko also finds Лукашенко and Лукашэнка, and the other way round"
        self._names = Tick("Names in both scripts", tip, self.look, made)
        self._names.clicked.connect(self.names_wanted)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 10, 8, 10)
        foot.addWidget(self._names)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.facets, 1)
        column.addWidget(hairline(made))
        column.addLayout(foot)
        return made

    def _context_column(self) -> QWidget:
        made = plain("panel", self)
        self.tabs = QTabBar(made)
        self.tabs.setAccessibleName("Over time or codes")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFont(self.look.font())
        for words, tip in (("Over time", "Sources by year"), ("Codes", "Codes that stand together, and their words")):
            self.tabs.setTabToolTip(self.tabs.addTab(words), tip)
        strip = QVBoxLayout()
        strip.setContentsMargins(16, 0, 16, 0)
        strip.addWidget(self.tabs)
        stack = QStackedWidget(made)
        stack.addWidget(self.bars)
        self.together_list = self._together_list(made)
        stack.addWidget(self.together_list)
        stack.setFixedHeight(HEIGHT)
        self.tabs.currentChanged.connect(stack.setCurrentIndex)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.context, 1)
        column.addWidget(hairline(made))
        column.addLayout(strip)
        column.addWidget(stack)
        return made

    def _together_list(self, parent: QWidget) -> QListView:
        made = QListView(parent)
        made.setObjectName("list")
        made.setAccessibleName("Codes that stand together")
        made.setToolTip("Enter narrows by the codes of a row")
        made.setFrameShape(QListView.Shape.NoFrame)
        made.setMouseTracking(True)
        made.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setModel(self.together)
        made.setItemDelegate(TogetherDelegate(self.look, made))
        made.activated.connect(self._on_row_chosen)
        return made

    def _title(self, source: int) -> str:
        try:
            return self.session.required.source(source).title
        except UnknownSource:
            return ""

    # Slots

    @Slot(QModelIndex)
    def _on_row_chosen(self, index: QModelIndex) -> None:
        row = index.data(RECORD)
        if isinstance(row, TogetherRow):
            self.pieces_chosen.emit(row.pieces)

    @Slot(str, str)
    def _on_toggled(self, _facet: str, piece: str) -> None:
        self.narrowed.emit(piece)


def _group(facet: Facet, chosen: Sequence[str]) -> FacetGroup:
    words = str.capitalize if facet.name == "kind" else str
    values = tuple(
        FacetValue(each.fragment, words(each.label), each.count, each.fragment in chosen) for each in facet.values
    )
    if facet.name == "year":
        values = values[::-1]
    return FacetGroup(facet.name, TITLES[facet.name], values, facet.distinct)
