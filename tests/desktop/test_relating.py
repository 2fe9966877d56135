# SPDX-License-Identifier: MIT
"""Annotations are related by key and by drag, grouped as statements, and their cards tell so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.form.finder import Finder
from app.desktop.form.form import AnnotationForm
from app.desktop.form.letter_menu import LetterMenu
from app.desktop.form.quote import Quote
from app.desktop.form.target_list import TargetModel
from app.desktop.form.targets import ANNOTATION, NEW, RELATION, Target
from app.desktop.panels.card_list import CardList, card_data
from app.editing import relations, statements
from app.editing.surroundings import surroundings
from tests.desktop.conftest import Driver

CLOSED, OPEN, NOBODY = "The bridge at Tamsel is closed", "should open the bridge", "Nobody at the ministry"


@pytest.fixture
def three(reader: Driver) -> Driver:
    """Three annotations of the open source and one of the other; the first is current."""
    text = reader.window.pane.view.text
    for words, kind in ((CLOSED, "claim"), (OPEN, "recommendation"), (NOBODY, "claim")):
        reader.collection.tag(1, kind, [(text.index(words), text.index(words) + len(words))])
    reader.collection.tag(2, "claim", [(0, 25)])
    reader.window.annotating.go(1)
    return reader


def press(letter: str) -> None:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, LetterMenu)
    QTest.keyClicks(menu, letter)


def finder(driver: Driver) -> Finder:
    found = driver.window.relating.finder
    assert found is not None
    return found


def form(driver: Driver) -> AnnotationForm:
    made = driver.window.cards.form
    assert made is not None
    return made


def told(driver: Driver, annotation: int) -> list[str]:
    return [tie.told for tie in surroundings(driver.collection, annotation).ties]


def relate(driver: Driver, letter: str, typed: str) -> None:
    """Press L and a letter, type, and press Enter."""
    driver.key(Qt.Key.Key_L)
    press(letter)
    QTest.keyClicks(finder(driver).field, typed)
    QTest.keyClick(finder(driver).field, Qt.Key.Key_Return)


def test_the_model_of_targets_keeps_the_contract(qapp: QApplication) -> None:
    model = TargetModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([Target(ANNOTATION, 1, "a", "b", "claim"), Target(NEW, 0, "c")])
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Claim. a. b"


def test_two_annotations_are_related_by_key_and_by_what_is_typed(three: Driver) -> None:
    relate(three, "r", "nobody")
    assert told(three, 1) == [f"rebuts “{NOBODY}”"]
    assert three.window.annotation_model.around(3).ties[0].words == "rebutted by"
    assert [row.tie.words for row in form(three).ties.rows] == ["rebuts"]


def test_a_target_in_another_source_is_found_by_a_query(three: Driver) -> None:
    relate(three, "s", "in:Grain kind:claim")
    assert relations.relations_of(three.collection, 1)[0].other == 4


def test_without_words_the_nearest_are_offered_and_never_the_annotation_itself(three: Driver) -> None:
    three.key(Qt.Key.Key_L)
    press("s")
    assert [target.id for target in finder(three).targets] == [2, 3]
    QTest.keyClick(finder(three).field, Qt.Key.Key_Down)
    QTest.keyClick(finder(three).field, Qt.Key.Key_Return)
    assert relations.relations_of(three.collection, 1)[0].other == 3


def test_a_relation_can_point_at_a_relation(three: Driver) -> None:
    relations.relate(three.collection, 2, "supports", 3)
    three.key(Qt.Key.Key_L)
    press("u")
    offered = finder(three).targets
    place = next(number for number, target in enumerate(offered) if target.what == RELATION)
    for _ in range(place):
        QTest.keyClick(finder(three).field, Qt.Key.Key_Down)
    QTest.keyClick(finder(three).field, Qt.Key.Key_Return)
    assert told(three, 1) == [f"undercuts that “{OPEN}” supports “{NOBODY}”"]


def test_the_type_can_be_changed_while_finding_and_afterwards(three: Driver) -> None:
    three.key(Qt.Key.Key_L)
    press("s")
    finder(three).word.take("restates")
    finder(three).choose()
    assert told(three, 1) == [f"restates “{OPEN}”"]
    button = form(three).ties.rows[0].button
    button.setFocus()
    button.click()
    press("r")
    assert told(three, 1) == [f"rebuts “{OPEN}”"]


def test_a_relation_is_noted_and_taken_away_by_key(three: Driver) -> None:
    relate(three, "s", "nobody")
    form(three).ties.rows[0].button.setFocus()
    three.key(Qt.Key.Key_F2)
    three.type("because *so*")
    three.read()
    assert surroundings(three.collection, 1).ties[0].note == "because *so*"
    form(three).ties.rows[0].button.setFocus()
    three.key(Qt.Key.Key_Delete)
    assert told(three, 1) == []
    assert len(three.collection.annotations()) == 4
    three.ctrl(Qt.Key.Key_Z)
    assert told(three, 1) == [f"supports “{NOBODY}”"]


def test_enter_on_a_relation_goes_to_the_other_end_in_any_source(three: Driver) -> None:
    relate(three, "s", "in:Grain kind:claim")
    form(three).ties.rows[0].button.setFocus()
    three.key(Qt.Key.Key_Return)
    current = three.window.annotating.current
    assert current is not None
    assert (current.id, current.source) == (4, 2)


def test_a_card_dropped_on_another_asks_how_they_relate(three: Driver) -> None:
    cards = three.window.cards.list_view
    at = cards.visualRect(cards.model().index(2, 0)).center()
    data = card_data(1)
    actions, buttons, held = Qt.DropAction.LinkAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    move = QDragMoveEvent(at, actions, data, buttons, held)
    cards.dragMoveEvent(move)
    assert move.isAccepted()
    cards.dropEvent(QDropEvent(QPointF(at), actions, data, buttons, held))
    press("s")
    assert told(three, 1) == [f"supports “{NOBODY}”"]


def test_a_card_is_carried_by_the_mouse_from_the_list_and_from_its_form(
    three: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried: list[int] = []
    monkeypatch.setattr(CardList, "start_drag", lambda _list, annotation: carried.append(annotation))
    cards = three.window.cards.list_view
    at = cards.visualRect(cards.model().index(1, 0)).center()
    drag(cards.viewport(), at)
    quote = form(three).findChild(Quote)
    assert quote is not None
    drag(quote, quote.rect().center())
    assert carried == [2, 2]


def drag(widget: QWidget, at: QPoint) -> None:
    """Press the mouse in a widget and move it away."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(widget, left, none, at)
    away = QPointF(at + QPoint(0, 40))
    moved = QMouseEvent(QEvent.Type.MouseMove, away, widget.mapToGlobal(away), left, left, none)
    QApplication.sendEvent(widget, moved)
    QTest.mouseRelease(widget, left, none, at)


