# SPDX-License-Identifier: MIT
"""Annotations, hits and links on the page: what a click, a key and the ruler make of them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desktop.fonts import install
from app.desktop.measures import LEAST_BESIDE
from app.desktop.reading.highlights import Highlight
from app.desktop.reading.marks import MOST
from app.desktop.reading.style import PageStyle
from app.desktop.reading.view import ReadingView
from app.text.layout import Draft, Inline, Kind, Style, assemble

TEXT = "Few in the capital believe it will stay open past the autumn, notes one analyst 😀 at the gate."
HEBREW = "משה כתב על הגשר, and Hale agreed, ואז חזר הביתה."


@pytest.fixture
def view(qtbot: QtBot) -> ReadingView:
    families = install()
    made = ReadingView(PageStyle.light(families.serif, families.sans, families.mono))
    qtbot.addWidget(made)
    made.resize(700, 500)
    link = Inline(TEXT.index("notes"), TEXT.index("notes") + 5, Style.LINK, "https://example.org/notes")
    drafts = [Draft(Kind.PARAGRAPH, TEXT, inlines=(link,)), Draft(Kind.PARAGRAPH, HEBREW)]
    drafts += [Draft(Kind.PARAGRAPH, f"Paragraph {n}. " + TEXT * 2) for n in range(150)]
    made.load(*assemble(drafts))
    made.show()
    qtbot.waitExposed(made)
    return made


def over(view: ReadingView, words: str, uid: str = "a", kind: str = "claim", **more: bool | str) -> Highlight:
    start = view.text.index(words)
    made = Highlight(uid, kind, start, start + len(words))
    return Highlight(made.uid, made.kind, made.start, made.end, bool(more.get("current")), str(more.get("state", "")))


def click(view: ReadingView, words: str) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, words))


def point_of(view: ReadingView, words: str) -> QPoint:
    cursor = view.textCursor()
    cursor.setPosition(view.page_layout.page.utf16.to_utf16(view.text.index(words)))
    return view.cursorRect(cursor).center() + QPoint(4, 0)


def colours(view: ReadingView) -> set[str]:
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    step = 2
    return {
        QColor(image.pixel(x, y)).name() for x in range(0, image.width(), step) for y in range(0, image.height(), step)
    }


def test_a_click_on_highlighted_words_names_all_annotations_there(view: ReadingView, qtbot: QtBot) -> None:
    view.set_highlights([over(view, "the capital believe it will", "long"), over(view, "believe", "short")])
    with qtbot.waitSignal(view.highlight_clicked) as clicked:
        click(view, "believe")
    assert clicked.args == [["short", "long"]]


def test_a_click_elsewhere_names_nothing(view: ReadingView, qtbot: QtBot) -> None:
    view.set_highlights([over(view, "believe")])
    with qtbot.assertNotEmitted(view.highlight_clicked):
        click(view, "capital")


def test_dragging_over_a_highlight_selects_and_is_no_click(view: ReadingView, qtbot: QtBot) -> None:
    view.set_highlights([over(view, "the capital believe it will")])
    with qtbot.assertNotEmitted(view.highlight_clicked):
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, "capital"))
        QTest.mouseMove(view.viewport(), point_of(view, "will"))
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, "will"))
    assert view.selection() is not None


def test_a_click_on_a_link_follows_it(view: ReadingView, qtbot: QtBot) -> None:
    view.set_highlights([over(view, "notes one")])
    with qtbot.waitSignal(view.link_activated) as followed:
        click(view, "notes")
    assert followed.args == ["https://example.org/notes"]


def test_a_click_on_a_footnotes_figure_asks_for_the_note(view: ReadingView, qtbot: QtBot) -> None:
    figure = Inline(5, 8, Style.NOTE, "1")
    view.load(*assemble([Draft(Kind.PARAGRAPH, "Words[1] go on.", inlines=(figure,))]))
    with qtbot.waitSignal(view.note_asked) as asked:
        click(view, "1]")
    assert asked.args == ["1"]


def test_the_mouse_is_a_hand_over_links_and_marks(view: ReadingView) -> None:
    view.set_highlights([over(view, "Few in")])
    mark = mark_point(view, 0)
    shapes = []
    for point in (point_of(view, "notes"), point_of(view, "believe"), mark):
        QTest.mouseMove(view.viewport(), point + QPoint(1, 1))
        QTest.mouseMove(view.viewport(), point)
        shapes.append(view.viewport().cursor().shape())
    assert shapes == [
        Qt.CursorShape.PointingHandCursor,
        Qt.CursorShape.IBeamCursor,
        Qt.CursorShape.PointingHandCursor,
    ]


def mark_point(view: ReadingView, number: int) -> QPoint:
    return view.page_layout.marks(0)[number].box.center().toPoint()


def test_a_click_on_a_mark_names_its_annotation(view: ReadingView, qtbot: QtBot) -> None:
    view.set_highlights([over(view, "Few in", "a"), over(view, "the capital", "b", "recommendation")])
    with qtbot.waitSignal(view.highlight_clicked) as clicked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=mark_point(view, 1))
    assert clicked.args == [["b"]]


@pytest.mark.parametrize("points", [9, 13.5, 30])
def test_a_count_of_marks_is_seen_whole_on_the_narrowest_page(view: ReadingView, points: float) -> None:
    view.resize(LEAST_BESIDE, 400)
    view.set_style(replace(view.style_of_page, size=points))
    view.set_highlights(Highlight(f"{n}", "claim", 0, 5 + n) for n in range(12))
    count = view.page_layout.marks(0)[-1]
    width = QFontMetricsF(view.page_layout.setter.types.sans).horizontalAdvance(f"+{count.more}")
    assert count.more >= 9
    assert count.box.left() + width <= view.viewport().width()


def test_many_marks_beside_one_line_end_in_a_count(view: ReadingView) -> None:
    view.set_highlights([Highlight(f"m{n}", "claim", n, n + 9) for n in range(12)])
    view.set_current("m11")
    marks = view.page_layout.marks(0)
    assert len(marks) <= MOST + 1
    assert sum(len(mark.highlights) for mark in marks) == 12
    assert marks[0].highlights[0].uid == "m11"
    assert all(mark.box.right() <= view.viewport().width() for mark in marks)


def test_enter_names_the_annotations_at_the_caret(view: ReadingView, qtbot: QtBot) -> None:
    view.set_highlights([over(view, "believe")])
    view.select(view.text.index("lieve"), view.text.index("lieve"))
    with qtbot.waitSignal(view.highlight_clicked) as clicked:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert clicked.args == [["a"]]


def test_tints_lanes_and_marks_are_painted(view: ReadingView) -> None:
    style = view.style_of_page
    bare = colours(view)
    assert not {style.claim_bg, style.claim, style.recommendation} & bare
    view.put_highlight(over(view, "believe it will stay"))
    view.put_highlight(over(view, "Hale agreed, ואז", "b", "recommendation"))
    assert {style.claim_bg, style.claim, style.recommendation_bg, style.recommendation} <= colours(view)
    view.drop_highlight("a")
    view.drop_highlight("b")
    assert not {style.claim_bg, style.recommendation_bg} & colours(view)


def test_putting_a_highlight_repaints_without_being_asked(view: ReadingView, qtbot: QtBot) -> None:
    QApplication.processEvents()
    view.put_highlight(over(view, "believe it will stay"))
    qtbot.waitUntil(lambda: view.style_of_page.claim_bg in colours(view))


def test_the_current_annotation_and_its_parts_are_brought_out(view: ReadingView) -> None:
    view.set_highlights([over(view, "believe it will stay")])
    start = view.text.index("one analyst")
    view.set_current("a", [(start, start + 11)])
    style = view.style_of_page
    assert style.tint_colour(("claim",), current=True) in colours(view)
    assert style.slot in colours(view)
    view.set_current(None)
    assert style.claim_bg in colours(view)
    assert style.slot not in colours(view)


def test_a_highlight_may_say_that_it_is_current(view: ReadingView) -> None:
    view.set_highlights([over(view, "believe it will stay", current=True)])
    assert view.style_of_page.tint_colour(("claim",), current=True) in colours(view)


def test_hits_are_marked_and_the_active_one_is_framed(view: ReadingView) -> None:
    start = view.text.index("believe")
    view.set_hits([(start, start + 7)], active=0)
    assert {view.style_of_page.hit, view.style_of_page.hit_line} <= colours(view)
    view.set_hits([])
    assert view.style_of_page.hit not in colours(view)


def test_bad_highlights_hits_and_slots_do_no_harm(view: ReadingView) -> None:
    length = len(view.text)
    view.set_highlights([Highlight("x", "claim", -3, 4), Highlight("y", "claim", 5, 10**15), Highlight("z", "?", 0, 3)])
    view.put_highlight(Highlight("x", "claim", length, length + 1))
    view.drop_highlight("nobody")
    view.set_hits([(-5, 2), (length - 1, length + 50), (9, 9), (10**12, 10**13)], active=77)
    view.set_current("nobody", [(-5, 10**9), (4, 2)])
    view.reveal(length)
    assert not view.grab().isNull()
    assert view.highlights_at(2) == view.highlights_at(-1) == view.highlights_at(10**9) == []


def test_a_click_on_the_ruler_goes_to_the_tick_there(view: ReadingView) -> None:
    QApplication.processEvents()
    start = view.text.index("Paragraph 120.")
    view.put_highlight(Highlight("far", "recommendation", start, start + 12))
    at = QPoint(7, view.ruler.y_of(start) + 1)
    QTest.mouseClick(view.ruler, Qt.MouseButton.LeftButton, pos=at)
    assert view.in_view(start, start + 12)


def test_the_ruler_shows_ticks_in_the_colours_of_the_kinds(view: ReadingView) -> None:
    view.set_highlights([over(view, "believe"), over(view, "Hale", "b", "passage")])
    view.set_hits([(500, 510)])
    image = view.ruler.grab().toImage()
    found = {QColor(image.pixel(7, y)).name() for y in range(image.height())}
    style = view.style_of_page
    assert {style.hit_line, style.passage} <= found


def test_page_down_and_up_come_back_to_the_same_lines(view: ReadingView) -> None:
    view.verticalScrollBar().setValue(3000)
    before, height = view.verticalScrollBar().value(), view.viewport().height()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    moved = view.verticalScrollBar().value() - before
    assert height * 0.7 < moved < height
    assert view.viewport().rect().intersects(view.cursorRect())
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.verticalScrollBar().value() == before


def test_space_turns_the_page_and_shift_space_turns_it_back(view: ReadingView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.verticalScrollBar().value() > 300
    QTest.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert view.verticalScrollBar().value() == 0


def test_shift_page_down_selects_what_is_passed(view: ReadingView) -> None:
    QTest.keyClick(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier)
    selected = view.selection()
    assert selected is not None
    assert selected[0] == 0
    assert selected[1] > 500


def test_the_caret_comes_to_where_the_reader_has_scrolled(view: ReadingView) -> None:
    view.verticalScrollBar().setValue(5000)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.verticalScrollBar().value() == 5000
    assert view.viewport().rect().contains(view.cursorRect().center())


def test_the_caret_can_go_through_the_whole_text_line_by_line(view: ReadingView) -> None:
    before = view.caret()
    for _ in range(60):
        QTest.keyClick(view, Qt.Key.Key_Down)
        assert view.caret() > before
        before = view.caret()
        assert view.viewport().rect().intersects(view.cursorRect())


def test_words_lines_and_ends_are_reached_by_key(view: ReadingView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.caret() == TEXT.index("in the")
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.caret() == len(view.text)
    assert view.viewport().rect().intersects(view.cursorRect())
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert view.caret() == 0
    assert view.verticalScrollBar().value() == 0


def test_escape_drops_the_selection(view: ReadingView) -> None:
    view.select(3, 9)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection() is None


def test_single_letters_stay_free_for_commands(view: ReadingView, qtbot: QtBot) -> None:
    shortcut = QShortcut(QKeySequence("C"), view)
    view.setFocus()
    with qtbot.waitSignal(shortcut.activated):
        QTest.keyClick(view, Qt.Key.Key_C)


def test_the_caret_is_seen_only_with_the_focus(view: ReadingView) -> None:
    view.select(4, 4)
    view.setFocus()
    QApplication.processEvents()
    focused = view.viewport().grab().toImage()
    view.ruler.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    view.ruler.setFocus()
    QApplication.processEvents()
    assert view.viewport().grab().toImage() != focused


def test_the_wheel_with_control_asks_for_larger_letters(view: ReadingView, qtbot: QtBot) -> None:
    at = QPointF(100, 100)
    wheel = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    size = view.font().pointSizeF()
    with qtbot.waitSignal(view.zoom_asked) as asked:
        QApplication.sendEvent(view.viewport(), wheel)
    assert asked.args == [1]
    assert view.font().pointSizeF() == size


def test_ticks_of_the_ruler_differ_in_shape(view: ReadingView) -> None:
    starts = [len(view.text) * part // 5 for part in (1, 2, 3)]
    kinds = ("claim", "recommendation", "passage")
    view.set_highlights([Highlight(kind, kind, start, start + 9) for kind, start in zip(kinds, starts, strict=True)])
    view.set_hits([(len(view.text) * 4 // 5, len(view.text) * 4 // 5 + 3)])
    image = view.ruler.grab().toImage()
    places = [*starts, len(view.text) * 4 // 5]
    plain = image.pixelColor(5, view.ruler.y_of(len(view.text) * 9 // 10))
    shapes = {
        tuple(image.pixelColor(x, view.ruler.y_of(start) + 1) != plain for x in range(1, image.width()))
        for start in places
    }
    assert len(shapes) == 4
