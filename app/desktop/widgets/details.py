# SPDX-License-Identifier: MIT
"""The right side of a view: fields of one thing, and below them the annotations that have to do with it, by tab."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.archive import Archive
from app.desktop.appearance import Appearance
from app.desktop.form.note_field import NoteField
from app.desktop.widgets.annotation_list import AnnotationList
from app.desktop.widgets.headline import Headline
from app.desktop.widgets.parts import hairline, plain

LABEL_WIDTH, MOST_WIDTH = 96, 760
UPPER, LOWER = 400, 360


class Part(NamedTuple):
    """A tab: its name, and the annotations it shows."""

    words: str
    ids: Sequence[int]


class Details(QWidget):
    """``annotation_asked`` carries an annotation to go to; ``list_asked`` comes when the table is wanted."""

    annotation_asked = Signal(int)
    list_asked = Signal()

    def __init__(self, name: str, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self.look = appearance
        self.headline = Headline(appearance, self)
        self._archive: Archive | None = None
        self._parts: Sequence[Part] = ()
        self._names: Collection[str] = ()
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("Which annotations")
        self.tabs.setToolTip("Which annotations the list shows")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.link = QToolButton(self)
        self.link.setObjectName("link")
        self.link.setText("List in Annotations")
        self.link.setAccessibleName("List in Annotations")
        self.link.setToolTip("Show these annotations in the table (Return in the list at the left)")
        self.link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.link.clicked.connect(self.list_asked)
        self.list = AnnotationList(name, appearance, self)
        self.list.asked.connect(self.annotation_asked)

    # Methods

    def show_parts(
        self, archive: Archive | None, parts: Sequence[Part], names: Collection[str] = (), *, keep: bool
    ) -> None:
        """Show a tab for each part; ``keep`` stays with the tab of the same name, if there is one."""
        before = self._parts[self.tabs.currentIndex()].words if keep and self.tabs.currentIndex() >= 0 else ""
        self._archive, self._parts, self._names = archive, parts, names
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for part in parts:
            self.tabs.addTab(f"{part.words}  {len(part.ids):,}")
        wanted = [place for place, part in enumerate(parts) if part.words == before]
        self.tabs.setCurrentIndex(wanted[0] if wanted else 0)
        self.tabs.blockSignals(False)
        self.link.setEnabled(bool(parts and parts[0].ids))
        self._on_tab_changed(self.tabs.currentIndex())

    # Building

    def lay_out(self, rows: Sequence[tuple[str, QWidget]]) -> None:
        """Put fields under the headline, each with what stands before it, and the annotations below all."""
        fields = plain("paper", self)
        fields.setMaximumWidth(MOST_WIDTH)
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 0, 0)
        form = QFormLayout()
        column.addLayout(form)
        column.addStretch(1)
        form.setContentsMargins(24, 16, 24, 20)
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.headline)
        for words, field in rows:
            form.addRow(self._label(words, field), field)
        area = QScrollArea(self)
        area.setObjectName("paper")
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(fields)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        for part in (area, self._below()):
            split.addWidget(part)
        split.setSizes([UPPER, LOWER])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def order(self, fields: Sequence[QWidget | None]) -> None:
        """Let Tab go through fields in this order, and on to the annotations."""
        there = [field for field in (*fields, self.tabs, self.link, self.list) if field is not None]
        for before, after in pairwise(there):
            QWidget.setTabOrder(before, after)

    def _below(self) -> QWidget:
        below = plain("paper", self)
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 16, 0)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.link)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(hairline(below))
        column.addWidget(self.list, 1)
        return below

    def _label(self, words: str, field: QWidget) -> QWidget:
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setObjectName("label")
        label.setFixedWidth(LABEL_WIDTH)
        label.setContentsMargins(0, 5, 0, 0)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setBuddy(field)
        if not isinstance(field, NoteField):
            return label
        cell = QWidget(self)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label)
        column.addWidget(field.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return cell

    # Slots

    @Slot(int)
    def _on_tab_changed(self, place: int) -> None:
        ids = self._parts[place].ids if 0 <= place < len(self._parts) else ()
        self.list.show_annotations(self._archive, ids, self._names)
