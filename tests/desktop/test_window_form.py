# SPDX-License-Identifier: MIT
"""The form saves each field as it is left, one undo step a field."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLabel

from app.collection import Collection
from app.desktop.form.form import AnnotationForm
from app.desktop.form.offer_line import OfferLine
from app.editing import actors
from database.records import Annotation, CodeUse
from tests.desktop.conftest import Driver


@pytest.fixture
def form(reader: Driver) -> AnnotationForm:
    reader.choose("The bridge at Tamsel is closed")
    reader.key(Qt.Key.Key_C)
    reader.key(Qt.Key.Key_E)
    made = reader.window.cards.form
    assert made is not None
    return made


def only(reader: Driver) -> Annotation:
    (made,) = reader.collection.annotations()
    return made


def test_a_typed_name_becomes_a_speaker_on_enter(reader: Driver, form: AnnotationForm) -> None:
    reader.type("Mirela Dantov")
    reader.key(Qt.Key.Key_Return)
    assert only(reader).speakers == ("Mirela Dantov",)
    assert form.field("speakers").values() == ("Mirela Dantov",)


def test_leaving_a_field_keeps_what_was_typed(reader: Driver, form: AnnotationForm) -> None:
    reader.type("Mirela Dantov")
    reader.key(Qt.Key.Key_Tab)
    reader.type("Harbour Board")
    reader.read()
    assert only(reader).speakers == ("Mirela Dantov",)
    assert only(reader).organisations == ("Harbour Board",)


def test_each_field_is_one_undo_step(reader: Driver, form: AnnotationForm) -> None:
    form.field("speakers").take(["A"])
    form.field("addressees").take(["B"])
    reader.read()
    reader.ctrl(Qt.Key.Key_Z)
    assert (only(reader).speakers, only(reader).addressees) == (("A",), ())
    assert form.field("addressees").values() == ()
    reader.ctrl(Qt.Key.Key_Z)
    assert only(reader).speakers == ()


def test_undo_after_enter_takes_the_name_back_not_the_typing(reader: Driver, form: AnnotationForm) -> None:
    reader.type("Mirela Dantov")
    reader.key(Qt.Key.Key_Return)
    reader.ctrl(Qt.Key.Key_Z)
    assert only(reader).speakers == ()
    assert form.field("speakers").values() == ()
    assert form.field("speakers").line.text() == ""


def test_backspace_in_an_empty_line_takes_the_last_name_out(reader: Driver, form: AnnotationForm) -> None:
    form.field("speakers").take(["A", "B"])
    reader.key(Qt.Key.Key_Backspace)
    assert only(reader).speakers == ("A",)


def test_a_sign_before_a_code_is_its_stance_and_a_click_changes_it(reader: Driver, form: AnnotationForm) -> None:
    form.codes.setFocus()
    reader.type("+trade")
    reader.key(Qt.Key.Key_Return)
    assert only(reader).codes == (CodeUse("trade", "supports"),)
    form.codes.chips[0].click()
    assert only(reader).codes == (CodeUse("trade", "opposes"),)


def test_the_work_is_saved_when_left(reader: Driver, form: AnnotationForm) -> None:
    form.work.setFocus()
    reader.type("Lantern Review")
    reader.key(Qt.Key.Key_Tab)
    assert only(reader).work == "Lantern Review"


def test_a_note_is_saved_when_left_and_read_as_a_page(reader: Driver, form: AnnotationForm) -> None:
    form.note.setFocus()
    reader.type("see *here*")
    reader.read()
    assert only(reader).note == "see *here*"
    form.note.toggle.click()
    assert form.note.showing_page


def test_a_note_is_read_as_words_without_html_and_pictures(
    reader: Driver, form: AnnotationForm, tmp_path: Path
) -> None:
    picture = tmp_path / "red.png"
    red = QImage(400, 400, QImage.Format.Format_RGB32)
    red.fill(Qt.GlobalColor.red)
    assert red.save(str(picture))
    reader.collection.edit(only(reader).id, note=f"![]({picture}) <img src='{picture}'> <b>bold</b> <Ministry> *said*")
    form.note.toggle.click()
    (page,) = (label for label in form.note.findChildren(QLabel) if label.isVisible())
    document = QTextDocument()
    document.setHtml(page.text())
    assert document.toPlainText().strip() == f"<img src='{picture}'> <b>bold</b> <Ministry> said"
    assert page.grab().toImage().pixelColor(20, 20) != QColor("red")


def test_kind_and_status_are_chosen_in_the_head(reader: Driver, form: AnnotationForm) -> None:
    form.kind.take("recommendation")
    assert (only(reader).kind, only(reader).status) == ("recommendation", "open")
    form.status.take("taken up")
    assert only(reader).status == "taken up"
    assert form.kind.value == "recommendation"


def test_what_is_typed_is_saved_when_the_window_closes(reader: Driver, form: AnnotationForm) -> None:
    path = reader.collection.path
    form.note.setFocus()
    reader.type("half a thought")
    reader.window.frame.close()
    with closing(Collection.open(path)) as again:
        assert [made.note for made in again.annotations()] == ["half a thought"]


def test_another_annotation_takes_over_the_form(reader: Driver, form: AnnotationForm) -> None:
    reader.type("Mirela Dantov")
    reader.read()
    reader.choose("Nobody at the ministry")
    reader.key(Qt.Key.Key_C)
    assert form.field("speakers").values() == ()
    assert [made.speakers for made in reader.collection.annotations()] == [("Mirela Dantov",), ()]


def popup_of(line: OfferLine) -> QAbstractItemView | None:
    """Return the list of names below a line, where it shows."""
    completer = line.completer()
    popup = completer.popup() if completer is not None else None
    return popup if popup is not None and popup.isVisible() else None


def offered(line: OfferLine) -> list[str]:
    """Return the names in the list below a line, in order; nothing where no list shows."""
    popup = popup_of(line)
    model = popup.model() if popup is not None else None
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())] if model is not None else []


@pytest.mark.parametrize("typed", ["hal", "tomas h", "Хейл", "HÁLE"])
def test_names_in_use_are_offered_in_any_spelling(reader: Driver, form: AnnotationForm, typed: str) -> None:
    form.field("via").take(["Tomas Hale", "Томас Хейл"] if typed == "Хейл" else ["Tomas Hale"])
    form.field("speakers").setFocus()
    reader.type(typed)
    assert offered(form.field("speakers").line)[-1] in {"Tomas Hale", "Томас Хейл"}


def test_a_name_that_is_offered_is_taken_with_down_and_enter(reader: Driver, form: AnnotationForm) -> None:
    form.field("via").take(["Tomas Hale"])
    form.field("speakers").setFocus()
    reader.type("hal")
    popup = popup_of(form.field("speakers").line)
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert only(reader).speakers == ("Tomas Hale",)


def test_a_new_speaker_has_the_organisation_of_the_time_and_may_lose_it(reader: Driver, form: AnnotationForm) -> None:
    dantov = actors.add_actor(reader.collection, "Mirela Dantov")
    actors.add_affiliation(reader.collection, dantov, "Harbour Board", since="2024")
    actors.add_affiliation(reader.collection, dantov, "Lom Works", since="2019", until="2023")
    reader.type("Mirela Dantov")
    reader.key(Qt.Key.Key_Return)
    assert only(reader).organisations == ("Harbour Board",)
    form.field("organisations").chips[0].dropped.emit()
    form.field("speakers").take(["Tomas Hale"])
    assert (only(reader).speakers, only(reader).organisations) == (("Mirela Dantov", "Tomas Hale"), ())


def test_a_pause_saves_the_note_and_leaves_the_cursor_alone(reader: Driver, form: AnnotationForm) -> None:
    form.note.setFocus()
    reader.type("first words ")
    form.note.commit()
    assert only(reader).note.strip() == "first words"
    reader.type("and more")
    reader.read()
    assert only(reader).note == "first words and more"


def test_a_note_that_could_not_be_saved_is_tried_again(
    reader: Driver, form: AnnotationForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    form.note.setFocus()
    reader.type("thought")
    with monkeypatch.context() as broken:
        broken.setattr(type(reader.collection), "edit", lambda *_, **__: None)
        form.note.commit()
    assert only(reader).note == ""
    reader.read()
    assert only(reader).note == "thought"
