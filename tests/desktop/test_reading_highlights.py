# SPDX-License-Identifier: MIT
"""Annotations that share words, and where the current one lies: by mouse and by key, each one undo step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from app.desktop.controllers.highlighting import MOST, told
from app.desktop.reading.handles import end_box
from app.desktop.reading.view import PULL_MS
from database.records import Annotation, CodeUse, Link, Slot
from tests.builders import add_source
from tests.desktop.conftest import BRIDGE, Driver

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT_SHIFT = SHIFT | Qt.KeyboardModifier.AltModifier


def tag(reader: Driver, words: str, kind: str = "claim", **more: object) -> Annotation:
    source = reader.window.reading.source
    assert source is not None
    start = BRIDGE.index(words)
    return reader.collection.tag(source.id, kind, [(start, start + len(words))], **more)  # type: ignore[arg-type]


def parts(reader: Driver, annotation: Annotation) -> list[str]:
    return [span.quote for span in reader.collection.annotation(annotation.id).spans]


def point_of(reader: Driver, words: str) -> QPoint:
    view = reader.window.pane.view
    cursor = view.textCursor()
    cursor.setPosition(BRIDGE.index(words))
    return view.cursorRect(cursor).center() + QPoint(4, 0)


def put_caret(reader: Driver, words: str) -> None:
    start = BRIDGE.index(words)
    reader.window.pane.view.select(start, start)


# Which of several


def test_a_click_on_shared_words_offers_what_is_there(reader: Driver) -> None:
    tag(reader, "The ministry should open the bridge")
    inner = tag(reader, "open the bridge", "recommendation")
    QTest.mouseClick(reader.window.pane.view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(reader, "open the"))
    popover = reader.window.around.highlighting.popover
    assert popover is not None
    assert popover.list_view.model().rowCount() == 2
    QTest.keyClick(popover.list_view, Qt.Key.Key_Down)
    QTest.keyClick(popover.list_view, Qt.Key.Key_Return)
    assert reader.window.annotating.current == inner
    assert reader.window.pane.view.hasFocus()


def test_enter_on_shared_words_offers_them_beside_the_caret(reader: Driver) -> None:
    tag(reader, "The ministry should open the bridge")
    tag(reader, "open the bridge", "recommendation")
    put_caret(reader, "open the")
    reader.key(Qt.Key.Key_Return)
    popover = reader.window.around.highlighting.popover
    assert popover is not None
    assert popover.y() > reader.window.pane.view.mapToGlobal(reader.window.pane.view.cursorRect().topLeft()).y()
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    reader.bot.waitUntil(lambda: reader.window.around.highlighting.popover is None)
    assert reader.window.annotating.current is None


def test_words_of_one_annotation_lead_straight_to_it(reader: Driver) -> None:
    only = tag(reader, "The ministry should open the bridge")
    QTest.mouseClick(reader.window.pane.view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(reader, "open the"))
    assert reader.window.annotating.current == only
    assert reader.window.around.highlighting.popover is None


def test_o_goes_through_all_that_share_the_words(reader: Driver) -> None:
    made = {tag(reader, words).id for words in ("The ministry should open", "should open the bridge", "open")}
    put_caret(reader, "open the")
    seen = []
    for _ in range(4):
        reader.key(Qt.Key.Key_O)
        current = reader.window.annotating.current
        assert current is not None
        seen.append(current.id)
    assert set(seen[:3]) == made
    assert seen[3] == seen[0]


def test_o_outside_annotations_says_so(reader: Driver) -> None:
    with reader.bot.waitSignal(reader.window.annotating.said) as said:
        reader.key(Qt.Key.Key_O)
    assert "No annotation here" in said.args[0]


def test_a_hover_says_who_to_whom_and_the_codes(reader: Driver) -> None:
    chain = [Link(actor="Mirela <Dantov>", organisation="Harbour Board")]
    slots = [Slot("addressee", "Tomas Hale", actor="Tomas Hale")]
    tag(reader, "open the bridge", "recommendation", chain=chain, slots=slots, codes=[CodeUse("Tolls", "opposes")])
    viewport = reader.window.pane.view.viewport()
    point = point_of(reader, "open the")
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, point, viewport.mapToGlobal(point)))
    shown = QToolTip.text()
    assert "Mirela &lt;Dantov&gt;" in shown
    assert all(words in shown for words in ("Harbour Board", "to Tomas Hale", "− Tolls", "Ada", "Recommendation"))


def test_a_hover_over_many_counts_the_rest(reader: Driver) -> None:
    made = [tag(reader, "open the bridge") for _ in range(MOST + 3)]
    assert told(made).endswith("<p>and 3 more</p>")


# Where it lies


def test_shift_c_adds_the_selection_and_shift_x_takes_a_part_away(reader: Driver) -> None:
    found = tag(reader, "Nobody at the ministry")
    reader.window.annotating.go(found.id)
    reader.choose("on the record")
    reader.key(Qt.Key.Key_C, SHIFT)
    assert parts(reader, found) == ["Nobody at the ministry", "on the record"]
    assert len(list(reader.window.pane.view.page_layout.overlays.highlights.of(found.uid))) == 2
    put_caret(reader, "Nobody")
    reader.key(Qt.Key.Key_X, SHIFT)
    assert parts(reader, found) == ["on the record"]
    reader.ctrl(Qt.Key.Key_Z)
    reader.ctrl(Qt.Key.Key_Z)
    assert parts(reader, found) == ["Nobody at the ministry"]


def test_the_last_part_is_not_taken_away(reader: Driver) -> None:
    found = tag(reader, "Nobody at the ministry")
    reader.window.annotating.go(found.id)
    reader.key(Qt.Key.Key_X, SHIFT)
    assert parts(reader, found) == ["Nobody at the ministry"]


def test_words_that_touch_a_part_make_it_longer(reader: Driver) -> None:
    found = tag(reader, "Nobody at the ministry")
    reader.window.annotating.go(found.id)
    reader.choose("the ministry would say")
    reader.key(Qt.Key.Key_C, SHIFT)
    assert parts(reader, found) == ["Nobody at the ministry would say"]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (Qt.Key.Key_Right, "should open the bridge before"),
        (Qt.Key.Key_Left, "should open the"),
        (Qt.Key.Key_Up, "ministry should open the bridge"),
        (Qt.Key.Key_Down, "open the bridge"),
    ],
)
def test_ends_go_by_words_on_keys_each_one_undo_step(reader: Driver, key: Qt.Key, words: str) -> None:
    found = tag(reader, "should open the bridge")
    reader.window.annotating.go(found.id)
    reader.key(key, ALT_SHIFT)
    assert parts(reader, found) == [words]
    reader.ctrl(Qt.Key.Key_Z)
    assert parts(reader, found) == ["should open the bridge"]


def test_the_selection_takes_the_place_of_the_words(reader: Driver) -> None:
    found = tag(reader, "should open the bridge")
    reader.window.annotating.go(found.id)
    reader.choose("open the bridge before the harvest")
    reader.key(Qt.Key.Key_S, SHIFT)
    assert parts(reader, found) == ["open the bridge before the harvest"]


def grip_point(reader: Driver, found: Annotation, *, at_start: bool) -> QPoint:
    view = reader.window.pane.view
    highlight = view.page_layout.overlays.highlights.of(found.uid)[0]
    return end_box(view, highlight, at_start=at_start).center().toPoint()


@pytest.mark.parametrize(
    ("at_start", "to", "words"),
    [(False, "the bridge before", "open"), (False, "before", "open the bridge"), (True, "should", "should open the")],
)
def test_an_end_is_dragged(reader: Driver, at_start: bool, to: str, words: str) -> None:
    found = tag(reader, "open the")
    reader.window.annotating.go(found.id)
    viewport = reader.window.pane.view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=grip_point(reader, found, at_start=at_start))
    QTest.mouseMove(viewport, point_of(reader, to) - QPoint(3, 0))
    assert parts(reader, found) == ["open the"]
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=point_of(reader, to) - QPoint(3, 0))
    assert parts(reader, found) == [words]
    assert reader.collection.next_undo == "Adjust claim"
    assert reader.window.pane.view.selection() is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_Left])
def test_an_annotation_that_is_put_elsewhere_stays_the_current_one(reader: Driver, key: Qt.Key) -> None:
    others = [tag(reader, words) for words in ("bridge at", "open", "open the bridge before", "Nobody")]
    found = tag(reader, "open the bridge")
    reader.window.annotating.go(found.id)
    reader.key(key, ALT_SHIFT)
    reader.choose("harvest")
    reader.key(Qt.Key.Key_C, SHIFT)
    reader.choose("The bridge at")
    reader.key(Qt.Key.Key_C, SHIFT)
    assert len(parts(reader, found)) == 3
    assert reader.window.annotating.current == reader.collection.annotation(found.id)
    assert reader.window.cards.list_view.guest_row == 0
    assert reader.window.pane.view.page_layout.overlays.highlights.current == found.uid
    assert len(others) == 4


def test_the_page_comes_along_with_an_end_that_is_dragged_beyond_it(reader: Driver) -> None:
    text = "\n".join(f"Paragraph {number} says what the gates of Tamsel cost. " * 4 for number in range(60))
    source = add_source(reader.collection, "Long", text)
    reader.window.reading.open_source(source)
    found = reader.collection.tag(source, "claim", [(0, 9)])
    reader.window.annotating.go(found.id)
    view = reader.window.pane.view
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=grip_point(reader, found, at_start=False))
    last = view.seen()[1]
    below = QPoint(200, view.viewport().height() + 60)
    QTest.mouseMove(view.viewport(), below)
    reader.bot.waitUntil(lambda: view.verticalScrollBar().value() > view.viewport().height())
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=below)
    held = view.verticalScrollBar().value()
    QTest.qWait(2 * PULL_MS)
    assert view.verticalScrollBar().value() == held
    assert reader.collection.annotation(found.id).spans[0].end > last


def test_escape_lets_a_dragged_end_go_back(reader: Driver) -> None:
    found = tag(reader, "open the")
    reader.window.annotating.go(found.id)
    view = reader.window.pane.view
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=grip_point(reader, found, at_start=False))
    QTest.mouseMove(view.viewport(), point_of(reader, "harvest"))
    reader.key(Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(reader, "harvest"))
    assert parts(reader, found) == ["open the"]
    assert [(h.start, h.end) for h in view.page_layout.overlays.highlights.of(found.uid)] == [
        (found.start, found.spans[0].end)
    ]


def test_the_mouse_shows_where_an_end_can_be_held(reader: Driver) -> None:
    found = tag(reader, "open the")
    view = reader.window.pane.view
    point = grip_point(reader, found, at_start=False)
    QTest.mouseMove(view.viewport(), point)
    before = view.viewport().cursor().shape()
    reader.window.annotating.go(found.id)
    QTest.mouseMove(view.viewport(), point + QPoint(1, 0))
    assert (before, view.viewport().cursor().shape()) == (Qt.CursorShape.IBeamCursor, Qt.CursorShape.SizeHorCursor)


def test_a_collection_that_cannot_be_changed_has_no_ends_to_hold(reader: Driver) -> None:
    found = tag(reader, "open the")
    reader.window.annotating.go(found.id)
    view = reader.window.pane.view
    view.set_adjustable(False)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=grip_point(reader, found, at_start=False))
    QTest.mouseMove(view.viewport(), point_of(reader, "harvest"))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(reader, "harvest"))
    assert parts(reader, found) == ["open the"]
    assert QPointF(point_of(reader, "harvest")).x() > 0
