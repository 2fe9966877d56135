# SPDX-License-Identifier: MIT
"""Links and notes by mouse and by key: within the source they jump, out of it they ask."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QToolTip

from app.desktop.controllers.linking import note_span
from app.desktop.dialogs.messages import LinkDialog
from tests.builders import add_source
from tests.desktop.conftest import Driver

BOOK = f"""
# The quay

See [the tolls](#tolls) and [the Lantern](https://lantern.example/quay).[^1] Nothing is [here](#nowhere).

{"Much is said about the gates in between, and little of it is new. " * 120}

## Tolls

They are paid in grain.

[^1]: The keeper said so.

    He said it twice.
"""


@pytest.fixture
def book(bare: Driver, archive: Path) -> Iterator[Driver]:
    """A window with a source of links and notes."""
    bare.window.session.open_path(archive)
    bare.window.reading.open_source(add_source(bare.collection, "The quay", BOOK, format="md"))
    bare.window.around.going_back.passed_ms = 0
    bare.read()
    yield bare
    QToolTip.hideText()


def point(driver: Driver, words: str) -> QPoint:
    view = driver.window.pane.view
    cursor = view.textCursor()
    cursor.setPosition(view.text.index(words) + 1)
    return view.cursorRect(cursor).center() + QPoint(2, 0)


def seen(driver: Driver, words: str) -> bool:
    view = driver.window.pane.view
    return view.in_view(view.text.index(words), view.text.index(words) + 1)


LONG_NOTE = """
A note.[^1] Another.[^2]

[^1]: The keeper said:

    - in spring [grain](https://lantern.example/grain)
    - in autumn salt

    He said it twice.

[^2]: Nobody else.
"""


def dialogs(driver: Driver) -> list[LinkDialog]:
    return driver.window.findChildren(LinkDialog)


def test_a_link_to_the_same_source_jumps_and_back_returns(book: Driver) -> None:
    QTest.mouseClick(book.window.pane.view.viewport(), Qt.MouseButton.LeftButton, pos=point(book, "the tolls"))
    assert seen(book, "They are paid")
    assert not dialogs(book)
    book.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert seen(book, "the tolls")


def test_another_link_shows_where_it_leads_and_asks(book: Driver) -> None:
    QTest.mouseClick(book.window.pane.view.viewport(), Qt.MouseButton.LeftButton, pos=point(book, "the Lantern"))
    (dialog,) = dialogs(book)
    assert dialog.isVisible()
    assert dialog.target == "https://lantern.example/quay"
    dialog.reject()


def test_a_link_to_nothing_says_so(book: Driver) -> None:
    QTest.mouseClick(book.window.pane.view.viewport(), Qt.MouseButton.LeftButton, pos=point(book, "here"))
    assert "#nowhere" in book.window.status.words


def test_keys_go_through_links_and_notes_and_follow_them(book: Driver) -> None:
    view, text = book.window.pane.view, book.window.pane.view.text
    places = []
    for _ in range(5):
        book.key(Qt.Key.Key_K)
        places.append(view.caret())
    links = [text.index(words) for words in ("the tolls", "the Lantern", "[1]", "here")]
    assert places == [*links, links[0]]
    book.key(Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    assert view.caret() == links[-1]
    book.key(Qt.Key.Key_K)
    book.key(Qt.Key.Key_Return)
    assert seen(book, "They are paid")


def test_a_note_shows_by_key_and_its_place_is_gone_to_by_the_same_key(book: Driver) -> None:
    view, text = book.window.pane.view, book.window.pane.view.text
    view.select(text.index("[1]"), text.index("[1]"))
    book.key(Qt.Key.Key_Return)
    popover = book.window.around.linking.popover
    assert popover is not None
    assert popover.words == "The keeper said so.\nHe said it twice."
    assert not seen(book, "The keeper")
    QTest.keyClick(popover, Qt.Key.Key_Return)
    assert view.selection() == (text.index("The keeper"), len(text))


def test_escape_closes_a_note_where_one_was_reading(book: Driver) -> None:
    view, text = book.window.pane.view, book.window.pane.view.text
    view.select(text.index("[1]"), text.index("[1]"))
    place = view.place()
    book.key(Qt.Key.Key_Return)
    popover = book.window.around.linking.popover
    assert popover is not None
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    assert book.window.around.linking.popover is None
    assert view.place() == place


@pytest.mark.parametrize(
    ("words", "said"),
    [("[1]", "The keeper said so."), ("the Lantern", "https://lantern.example/quay"), ("the tolls", "in this source")],
)
def test_the_mouse_at_rest_tells_what_a_note_says_and_where_a_link_leads(book: Driver, words: str, said: str) -> None:
    view = book.window.pane.view
    at = point(book, words)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    assert said in QToolTip.text()
    assert view.offset_under(QPointF(at)) is not None
    QToolTip.hideText()


def test_the_second_side_follows_its_own_links(book: Driver) -> None:
    source = book.window.reading.source
    assert source is not None
    book.window.comparing.show(source.id)
    page = book.window.comparing.page
    assert page is not None
    before = book.window.pane.view.place()
    page.view.link_activated.emit("#tolls")
    assert page.view.caret() == page.view.text.index("Tolls\n")
    assert book.window.pane.view.place() == before


def test_the_key_to_the_next_link_goes_on_in_the_side_that_has_the_keys(book: Driver) -> None:
    source = book.window.reading.source
    assert source is not None
    book.window.comparing.show(source.id)
    page = book.window.comparing.page
    assert page is not None
    page.view.setFocus()
    book.key(Qt.Key.Key_K)
    assert page.view.caret() == page.view.text.index("the tolls")
    assert book.window.pane.view.caret() == 0
    book.read()
    book.key(Qt.Key.Key_K)
    book.key(Qt.Key.Key_K)
    assert book.window.pane.view.caret() == book.window.pane.view.text.index("the Lantern")
    assert page.view.caret() == page.view.text.index("the tolls")


def test_a_note_shows_with_its_lists(book: Driver) -> None:
    book.window.reading.open_source(add_source(book.collection, "Tolls", LONG_NOTE, format="md"))
    shown = [note_span(book.window.pane.view, label) for label in ("1", "2")]
    assert [book.window.pane.view.text[slice(*span)] for span in shown if span] == [
        "The keeper said:\nin spring grain\nin autumn salt\nHe said it twice.",
        "Nobody else.",
    ]


def test_a_long_note_is_read_to_its_end_by_key(book: Driver) -> None:
    text = "Said.[^1]\n\n[^1]: " + "The keeper said so, and said it again. " * 60
    book.window.reading.open_source(add_source(book.collection, "Said", text, format="md"))
    view = book.window.pane.view
    view.activate_at(view.text.index("[1]") + 1)
    popover = book.window.around.linking.popover
    assert popover is not None
    area = popover.focusProxy()
    assert isinstance(area, QScrollArea)
    assert area.accessibleName() == "Note 1"
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Down):
        before = area.verticalScrollBar().value()
        QTest.keyClick(area, key)
        assert area.verticalScrollBar().value() > before
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert view.selection() == note_span(view, "1")
