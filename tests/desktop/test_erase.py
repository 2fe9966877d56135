# SPDX-License-Identifier: MIT
"""Erasing for good from the window: a preview, a word to type, and no byte left in the file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.desktop.dialogs.erase import EraseDialog
from app.desktop.dialogs.erase_deleted import EraseDeletedDialog
from app.desktop.views.actors import ActorsView
from app.editing import actors
from app.editing.erase import erase
from app.editing.notes import note, set_note
from database.records import Link
from tests.desktop.conftest import BRIDGE, GRAIN, Driver

QUOTE = "The bridge at Tamsel is closed"


@pytest.fixture
def erasing(reader: Driver) -> Driver:
    """A window on a collection in which Mirela Dantov has said two things, one of them in a text without her name."""
    collection = reader.collection
    first, second = (
        collection.find_source(title).id for title in ("The bridge at Tamsel", "Grain, ports and patience")
    )
    collection.tag(first, "claim", [(0, len(QUOTE))], chain=[Link(actor="Mirela Dantov")])
    collection.tag(second, "claim", [(0, 14)], chain=[Link(actor="Mirela Dantov")], note="Zephyrine said it twice")
    return reader


def dialog(reader: Driver) -> EraseDialog:
    made = reader.window.findChild(EraseDialog)
    assert made is not None
    reader.bot.waitUntil(made.isActiveWindow)
    return made


def confirm(reader: Driver, shown: EraseDialog) -> None:
    """Type the word and press the button, as a user does."""
    assert not shown._yes.isEnabled()
    shown.word.setFocus()
    reader.type("Erase")
    shown._yes.click()


def bytes_of(reader: Driver) -> bytes:
    path = reader.collection.path
    wal = path.with_name(f"{path.name}-wal")
    return path.read_bytes() + (wal.read_bytes() if wal.exists() else b"")


def test_a_source_is_erased_after_a_word_was_typed(erasing: Driver) -> None:
    assert QUOTE.encode() in bytes_of(erasing)
    erasing.window.source_work.erase()
    shown = dialog(erasing)
    assert "cannot be undone" in shown.findChildren(type(shown._touched))[1].text()
    assert shown.touched_words.startswith("Erases 1 annotation, 1 source")
    confirm(erasing, shown)
    assert [source.title for source in erasing.collection.sources()] == ["Grain, ports and patience"]
    assert erasing.window.reading.source is None
    left = bytes_of(erasing)
    assert not any(line.encode() in left for line in BRIDGE.split("\n"))
    assert GRAIN.split("\n")[0].encode() in left


def test_the_places_that_quote_a_source_are_told_and_lose_the_words(erasing: Driver) -> None:
    collection = erasing.collection
    set_note(collection, "annotation", 2, f"Compare: {QUOTE}.")
    erasing.window.source_work.erase()
    shown = dialog(erasing)
    assert "quoted in 1 place and taken out there: note of an annotation" in shown.stays_words
    confirm(erasing, shown)
    assert note(collection, "annotation", 2) == "Compare: …."
    assert QUOTE.encode() not in bytes_of(erasing)


def test_enter_does_not_erase_before_the_word_is_typed(erasing: Driver) -> None:
    erasing.window.source_work.erase()
    shown = dialog(erasing)
    erasing.key(Qt.Key.Key_Return)
    erasing.type("eras")
    erasing.key(Qt.Key.Key_Return)
    assert len(erasing.collection.sources()) == 2
    shown.reject()


def test_one_actor_is_named_whatever_other_names_it_has(erasing: Driver) -> None:
    collection, look = erasing.collection, erasing.window.appearance
    person = actors.actors(collection)[0].id
    actors.add_alias(collection, person, "Aunt Mirela")
    shown = EraseDialog(collection, look, erasing.window, actors=[person])
    assert shown.windowTitle() == "Erase “Mirela Dantov” for good"
    actors.delete_actors(collection, [person])
    gone = EraseDialog(collection, look, erasing.window, actors=[person])
    assert gone.windowTitle() == "Erase “Mirela Dantov” for good"


def test_an_actor_is_erased_with_all_it_said_and_the_views_follow(erasing: Driver) -> None:
    erasing.ctrl(Qt.Key.Key_3)
    view = erasing.window.views.view("actors")
    assert isinstance(view, ActorsView)
    view.erase()
    shown = dialog(erasing)
    assert shown.touched_words.startswith("Erases 2 annotations, 1 actor")
    assert shown.stays_words == "The name stays in the text of “The bridge at Tamsel”."
    confirm(erasing, shown)
    assert "No actors yet" in view.empty_words
    assert erasing.collection.annotations() == []
    assert b"Zephyrine" not in bytes_of(erasing)
    assert b"Mirela Dantov" in bytes_of(erasing)  # in the text of a source that stays, as was said


def test_the_sources_that_hold_the_name_can_go_along(erasing: Driver) -> None:
    erasing.ctrl(Qt.Key.Key_3)
    view = erasing.window.views.view("actors")
    assert isinstance(view, ActorsView)
    view.erase()
    shown = dialog(erasing)
    shown.also.setChecked(True)
    assert "1 source" in shown.touched_words
    assert shown.stays_words == ""
    confirm(erasing, shown)
    assert b"Mirela Dantov" not in bytes_of(erasing)


def test_what_was_erased_cannot_be_undone_and_other_steps_can(erasing: Driver) -> None:
    made = actors.add_actor(erasing.collection, "Tomas Hale", country="Orsovia")
    person = actors.find(erasing.collection, "Mirela Dantov")
    assert person is not None
    erase(erasing.collection, actors=[person.id])
    assert erasing.collection.next_undo == "Add actor"
    erasing.ctrl(Qt.Key.Key_Z)
    assert actors.find(erasing.collection, "Tomas Hale") is None
    assert actors.find(erasing.collection, "Mirela Dantov") is None
    assert made


def test_what_was_deleted_before_is_erased_from_the_history(erasing: Driver) -> None:
    person = actors.find(erasing.collection, "Mirela Dantov")
    assert person is not None
    erasing.collection.delete_sources([1])
    actors.delete_actors(erasing.collection, [person.id])
    assert QUOTE.encode() in bytes_of(erasing)
    erasing.window.source_work.erase_deleted()
    choosing = erasing.window.findChild(EraseDeletedDialog)
    assert choosing is not None
    shown = [choosing.list.item(row).text() for row in range(choosing.list.count())]
    assert shown == ["The bridge at Tamsel  –  source", "Mirela Dantov  –  actor"]
    choosing.list.selectAll()
    choosing.accept()
    confirm(erasing, dialog(erasing))
    left = bytes_of(erasing)
    assert QUOTE.encode() not in left
    assert b"Mirela Dantov" not in left
    assert GRAIN.split("\n")[0].encode() in left
