# SPDX-License-Identifier: MIT
"""Views that follow a change made elsewhere keep what is being typed, and stay near what is gone."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.desktop.views.actors import ActorsView
from app.desktop.views.codebook import CodebookView
from app.desktop.views.history.view import HistoryView
from app.desktop.views.statements import StatementsView
from app.desktop.views.view import View
from app.editing import actors, codebook, statements
from database.records import CodeUse, Link, Slot
from tests.desktop.conftest import Driver

V = TypeVar("V", bound=View)

HALE = "Tomas Hale"


@pytest.fixture
def full(reader: Driver) -> Driver:
    """Three annotations with speakers, an addressee and a code, and a statement of two of them."""
    collection = reader.collection
    economy = codebook.add_code(collection, "economy")
    for name in ("trade", "tolls"):
        codebook.add_code(collection, name, parent=economy)
    codebook.add_code(collection, "roads")
    ministry = [Slot("addressee", "the ministry", "the ministry")]
    collection.tag(1, "claim", [(0, 30)], chain=[Link(actor="Mirela Dantov")], codes=[CodeUse("trade")])
    collection.tag(1, "recommendation", [(52, 87)], chain=[Link(actor="Mirela Dantov")], slots=ministry)
    collection.tag(2, "claim", [(0, 25)], chain=[Link(actor=HALE)])
    statements.create_statement(collection, [1, 3], "The bridge is shut")
    return reader


def front(driver: Driver, number: Qt.Key, name: str, kind: type[V]) -> V:
    """Bring a view to the front by its key."""
    driver.ctrl(number)
    view = driver.window.views.view(name)
    assert isinstance(view, kind)
    return view


def hale(driver: Driver) -> int:
    return next(actor.id for actor in actors.listed(driver.collection) if actor.name == HALE)


def of_hale(driver: Driver) -> ActorsView:
    view = front(driver, Qt.Key.Key_3, "actors", ActorsView)
    view.show_actor(hale(driver))
    return view


def type_half(driver: Driver, field: QWidget, words: str) -> None:
    """Type into a field, and let something change elsewhere before it is left."""
    field.setFocus()
    driver.type(words)
    driver.collection.tag(2, "claim", [(51, 60)], chain=[Link(actor="Ana Verescu")], codes=[CodeUse("roads")])


def test_what_is_typed_of_an_actor_is_neither_lost_nor_saved_half(full: Driver) -> None:
    details = of_hale(full).details
    type_half(full, details.country, "Mold")
    assert details.country.text() == "Mold"
    type_half(full, details.aliases.line, "Tom")
    assert details.aliases.line.text() == "Tom"
    type_half(full, details.affiliations.lines[-1].fields[0], "Grain Of")
    assert details.affiliations.lines[-1].fields[0].text() == "Grain Of"
    known = actors.actor(full.collection, hale(full))
    assert (known.country, known.aliases) == ("Mold", ("Tom",))
    assert actors.affiliations(full.collection, known.id) == []


def test_what_is_typed_of_a_code_and_a_statement_stays(full: Driver) -> None:
    code = front(full, Qt.Key.Key_4, "codebook", CodebookView).details
    type_half(full, code.colour.field, "#11")
    assert code.colour.field.text() == "#11"
    full.type("2233")
    type_half(full, code.definition, "What is sol")
    assert (code.definition.text(), codebook.tree(full.collection)[0].colour) == ("What is sol", "#112233")
    said = front(full, Qt.Key.Key_5, "statements", StatementsView).details
    type_half(full, said.note, "Since Ma")
    assert said.note.text() == "Since Ma"


def test_what_is_typed_is_saved_as_the_collection_is_closed(full: Driver) -> None:
    path, actor = full.collection.path, hale(full)
    of_hale(full).details.affiliations.lines[-1].fields[0].setFocus()
    full.type("Grain Office")
    full.window.session.close()
    full.window.session.open_path(path)
    assert [known.name for known in actors.affiliations(full.collection, actor)] == ["Grain Office"]
    front(full, Qt.Key.Key_4, "codebook", CodebookView).details.colour.field.setFocus()
    full.type("#112233")
    full.window.session.close()
    full.window.session.open_path(path)
    assert codebook.tree(full.collection)[0].colour == "#112233"


def test_an_affiliation_of_one_actor_is_not_shown_for_the_next(full: Driver) -> None:
    view = of_hale(full)
    view.details.affiliations.lines[-1].fields[1].setFocus()
    full.type("clerk")  # without an organisation there is nothing to save
    view.list.go(0)
    assert view.details.affiliations.lines[-1].fields[1].text() == ""


def test_undo_shows_what_a_field_was_before(full: Driver) -> None:
    view = of_hale(full)
    view.details.country.setFocus()
    full.type("Moldova")
    view.list.setFocus()
    full.ctrl(Qt.Key.Key_Z)
    assert view.details.country.text() == actors.actor(full.collection, hale(full)).country == ""


def test_the_annotation_the_keys_are_at_stays_below_the_fields(full: Driver) -> None:
    view = front(full, Qt.Key.Key_3, "actors", ActorsView)
    view.show_actor(next(actor.id for actor in actors.listed(full.collection) if actor.name == "Mirela Dantov"))
    view.details.list.setFocus()
    view.details.list.go(1)
    full.collection.edit(1, note="Seen")
    assert view.details.list.currentIndex().row() == 1


def test_what_follows_a_deleted_actor_is_the_current_one(full: Driver) -> None:
    view = front(full, Qt.Key.Key_3, "actors", ActorsView)
    first, second, third = (view.model.actor(row) for row in range(3))
    assert first is not None
    assert second is not None
    assert third is not None
    for gone, current in ((second, third), (third, first)):
        view.show_actor(gone.id)
        actors.delete_actors(full.collection, [gone.id])
        assert view.current is not None
        assert view.current.id == current.id
    actors.delete_actors(full.collection, [first.id])
    assert view.empty_words.startswith("No actors yet")


def test_what_lies_near_a_deleted_code_is_the_current_one(full: Driver) -> None:
    view = front(full, Qt.Key.Key_4, "codebook", CodebookView)
    for gone, current in (("trade", "tolls"), ("tolls", "economy"), ("roads", "economy")):
        code = next(entry.id for entry in codebook.tree(full.collection) if entry.name == gone)
        view.show_code(code)
        codebook.delete_code(full.collection, code)
        assert view.current is not None
        assert view.current.name == current
    codebook.delete_code(full.collection, codebook.tree(full.collection)[0].id)
    assert view.empty_words.startswith("No codes yet")


def test_the_words_that_narrow_the_history_end_with_the_collection(full: Driver) -> None:
    view, path = front(full, Qt.Key.Key_8, "history", HistoryView), full.collection.path
    full.bot.waitUntil(lambda: view.current is not None)
    view.filter()
    full.type("claim")
    full.bot.waitUntil(lambda: view.model.rowCount() == 2)
    full.window.session.close()
    full.window.session.open_path(path)
    full.bot.waitUntil(lambda: view.model.rowCount() > 2)
    assert view.filter_field.text() == ""
