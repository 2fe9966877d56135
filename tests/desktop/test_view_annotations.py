# SPDX-License-Identifier: MIT
"""The table of all annotations: listed, narrowed, sorted, grouped, edited in bulk, and gone from to the places."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.collection import Collection
from app.desktop.dialogs.bulk_edit import BulkDialog
from app.desktop.dialogs.bulk_pages import AddCode, AddSpeaker, ReplaceActor
from app.desktop.models.facets import FacetValue
from app.desktop.models.roles import RECORD
from app.desktop.views import ANNOTATIONS
from app.desktop.views.annotations.view import AnnotationsView
from database.records import CodeUse, Link, Slot
from tests.builders import know_words
from tests.desktop.conftest import Driver

SHIFT = Qt.KeyboardModifier.ShiftModifier


def _is(found: object, wanted: object) -> None:
    assert found == wanted


class TableDriver(Driver):
    """What a user does with the table of annotations."""

    @property
    def view(self) -> AnnotationsView:
        view = self.window.views.view(ANNOTATIONS)
        assert isinstance(view, AnnotationsView)
        return view

    def until(self, quotes: list[str]) -> None:
        """Wait until the table lists these quotations."""
        self.bot.waitUntil(lambda: _is(self.quotes(), quotes))

    def quotes(self) -> list[str]:
        rows = (self.view.model.row_record(row) for row in range(self.view.model.rowCount()))
        return [row.annotation.quote for row in rows if row is not None]

    def facet(self, name: str) -> dict[str, int]:
        """Return the counts of a facet, by label."""
        groups = self.view.facets.facets.groups
        return {value.label: value.count for group in groups if group.name == name for value in group.values}

    def select(self, count: int) -> None:
        """Select the first rows by key."""
        self.view.grid.setFocus()
        self.ctrl(Qt.Key.Key_Home)
        for _ in range(count - 1):
            self.key(Qt.Key.Key_Down, SHIFT)


CLOSED, OPEN, PRICE = "The bridge at Tamsel is closed", "The ministry should open the bridge", "The price goes with it"


@pytest.fixture
def table(reader: Driver) -> TableDriver:
    """A table of a claim, a recommendation and a passage, in front."""
    collection = reader.collection
    know_words(collection)
    first, second = (source.id for source in collection.sources())
    collection.tag(first, "claim", [(0, 30)], chain=[Link(actor="Mirela Dantov")], codes=[CodeUse("bridge", "opposes")])
    collection.tag(
        first,
        "recommendation",
        [(52, 87)],
        chain=[Link(actor="Mirela Dantov"), Link(role="quoted by", actor="Tomas Hale")],
        slots=[Slot("addressee", "the ministry", "the ministry")],
    )
    collection.tag(second, "passage", [(51, 73)], codes=[CodeUse("trade")], note="Later")
    made = TableDriver(reader.bot, reader.window)
    made.ctrl(Qt.Key.Key_2)
    made.until([CLOSED, OPEN, PRICE])
    made.bot.waitUntil(lambda: bool(made.facet("kind")))
    return made


def test_everything_tagged_is_listed_with_counts(table: TableDriver) -> None:
    assert table.window.views.front == ANNOTATIONS
    assert table.view.meaning.words == "3 annotations"
    assert table.facet("kind") == {"Claim": 1, "Passage": 1, "Recommendation": 1}
    assert table.facet("speaker") == {"Mirela Dantov": 2}
    assert table.view.grid.hasFocus()


def test_a_query_narrows_as_one_types_and_is_said_in_words(table: TableDriver) -> None:
    table.key(Qt.Key.Key_Slash)
    table.type('to:"the ministry"')
    table.until([OPEN])
    assert table.view.meaning.words == "Annotations to the ministry · 1 of 3 annotations"
    table.key(Qt.Key.Key_Return)
    assert table.view.grid.hasFocus()
    assert table.view.grid.current_id == table.collection.annotations()[1].id


def test_facets_narrow_by_key_and_take_a_second_value(table: TableDriver) -> None:
    facets = table.view.facets
    facets.setFocus()
    facets.setCurrentIndex(facets.facets.place("kind", "claim"))
    table.key(Qt.Key.Key_Space)
    table.until([CLOSED])
    assert table.view.query == "kind:claim"
    table.bot.waitUntil(lambda: table.facet("speaker") == {"Mirela Dantov": 1})
    assert table.facet("kind") == {"Claim": 1, "Passage": 1, "Recommendation": 1}
    facets.setCurrentIndex(facets.facets.place("kind", "passage"))
    table.key(Qt.Key.Key_Space)
    table.until([CLOSED, PRICE])
    chosen = facets.facets.place("kind", "passage").data(RECORD)
    assert isinstance(chosen, FacetValue)
    assert table.view.query == "(kind:claim OR kind:passage)"
    table.bot.waitUntil(lambda: facets.facets.place("kind", "passage").data(RECORD).chosen)


def test_a_header_sorts_and_turns_the_order_round(table: TableDriver) -> None:
    header = table.view.grid.horizontalHeader()
    column = table.view.grid.column_names.index("quote")
    place = QPoint(header.sectionViewportPosition(column) + 40, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    table.until([CLOSED, OPEN, PRICE])
    table.bot.waitUntil(lambda: str(table.view.model.headerData(column, Qt.Orientation.Horizontal)).endswith("↑"))
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    table.until([PRICE, OPEN, CLOSED])


def test_groups_have_headings_that_fold(table: TableDriver) -> None:
    table.view.group_by("speaker")
    table.bot.waitUntil(lambda: table.view.model.rowCount() == 5)
    model, grid = table.view.model, table.view.grid
    assert model.index(0, 0).data() == "Mirela Dantov, 2 annotations"
    assert model.index(3, 0).data() == "Nobody named, 1 annotation"
    grid.setFocus()
    grid.setCurrentIndex(model.index(1, 0))
    table.key(Qt.Key.Key_Left)
    table.key(Qt.Key.Key_Left)
    assert model.rowCount() == 3
    grid.selectAll()
    assert grid.selected_ids == [table.collection.annotations()[2].id]
    table.key(Qt.Key.Key_Return)
    assert model.rowCount() == 5


def test_enter_goes_to_the_place_in_the_source(table: TableDriver) -> None:
    table.select(1)
    table.key(Qt.Key.Key_Down)
    table.key(Qt.Key.Key_Return)
    assert table.window.views.reading
    assert table.window.annotating.current is not None
    assert table.window.annotating.current.quote == OPEN


def test_selected_annotations_are_deleted_and_come_back(table: TableDriver) -> None:
    table.select(2)
    table.key(Qt.Key.Key_Delete)
    assert [each.quote for each in table.collection.annotations()] == [PRICE]
    table.until([PRICE])
    table.ctrl(Qt.Key.Key_Z)
    table.until([CLOSED, OPEN, PRICE])
    assert table.collection.next_redo == "Delete 2 annotations"


def test_after_a_deletion_the_keys_are_where_they_were(table: TableDriver) -> None:
    table.select(1)
    table.key(Qt.Key.Key_Down)
    table.key(Qt.Key.Key_Delete)
    table.bot.waitUntil(lambda: table.view.model.rowCount() == 2)
    assert table.view.grid.currentIndex().row() == 1
    assert table.view.grid.selected_ids == []
    table.key(Qt.Key.Key_Up)
    assert table.view.grid.current_id == table.collection.annotations()[0].id


def test_a_mistake_made_twice_is_said_once(table: TableDriver) -> None:
    table.view.ask("kind:claim AND AND price")
    table.bot.waitUntil(lambda: _is(table.view.mistake.words, "“AND” needs something on both sides."))


def bulk(table: TableDriver, title: str) -> BulkDialog:
    """Open the dialog for what is selected, by key, and choose what to do."""
    table.key(Qt.Key.Key_E)
    dialog = table.view.findChild(BulkDialog)
    assert dialog is not None
    dialog.choose(title)
    return dialog


def test_a_bulk_edit_says_what_it_touches_and_is_one_step(table: TableDriver) -> None:
    table.select(3)
    dialog = bulk(table, "Add a code")
    page = dialog.page
    assert isinstance(page, AddCode)
    page.code.setCurrentText("trade")
    page.stance.setCurrentIndex(1)
    assert dialog.touched_words == "Touches 3 annotations"
    page.stance.setCurrentIndex(0)
    assert dialog.touched_words == "Touches 2 annotations; 1 is so already"
    dialog.accept()
    assert [[use.code for use in each.codes] for each in table.collection.annotations()] == [
        ["bridge", "trade"],
        ["trade"],
        ["trade"],
    ]
    assert table.collection.next_undo == "Add code to 2 annotations"
    assert "2 annotations changed" in table.window.status.words


@pytest.mark.parametrize(
    ("title", "touched"),
    [
        ("Remove a code", "Touches 1 annotation; 2 are so already"),
        ("Set the status", "Touches no annotation; 1 is so already; 2 of another kind stay"),
        ("Change the kind", "Touches 2 annotations; 1 is so already"),
        ("Add a speaker", "Touches no annotation"),
        ("Replace an actor", "Touches no annotation"),
        ("Delete", "Touches 3 annotations"),
    ],
)
def test_every_bulk_edit_has_its_preview(table: TableDriver, title: str, touched: str) -> None:
    table.select(3)
    dialog = bulk(table, title)
    assert dialog.touched_words.endswith(touched)
    assert dialog.yes.isEnabled() is dialog.touched_words.startswith(("Touches 1", "Touches 2", "Touches 3"))
    dialog.reject()


def test_a_speaker_is_typed_for_many(table: TableDriver) -> None:
    table.select(3)
    dialog = bulk(table, "Add a speaker")
    page = dialog.page
    assert isinstance(page, AddSpeaker)
    page.name.setText("Mirela Dantov")
    assert dialog.touched_words == "Touches 1 annotation; 2 are so already"
    page.name.setText("Ana Verescu")
    dialog.yes.click()
    assert all("Ana Verescu" in each.speakers for each in table.collection.annotations())


def test_an_actor_is_replaced_where_it_is_named_but_not_by_itself(table: TableDriver) -> None:
    table.select(3)
    dialog = bulk(table, "Replace an actor")
    page = dialog.page
    assert isinstance(page, ReplaceActor)
    page.old.setText("Tomas Hale")
    page.new.setText("Tomas Hale")
    assert not dialog.yes.isEnabled()
    page.new.setText("Mirela Dantov")
    assert dialog.touched_words == "Touches 1 annotation; 2 without the name stay"
    dialog.reject()


def test_columns_order_and_groups_are_remembered(table: TableDriver) -> None:
    table.view.toggle_column("note")
    table.view.sort_by("date")
    table.view.group_by("kind")
    kept = table.window.state.table("table")
    assert kept["column"] == "date"
    assert kept["group"] == "kind"
    assert "note" in table.view.grid.column_names
    another = AnnotationsView(table.window.session, table.window.appearance, table.window)
    assert "note" in another.grid.column_names
    another.deleteLater()


def test_every_column_fits_a_small_window_until_the_user_widens_one(table: TableDriver) -> None:
    grid = table.view.grid
    table.window.frame.resize(1024, 700)
    table.bot.waitUntil(lambda: grid.width() < 760 and grid.horizontalScrollBar().maximum() == 0)
    grid.horizontalHeader().resizeSection(1, 240)
    assert grid.columnWidth(1) == 240
    assert grid.widths == {grid.column_names[1]: 240}


def test_what_is_selected_stays_when_others_change(table: TableDriver) -> None:
    table.select(2)
    chosen = table.view.grid.selected_ids
    table.collection.edit(chosen[0], note="Seen")
    table.collection.delete_annotations([table.collection.annotations()[2].id])
    table.until([CLOSED, OPEN])
    assert table.view.grid.selected_ids == chosen


def test_a_query_from_elsewhere_is_listed(table: TableDriver) -> None:
    table.window.views.list_annotations('kind:recommendation by:"Mirela Dantov"')
    table.until([OPEN])
    assert table.view.facets.facets.place("speaker", "Mirela Dantov").isValid()


def test_what_is_listed_is_handed_to_the_export(table: TableDriver) -> None:
    asked: list[str] = []
    table.view.export_asked.disconnect()
    table.view.export_asked.connect(asked.append)
    table.view.ask("kind:claim")
    table.view.bar.export_button.click()
    assert asked == ["kind:claim"]


def test_a_collection_that_another_window_holds_is_only_read(table: TableDriver) -> None:
    path = table.collection.path
    table.window.session.close()
    holder = Collection.open(path, annotator="Bo", program="another window")
    table.window.session.open_path(path)
    table.ctrl(Qt.Key.Key_2)
    table.until([CLOSED, OPEN, PRICE])
    table.select(2)
    assert not table.view.bar.edit_button.isEnabled()
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_E):
        table.key(key)
        assert "open for reading only" in table.window.status.words
    assert table.view.findChild(BulkDialog) is None
    assert len(holder.annotations()) == 3
    table.window.session.close()
    holder.close()


def test_empty_states(table: TableDriver) -> None:
    table.view.ask("zeppelin")
    table.bot.waitUntil(lambda: table.view.empty_words.startswith("No annotation matches"))
    table.view.clear()
    table.until([CLOSED, OPEN, PRICE])
    assert table.view.empty_words == ""
    table.window.session.close()
    assert table.view.empty_words.startswith("Open a collection")


# A word typed halfway


def test_a_word_typed_halfway_is_a_beginning_and_stays_one(table: TableDriver) -> None:
    table.key(Qt.Key.Key_Slash)
    table.type("minis")
    table.until([OPEN])
    assert table.view.meaning.words.endswith("1 of 3 annotations")
    assert "minis…" in table.view.meaning.words
    table.key(Qt.Key.Key_Return)
    assert table.view.grid.hasFocus()
    table.view.sort_by("kind")
    table.bot.waitUntil(lambda: table.view.settled)
    assert table.quotes() == [OPEN]
    table.collection.tag(1, "claim", [(56, 64)])  # another change lists again
    table.until(["ministry", OPEN])
    assert table.view.query == "minis"


def test_a_query_from_elsewhere_is_whole(table: TableDriver) -> None:
    table.view.ask("minis")
    table.bot.waitUntil(lambda: table.view.settled)
    assert table.quotes() == []
    table.view.bar.field.setFocus()
    table.key(Qt.Key.Key_End)
    table.type("t")
    table.until([OPEN])


def test_a_facet_goes_on_with_a_word_typed_halfway(table: TableDriver) -> None:
    table.key(Qt.Key.Key_Slash)
    table.type("bri")
    table.until([CLOSED, OPEN])
    table.bot.waitUntil(lambda: table.facet("kind") == {"Claim": 1, "Recommendation": 1})
    facets = table.view.facets
    facets.setFocus()
    facets.setCurrentIndex(facets.facets.place("kind", "claim"))
    table.key(Qt.Key.Key_Space)
    table.until([CLOSED])
    assert table.view.query == "bri* kind:claim"
    table.bot.waitUntil(lambda: table.facet("kind") == {"Claim": 1, "Recommendation": 1})


def test_behind_a_chosen_facet_a_word_typed_halfway_counts_the_other_values(table: TableDriver) -> None:
    table.key(Qt.Key.Key_Slash)
    table.type("kind:claim bri")
    table.until([CLOSED])
    table.bot.waitUntil(lambda: table.facet("kind") == {"Claim": 1, "Recommendation": 1})


def test_what_is_listed_halfway_is_what_is_exported(table: TableDriver) -> None:
    table.key(Qt.Key.Key_Slash)
    table.type("minis")
    table.until([OPEN])
    table.view.export_asked.disconnect()
    with table.bot.waitSignal(table.view.export_asked) as asked:
        table.view.bar.export_button.click()
    (query,) = asked.args
    assert query == "minis*"
    assert table.collection.matching_annotations(query) == list(table.view.model.ids)
