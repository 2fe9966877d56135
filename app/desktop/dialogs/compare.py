# SPDX-License-Identifier: MIT
"""Two sources side by side, with the words marked that only one of them has."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.archive import Archive
from app.desktop.appearance import Appearance
from app.desktop.dialogs.frame import Frame
from app.desktop.reading.header import PageHeader
from app.desktop.reading.view import ReadingView
from app.desktop.wording import counted, date_words, joined
from app.importing.near import Differences, Near
from database.records import Source

WIDTH, HEIGHT = 1120, 680
WORKING = "Comparing the texts…"
STEP = {Qt.Key.Key_F3: 1, Qt.Key.Key_N: 1, Qt.Key.Key_P: -1}


class CompareDialog(Frame):
    """``source_asked`` carries a source to read, ``delete_asked`` one that is not wanted."""

    source_asked = Signal(int)
    delete_asked = Signal(int)

    def __init__(self, archive: Archive, near: Near, appearance: Appearance, parent: QWidget, *, writable: bool):
        words = f"{near.percent} % of their wording is the same. Both stay unless you delete one."
        super().__init__("Nearly the same", words, parent, width=720)
        room = (parent.window().parentWidget() or parent).window()  # a report in front of it may be small
        self.resize(min(WIDTH, room.width() - 40), min(HEIGHT, room.height() - 40))
        self._writable = writable
        self._marks: tuple[list[int], ...] = ([], [])
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        self.pages = tuple(self._add_side(split, archive, number, appearance) for number in (near.source, near.other))
        self._state = QLabel(WORKING, self)
        self._state.setObjectName("soft")
        self._next = QPushButton("Next difference (N)", self)
        self._next.setToolTip("Go to the next place where the texts differ")
        self._next.setAutoDefault(False)
        self._next.setEnabled(False)
        self._next.clicked.connect(self._on_next)
        close = QPushButton("Close", self)
        close.setToolTip("Close this window; both sources stay")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._next)
        foot.addWidget(self._state, 1)
        foot.addWidget(close)
        self.column.addWidget(split, 1)
        self.column.addLayout(foot)

    # Methods

    def show_differences(self, found: Differences) -> None:
        """Mark what only one of the texts has."""
        sides = (found.here, found.there)
        for page, spans in zip(self.pages, sides, strict=True):
            page.set_hits(list(spans))
        self._marks = tuple([start for start, _ in spans] for spans in sides)
        places = max(map(len, sides))
        self._state.setText(f"They differ in {counted(places, 'place')}." if places else "Their words are the same.")
        self._next.setEnabled(bool(places))

    @property
    def words(self) -> str:
        """What is said of the comparison."""
        return self._state.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from difference to difference."""
        step = STEP.get(Qt.Key(event.key()))
        if step is not None:
            self._go(step)
        else:
            super().keyPressEvent(event)

    # Parts

    def _add_side(self, split: QSplitter, archive: Archive, number: int, appearance: Appearance) -> ReadingView:
        source = archive.source(number)
        side = QWidget(split)
        side.setObjectName("paper")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page = ReadingView(appearance.page_style(), side)
        page.setAccessibleName(f"Text of “{source.title}”")
        page.load(*archive.text(number), PageHeader(source.title, source.publication, date_words(source.date), ()))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addLayout(self._side_foot(source))
        split.addWidget(side)
        return page

    def _side_foot(self, source: Source) -> QHBoxLayout:
        tagged = counted(source.annotations, "annotation") if source.annotations else "not tagged yet"
        label = QLabel(joined((source.path, tagged)), self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setObjectName("faint")
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(8)
        foot.addWidget(label, 1)
        for words, tip, signal, allowed in (
            ("Read", "Show this source in the window", self.source_asked, True),
            ("Delete…", "Delete this source; one undo brings it back", self.delete_asked, self._writable),
        ):
            button = _SourceButton(words, source.id, self)
            button.setToolTip(tip)
            button.setEnabled(allowed)
            button.pressed_for.connect(signal)
            button.pressed_for.connect(self._on_chosen)
            foot.addWidget(button)
        return foot

    def _go(self, step: int) -> None:
        """Go to the next difference of the page that has the keys, or of the one that has most."""
        focused = next((number for number, page in enumerate(self.pages) if page.hasFocus()), None)
        side = focused if focused is not None else int(len(self._marks[1]) > len(self._marks[0]))
        page, marks = self.pages[side], self._marks[side]
        if marks:
            here = page.caret()
            number = bisect_right(marks, here) if step > 0 else bisect_right(marks, here - 1) - 1
            start = marks[number % len(marks)]
            page.select(start, start)
            page.reveal(start)
            part = start / max(1, len(page.text))
            other = self.pages[1 - side]
            other.reveal(round(part * max(0, len(other.text) - 1)))

    @Slot()
    def _on_next(self) -> None:
        self._go(1)

    @Slot()
    def _on_chosen(self) -> None:
        self.accept()


class _SourceButton(QPushButton):
    """A button about one source; ``pressed_for`` carries it."""

    pressed_for = Signal(int)

    def __init__(self, words: str, source: int, parent: QWidget):
        super().__init__(words, parent)
        self._source = source
        self.setAccessibleName(words.rstrip("…"))
        self.setAutoDefault(False)
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.pressed_for.emit(self._source)
