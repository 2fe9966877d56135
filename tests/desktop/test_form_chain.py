# SPDX-License-Identifier: MIT
"""The attribution chain, link by link, by keyboard; and nothing of it is lost by the simple fields."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from app.desktop.form.chain_editor import ChainEditor
from app.desktop.form.chain_model import ADD, ChainModel
from app.desktop.form.letter_menu import LetterMenu
from app.editing import actors
from app.editing.metadata import edit_metadata
from database.records import Annotation, Link
from tests.desktop.conftest import Driver

LONG = (
    Link(actor="Mirela Dantov", organisation="Harbour Board", cue="told", mode="indirect", span=(33, 46)),
    Link(role="on behalf of", actor="the town"),
    Link(role="reporter", voice="anonymous"),
    Link(role="quoted by", actor="Tomas Hale", work="Lantern Review"),
)


@pytest.fixture
def claim(reader: Driver) -> Driver:
    """A claim, current."""
    reader.choose("The bridge at Tamsel is closed")
    reader.key(Qt.Key.Key_C)
    return reader


@pytest.fixture
def chained(claim: Driver) -> Driver:
    """A claim with a long chain, opened."""
    claim.collection.edit(only(claim).id, chain=LONG)
    claim.key(Qt.Key.Key_A)
    return claim


def only(driver: Driver) -> Annotation:
    (made,) = driver.collection.annotations()
    return made


def editor(driver: Driver) -> ChainEditor:
    form = driver.window.cards.form
    assert form is not None
    return form.chain


def plain(chain: tuple[Link, ...]) -> list[Link]:
    """Return a chain without the words of the places, which the collection fills in."""
    return [Link(*(getattr(link, name) for name in Link.__slots__[:-1])) for link in chain]


def test_the_model_keeps_the_contract(qapp: QApplication) -> None:
    model = ChainModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(LONG)
    model.show(LONG[::-1])
    model.show(LONG[:1])
    assert [str(model.index(row).data()) for row in range(2)] == ["Mirela Dantov (Harbour Board)", ADD]


def test_the_organisation_of_the_time_stays_when_the_link_is_edited_further(claim: Driver) -> None:
    source = only(claim).source
    edit_metadata(claim.collection, [source], {"date": "2025-05"})
    person = actors.add_actor(claim.collection, "Mirela Dantov")
    actors.add_affiliation(claim.collection, person, "Harbour Board", since="2018", until="2025-05")
    actors.add_affiliation(claim.collection, person, "Ministry", since="2025-06")
    claim.key(Qt.Key.Key_A)
    claim.type("Mirela Dantov")
    claim.key(Qt.Key.Key_Tab)
    assert editor(claim).fields.lines["organisation"].text() == "Harbour Board"
    claim.type("h")
    editor(claim).fields.lines["cue"].setFocus()
    claim.type("said")
    claim.read()
    assert plain(only(claim).chain) == [Link(actor="Mirela Dantov", organisation="Harbour Board", cue="said")]


def test_a_chain_is_entered_by_keys_alone(claim: Driver) -> None:
    claim.key(Qt.Key.Key_A)
    claim.type("Mirela Dantov")
    for _ in range(2):
        claim.key(Qt.Key.Key_Tab)
    claim.type("Harbour Board")
    claim.key(Qt.Key.Key_Return)
    editor(claim).list_view.setFocus()
    claim.key(Qt.Key.Key_Down)
    claim.key(Qt.Key.Key_Return)
    claim.type("unattributed diplomat")
    claim.key(Qt.Key.Key_Tab)
    claim.type("r")
    claim.key(Qt.Key.Key_Tab)
    claim.key(Qt.Key.Key_Tab)
    claim.type("Lantern Review")
    claim.key(Qt.Key.Key_Tab)
    claim.type("p")
    claim.key(Qt.Key.Key_Tab)
    claim.type("according to")
    claim.read()
    assert only(claim).chain == (
        Link(actor="Mirela Dantov", organisation="Harbour Board"),
        Link("reporter", "unattributed", "diplomat", "", "Lantern Review", "paraphrase", "according to"),
    )


@pytest.mark.parametrize(("letter", "part"), [("a", "actor"), ("o", "organisation"), ("w", "work"), ("c", "cue")])
def test_selected_words_fill_the_current_link_and_are_its_place(claim: Driver, letter: str, part: str) -> None:
    claim.key(Qt.Key.Key_A)
    claim.read()
    claim.choose("Tomas Hale")
    claim.key(Qt.Key.Key_F)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, LetterMenu)
    QTest.keyClicks(menu, letter)
    (link,) = only(claim).chain
    assert (getattr(link, part), link.quote) == ("Tomas Hale", "Tomas Hale")


def test_a_place_is_taken_from_the_selection_and_taken_out(chained: Driver) -> None:
    fields = editor(chained).fields
    chained.choose("said Mirela Dantov")
    fields.place.click()
    assert only(chained).chain[0].quote == "said Mirela Dantov"
    fields.go("place")
    chained.key(Qt.Key.Key_Delete)
    assert only(chained).chain[0].span is None
    assert only(chained).speakers == ("Mirela Dantov",)


def test_links_are_moved_and_taken_out_each_as_one_step(chained: Driver) -> None:
    editor(chained).list_view.setFocus()
    for _ in range(3):
        chained.key(Qt.Key.Key_Down)
    chained.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [link.role for link in only(chained).chain] == ["holder", "on behalf of", "quoted by", "reporter"]
    chained.key(Qt.Key.Key_Delete)
    assert [link.role for link in only(chained).chain] == ["holder", "on behalf of", "reporter"]
    chained.ctrl(Qt.Key.Key_Z)
    chained.ctrl(Qt.Key.Key_Z)
    assert plain(only(chained).chain) == list(LONG)


def test_a_new_link_that_says_nothing_is_left_behind(chained: Driver) -> None:
    before = chained.window.session.required.next_undo
    editor(chained).list_view.setFocus()
    chained.key(Qt.Key.Key_End)
    chained.key(Qt.Key.Key_Return)
    assert len(chained.window.cards.form.chain._model.links) == 5 if chained.window.cards.form else False
    editor(chained).list_view.setFocus()
    chained.key(Qt.Key.Key_Home)
    chained.read()
    assert plain(only(chained).chain) == list(LONG)
    assert chained.window.session.required.next_undo == before


def test_half_a_link_is_kept_when_another_annotation_is_chosen(chained: Driver) -> None:
    editor(chained).list_view.setFocus()
    chained.key(Qt.Key.Key_End)
    chained.key(Qt.Key.Key_Return)
    chained.type("Ilie Marr")
    chained.choose("Nobody at the ministry")
    chained.read()
    chained.key(Qt.Key.Key_C)
    first = chained.collection.annotations()[0]
    assert first.chain[-1] == Link(role="quoted by", actor="Ilie Marr")


def test_the_simple_fields_lose_nothing_of_a_long_chain(chained: Driver) -> None:
    chained.read()
    chained.key(Qt.Key.Key_A)
    form = chained.window.cards.form
    assert form is not None
    assert not form.chain_open
    assert form.field("via").values() == ("anonymous source", "Tomas Hale")
    form.field("via").take(["Ilie Marr"])
    form.field("speakers").take(["Ana Verescu"])
    chain = plain(only(chained).chain)
    assert [link for link in chain if link.actor not in {"Ilie Marr", "Ana Verescu"}] == list(LONG)


def test_the_chain_reads_as_a_sentence_in_the_form(chained: Driver) -> None:
    form = chained.window.cards.form
    assert form is not None
    assert "reported by anonymous source, quoted by Tomas Hale" in form.chain_row.accessibleName()
