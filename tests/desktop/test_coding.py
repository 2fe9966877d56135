# SPDX-License-Identifier: MIT
"""Codes by one key, and their stances by click, by sign and by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.desktop.form.code_field import CodeField
from app.editing import codebook
from database.records import Annotation, CodeUse
from tests.desktop.conftest import Driver

CLAIM = "The bridge at Tamsel is closed"


@pytest.fixture
def coder(reader: Driver) -> Driver:
    """A reader whose codebook has two codes of one name; the one below “bridge” has the key 1, “trade” has 2."""
    bridge = codebook.add_code(reader.collection, "bridge")
    codebook.add_code(reader.collection, "closed", parent=codebook.add_code(reader.collection, "border"))
    codebook.set_shortcut(reader.collection, codebook.add_code(reader.collection, "closed", parent=bridge), 1)
    codebook.set_shortcut(reader.collection, codebook.add_code(reader.collection, "trade"), 2)
    return reader


def codes(driver: Driver) -> list[tuple[str, str, tuple[str, ...] | None]]:
    """Return the codes of the last annotation, with what is above them."""
    made: Annotation = driver.collection.annotations()[-1]
    return [(use.code, use.stance, use.under) for use in made.codes]


def field(driver: Driver) -> CodeField:
    form = driver.window.cards.form
    assert form is not None
    return form.codes


def test_a_digit_codes_the_current_annotation_and_again_turns_its_stance(coder: Driver) -> None:
    coder.choose(CLAIM)
    coder.key(Qt.Key.Key_C)
    seen = []
    for _ in range(4):
        coder.key(Qt.Key.Key_1)
        seen += codes(coder)
    assert [stance for _, stance, _ in seen] == ["neutral", "supports", "opposes", "neutral"]
    assert {(name, under) for name, _, under in seen} == {("closed", ("bridge",))}


def test_a_digit_tags_selected_words_where_nothing_is_current(coder: Driver) -> None:
    coder.choose(CLAIM)
    coder.key(Qt.Key.Key_2)
    (made,) = coder.collection.annotations()
    assert (made.kind, made.quote, made.codes) == ("passage", CLAIM, (CodeUse("trade"),))
    current = coder.window.annotating.current
    assert current is not None
    assert current.id == made.id
    assert coder.collection.next_undo == "Code as trade"


def test_words_selected_elsewhere_become_a_passage_of_their_own(coder: Driver) -> None:
    coder.choose(CLAIM)
    coder.key(Qt.Key.Key_C)
    coder.choose("Nobody at the ministry")
    coder.key(Qt.Key.Key_2)
    first, second = coder.collection.annotations()
    assert (first.codes, second.kind, second.codes) == ((), "passage", (CodeUse("trade"),))


def test_a_digit_without_a_code_or_words_says_so(coder: Driver) -> None:
    coder.key(Qt.Key.Key_9)
    assert "No code has the key 9" in coder.window.status.words
    coder.key(Qt.Key.Key_1)
    assert "Select the words to code as “closed” first" in coder.window.status.words
    assert coder.collection.annotations() == []


def test_the_menu_names_the_codes_by_their_keys(coder: Driver) -> None:
    actions = coder.window.actions_by_id
    assert (actions.action("code.1").text(), actions.action("code.3").text()) == ("closed", "Code 3")
    coder.ctrl(Qt.Key.Key_Z)
    assert actions.action("code.2").text() == "Code 2"


def test_codes_of_one_name_are_told_apart_in_the_form_and_stay_where_they_are(coder: Driver) -> None:
    coder.choose(CLAIM)
    coder.key(Qt.Key.Key_C)
    coder.key(Qt.Key.Key_1)
    coder.key(Qt.Key.Key_E)
    field(coder).setFocus()
    coder.type("+border > closed")
    coder.key(Qt.Key.Key_Return)
    assert field(coder).values() == ("bridge > closed", "border > closed")
    assert codes(coder) == [("closed", "neutral", ("bridge",)), ("closed", "supports", ("border",))]
    assert len(coder.collection.codes()) == 5


@pytest.mark.parametrize(("sign", "stance"), [("+", "supports"), ("-", "opposes"), ("=", "neutral")])
def test_a_sign_typed_on_a_chip_is_its_stance(coder: Driver, sign: str, stance: str) -> None:
    coder.choose(CLAIM)
    coder.key(Qt.Key.Key_C)
    coder.key(Qt.Key.Key_2)
    coder.key(Qt.Key.Key_2)
    field(coder).setFocus()
    coder.key(Qt.Key.Key_Left)
    coder.type(sign)
    assert codes(coder) == [("trade", stance, None)]
    coder.key(Qt.Key.Key_Delete)
    assert codes(coder) == []
