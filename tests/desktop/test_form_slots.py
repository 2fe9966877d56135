# SPDX-License-Identifier: MIT
"""The parts of a statement: typed, chosen, or filled from the selected words by one key, each with its own place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.collection import Collection
from app.desktop.form.choice_field import ChoiceField
from app.desktop.form.form import AnnotationForm
from app.desktop.form.letter_menu import LetterMenu, letters_of
from app.desktop.form.own_part import OwnPartDialog
from app.desktop.form.slot_fields import SeveralSlot
from app.desktop.form.slot_words import parts
from app.desktop.form.words_field import WordsField
from app.slots import SLOTS, of_kind
from database.records import Annotation, Slot
from tests.desktop.conftest import Driver

ADVICE = "The ministry should open the bridge before the harvest"


@pytest.fixture
def advice(reader: Driver) -> Driver:
    """A recommendation, current."""
    reader.choose(ADVICE)
    reader.key(Qt.Key.Key_R)
    return reader


def only(driver: Driver) -> Annotation:
    (made,) = driver.collection.annotations()
    return made


def form_of(driver: Driver) -> AnnotationForm:
    made = driver.window.cards.form
    assert made is not None
    return made


def fill(driver: Driver, words: str, letter: str) -> None:
    """Select words, press F, and then a letter."""
    driver.read()
    if words:
        driver.choose(words)
    driver.key(Qt.Key.Key_F)
    press(letter)


def press(letter: str) -> None:
    """Press a letter in the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, LetterMenu)
    QTest.keyClicks(menu, letter)


def span_of(driver: Driver, words: str) -> tuple[int, int]:
    start = driver.window.pane.view.text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize("kind", ["claim", "recommendation"])
def test_every_slot_has_a_letter_of_its_own(kind: str) -> None:
    letters = [part.letter for part in parts(kind)]
    assert len(set(letters)) == len(letters)
    assert {slot.name for slot in of_kind(kind)} <= {part.name for part in parts(kind)}
    for slot in SLOTS:
        assert all(letters_of(slot.choices).values())


@pytest.mark.parametrize(
    ("letter", "words", "slot"),
    [
        ("a", "open", Slot("action", "open")),
        ("o", "the bridge", Slot("object", "the bridge")),
        ("d", "before the harvest", Slot("deadline", "before the harvest")),
        ("m", "should open", Slot("deontic", "should")),
        ("b", "The ministry", Slot("beneficiary", "The ministry", "The ministry")),
        ("t", "The ministry", Slot("addressee", "The ministry", "The ministry")),
    ],
)
def test_selected_words_become_a_slot_with_its_place(advice: Driver, letter: str, words: str, slot: Slot) -> None:
    fill(advice, words, letter)
    (made,) = only(advice).slots
    assert (made.name, made.value, made.actor) == (slot.name, slot.value, slot.actor)
    assert (made.span, made.quote) == (span_of(advice, words), words)


def test_words_that_hold_no_choice_ask_for_one_and_keep_their_place(advice: Driver) -> None:
    fill(advice, "open", "m")
    press("a")
    (made,) = only(advice).slots
    assert (made.name, made.value, made.quote) == ("deontic", "may", "open")


@pytest.mark.parametrize(("letter", "field"), [("s", "speakers"), ("f", "organisations"), ("v", "via"), ("w", "work")])
def test_selected_words_become_a_part_of_the_attribution(advice: Driver, letter: str, field: str) -> None:
    fill(advice, "Tomas Hale", letter)
    assert getattr(only(advice), field) in {("Tomas Hale",), "Tomas Hale"}
    if letter in "sv":
        assert only(advice).chain[0].span == span_of(advice, "Tomas Hale")


def test_the_cue_is_kept_with_the_holder(advice: Driver) -> None:
    fill(advice, "she", "s")
    fill(advice, "told", "u")
    (link,) = only(advice).chain
    assert (link.actor, link.cue, link.quote) == ("she", "told", "she")


def test_without_selected_words_the_letter_leads_to_the_field(advice: Driver) -> None:
    fill(advice, "", "c")
    advice.type("if the river permits")
    advice.key(Qt.Key.Key_Return)
    (made,) = only(advice).slots
    assert (made.name, made.value, made.span) == ("condition", "if the river permits", None)


def test_places_of_the_current_annotation_are_marked_in_the_page(advice: Driver) -> None:
    fill(advice, "open", "a")
    view = advice.window.pane.view
    assert span_of(advice, "open") in view.page_layout.overlays.slots.spans
    advice.window.annotating.go(None)
    assert view.page_layout.overlays.slots.spans == []


