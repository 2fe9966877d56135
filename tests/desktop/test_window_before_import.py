# SPDX-License-Identifier: MIT
"""What is asked before an import: the columns of tables, and the pattern of names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget

from app.desktop.controllers.before_import import recall, remember
from app.desktop.dialogs.column_rows import USES
from app.desktop.dialogs.columns import NO_TEXT, ColumnsDialog
from app.desktop.dialogs.names import NamesDialog
from app.desktop.models.names import NamesModel
from app.editing import attributes
from app.importing.name_pattern import NamePattern
from app.importing.table import Mapping, Sheet
from app.settings import State
from tests.desktop.conftest import Driver

Dialog = TypeVar("Dialog", bound=QWidget)
ROWS = "who;said;when;region\nVera;The harbour must open.;2019-05;north\nOskar;The ferry runs again.;2020;south\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "letters.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def speeches(tmp_path: Path) -> Path:
    folder = tmp_path / "debate"
    folder.mkdir()
    for name in ("USA_70_2015", "FRA_70_2015", "RUS_71_2016", "DEU_71_2016", "notes"):
        (folder / f"{name}.txt").write_text(f"The speech of {name}, and its words.", encoding="utf-8")
    return folder


def asked(driver: Driver, path: Path, kind: type[Dialog]) -> Dialog:
    """Import by the window, and return the question."""
    driver.window.importing.bring([path])
    driver.bot.waitUntil(lambda: driver.window.findChild(kind) is not None, timeout=40_000)
    found = driver.window.findChild(kind)
    assert found is not None
    return found


def imported(driver: Driver, answer: Callable[[], object]) -> None:
    with driver.bot.waitSignal(driver.window.importing.reported, timeout=40_000):
        answer()
    driver.bot.waitUntil(lambda: not driver.window.text_work.reporting.comparing, timeout=40_000)


def pick(dialog: ColumnsDialog, column: int, use: str) -> None:
    box = dialog.box(column)
    box.setCurrentIndex(box.findData(use))


def test_columns_are_chosen_with_a_preview(reader: Driver, table: Path) -> None:
    dialog = asked(reader, table, ColumnsDialog)
    for column, use in enumerate(("authors", "text", "date", "attribute")):
        pick(dialog, column, use)
    assert dialog.preview == "Named after its row\nVera · 2019-05 · region: north\nThe harbour must open."
    QTest.mouseClick(button(dialog, "Next row"), Qt.MouseButton.LeftButton)
    assert "Oskar" in dialog.preview
    imported(reader, dialog.yes_button.click)
    made = [source for source in reader.collection.sources() if source.path.startswith("letters.csv/")]
    assert [(source.authors, source.date) for source in made] == [(("Vera",), "2019-05"), (("Oskar",), "2020")]
    assert attributes.values_of(reader.collection, made[1].id) == {"region": "south"}


def button(dialog: QWidget, words: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == words)


def test_what_was_chosen_is_remembered(reader: Driver, table: Path) -> None:
    dialog = asked(reader, table, ColumnsDialog)
    for column, use in enumerate(("title", "text", "", "attribute")):
        pick(dialog, column, use)
    imported(reader, dialog.yes_button.click)
    table.write_text(ROWS.replace("ferry", "train"), encoding="utf-8")
    again = asked(reader, table, ColumnsDialog)
    assert list(again.uses) == ["title", "text", "", "attribute"]
    again.reject()


NAMES = "Vera Lind;The harbour must open.;north\nOskar Brandt;The ferry runs again.;south\n"


@pytest.fixture
def headless(tmp_path: Path) -> Path:
    path = tmp_path / "spoken.csv"
    path.write_text(NAMES, encoding="utf-8")
    return path


def test_the_first_row_is_no_heading_by_the_keyboard(reader: Driver, headless: Path) -> None:
    before = len(reader.collection.sources())
    dialog = asked(reader, headless, ColumnsDialog)
    assert (dialog.heading.isChecked(), dialog.columns[0]) == (True, "Vera Lind")
    reader.bot.waitUntil(dialog.isActiveWindow)
    assert QApplication.focusWidget() is dialog.box(0)
    for keys in ("AU", "TE", "AT"):
        reader.type(keys)
        reader.key(Qt.Key.Key_Tab)
    assert dialog.preview.startswith("Named after its row\nOskar Brandt")
    reader.key(Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    reader.bot.waitUntil(lambda: not dialog.heading.isChecked())
    assert tuple(dialog.columns) == ("Column 1", "Column 2", "Column 3")
    assert dialog.preview == "Named after its row\nVera Lind · Column 3: north\nThe harbour must open."
    assert dialog.box(2).accessibleName() == "What “Column 3” holds"
    imported(reader, partial(reader.key, Qt.Key.Key_Return))
    made = [source for source in reader.collection.sources() if source.path.startswith("spoken.csv/")]
    assert [(source.path, source.authors) for source in made] == [
        ("spoken.csv/1", ("Vera Lind",)),
        ("spoken.csv/2", ("Oskar Brandt",)),
    ]
    reader.window.undoing.undo()
    assert len(reader.collection.sources()) == before


def test_that_a_table_has_no_heading_is_remembered(reader: Driver, headless: Path) -> None:
    dialog = asked(reader, headless, ColumnsDialog)
    pick(dialog, 1, "text")
    dialog.heading.click()
    imported(reader, dialog.yes_button.click)
    headless.write_text(NAMES.replace("ferry", "train"), encoding="utf-8")
    again = asked(reader, headless, ColumnsDialog)
    assert (again.heading.isChecked(), list(again.uses)) == (False, ["", "text", ""])
    again.heading.click()
    assert (again.columns[0], again.preview.splitlines()[0]) == ("Vera Lind", NO_TEXT)
    again.reject()


def test_the_heading_proposes_anew_until_somebody_has_chosen(reader: Driver, tmp_path: Path) -> None:
    path = tmp_path / "by-year.csv"
    path.write_text(f"text;2019\n{'The harbour must open. ' * 5};7\n", encoding="utf-8")
    dialog = asked(reader, path, ColumnsDialog)
    dialog.heading.setChecked(False)
    pick(dialog, 1, "text")
    dialog.heading.setChecked(True)
    assert (list(dialog.uses)[1], dialog.columns[1]) == ("text", "2019")
    dialog.reject()


def test_passing_a_use_on_the_way_to_another_takes_it_from_nobody(reader: Driver, table: Path) -> None:
    dialog = asked(reader, table, ColumnsDialog)
    reader.bot.waitUntil(dialog.isActiveWindow)
    pick(dialog, 1, "authors")
    dialog.box(0).setFocus()
    down = list(USES).index("authors")
    for _ in range(down):
        reader.key(Qt.Key.Key_Down)
    assert list(dialog.uses)[:2] == ["authors", ""]
    reader.key(Qt.Key.Key_Down)
    assert list(dialog.uses)[:2] == ["publication", "authors"]
    dialog.reject()


def test_many_columns_are_shown_as_they_come_into_view(reader: Driver, tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    head, row = ";".join(f"c{n}" for n in range(500)), ";".join(f"value {n}" for n in range(500))
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    dialog = asked(reader, path, ColumnsDialog)
    reader.bot.waitUntil(dialog.isActiveWindow)
    assert len(dialog.findChildren(QComboBox)) < 40
    for _ in range(60):
        reader.key(Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QComboBox)
    assert focused.accessibleName() == "What “c60” holds"
    assert not focused.visibleRegion().isEmpty()
    reader.type("T")
    assert (dialog.uses[60], dialog.mapping.text) == ("text", (60,))
    reader.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is dialog.box(59)
    dialog.reject()


def test_the_wheel_scrolls_and_chooses_nothing(reader: Driver, table: Path) -> None:
    dialog = asked(reader, table, ColumnsDialog)
    before = list(dialog.uses)
    place = QPointF(4, 4)
    turned = QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(dialog.box(0), turned)
    assert list(dialog.uses) == before
    dialog.reject()


def test_without_a_text_nothing_can_be_imported(reader: Driver, table: Path) -> None:
    dialog = asked(reader, table, ColumnsDialog)
    for column in range(4):
        pick(dialog, column, "")
    assert not dialog.yes_button.isEnabled()
    assert NO_TEXT in dialog.preview
    dialog.reject()


def test_a_title_is_one_column_and_a_text_may_be_several(reader: Driver, table: Path) -> None:
    dialog = asked(reader, table, ColumnsDialog)
    for column, use in enumerate(("title", "title", "text", "text")):
        pick(dialog, column, use)
    assert list(dialog.uses) == ["", "title", "text", "text"]
    assert dialog.mapping == Mapping(text=(2, 3), title=1, headed=True)
    dialog.reject()


def test_cancelling_imports_nothing(reader: Driver, table: Path) -> None:
    count = len(reader.collection.sources())
    dialog = asked(reader, table, ColumnsDialog)
    dialog.reject()
    assert not reader.window.importing.running
    assert "Nothing imported" in reader.window.status.words
    assert len(reader.collection.sources()) == count


def test_names_are_read_by_a_pattern_with_a_preview(reader: Driver, speeches: Path) -> None:
    dialog = asked(reader, speeches, NamesDialog)
    assert dialog.field.text() == "{country}_{part 2}_{year}"
    dialog.field.setText("{country}_{session}_{year}")
    assert dialog.state.startswith("4 of 5 follow it")
    headings = [dialog.model.headerData(n, Qt.Orientation.Horizontal) for n in range(dialog.model.columnCount())]
    assert headings == ["Name", "country", "session", "year"]
    imported(reader, button(dialog, "Import with these").click)
    usa = next(source for source in reader.collection.sources() if source.path == "debate/USA_70_2015.txt")
    assert usa.date == "2015"
    assert attributes.values_of(reader.collection, usa.id) == {"country": "USA", "session": "70"}
    again = asked(reader, speeches, NamesDialog)
    assert again.field.text() == "{country}_{session}_{year}", "the pattern is remembered"
    again.reject()


def test_names_need_not_say_anything(reader: Driver, speeches: Path) -> None:
    dialog = asked(reader, speeches, NamesDialog)
    imported(reader, button(dialog, "Import without").click)
    assert attributes.all_attributes(reader.collection) == []
    assert len(reader.collection.sources()) == 7


def test_a_pattern_that_makes_no_sense_says_why(reader: Driver, speeches: Path) -> None:
    dialog = asked(reader, speeches, NamesDialog)
    dialog.field.setText("{country}{session}")
    assert "nothing between" in dialog.state
    assert not dialog.yes_button.isEnabled()
    dialog.field.setText("{title} of {author}")
    assert dialog.state.startswith("0 of 5")
    assert not dialog.yes_button.isEnabled()
    dialog.reject()


def test_closing_the_collection_ends_the_questions(reader: Driver, speeches: Path) -> None:
    asked(reader, speeches, NamesDialog)
    reader.window.session.close()
    assert not reader.window.importing.running


def test_what_is_remembered_fits_other_orders_of_columns(tmp_path: Path) -> None:
    state = State(tmp_path / "state.json")
    sheet = Sheet(("a", "b"), (), headed=True)
    remember(state, sheet, Mapping(text=(1,), title=0, attributes=()))
    assert recall(state, sheet) == Mapping(text=(1,), title=0)
    assert recall(state, Sheet(("a", "c"), (), headed=True)) is None


def test_a_table_without_a_heading_is_known_by_either_look_of_it(tmp_path: Path) -> None:
    state = State(tmp_path / "state.json")
    guessed = Sheet(("Vera", "Words"), (), headed=True, first=("Vera", "Words"))
    said = Mapping(text=(1,), headed=False)
    remember(state, guessed, said)
    assert recall(state, guessed) == said
    assert recall(state, Sheet(("Column 1", "Column 2"), (), headed=False, first=("1", "2"))) == said
    assert recall(state, Sheet(("Column 1", "Column 2"), (), headed=True)) is None, "a table that calls them so"


def test_the_model_of_names_is_sound() -> None:
    model = NamesModel(["USA_2015.txt", "notes.txt"])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.read(NamePattern("{country}_{year}"))
    assert (model.rowCount(), model.columnCount(), model.followed) == (2, 3, 1)
    assert model.index(0, 1).data() == "USA"
    assert "does not follow" in model.index(1, 0).data()
    model.read(None)
    assert model.columnCount() == 1
