# SPDX-License-Identifier: MIT
"""Who is joined to what or to whom: a picture of the network, and its lines as a table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QSplitter, QTableView, QVBoxLayout, QWidget

from app.analysis.networks import Edge, behind
from app.desktop.appearance import Appearance
from app.desktop.measures import HANDLE
from app.desktop.models.edges import EdgeModel
from app.desktop.views.overview.task import DRAWN, NetworkAnswer
from app.desktop.widgets.network_picture import NetworkPicture
from app.desktop.wording import counted
from app.search.narrowing import piece
from database.networks import PERSON, Party

TITLES = {
    "codes": ("Actor", "Code", "Uses"),
    "congruence": ("Actor", "Actor", "Agree"),
    "conflict": ("Actor", "Actor", "Disagree"),
    "addressees": ("Actor", "Addressee", "Times"),
}
PICTURE, TABLE, WEIGHT = 640, 320, 88


class NetworkPage(QWidget):
    """The picture and its table. ``query_asked`` carries the query whose annotations a node or a line stands for."""

    query_asked = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._answer: NetworkAnswer | None = None
        self.model = EdgeModel(self)
        self.picture = NetworkPicture(appearance, self)
        self.picture.chosen.connect(self._on_node)
        self.table = EdgeTable(self.model, self)
        self.table.entered.connect(self._on_edge)
        self._note = QLabel(self)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setObjectName("faint")
        self._note.setContentsMargins(16, 0, 16, 8)
        side = QWidget(self)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.table)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(HANDLE)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.picture)
        splitter.addWidget(side)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([PICTURE, TABLE])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(splitter, 1)
        column.addWidget(self._note)

    def show_answer(self, answer: NetworkAnswer) -> None:
        """Show a network."""
        self._answer = answer
        self.picture.show_network(answer.places, answer.edges, answer.parties, directed=answer.directed)
        self.model.show(answer.edges, answer.parties, TITLES[answer.task.what])
        left = len(answer.parties) - len(answer.places)
        self._note.setText(f"The {DRAWN} with the heaviest lines are drawn; {left:,} more stand in the table.")
        self._note.setVisible(left > 0)
        self.table.setToolTip(f"{counted(len(answer.edges), 'line')}; Enter shows the annotations behind one")

    def _pieces(self, party: Party) -> str:
        """Return what narrows a query to a node: an organisation also where it speaks itself."""
        if party.kind == "code":
            return piece("code", party.name)
        own = piece("speaker", party.name)
        person = self._answer is not None and self._answer.task.who == PERSON
        return own if person else f"({piece('organisation', party.name)} OR {own})"

    def _ask(self, *pieces: str) -> None:
        if self._answer is not None:
            task = self._answer.task
            bare = task.query.strip()
            kind = [piece("kind", task.kind)] if task.kind else []
            self.query_asked.emit(" ".join([*([f"({bare})"] if bare else []), *kind, *pieces]))

    @Slot(str)
    def _on_node(self, uid: str) -> None:
        if self._answer is None:
            return
        party = self._answer.parties[uid]
        own = self._pieces(party)
        addressed = self._answer.task.what == "addressees"  # there a node may never say anything itself
        self._ask(f"({own} OR {piece('addressee', party.name)})" if addressed else own)

    @Slot(object)
    def _on_edge(self, edge: Edge) -> None:
        if self._answer is None:
            return
        one, other = self._answer.parties[edge.source], self._answer.parties[edge.target]
        match self._answer.task.what:
            case "codes":
                self._ask(self._pieces(one), self._pieces(other))
            case "addressees":
                self._ask(self._pieces(one), piece("addressee", other.name))
            case qualifier:
                codes = behind(self._answer.uses, edge.source, edge.target, qualifier)
                shared = " OR ".join(piece("code", self._answer.codes[code]) for code in codes)
                self._ask(f"({self._pieces(one)} OR {self._pieces(other)})", f"({shared})")


class EdgeTable(QTableView):
    """The lines as a table. ``entered`` carries the line that was opened by Enter or a double click."""

    entered = Signal(object)

    def __init__(self, model: EdgeModel, parent: QWidget):
        super().__init__(parent)
        self._edges = model
        self.setObjectName("edges")
        self.setAccessibleName("Lines of the network")
        self.setFrameShape(self.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(self.SelectionBehavior.SelectRows)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setModel(model)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(32)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(36)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(2, WEIGHT)
        self.doubleClicked.connect(self._on_double_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current line; letters are left to the commands of the window."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._on_double_clicked(self.currentIndex())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        edge = self._edges.edge(index.row())
        if edge is not None:
            self.entered.emit(edge)
