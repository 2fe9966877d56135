# SPDX-License-Identifier: MIT
"""The outline of headings, the pages of a text, and copying with a citation."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.desktop.models.outline import OutlineModel, headings
from app.desktop.reading.style import PageStyle
from app.desktop.reading.view import ReadingView
from app.desktop.widgets.fields import Field
from app.desktop.widgets.list_popover import ListPopover
from app.text.markdown import render
from app.text.pages import page_comment, pages_of
from tests.builders import add_source
from tests.desktop.conftest import Driver

FILL = "The carters wait at the gate and say nothing. " * 12
CHAPTERS = [f"## Chapter {n}\n\n{FILL}\n\n### Of tolls {n}\n\n{FILL}" for n in range(1, 9)]
REPORT = "\n\n".join([f"# The report\n\n{FILL}", *CHAPTERS])
PAGED = "\n\n".join(f"{page_comment(str(n))}\n\nPage {n} begins here. {FILL * 3}" for n in range(11, 16))


def opened(reader: Driver, title: str, text: str, **fields: str) -> Driver:
    add_source(reader.collection, title, text, format="md", **fields)
    reader.window.reading.open_source(reader.collection.find_source(title).id)
    return reader


def outline(reader: Driver) -> ListPopover:
    reader.key(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    found = reader.window.around.outlining.popover
    assert found is not None
    return found


def typing(popover: ListPopover) -> Field:
    assert popover.field is not None
    return popover.field


def test_headings_are_set_in_by_their_depth() -> None:
    made = render(REPORT)
    found = headings(made.text, made.layout)
    assert [(one.depth, one.words) for one in found[:3]] == [(0, "The report"), (1, "Chapter 1"), (2, "Of tolls 1")]
    assert all(made.text.startswith(one.words, one.offset) for one in found)


def test_a_text_without_headings_is_gone_through_by_pages() -> None:
    made = render(PAGED)
    found = headings(made.text, made.layout)
    assert [one.words for one in found] == [f"Page {n}" for n in range(11, 16)]
    assert made.text.startswith("Page 13 begins", found[2].offset)


def test_the_model_keeps_its_word(reader: Driver) -> None:
    made = render(REPORT)
    model = OutlineModel(made.text, made.layout, reader.window)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == 17
    assert model.row_at(made.text.index("Of tolls 3") + 40) == 6


def test_a_heading_is_gone_to_by_typing_and_enter(reader: Driver) -> None:
    opened(reader, "The report", REPORT)
    popover = outline(reader)
    QTest.keyClicks(typing(popover), "tolls 7")
    QTest.keyClick(typing(popover), Qt.Key.Key_Return)
    view = reader.window.pane.view
    assert view.in_view(view.text.index("Of tolls 7"), view.text.index("Of tolls 7") + 5)
    assert view.caret() == view.text.index("Of tolls 7")
    assert view.hasFocus()


def test_the_outline_opens_at_the_heading_being_read_and_arrows_move(reader: Driver) -> None:
    opened(reader, "The report", REPORT)
    view = reader.window.pane.view
    view.reveal(view.text.index("Chapter 4"), margin=4)
    popover = outline(reader)
    assert popover.list_view.currentIndex().data() == "Chapter 4"
    QTest.keyClick(typing(popover), Qt.Key.Key_Down)
    QTest.keyClick(typing(popover), Qt.Key.Key_Return)
    assert view.caret() == view.text.index("Of tolls 4")


def test_what_fits_nothing_is_said_and_escape_leaves_the_place(reader: Driver) -> None:
    opened(reader, "The report", REPORT)
    before = reader.window.pane.view.place()
    popover = outline(reader)
    QTest.keyClicks(typing(popover), "zeppelin")
    assert not popover.list_view.isVisible()
    QTest.keyClick(typing(popover), Qt.Key.Key_Return)
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    reader.bot.waitUntil(lambda: reader.window.around.outlining.popover is None)
    assert reader.window.pane.view.place() == before


def test_a_source_without_headings_has_no_outline(reader: Driver) -> None:
    reader.key(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert reader.window.around.outlining.popover is None


def test_the_page_that_is_read_stands_above(reader: Driver) -> None:
    opened(reader, "Minutes", PAGED)
    view = reader.window.pane.view
    view.reveal(view.text.index("Page 14"), margin=4)
    assert reader.window.pane.head.title == "p. 14 · Minutes"


@pytest.mark.parametrize("width", [360, 900])
def test_page_numbers_stand_whole_in_the_margin_at_any_width(qtbot: QtBot, width: int) -> None:
    view = ReadingView(PageStyle())
    qtbot.addWidget(view)
    view.resize(width, 400)
    made = render(PAGED.replace("page: 11", "page: 1144"))
    view.load(made.text, made.layout)
    view.show()
    qtbot.waitExposed(view)
    margin = view.page_layout.left
    image = view.viewport().grab(QRect(0, 0, margin, 200)).toImage()
    inked = [x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).lightness() < 200]
    assert len(set(inked)) > 15
    assert min(inked) > 0
    assert max(inked) < margin - 2


# Copying


def copied(reader: Driver) -> str:
    reader.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    return QGuiApplication.clipboard().text()


def test_a_copy_with_citation_says_all_that_is_known(reader: Driver) -> None:
    known = {"authors": json.dumps(["Mirela Dantov", "Tomas Hale"]), "publication": "Harbour Board", "date": "2024-08"}
    opened(reader, "Tolls", PAGED, **known)
    reader.choose("Page 12 begins here")
    assert copied(reader) == "“Page 12 begins here” (Mirela Dantov, Tomas Hale, “Tolls”, Harbour Board, 2024-08, p. 12)"


def test_words_on_two_pages_are_cited_from_both(reader: Driver) -> None:
    opened(reader, "Tolls", PAGED)
    view = reader.window.pane.view
    view.select(view.text.index("Page 13") - 20, view.text.index("Page 13") + 7)
    assert copied(reader).endswith("(“Tolls”, pp. 12–13)")


def test_without_a_selection_the_current_annotation_is_copied(reader: Driver) -> None:
    reader.choose("The bridge at Tamsel is closed")
    reader.key(Qt.Key.Key_C)
    assert copied(reader).startswith("“The bridge at Tamsel is closed” (“The bridge at Tamsel”, Lantern Review, ")


def test_nothing_is_copied_where_nothing_is_chosen(reader: Driver) -> None:
    QGuiApplication.clipboard().setText("before")
    assert copied(reader) == "before"


@pytest.mark.parametrize(("span", "pages"), [((0, 4), "p. 11"), ((0, 10_000), "pp. 11–15")])
def test_pages_of_a_span(span: tuple[int, int], pages: str) -> None:
    made = render(PAGED)
    assert pages_of(made.layout, [(span[0], min(span[1], len(made.text)))]) == pages
    assert pages_of(render("No pages.").layout, [span]) == ""
