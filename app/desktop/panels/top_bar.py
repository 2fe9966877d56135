# SPDX-License-Identifier: MIT
"""The bar at the top: the collection, the search field, and what is done most."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.desktop.actions import Actions
from app.desktop.appearance import Appearance
from app.desktop.commands import command, shown_keys, tip
from app.desktop.widgets.fields import Field
from app.desktop.widgets.key_button import KeyButton
from app.desktop.widgets.parts import ElidedLabel, IconButton, hairline, plain
from app.desktop.wording import counted
from app.text.offsets import Utf16Map
from database.records import Span

SEARCH_WIDTH = 620
ROOMY, NARROWEST = 1240, 140
"""Where the window is narrower than the first, the title gives way to the search field, down to the second."""


class SearchField(Field):
    """The one field that searches everything.

    Arrows move in the results, Enter opens one, Ctrl Enter shows the whole answer.
    """

    moved = Signal(int)
    entered = Signal()
    history_asked = Signal()
    whole_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget):
        known = command("go.search")
        super().__init__(known.text, tip(known), appearance, key=shown_keys(known), parent=parent)
        self.setObjectName("search")
        self.setPlaceholderText(known.text)
        self.setClearButtonEnabled(False)
        self.setMaximumWidth(SEARCH_WIDTH)
        self.setMinimumWidth(120)
        self.setFixedHeight(appearance.theme.size("field"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_mistake(self, span: Span | None) -> None:
        """Underline the part of the query that was not understood, or nothing.

        A line of text takes formats only from an input method, so this speaks as one; it composes no letters.
        """
        attributes = []
        if span is not None:
            style = QTextCharFormat()
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            style.setUnderlineColor(self._look.theme.colour("oppose"))
            units = [Utf16Map(self.text()).to_utf16(place) for place in span]
            kind = QInputMethodEvent.AttributeType.TextFormat
            start = units[0] - self.cursorPosition()
            attributes.append(QInputMethodEvent.Attribute(kind, start, units[1] - units[0], style))
        QApplication.sendEvent(self, QInputMethodEvent("", attributes))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the results, or open the chosen one; Down in the empty field shows what was asked lately."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if step == 1 and not self.text():
            self.history_asked.emit()
        elif step is not None:
            self.moved.emit(step)
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.whole_asked.emit()
        elif enter:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class TopBar(QWidget):
    """Shows which collection is open; holds the search field."""

    menu_asked = Signal()

    def __init__(self, actions: Actions, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self._look = appearance
        theme = appearance.theme
        bar = plain("bar", self)
        self.search = SearchField(appearance, bar)
        self._menu = IconButton(appearance, "menu", "Menu", "All commands (Alt+M)", bar)
        self._menu.clicked.connect(self.menu_asked)
        self._menu.setShortcut("Alt+M")
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 16, 0)
        row.setSpacing(0)
        row.addWidget(self._centred(bar, theme.size("rail")))
        row.addWidget(self._title(bar, theme.size("left")))
        row.addSpacing(16)
        row.addWidget(self.search, 10)
        row.addStretch(1)
        row.addSpacing(16)
        for kind in ("claim", "recommendation"):
            known = command(f"annotation.{kind}")
            row.addWidget(KeyButton(actions.action(known.id), kind, known.shortcuts[0], appearance, bar))
        row.addSpacing(8)
        row.addWidget(self._export(actions, bar))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(hairline(self))
        self.setFixedHeight(theme.size("top"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room between the title and the search field."""
        super().resizeEvent(event)
        missing = max(0, ROOMY - event.size().width())
        self._size.setVisible(not missing)
        self._title_cell.setFixedWidth(max(NARROWEST, self._look.theme.size("left") - missing))

    def show_collection(self, title: str, sources: int | None) -> None:
        """Say which collection is open and how large it is."""
        self._name.say(title)
        self._size.setText("" if sources is None else f" · {counted(sources, 'source')}")

    @property
    def menu_button(self) -> IconButton:
        """The button that opens the menu."""
        return self._menu

    def _centred(self, bar: QWidget, width: int) -> QWidget:
        cell = QWidget(bar)
        cell.setFixedWidth(width)
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._menu, 0, Qt.AlignmentFlag.AlignCenter)
        return cell

    def _title(self, bar: QWidget, width: int) -> QWidget:
        cell = self._title_cell = QWidget(bar)
        cell.setFixedWidth(width)
        self._name = ElidedLabel(cell)
        self._name.setObjectName("title")
        self._name.setFont(self._look.font(bold=True))
        self._size = QLabel(cell)
        self._size.setObjectName("soft")
        row = QHBoxLayout(cell)
        row.setContentsMargins(16, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._name)
        row.addWidget(self._size)
        row.addStretch(1)
        return cell

    def _export(self, actions: Actions, bar: QWidget) -> QPushButton:
        action = actions.action("collection.export")
        self._export_action = action
        button = QPushButton(action.text(), bar)
        button.setToolTip(action.toolTip())
        button.setAccessibleName("Export")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setFixedHeight(32)
        button.clicked.connect(action.trigger)
        self._export_button = button
        action.changed.connect(self._on_export_changed)
        return button

    @Slot()
    def _on_export_changed(self) -> None:
        self._export_button.setEnabled(self._export_action.isEnabled())
