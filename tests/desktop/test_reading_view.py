# SPDX-License-Identifier: MIT
"""The reading view as a reader uses it: opening, selecting to the code point, copying, going places."""

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from app.desktop.fonts import install
from app.desktop.reading.header import PageHeader
from app.desktop.reading.style import PageStyle
from app.desktop.reading.view import ReadingView
from app.text.layout import Draft, Inline, Kind, Layout, Style, assemble

MIXED = "Hale 😀 wrote: «Граница открыта», ואז חזר הביתה, e\u0301 and on 𝔘nder the\u00a0bridge."


@pytest.fixture
def view(qtbot: QtBot) -> ReadingView:
    families = install()
    made = ReadingView(PageStyle.light(families.serif, families.sans, families.mono))
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def show(view: ReadingView, *drafts: Draft) -> str:
    text, layout = assemble(drafts)
    view.load(text, layout)
    return text


def long_text(view: ReadingView, blocks: int = 300) -> str:
    return show(
        view,
        *(
            Draft(Kind.PARAGRAPH, f"Paragraph {n} says " + "what the others said before it " * 12)
            for n in range(blocks)
        ),
    )


def point_of(view: ReadingView, offset: int) -> QPoint:
    """Return a point of the viewport on the left part of the character at an offset."""
    cursor = view.textCursor()
    cursor.setPosition(view.page_layout.page.utf16.to_utf16(offset))
    return view.cursorRect(cursor).center() + QPoint(3, 0)


def top_words(view: ReadingView) -> str:
    at = view.page_layout.line_below(view.verticalScrollBar().value())
    start = view.document().findBlockByNumber(at.number).position() + at.line.textStart()
    offset = view.page_layout.page.utf16.to_code_point(start)
    return view.text[offset : offset + 12]


def test_the_documents_positions_are_utf16_offsets_of_the_text(view: ReadingView) -> None:
    text = show(view, Draft(Kind.HEADING, MIXED, 1), Draft(Kind.ROW, "a 😀\tb"), Draft(Kind.PARAGRAPH, MIXED))
    inside = view.document().toPlainText()
    assert len(inside.encode("utf-16-le")) == len(text.encode("utf-16-le"))
    assert inside.startswith("Hale 😀 wrote")


@pytest.mark.parametrize("start", range(0, len(MIXED), 5))
def test_a_selection_is_exact_to_the_code_point(view: ReadingView, start: int) -> None:
    text = show(view, Draft(Kind.PARAGRAPH, "Before 😀😀."), Draft(Kind.PARAGRAPH, MIXED))
    offset = text.index("Hale") + start
    end = offset + 1 + start % 4
    view.select(offset, end)
    assert view.raw_selection() == (offset, end)


def test_selecting_by_shift_and_arrows_steps_over_whole_characters(view: ReadingView, qtbot: QtBot) -> None:
    text = show(view, Draft(Kind.PARAGRAPH, MIXED))
    view.select(5, 5)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert text[slice(*view.raw_selection())] == "😀"


def test_dragging_with_the_mouse_selects_what_it_passes(view: ReadingView, qtbot: QtBot) -> None:
    text = show(view, Draft(Kind.PARAGRAPH, MIXED))
    first, last = text.index("Граница"), text.index("открыта")
    viewport = view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=point_of(view, first) - QPoint(3, 0))
    QTest.mouseMove(viewport, point_of(view, last) - QPoint(3, 0))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=point_of(view, last) - QPoint(3, 0))
    assert view.selection() == (first, last - 1)
    assert view.raw_selection() == (first, last)


def test_a_double_click_selects_a_word(view: ReadingView, qtbot: QtBot) -> None:
    text = show(view, Draft(Kind.PARAGRAPH, MIXED))
    QTest.mouseDClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=point_of(view, text.index("крыта")),
    )
    selected = view.selection()
    assert selected is not None
    assert text[slice(*selected)] == "открыта"


def test_white_space_at_the_ends_is_no_part_of_a_selection(view: ReadingView) -> None:
    show(view, Draft(Kind.PARAGRAPH, "one \u00a0two"), Draft(Kind.PARAGRAPH, "three"))
    view.select(3, 9)
    assert view.selection() == (5, 8)
    view.select(3, 5)
    assert view.selection() is None


def test_the_reader_is_told_of_selections(view: ReadingView, qtbot: QtBot) -> None:
    show(view, Draft(Kind.PARAGRAPH, MIXED))
    with qtbot.waitSignal(view.selection_changed):
        view.select(0, 4)