def test_words_written_otherwise_keep_their_place(advice: Driver) -> None:
    fill(advice, "open", "a")
    fill(advice, "", "a")
    advice.type(" up")
    advice.key(Qt.Key.Key_Tab)
    (made,) = only(advice).slots
    assert (made.value, made.quote) == ("open up", "open")


def test_emptying_a_field_takes_its_slot_out_and_undo_brings_it_back(advice: Driver) -> None:
    fill(advice, "open", "a")
    fill(advice, "", "a")
    advice.ctrl(Qt.Key.Key_A)
    advice.key(Qt.Key.Key_Delete)
    advice.read()
    assert only(advice).slots == ()
    advice.ctrl(Qt.Key.Key_Z)
    assert only(advice).slots[0].value == "open"


def test_a_choice_is_taken_by_its_letter_and_no_letter_is_a_command(advice: Driver) -> None:
    fill(advice, "", "m")
    assert isinstance(QApplication.focusWidget(), ChoiceField)
    advice.type("h")
    assert only(advice).slots[0].value == "should not"
    advice.key(Qt.Key.Key_Delete)
    assert only(advice).slots == ()


def test_only_what_is_filled_or_opened_has_a_row(advice: Driver) -> None:
    rows = form_of(advice).parts
    assert rows.shown == []
    fill(advice, "open", "a")
    fill(advice, "should", "m")
    assert rows.shown == ["deontic", "action"]
    fill(advice, "", "e")
    assert rows.shown == ["deontic", "action", "or else"]
    advice.window.annotating.go(None)
    advice.window.annotating.go(only(advice).id)
    advice.choose("Nobody at the ministry")
    advice.read()
    advice.key(Qt.Key.Key_C)
    assert rows.shown == []


def test_a_part_of_ones_own_is_named_and_typed(advice: Driver) -> None:
    fill(advice, "", "n")
    dialog = advice.window.findChild(OwnPartDialog)
    assert dialog is not None
    dialog.field.setText("cost")
    dialog.accept()
    advice.type("two million")
    advice.read()
    assert only(advice).slots == (Slot("cost", "two million"),)


def test_evidence_stands_side_by_side_and_can_point_at_an_annotation(reader: Driver) -> None:
    source = reader.window.reading.source
    assert source is not None
    other = reader.collection.tag(source.id, "claim", [(60, 70)])
    made = reader.collection.tag(source.id, "claim", [(0, 30)], slots=[Slot("evidence", "", target=other.uid)])
    reader.window.annotating.go(made.id)
    fill(reader, "on the record", "e")
    found = reader.collection.annotation(made.id).slots
    assert [(slot.value, slot.target) for slot in found] == [("", other.uid), ("on the record", "")]
    field = form_of(reader).parts.field("evidence")
    assert isinstance(field, SeveralSlot)
    assert [value[:5] for value in field.field.values()] == ["→ str", "on th"]
    field.field.chips[0].dropped.emit()
    assert [slot.value for slot in reader.collection.annotation(made.id).slots] == ["on the record"]


def test_half_a_part_is_kept_when_the_window_closes(advice: Driver) -> None:
    path = advice.collection.path
    fill(advice, "", "c")
    advice.type("if the river per")
    advice.window.frame.close()
    advice.window.session.open_path(path)
    assert only(advice).slots == (Slot("condition", "if the river per"),)


def test_a_field_that_could_not_be_saved_stays_and_is_tried_again(
    advice: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = form_of(advice)
    with monkeypatch.context() as broken, advice.bot.capture_exceptions() as errors:
        broken.setattr(Collection, "edit", _fail)
        form.field("speakers").take(["Mirela Dantov"])
        advice.choose("Nobody at the ministry")
        advice.read()
    assert errors
    assert only(advice).speakers == ()
    advice.window.annotating.go(only(advice).id)
    assert form.field("speakers").values() == ("Mirela Dantov",)
    form.commit()
    assert only(advice).speakers == ("Mirela Dantov",)


def _fail(*_: object, **__: object) -> None:
    raise OSError("the disk is full")


def test_a_pause_in_typing_saves_the_words_and_leaves_the_cursor_alone(advice: Driver) -> None:
    fill(advice, "before the harvest", "d")
    place = only(advice).slots[0].span
    advice.read()
    advice.window.pane.view.select(0, 0)
    fill(advice, "", "d")
    field = QApplication.focusWidget()
    assert isinstance(field, WordsField)
    field.selectAll()
    advice.key(Qt.Key.Key_Delete)
    field._pause.timeout.emit()
    advice.type("by ")
    field._pause.timeout.emit()
    assert [(slot.value, slot.span) for slot in only(advice).slots] == [("by", place)]
    advice.type("May")
    assert QApplication.focusWidget() is field
    assert field.toPlainText() == "by May"
    advice.read()
    assert [(slot.value, slot.span) for slot in only(advice).slots] == [("by May", place)]
