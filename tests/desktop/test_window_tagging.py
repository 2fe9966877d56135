# SPDX-License-Identifier: MIT
"""Tagging by keyboard: what is pressed is in the database, then on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.desktop.conftest import Driver

CLAIM = "The bridge at Tamsel is closed"
ADVICE = "The ministry should open the bridge before the harvest"


@pytest.mark.parametrize(
    ("key", "kind"), [(Qt.Key.Key_C, "claim"), (Qt.Key.Key_R, "recommendation"), (Qt.Key.Key_G, "passage")]
)
def test_one_key_tags_the_selection(reader: Driver, key: Qt.Key, kind: str) -> None:
    reader.choose(CLAIM)
    reader.key(key)
    (made,) = reader.collection.annotations()
    assert (made.kind, made.quote, made.annotator) == (kind, CLAIM, "Ada")
    assert reader.window.annotation_model.rowCount() == 1
    assert reader.window.pane.view.highlights_at(5) == [made.uid]
    assert reader.window.cards.form is not None
    assert reader.window.cards.form.isVisible()


def test_without_a_selection_nothing_is_tagged_and_it_says_so(reader: Driver) -> None:
    reader.key(Qt.Key.Key_C)
    assert reader.collection.annotations() == []
    assert "Select the words of the claim first" in reader.window.status.words


def test_a_letter_typed_into_a_field_tags_nothing(reader: Driver) -> None:
    reader.choose(CLAIM)
    reader.ctrl(Qt.Key.Key_K)
    reader.type("crx")
    assert reader.collection.annotations() == []
    assert reader.window.top_bar.search.text() == "crx"


def test_speaker_and_addressee_come_from_selected_words_with_their_spans(reader: Driver) -> None:
    reader.choose(ADVICE)
    reader.key(Qt.Key.Key_R)
    reader.choose("Mirela Dantov")
    reader.key(Qt.Key.Key_S)
    reader.choose("The ministry")
    reader.key(Qt.Key.Key_T)
    (made,) = reader.collection.annotations()
    text = reader.window.pane.view.text
    assert made.speakers == ("Mirela Dantov",)
    assert made.addressees == ("The ministry",)
    assert made.chain[0].span == (text.index("Mirela"), text.index("Mirela") + 13)
    assert made.slots[0].quote == "The ministry"


def test_a_speaker_needs_an_annotation(reader: Driver) -> None:
    reader.choose("Mirela Dantov")
    reader.key(Qt.Key.Key_S)
    assert "Choose an annotation first" in reader.window.status.words


def test_undo_and_redo_take_back_one_step_each(reader: Driver) -> None:
    reader.choose(CLAIM)
    reader.key(Qt.Key.Key_C)
    reader.ctrl(Qt.Key.Key_Z)
    assert reader.collection.annotations() == []
    assert reader.window.annotation_model.rowCount() == 0
    reader.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert [made.quote for made in reader.collection.annotations()] == [CLAIM]
    assert reader.window.annotation_model.rowCount() == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_X])
def test_delete_removes_the_current_annotation(reader: Driver, key: Qt.Key) -> None:
    reader.choose(CLAIM)
    reader.key(Qt.Key.Key_C)
    reader.key(key)
    assert reader.collection.annotations() == []
    assert reader.window.pane.view.highlights_at(5) == []
    assert reader.window.annotating.current is None


def test_a_tag_that_is_taken_back_from_its_form_gives_the_keys_to_the_text(reader: Driver) -> None:
    source = reader.window.reading.source
    assert source is not None
    other = reader.collection.tag(source.id, "claim", [(60, 70)])
    reader.choose(CLAIM)
    reader.key(Qt.Key.Key_C)
    reader.key(Qt.Key.Key_E)
    assert reader.window.cards.in_form
    reader.ctrl(Qt.Key.Key_Z)
    assert reader.collection.annotations() == [other]
    assert reader.window.annotating.current is None
    assert reader.window.pane.view.hasFocus()


def test_delete_in_the_list_goes_on_to_the_next_card(reader: Driver) -> None:
    source = reader.window.reading.source
    assert source is not None
    made = [reader.collection.tag(source.id, "claim", [(start, start + 9)]) for start in (0, 30, 60)]
    reader.window.annotating.go(made[1].id)
    reader.window.cards.list_view.setFocus()
    reader.key(Qt.Key.Key_Delete)
    assert reader.window.annotating.current == made[2]


def test_next_and_previous_go_round_in_text_order(reader: Driver) -> None:
    source = reader.window.reading.source
    assert source is not None
    first = reader.collection.tag(source.id, "claim", [(0, 10)])
    second = reader.collection.tag(source.id, "claim", [(60, 70)])
    visited = []
    for key in (Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_P):
        reader.key(key)
        current = reader.window.annotating.current
        assert current is not None
        visited.append(current.id)
    assert visited == [first.id, second.id, first.id, second.id]


def test_counts_and_undo_are_said_in_the_status_line(reader: Driver) -> None:
    reader.choose(CLAIM)
    reader.key(Qt.Key.Key_C)
    reader.bot.waitUntil(lambda: "1 claim" in reader.window.status.words)
    assert reader.window.status.undo_words == "Undo: tag as claim"
