# SPDX-License-Identifier: MIT
"""How the page looks: the popover, the keys for larger letters, what is remembered; and nothing but the page."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QSlider, QWidget

from app.desktop.appearance import THEMES
from app.desktop.opening import make_window
from app.desktop.panels.letters import LettersPopover
from app.desktop.reading.preferences import SANS, Preferences
from app.desktop.start import theme_at_start
from app.desktop.theme import FOLDER
from tests.builders import add_source
from tests.desktop.conftest import Driver

LONG = "\n".join(f"Paragraph {n} tells what the carters of Tamsel said of the gate. " * 6 for n in range(80))


@pytest.fixture
def long(reader: Driver) -> Driver:
    add_source(reader.collection, "A long one", LONG)
    reader.window.reading.open_source(reader.collection.find_source("A long one").id)
    return reader


def popover(reader: Driver) -> LettersPopover:
    reader.ctrl(Qt.Key.Key_L)
    found = reader.window.letters.popover
    assert found is not None
    assert found.isVisible()
    return found


def test_every_theme_there_is_can_be_chosen(qapp: QApplication) -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(THEMES) - {"system"}
    assert all(theme_at_start(qapp, name) == name for name in set(THEMES) - {"system"})


@pytest.mark.parametrize("theme", ["light", "sepia", "dark", "contrast"])
def test_a_theme_is_put_on_at_once_and_kept(reader: Driver, theme: str) -> None:
    popover(reader).swatch(theme).click()
    style = reader.window.pane.view.style_of_page
    assert style.paper == reader.window.appearance.theme.hex("paper")
    assert json.loads(reader.window.settings.path.read_text(encoding="utf-8"))["theme"] == theme


@pytest.mark.parametrize(("name", "key"), [("size", Qt.Key.Key_Right), ("leading", Qt.Key.Key_Left)])
def test_a_slider_changes_the_page_while_it_is_moved_by_key(reader: Driver, name: str, key: Qt.Key) -> None:
    slider = popover(reader).slider(name)
    before = reader.window.pane.view.style_of_page
    slider.setFocus()
    QTest.keyClick(slider, key)
    after = reader.window.pane.view.style_of_page
    assert (after.size > before.size) == (name == "size")
    assert (after.line_height < before.line_height) == (name == "leading")


def test_a_typeface_is_put_on(reader: Driver) -> None:
    box = popover(reader).typeface
    box.setCurrentIndex(box.findData(SANS))
    assert reader.window.pane.view.style_of_page.serif == reader.window.pane.view.style_of_page.sans


def test_the_line_at_the_top_stays_there_whatever_changes(long: Driver) -> None:
    view = long.window.pane.view
    view.reveal(9000)
    before = view.place()
    opened = popover(long)
    opened.slider("column").setValue(opened.slider("column").minimum())
    opened.slider("size").setValue(opened.slider("size").maximum())
    opened.swatch("dark").click()
    assert view.place() == before
    assert long.window.pane.head.title == "A long one"


def test_what_was_chosen_is_there_the_next_time(reader: Driver, qapp: QApplication) -> None:
    opened = popover(reader)
    opened.slider("size").setValue(25)
    opened.close()
    again = make_window(qapp)
    assert again.appearance.page == Preferences(size=25)
    assert again.pane.view.style_of_page.size == 25 * 0.75
    again.frame.deleteLater()


def test_as_usual_takes_everything_back(reader: Driver) -> None:
    opened = popover(reader)
    opened.slider("size").setValue(25)
    next(b for b in opened.findChildren(QAbstractButton) if b.text() == "As usual").click()
    assert reader.window.appearance.page == Preferences()


def test_escape_closes_the_popover_and_goes_back_to_the_text(reader: Driver) -> None:
    QTest.keyClick(popover(reader), Qt.Key.Key_Escape)
    reader.bot.waitUntil(lambda: reader.window.letters.popover is None)
    assert reader.window.pane.view.hasFocus()


def test_every_control_of_the_popover_has_a_name_and_a_tip(reader: Driver) -> None:
    opened = popover(reader)
    parts: list[QWidget] = [
        part for kind in (QAbstractButton, QSlider, QComboBox) for part in opened.findChildren(kind)
    ]
    assert len(parts) >= 10
    assert all(part.accessibleName() and part.toolTip() for part in parts if part.isVisible())


def test_keys_and_the_wheel_make_letters_larger_and_smaller(reader: Driver) -> None:
    reader.ctrl(Qt.Key.Key_Plus)
    reader.ctrl(Qt.Key.Key_Plus)
    reader.ctrl(Qt.Key.Key_Minus)
    assert reader.window.appearance.page.size == 19
    reader.ctrl(Qt.Key.Key_0)
    assert reader.window.appearance.page.size == 18


@pytest.mark.parametrize(
    "kept", [{}, {"size": "x", "column": None}, {"typeface": 3}, {"size": True, "leading": 172, "column": 68.5}]
)
def test_settings_that_make_no_sense_count_as_usual(kept: dict[str, object]) -> None:
    made = Preferences.read(kept)
    assert (made.leading, made.column, made.typeface) == (172, 68, "")


def test_measures_stay_within_their_ranges() -> None:
    made = Preferences.read({"size": 900, "leading": 1, "column": 41})
    assert (made.size, made.leading, made.column) == (40, 120, 41)
    assert Preferences.read(made.table()) == made


# Nothing but the page


@pytest.mark.parametrize("key", [Qt.Key.Key_F11, Qt.Key.Key_Escape])
def test_nothing_but_the_page_and_back(long: Driver, key: Qt.Key) -> None:
    window = long.window
    window.pane.view.reveal(9000)
    before, others = window.pane.view.place(), (window.top_bar, window.rail, window.left, window.cards, window.status)
    long.key(Qt.Key.Key_F11)
    assert not any(part.isVisible() for part in (*others, window.pane.head))
    assert window.pane.view.isVisible()
    assert window.pane.view.place() == before
    long.key(key)
    assert all(part.isVisible() for part in (*others, window.pane.head))
    assert window.pane.view.place() == before


def test_passages_are_tagged_with_nothing_but_the_page(reader: Driver) -> None:
    reader.key(Qt.Key.Key_F11)
    reader.choose("The ministry should open the bridge")
    reader.key(Qt.Key.Key_R)
    assert [one.kind for one in reader.collection.annotations()] == ["recommendation"]


def test_searching_everything_brings_the_window_back(reader: Driver) -> None:
    reader.key(Qt.Key.Key_F11)
    reader.ctrl(Qt.Key.Key_K)
    assert reader.window.top_bar.search.hasFocus()
    assert not reader.window.full_page.on


def test_the_find_bar_opens_over_nothing_but_the_page(reader: Driver) -> None:
    reader.key(Qt.Key.Key_F11)
    reader.ctrl(Qt.Key.Key_F)
    reader.key(Qt.Key.Key_Escape)
    assert reader.window.full_page.on
    assert not reader.window.pane.finding


def test_popovers_open_at_the_upper_right_of_nothing_but_the_page(reader: Driver) -> None:
    reader.key(Qt.Key.Key_F11)
    opened = popover(reader)
    pane = reader.window.pane
    corner = pane.mapToGlobal(pane.rect().topRight())
    assert 0 <= opened.y() - corner.y() < 100
    assert opened.screen().availableGeometry().contains(opened.geometry())


def test_the_title_comes_when_that_of_the_page_is_gone(long: Driver) -> None:
    view = long.window.pane.view
    assert long.window.pane.head.title == ""
    view.reveal(9000)
    assert long.window.pane.head.title == "A long one"
    view.verticalScrollBar().setValue(0)
    assert long.window.pane.head.title == ""
    assert QPointF(long.window.pane.head.pos()) == QPointF(0, 0)
