# SPDX-License-Identifier: MIT
"""Themes are complete and readable, and switch while the window is open."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from app.desktop.icons import FOLDER as ICONS
from app.desktop.icons import IconShelf
from app.desktop.reading.style import contrast
from app.desktop.styling import style_sheet
from app.desktop.theme import COLOURS, FOLDER, ThemeError, load_theme
from tests.desktop.conftest import Driver

NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_is_complete(name: str) -> None:
    theme = load_theme(name)
    assert all(theme.colour(colour).isValid() for colour in COLOURS)
    assert "@" not in style_sheet(theme)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ground", ["paper", "panel", "bar", "card"])
@pytest.mark.parametrize("words", ["ink", "soft", "faint", "accent"])
def test_words_can_be_read_on_every_ground(name: str, ground: str, words: str) -> None:
    theme = load_theme(name)
    assert contrast(theme.hex(words), theme.hex(ground)) >= 4.5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("mark", ["claim", "recommendation", "passage", "hit_line"])
def test_marks_stand_out(name: str, mark: str) -> None:
    theme = load_theme(name)
    assert contrast(theme.hex(mark), theme.hex("paper")) >= 3


def test_a_theme_that_lacks_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "half.toml").write_text('name = "Half"\n[colour]\npaper = "#fff"\n', encoding="utf-8")
    with pytest.raises(ThemeError, match="lacks panel"):
        load_theme("half", tmp_path)


def test_the_theme_changes_at_run_time_and_is_kept(reader: Driver) -> None:
    reader.window.appearance.choose("dark")
    dark = load_theme("dark")
    assert QApplication.palette().color(QPalette.ColorRole.Base) == dark.colour("paper")
    assert reader.window.pane.view.style_of_page.paper == dark.hex("paper")
    assert reader.window.settings.theme == "dark"


@pytest.mark.parametrize("path", sorted(ICONS.glob("*.svg")), ids=lambda path: path.stem)
def test_icons_are_tinted(path: Path, qapp: QApplication) -> None:
    image = IconShelf().icon(path.stem, "#ff0000").pixmap(20, 20).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert inked
    assert all(colour.red() > 200 and colour.green() < 60 for colour in inked)
