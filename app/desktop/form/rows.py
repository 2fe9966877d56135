# SPDX-License-Identifier: MIT
"""A row of the form: a label, and a field beside it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance

LABEL_WIDTH = 88
GAP = 8


def order_tabs(widgets: Iterable[QWidget]) -> None:
    """Let Tab go through widgets in this order."""
    for one, next_ in pairwise(widgets):
        QWidget.setTabOrder(one, next_)


def link_button(words: str, tip: str, appearance: Appearance, parent: QWidget) -> QToolButton:
    """Return a button that looks like a link."""
    button = QToolButton(parent)
    button.setObjectName("link")
    button.setText(words)
    button.setAccessibleName(words.rstrip("…"))
    button.setToolTip(tip)
    button.setFont(appearance.font("small"))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


class Row(QWidget):
    """Lays a label and a field side by side; both start at the top."""

    def __init__(self, label: QWidget, field: QWidget, parent: QWidget):
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(field, 1)


def row(words: str, field: QWidget, parent: QWidget, below: QWidget | None = None) -> Row:
    """Return a row with a label of some words, and perhaps something small below the label."""
    label = QLabel(words)
    label.setObjectName("label")
    label.setContentsMargins(0, 5, 0, 0)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setBuddy(field)
    cell = QWidget()
    cell.setFixedWidth(LABEL_WIDTH)
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label)
    if below is not None:
        column.addWidget(below, 0, Qt.AlignmentFlag.AlignLeft)
    column.addStretch(1)
    return Row(cell, field, parent)
