# SPDX-License-Identifier: MIT
"""One table of commands feeds menus, shortcuts, buttons and the list behind F1."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu

from app.desktop.actions import MainMenu
from app.desktop.commands import COMMANDS, MENUS, Command, command
from app.desktop.dialogs.keys import KeysDialog
from tests.builders import new_collection
from tests.desktop.conftest import Driver


def test_ids_and_shortcuts_are_not_given_twice() -> None:
    for one, other in combinations(COMMANDS, 2):
        assert one.id != other.id
        assert not set(one.shortcuts) & set(other.shortcuts)


@pytest.mark.parametrize("known", COMMANDS, ids=lambda known: known.id)
def test_every_command_has_a_menu_words_and_a_handler(bare: Driver, known: Command) -> None:
    assert known.menu in MENUS
    assert known.tip
    action = bare.window.actions_by_id.action(known.id)
    assert action.shortcuts() == [QKeySequence(keys) for keys in known.shortcuts]


def test_every_command_is_in_the_menu(bare: Driver) -> None:
    menu = MainMenu(bare.window.actions_by_id, bare.window.appearance, bare.window.session.recent, bare.window)
    menu.aboutToShow.emit()
    found = {action.objectName() for inner in menu.findChildren(QMenu) for action in inner.actions()}
    assert {known.id for known in COMMANDS} <= found


def test_f1_lists_every_command(bare: Driver) -> None:
    bare.key(Qt.Key.Key_F1)
    dialog = bare.window.findChild(KeysDialog)
    assert dialog is not None
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    assert {known.text.rstrip("…") for known in COMMANDS} <= shown
    dialog.close()


def by_key(driver: Driver) -> None:
    driver.key(Qt.Key.Key_C)


def by_button(driver: Driver) -> None:
    buttons = driver.window.top_bar.findChildren(QAbstractButton)
    next(button for button in buttons if button.accessibleName() == "Claim").click()


def by_menu(driver: Driver) -> None:
    menu = MainMenu(driver.window.actions_by_id, driver.window.appearance, driver.window.session.recent, driver.window)
    menu.aboutToShow.emit()
    actions = [action for inner in menu.findChildren(QMenu) for action in inner.actions()]
    next(action for action in actions if action.objectName() == "annotation.claim").trigger()


@pytest.mark.parametrize("do", [by_key, by_button, by_menu])
def test_a_command_does_the_same_by_key_button_and_menu(reader: Driver, do: object) -> None:
    assert callable(do)
    reader.choose("The bridge at Tamsel")
    do(reader)
    assert [made.kind for made in reader.collection.annotations()] == ["claim"]


def test_commands_wait_for_what_they_need(bare: Driver) -> None:
    def enabled(name: str) -> bool:
        action: QAction = bare.window.actions_by_id.action(name)
        return action.isEnabled()

    assert enabled("collection.open")
    assert not enabled("annotation.claim")
    assert not enabled("edit.undo")
    assert not enabled("collection.export")


def test_every_control_has_an_accessible_name_and_a_tip(reader: Driver) -> None:
    reader.choose("The bridge")
    reader.key(Qt.Key.Key_C)
    QApplication.processEvents()
    buttons = [button for button in reader.window.findChildren(QAbstractButton) if button.isVisible()]
    assert len(buttons) > 8
    assert [button for button in buttons if not button.accessibleName()] == []
    assert [button.accessibleName() for button in buttons if not button.toolTip()] == []


def test_unknown_commands_are_refused() -> None:
    with pytest.raises(KeyError):
        command("edit.nothing")


def menu_of(driver: Driver) -> MainMenu:
    window = driver.window
    menu = MainMenu(window.actions_by_id, window.appearance, window.session.recent, window)
    menu.aboutToShow.emit()
    return menu


def test_recent_collections_open_from_the_menu(reader: Driver, home: Path) -> None:
    new_collection(home, "other.postil").close()
    reader.window.session.open_path(home / "other.postil")
    actions = [action for inner in menu_of(reader).findChildren(QMenu) for action in inner.actions()]
    next(action for action in actions if action.text() == "Tamsel").trigger()
    assert reader.collection.path.name == "Tamsel.postil"


def test_the_theme_is_chosen_in_the_menu(reader: Driver) -> None:
    actions = [action for inner in menu_of(reader).findChildren(QMenu) for action in inner.actions()]
    next(action for action in actions if action.text() == "Dark").trigger()
    assert reader.window.appearance.choice == "dark"


@pytest.mark.parametrize(("height", "each"), [(560, range(40, 52)), (900, range(52, 53))])
def test_all_views_have_room_on_the_rail(bare: Driver, height: int, each: range) -> None:
    bare.window.frame.resize(1024, height)
    buttons = bare.window.rail.findChildren(QAbstractButton)
    bare.bot.waitUntil(lambda: bare.window.rail.height() > 0 and buttons[0].height() in each)
    assert {button.height() for button in buttons} <= set(each)
    assert max(button.mapTo(bare.window, button.rect().bottomLeft()).y() for button in buttons) < height - 28
