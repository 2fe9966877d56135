# SPDX-License-Identifier: MIT
"""The command table as Qt actions, each bound to its handler, and the menus made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.desktop.appearance import THEMES, Appearance
from app.desktop.commands import COLLECTION, COMMANDS, MENUS, VIEW, Command, tip


class Actions(QObject):
    """One action a command. Menus are filled when they are first opened."""

    def __init__(self, window: QWidget, appearance: Appearance):
        super().__init__(window)
        self._look = appearance
        self._made = {known.id: _action(window, known) for known in COMMANDS}
        window.addActions(list(self._made.values()))

    def bind(self, controllers: Mapping[str, object]) -> None:
        """Let each command call its handler, “controller.method”."""
        for known in COMMANDS:
            controller, _, method = known.handler.partition(".")
            self._made[known.id].triggered.connect(getattr(controllers[controller], method))

    def action(self, wanted: str) -> QAction:
        """Return the action of a command by its id."""
        return self._made[wanted]

    def allow(self, present: frozenset[str]) -> None:
        """Enable the commands whose needs are there."""
        for known in COMMANDS:
            self._made[known.id].setEnabled(not known.needs or known.needs in present)

    def rename(self, wanted: str, text: str) -> None:
        """Give a command other words: undo says what it takes back."""
        self._made[wanted].setText(text)

    def fill(self, menu: QMenu, name: str) -> None:
        """Put the commands of one menu into it."""
        for known in COMMANDS:
            if known.menu == name:
                if known.rule:
                    menu.addSeparator()
                if known.icon and self._made[known.id].icon().isNull():
                    self._made[known.id].setIcon(self._look.icon(known.icon))
                menu.addAction(self._made[known.id])


class MainMenu(QMenu):
    """The menu behind the button at the top left: all commands, by menu."""

    def __init__(
        self,
        actions: Actions,
        appearance: Appearance,
        recent: Callable[[], list[tuple[str, Callable[[], None]]]],
        parent: QWidget,
    ):
        super().__init__(parent)
        self._actions = actions
        self._look = appearance
        self._recent = recent
        self._recent_menu: QMenu | None = None
        self.aboutToShow.connect(self._on_about_to_show)

    @Slot()
    def _on_about_to_show(self) -> None:
        if self.isEmpty():
            for name in MENUS:
                menu = self.addMenu(name)
                self._actions.fill(menu, name)
                self._add_extras(menu, name)
        self._fill_recent()

    def _add_extras(self, menu: QMenu, name: str) -> None:
        if name == COLLECTION:
            self._recent_menu = QMenu("Open recent", menu)
            before = self._actions.action("collection.import")
            menu.insertMenu(before, self._recent_menu)
        elif name == VIEW:
            for choice, words in THEMES.items():
                action = menu.addAction(words)
                action.setData(choice)
                action.setCheckable(True)
                action.triggered.connect(self._on_theme_chosen)
            menu.aboutToShow.connect(self._on_view_about_to_show)

    def _fill_recent(self) -> None:
        if self._recent_menu is None:
            return
        self._recent_menu.clear()
        for words, open_it in self._recent():
            self._recent_menu.addAction(words).triggered.connect(open_it)
        self._recent_menu.setEnabled(not self._recent_menu.isEmpty())

    @Slot()
    def _on_theme_chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self._look.choose(str(sender.data()))

    @Slot()
    def _on_view_about_to_show(self) -> None:
        sender = self.sender()
        if isinstance(sender, QMenu):
            for action in sender.actions():
                action.setChecked(action.data() == self._look.choice)


def _action(window: QWidget, known: Command) -> QAction:
    action = QAction(known.text, window)
    action.setObjectName(known.id)
    action.setToolTip(tip(known))
    action.setStatusTip(known.tip)
    action.setShortcuts([QKeySequence(keys) for keys in known.shortcuts])
    return action
