# SPDX-License-Identifier: MIT
"""The choices that an export format offers, each as a small menu below its name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.desktop.widgets.choice_box import ChoiceBox
from app.exchange.formats import Format, Option

COLUMNS = 3


class FormatOptions(QWidget):
    """Shows the options of one format; those that make no sense with what is chosen cannot be touched.

    ``changed`` comes when something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self._format: Format | None = None
        self._menus: dict[str, ChoiceBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)

    @property
    def values(self) -> dict[str, str]:
        """What is chosen, by option."""
        return {name: str(menu.currentData()) for name, menu in self._menus.items() if menu.count()}

    @property
    def menus(self) -> Mapping[str, ChoiceBox]:
        """The menus, by option."""
        return self._menus

    def show_format(self, known: Format, chosen: Mapping[str, str]) -> None:
        """Show the options of a format, with what was chosen for it before."""
        self._clear()
        self._format = known
        for place, option in enumerate(known.options):
            self._add(place, option)
            menu = self._menus[option.name]
            menu.setCurrentIndex(max(0, menu.findData(chosen.get(option.name, ""))))
        self._narrow()
        for menu in self._menus.values():
            menu.currentIndexChanged.connect(self._on_chosen)
        self.setVisible(bool(known.options))

    def _add(self, place: int, option: Option) -> None:
        label, menu = QLabel(option.title, self), ChoiceBox(self)
        label.setObjectName("soft")
        label.setBuddy(menu)
        menu.setAccessibleName(option.title)
        menu.setToolTip(f"{option.title}; “--set {option.name}=…” on the command line")
        for value, words in zip(option.choices, option.labels, strict=True):
            menu.addItem(words, value)
        row, column = divmod(place, COLUMNS)
        self._grid.addWidget(label, 2 * row, column)
        self._grid.addWidget(menu, 2 * row + 1, column)
        self._menus[option.name] = menu

    def _clear(self) -> None:
        self._menus = {}
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _narrow(self) -> None:
        """Offer only what goes with the other choices."""
        if self._format is None or self._format.narrow is None:
            return
        options = {option.name: option for option in self._format.options}
        chosen = {name: str(menu.currentData() or options[name].choices[0]) for name, menu in self._menus.items()}
        for name, allowed in self._format.narrow(chosen).items():
            menu, option = self._menus[name], options[name]
            with QSignalBlocker(menu):
                menu.clear()
                for value, words in zip(option.choices, option.labels, strict=True):
                    if value in allowed:
                        menu.addItem(words, value)
                menu.setCurrentIndex(max(0, menu.findData(chosen[name])))
                menu.setEnabled(menu.count() > 1)

    @Slot()
    def _on_chosen(self) -> None:
        self._narrow()
        self.changed.emit()
