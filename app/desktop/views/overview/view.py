# SPDX-License-Identifier: MIT
"""What the annotations add up to: who says what to whom, how much was said when, and who is joined to whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.asking import Asking, Task
from app.desktop.controllers.session import Session
from app.desktop.views.overview.matrix_page import MatrixPage
from app.desktop.views.overview.network_page import NetworkPage
from app.desktop.views.overview.task import (
    MatrixAnswer,
    MatrixTask,
    NetworkAnswer,
    NetworkTask,
    TimeAnswer,
    TimeTask,
)
from app.desktop.views.overview.time_page import TimePage
from app.desktop.views.view import View
from app.desktop.widgets.empty import EmptyState
from app.desktop.widgets.headline import strip
from app.desktop.widgets.parts import Band
from app.desktop.widgets.query_field import QueryField
from app.desktop.widgets.sort_button import SortButton
from database.networks import ORGANISATION, PERSON

MATRIX, TIME, NETWORK = range(3)
KINDS = {"recommendation": "Recommendations", "claim": "Claims", "passage": "Passages", "": "All kinds"}
ROWS = {
    "speaker": "Speakers",
    "organisation": "Organisations",
    "source": "Sources",
    "publication": "Publications",
    "year": "Years",
    "code": "Codes",
    "annotator": "Annotators",
}
COLUMNS = {
    "addressee": "by addressees",
    "code": "by codes",
    "stance": "by stances",
    "status": "by statuses",
    "kind": "by kinds",
    "year": "by years",
    "speaker": "by speakers",
}
STEPS = {"year": "By year", "month": "By month"}
NETS = {
    "codes": "Actors and codes",
    "congruence": "Actors who agree",
    "conflict": "Actors who disagree",
    "addressees": "Who addresses whom",
}
WHO = {PERSON: "Speakers", ORGANISATION: "Organisations"}


class OverviewView(View):
    """Three pages under tabs, each of the annotations that the query above them finds."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget):
        super().__init__(session, appearance, parent)
        self._asking = Asking(session, self)
        self._asked: Task | None = None
        self._answered: Task | None = None
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("Matrix, over time, or network")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for title, tip in (
            ("Matrix", "Who recommends what to whom, and other pairs"),
            ("Over time", "How much was said when"),
            ("Network", "Who is joined to what or to whom"),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(title), tip)
        self.rows = SortButton("Rows", "What the rows are", ROWS, self)
        self.columns = SortButton("Columns", "What the columns are", COLUMNS, self)
        self.step = SortButton("Periods", "How long a period is", STEPS, self)
        self.net = SortButton("Network", "What joins the nodes", NETS, self)
        self.who = SortButton("Actors", "Who acts: those who speak, or those they speak for", WHO, self)
        self.kind = SortButton("Kind", "Which kind of annotation is counted", KINDS, self)
        self.field = QueryField("Only", "Count only annotations that match this query", appearance, parent=self)
        self.field.setObjectName("search")
        self.field.setPlaceholderText("Only annotations that match a query, such as date:2025 code:trade")
        self.meaning = Band("meaning", self)
        self.mistake = Band("warning", self)
        self.matrix = MatrixPage(appearance, self)
        self.time = TimePage(appearance, self)
        self.network = NetworkPage(appearance, self)
        self._empty = EmptyState(appearance, self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self._show_controls()

    # Building

    def _lay_out(self) -> None:
        for page in (self.matrix, self.time, self.network):
            self._stack.addWidget(page)
        self._stack.addWidget(self._empty)
        controls = (self.rows, self.columns, self.step, self.net, self.who, self.kind)
        head = strip((self.tabs, QWidget(self), *controls), self, stretch=1, left=16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, strip((self.field,), self, stretch=0, left=16), self.meaning, self.mistake):
            column.addWidget(part)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._asking.answered.connect(self._on_answered)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.field.textEdited.connect(self._ask)
        self.field.returnPressed.connect(self.enter)
        self.meaning.acted.connect(self._on_cleared)
        for control in (self.rows, self.columns, self.step, self.net, self.who, self.kind):
            control.chosen.connect(self._ask)
        for page in (self.matrix, self.time, self.network):
            page.query_asked.connect(self.query_asked)

    # What every view does

    @property
    def settled(self) -> bool:
        """Whether what is shown answers what was asked last."""
        return self._asked is not None and self._answered == self._asked

    def allow(self) -> None:
        """Nothing here changes the collection."""

    def reload(self) -> None:
        """Count the annotations of the open collection."""
        if self.session.collection is None:
            self._asked = None
            self.meaning.say("")
            self._say_nothing("Open a collection", "What its annotations add up to is shown here.")
            return
        self._ask()

    def ask(self, query: str) -> None:
        """Count the annotations that answer a query."""
        self.field.setText(query)
        self._ask()

    def enter(self) -> None:
        """Take the keys: what the page in front is about."""
        places: tuple[QWidget, ...] = (self.matrix.grid, self.time.chart, self.network.picture)
        places[self.tabs.currentIndex()].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> Sequence[QWidget]:
        """Return the parts that F6 goes through; only those of the page in front show."""
        pages = (self.matrix.grid, self.time.chart, self.time.grid, self.network.picture, self.network.table)
        return self.tabs, self.field, *pages

    @property
    def empty_words(self) -> str:
        """What is said in place of a page; empty while one shows."""
        return self._empty.words if self._stack.currentWidget() is self._empty else ""

    # Parts

    def _show_matrix(self, answer: MatrixAnswer) -> None:
        self._say(answer)
        self.matrix.show_answer(answer)
        what, pair = KINDS[answer.task.kind].lower(), f"{ROWS[answer.task.rows].lower()} {COLUMNS[answer.task.columns]}"
        todo = f"Choose other rows, columns or kinds{', or change the query' if answer.task.query else ''}"
        nothing = f"Of the {what} here none gives a pair of {pair}. {todo}."
        self._show_page(self.matrix, nothing, there=bool(answer.cells))

    def _show_time(self, answer: TimeAnswer) -> None:
        self._say(answer)
        self.time.show_answer(answer)
        self._show_page(self.time, "No annotation here lies in a source with a date.", there=bool(answer.periods))

    def _show_network(self, answer: NetworkAnswer) -> None:
        self._say(answer)
        self.network.show_answer(answer)
        todo = "Change the query" if answer.task.query else "Give annotations speakers, codes or addressees"
        nothing = f"Nobody here is joined to anybody. {todo}."
        self._show_page(self.network, nothing, there=bool(answer.edges))

    def _task(self) -> Task:
        query, kind, typed = self.field.text().strip(), self.kind.value, self.field.typed
        match self.tabs.currentIndex():
            case 0:
                return MatrixTask(query, kind, self.rows.value, self.columns.value, typed)
            case 1:
                return TimeTask(query, self.step.value, typed)
        return NetworkTask(query, kind, self.net.value, self.who.value, typed)

    def _show_controls(self) -> None:
        tab = self.tabs.currentIndex()
        for control, tabs in (
            (self.rows, {MATRIX}),
            (self.columns, {MATRIX}),
            (self.step, {TIME}),
            (self.net, {NETWORK}),
            (self.who, {NETWORK}),
            (self.kind, {MATRIX, NETWORK}),
        ):
            control.setVisible(tab in tabs)

    def _say(self, answer: MatrixAnswer | TimeAnswer | NetworkAnswer) -> None:
        words = answer.meaning[:1].upper() + answer.meaning[1:] if self.field.text().strip() else ""
        self.meaning.say(words, "Clear" if words else "")
        self.mistake.say(answer.mistake)
        self._answered = self._asked  # answers to what was asked before are dropped

    def _show_page(self, page: QWidget, nothing: str, *, there: bool) -> None:
        if there:
            self._stack.setCurrentWidget(page)
        else:
            self._say_nothing("Nothing to show", nothing)

    def _say_nothing(self, title: str, words: str) -> None:
        self._empty.say(title, words)
        self._stack.setCurrentWidget(self._empty)

    # Slots

    @Slot()
    def _ask(self) -> None:
        if self.session.collection is not None:
            self._asked = self._task()
            self._asking.ask(self._asked)

    @Slot(int)
    def _on_tab_changed(self, _tab: int) -> None:
        self._show_controls()
        self._ask()

    @Slot()
    def _on_cleared(self) -> None:
        self.ask("")

    @Slot(object)
    def _on_answered(self, answer: object) -> None:
        match answer:
            case MatrixAnswer():
                self._show_matrix(answer)
            case TimeAnswer():
                self._show_time(answer)
            case NetworkAnswer():
                self._show_network(answer)
