# SPDX-License-Identifier: MIT
"""Which annotations are shown, in a popover: boxes to tick, by kind, status, code and annotator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.models.shown import GROUPS, Shown, value_words
from app.desktop.widgets.parts import text_link
from app.desktop.widgets.popover import Popover
from app.desktop.widgets.tick import Tick

WIDTH, HIGHEST = 288, 440
TITLES = {"kind": "Kind", "status": "Status", "code": "Code", "annotator": "Annotator"}
GROUP, VALUE = "group", "value"
"""The properties of a box that say what it stands for."""


class FilterPopover(Popover):
    """Emits ``chosen`` with :class:`Shown` at each tick."""

    chosen = Signal(object)

    def __init__(self, counts: Mapping[str, Counter[str]], shown: Shown, appearance: Appearance, parent: QWidget):
        super().__init__("Annotations that are shown", parent)
        self._look = appearance
        self._shown = shown
        self._boxes: list[QCheckBox] = []
        inside = QWidget(self)
        inside.setObjectName("clear")
        groups = QVBoxLayout(inside)
        groups.setContentsMargins(0, 0, 8, 0)
        groups.setSpacing(4)
        for group in GROUPS:
            if len(counts[group]) > 1:
                self._add_group(groups, group, counts[group])
        scroll = QScrollArea(self)
        scroll.setObjectName("clear")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.setFixedHeight(min(HIGHEST, inside.sizeHint().height()))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._all = text_link("Show all", "Show all annotations again", self)
        self._all.clicked.connect(self._on_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 8, 16)
        column.setSpacing(8)
        column.addWidget(scroll)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFixedWidth(WIDTH)
        self._all.setEnabled(not shown.everything)
        if self._boxes:
            self.setFocusProxy(self._boxes[0])

    def box(self, group: str, value: str) -> QCheckBox:
        """Return the box of a value.

        Raises:
            KeyError: there is none.
        """
        return {(box.property(GROUP), box.property(VALUE)): box for box in self._boxes}[group, value]

    def _add_group(self, groups: QVBoxLayout, group: str, counts: Counter[str]) -> None:
        title = QLabel(TITLES[group], self)
        title.setFont(self._look.font("small", bold=True))
        title.setObjectName("label")
        if groups.count():
            groups.addSpacing(12)
        groups.addWidget(title)
        order = list(counts) if group == "kind" else sorted(counts, key=str.casefold)
        for value in order:
            groups.addLayout(self._row(group, value, counts[value]))

    def _row(self, group: str, value: str, count: int) -> QHBoxLayout:
        words = value_words(group, value)
        words = words[:1].upper() + words[1:]
        box = Tick(words, words, self._look, self)
        box.setAccessibleName(f"{TITLES[group]}: {words}, {count}")
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setProperty(GROUP, group)
        box.setProperty(VALUE, value)
        box.setChecked(value in self._shown.chosen.get(group, ()))
        box.toggled.connect(self._on_toggled)
        self._boxes.append(box)
        number = QLabel(f"{count:,}", self)
        number.setObjectName("faint")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(box, 1)
        row.addWidget(number)
        return row

    @Slot()
    def _on_toggled(self) -> None:
        box = self.sender()
        if isinstance(box, QCheckBox):
            self._choose(self._shown.toggled(str(box.property(GROUP)), str(box.property(VALUE))))

    @Slot()
    def _on_all(self) -> None:
        for box in self._boxes:
            box.blockSignals(True)
            box.setChecked(False)
            box.blockSignals(False)
        self._choose(Shown({}))

    def _choose(self, shown: Shown) -> None:
        self._shown = shown
        self._all.setEnabled(not shown.everything)
        self.chosen.emit(shown)