def test_copying_gives_the_canonical_text(view: ReadingView, qtbot: QtBot) -> None:
    show(view, Draft(Kind.PARAGRAPH, "a\u00a0b\u2028c"), Draft(Kind.ROW, "x\ty"))
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "a\u00a0b\nc\nx\ty"


def test_selecting_does_not_move_the_page(view: ReadingView) -> None:
    text = long_text(view)
    view.select(len(text) - 20, len(text) - 10)
    assert view.verticalScrollBar().value() == 0


@pytest.mark.parametrize("share", [0.1, 0.5, 0.93])
def test_revealing_brings_the_very_line_to_the_margin(view: ReadingView, share: float) -> None:
    text = long_text(view)
    offset = text.index("said", int(len(text) * share))
    view.reveal(offset, margin=100)
    assert abs(view.rect_of(offset).top() - 100) <= 2
    QApplication.processEvents()
    assert abs(view.rect_of(offset).top() - 100) <= 2


def test_revealing_what_is_in_view_moves_nothing(view: ReadingView) -> None:
    text = long_text(view)
    view.reveal(text.index("Paragraph 40 "), select=True)
    before = view.verticalScrollBar().value()
    view.reveal(text.index("Paragraph 41 "), text.index("Paragraph 41 ") + 9, select=True)
    assert view.verticalScrollBar().value() == before
    assert view.selection() == (text.index("Paragraph 41 "), text.index("Paragraph 41 ") + 9)


def test_revealing_beyond_the_text_goes_to_its_end(view: ReadingView) -> None:
    text = long_text(view, 30)
    view.reveal(10**9, 10**9 + 4, select=True)
    assert view.caret() == len(text)
    view.reveal(-5)
    assert view.verticalScrollBar().value() == 0


@pytest.mark.parametrize("width", [420, 560, 1100])
def test_a_resize_keeps_the_line_at_the_top(view: ReadingView, width: int) -> None:
    long_text(view)
    view.verticalScrollBar().setValue(9000)
    before = view.place()
    for step in (width, 600, width - 30, 700):
        view.resize(step, 460)
        QApplication.processEvents()
    assert view.place() == before
    place_now = view.footing.seen()
    assert place_now.offset == before.offset
    assert place_now.fraction == pytest.approx(before.fraction, abs=0.05)


def test_another_font_keeps_the_words_at_the_top(view: ReadingView) -> None:
    long_text(view)
    view.verticalScrollBar().setValue(9000)
    offset = view.place().offset
    view.set_style(PageStyle(serif=view.style_of_page.serif, size=19.0))
    at = view.page_layout.line_below(view.verticalScrollBar().value())
    first = view.page_layout.page.starts[at.number] + at.line.textStart()
    assert first <= offset < first + at.line.textLength()


def test_measuring_in_idle_moments_keeps_the_words_at_the_top(view: ReadingView, qtbot: QtBot) -> None:
    long_text(view)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    before = top_words(view), view.footing.seen()
    while view.page_layout.refine(0.05):
        view.footing.settle()
    view.footing.settle()
    assert (top_words(view), view.footing.seen()) == before


def test_a_place_can_be_given_back_in_another_session(view: ReadingView) -> None:
    text = long_text(view)
    view.verticalScrollBar().setValue(9000)
    offset, fraction = view.place()
    words = top_words(view)
    view.clear_page()
    view.resize(560, 420)
    view.load(text, Layout("p" * 300, tuple(len(line) for line in text.split("\n"))))
    view.restore_place((offset, fraction))
    assert view.text[offset : offset + 12] == words
    assert view.place() == (offset, fraction)
    assert abs(view.rect_of(offset).top()) <= view.rect_of(offset).height()


def test_the_top_of_the_page_is_a_place_too(view: ReadingView) -> None:
    text = long_text(view)
    top = view.place()
    view.reveal(len(text) // 2)
    view.restore_place(top)
    assert view.verticalScrollBar().value() == 0


def test_scrolling_up_over_unseen_blocks_moves_by_what_was_asked(view: ReadingView) -> None:
    text = long_text(view)
    offset = text.index("Paragraph 200 ")
    view.reveal(offset, margin=0)
    top = view.rect_of(offset).top()
    for step in range(1, 30):
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() - 60)
        assert view.rect_of(offset).top() == top + 60 * step


