# SPDX-License-Identifier: MIT
"""Pictures of a source: framed with their description, then shown from the stored original, never from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODeviceBase, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.desktop.controllers.picture_thread import LARGEST, image_of
from app.desktop.reading.view import ReadingView
from app.importing import docx as reader
from app.text.markdown import render
from tests.builders import add_rendered
from tests.desktop.conftest import Driver
from tests.packed import docx, w_p, w_picture

BLUE = QColor(20, 40, 220)
AFTER = 40


def png(width: int, height: int, colour: QColor = BLUE) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    buffer = QBuffer()
    buffer.open(QIODeviceBase.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want the format as bytes, Qt a string
    return bytes(buffer.data().data())


def document(picture: bytes) -> bytes:
    """Return a Word document with a picture between many paragraphs."""
    words = w_p("Before the picture there is this much to read, and it goes on for a while. ")
    return docx(words + w_picture("rId7", "A map of the gates") + words * AFTER, pictures={"rId7": picture})


@pytest.fixture
def pictured(bare: Driver, archive: Path) -> Iterator[Driver]:
    """A window with a source open that has a picture."""
    bare.window.session.open_path(archive)
    open_document(bare, document(png(300, 200)))
    yield bare
    bare.window.session.close()


def open_document(driver: Driver, original: bytes) -> None:
    made = render(reader.read(original, Path("a.docx")).body)
    source = add_rendered(driver.collection, "The gates", made, original, "docx")
    driver.window.reading.open_source(source)
    driver.read()


def blue(view: ReadingView) -> int:
    """Return how many of every 25 pixels of the page are of the colour of the picture."""
    image = view.viewport().grab().toImage()
    places = product(range(0, image.width(), 5), range(0, image.height(), 5))
    return sum(image.pixelColor(x, y) == BLUE for x, y in places)


def test_a_picture_is_shown_above_its_description(pictured: Driver) -> None:
    view = pictured.window.pane.view
    pictured.bot.waitUntil(lambda: blue(pictured.window.pane.view) > 0)
    pixels = blue(pictured.window.pane.view) * 25
    assert abs(pixels - 300 * 200) < 9000
    words = view.rect_of(view.text.index("A map"))
    image = view.viewport().grab().toImage()
    assert image.pixelColor(view.page_layout.left + 40, words.top() - 30) == BLUE


def test_the_words_at_the_top_stay_when_a_picture_above_them_comes(bare: Driver, archive: Path) -> None:
    bare.window.session.open_path(archive)
    open_document(bare, document(png(300, 200)))
    view = bare.window.pane.view
    view.reveal(len(view.text) - 10, margin=10)
    place, value = view.place(), view.verticalScrollBar().value()
    view.show_picture("word/media/rId7.png", image_of(png(300, 200)))
    assert view.place() == place
    assert view.verticalScrollBar().value() > value


def test_until_it_is_there_and_where_it_is_not_there_is_a_frame_around_the_description(
    bare: Driver, archive: Path
) -> None:
    bare.window.session.open_path(archive)
    open_document(bare, document(b"no picture"))
    view = bare.window.pane.view
    around = view.page_layout.setter
    number = view.page_layout.page.layout.block_at(view.text.index("A map"))
    assert around.album.room(number, around.width, around.types) > (0, 0)
    QApplication.processEvents()
    assert blue(bare.window.pane.view) == 0
    assert "A map of the gates" in view.text


def test_a_picture_is_never_wider_than_the_column_nor_asked_of_the_web(bare: Driver, archive: Path) -> None:
    bare.window.session.open_path(archive)
    source = add_rendered(bare.collection, "Far", render("![A far one](https://far.example/a.png)\n\nWords."), b"x")
    bare.window.reading.open_source(source)
    assert bare.window.pane.view.pictures_in_view() == []
    open_document(bare, document(png(3000, 200)))
    view = bare.window.pane.view
    bare.bot.waitUntil(lambda: blue(bare.window.pane.view) > 0)
    image = view.viewport().grab().toImage()
    assert image.pixelColor(view.page_layout.left + view.page_layout.setter.width + 4, 200) != BLUE


def test_the_second_side_shows_its_pictures_too(pictured: Driver) -> None:
    source = pictured.window.reading.source
    assert source is not None
    pictured.window.comparing.show(source.id)
    page = pictured.window.comparing.page
    assert page is not None
    pictured.bot.waitUntil(lambda: blue(page.view) > 0)


@pytest.mark.parametrize(
    "data", [b"", b"words", b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///a.png'/></svg>"]
)
def test_what_is_no_plain_picture_is_not_read(data: bytes) -> None:
    assert image_of(data).isNull()


def test_a_very_large_picture_is_kept_smaller() -> None:
    assert image_of(png(LARGEST * 2, 10)).width() == LARGEST


def test_keys_reach_pictures(pictured: Driver) -> None:
    pictured.key(Qt.Key.Key_K)
    view = pictured.window.pane.view
    assert view.caret() == view.text.index("A map")
