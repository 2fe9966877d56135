# SPDX-License-Identifier: MIT
"""The texts a source has had: read any of them, and go back to one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.archive import Archive
from app.desktop.appearance import Appearance
from app.desktop.dialogs.frame import Frame
from app.desktop.reading.header import PageHeader
from app.desktop.reading.view import ReadingView
from app.desktop.wording import MONTHS, counted
from database.records import Source
from database.versions import Version

WIDTH, HEIGHT, LIST = 960, 640, 256
ONLY = "This source has had one text only. When its text is replaced or corrected, the former one is kept here."


class VersionsDialog(Frame):
    """``back_asked`` carries the version to go back to. The texts are read as they are asked for."""

    back_asked = Signal(int)

    def __init__(self, archive: Archive, source: Source, appearance: Appearance, parent: QWidget, *, writable: bool):
        versions = archive.versions(source.id)
        words = f"“{source.title}” has {counted(len(versions) + 1, 'text')}." if versions else ONLY
        super().__init__("Versions", words, parent, width=720)
        room = parent.window()
        self.resize(min(WIDTH, room.width() - 40), min(HEIGHT, room.height() - 40))
        self._archive = archive
        self._source = source
        self._versions: Sequence[Version] = versions[::-1]
        self._writable = writable
        self._list = self._make_list()
        self._page = ReadingView(appearance.page_style(), self)
        self._page.setAccessibleName("Text of the chosen version")
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self._list)
        split.addWidget(self._framed(self._page))
        split.setStretchFactor(1, 1)
        split.setSizes([LIST, self.width() - LIST])
        self.column.addWidget(split, 1)
        self.column.addLayout(self._make_foot())
        self._list.currentRowChanged.connect(self._on_chosen)
        self._list.setCurrentRow(1 if versions else 0)
        self._list.setFocus()

    # Properties

    @property
    def page(self) -> ReadingView:
        """The text of the chosen version."""
        return self._page

    @property
    def list_view(self) -> QListWidget:
        """The versions, the present one first."""
        return self._list

    @property
    def back_button(self) -> QPushButton:
        """The button that goes back to the chosen version."""
        return self._back

    # Building

    def _make_list(self) -> QListWidget:
        made = QListWidget(self)
        made.setObjectName("choices")
        made.setAccessibleName("Versions")
        made.setToolTip("The texts this source has had, the latest first")
        made.setMinimumWidth(200)
        made.setWordWrap(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.addItem(f"The present text\n{counted(self._source.characters, 'character')}")
        made.addItems([version_words(version) for version in self._versions])
        return made

    def _framed(self, page: ReadingView) -> QWidget:
        frame = QWidget(self)
        frame.setObjectName("paper")
        frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        return frame

    def _make_foot(self) -> QHBoxLayout:
        self._back = QPushButton("Go back to this text…", self)
        self._back.setToolTip("Make this the text of the source again; you see first what becomes of the annotations")
        self._back.setAutoDefault(False)
        self._back.clicked.connect(self._on_back)
        close = QPushButton("Close", self)
        close.setToolTip("Close this window")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        hint = QLabel("Former texts can be read and copied, not changed.", self)
        hint.setObjectName("faint")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._back)
        foot.addWidget(hint, 1)
        foot.addWidget(close)
        return foot

    # Slots

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        self._back.setEnabled(row > 0 and self._writable)
        if row < 0:
            return
        text, layout = (
            self._archive.version_text(self._versions[row - 1].id) if row else self._archive.text(self._source.id)
        )
        self._page.load(text, layout, PageHeader(self._source.title, "", "", ()))

    @Slot()
    def _on_back(self) -> None:
        row = self._list.currentRow()
        if row > 0:
            self.accept()
            self.back_asked.emit(self._versions[row - 1].id)


def version_words(version: Version) -> str:
    """Return a former text in words: its number, why and when it went, how long it is."""
    at = datetime.fromisoformat(version.until).astimezone()
    when = f"until {at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"
    size = counted(version.characters, "character")
    return "\n".join(part for part in (f"Version {version.number}", when, version.label, size) if part)