def test_a_card_cannot_be_dropped_on_itself(three: Driver) -> None:
    cards = three.window.cards.list_view
    at = cards.visualRect(cards.model().index(0, 0)).center()
    data = card_data(1)
    move = QDragMoveEvent(at, Qt.DropAction.LinkAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    cards.dragMoveEvent(move)
    assert not move.isAccepted()


def test_annotations_are_grouped_as_a_statement_by_key(three: Driver) -> None:
    three.key(Qt.Key.Key_J)
    QTest.keyClicks(finder(three).field, "It is closed")
    QTest.keyClick(finder(three).field, Qt.Key.Key_Return)
    three.window.annotating.go(3)
    three.key(Qt.Key.Key_J)
    QTest.keyClicks(finder(three).field, "closed")
    finder(three).word.take("contradicts")
    QTest.keyClick(finder(three).field, Qt.Key.Key_Return)
    (made,) = statements.all_statements(three.collection)
    assert (made.text, made.members, made.contradictions) == ("It is closed", 2, 1)
    assert [each.role for each in three.window.annotation_model.around(3).stated] == ["contradicts"]


def test_a_statement_is_left_by_key_and_its_role_changed(three: Driver) -> None:
    made = statements.create_statement(three.collection, [1, 3], "It is closed")
    form(three).ties.statements[0].setFocus()
    form(three).ties.statements[0].click()
    press("c")
    assert statements.appearances(three.collection, made).contradicted[0].annotation == 1
    form(three).ties.statements[0].setFocus()
    three.key(Qt.Key.Key_Delete)
    assert [found for found, _ in statements.statements_with(three.collection, 1)] == []


def test_evidence_can_be_another_annotation(three: Driver) -> None:
    three.key(Qt.Key.Key_F)
    press("x")
    QTest.keyClicks(finder(three).field, "nobody")
    finder(three).choose()
    (slot,) = three.collection.annotation(1).slots
    assert (slot.name, slot.target) == ("evidence", three.collection.annotation(3).uid)
    assert form(three).parts.shown == ["evidence"]


def test_cards_tell_what_they_stand_beside(three: Driver) -> None:
    relations.relate(three.collection, 3, "rebuts", 1)
    statements.create_statement(three.collection, [1], "It is closed")
    said = str(three.window.annotation_model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert f"rebutted by “{NOBODY}”" in said
    assert "first It is closed" in said


def test_nothing_is_related_without_an_annotation(reader: Driver) -> None:
    for key in (Qt.Key.Key_L, Qt.Key.Key_J):
        reader.key(key)
        assert "Choose an annotation first" in reader.window.status.words
    assert reader.window.relating.finder is None
