# SPDX-License-Identifier: MIT
"""The editor of metadata: one source or several, where values came from, and what makes no sense."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.desktop.dialogs.source_details import UNKNOWN_DATE, SourceDetailsDialog
from app.editing.metadata import edit_metadata, metadata
from app.search import learning
from tests.desktop.conftest import Driver


def open_one(driver: Driver) -> SourceDetailsDialog:
    driver.key(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    dialog = driver.window.findChild(SourceDetailsDialog)
    assert dialog is not None
    return dialog


def several(driver: Driver) -> SourceDetailsDialog:
    dialog = SourceDetailsDialog([1, 2], driver.collection, driver.window.appearance, driver.window)
    dialog.show()
    return dialog


def test_a_title_is_changed_by_key_and_the_page_follows(reader: Driver) -> None:
    dialog = open_one(reader)
    reader.bot.waitUntil(dialog.field("title").hasFocus)
    dialog.field("title").selectAll()
    QTest.keyClicks(dialog.field("title"), "The closed bridge")
    assert dialog.origin("title") == "will be by hand"
    QTest.keyClick(dialog.field("title"), Qt.Key.Key_Return)
    assert reader.collection.source(1).title == "The closed bridge"
    assert metadata(reader.collection, 1).origins["title"] == "by hand"
    source = reader.window.reading.source
    assert source is not None
    assert source.title == "The closed bridge"
    reader.window.undoing.undo()
    assert reader.collection.source(1).title == "The bridge at Tamsel"


def test_dates_say_what_they_mean(reader: Driver) -> None:
    dialog = open_one(reader)
    assert dialog.meaning == "14 May 2025"
    for typed, meaning in (
        ("2019-05", "1 May 2019 to 31 May 2019"),
        ("about 2020", "1 January 2019 to 31 December 2021"),
        ("after the war", UNKNOWN_DATE),
        ("", ""),
    ):
        dialog.field("date").setText(typed)
        dialog.field("date").textEdited.emit(typed)
        assert dialog.meaning == meaning
    dialog.reject()


def test_what_makes_no_sense_is_said_and_nothing_is_written(reader: Driver) -> None:
    dialog = open_one(reader)
    dialog.field("url").setText("nowhere")
    dialog.field("publication").setText("Harbour Herald")
    dialog.accept()
    assert "not an address" in dialog.warning
    assert dialog.isVisible()
    assert reader.collection.source(1).publication == "Lantern Review"
    dialog.field("url").setText("https://example.org/bridge")
    dialog.accept()
    assert reader.collection.source(1).url == "https://example.org/bridge"


def test_languages_and_authors_are_written_as_people_write_them(reader: Driver) -> None:
    dialog = open_one(reader)
    dialog.field("language").setText("Ukrainian")
    dialog.field("authors").setText("Vera Lind ; Oskar Penn;")
    dialog.accept()
    found = reader.collection.source(1)
    assert (found.language, found.authors) == ("uk", ("Vera Lind", "Oskar Penn"))


def test_of_several_only_what_was_typed_changes(reader: Driver) -> None:
    dialog = several(reader)
    assert dialog.field("title").text() == ""
    assert dialog.field("title").placeholderText().startswith("2 different values")
    dialog.field("licence").setText("CC BY 4.0")
    dialog.accept()
    assert [source.title for source in reader.collection.sources()] == [
        "The bridge at Tamsel",
        "Grain, ports and patience",
    ]
    assert [metadata(reader.collection, n).values["licence"] for n in (1, 2)] == ["CC BY 4.0"] * 2
    assert reader.collection.next_undo == "Edit 2 sources"


def test_a_value_of_several_can_be_emptied(reader: Driver) -> None:
    dialog = several(reader)
    QTest.keyClicks(dialog.field("publication"), "x")
    QTest.keyClick(dialog.field("publication"), Qt.Key.Key_Backspace)
    dialog.accept()
    assert [source.publication for source in reader.collection.sources()] == ["", ""]


def test_origins_are_shown(reader: Driver) -> None:
    edit_metadata(reader.collection, [1], {"language": "en"})
    dialog = open_one(reader)
    assert dialog.origin("language") == "by hand"
    assert dialog.origin("licence") == "not known"
    dialog.reject()


def test_several_that_are_chosen_in_the_list_are_described_together(reader: Driver) -> None:
    reader.window.sources.list_view.setFocus()
    reader.ctrl(Qt.Key.Key_A)
    reader.window.actions_by_id.action("source.details").trigger()
    dialog = reader.window.findChild(SourceDetailsDialog)
    assert dialog is not None
    dialog.field("language").setText("English")
    dialog.accept()
    assert [source.language for source in reader.collection.sources()] == ["en", "en"]


def test_what_is_written_in_another_way_stays_as_it_is(reader: Driver) -> None:
    columns = {"authors": '["Sand; Sons"]', "language": "sr-Latn"}
    with reader.collection.action("As another program writes it"):
        learning.edit_source(reader.collection.connection, 1, columns)
    dialog = open_one(reader)
    QTest.keyClicks(dialog.field("licence"), "CC0")
    assert dialog.changes() == {"licence": "CC0"}
    dialog.accept()
    assert metadata(reader.collection, 1).values["authors"] == ("Sand; Sons",)