def test_the_title_is_painted_only_where_the_text_has_none(view: ReadingView) -> None:
    body = Draft(Kind.PARAGRAPH, "Some words.")
    header = PageHeader("A title", "Lantern Review")
    tops = []
    for drafts in ([body], [Draft(Kind.HEADING, "A title", 1), body]):
        text, layout = assemble(drafts)
        view.load(text, layout, header)
        tops.append(view.rect_of(0).top())
        assert view.text == text
    assert tops[0] > tops[1] + 40


def test_a_closed_view_is_let_go(qtbot: QtBot) -> None:
    view = ReadingView()
    view.resize(500, 400)
    view.show()
    long_text(view, 50)
    QApplication.processEvents()
    seen = weakref.ref(view)
    view.close()
    view.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del view
    gc.collect()
    assert seen() is None


def test_texts_that_were_open_are_let_go_at_once(view: ReadingView) -> None:
    long_text(view, 50)
    closed = view.page_layout
    seen = weakref.ref(closed)
    view.clear_page()
    assert not Shiboken.isValid(closed)
    del closed
    gc.collect()
    assert seen() is None
    assert view.text == ""


@pytest.mark.parametrize(
    "text", ["", "\n", "\n\n\n", "\r\n\0\u2029\ufdd0x", " ", "\u2028", "😀" * 50, "\u0301", "a" * 20_000]
)
def test_any_text_can_be_shown(view: ReadingView, text: str) -> None:
    view.load(text, Layout("", ()), PageHeader("Odd", "Nowhere"))
    view.select(0, len(text) + 5)
    view.grab()
    assert view.text == text
    assert view.raw_selection() == (0, len(text))


def test_every_kind_of_block_and_span_is_painted(view: ReadingView) -> None:
    styles = [Inline(n, n + 2, style, "x") for n, style in enumerate(Style)]
    odd = (Inline(-4, 900, Style.BOLD), Inline(9, 3, Style.ITALIC), *styles)
    drafts = [Draft(kind, "a b\tc d e f g h", 2, depth, "*", odd) for kind in Kind for depth in (0, 1, 9)]
    text, layout = assemble([*drafts, Draft(Kind.RULE, ""), Draft(Kind.ITEM, "deep", 40, 3, "12.")])
    view.load(text, layout, PageHeader("All", authors=("Ana Verescu",)))
    for value in range(0, view.verticalScrollBar().maximum() + 400, 400):
        view.verticalScrollBar().setValue(value)
        assert not view.grab().isNull()


def test_cells_stand_side_by_side_and_are_hit_where_they_stand(view: ReadingView) -> None:
    text = show(view, Draft(Kind.ROW, "Tamsel\tthe second cell\tlast"))
    rects = [view.cursorRect(_cursor_at(view, text.index(word))) for word in ("Tamsel", "the", "last")]
    assert len({rect.top() for rect in rects}) == 1
    assert rects[0].left() < rects[1].left() < rects[2].left()
    assert view.offset_under(QPointF(rects[1].center() + QPoint(4, 0))) == text.index("the")


def test_right_to_left_paragraphs_are_set_from_the_right(view: ReadingView) -> None:
    show(view, Draft(Kind.PARAGRAPH, "משה כתב"), Draft(Kind.PARAGRAPH, "Hale"))
    hebrew, latin = view.cursorRect(_cursor_at(view, 0)), view.cursorRect(_cursor_at(view, 8))
    assert hebrew.left() > latin.left() + 300


@pytest.mark.parametrize("own", [True, False], ids=["of-the-text", "painted"])
@pytest.mark.parametrize(("title", "side"), [("הגשר בתמסל", 1), ("The bridge", 0)])
def test_what_stands_under_a_title_stands_at_the_same_side(view: ReadingView, title: str, side: int, own: bool) -> None:
    text, layout = assemble([Draft(Kind.HEADING, title, 1)] * own + [Draft(Kind.PARAGRAPH, "Hale 1")])
    view.load(text, layout, PageHeader(title, "Lantern Review"))
    picture = (
        view.viewport().grab(QRect(0, 0, view.viewport().width(), view.rect_of(len(text) - 1).top() - 4)).toImage()
    )
    paper = QColor(view.style_of_page.paper)
    columns = [
        x for x in range(picture.width()) if any(picture.pixelColor(x, y) != paper for y in range(picture.height()))
    ]
    column = view.rect_of(0)
    edges = columns[0] - column.left(), column.right() - columns[-1]
    assert edges[side] < 8 < edges[1 - side]


def _cursor_at(view: ReadingView, offset: int) -> QTextCursor:
    cursor = view.textCursor()
    cursor.setPosition(view.page_layout.page.utf16.to_utf16(offset))
    return cursor
