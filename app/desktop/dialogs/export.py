# SPDX-License-Identifier: MIT
"""Asks in which format, which annotations and where to, and shows the beginning of what will be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.desktop.appearance import Appearance
from app.desktop.delegates.format import FormatDelegate
from app.desktop.dialogs import files
from app.desktop.dialogs.format_options import FormatOptions
from app.desktop.dialogs.frame import Frame
from app.desktop.dialogs.preview import PreviewPane
from app.desktop.models.formats import FormatModel
from app.desktop.widgets.query_field import QueryField
from app.desktop.wording import counted, joined
from app.exchange.formats import Format, formats
from app.exchange.serving import Look, Seen
from app.search.engine import Searcher
from database.store import is_collection

WIDTH, HEIGHT, LEAST_HEIGHT = 960, 660, 520
LIST_WIDTH = 248
WAIT_MS = 180
"""How long typing rests before the preview is made."""

SLOW_MS = 400
"""After how long without a preview the pane says that it is being made."""

QUERY_HINT = "All of them; or a query, such as kind:recommendation to:Europe"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be exported: in which format, where to, which annotations, and with which options."""

    format: str
    path: Path
    query: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


class ExportDialog(Frame):
    """``confirmed`` carries a :class:`Wish`; ``look_wanted`` asks for a preview, which :meth:`show_seen` takes."""

    confirmed = Signal(object)
    look_wanted = Signal(object)

    def __init__(
        self,
        wish: Wish,
        total: int,
        remembered: Mapping[str, Mapping[str, str]],
        searcher: Searcher,
        appearance: Appearance,
        parent: QWidget,
    ):
        """Begin with a wish whose path has no ending yet; ``remembered`` are the options last chosen, by format."""
        super().__init__("Export", "", parent, width=WIDTH)
        self.setMinimumSize(720, LEAST_HEIGHT)
        self._look = appearance
        self._searcher = searcher
        self._total = total
        self._options = {name: dict(chosen) for name, chosen in remembered.items()}
        self._number = 0
        self._seen: Seen | None = None
        self._model = FormatModel(formats().values(), self)
        self._endings = {known.suffix for known in formats().values()}
        self._make_parts(wish)
        self._lay_out()
        self._connect()
        self._path.setText(str(wish.path))
        self.choose(wish.format)
        self._list.setFocus()

    # Properties

    @property
    def path_field(self) -> QLineEdit:
        """The field for the path."""
        return self._path

    @property
    def query_field(self) -> QueryField:
        """The field for the query."""
        return self._query

    @property
    def accept_button(self) -> QPushButton:
        """The button that exports."""
        return self._yes

    @property
    def option_menus(self) -> FormatOptions:
        """The options of the format."""
        return self._menus

    @property
    def preview(self) -> PreviewPane:
        """What shows the beginning of the file."""
        return self._preview

    @property
    def format_list(self) -> QListView:
        """The list of formats."""
        return self._list

    @property
    def seen(self) -> Seen | None:
        """What is on show."""
        return self._seen

    @property
    def scope_words(self) -> str:
        """What is said of how much will be written."""
        return self._scope.text()

    # Methods

    def choose(self, name: str) -> None:
        """Choose a format by its name."""
        self._list.setCurrentIndex(self._model.index(self._model.row_of(name), 0))

    @Slot(object)
    def show_seen(self, seen: Seen) -> None:
        """Show what the export would be."""
        if seen.look.number != self._number:
            return
        self._slow.stop()
        self._seen = seen
        if seen.refusal:
            self._preview.say(seen.refusal)
        elif self._nothing():
            self._preview.say("No annotation matches the query.")
        else:
            self._preview.show_preview(seen.preview)
        self._say_scope(seen)
        self._allow()

    @Slot()
    def show_lost(self) -> None:
        """Say that there will be no preview; an export can still be tried."""
        self._slow.stop()
        self._preview.say("There is no preview: the process that makes it has ended.")

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the chosen format into view, now that the list has its height."""
        super().showEvent(event)
        self._list.scrollTo(self._list.currentIndex(), QListView.ScrollHint.EnsureVisible)

    # Building

    def _make_parts(self, wish: Wish) -> None:
        self._list = self._make_list()
        self._name = QLabel(self)
        self._name.setFont(self._look.font(bold=True))
        self._about = self.paragraph("")
        self._menus = FormatOptions(self)
        self._query = QueryField("Which annotations", "Only annotations that match this query", self._look, parent=self)
        self._query.setPlaceholderText(QUERY_HINT)
        self._query.setText(wish.query)
        self._scope = self.paragraph(" ", "small")
        self._preview = PreviewPane(self._look, self)
        self._path = QLineEdit(self)
        self._path.setToolTip("Where the file goes")
        self._browse = QPushButton("Choose…", self)
        self._browse.setToolTip("Choose where the file goes")
        self._browse.setAutoDefault(False)
        self._warning = self.paragraph(" ", "small")
        self._rest, self._slow = QTimer(self), QTimer(self)
        for timer, wait in ((self._rest, WAIT_MS), (self._slow, SLOW_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)

    def _make_list(self) -> QListView:
        made = QListView(self)
        made.setObjectName("formats")
        made.setModel(self._model)
        made.setItemDelegate(FormatDelegate(self._look, made))
        made.setMouseTracking(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setAccessibleName("Format")
        made.setToolTip("What kind of file is written")
        made.setFixedWidth(LIST_WIDTH)
        return made

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self._name)
        right.addWidget(self._about)
        right.addSpacing(4)
        right.addWidget(self._menus)
        right.addSpacing(4)
        self._add_field(right, "Which annotations", self._query)
        right.addWidget(self._scope)
        right.addSpacing(4)
        right.addWidget(self._preview, 1)
        right.addSpacing(4)
        self._add_field(right, "File", self._path, self._browse)
        right.addWidget(self._warning)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(self._list)
        body.addLayout(right, 1)
        self.column.addLayout(body, 1)
        self._yes, _ = self.add_buttons("Export", "Cancel")
        self.resize(WIDTH, HEIGHT)

    def _add_field(self, column: QVBoxLayout, name: str, field: QLineEdit, button: QPushButton | None = None) -> None:
        label = QLabel(name, self)
        label.setObjectName("soft")
        label.setBuddy(field)
        field.setAccessibleName(name)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(field, 1)
        if button is not None:
            row.addWidget(button)
        column.addWidget(label)
        column.addLayout(row)

    def _connect(self) -> None:
        self._list.selectionModel().currentChanged.connect(self._on_format_chosen)
        self._menus.changed.connect(self._on_changed)
        self._query.textChanged.connect(self._on_query_changed)
        self._path.textChanged.connect(self._allow)
        self._browse.clicked.connect(self._on_browse)
        self._rest.timeout.connect(self._on_rested)
        self._slow.timeout.connect(self._on_slow)
        self.accepted.connect(self._on_accepted)

    # Parts

    def _format(self) -> Format:
        known = self._model.format_at(self._list.currentIndex().row())
        return known if known is not None else next(iter(formats().values()))

    def _say_scope(self, seen: Seen) -> None:
        known = self._format()
        if seen.mistake:
            self._scope.setText(seen.mistake)
            return
        asked = bool(seen.look.query.strip())
        number = (
            f"{seen.count:,} of {counted(self._total, 'annotation')}" if asked else counted(seen.count, "annotation")
        )
        sources = counted(seen.sources, "source")
        what = {"source": sources, "code": "All codes"}.get(known.holds) or (
            f"{number} in {sources}" if asked else joined((number, sources))
        )
        meaning = seen.meaning[:1].upper() + seen.meaning[1:]
        self._scope.setText(joined((meaning, what)))

    def _finished(self) -> str:
        """Return the query as another process can ask it."""
        return self._query.finished(self._searcher)

    def _nothing(self) -> bool:
        """Tell whether nothing can be written with what is asked for."""
        seen = self._seen
        asked = seen is not None and seen.look.query.strip() and self._format().holds != "code"
        return seen is not None and bool(seen.refusal or (asked and not seen.count))

    @Slot()
    def _allow(self) -> None:
        """Let the export begin where there is something to write and somewhere to write it."""
        given = self._path.text().strip()
        path = Path(given)
        folder = path.parent.is_dir()
        there = bool(given) and path.is_file()
        taken = there and is_collection(path)
        self._yes.setEnabled(bool(given) and folder and not path.is_dir() and not taken and not self._nothing())
        self._yes.setText("Replace" if there and not taken else "Export")
        if taken:
            self._warning.setText(f"“{path.name}” is a collection; nothing takes its place. Choose another name.")
        elif there:
            self._warning.setText(f"“{path.name}” is there already and will be replaced.")
        else:
            self._warning.setText(" " if folder or not given else f"There is no folder “{path.parent}”.")

    # Slots

    @Slot(QModelIndex, QModelIndex)
    def _on_format_chosen(self, _now: QModelIndex, before: QModelIndex) -> None:
        former, known = self._model.format_at(before.row()), self._format()
        if former is not None:
            self._options[former.name] = self._menus.values
        self._name.setText(known.title)
        self._about.setText(known.about)
        self._menus.show_format(known, self._options.get(known.name, {}))
        for one, other in pairwise((self._list, *self._menus.menus.values(), self._query)):
            self.setTabOrder(one, other)
        path = Path(self._path.text().strip() or "export")
        stem = path.with_suffix("") if path.suffix in self._endings else path
        self._path.setText(f"{stem}{known.suffix}")
        self._on_changed()

    @Slot()
    def _on_query_changed(self) -> None:
        self._rest.start()

    @Slot()
    def _on_changed(self) -> None:
        self._rest.start(0)

    @Slot()
    def _on_rested(self) -> None:
        self._rest.setInterval(WAIT_MS)
        self._number += 1
        self._slow.start()
        self.look_wanted.emit(Look(self._number, self._format().name, self._finished(), self._menus.values))

    @Slot()
    def _on_slow(self) -> None:
        self._preview.say("Making the preview…")

    @Slot()
    def _on_browse(self) -> None:
        chosen = files.choose_export(self, Path(self._path.text()), f"*{self._format().suffix}")
        if chosen is not None:
            self._path.setText(str(chosen))

    @Slot()
    def _on_accepted(self) -> None:
        path = Path(self._path.text().strip())
        self.confirmed.emit(Wish(self._format().name, path, self._finished().strip(), self._menus.values))
