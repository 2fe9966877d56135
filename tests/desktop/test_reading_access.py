# SPDX-License-Identifier: MIT
"""What a screen reader finds on the page, and the fonts it is set in."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleTextInterface, QFont, QRawFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desktop.fonts import install
from app.desktop.reading.style import PageStyle
from app.desktop.reading.view import ReadingView
from app.text.layout import Draft, Kind, assemble

ROOT = Path(__file__).parents[2]


@pytest.fixture
def view(qtbot: QtBot) -> ReadingView:
    made = ReadingView(PageStyle.dark(install().serif))
    qtbot.addWidget(made)
    made.resize(600, 400)
    rows = [Draft(Kind.ROW, "gate 😀\tcarts"), Draft(Kind.PARAGRAPH, "משה כתב")]
    drafts = [Draft(Kind.PARAGRAPH, f"Paragraph {n} of the text. " * 9) for n in range(200)]
    made.load(*assemble([*rows, *drafts]))
    made.show()
    qtbot.waitExposed(made)
    return made


def spoken(view: ReadingView) -> QAccessibleTextInterface:
    return QAccessible.queryAccessibleInterface(view).textInterface()


def test_a_screen_reader_reads_the_text(view: ReadingView) -> None:
    assert spoken(view).characterCount() == len(view.text.encode("utf-16-le")) // 2
    assert spoken(view).text(14, 21) == "משה כתב"


def test_a_screen_reader_finds_characters_where_they_are_painted(view: ReadingView) -> None:
    view.reveal(5000)
    view.viewport().repaint()
    cursor = view.textCursor()
    cursor.setPosition(view.page_layout.page.utf16.to_utf16(5000))
    painted = view.viewport().mapToGlobal(view.cursorRect(cursor).center())
    found = spoken(view).characterRect(cursor.position())
    assert abs(found.left() - painted.x()) <= 2
    assert found.top() <= painted.y() <= found.bottom()


def test_a_screen_reader_moves_the_caret_and_selects(view: ReadingView) -> None:
    spoken(view).setCursorPosition(7)
    assert view.caret() == 6
    spoken(view).setSelection(0, 8, 13)
    assert view.text[slice(*view.raw_selection())] == "carts"


def test_the_page_says_what_it_is(view: ReadingView) -> None:
    assert view.accessibleName()
    assert view.ruler.accessibleName()
    assert QAccessible.queryAccessibleInterface(view).state().readOnly


def test_the_page_is_set_in_a_serif_with_latin_and_cyrillic(qapp: QApplication) -> None:
    families = install()
    assert "DejaVu" not in families.serif
    assert "DejaVu" not in families.sans
    font = QRawFont.fromFont(QFont(families.serif))
    assert all(font.supportsCharacter(ord(letter)) for letter in "aéłЖіўё")
    assert families == install()


COPY_AND_END = """
from PySide6.QtWidgets import QApplication
from app.desktop.reading.view import ReadingView
from app.text.layout import Layout
application = QApplication([])
view = ReadingView()
view.load("a word", Layout("p", (6,)))
view.select(2, 6)
view.copy()
assert application.clipboard().text() == "word"
"""


def test_a_program_that_has_copied_text_ends_in_peace() -> None:
    ended = subprocess.run([sys.executable, "-c", COPY_AND_END], cwd=ROOT, capture_output=True, check=False, timeout=30)
    assert (ended.returncode, ended.stderr) == (0, b"")
